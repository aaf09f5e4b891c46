"""The lines that are drawn on a page of a PDF: strokes, frames, and the thin boxes that office programs draw for lines."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from parix.foundation.lazy_modules import lazy_module
from parix.official_documents.text_extraction.ruled_grids import Stroke

raw = lazy_module("pypdfium2.raw")

_THIN, _LEAST_LENGTH = 2.6, 6.0  # points
_MOST_OBJECTS = 20_000
_SEGMENT_LINE, _SEGMENT_MOVE = 0, 2


def strokes_of(page: Any) -> tuple[list[Stroke], list[Stroke]]:
    """Level and upright lines in points from the page's top left corner."""
    height = page.get_height()
    levels: list[Stroke] = []
    uprights: list[Stroke] = []
    for x0, y0, x1, y1 in _lines(page):
        top, bottom = height - max(y0, y1), height - min(y0, y1)
        left, right = min(x0, x1), max(x0, x1)
        if bottom - top <= _THIN and right - left >= _LEAST_LENGTH:
            levels.append(Stroke((top + bottom) / 2, left, right))
        elif right - left <= _THIN and bottom - top >= _LEAST_LENGTH:
            uprights.append(Stroke((left + right) / 2, top, bottom))
    return levels, uprights


def _lines(page: Any) -> Iterator[tuple[float, float, float, float]]:
    for place in range(min(int(raw.FPDFPage_CountObjects(page)), _MOST_OBJECTS)):
        drawn = raw.FPDFPage_GetObject(page, place)
        if raw.FPDFPageObj_GetType(drawn) != raw.FPDF_PAGEOBJ_PATH:
            continue
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if not raw.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
            continue
        if right.value - left.value <= _THIN or top.value - bottom.value <= _THIN:
            yield left.value, bottom.value, right.value, top.value
        elif _is_stroked(drawn):
            yield from _sides(drawn)


def _is_stroked(drawn: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(drawn, fill, stroke)) and bool(stroke.value)


def _sides(drawn: Any) -> Iterator[tuple[float, float, float, float]]:
    """The straight segments of a frame, placed on the page."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(drawn, matrix):
        return
    first: tuple[float, float] | None = None
    before: tuple[float, float] | None = None
    for place in range(min(int(raw.FPDFPath_CountSegments(drawn)), 200)):
        segment = raw.FPDFPath_GetPathSegment(drawn, place)
        x, y = ctypes.c_float(), ctypes.c_float()
        if not raw.FPDFPathSegment_GetPoint(segment, x, y):
            return
        point = matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == _SEGMENT_MOVE:
            first = point
        elif kind == _SEGMENT_LINE and before is not None:
            yield *before, *point
        before = point
        if raw.FPDFPathSegment_GetClose(segment) and first is not None:
            yield *point, *first
