"""Rows of a .csv file as a stream: delimiter and head from its beginning, then batch after batch; memory does not grow with the file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from parix.exchange_formats.dossiers.batches import BATCH_ROWS, RawBatch, SheetHead, broken
from parix.exchange_formats.dossiers.csv_blocks import Odd, plain_blocks
from parix.exchange_formats.dossiers.encodings import SAMPLE, Encoding, encoding_of
from parix.exchange_formats.dossiers.headings import SEARCHED_ROWS, find_head
from parix.exchange_formats.dossiers.legacy_letters import in_unicode
from parix.exchange_formats.dossiers.places import place_key
from parix.foundation.lazy_modules import lazy_module

pc = lazy_module("pyarrow.compute")

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

DELIMITERS = ",;\t|"
LONGEST_LINE = 1_000_000
SHOWN_SAMPLES = 5
_MOST_COLUMNS = 500


@dataclass(frozen=True, slots=True)
class CsvFile:
    """What the beginning told. `skipped` rows stand above the first row of values. `is_plain`: each of them is one line, in UTF-8."""

    name: str
    open: Callable[[], BinaryIO]
    encoding: Encoding
    delimiter: str
    head: SheetHead
    skipped: int
    is_plain: bool = False

    def batches(self, mapping: Mapping[str, str], rows: int = BATCH_ROWS) -> Iterator[RawBatch]:
        """`mapping`: column to head. Raises ProblemsFound where the file is cut off or its lines cannot be parted."""
        at = {column: self.head.names.index(head) for column, head in mapping.items() if head in self.head.names}
        done = 0
        if self.is_plain and at:
            with suppress(Odd):
                for table in self._blocks(at, rows):
                    first, done = self.skipped + done + 1, done + table.num_rows
                    yield _without_blank(range(first, first + table.num_rows), {name: table[str(index)].combine_chunks() for name, index in at.items()})
                return
        yield from self._careful(at, rows, done)

    def _blocks(self, at: Mapping[str, int], rows: int) -> Iterator[Any]:
        with self.open() as stream:
            watched = _Watched(self.name, stream, is_wide=False)
            yield from plain_blocks(
                io.BufferedReader(watched, 1 << 18), width=len(self.head.names), wanted=sorted(set(at.values())), skipped=self.skipped,
                delimiter=self.delimiter, rows=rows,
            )

    def _careful(self, at: Mapping[str, int], rows: int, done: int) -> Iterator[RawBatch]:
        """After `done` rows that were handed on."""
        with self.open() as stream:
            records = _Records(self.name, stream, self.encoding, self.delimiter)
            records.take(self.skipped)
            for _portion in range(0, done, rows):
                records.take(rows)
            width = len(self.head.names)
            first = self.skipped + done + 1
            while taken := records.take(rows):
                yield _batch(taken, first, at, width)
                first += len(taken)
            records.refuse_cut_off(width)


def open_csv(name: str, opener: Callable[[], BinaryIO]) -> CsvFile:
    """Raises ProblemsFound for what is no table of dossiers."""
    with opener() as stream:
        sample = stream.read(SAMPLE)
    encoding = encoding_of(sample, name)
    delimiter = _delimiter(sample, encoding)
    with opener() as stream:
        first = [cells or [] for cells in _Records(name, stream, encoding, delimiter).take(SEARCHED_ROWS + SHOWN_SAMPLES)]
    head = find_head(first)
    if head is None:
        remedy = "giữ hàng tên cột (Mã hồ sơ, Ngày tiếp nhận…) ở trong 30 dòng đầu"
        raise broken("export.no_head", "không thấy hàng tên cột của bảng hồ sơ", remedy, name, 1)
    names = head.names
    if len(names) > _MOST_COLUMNS:
        raise broken("export.too_wide", f"bảng có {len(names)} cột", f"giữ dưới {_MOST_COLUMNS} cột", name, head.first_row)
    samples = tuple(tuple(row[:len(names)]) for row in first[head.first_row : head.first_row + SHOWN_SAMPLES])
    one_line_each = not any("\n" in cell or "\r" in cell for row in first[: head.first_row] for cell in row)
    is_plain = encoding.codec in ("utf-8", "utf-8-sig") and not encoding.legacy and one_line_each and all(first[: head.first_row])
    return CsvFile(name, opener, encoding, delimiter, SheetHead("", names, samples), head.first_row, is_plain)


def _delimiter(sample: bytes, encoding: Encoding) -> str:
    """The sign that parts most of the first lines into most cells."""
    lines = sample.decode(encoding.codec, "replace").splitlines()[:SEARCHED_ROWS]
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) == 5:
        return lines[0][4]

    def width(sign: str) -> int:
        widths = sorted(len(row) for row in csv.reader(lines, delimiter=sign))
        return widths[len(widths) // 2] if widths else 0

    try:
        return max(DELIMITERS, key=width)
    except csv.Error:
        return ","


class _Watched(io.RawIOBase):
    """The bytes on their way to the decoder: no byte that is no text, no line without end. Counts the lines that were read."""

    def __init__(self, name: str, stream: BinaryIO, *, is_wide: bool) -> None:
        self._name, self._stream, self._is_wide = name, stream, is_wide
        self.lines, self._since, self.last = 0, 0, b""

    def readable(self) -> bool:
        return True

    def readinto(self, into: WriteableBuffer) -> int:
        block = self._stream.read(len(memoryview(into)))
        if not block:
            return 0
        if not self._is_wide and b"\x00" in block:
            line = self.lines + block.count(b"\n", 0, block.index(b"\x00")) + 1
            raise broken("export.not_text", "tệp chứa byte rỗng, không phải văn bản", "xuất lại dạng .csv hoặc .xlsx", self._name, line)
        ends = max(block.rfind(b"\n"), block.rfind(b"\r"))
        self._since = self._since + len(block) if ends < 0 else len(block) - ends
        if self._since > LONGEST_LINE:
            raise broken("export.line_too_long", f"có dòng dài hơn {LONGEST_LINE} byte", "xuất lại tệp .csv", self._name, self.lines + block.count(b"\n") + 1)
        self.lines += block.count(b"\n")
        self.last = block[-2:]
        memoryview(into)[: len(block)] = block
        return len(block)


class _Records:
    """Records in portions; None stands for one whose quotes cannot be parted. A record's number is its place, as in a spreadsheet."""

    def __init__(self, name: str, stream: BinaryIO, encoding: Encoding, delimiter: str) -> None:
        self._name, self._taken, self._last = name, 0, 0
        self._bytes = _Watched(name, stream, is_wide=encoding.codec == "utf-16")
        text = io.TextIOWrapper(io.BufferedReader(self._bytes, 1 << 18), encoding.codec, "replace", newline="")
        text._CHUNK_SIZE = 1 << 17  # type: ignore[attr-defined]
        lines: Iterator[str] = (in_unicode(line, encoding.legacy) for line in text) if encoding.legacy else iter(text)
        self._reader = csv.reader(lines, delimiter=delimiter, strict=True)

    def take(self, count: int) -> list[list[str] | None]:
        """So many records, fewer at the end of the file, none after it."""
        records: list[list[str] | None] = []
        while len(records) < count:
            before = len(records)
            try:
                records.extend(islice(self._reader, count - before))  # what came before an error stays in the list
            except csv.Error as error:
                self._refuse(str(error), self._taken + len(records) + 1)
                records.append(None)
            else:
                if len(records) == before:
                    break
        if records and not self._taken and records[0] and len(records[0]) == 1 and records[0][0].lower().startswith("sep="):
            records[0] = []
        self._taken += len(records)
        self._last = len(records[-1] or ()) if records else self._last
        return records

    def _refuse(self, error: str, number: int) -> None:
        if "unexpected end" in error:
            raise broken("export.cut_off", "tệp bị cắt giữa chừng: ô mở nháy kép không đóng", "xuất và tải lại cả tệp", self._name, number) from None
        if "field larger" in error:
            remedy = "đóng dấu nháy kép của ô bắt đầu ở dòng này, hoặc rút ngắn ô"
            raise broken("export.cell_too_long", "có ô dài hơn 131.072 ký tự (dấu nháy kép không đóng?)", remedy, self._name, number) from None

    def refuse_cut_off(self, width: int) -> None:
        """A last record that is too short and has no end of line is the mark of a file that was not written to its end."""
        if not self._bytes.last.strip(b"\x00").endswith((b"\n", b"\r")) and 0 < self._last < width:
            raise broken("export.cut_off", "tệp bị cắt giữa chừng: dòng cuối thiếu ô", "xuất và tải lại cả tệp", self._name, self._taken)


