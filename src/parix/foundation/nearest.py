"""The nearest known word to a mistyped one, for the remedy of a problem."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

MAX_LISTED = 20


def nearest(word: str, known: Iterable[str]) -> str | None:
    matches = difflib.get_close_matches(word, sorted(set(known)), n=1, cutoff=0.6)
    return matches[0] if matches else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A Vietnamese remedy: the nearest match, or the list when nothing is near and the list can be read."""
    words = sorted(set(known))
    match = nearest(word, words)
    if match:
        return f"có phải là «{match}»?"
    if not words or len(words) > MAX_LISTED:
        return "bỏ mục này hoặc sửa theo khuôn dạng"
    return "chọn một trong: " + ", ".join(words)
