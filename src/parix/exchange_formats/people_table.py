"""Lists of people and of units as offices keep them in workbooks: columns are known by their heads, with or without marks.

Every row keeps the place of its cells, so that whatever is found wrong later can still be named by its cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from parix.exchange_formats.cell_values import text_of
from parix.exchange_formats.workbook_sheets import Sheet, Value, cell_name, cell_place, read_sheets
from parix.foundation.folding import folded
from parix.foundation.problems import Place, Problem

SEARCHED_ROWS = 30
MOST_ROWS = 5_000
LONGEST = {
    "full_name": 120, "family_name": 90, "given_name": 40, "username": 60, "email": 254, "position": 120, "unit": 200, "agency": 200,
    "unit_code": 40, "unit_name": 200, "short_name": 60,
}  # fmt: skip

_PEOPLE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("family_name", re.compile(r"ho (?:va )?(?:ten )?(?:dem|lot|chu lot)|ho")),
    ("given_name", re.compile(r"ten")),
    ("full_name", re.compile(r"ho (?:va )?ten(?: .*)?|ten (?:nguoi dung|can bo|cong chuc|nhan vien|day du)|full ?name|name")),
    ("username", re.compile(r"ten dang nhap|(?:ten )?tai khoan(?: dang nhap)?|user ?name|user|login")),
    ("email", re.compile(r"(?:dia chi )?(?:e-?mail|thu dien tu)(?: .*)?|hop thu(?: .*)?|mail")),
    ("position", re.compile(r"chuc vu(?: .*)?|chuc danh(?: .*)?|position|title")),
    ("role", re.compile(r"(?:nhom )?(?:vai tro|quyen)(?: .*)?|phan quyen|role")),
    ("fields", re.compile(r"(?:cac )?linh vuc(?: .*)?|fields?")),
    ("agency", re.compile(r"(?:ten |ma )?(?:co quan|so,? (?:ban,? )?nganh|so)(?: .*)?|agency")),
    ("unit", re.compile(r"(?:ten |ma )?(?:phong|don vi|bo phan|phong ban|phong,? (?:ban|don vi).*)(?: .*)?|unit|department")),
)  # fmt: skip
_UNITS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("unit_code", re.compile(r"ma(?: (?:phong|don vi|so))?(?: .*)?|ky hieu|code")),
    ("short_name", re.compile(r"(?:ten )?(?:viet tat|ngan|rut gon)|short ?name")),
    ("kind", re.compile(r"(?:phan )?loai(?: .*)?|nhom(?: .*)?|kind|type")),
    ("duties", re.compile(r"(?:kiem nhiem|phu trach|nhiem vu|viec kiem)(?: .*)?|duties")),
    ("valid_from", re.compile(r"(?:tu ngay|ngay (?:thanh lap|bat dau)|hieu luc tu)(?: .*)?|from")),
    ("valid_until", re.compile(r"(?:den ngay|ngay (?:ket thuc|giai the))(?: .*)?|until")),
    ("agency", re.compile(r"(?:ten )?(?:co quan|so,? (?:ban,? )?nganh|so)(?: .*)?|agency")),
    ("unit_name", re.compile(r"(?:ten )?(?:phong|don vi|bo phan|phong ban|phong,? don vi)(?: .*)?|ten|name|unit")),
)  # fmt: skip

_EMAIL = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_USERNAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,58}[a-z0-9])")
_SPLIT = re.compile(r"[;,\n]+")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Texts as written, trimmed; `cells` names the cell of each column, `sheet` and `row` (from 1) where it stands."""

    sheet: str
    row: int
    full_name: str
    username: str = ""
    email: str = ""
    position: str = ""
    role: str = ""
    fields: tuple[str, ...] = ()
    agency: str = ""
    unit: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UnitRow:
    sheet: str
    row: int
    name: str
    code: str = ""
    short_name: str = ""
    kind: str = ""
    duties: tuple[str, ...] = ()
    agency: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PeopleTable:
    """`columns` says, for each sheet that was understood, which head was taken for what."""

    people: tuple[PersonRow, ...]
    units: tuple[UnitRow, ...]
    columns: Mapping[str, Mapping[str, str]]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    sheet: Sheet
    is_people: bool
    columns: Mapping[str, int]
    heads: Mapping[str, str]
    first_row: int


