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

from parix.foundation.problems import Problem
from parix.official_documents import refusals
from parix.official_documents.pages import Page, composed

if TYPE_CHECKING:
    from PIL.Image import Image

LANGUAGE = "vie"
_WIDE_GAP = 2.2  # in heights of a line: no justified line spreads its words so far
_READ = ("--psm", "3", "-c", "tessedit_create_tsv=1")
_HARDLY_READ = 55


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
    table = _tesseract(picture, ("-l", LANGUAGE, *_READ), seconds)
    lines: dict[tuple[str, ...], list[_Word]] = {}
    for row in csv.DictReader(StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == "5" and row["text"].strip():
            key = (row["block_num"], row["par_num"], row["line_num"])
            left, top, width, height = (int(row[name]) for name in ("left", "top", "width", "height"))
            lines.setdefault(key, []).append(_Word(row["text"].strip(), left, left + width, top, height, float(row["conf"])))
    words = [word for line in lines.values() for word in line]
    letters = sum(len(word.text) for word in words)
    confidence = round(sum(word.confidence * len(word.text) for word in words) / letters) if letters else 0
    return Page(number, composed(_joined(lines)), "ocr", confidence)


def _joined(lines: dict[tuple[str, ...], list[_Word]]) -> str:
    """Lines of one paragraph follow each other; an empty line parts paragraphs."""
    parts: list[str] = []
    before: tuple[str, ...] = ()
    for key, words in lines.items():
        if before and key[:2] != before[:2]:
            parts.append("")
        parts.append(_line(words))
        before = key
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
