"""Tells a leaf's title from its scoring text, wherever that is printed: in the same cell, beside it, or in rows below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from parix.criteria.drafting.records import SourceRow
from parix.criteria.drafting.trees import Node
from parix.criteria.scoring_text import Understood, looks_like_scoring, read_scoring_text
from parix.foundation.numbers import shown

_POINTS_IN_TITLE = re.compile(r"\s*[(:\-–]?\s*(?:tối đa\s*)?\(?(\d{1,3}(?:[.,]\d{1,4})?)\s*(?:điểm|đ)\s*\)?\s*$", re.IGNORECASE)
_ENDS_IN_NUMBER = re.compile(r"\d\s*(?:điểm|diem|đ|d)?\s*\)?[.;]?\s*$", re.IGNORECASE)
_BULLET = re.compile(r"\s*[-+•*–]\s+\S")
_AS_ABOVE = re.compile(r"(?:cách (?:chấm|tính) )?(?:như|tương tự|giống)(?: \w+){0,3} trên\b", re.IGNORECASE)
# What reads as one of these is a computation, so that one clause is enough to know it from a title.
_NO_TITLE = {"proportional", "survey_answers", "share_satisfied", "against_best"}
_AMOUNT_ALONE = re.compile(r"\s*\(?\d{1,3}(?:[.,]\d{1,4})?\s*(?:điểm|đ)?\)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ScoringText:
    """The leaf's title, its scoring text, and the row whose cell to name in a message."""

    title: str
    text: str
    row: SourceRow
    what: str


def points_in_title(title: str) -> tuple[str, Fraction | None]:
    """ "Ban hành kế hoạch (0,5 điểm)" -> the title alone and the points."""
    first, newline, rest = title.partition("\n")
    match = _POINTS_IN_TITLE.search(first)
    if match is None or not first[: match.start()].strip():
        return title, None
    return f"{first[: match.start()].strip()}{newline}{rest}", Fraction(match[1].replace(",", "."))


def scoring_of(node: Node, maximum: Fraction) -> ScoringText:
    """Gather the scoring text of a leaf in reading order."""
    title, inside = split_cell(node.title, maximum)
    lines = [(inside, node.row, "text")] if inside else []
    if node.row.scoring:
        lines.append((_with_points(node.row.scoring, node.row.scoring_points, maximum), node.row, "scoring"))
    for row in node.below:
        text = _line(row, maximum)
        if text:
            lines.append((text, row, "scoring" if row.scoring and not row.text else "text"))
    for child in node.children:
        lines.append((_with_points(child.title, child.points, maximum), child.row, "text"))
    if not lines and node.row.note and looks_like_scoring(node.row.note, maximum):
        lines.append((node.row.note, node.row, "text"))
    row, what = (lines[0][1], lines[0][2]) if lines else (node.row, "text")
    return ScoringText(" ".join(title.split()), "\n".join(text for text, _, _ in lines), row, what)


def split_cell(text: str, maximum: Fraction) -> tuple[str, str]:
    """A cell that holds the title and, on new lines or after it, the scoring text."""
    lines = text.split("\n")
    for place in range(1, len(lines)):
        if looks_like_scoring(lines[place], maximum) or (looks_like_scoring("\n".join(lines[place:]), maximum) and _begins(lines, place, maximum)):
            return "\n".join(lines[:place]), "\n".join(lines[place:])
    for place in range(1, len(lines)):
        if _BULLET.match(lines[place]) or (lines[place].endswith(";") and lines[place][:1].isupper()):
            return "\n".join(lines[:place]), "\n".join(lines[place:])
    if len(lines) == 1:
        for match in re.finditer(r"[.:;]\s+|\s+[-–]\s+|\s*\((?=\S)", text):
            rest = text[match.end() :].removesuffix(")") if match[0].strip() == "(" else text[match.end() :]
            read = read_scoring_text(rest, maximum)
            if (isinstance(read, Understood) and (_is_full_text(rest) or read.rule["kind"] in _NO_TITLE)) or _AS_ABOVE.match(rest):
                return text[: match.start()], rest
    return text, ""


def _begins(lines: Sequence[str], place: int, maximum: Fraction) -> bool:
    """Whether the clause begins with this line: without it the rest says less."""
    return place + 1 >= len(lines) or not looks_like_scoring(lines[place + 1], maximum)


def _is_full_text(rest: str) -> bool:
    """More than one clause, so that a title ending in a number is not taken apart."""
    return bool(re.search(r"[;/]|\n|,\s", rest)) and len(re.findall(r"\d", rest)) > 1


def _line(row: SourceRow, maximum: Fraction) -> str:
    points = row.scoring_points if row.scoring_points is not None else row.points
    if row.text and row.scoring:
        joiner = ": " if _AMOUNT_ALONE.fullmatch(row.scoring) else "\n"
        return _with_points(f"{row.text}{joiner}{row.scoring}", points, maximum)
    return _with_points(row.text or row.scoring, points, maximum)


def _with_points(text: str, points: Fraction | None, maximum: Fraction) -> str:
    """The line with the points of its own cell, unless it says them itself."""
    if points is None or not text or "\n" in text or (_ENDS_IN_NUMBER.search(text) and looks_like_scoring(text, maximum)):
        return text
    return f"{text.rstrip(' .;:')}: {shown(points, 'vi', decimals=6)}"
