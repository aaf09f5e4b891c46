"""Text of a page's picture by tesseract, run as a process of its own with a time limit; nothing touches the disk."""

from __future__ import annotations

import csv
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from io import BytesIO, StringIO
from itertools import pairwise
from typing import TYPE_CHECKING

from parix.foundation.lazy_modules import lazy_module
from parix.foundation.problems import Problem
from parix.official_documents import refusals
from parix.official_documents.pages import LINE_IN_CELL, Page, composed
from parix.official_documents.text_extraction.ruled_grids import Grid, grids
from parix.official_documents.text_extraction.scan_rulings import straightened, strokes_of

if TYPE_CHECKING:
    from PIL.Image import Image

pillow = lazy_module("PIL.Image")

LANGUAGE = "vie"
_WIDE_GAP = 2.2  # in heights of a line: no justified line spreads its words so far
_READ = ("--psm", "3", "-c", "tessedit_create_tsv=1")
_READ_COLUMN = ("--psm", "6", "-c", "tessedit_create_tsv=1")
_SLACK = 7  # pixels by which lines of one table may miss each other
_FRAME, _MARGIN, _GAP = 5, 24, 26  # pixels
_INK, _LEAST_INK = 120, 14
_HARDLY_READ = 55
_FEW_LINES = 6  # of a block that was set beside others: a head's second column, a signature


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    left: int
    right: int
    top: int
    height: int
    confidence: float


@cache
def why_not() -> Problem | None:
    """What the machine lacks for reading scans, by name, or None."""
    program = shutil.which("tesseract")
    if program is None:
        return refusals.ocr_missing("tesseract-ocr")
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False)
    return None if LANGUAGE in listed.stdout.split() else refusals.ocr_missing("tesseract-ocr-vie (tiếng Việt)")


def read_page(picture: Image, number: int, seconds: float) -> Page:
    """Raises TimeoutError when the page takes longer. A page scanned sideways is turned and read again."""
    page = _read(picture, number, seconds)
    if (page.confidence or 0) < _HARDLY_READ and page.text.strip():
        turned = picture.rotate(_quarter_turn(picture, seconds), expand=True, fillcolor=255)
        again = _read(turned, number, seconds)
        page = again if (again.confidence or 0) > (page.confidence or 0) else page
    return page


def _read(picture: Image, number: int, seconds: float) -> Page:
    picture = straightened(picture)
    page = _read_straight(picture, number, seconds)
    if not page.text.strip() and _has_ink(picture):
        # On a nearly empty page the grain of the paper is taken for letters.
        page = _read_straight(_on_white(picture), number, seconds)
    return page


def _read_straight(picture: Image, number: int, seconds: float) -> Page:
    levels, uprights = strokes_of(picture)
    tables = grids(levels, uprights, _SLACK) if len(levels) >= 3 and len(uprights) >= 3 else []
    words = _words(_without(picture, tables), _READ, seconds)
    read = [_table_words(picture, grid, seconds) for grid in tables]
    texts = [(grid.box[1], _table_text(grid, cells)) for grid, cells in zip(tables, read, strict=True)]
    everything = [word for line in words.values() for word in line] + [word for cells in read for line in cells.values() for word in line]
    letters = sum(len(word.text) for word in everything)
    confidence = round(sum(word.confidence * len(word.text) for word in everything) / letters) if letters else 0
    return Page(number, composed(_joined(_beside(words), texts)), "ocr", confidence)


def _on_white(picture: Image) -> Image:
    """All that is lighter than halfway between black and the paper becomes white."""
    shades = picture.histogram()
    paper = shades.index(max(shades))
    return picture.point(lambda grey: 255 if grey > paper / 2 else grey)


