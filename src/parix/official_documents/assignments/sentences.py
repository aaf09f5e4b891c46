"""A passage's sentences and clauses, where abbreviations and brackets end nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parix.official_documents.document_bodies.passages import Passage
from parix.official_documents.letters import LOWER, UPPER

_END = re.compile(rf"(?<=[{LOWER}\d)”\"%'’])(?:[.!]\s+(?=[\"“]?[{UPPER}])|;\s+)|(?<=[{UPPER}]{{2}})(?:\.\s+(?=[{UPPER}][{LOWER}])|;\s+)")
_ABBREVIATED = re.compile(r"(?:^|\s)(?:TP|Tp|P|ThS|TS|Đ/c|Tr|Q|H|TX|St|tr|vv)$")


def sentences(passage: Passage) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence or clause behind a semicolon."""
    start = 0
    for end in _END.finditer(passage.text):
        if _inside_brackets(passage.text, start, end.start()) or _ABBREVIATED.search(passage.text[: end.start()]):
            continue
        yield start, end.start() + 1
        start = end.end()
    yield start, len(passage)


def _inside_brackets(text: str, start: int, end: int) -> bool:
    return text.count("(", start, end) > text.count(")", start, end)
