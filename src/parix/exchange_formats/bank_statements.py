"""Reads a bank's statement, as .xlsx or .csv: the day, the amount that came in, the words, the bank's own number of each line.

Banks name columns in their own ways; a head is known by the words that all of them use. What went out is left out, and counted.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from parix.exchange_formats.cell_values import text_of
from parix.exchange_formats.workbook_sheets import Sheet, Value, cell_name, read_sheets
from parix.foundation.folding import folded
from parix.foundation.problems import Place, Problem

SEARCHED_ROWS, MOST_ROWS, MOST_BYTES = 40, 50_000, 20 * 1024 * 1024
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("day", re.compile(r"(?:ngay|thoi gian)(?: .*)?|(?:transaction |value |posting )?date.*")),
    ("credit", re.compile(r".*\b(?:ghi co|phat sinh co|so tien co|credit|tien vao|so tien ghi co)\b.*|co")),
    ("debit", re.compile(r".*\b(?:ghi no|phat sinh no|so tien no|debit|tien ra|so tien ghi no)\b.*|no")),
    ("amount", re.compile(r"so tien(?: giao dich)?(?: \(?vnd\)?)?|amount.*")),
    ("words", re.compile(r".*\b(?:noi dung|dien giai|mo ta|description|details|remark)\b.*")),
    ("number", re.compile(r".*\b(?:so tham chieu|ma giao dich|so giao dich|so but toan|so chung tu|reference|transaction (?:id|no|number)|ref)\b.*")),
)
_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?:\D.*)?|(\d{4})-(\d{2})-(\d{2})(?:\D.*)?")
# Days as Excel counts them, in cells whose form does not say that they are days.
_BEGINNING, _SERIALS = date(1899, 12, 30), range(30_000, 80_000)
_AMOUNT = re.compile(r"([+-]?)\s*(\d{1,3}(?:[.,\s]\d{3})+|\d{1,15})(?:[.,]\d{1,2})?\s*(?:vnd|d|đ)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Credit:
    """One sum that came in, in đồng. `number` is the bank's own, empty where it gives none; `line` counts from 1."""

    day: date
    amount: int
    words: str
    number: str
    line: int


@dataclass(frozen=True, slots=True)
class Statement:
    credits: tuple[Credit, ...]
    debits: int


def read_statement(content: bytes, name: str) -> tuple[Statement | None, list[Problem]]:
    """The statement, or None and every problem with its line. Never raises for what the file holds."""
    if name.lower().endswith(".csv"):
        rows, problems = _csv_rows(content, name)
        tables = [rows] if rows is not None else []
    else:
        sheets, problems = read_sheets(content, name)
        tables = [_sheet_rows(sheet) for sheet in sheets if not sheet.hidden]
    if problems:
        return None, problems
    for table in tables:
        head = _head(table)
        if head is not None:
            return _read(table, *head, name)
    remedy = "cần các cột ngày, số tiền ghi có (hoặc số tiền), nội dung; xuất lại sao kê từ ngân hàng"
    return None, [Problem("statement.no_head", "không thấy dòng tiêu đề của sao kê", remedy, Place(name))]


def _csv_rows(content: bytes, name: str) -> tuple[list[Sequence[Value]] | None, list[Problem]]:
    if len(content) > MOST_BYTES:
        return None, [Problem("statement.too_large", f"tệp lớn {len(content)} byte", f"giữ tệp dưới {MOST_BYTES} byte", Place(name))]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None, [Problem("statement.encoding", "tệp CSV không phải UTF-8", "mở bằng Excel và lưu lại dạng .xlsx hoặc CSV UTF-8", Place(name))]
    first = text[:4_000]
    mark = max((",", ";", "\t"), key=first.count)
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        return [tuple(row) for row in islice(lines, MOST_ROWS + SEARCHED_ROWS)], []
    except csv.Error as broken:
        return None, [Problem("statement.damaged", f"tệp CSV hỏng ({broken})", "mở bằng Excel và lưu lại dạng .xlsx", Place(name))]


