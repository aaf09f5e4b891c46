"""A scanned page set straight, and the lines that are drawn on it, so that tables can be read cell by cell."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from parix.foundation.lazy_modules import lazy_module
from parix.official_documents.text_extraction.ruled_grids import Stroke

if TYPE_CHECKING:
    from PIL.Image import Image

numpy = lazy_module("numpy")
pillow = lazy_module("PIL.Image")

_MOST_SKEW, _STEP = 1.5, 0.1  # degrees
_LEAST_SKEW = 0.15
_NARROW = 900  # pixels across, enough to measure a slant
_DARK = 170
_LEAST_LEVEL, _LEAST_UPRIGHT = 90, 34  # pixels at 200 dots an inch
_FILLED = 0.88
_THICKEST = 9


def straightened(picture: Image) -> Image:
    """Turned by the angle at which lines of text are sharpest; a page that is straight stays as it is."""
    angle = _skew(picture)
    return picture.rotate(angle, fillcolor=255, resample=pillow.Resampling.BICUBIC) if abs(angle) >= _LEAST_SKEW else picture


def _skew(picture: Image) -> float:
    factor = max(1.0, picture.width / _NARROW)
    small = picture.resize((int(picture.width / factor), int(picture.height / factor)), 4)
    dark = (numpy.asarray(small) < _DARK).astype(numpy.float32)
    if dark.sum() < 500:
        return 0.0
    columns = numpy.arange(dark.shape[1])
    best, best_sharpness = 0.0, -1.0
    steps = int(_MOST_SKEW / _STEP)
    for step in sorted(range(-steps, steps + 1), key=abs):
        angle = step * _STEP
        shift = numpy.rint(numpy.tan(numpy.radians(angle)) * (columns - dark.shape[1] / 2)).astype(int)
        sharpness = _sharpness(dark, shift)
        if sharpness > best_sharpness * 1.002:
            best, best_sharpness = angle, sharpness
    return best


def _sharpness(dark: Any, shift: Any) -> float:
    """How much neighbouring rows differ once every column is shifted: most when lines of text lie level."""
    height = dark.shape[0]
    profile = numpy.zeros(height, dtype=numpy.float32)
    for amount in numpy.unique(shift):
        part = dark[:, shift == amount].sum(axis=1)
        profile += numpy.roll(part, -int(amount))
    return float(((profile[1:] - profile[:-1]) ** 2).sum())


def strokes_of(picture: Image) -> tuple[list[Stroke], list[Stroke]]:
    """Level and upright lines in pixels. Letters are too short for either."""
    dark = numpy.asarray(picture) < _DARK
    return _strokes(dark, _LEAST_LEVEL), _strokes(dark.T, _LEAST_UPRIGHT)


def _strokes(dark: Any, least: int) -> list[Stroke]:
    """Along the second axis: stretches that are dark nearly throughout, one pixel above or below included."""
    near = dark.copy()
    near[1:] |= dark[:-1]
    near[:-1] |= dark[1:]
    sums = numpy.cumsum(numpy.pad(near.astype(numpy.int32), ((0, 0), (1, 0))), axis=1)
    full = (sums[:, least:] - sums[:, :-least]) >= _FILLED * least
    rows = numpy.flatnonzero(full.any(axis=1))
    found: list[Stroke] = []
    for group in _runs(rows):
        if len(group) > _THICKEST:
            continue
        covered = full[group].any(axis=0)
        for run in _runs(numpy.flatnonzero(covered)):
            found.append(Stroke(float(group[0] + group[-1]) / 2, float(run[0]), float(run[-1] + least)))
    return found


def _runs(places: Any) -> list[Any]:
    """Neighbouring numbers together."""
    if len(places) == 0:
        return []
    cuts = [at for at, (one, other) in enumerate(pairwise(places), 1) if other - one > 2]
    return [part for part in numpy.split(places, cuts) if len(part)]
