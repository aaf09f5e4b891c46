"""Where a row stands in the tree, by the shape of its code: I, 1, 1.1, 1.1.1, A, a), 3a, R.1.2."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ROMAN = re.compile(r"[IVXLC]+")
_SMALL_ROMAN = re.compile(r"[ivx]+")

Style = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Shape:
    """The parts of a code and their style; rows of one style are siblings."""

    parts: tuple[str, ...]
    style: Style


def plain_code(code: str) -> str:
    """The code without closing stop or bracket."""
    return code.strip().rstrip(".)").strip()


def shape_of(code: str, open_shapes: Sequence[Shape]) -> Shape:
    """The shape of a code, among the shapes of the rows that are still open above it ("C" after "B" is no roman hundred)."""
    parts = tuple(plain_code(code).split("."))
    if len(parts) > 1:
        return Shape(parts, ("dotted", len(parts)))
    return Shape(parts, (_style(parts[0], [shape.parts[0] for shape in open_shapes if len(shape.parts) == 1]), 1))


def column_shape(level: int) -> Shape:
    """For rows without a code whose text stands in one of several columns."""
    return Shape((), ("column", level))


def depth_among(shape: Shape, open_shapes: Sequence[Shape]) -> int:
    """How many of the open rows stay above the new one."""
    if shape.style[0] == "column":
        return next((place for place, one in enumerate(open_shapes) if one.style[0] == "column" and one.style[1] >= shape.style[1]), len(open_shapes))
    if len(shape.parts) > 1:
        above = [place for place, one in enumerate(open_shapes) if _begins_with(shape.parts, one.parts)]
        if above:
            return above[-1] + 1
    return next((place for place, one in enumerate(open_shapes) if one.style == shape.style), len(open_shapes))


def _begins_with(parts: tuple[str, ...], above: tuple[str, ...]) -> bool:
    return 0 < len(above) < len(parts) and parts[: len(above)] == above


def lacks_parent(shape: Shape, above: Shape | None) -> bool:
    """Whether a dotted code skips a level (1.2.1 without 1.2) below a row that shares its beginning."""
    if len(shape.parts) < 3 or above is None or not above.parts:
        return False
    return _begins_with(shape.parts, above.parts) and len(above.parts) < len(shape.parts) - 1


def _style(token: str, siblings: Sequence[str]) -> str:
    if re.fullmatch(r"\d+[a-zđ]?", token):
        return "number"
    if re.fullmatch(r"[A-ZĐ]", token):
        follows = any(len(one) == 1 and one.isupper() and ord(token) == ord(one) + 1 for one in siblings)
        return "letter" if follows or not _ROMAN.fullmatch(token) else "roman"
    if _ROMAN.fullmatch(token):
        return "roman"
    if re.fullmatch(r"[a-zđ]", token):
        follows = any(len(one) == 1 and one.islower() and ord(token) == ord(one) + 1 for one in siblings)
        return "small letter" if follows or not _SMALL_ROMAN.fullmatch(token) else "small roman"
    return "small roman" if _SMALL_ROMAN.fullmatch(token) else f"word {re.sub(r'[0-9]+', '', token)}"
