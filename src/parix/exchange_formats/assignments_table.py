"""Lists of assignments as offices keep them in workbooks (STT, nội dung, chủ trì, phối hợp, thời gian, sản phẩm): columns by their heads.

A term is a day, a month, a quarter or a year, or says how often; what it says else is kept in words with a problem.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from parix.exchange_formats.cell_values import text_of
from parix.exchange_formats.table_heads import head_of
from parix.exchange_formats.workbook_sheets import Sheet, Value, cell_place, read_sheets
from parix.foundation.folding import folded
from parix.foundation.problems import Place, Problem

MOST_ROWS = 1_000
LONGEST = {"text": 4_000, "lead": 300, "support": 1_000, "product": 500, "field": 200}

_HEADS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("lead", re.compile(r"(?:(?:don vi|co quan|phong|bo phan)[ ,/]*)*(?:chu tri|thuc hien|phu trach|dau moi)(?: .*)?|lead(?: unit)?")),
    ("support", re.compile(r"(?:(?:don vi|co quan|phong|bo phan)[ ,/]*)*phoi hop(?: .*)?|support(?:ing)?(?: units?)?")),
    ("due", re.compile(r"(?:thoi (?:gian|han|diem)|han|ngay|tien do)(?: .*)?|due|term")),
    ("recurrence", re.compile(r"(?:dinh ky|chu ky|tan suat)(?: .*)?|recurrence")),
    ("product", re.compile(r"(?:san pham|ket qua|dau ra)(?: .*)?|product|output")),
    ("field", re.compile(r"(?:linh vuc|nhom)(?: .*)?|field")),
    ("text", re.compile(r"(?:noi dung|nhiem vu|cong viec|ten)(?: .*)?|noi dung,? (?:nhiem vu|cong viec).*|assignment|text")),
)  # fmt: skip
_DAY = re.compile(r"(?:truoc |den |ngay )*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
_MONTH = re.compile(r"(?:truoc |den |trong )*(?:het )?thang\s*(\d{1,2})(?:\s*(?:/|nam )\s*(\d{4}))?|(\d{1,2})\s*/\s*(\d{4})")
_QUARTER = re.compile(r"(?:truoc |trong )*(?:het )?quy\s*(iv|iii|ii|i|[1-4])(?:\s*(?:/|nam )\s*(\d{4}))?")
_YEAR = re.compile(r"(?:trong |ca |het |cuoi )*nam(?: (\d{4}))?")
_OFTEN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?:hang|moi|theo) thang|monthly|dinh ky (?:hang )?thang"), "monthly"),
    (re.compile(r"(?:hang|moi|theo) quy|quarterly|dinh ky (?:hang )?quy"), "quarterly"),
    (re.compile(r"(?:6|sau) thang(?: (?:mot|1) lan)?|nua nam|half.?yearly"), "half_yearly"),
    (re.compile(r"thuong xuyen|lien tuc|hang (?:ngay|tuan)|regular"), "regular"),
)
_GROUP = re.compile(r"(?:[IVX]{1,5}|[A-ZĐ])[.)]\s")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """`sheet` and `row` (from 1) say where it stands; `due_words` is the term as written."""

    sheet: str
    row: int
    text: str
    lead: str = ""
    support: tuple[str, ...] = ()
    due_on: date | None = None
    due_words: str = ""
    recurrence: str = ""
    product: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class AssignmentsTable:
    """`columns` says, for each sheet that was understood, which head was taken for what."""

    rows: tuple[AssignmentRow, ...]
    columns: Mapping[str, Mapping[str, str]]
    problems: tuple[Problem, ...]


def read_assignments(content: bytes, name: str, year: int) -> AssignmentsTable:
    """Every assignment and every problem; `year` is that of a month or quarter written without one. Never raises for what a file holds."""
    sheets, problems = read_sheets(content, name)
    rows: list[AssignmentRow] = []
    columns: dict[str, Mapping[str, str]] = {}
    for sheet in sheets:
        found = None if sheet.hidden else head_of(sheet, _HEADS, "text")
        if found is not None:
            at, heads, first = found
            columns[sheet.name] = heads
            rows.extend(_Reading(name, sheet, at, first, year, problems).rows())
    if sheets and not columns:
        remedy = "đặt tên cột ở một hàng đầu trang: Nội dung nhiệm vụ, Chủ trì, Phối hợp, Thời gian, Sản phẩm"
        problems.append(Problem("assignments.no_table", "không thấy bảng nhiệm vụ nào trong tệp", remedy, Place(name)))
    elif columns and not rows:
        problems.append(Problem("assignments.empty", "bảng không có dòng nào", "ghi ít nhất một nhiệm vụ dưới hàng tên cột", Place(name)))
    if len(rows) > MOST_ROWS:
        problems.append(Problem("assignments.too_many", f"tệp có hơn {MOST_ROWS} dòng", "chia thành nhiều tệp", Place(name)))
    return AssignmentsTable(tuple(rows[:MOST_ROWS]), columns, tuple(problems))


def term_of(value: Value, year: int) -> tuple[date | None, str] | None:
    """The last day and how often; None for a term that says neither. Raises ValueError for a day that does not exist."""
    if isinstance(value, datetime):
        return value.date(), ""
    if isinstance(value, date):
        return value, ""
    words = folded(text_of(value)).strip(" .;,")
    if not words:
        return None, ""
    often = next((name for pattern, name in _OFTEN if pattern.search(words)), "")
    if often:
        return None, often
    if match := _DAY.fullmatch(words):
        return date(int(match[3]), int(match[2]), int(match[1])), ""
    if match := _QUARTER.fullmatch(words):
        return _end(int(match[2] or year), 3 * _ROMAN.get(match[1], 0) or 3 * int(match[1])), ""
    if match := _MONTH.fullmatch(words):
        return _end(int(match[2] or match[4] or year), int(match[1] or match[3])), ""
    if match := _YEAR.fullmatch(words):
        return date(int(match[1] or year), 12, 31), ""
    return None


def _end(year: int, month: int) -> date:
    if not 1 <= month <= 12:
        raise ValueError("no such month")
    return date(year, month, monthrange(year, month)[1])


class _Reading:
    """One table on its way to rows; problems are added to the list given."""

    def __init__(self, file: str, sheet: Sheet, at: Mapping[str, int], first: int, year: int, problems: list[Problem]) -> None:
        self._file, self._sheet, self._at, self._first, self._year, self._problems = file, sheet, at, first, year, problems

    def rows(self) -> Iterator[AssignmentRow]:
        for row in range(self._first, len(self._sheet.cells)):
            own = [text_of(self._sheet.value(row, column)) for column in self._at.values()]
            if row in self._sheet.hidden_rows or not any(own):
                continue
            text = self._text(row, "text")
            if not text:
                self._say(row, "text", "assignments.no_text", "dòng không có nội dung nhiệm vụ", "ghi nội dung, hoặc xoá dòng")
                continue
            if self._is_heading(row, text):
                continue
            due_on, recurrence = self._term(row)
            yield AssignmentRow(
                self._sheet.name, row + 1, text, self._text(row, "lead"), self._names(row), due_on, self._text(row, "due")[:300], recurrence,
                self._text(row, "product"), self._text(row, "field"),
            )

    def _is_heading(self, row: int, text: str) -> bool:
        """A line of the table that names a group: spread over the columns, or alone in its row and written as headings are."""
        if any(self._sheet.merged.get((row, at)) == (row, self._at["text"]) for name, at in self._at.items() if name != "text"):
            return True
        if any(self._text(row, name) for name in self._at if name != "text"):
            return False
        return text.isupper() or _GROUP.match(text) is not None

    def _term(self, row: int) -> tuple[date | None, str]:
        due: tuple[date | None, str] = (None, "")
        for name in ("due", "recurrence"):
            value = self._value(row, name)
            try:
                found = term_of(value, self._year)
            except ValueError:
                self._say(row, name, "assignments.bad_day", f"«{text_of(value)}» không phải là ngày có thật", "ghi ngày/tháng/năm, ví dụ 30/06/2026")
                continue
            if found is None:
                remedy = "ghi ngày/tháng/năm, tháng, quý, hằng tháng, hằng quý hoặc thường xuyên"
                self._say(row, name, "assignments.term_unclear", f"không hiểu thời hạn «{text_of(value)[:60]}»", remedy)
                continue
            due = (due[0] or found[0], due[1] or found[1])
        return due

    def _names(self, row: int) -> tuple[str, ...]:
        parts = re.split(r"[;\n]+|,(?=\s*[A-ZĐÀ-Ỹ])", self._text(row, "support"))
        return tuple(dict.fromkeys(filter(None, (" ".join(part.split()) for part in parts))))

    def _value(self, row: int, name: str) -> Value:
        at = self._at.get(name)
        if at is None:
            return ""
        if (row, at) in self._sheet.unusable:
            self._say(row, name, "assignments.cell_unusable", "ô chứa công thức lỗi hoặc chưa tính", "mở bằng Excel, sửa công thức, lưu lại")
            return ""
        return self._sheet.spread_value(row, at)

    def _text(self, row: int, name: str) -> str:
        text = text_of(self._value(row, name))
        text = text if name == "support" else " ".join(text.split())
        longest = LONGEST.get(name, 500)
        if len(text) > longest:
            self._say(row, name, "assignments.too_long", f"dài {len(text)} ký tự", f"rút còn không quá {longest} ký tự")
            return text[:longest]
        return text

    def _say(self, row: int, name: str, code: str, message: str, remedy: str) -> None:
        place = cell_place(self._file, self._sheet.name, row, self._at.get(name, 0))
        if not any(one.code == code and one.place == place for one in self._problems):
            self._problems.append(Problem(code, message, remedy, place))
