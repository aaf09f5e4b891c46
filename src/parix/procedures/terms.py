"""Terms of procedures as they are printed: "5 ngày làm việc", "25 ngày", "16 giờ làm việc", "trong ngày làm việc".

Parts that follow one another are added up ("3 + 15 + 7 ngày làm việc"). A text that says more, or other things for other cases
("20/15/10 ngày (nhóm A/B/C)"), is no single term: it stays in words, and nobody counts with it.
"""

from __future__ import annotations

import re

from parix.foundation.folding import folded
from parix.foundation.working_calendar.due_dates import Term, Unit

LONGEST = 3_650
_COUNT = r"(\d{1,4}(?:\s*\+\s*\d{1,4})*)(?:\s*\([a-z ]{1,40}\))?"
_UNITS: tuple[tuple[re.Pattern[str], Unit], ...] = (
    (re.compile(rf"(?:khong qua |toi da |trong )?{_COUNT}\s*ngay lam viec"), "working_days"),
    (re.compile(rf"(?:khong qua |toi da |trong )?{_COUNT}\s*gio(?: lam viec)?"), "working_hours"),
    (re.compile(rf"(?:khong qua |toi da |trong )?{_COUNT}\s*ngay"), "days"),
)
_SAME_DAY = re.compile(r"(?:ngay )?trong ngay(?: lam viec)?(?: tiep nhan)?")
_WORDS: dict[str, str] = {"working_days": "ngày làm việc", "days": "ngày", "working_hours": "giờ làm việc"}


def read_term(text: str) -> Term | None:
    """The one term that the words say, or None."""
    words = folded(text).strip(" .;")
    if _SAME_DAY.fullmatch(words):
        return Term(0)
    for pattern, unit in _UNITS:
        if found := pattern.fullmatch(words):
            count = sum(int(one) for one in found[1].split("+"))
            return Term(count, unit) if 0 < count <= LONGEST else None
    return None


def term_words(count: int, unit: str) -> str:
    """As forms print it."""
    return f"{count} {_WORDS[unit]}" if count else "trong ngày làm việc"