def read_people(content: bytes, name: str) -> PeopleTable:
    """Every person and unit of the workbook and every problem. Never raises for what the file holds."""
    sheets, problems = read_sheets(content, name)
    people: list[PersonRow] = []
    units: list[UnitRow] = []
    columns: dict[str, Mapping[str, str]] = {}
    for sheet in sheets:
        table = None if sheet.hidden else _table(sheet)
        if table is None:
            continue
        columns[sheet.name] = table.heads
        read = _Reading(name, table, problems)
        if table.is_people:
            people.extend(read.people())
        else:
            units.extend(read.units())
    if sheets and not columns:
        remedy = "đặt tên cột ở một hàng đầu trang: Họ và tên, Vai trò, Đơn vị (hoặc Tên đơn vị, Loại đơn vị)"
        problems.append(Problem("people.no_table", "không thấy bảng người dùng hay đơn vị nào trong tệp", remedy, Place(name)))
    if len(people) + len(units) > MOST_ROWS:
        problems.append(Problem("people.too_many_rows", f"tệp có hơn {MOST_ROWS} dòng", "chia thành nhiều tệp", Place(name)))
        return PeopleTable((), (), columns, tuple(problems))
    return PeopleTable(tuple(people), tuple(units), columns, tuple(problems))


def _table(sheet: Sheet) -> _Table | None:
    """The first row whose heads make a table of people, or else of units."""
    for row in range(min(len(sheet.cells), SEARCHED_ROWS)):
        heads = [" ".join(text_of(value).split()) for value in sheet.cells[row]]
        people = _columns(heads, _PEOPLE)
        if len(people) > 1 and ("full_name" in people or {"family_name", "given_name"} <= people.keys()):
            return _Table(sheet, True, people, {one: heads[at] for one, at in people.items()}, row + 1)
        units = _columns(heads, _UNITS)
        if "unit_name" in units and units.keys() & {"kind", "unit_code"}:
            return _Table(sheet, False, units, {one: heads[at] for one, at in units.items()}, row + 1)
    return None


def _columns(heads: list[str], known: tuple[tuple[str, re.Pattern[str]], ...]) -> dict[str, int]:
    """Which column holds what; the first head that fits has it."""
    found: dict[str, int] = {}
    for at, head in enumerate(heads):
        words = folded(re.sub(r"[*:()\[\]/]+", " ", head))
        meant = next((one for one, pattern in known if one not in found and pattern.fullmatch(words)), None)
        if words and meant is not None:
            found[meant] = at
    if "full_name" in found:
        found.pop("family_name", None)
        found.pop("given_name", None)
    return found


