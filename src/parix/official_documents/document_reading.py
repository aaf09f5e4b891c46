"""Everything that a document says, read in one go: head, cited documents, targets, assignments, figures; and what is odd about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from parix.foundation.problems import Place, Problem
from parix.official_documents.assignments.collecting import assignments_in
from parix.official_documents.assignments.due_dates import Calendar
from parix.official_documents.assignments.flattened_tables import is_head, unflattened
from parix.official_documents.assignments.records import Assignment
from parix.official_documents.cited_documents.citing import citations_in, cited
from parix.official_documents.cited_documents.records import Citation
from parix.official_documents.document_bodies.bodies import items_of
from parix.official_documents.document_bodies.outline import Node, outline
from parix.official_documents.document_heads.reading import read_head
from parix.official_documents.document_heads.records import DocumentHead, Found
from parix.official_documents.figure_checks.checking import contradictions_in
from parix.official_documents.figures.reading import figures_in
from parix.official_documents.figures.records import Figure
from parix.official_documents.limits import USUAL, Limits
from parix.official_documents.pages import Span, flat
from parix.official_documents.targets.reading import targets_in
from parix.official_documents.targets.records import Target
from parix.official_documents.text_extraction.extracting import extract_text
from parix.official_documents.text_extraction.records import ExtractedText
from parix.official_documents.unit_names.names_of_document import names_of

_YEAR = re.compile(r"nam\s+((?:19|20)\d\d)(?!\s?[-–]\s?\d)")


@dataclass(frozen=True)
class DocumentReading:
    """`problems`: of the file, of the head and of the body together. What could be read is there beside any problem."""

    text: ExtractedText
    head: DocumentHead
    citations: tuple[Citation, ...] = ()
    targets: tuple[Target, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    figures: tuple[Figure, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_document(data: bytes, limits: Limits = USUAL) -> DocumentReading:
    """Never raises for what a file may hold. For files of strangers use `isolated`, which also bounds time and memory."""
    extracted = extract_text(data, limits)
    if not extracted.is_readable:
        return DocumentReading(extracted, DocumentHead(), problems=extracted.problems)
    return read_pages(extracted)


def read_pages(extracted: ExtractedText) -> DocumentReading:
    head = read_head(extracted.pages)
    root = outline(unflattened(items_of(extracted.pages, places_of(head), is_head)))
    _tell_names(root)
    own = (head.number.value if head.number else "", head.symbol.value if head.symbol else "")
    citations = cited([place for passage in passages_of(root) for place in citations_in(passage)], own)
    kind = head.kind.value.code if head.kind else ""
    assignments = assignments_in(root, kind, calendar_of(head), head.issuer.value if head.issuer else "", head.addressees)
    targets = targets_in(root)
    figures = figures_in(root)
    problems = (*extracted.problems, *head.problems, *_odd_dates(assignments, citations), *contradictions_in(root))
    return DocumentReading(extracted, head, citations, targets, assignments, figures, problems)


def _tell_names(root: Node) -> None:
    """Every passage of the outline learns the names that the document as a whole shows."""
    names = names_of(passages_of(root))
    for node in root.below() if names else ():
        node.passage = replace(node.passage, names=names)
        if node.table is not None:
            rows = tuple(replace(row, cells=tuple(replace(cell, names=names) for cell in row.cells)) for row in node.table.rows)
            node.table = replace(node.table, rows=rows)


def passages_of(root: Node) -> Iterator[Any]:
    for node in root.below():
        if node.table is None:
            yield node.passage
        else:
            yield from (cell for row in node.table.rows for cell in row.cells if cell.text)


def places_of(head: DocumentHead) -> list[Span]:
    """What belongs to head and foot, which the body's readers pass over."""
    single: Sequence[Found[Any] | None] = (
        head.kind, head.number, head.symbol, head.place, head.date, head.issuer, head.parent_body, head.abstract, head.signatory,
    )
    return [found.span for found in (*single, *head.recipients, *head.addressees) if found is not None]


def calendar_of(head: DocumentHead) -> Calendar:
    """The year that the abstract names, and the day of signing."""
    signed = head.date.value.date if head.date else None
    named = _YEAR.findall(flat(head.abstract.value)) if head.abstract else []
    written = head.date.value.year if head.date else None
    return Calendar(int(named[-1]) if named else written, signed)


def _odd_dates(assignments: Sequence[Assignment], citations: Sequence[Citation]) -> Iterator[Problem]:
    for one in assignments:
        if one.due is not None and one.due.reason.startswith("không có ngày"):
            yield _problem(
                "assignment.date_impossible", f"thời hạn «{one.due.text}»: {one.due.reason} trên lịch", "kiểm tra lại thời hạn trên bản gốc", one.due.span,
            )
    for citation in citations:
        if citation.date is not None and citation.date.is_impossible:
            yield _problem(
                "reference.date_impossible", f"«{citation.text}»: {citation.reason} trên lịch", "kiểm tra lại ngày của văn bản được dẫn", citation.span,
            )


def _problem(code: str, message: str, remedy: str, span: Span) -> Problem:
    return Problem(code, message, remedy, Place(path=str(span)), "warning")