def _without_blank(numbers: range, cells: Mapping[str, Any]) -> RawBatch:
    """A row with nothing in any column that is read is none."""
    blank = None
    for column in cells.values():
        empty = pc.equal(column, "")
        blank = empty if blank is None else pc.and_(blank, empty)
        if not pc.any(blank).as_py():
            return RawBatch(list(numbers), cells)
    stays = pc.invert(blank)
    return RawBatch([number for number, kept in zip(numbers, stays.to_pylist(), strict=True) if kept], {name: one.filter(stays) for name, one in cells.items()})


def _batch(records: list[list[str] | None], first: int, at: Mapping[str, int], width: int) -> RawBatch:
    faults: list[tuple[int, str]] = []
    keys: list[int] = []
    sound: list[list[str]] = []
    for number, cells in enumerate(records, first):
        count = -1 if cells is None else len(cells)
        if cells is not None and count == width:
            if any(cells[index] for index in at.values()):
                keys.append(number)
                sound.append(cells)
        elif cells is None:
            faults.append((place_key(0, number), "row.quotes"))
        elif any(cells):
            if count > width and not any(cells[width:]):  # empty cells at the end are no cells
                keys.append(number)
                sound.append(cells[:width])
            else:
                faults.append((place_key(0, number), "row.too_long" if count > width else "row.too_short"))
    columns = list(zip(*sound, strict=True)) if sound else [()] * width
    return RawBatch(keys, {name: list(columns[index]) for name, index in at.items()}, faults)