class _Reading:
    """Reads the rows below one head and says what is wrong with which cell."""

    def __init__(self, file: str, table: _Table, problems: list[Problem]) -> None:
        self._file, self._table, self._problems = file, table, problems

    def people(self) -> Iterator[PersonRow]:
        for row in self._rows():
            name = self._text(row, "full_name") or " ".join(filter(None, (self._text(row, "family_name"), self._text(row, "given_name"))))
            if not name:
                self._say(row, "full_name", "people.no_name", "thiếu họ và tên", "ghi họ và tên, hoặc xoá cả dòng")
                continue
            yield PersonRow(
                sheet=self._table.sheet.name, row=row + 1, full_name=" ".join(name.split()), username=self._username(row), email=self._email(row),
                position=self._text(row, "position"), role=self._text(row, "role"), fields=self._list(row, "fields"), agency=self._text(row, "agency"),
                unit=self._text(row, "unit"), cells=self._cells(row),
            )

    def units(self) -> Iterator[UnitRow]:
        for row in self._rows():
            name = self._text(row, "unit_name")
            if not name:
                self._say(row, "unit_name", "people.no_unit_name", "thiếu tên đơn vị", "ghi tên đơn vị, hoặc xoá cả dòng")
                continue
            yield UnitRow(
                sheet=self._table.sheet.name, row=row + 1, name=" ".join(name.split()), code=self._text(row, "unit_code"),
                short_name=self._text(row, "short_name"), kind=self._text(row, "kind"), duties=self._list(row, "duties"), agency=self._text(row, "agency"),
                valid_from=self._day(row, "valid_from"), valid_until=self._day(row, "valid_until"), cells=self._cells(row),
            )

    def _rows(self) -> Iterator[int]:
        """Rows with anything in a known column; hidden ones are named and left out, numbers of columns passed over."""
        sheet = self._table.sheet
        for row in range(self._table.first_row, len(sheet.cells)):
            values = [text_of(sheet.spread_value(row, at)) for at in self._table.columns.values()]
            if not any(values) or all(re.fullmatch(r"\(?\d{1,2}\)?", one) for one in values if one):
                continue
            if row in sheet.hidden_rows:
                place = Place(self._file, path=f"{sheet.name}!{row + 1}:{row + 1}")
                self._problems.append(Problem("people.hidden_row", "dòng bị ẩn, không đọc", "bỏ ẩn dòng, hoặc xoá nếu không dùng", place, "warning"))
                continue
            yield row

    def _value(self, row: int, column: str) -> Value:
        at = self._table.columns.get(column)
        if at is None:
            return ""
        if (row, at) in self._table.sheet.unusable:
            self._say(row, column, "people.cell_unusable", "ô chứa công thức lỗi hoặc chưa tính", "mở bằng Excel, sửa công thức, lưu lại")
            return ""
        return self._table.sheet.spread_value(row, at)

    def _text(self, row: int, column: str) -> str:
        text = " ".join(text_of(self._value(row, column)).split())
        longest = LONGEST.get(column, 500)
        if len(text) > longest:
            self._say(row, column, "people.too_long", f"dài {len(text)} ký tự", f"rút còn không quá {longest} ký tự")
            return text[:longest]
        return text

    def _username(self, row: int) -> str:
        text = self._text(row, "username").lower()
        if text and not _USERNAME.fullmatch(text):
            self._say(
                row, "username", "people.bad_username", f"tên đăng nhập «{text}» không dùng được", "chỉ dùng chữ không dấu, số, dấu chấm, gạch; 3 đến 60 ký tự",
            )
            return ""
        return text

    def _email(self, row: int) -> str:
        text = self._text(row, "email").lower().replace(" ", "")
        if text and not _EMAIL.fullmatch(text):
            self._say(row, "email", "people.bad_email", f"«{text}» không phải là địa chỉ thư điện tử", "ghi theo dạng ten@coquan.gov.vn")
            return ""
        return text

    def _list(self, row: int, column: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, (part.strip() for part in _SPLIT.split(text_of(self._value(row, column)))))))

    def _day(self, row: int, column: str) -> date | None:
        value = self._value(row, column)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        text = text_of(value)
        if not text:
            return None
        match = _DAY.fullmatch(text)
        try:
            return date(int(match[3]), int(match[2]), int(match[1])) if match else date.fromisoformat(text)
        except ValueError:
            self._say(row, column, "people.bad_day", f"«{text}» không phải là ngày có thật", "ghi ngày/tháng/năm, ví dụ 01/07/2025")
            return None

    def _cells(self, row: int) -> dict[str, str]:
        return {column: cell_name(row, at) for column, at in self._table.columns.items()}

    def _say(self, row: int, column: str, code: str, message: str, remedy: str) -> None:
        at = self._table.columns.get(column, min(self._table.columns.values()))
        self._problems.append(Problem(code, message, remedy, cell_place(self._file, self._table.sheet.name, row, at)))
