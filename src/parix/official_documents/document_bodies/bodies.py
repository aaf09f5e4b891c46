"""The way in: pages of text to the outline of the body."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from parix.official_documents.document_bodies.line_joining import paragraphs
from parix.official_documents.document_bodies.outline import Node, outline
from parix.official_documents.document_bodies.page_lines import page_lines
from parix.official_documents.document_bodies.passages import Passage
from parix.official_documents.document_bodies.run_on_text import unrolled
from parix.official_documents.document_bodies.tables import Table, table_of
from parix.official_documents.pages import Page, Span


def read_body(pages: Sequence[Page], without: Collection[Span] = ()) -> Node:
    """`without`: places of head and foot, which are read elsewhere."""
    return outline(items_of(pages, without))


def items_of(pages: Sequence[Page], without: Collection[Span] = (), is_head: Callable[[str], bool] = lambda _words: False) -> Iterator[Passage | Table]:
    """Paragraphs and tables in reading order."""
    rows: list[tuple[Passage, ...]] = []
    for item in paragraphs(page_lines(pages, without), is_head):
        if isinstance(item, tuple):
            rows.append(item)
            continue
        if rows:
            yield table_of(rows)
            rows = []
        yield from unrolled(item)
    if rows:
        yield table_of(rows)
