"""The term of a piece of work: a day, the end of a month, quarter or year, days counted from an event.

`trước ngày 30/11/2018`, `chậm nhất ngày 15 tháng 6`, `trong quý III`, `05 ngày làm việc kể từ ngày ký`, `xong trước 17h00 ngày 20/5`.
A day without a year takes the document's; that is said. Nothing is counted on a calendar.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from parix.official_documents.assignments.records import Due
from parix.official_documents.document_bodies.markers import roman_value
from parix.official_documents.document_bodies.passages import Passage
from parix.official_documents.document_heads.records import Found, WrittenDate

NO_YEAR = "không ghi năm; lấy theo năm của văn bản"
UNCLEAR_DIGIT = "số của quý đọc không rõ"

_LONG_GONE = 6  # months
_HOUR = r"(?:(?P<hour>\d{1,2}\s?(?:h|g|gio|:)\s?\d{0,2}(?:\s?phut|\s?')?)\s*,?\s*(?:ngay\s+|cua ngay\s+)?)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SEPARATOR = r"\s?[/.\-]\s?"
_DAY = re.compile(
    rf"{_HOUR}(?:ngay\s+(?:\w{{2,4}}\s+)?(?:\()?)?(?<![\d/.,])(?P<day>[0-3]?\d)\s*(?:{_SEPARATOR}(?P<month>[01]?\d){_SEPARATOR}{_YEAR}|"
    rf"\s?/\s?(?P<month_alone>[01]?\d)(?!\s?[/-]\s?\d)|\s*thang\s+(?P<month_word>[01]?\d)(?!\s+lan)"
    rf"(?:\s*(?:nam\s+|/\s?){_YEAR.replace('year', 'year_word')})?)(?![\d/]|[.,]\d|\s*%)"
)
_MONTHS = r"(?P<months>[01]?\d(?:\s*(?:,|va|-|den(?: thang)?|- thang|, thang)\s*[01]?\d)*)"
_MONTH = re.compile(
    rf"(?:tuan (?:dau|cuoi|thu [a-z0-9]+|\d) (?:cua )?|cuoi |dau |giua )?thang\s+{_MONTHS}(?:\s*(?:/|nam|\.|-)\s?{_YEAR})?(?!\d|\s*/\s*\d)|"
    rf"(?<![\d/.])(?P<bare>[01]?\d)\s?/\s?{_YEAR.replace('year', 'bare_year')}(?!\d)"
)
_STROKES = r"(?:[i1l|]v|[i1l|]{1,3}|hi|ih|[2-4])"  # a scan's reader takes the strokes of Roman digits for other letters
_QUARTERS = rf"(?P<quarters>{_STROKES}(?:\s*(?:,|va|-|den(?: quy)?|, quy|va quy|- quy)\s*{_STROKES})*)(?![a-z0-9])"
_QUARTER = re.compile(rf"(?:cuoi |dau )?quy\s+{_QUARTERS}(?:\s*(?:/|nam|-|\.)\s?(?:nam\s+)?{_YEAR})?(?!\d)")
_HALF = re.compile(rf"(?:0?6|sau)\s+thang\s+(?P<half>dau|cuoi)\s+nam(?:\s+{_YEAR})?|nua\s+(?P<nua>dau|cuoi)\s+nam(?:\s+{_YEAR.replace('year', 'nua_year')})?")
_WHOLE_YEAR = re.compile(rf"(?:cuoi |het |dau )?nam\s+{_YEAR}(?!\s?[-–]\s?\d|\d|/)|(?P<end>cuoi nam|het nam|trong nam(?: nay)?)(?!\s+\d)")
_COUNT_WORDS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10, "muoi lam": 15, "hai muoi": 20, "ba muoi": 30,
}
_DAYS = re.compile(
    r"(?P<count>\d{1,3}|" + "|".join(
        sorted(_COUNT_WORDS, key=len, reverse=True)
    ) + r")\s*(?:\(\s?[\w ]+\s?\)\s*)?(?P<unit>ngay|gio|thang|tuan)(?P<work>\s+lam viec)?,?\s*"
    r"(?P<event>(?:ke tu|tinh tu|sau|tu)\s+(?:ngay|khi|thoi diem)?[^,.;)]{0,80})?"
)

# Words that make of a date a term. Nearer words decide, so that the date of a cited document is none.
_LEADS = (
    r"(?:truoc|cham nhat(?: la| vao| den| trong| truoc)*|muon nhat(?: la| vao)*|han cuoi(?: la)?|han chot(?: la)?|(?:thoi )?han(?: hoan thanh| thuc hien| "
    r"gui| nop)?(?: la|:)|thoi han(?: hoan thanh| thuc hien| gui| nop)?|den het|het|"
    r"den(?! (?:ngay )?nay)|xong(?: trong| vao| truoc)*|hoan thanh(?: xong| viec[^,.;]{0,40}| dut diem| dung han)?(?: trong| vao| truoc| den)*|thoi gian(?: "
    r"thuc hien| hoan thanh)?(?: la|:)?|"
    r"truoc khi ket thuc|truoc khi het|khong qua|khong muon hon|tien do(?: hoan thanh| thuc hien)?(?: la|:)?|ngay hoan thanh(?: la|:)?|truoc thoi diem|thoi "
    r"diem(?: hoan thanh)?(?: la|:)?|"
    r"ngay trong)\s*(?:trong\s+|vao\s+|ngay\s+(?=\d{1,2}h)|la\s+)*"
)
_LED = re.compile(rf"(?<![a-z])(?P<lead>{_LEADS})[(]?$")
_LED_WEAKLY = re.compile(r"(?<![a-z])(?P<lead>(?:(?:ngay )?trong|vao)(?: thoi gian| khoang| dip| cac)?\s+|\(\s*)$")
_LED_BY_WITHIN = re.compile(
    r"(?<![a-z])(?:trong(?: vong| thoi han| thoi gian)?|thoi han(?: la|:)?|cham nhat(?: la| sau| trong(?: vong)?)*|sau|khong qua|toi da|truoc|it nhat|han|"
    r"vong)\s*:?\s*$"
)
_DONE = re.compile(r"(?:hoan thanh|xong)(?: xong| dut diem| dung han)?(?: viec [^,.;]{0,40}?)?[\s,]+(?=trong |truoc |vao |den |cham nhat|ngay |thang |quy )")
_TO_BE_DONE = re.compile(
    r"(?:^|[^a-z])(?:hoan thanh|ban hanh|to chuc|dua vao|trinh|phe duyet|trien khai|cong bo|thuc hien(?! tot)|dang ky|xong|khac phuc|so hoa|nghiem thu|van "
    r"hanh)(?![a-z])"
)
_BEFORE = re.compile(r"(?:^|\W)truoc\s*(?:ngay\s+)?$")


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a term without a year is completed from: the year the document is about, and the day it was signed."""

    year: int | None = None
    signed: date | None = None


