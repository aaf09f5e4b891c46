"""A count against the list behind it: `05 văn bản, gồm:` with points below, `2 đơn vị (A và B)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parix.foundation.problems import Problem
from parix.official_documents.cited_documents.citing import citations_in
from parix.official_documents.document_bodies.outline import Node
from parix.official_documents.document_bodies.passages import Passage
from parix.official_documents.figure_checks.findings import finding
from parix.official_documents.figures.reading import Placed, figures_of
from parix.official_documents.pages import flat
from parix.official_documents.unit_names.heads import head_at
from parix.official_documents.unit_names.unit_lists import units_in

_UNITS = re.compile(r"(?:don vi|phong|trung tam|co quan|so|chi cuc|to chuc|xa|phuong)")
_DOCUMENTS = re.compile(r"(?:van ban|quyet dinh|ke hoach|cong van|bao cao|thong bao|nghi quyet|chi thi)")
_LISTED = re.compile(r"[^.;]{0,80}?(?:gom(?: co)?|bao gom|la|cu the(?: la| nhu sau)?|nhu sau|sau(?: day)?|do la|duoi day|)\s*:\s*$")
_INLINE = re.compile(r"[^.;:()\d]{0,90}?(?:\((?P<inside>[^()]{5,600})\)|(?:(?:gom(?: co)?|bao gom|do la|la|cu the la)\s*:?|:)\s*(?P<open>[^.()]{5,600}))")


def wrong_counts(node: Node, figures: Sequence[Placed]) -> Iterator[Problem]:
    counts = [placed for placed in figures if placed.figure.form == "count" and not placed.figure.bound and placed.figure.is_sure]
    if counts and node.leads and node.children:
        yield from _against_points(node, counts[-1])
    for placed in counts:
        yield from _against_inline(node.passage, placed, figures)


def _against_points(node: Node, counted: Placed) -> Iterator[Problem]:
    """The points straight below must be as many; nothing is said when they carry figures of their own or cite several documents."""
    if not _LISTED.fullmatch(node.passage.flat[counted.end :]):
        return
    points = [child for child in node.children if child.marker is not None and child.table is None]
    if len(points) != len(node.children) or len({child.style for child in points}) != 1 or len(points) < 2:
        return
    unit = counted.figure.unit.lower()
    if any(placed.figure.form == "count" and placed.figure.unit.lower() == unit for child in points for placed in figures_of(child.passage)):
        return
    cited = sum(len(citations_in(child.passage)) for child in points)
    if counted.figure.value in (len(points), cited) or any(len(child.passage.flat.split(";")) > 2 for child in points):
        return
    message = f"ghi {counted.figure.text} nhưng liệt kê {len(points)} mục"
    yield finding("count_differs_from_list", message, counted.figure.span)


def _against_inline(passage: Passage, counted: Placed, figures: Sequence[Placed]) -> Iterator[Problem]:
    match = _INLINE.match(passage.flat, counted.end)
    if match is None:
        return
    group = "inside" if match["inside"] is not None else "open"
    start, end = match.span(group)
    if any(start <= placed.start < end for placed in figures if placed is not counted):
        return
    listed = _listed(passage.part(start, end), flat(counted.figure.unit))
    if listed is not None and listed >= 1 and counted.figure.value != listed:
        message = f"ghi {counted.figure.text} nhưng liệt kê {listed}"
        yield finding("count_differs_from_list", message, counted.figure.span)


def _listed(inside: Passage, unit: str) -> int | None:
    """How many names or documents; None where the words are no plain list of them."""
    if _DOCUMENTS.match(unit):
        cited = citations_in(inside)
        left = re.sub(r"[\s,;.\-–]|va\b", "", _without(inside.flat, [(place.start, place.end) for place in cited]))
        return len(cited) if cited and len(left) < 15 * len(cited) else None
    if not _UNITS.match(unit):
        return None
    units = units_in(inside).units
    heads = sum(head_at(one.value, flat(one.value), 0) is not None for one in units)
    return len(units) if units and heads == len(units) and not any(re.match(r"(?:cac|toan|mot so)\s", flat(one.value)) for one in units) else None


def _without(words: str, stretches: Sequence[tuple[int, int]]) -> str:
    kept, at = "", 0
    for start, end in stretches:
        kept, at = kept + words[at:start], end
    return kept + words[at:]
