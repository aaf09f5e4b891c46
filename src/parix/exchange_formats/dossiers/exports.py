"""One export of dossiers, whatever its format: told by its first bytes, opened once for its heads, then read batch after batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Union

from parix.exchange_formats.dossiers.batches import BATCH_ROWS, RawBatch, SheetHead, broken
from parix.exchange_formats.dossiers.csv_rows import CsvFile, open_csv
from parix.exchange_formats.dossiers.headings import guess
from parix.exchange_formats.dossiers.legacy_letters import NAMES
from parix.exchange_formats.dossiers.places import sheet_and_row
from parix.exchange_formats.dossiers.sync_messages import MessageFile, open_messages
from parix.exchange_formats.dossiers.workbook_rows import LARGE, WorkbookFile, open_workbook
from parix.foundation.problems import Place, Problem

CSV, XLSX, JSON, XML = "csv", "xlsx", "json", "xml"
MOST_MESSAGE_BYTES = 64 * 1024 * 1024
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")


@dataclass(frozen=True, slots=True)
class Export:
    """`heads` of every table of it; `notes` are warnings about the file as a whole."""

    kind: str
    heads: tuple[SheetHead, ...]
    encoding: str
    notes: tuple[Problem, ...]
    source: Union[CsvFile, WorkbookFile, MessageFile]

    @property
    def names(self) -> list[str]:
        """Every head once, in the order of the file."""
        return list(dict.fromkeys(name for head in self.heads for name in head.names if name))

    def samples(self, name: str) -> list[str]:
        """The first few values under a head."""
        found = (row[head.names.index(name)] for head in self.heads if name in head.names for row in head.samples if len(row) > head.names.index(name))
        return list(dict.fromkeys(value for value in found if value))[:3]

    def guess(self) -> dict[str, str]:
        return guess(self.names)

    def batches(self, mapping: Mapping[str, str], rows: int = BATCH_ROWS) -> Iterator[RawBatch]:
        return self.source.batches(mapping, rows)

    def place(self, key: int) -> tuple[str, int]:
        """The sheet ("" where the format has none) and the row of a place key."""
        sheet, row = sheet_and_row(key)
        sheets: Sequence[str] = self.source.sheets if isinstance(self.source, WorkbookFile) else ()
        return (sheets[sheet] if sheet < len(sheets) else ""), row


def open_export(name: str, opener: Callable[[], BinaryIO]) -> Export:
    """`opener` gives the bytes from their beginning, each time it is called. Raises ProblemsFound with all that keeps the file out."""
    with opener() as stream:
        start = stream.read(4096)
    bare = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not bare:
        raise broken("export.empty", "tệp trống", "xuất lại tệp", name)
    if start.startswith((b"PK", _OLE)):
        book = open_workbook(name, _whole(name, opener, LARGE.packed))
        return Export(XLSX, book.heads, NAMES[book.legacy], book.notes, book)
    if bare[:1] in (b"{", b"[", b"<"):
        messages = open_messages(name, _whole(name, opener, MOST_MESSAGE_BYTES))
        return Export(messages.kind, (messages.head,), "Unicode", messages.notes, messages)
    table = open_csv(name, opener)
    notes: tuple[Problem, ...] = ()
    if table.encoding.legacy:
        message = f"chữ trong tệp theo bảng mã cũ {table.encoding.title}, đã chuyển sang Unicode"
        notes = (Problem("export.legacy_letters", message, "xem lại mẫu bên dưới", Place(name, table.skipped), "warning"),)
    return Export(CSV, (table.head,), table.encoding.title, notes, table)


def _whole(name: str, opener: Callable[[], BinaryIO], limit: int) -> bytes:
    with opener() as stream:
        content = stream.read(limit + 1)
    if len(content) > limit:
        raise broken("export.too_large", f"tệp lớn hơn {limit} byte", "chia thành nhiều tệp, hoặc xuất dạng .csv", name)
    return content
