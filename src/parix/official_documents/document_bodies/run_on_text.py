"""Points that were run together on one line are told apart again: `… như sau: 1. Giao … 2. Phòng … 3. …`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parix.official_documents.document_bodies.markers import marker_of
from parix.official_documents.document_bodies.passages import Passage
from parix.official_documents.letters import LOWER, UPPER

_LEAST = 160
_POINT = re.compile(
    rf"(?<=[.;:)”\"])\s+(?=(?:\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}[.)]|[a-zđ]\)|[IVX]{{1,5}}\.|Điều\s\d{{1,2}}[.:])\s+[{UPPER}]|[-–+•]\s+[{UPPER}])|"
    rf"(?<=[{LOWER}\d])\s+(?=(?:\d{{1,2}}\.|Điều\s\d{{1,2}}[.:]|[IVX]{{1,5}}\.)\s+[{UPPER}])"
)


def unrolled(passage: Passage) -> Iterator[Passage]:
    """The passage, or its points when it holds a list: at least two that follow each other, or a first one."""
    if len(passage) < _LEAST:
        yield passage
        return
    places = _places(passage)
    start = 0
    for place in places:
        yield passage.part(start, place)
        start = place
    yield passage.part(start)


def _places(passage: Passage) -> list[int]:
    """Where points begin, kept only where their numbers follow each other."""
    own = marker_of(passage.text)
    last = {own.style: own.value} if own else {}
    kept: list[int] = []
    for found in _POINT.finditer(passage.text):
        marker = marker_of(passage.text[found.end() :])
        if marker is None:
            continue
        is_next = marker.is_bullet or marker.value == last.get(marker.style, 0) + 1 or marker.value == 1
        if not is_next or (marker.is_bullet and passage.text[found.start() - 1] not in ".;:"):
            continue
        after_words = passage.text[found.start() - 1].isalnum()
        if after_words and (marker.value == 1 or last.get(marker.style) != marker.value - 1):
            continue
        last[marker.style] = marker.value
        kept.append(found.end())
    return kept