def _sheet_rows(sheet: Sheet) -> list[Sequence[Value]]:
    return [tuple(sheet.spread_value(row, column) for column in range(sheet.width)) for row in range(len(sheet.cells))]


def _head(rows: Sequence[Sequence[Value]]) -> tuple[int, dict[str, int]] | None:
    """The row of the head and the column of each role."""
    for at, row in enumerate(rows[:SEARCHED_ROWS]):
        roles: dict[str, int] = {}
        for column, value in enumerate(row):
            words = folded(text_of(value))
            role = next((role for role, pattern in _ROLES if 0 < len(words) < 80 and pattern.fullmatch(words)), "")
            if role:
                roles.setdefault(role, column)
        if "day" in roles and "words" in roles and ("credit" in roles or "amount" in roles):
            return at, roles
    return None


def _read(rows: Sequence[Sequence[Value]], head: int, roles: dict[str, int], name: str) -> tuple[Statement | None, list[Problem]]:
    if len(rows) - head > MOST_ROWS:
        return None, [Problem("statement.too_many", f"sao kê dài hơn {MOST_ROWS} dòng", "xuất từng tháng", Place(name))]
    credits: list[Credit] = []
    problems: list[Problem] = []
    debits = 0
    for line, row in enumerate(rows[head + 1 :], head + 2):
        read = _line(row, roles, line, name)
        if isinstance(read, Problem):
            problems.append(read)
        elif isinstance(read, Credit):
            credits.append(read)
        debits += read == "debit"
    return (None, problems) if problems else (Statement(tuple(credits), debits), [])


def _line(row: Sequence[Value], roles: dict[str, int], line: int, name: str) -> Credit | Problem | str:
    """A credit, what is wrong, "debit", or nothing for lines of totals and empty ones."""

    def cell(role: str) -> Value:
        at = roles.get(role)
        return row[at] if at is not None and at < len(row) else ""

    words, day = text_of(cell("words")).replace("\n", " "), _day_of(cell("day"))
    role = "credit" if "credit" in roles else "amount"
    amount = _amount_of(cell(role))
    place = Place(name, line, path=cell_name(line - 1, roles[role]))
    if day is None:
        is_rest = not text_of(cell("day")) or amount in (None, 0) or not words
        return "" if is_rest else Problem("statement.day", f"«{text_of(cell('day'))[:40]}» không phải ngày", "ghi ngày/tháng/năm", place)
    if amount is None:
        if not text_of(cell(role)):
            return "debit" if "debit" in roles and _amount_of(cell("debit")) else ""
        return Problem("statement.amount", f"«{text_of(cell(role))[:40]}» không phải số tiền", "ghi số đồng, không phần lẻ", place)
    if amount <= 0:
        return "debit" if amount < 0 or _amount_of(cell("debit")) else ""
    return Credit(day, amount, words[:500], text_of(cell("number"))[:60], line)


def _day_of(value: Value) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and _SERIALS.start <= value < _SERIALS.stop:
        return _BEGINNING + timedelta(days=int(value))
    found = _DAY.fullmatch(text_of(value).strip())
    if not found:
        return None
    day, month, year = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _amount_of(value: Value) -> int | None:
    """Đồng without parts; None for what is no number."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if value == value and abs(value) < 1e15 and value == int(value) else None
    found = _AMOUNT.fullmatch(text_of(value).strip())
    if not found:
        return None
    number = int(re.sub(r"[.,\s]", "", found[2]))
    return -number if found[1] == "-" else number


def references_in(words: str) -> Iterator[str]:
    """Runs of letters and digits of a line's words, and neighbours joined: banks break and glue what payers type."""
    parts = re.findall(r"[0-9A-Z]+", folded(words).upper())
    for at, part in enumerate(parts):
        yield part
        for more in range(2, 5):
            if at + more <= len(parts):
                yield "".join(parts[at : at + more])
