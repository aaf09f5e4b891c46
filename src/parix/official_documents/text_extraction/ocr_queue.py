"""Pages that wait for OCR: as many as allowed, within the time allowed; what was read before a limit is kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parix.foundation.problems import Problem
from parix.official_documents import refusals
from parix.official_documents.limits import Limits
from parix.official_documents.pages import Page
from parix.official_documents.text_extraction import scans

if TYPE_CHECKING:
    from PIL.Image import Image

_POORLY = 70


@dataclass(frozen=True, slots=True)
class Reading:
    """A page with the text it holds, and how to get its picture when that text is not enough."""

    page: Page
    picture: Callable[[], Image] | None


def read_waiting(readings: Sequence[Reading], limits: Limits) -> tuple[tuple[Page, ...], tuple[Problem, ...]]:
    waiting = [one for one in readings if one.picture is not None]
    if not waiting:
        return tuple(one.page for one in readings), _empty_pages([one.page for one in readings])
    lacking = scans.why_not()
    if lacking:
        return tuple(one.page for one in readings), (lacking,)
    read, problems = _read(waiting[: limits.ocr_pages], limits)
    if len(read) < len(waiting):
        problems.append(refusals.ocr_cut(len(read), len(waiting)))
    pages = tuple(read.get(one.page.number, one.page) for one in readings)
    poor = [page.number for page in pages if page.method == "ocr" and page.text.strip() and (page.confidence or 0) < _POORLY]
    if poor:
        problems.append(refusals.poorly_read(poor))
    given_up = {one.page.number for one in waiting} - read.keys()
    return pages, (*problems, *_empty_pages([page for page in pages if page.number not in given_up]))


def _read(waiting: Sequence[Reading], limits: Limits) -> tuple[dict[int, Page], list[Problem]]:
    """One page after the other until time is up."""
    read: dict[int, Page] = {}
    until = time.monotonic() + limits.ocr_seconds
    for one in waiting:
        left = until - time.monotonic()
        if left <= 0:
            return read, [refusals.took_too_long(limits.ocr_seconds)]
        assert one.picture is not None
        try:
            read[one.page.number] = scans.read_page(one.picture(), one.page.number, min(left, limits.ocr_seconds_a_page))
        except TimeoutError:
            return read, [refusals.on_page(refusals.took_too_long(limits.ocr_seconds_a_page), one.page.number)]
    return read, []


def _empty_pages(pages: Sequence[Page]) -> tuple[Problem, ...]:
    """Pages without a word are worth a look only beside pages that have some."""
    empty = [page.number for page in pages if not page.text.strip()]
    return (refusals.pages_without_text(empty),) if empty and len(empty) < len(pages) else ()