def _words(picture: Image, how: tuple[str, ...], seconds: float) -> dict[tuple[str, ...], list[_Word]]:
    """Words by block, paragraph and line."""
    table = _tesseract(picture, ("-l", LANGUAGE, *how), seconds)
    lines: dict[tuple[str, ...], list[_Word]] = {}
    for row in csv.DictReader(StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == "5" and row["text"].strip():
            key = (row["block_num"], row["par_num"], row["line_num"])
            left, top, width, height = (int(row[name]) for name in ("left", "top", "width", "height"))
            lines.setdefault(key, []).append(_Word(row["text"].strip(), left, left + width, top, height, float(row["conf"])))
    return lines


# --- tables: their cells are set below each other and read as one column --------------------------------------------------


def _without(picture: Image, tables: list[Grid]) -> Image:
    if not tables:
        return picture
    left_over = picture.copy()
    for grid in tables:
        left, top, right, bottom = (round(edge) for edge in grid.box)
        left_over.paste(255, (left - _FRAME, top - _FRAME, right + _FRAME, bottom + _FRAME))
    return left_over


def _table_words(picture: Image, grid: Grid, seconds: float) -> dict[tuple[int, int], list[_Word]]:
    """Words of every cell that holds ink."""
    crops: list[tuple[tuple[int, int], Image]] = []
    for cell in grid.cells():
        left, top, right, bottom = (round(edge) for edge in grid.box_of(cell))
        crop = picture.crop((left + _FRAME, top + _FRAME, right - _FRAME, bottom - _FRAME))
        if crop.width > 8 and crop.height > 8 and _has_ink(crop):
            crops.append((cell, crop))
    if not crops:
        return {}
    width = max(crop.width for _cell, crop in crops) + 2 * _MARGIN
    stacked = pillow.new("L", (width, sum(crop.height + _GAP for _cell, crop in crops) + _GAP), 255)
    places: list[tuple[int, int, tuple[int, int]]] = []
    at = _GAP
    for cell, crop in crops:
        stacked.paste(crop, (_MARGIN, at))
        places.append((at - _GAP // 2, at + crop.height + _GAP // 2, cell))
        at += crop.height + _GAP
    read: dict[tuple[int, int], list[_Word]] = {}
    for line in _words(stacked, _READ_COLUMN, seconds).values():
        for word in line:
            middle = word.top + word.height / 2
            owner = next((cell for top, bottom, cell in places if top <= middle < bottom), None)
            if owner is not None:
                read.setdefault(owner, []).append(word)
    return read


def _table_text(grid: Grid, words: dict[tuple[int, int], list[_Word]]) -> str:
    return grid.text(lambda cell: _cell_text(words.get(cell, [])))


def _has_ink(crop: Image) -> bool:
    return sum(crop.point(lambda grey: 255 if grey < _INK else 0).histogram()[255:]) >= _LEAST_INK


def _cell_text(words: list[_Word]) -> str:
    """Lines of a cell by where their words stand."""
    lines: list[list[_Word]] = []
    for word in words:
        if lines and abs(word.top + word.height / 2 - lines[-1][-1].top - lines[-1][-1].height / 2) < 0.6 * max(word.height, lines[-1][-1].height):
            lines[-1].append(word)
        else:
            lines.append([word])
    return LINE_IN_CELL.join(" ".join(word.text for word in line).strip(" |_") for line in lines)


def _beside(lines: dict[tuple[str, ...], list[_Word]]) -> dict[tuple[str, ...], list[_Word]]:
    """A short block that was read after the long one beside which it stands: each of its lines goes where the eye finds it, to the end of
    the line at its height, else between two of them."""
    blocks: dict[str, list[tuple[str, ...]]] = {}
    for key in lines:
        blocks.setdefault(key[0], []).append(key)
    placed: list[tuple[tuple[str, ...], list[_Word]]] = []
    for keys in blocks.values():
        middles = [_middle(lines[key]) for key in keys]
        above = [words for _key, words in placed if _middle(words) > middles[-1]]
        if len(keys) > _FEW_LINES or not above or any(_clash(lines[key], words) for key in keys for _at, words in placed):
            placed += [(key, lines[key]) for key in keys]
            continue
        for key, middle in zip(keys, middles, strict=True):
            at = next(at for at, (_key, words) in enumerate(placed) if _middle(words) > middle or _is_level(words, lines[key]))
            owner, words = placed[at]
            if _is_level(words, lines[key]):
                placed[at] = (owner, sorted([*words, *lines[key]], key=lambda word: word.left))
            else:
                placed.insert(at, ((*owner[:2], *key), lines[key]))
    return dict(placed)


def _middle(words: list[_Word]) -> float:
    return sum(word.top + word.height / 2 for word in words) / len(words)


def _is_level(one: list[_Word], other: list[_Word]) -> bool:
    return abs(_middle(one) - _middle(other)) < 0.6 * max(word.height for word in (*one, *other))


def _clash(one: list[_Word], other: list[_Word]) -> bool:
    """Whether both stand at one height in one place."""
    return _is_level(one, other) and one[0].left < other[-1].right and other[0].left < one[-1].right


def _joined(lines: dict[tuple[str, ...], list[_Word]], tables: list[tuple[float, str]]) -> str:
    """Lines of one paragraph follow each other; an empty line parts paragraphs; tables stand where their top edge is."""
    parts: list[str] = []
    before: tuple[str, ...] = ()
    left = list(tables)
    for key, words in lines.items():
        while left and words[0].top > left[0][0]:
            parts += ["", left.pop(0)[1], ""]
        if before and key[:2] != before[:2]:
            parts.append("")
        parts.append(_line(words))
        before = key
    for _top, text in left:
        parts += ["", text]
    return "\n".join(parts)


def _line(words: list[_Word]) -> str:
    height = sorted(word.height for word in words)[len(words) // 2]
    text = words[0].text
    for before, word in pairwise(words):
        text += ("\t" if word.left - before.right > _WIDE_GAP * height else " ") + word.text
    return text


def _quarter_turn(picture: Image, seconds: float) -> int:
    """Degrees against the clock that set the page upright, as tesseract's own script detection sees it."""
    told = _tesseract(picture, ("--psm", "0"), seconds)
    degrees = [line.partition(":")[2].strip() for line in told.splitlines() if line.startswith("Orientation in degrees")]
    return int(degrees[0]) if degrees and degrees[0].isdigit() else 180


def _tesseract(picture: Image, options: tuple[str, ...], seconds: float) -> str:
    encoded = BytesIO()
    picture.save(encoded, format="PPM")
    # One thread: two pages at once on two processors are faster than one page on both.
    command = ["env", "OMP_THREAD_LIMIT=1", "tesseract", "stdin", "stdout", *options]
    try:
        done = subprocess.run(command, input=encoded.getvalue(), capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        raise TimeoutError from None
    return done.stdout.decode("utf-8", "replace")
