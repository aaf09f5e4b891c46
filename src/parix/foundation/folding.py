"""Vietnamese text without its marks: one folding for searching, sorting and comparing everywhere."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """Lower case, marks dropped, đ to d, white space collapsed: `Hà  Nội` becomes `ha noi`."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    kept = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    return " ".join(kept.replace("đ", "d").split())
