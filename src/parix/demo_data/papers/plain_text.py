"""A paper as plain text, in the ways in which heads reach a reader: column after column, with tabs, flattened, right column first."""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest

from parix.demo_data.papers.offices import SAMPLE
from parix.official_documents.writing import heads
from parix.official_documents.writing.records import Heading, Paper, Table


def column_by_column(paper: Paper) -> str:
    """As the cells of a table come out."""
    head = (heads.left_lines(paper), [""], heads.right_lines(paper))
    return _joined(*head, [""], _middle(paper), [""], heads.recipient_lines(paper), [""], heads.signature_lines(paper))


def right_first(paper: Paper) -> str:
    head = (heads.right_lines(paper), [""], heads.left_lines(paper))
    return _joined(*head, [""], _middle(paper), [""], heads.signature_lines(paper), [""], heads.recipient_lines(paper))


def with_tabs(paper: Paper) -> str:
    return _line_by_line(paper, "\t")


def flattened(paper: Paper) -> str:
    """Line by line across both columns, nothing left of the gap between them."""
    return _line_by_line(paper, " ")


def _line_by_line(paper: Paper, gap: str) -> str:
    head = _across(heads.left_lines(paper), heads.right_lines(paper), gap)
    return _joined(head, [""], _middle(paper), [""], _across(heads.recipient_lines(paper), heads.signature_lines(paper), gap))


def _middle(paper: Paper) -> list[str]:
    titled = [paper.title, *heads.abstract_lines(paper)] if paper.title else []
    return [*titled, *([paper.authority] if paper.authority else []), "", *heads.addressee_lines(paper), *_body(paper)]


def _body(paper: Paper) -> list[str]:
    lines: list[str] = []
    for block in paper.blocks:
        if isinstance(block, Table):
            lines += ["\t".join(row) for row in (block.columns, *block.rows)]
        else:
            lines.append(block if isinstance(block, str) else block.text if isinstance(block, Heading) else block.title)
    return lines


def _across(left: list[str], right: list[str], gap: str) -> list[str]:
    return [gap.join(part for part in pair if part) for pair in zip_longest(left, right, fillvalue="")]


def _joined(*parts: list[str]) -> str:
    return "\n".join(line for part in (*parts, ["", SAMPLE]) for line in part)


LAYOUTS: dict[str, Callable[[Paper], str]] = {
    "column_by_column": column_by_column, "right_first": right_first, "with_tabs": with_tabs, "flattened": flattened,
}