def terms_in(passage: Passage, calendar: Calendar, taken: Collection[tuple[int, int]] = (), *, in_cell: bool = False) -> list[tuple[int, Found[Due]]]:
    """Every term with where it stands, in order. `taken`: stretches that belong to cited documents. In a cell every date is a term."""
    found: list[tuple[int, int, Found[Due]]] = []
    for start, end, due in _candidates(passage, calendar, in_cell):
        if any(start < other_end and other_start < end for other_start, other_end in taken):
            continue
        if any(start < other_end and other_start < end for other_start, other_end, _due in found):
            continue
        found.append((start, end, due))
    return [(start, due) for start, _end, due in sorted(found, key=lambda one: one[0])]


def _candidates(passage: Passage, calendar: Calendar, in_cell: bool) -> Iterator[tuple[int, int, Found[Due]]]:
    words = passage.flat
    for match in _DAYS.finditer(words):
        lead = _LED_BY_WITHIN.search(words, 0, match.start())
        if match["unit"] in ("ngay", "gio", "tuan", "thang") and ((match["event"] and (lead or in_cell or match["work"])) or (lead and match["work"])):
            yield _counted(passage, match, lead)
    for pattern, maker in ((_DAY, _day), (_HALF, _half), (_QUARTER, _quarter), (_MONTH, _month), (_WHOLE_YEAR, _year)):
        for match in pattern.finditer(words):
            lead = _LED.search(words, 0, match.start())
            weak = None if lead else _LED_WEAKLY.search(words, 0, match.start())
            if not (lead or in_cell or (weak and _stands_for_a_term(pattern, match, weak["lead"], words))):
                continue
            due = maker(match, calendar, bool(_BEFORE.search(words[: match.start()])))
            if due is not None and not (lead and _is_cut_off(due[0], lead["lead"], calendar)):
                start = (lead or weak or match).start() if (lead or weak) else match.start()
                yield match.start(), match.end(), _found(passage, start, match.end(), due)


def _stands_for_a_term(pattern: re.Pattern[str], match: re.Match[str], lead: str, words: str) -> bool:
    """`trong quý II` and `(quý II)` are terms; `trong ngày 20/5` and `(30/6/2021)` are not surely."""
    if lead.startswith("("):
        return words[match.end() :].lstrip().startswith(")") and (pattern is not _DAY) and match[0].startswith(("thang", "quy", "cuoi", "6 thang"))
    if pattern is _WHOLE_YEAR:
        clause = re.split(r"[.;:]", words[: match.start()])[-1][: -len(lead) or None]
        is_next = re.match(r"\s*,?\s*(?:moi |phai|can |hoan thanh|to chuc|tap trung|cac )", words[match.end() :])
        return not clause.strip(" ,-") or bool(_TO_BE_DONE.search(clause) or is_next)
    return pattern is not _DAY or lead.startswith("ngay")


