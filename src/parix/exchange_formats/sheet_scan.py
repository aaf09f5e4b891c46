"""A first look at a sheet's XML: how much there is, which rows are hidden, which formulas carry no computed value.

Refuses document types (no entity can be declared) and sheets that would fill the memory once laid out as a table.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

# safe here: document types are refused, so that no entity can be declared
from xml.parsers import expat  # nosec B407

MAX_AREA = 2_000_000
LONGEST_CELL = 32_767
MAX_MERGES = 20_000

_REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a workbook may hold: bytes packed and unpacked; of each sheet its cells, laid out area and letters."""

    packed: int = 20 * 1024 * 1024
    unpacked: int = 60 * 1024 * 1024
    cells: int = 400_000
    area: int = MAX_AREA
    text: int = 30_000_000


USUAL = Limits()


class Refused(Exception):
    """The workbook stays out: code, Vietnamese message and remedy."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.code, self.message, self.remedy = code, message, remedy


@dataclass(slots=True)
class Scan:
    """Rows and cells count from 0; `unusable` maps (row, column) to "no_value" or "error"."""

    hidden_rows: set[int] = field(default_factory=set)
    unusable: dict[tuple[int, int], str] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0


def column_letters(column: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def workbook_sheets(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Sheet name to the path of its part."""
    book = next((part for name, part in parts.items() if name.lower() == "xl/workbook.xml"), None)
    if book is None:
        raise Refused("workbook.not_xlsx", "tệp nén này không chứa bảng tính .xlsx", "mở bằng Excel và lưu lại dạng .xlsx")
    targets: dict[str, str] = {}
    named: list[tuple[str, str]] = []

    def relation(name: str, given: dict[str, str]) -> None:
        if name == "Relationship" and given.get("TargetMode") != "External":
            targets[given.get("Id", "")] = given.get("Target", "")

    def sheet(name: str, given: dict[str, str]) -> None:
        if name == "sheet":
            named.append((given.get("name", ""), given.get("id", "")))

    _parse(book, start=sheet)
    for path, part in parts.items():
        if path.lower() == "xl/_rels/workbook.xml.rels":
            _parse(part, start=relation)
    return {name: _path(targets.get(identity, "")) for name, identity in named}


def string_lengths(part: bytes) -> list[int]:
    """How long each shared string is; none is longer than a cell may be."""
    lengths: list[int] = []

    def start(name: str, given: dict[str, str]) -> None:
        if name == "si":
            lengths.append(0)

    def text(characters: str) -> None:
        if lengths:
            lengths[-1] += len(characters)
            _refuse_long(lengths[-1])

    if part:
        _parse(part, start=start, text=text)
    return lengths


def scan_sheet(part: bytes, lengths: list[int], limits: Limits = USUAL) -> Scan:
    reader = _SheetReader(lengths, limits)
    _parse(part, start=reader.start, end=reader.end, text=reader.text)
    return reader.scan


class _SheetReader:
    """Follows the rows and cells of one sheet."""

    def __init__(self, lengths: list[int], limits: Limits) -> None:
        self.scan = Scan()
        self.lengths, self.limits = lengths, limits
        self.row, self.column = -1, -1
        self.cells, self.merges, self.text_size = 0, 0, 0
        self.kind, self.value, self.formula, self.inside = "", "", False, False

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == "row":
            self.row = int(given["r"]) - 1 if given.get("r", "").isdigit() else self.row + 1
            self.column = -1
            if given.get("hidden") in ("1", "true"):
                self.scan.hidden_rows.add(self.row)
        elif name == "c":
            self._open_cell(given)
        elif name == "f":
            self.formula = True
        elif name in ("v", "is"):
            self.inside = True
        elif name == "mergeCell":
            self.merges += 1
            refuse_merges(self.merges)

    def _open_cell(self, given: dict[str, str]) -> None:
        self.cells += 1
        refuse_cells(self.cells, self.limits)
        place = _REFERENCE.fullmatch(given.get("r", ""))
        self.row, self.column = (int(place[2]) - 1, column_number(place[1])) if place else (max(self.row, 0), self.column + 1)
        self.kind, self.value, self.formula = given.get("t", "n"), "", False

    def text(self, characters: str) -> None:
        if self.inside:
            self.value += characters
            _refuse_long(len(self.value))

    def end(self, name: str) -> None:
        if name in ("v", "is"):
            self.inside = False
        elif name == "c":
            self._close_cell()

    def _close_cell(self) -> None:
        if self.kind == "e":
            self.scan.unusable[self.row, self.column] = "error"
        elif self.formula and not self.value:
            self.scan.unusable[self.row, self.column] = "no_value"
        if not self.value:
            return
        shared = self.kind == "s" and self.value.isdigit() and len(self.value) < 9
        self.text_size += self.lengths[int(self.value)] if shared and int(self.value) < len(self.lengths) else len(self.value)
        self.scan.rows, self.scan.columns = max(self.scan.rows, self.row + 1), max(self.scan.columns, self.column + 1)
        refuse_spread(self.text_size, self.scan.rows * self.scan.columns, self.limits)


def refuse_cells(count: int, limits: Limits) -> None:
    if count > limits.cells:
        raise Refused("workbook.too_many_cells", f"trang tính có hơn {limits.cells} ô", "xoá các dòng, cột trống đã định dạng rồi lưu lại")


def refuse_merges(count: int) -> None:
    if count > MAX_MERGES:
        raise Refused("workbook.too_many_merges", f"trang tính có hơn {MAX_MERGES} vùng ô gộp", "bỏ gộp ô thừa rồi lưu lại")


def refuse_spread(text: int, area: int, limits: Limits) -> None:
    if text > limits.text or area > limits.area:
        raise Refused("workbook.too_wide", "trang tính trải quá rộng hoặc chứa quá nhiều chữ", "xoá ô nằm xa bảng, trang không dùng rồi lưu lại")


def column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _path(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))


def _refuse_long(length: int) -> None:
    if length > LONGEST_CELL:
        raise Refused("workbook.cell_too_long", f"có ô dài hơn {LONGEST_CELL} ký tự", "rút ngắn nội dung ô")


def _parse(
    part: bytes,
    *,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def doctype(*_: Any) -> None:
        raise Refused("workbook.hostile", "tệp khai báo kiểu tài liệu XML, bảng tính thật không có", "không dùng tệp này; xin lại tệp gốc")

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = lambda name, given: start(_local(name), {_local(key): value for key, value in given.items()})
    if end is not None:
        parser.EndElementHandler = lambda name: end(_local(name))
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(part, True)
    except expat.ExpatError as error:
        raise Refused("workbook.damaged", f"nội dung XML của tệp hỏng ở dòng {error.lineno}", "mở bằng Excel và lưu lại dạng .xlsx") from None


def _local(name: str) -> str:
    return name.rsplit(" ", 1)[-1]
