"""Days and hours as exports write them: 05/03/2026, 2026-03-05 14:30, 20260305143000, Excel's day numbers; and why others are no day.

Which of day and month comes first is told by the parts of one text only when one of them is above 12; otherwise by the column (`order`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from parix.foundation.folding import folded

DAY_FIRST, MONTH_FIRST = "day_first", "month_first"
FIRST_YEAR, LAST_YEAR = 1990, 2100
# Buddhist years run 543 ahead.
_BUDDHIST = range(FIRST_YEAR + 543, LAST_YEAR + 543)
_EXCEL_EPOCH = date(1899, 12, 30)
_SERIALS = range(32_874, 73_415)  # 1990 to 2100 as Excel counts

_PARTED = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"(\d{5})(?:[.,](\d{1,12}))?")
_HOUR = re.compile(r"(\d{1,2})(?::|h|\s*giờ\s*)(\d{1,2})?(?::(\d{1,2})(?:[.,]\d+)?)?(?:\s*phút)?\s*(am|pm|sa|ch)?(?:z|[+-]\d\d:?\d\d)?", re.IGNORECASE)
_PACKED_HOUR = re.compile(r"(\d{2})(\d{2})(\d{2})?")
_STEMS = "giap|at|dinh|mau|binh|ky|canh|tan|nham|quy"
_BRANCHES = "ty|suu|dan|mao|thin|ngo|mui|than|dau|tuat|hoi"
_LUNAR = re.compile(rf"\b(?:am lich|a\.?l|(?:{_STEMS}) (?:{_BRANCHES}))\b")
_BUDDHIST_WORDS = re.compile(r"\b(?:pl|phat lich)\b")


@dataclass(frozen=True, slots=True)
class DayRead:
    """`day` as read day first, or `fault`, the code of why there is none. `other` is the day when the month comes first, where the text
    allows that too; `says` is the order that the text alone proves."""

    day: date | None = None
    fault: str = ""
    other: date | None = None
    says: str = ""
    is_serial: bool = False
    seconds: int = 0


@lru_cache(maxsize=100_000)
def read_day(text: str) -> DayRead:
    """The part of a moment that is a day. Never raises."""
    text = text.strip()
    if match := _ISO.fullmatch(text):
        return _plain(int(match[1]), int(match[2]), int(match[3]))
    if match := _PARTED.fullmatch(text):
        return _parted(int(match[1]), int(match[2]), match[3])
    if match := _PACKED.fullmatch(text):
        return _plain(int(match[1]), int(match[2]), int(match[3]))
    if match := _SERIAL.fullmatch(text):
        return _serial(int(match[1]), match[2] or "")
    return DayRead(fault=_calendar_of(text) or "day.unreadable")


@lru_cache(maxsize=100_000)
def read_hour(text: str) -> int | None:
    """Seconds since midnight; None for what is no hour."""
    match = _HOUR.fullmatch(text.strip())
    if match:
        hour, half = int(match[1]), (match[4] or "").lower()
        if half in ("pm", "ch") and hour < 12:
            hour += 12
        elif half in ("am", "sa") and hour == 12:
            hour = 0
    else:
        match = _PACKED_HOUR.fullmatch(text.strip())
        if not match:
            return None
        hour = int(match[1])
    minute, second = int(match[2] or 0), int(match[3] or 0)
    return hour * 3600 + minute * 60 + second if hour < 24 and minute < 60 and second < 60 else None


@lru_cache(maxsize=100_000)
def hour_fault(text: str) -> str:
    """Why the part of a moment beside its day is no hour; it may tell of another calendar."""
    if not text or read_hour(text) is not None:
        return ""
    return _calendar_of(text) or "hour.unreadable"


def _calendar_of(text: str) -> str:
    words = folded(text)
    if _LUNAR.search(words):
        return "day.lunar"
    return "day.buddhist" if _BUDDHIST_WORDS.search(words) else ""


def split_moment(text: str) -> tuple[str, str]:
    """The day and the hour of one text: parted by a blank, a T, or after eight figures."""
    text = " ".join(text.split())
    if re.fullmatch(r"\d{12}(?:\d\d)?", text):
        return text[:8], text[8:]
    if match := re.fullmatch(r"(\d{1,2}(?::|h)\S*)\s+(?:ngày\s+)?(\S+)", text):  # the hour before the day, as some print it
        return match[2], match[1]
    if match := re.fullmatch(r"(\S*\d)[T ](\d.*)", text):
        return match[1], match[2]
    return text, ""


def _parted(first: int, second: int, year_text: str) -> DayRead:
    if len(year_text) == 2:
        return DayRead(fault="day.short_year")
    year = int(year_text)
    as_day_first, as_month_first = _day(year, second, first), _day(year, first, second)
    if year in _BUDDHIST:
        return DayRead(fault="day.buddhist")
    if not FIRST_YEAR <= year < LAST_YEAR:
        return DayRead(fault="day.year")
    if second > 12 and as_month_first:
        return DayRead(day=None, fault="day.month_first", other=as_month_first, says=MONTH_FIRST)
    if as_day_first is None:
        return DayRead(fault="day.impossible")
    return DayRead(day=as_day_first, other=as_month_first if first != second else None, says=DAY_FIRST if first > 12 else "")


def _plain(year: int, month: int, day: int) -> DayRead:
    found = _day(year, month, day)
    if year in _BUDDHIST:
        return DayRead(fault="day.buddhist")
    if found is None:
        return DayRead(fault="day.impossible")
    return DayRead(day=found) if FIRST_YEAR <= year < LAST_YEAR else DayRead(fault="day.year")


def _serial(number: int, fraction: str) -> DayRead:
    if number not in _SERIALS:
        return DayRead(fault="day.unreadable")
    seconds = round(float(f"0.{fraction}") * 86_400) if fraction else 0
    return DayRead(day=_EXCEL_EPOCH + timedelta(days=number), is_serial=True, seconds=min(seconds, 86_399))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
