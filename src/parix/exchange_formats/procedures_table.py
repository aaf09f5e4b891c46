"""Lists of procedures in workbooks, as offices and the national database print them: columns by their heads, with or without marks.

An empty cell says nothing; "không", "không có" say that there is none. What cannot be understood is a problem with its cell.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from parix.exchange_formats.cell_values import text_of
from parix.exchange_formats.table_heads import head_of
from parix.exchange_formats.workbook_sheets import Sheet, Value, cell_place, read_sheets
from parix.foundation.folding import folded
from parix.foundation.problems import Place, Problem
from parix.procedures.codes import check_code

MOST_ROWS = 5_000
LONGEST = {"name": 500, "field": 200, "term": 500, "fee": 1_000, "decision": 60, "own_code": 40}
LONGEST_TEXT = 20_000

_HEADS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("own_code", re.compile(r"ma (?:trong danh muc|noi bo|rieng).*")),
    ("code", re.compile(r"ma (?:so )?(?:thu tuc|tthc|quoc gia|so tthc)?.*|ma|code")),
    ("field", re.compile(r"(?:ten )?linh vuc.*|field")),
    ("level", re.compile(r"cap (?:giai quyet|thuc hien|hanh chinh).*|cap")),
    ("term", re.compile(r"thoi (?:han|gian)(?: giai quyet| thuc hien)?.*|term")),
    ("fee", re.compile(r"(?:muc )?(?:phi|le phi).*|fee")),
    ("online", re.compile(r"(?:muc (?:do )?)?(?:dich vu cong|dvc|dvctt).*|muc (?:do )?(?:cung cap|truc tuyen).*")),
    ("ordered_on", re.compile(r"ngay (?:van ban|vb).*hieu luc.*")),
    ("valid_from", re.compile(r"(?:ngay )?(?:co )?hieu luc.*")),
    ("signed_on", re.compile(r"ngay (?:ky|ban hanh).*")),
    ("published_on", re.compile(r"ngay (?:cong khai|dang tai|cap nhat).*")),
    ("decision", re.compile(r"(?:so )?(?:quyet dinh|qd).*")),
    ("is_settled_at_counter", re.compile(r".*giai quyet (?:xong|ngay)? ?tai (?:bo phan|trung tam|quay).*|giai quyet tai cho")),
    ("is_one_stop", re.compile(r".*tiep nhan tai (?:bo phan|trung tam|quay).*|(?:thuc hien )?tai bo phan mot cua")),
    ("is_population_data_connected", re.compile(r".*ket noi.*dan cu.*")),
    ("needs_population_data", re.compile(r".*du lieu.*dan cu.*")),
    ("interlinked", re.compile(r".*lien thong.*")),
    ("sets", re.compile(r"so (?:luong )?bo.*|so luong ho so.*")),
    ("papers", re.compile(r"thanh phan.*|giay to.*")),
    ("steps", re.compile(r"trinh tu.*")),
    ("ways", re.compile(r"cach thuc.*")),
    ("subjects", re.compile(r"doi tuong.*")),
    ("authority", re.compile(r"co quan.*")),
    ("result", re.compile(r"ket qua.*")),
    ("forms", re.compile(r"(?:ten )?mau (?:don|to khai).*")),
    ("conditions", re.compile(r"yeu cau.*|dieu kien.*")),
    ("legal_basis", re.compile(r"can cu.*")),
    ("name", re.compile(r"(?:ten )?(?:thu tuc|tthc)(?: hanh chinh)?|ten|name")),
)  # fmt: skip
TEXTS = ("steps", "ways", "subjects", "authority", "result", "forms", "conditions", "legal_basis")
MARKS = ("interlinked", "is_one_stop", "is_settled_at_counter", "needs_population_data", "is_population_data_connected")
_MAY_BE_ABSENT = ("result", "forms", "conditions")
_NONE = re.compile(r"khong(?: co| thu| quy dinh)?|mien(?: phi)?|0(?: dong)?")
_SUM = re.compile(r"(\d{1,3}(?:[.,]\d{3})+|\d+)\s*(?:dong|d|vnd)?(?:/ho so)?")
_DAY = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
_SERIAL_ZERO, _SERIALS = date(1899, 12, 30), range(30_000, 80_000)
_ONLINE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r".*toan (?:trinh|phan).*"), "end_to_end"), (re.compile(r".*(?:mot|1) phan.*"), "partial"), (re.compile(r".*\b([1-4])"), "level_"),
    (re.compile(r"khong.*|chua cung cap.*"), "none"),
)  # fmt: skip
_LEVELS = (("trung uong", "ministry"), ("bo", "ministry"), ("tinh", "province"), ("so", "province"), ("huyen", "district"), ("xa", "commune"))
_YES_NO = {"co": True, "x": True, "yes": True, "khong": False, "no": False}


@dataclass(frozen=True, slots=True)
class ProcedureRow:
    """`sheet` and `row` (from 1) say where it stands. Keys of levels, fees and degrees are those of the catalogue; empty: not said.
    A mark that is not said is not among `marks`."""

    sheet: str
    row: int
    name: str
    own_code: str = ""
    code: str = ""
    field: str = ""
    level: str = ""
    term: str = ""
    fee: str = ""
    fee_amount: Decimal | None = None
    fee_words: str = ""
    online: str = ""
    valid_from: date | None = None
    ordered_on: date | None = None
    decision: str = ""
    signed_on: date | None = None
    published_on: date | None = None
    marks: Mapping[str, bool] = dataclasses.field(default_factory=dict)
    sets: int | None = None
    papers: tuple[tuple[str, int, int], ...] = ()
    parts: Mapping[str, str] = dataclasses.field(default_factory=dict)
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProceduresTable:
    """`columns` says, for each sheet that was understood, which head was taken for what."""

    rows: tuple[ProcedureRow, ...]
    columns: Mapping[str, Mapping[str, str]]
    problems: tuple[Problem, ...]


def read_procedures(content: bytes, name: str) -> ProceduresTable:
    """Every procedure and every problem. Never raises for what a file holds."""
    sheets, problems = read_sheets(content, name)
    rows: list[ProcedureRow] = []
    columns: dict[str, Mapping[str, str]] = {}
    for sheet in sheets:
        found = None if sheet.hidden else head_of(sheet, _HEADS, "name")
        if found is not None:
            at, heads, first = found
            columns[sheet.name] = heads
            rows.extend(_Reading(name, sheet, at, first, problems).rows())
    if sheets and not columns:
        remedy = "đặt tên cột ở một hàng đầu trang: Mã thủ tục, Tên thủ tục, Lĩnh vực, Thời hạn giải quyết, Phí, lệ phí"
        problems.append(Problem("procedures.no_table", "không thấy bảng thủ tục nào trong tệp", remedy, Place(name)))
    elif columns and not rows:
        problems.append(Problem("procedures.empty", "bảng không có dòng nào", "ghi ít nhất một thủ tục dưới hàng tên cột", Place(name)))
    if len(rows) > MOST_ROWS:
        problems.append(Problem("procedures.too_many", f"tệp có hơn {MOST_ROWS} dòng", "chia thành nhiều tệp", Place(name)))
    return ProceduresTable(tuple(rows[:MOST_ROWS]), columns, tuple(problems))


class _Reading:
    """One table on its way to rows; problems are added to the list given."""

    def __init__(self, file: str, sheet: Sheet, at: Mapping[str, int], first: int, problems: list[Problem]) -> None:
        self._file, self._sheet, self._at, self._first, self._problems = file, sheet, at, first, problems

    def rows(self) -> Iterator[ProcedureRow]:
        for row in range(self._first, len(self._sheet.cells)):
            own = [text_of(self._sheet.value(row, column)) for column in self._at.values()]
            if row in self._sheet.hidden_rows or not any(own) or all(re.fullmatch(r"\(?\d{1,2}\)?", one) for one in own if one):
                continue
            name = " ".join(self._text(row, "name").split())
            if not name:
                self._say(row, "name", "procedures.no_name", "dòng không có tên thủ tục", "ghi tên, hoặc xoá dòng")
            elif sum(map(bool, own)) > 1:  # a name alone in its row is the heading of a group
                yield self._row(row, name)

    def _row(self, row: int, name: str) -> ProcedureRow:
        fee, amount, words = self._fee(row)
        parts = {key: text for key in TEXTS if (text := self._text(row, key))}
        absent = tuple(key for key in _MAY_BE_ABSENT if key in parts and _NONE.fullmatch(folded(parts[key]).strip(" .")))
        return ProcedureRow(
            self._sheet.name, row + 1, name, own_code="".join(self._text(row, "own_code").upper().split()), code=self._code(row),
            field=" ".join(self._text(row, "field").split()), level=self._level(row), term=" ".join(self._text(row, "term").split()), fee=fee,
            fee_amount=amount, fee_words=words, online=self._online(row), valid_from=self._day(row, "valid_from"), ordered_on=self._day(row, "ordered_on"),
            decision="".join(self._text(row, "decision").split()), signed_on=self._day(row, "signed_on"), published_on=self._day(row, "published_on"),
            marks=self._marks(row), sets=self._sets(row), papers=self._papers(row),
            parts={key: text for key, text in parts.items() if key not in absent}, absent=absent,
        )

    def _code(self, row: int) -> str:
        value = self._value(row, "code")
        if not text_of(value):
            return ""
        column = self._at["code"]
        found = check_code(value if isinstance(value, float) else text_of(value), cell_place(self._file, self._sheet.name, row, column))
        if isinstance(found, Problem):
            self._problems.append(found)
            return ""
        return found.key

    def _fee(self, row: int) -> tuple[str, Decimal | None, str]:
        value = self._value(row, "fee")
        if isinstance(value, int | float) and not isinstance(value, bool):
            amount = Decimal(str(value))
            if amount < 0 or amount != int(amount):
                self._say(row, "fee", "procedures.fee_odd", f"«{value}» không phải số đồng", "ghi số đồng nguyên, hoặc «không»")
                return "", None, ""
            return ("charged", amount.quantize(Decimal(1)), "") if amount else ("none", None, "")
        words = " ".join(text_of(value).split())
        plain = folded(words).strip(" .")
        if not words:
            return "", None, ""
        if _NONE.fullmatch(plain):
            return "none", None, ""
        found = _SUM.fullmatch(plain)
        return "charged", Decimal(re.sub(r"[.,]", "", found[1])) if found else None, words

    def _online(self, row: int) -> str:
        written = self._text(row, "online").strip(" .")
        words = folded(written)
        if not words:
            return ""
        for pattern, key in _ONLINE:
            if found := pattern.fullmatch(words):
                return f"level_{found[1]}" if key == "level_" else key
        remedy = "ghi toàn trình, một phần, mức độ 1 đến 4 hoặc không"
        self._say(row, "online", "procedures.online_unclear", f"không hiểu mức trực tuyến «{written[:40]}»", remedy)
        return ""

    def _level(self, row: int) -> str:
        words = folded(self._text(row, "level"))
        if not words:
            return ""
        key = next((key for word, key in _LEVELS if re.search(rf"\b{word}\b", words)), "")
        if not key:
            self._say(row, "level", "procedures.level_unclear", f"không hiểu cấp giải quyết «{words[:40]}»", "ghi cấp bộ, cấp tỉnh, cấp huyện hoặc cấp xã")
        return key

    def _marks(self, row: int) -> Mapping[str, bool]:
        told = {key: folded(self._text(row, key)).strip(" .") for key in MARKS}
        for key, words in told.items():
            if words and words not in _YES_NO:
                self._say(row, key, "procedures.yes_or_no", f"«{words[:40]}» không phải có hay không", "ghi có hoặc không")
        return {key: _YES_NO[words] for key, words in told.items() if words in _YES_NO}

    def _sets(self, row: int) -> int | None:
        words = self._text(row, "sets")
        found = re.fullmatch(r"0*(\d{1,2})(?:[.,]0)?(?:\s*(?:\(.{1,20}\)\s*)?bộ)?", words)
        if words and not (found and int(found[1])):
            self._say(row, "sets", "procedures.sets_odd", f"«{words[:40]}» không phải số bộ hồ sơ", "ghi một số, ví dụ 1")
        return int(found[1]) or None if found else None

    def _papers(self, row: int) -> tuple[tuple[str, int, int], ...]:
        return tuple(paper_of(line) for line in self._text(row, "papers").splitlines() if line.strip())

    def _day(self, row: int, name: str) -> date | None:
        value = self._value(row, name)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        if isinstance(value, int | float) and not isinstance(value, bool) and value == int(value) and int(value) in _SERIALS:
            return _SERIAL_ZERO + timedelta(days=int(value))  # a day whose cell lost its format
        text = text_of(value)
        match = _DAY.fullmatch(text)
        try:
            return date(int(match[3]), int(match[2]), int(match[1])) if match else date.fromisoformat(text) if text else None
        except ValueError:
            self._say(row, name, "procedures.bad_day", f"«{text[:40]}» không phải là ngày có thật", "ghi ngày/tháng/năm, ví dụ 01/07/2025")
            return None

    def _value(self, row: int, name: str) -> Value:
        at = self._at.get(name)
        if at is None:
            return ""
        if (row, at) in self._sheet.unusable:
            self._say(row, name, "procedures.cell_unusable", "ô chứa công thức lỗi hoặc chưa tính", "mở bằng Excel, sửa công thức, lưu lại")
            return ""
        return self._sheet.spread_value(row, at) if name == "field" else self._sheet.value(row, at)

    def _text(self, row: int, name: str) -> str:
        text = text_of(self._value(row, name)).strip()
        longest = LONGEST.get(name, LONGEST_TEXT)
        if len(text) > longest:
            self._say(row, name, "procedures.too_long", f"dài {len(text)} ký tự", f"rút còn không quá {longest} ký tự")
            return text[:longest]
        return text

    def _say(self, row: int, name: str, code: str, message: str, remedy: str) -> None:
        place = cell_place(self._file, self._sheet.name, row, self._at.get(name, 0))
        if not any(one.code == code and one.place == place for one in self._problems):
            self._problems.append(Problem(code, message, remedy, place))


def paper_of(line: str) -> tuple[str, int, int]:
    """`Đơn đề nghị; 1; 0`: name, originals, copies; a line that does not end so is a name alone."""
    found = re.fullmatch(r"\s*(?:[-+•*]\s*)?(.+?)\s*;\s*(\d{1,2})\s*;\s*(\d{1,2})\s*", line)
    if found:
        return found[1][:500], int(found[2]), int(found[3])
    return " ".join(line.strip(" -+•*\t").split())[:500], 0, 0