def _is_cut_off(due: Due, lead: str, calendar: Calendar) -> bool:
    """`số liệu đến 31/12/2023` in a document signed later: up to where something is counted."""
    return lead.startswith(("den", "het")) and due.date is not None and calendar.signed is not None and due.date < calendar.signed


def _found(passage: Passage, start: int, end: int, due: tuple[Due, str]) -> Found[Due]:
    start += len(passage.text[start:end]) - len(passage.text[start:end].lstrip(" ("))
    done = _DONE.match(passage.flat, start)
    start = done.end() if done and done.end() < end else start
    text = passage.text[start:end].strip()
    return Found(due[0], text, passage.span(start, start + len(text)), not due[1], due[1])


def _day(match: re.Match[str], calendar: Calendar, before: bool) -> tuple[Due, str] | None:
    day, month = int(match["day"]), int(match["month"] or match["month_alone"] or match["month_word"])
    written = match["year"] or match["year_word"]
    if not 1 <= day <= 31 or not 1 <= month <= 12:
        return None
    hour = (match["hour"] or "").replace(" ", "")
    year = int(written) if written else _year_for(calendar, month, day)
    whole = WrittenDate(day, month, year)
    if whole.is_impossible:
        return Due("date", None, hour=hour), f"không có ngày {whole}"
    return Due("date", whole.date, hour=hour), "" if written else NO_YEAR


def _year_for(calendar: Calendar, month: int, day: int) -> int | None:
    """The document's year; a day that was gone for half a year at signing belongs to the next."""
    if calendar.year is not None and (calendar.signed is None or calendar.year > calendar.signed.year):
        return calendar.year
    if calendar.signed is not None:
        months_gone = calendar.signed.month - month + (calendar.signed.day > day) / 31
        return calendar.signed.year + 1 if months_gone > _LONG_GONE else calendar.signed.year
    return calendar.year


def _month(match: re.Match[str], calendar: Calendar, before: bool) -> tuple[Due, str] | None:
    months = [int(one) for one in re.findall(r"\d+", match["months"] or match["bare"])]
    written = match["year"] or match["bare_year"]
    if not all(1 <= month <= 12 for month in months):
        return None
    month = months[-1]
    year = int(written) if written else _year_for(calendar, month, 31)
    if year is None:
        return Due("month"), NO_YEAR
    if before and match[0].startswith("thang"):
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    return Due("month", _last_day(year, month)), "" if written else NO_YEAR


def _quarter(match: re.Match[str], calendar: Calendar, before: bool) -> tuple[Due, str] | None:
    written = re.findall(_STROKES, match["quarters"])[-1]
    quarter, doubt = _quarter_number(written)
    year = int(match["year"]) if match["year"] else _year_for(calendar, quarter * 3, 31)
    if year is None:
        return Due("quarter"), NO_YEAR
    month = quarter * 3
    if before:
        year, month = (year - 1, 12) if quarter == 1 else (year, month - 3)
    return Due("quarter", _last_day(year, month)), doubt or ("" if match["year"] else NO_YEAR)


def _quarter_number(written: str) -> tuple[int, str]:
    number = int(written) if len(written) == 1 and written.isdigit() else roman_value(written)
    if number in range(1, 5):
        return number, ""
    strokes = written.replace("h", "ii")
    return (4 if "v" in strokes else len(strokes)), UNCLEAR_DIGIT


def _half(match: re.Match[str], calendar: Calendar, before: bool) -> tuple[Due, str] | None:
    written = match["year"] or match["nua_year"]
    month = 6 if (match["half"] or match["nua"]) == "dau" else 12
    year = int(written) if written else _year_for(calendar, month, 31)
    return Due("half_year", _last_day(year, month) if year else None), "" if written else NO_YEAR


def _year(match: re.Match[str], calendar: Calendar, before: bool) -> tuple[Due, str] | None:
    year = int(match["year"]) if match["year"] else _year_for(calendar, 12, 31)
    if before and year:
        year -= 1
    return Due("year", _last_day(year, 12) if year else None), "" if match["year"] else NO_YEAR


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _counted(passage: Passage, match: re.Match[str], lead: re.Match[str] | None) -> tuple[int, int, Found[Due]]:
    count = int(match["count"]) if match["count"].isdigit() else _COUNT_WORDS[match["count"]]
    factor = {"ngay": 1, "tuan": 7, "thang": 30, "gio": 0}[match["unit"]]
    kind = "working_days" if match["work"] else "days"
    event = passage.text[match.start("event") : match.end("event")].strip() if match["event"] else ""
    is_exact = match["unit"] == "ngay"
    due = Due(kind, None, count * factor if factor else None, event, hour=match[0] if not factor else "")  # type: ignore[arg-type]
    start = lead.start() if lead else match.start()
    return match.start(), match.end(), _found(passage, start, match.end(), (due, "" if is_exact else "thời hạn không tính bằng ngày"))
