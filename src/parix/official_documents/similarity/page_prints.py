"""A 256-bit print of a page's picture: the signs of its slow waves (DCT), after margins are cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parix.foundation.lazy_modules import lazy_module

if TYPE_CHECKING:
    from PIL.Image import Image

numpy = lazy_module("numpy")
filters = lazy_module("PIL.ImageFilter")

SIDE, WAVES = 64, 16
BITS = WAVES * WAVES
NEAR = 56  # bits; measured: second scans of a page differ in up to 50, other pages of the same form in 64 and more
_INK = 0.65
_LEAST_INK = 0.002  # share of dark points


def page_print(picture: Image) -> int | None:
    """None for an empty page: all empty pages look alike and prove nothing."""
    grey = picture.convert("L")
    grey.thumbnail((1024, 1024))
    levels = numpy.asarray(grey.filter(filters.MedianFilter(3)))
    dark = levels < numpy.median(levels) * _INK  # against the paper's own grey, so that an empty page stays empty
    if dark.mean() < _LEAST_INK:
        return None
    content = _content(dark)
    small = _shrunk(content.astype(float))
    slow = _waves(small)[1 : WAVES + 1, 1 : WAVES + 1]
    signs = slow > numpy.median(slow)
    return int.from_bytes(numpy.packbits(signs.flatten()).tobytes(), "big")


def distance(one: int, other: int) -> int:
    return (one ^ other).bit_count()


def is_near(one: int, other: int) -> bool:
    return distance(one, other) <= NEAR


def _content(dark: Any) -> Any:
    """Without margins: a second scan lies a little elsewhere on the glass. Stray specks do not count as content."""
    rows = numpy.flatnonzero(dark.mean(axis=1) > 0.01)
    columns = numpy.flatnonzero(dark.mean(axis=0) > 0.01)
    if rows.size == 0 or columns.size == 0:
        return dark
    return dark[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _shrunk(content: Any) -> Any:
    """Mean darkness over a grid of 64 x 64 fields."""
    for axis in (0, 1):
        size = content.shape[axis]
        edges = numpy.linspace(0, size, SIDE + 1).astype(int)
        edges = numpy.minimum(edges, size - 1)
        sums = numpy.add.reduceat(content, edges[:-1], axis=axis)
        widths = numpy.maximum(numpy.diff(edges), 1)
        content = sums / (widths[:, None] if axis == 0 else widths[None, :])
    return content


def _waves(small: Any) -> Any:
    """The two-dimensional cosine transform, by its matrix."""
    places = numpy.arange(SIDE)
    matrix = numpy.cos(numpy.pi * (2 * places[None, :] + 1) * places[:, None] / (2 * SIDE))
    return matrix @ small @ matrix.T
