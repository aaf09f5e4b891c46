"""Exports of dossiers for tests: rows by head, as text files in any letters and as workbooks."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import datetime

from parix.exchange_formats.dossiers.exports import Export, open_export
from parix.exchange_formats.dossiers.findings import Finding, Findings
from parix.exchange_formats.dossiers.legacy_letters import _TCVN3, _VNI
from parix.exchange_formats.dossiers.readings import Batch, Known, read_batch
from parix.exchange_formats.dossiers.whole_file import WholeFile
from parix.exchange_formats.dossiers.written_moments import DAY_FIRST

NOW = datetime.fromisoformat("2026-11-27T09:00")
HEADS = ("Mã hồ sơ", "Mã TTHC", "Tên thủ tục", "Người nộp", "Số CCCD", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày trả kết quả", "Trạng thái", "Hình thức nộp")
SOUND: Mapping[str, str] = {
    "Mã hồ sơ": "H38.12-261005-0001", "Mã TTHC": "2.002381.000.00.00.H38", "Tên thủ tục": "Gia hạn giấy phép", "Người nộp": "Nguyễn Văn Đức", "Số CCCD": "038099001234",
    "Ngày tiếp nhận": "05/10/2026 08:30", "Ngày hẹn trả": "12/10/2026", "Ngày trả kết quả": "09/10/2026 16:00", "Trạng thái": "Đã trả kết quả", "Hình thức nộp": "Trực tuyến",
}  # fmt: skip


def known(order: str = DAY_FIRST) -> Known:
    return Known(frozenset({"2.002381", "1.014393"}), {"gia han giay phep": "2.002381"}, NOW, order)


def row(number: int = 1, **changed: str) -> dict[str, str]:
    """A sound row with its own code; keys with `_` for blanks are not needed: changes are given by position of HEADS in words."""
    return {**SOUND, "Mã hồ sơ": f"H38.12-261005-{number:04}", **changed}


def csv_of(rows: Sequence[Mapping[str, str]], heads: Sequence[str] = HEADS, delimiter: str = ",") -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(heads)
    writer.writerows([one.get(head, "") for head in heads] for one in rows)
    return text.getvalue().encode()


def in_tcvn3(text: str) -> bytes:
    letters = {letter: byte for byte, letter in _TCVN3.items()}
    return "".join(letters.get(letter, letter) for letter in text).encode("latin-1")


def in_vni(text: str) -> bytes:
    letters = {letter: pair for pair, letter in _VNI.items() if pair[0].islower() or letter.isupper()}
    return "".join(letters.get(letter, letter) for letter in text).encode("latin-1")


def opened(content: bytes, name: str = "ho-so.csv") -> Export:
    return open_export(name, lambda: io.BytesIO(content))


def read(content: bytes, name: str = "ho-so.csv", order: str = DAY_FIRST, rows: int = 1000) -> tuple[list[Batch], list[Finding]]:
    """Every batch and every finding, those of the whole file with them."""
    export = opened(content, name)
    whole, batches, findings = WholeFile(order), [], Findings()
    for raw in export.batches(export.guess(), rows):
        batch = read_batch(raw, known(order))
        whole.add(batch)
        batches.append(batch)
        findings.parts += batch.findings.parts
    findings.parts += whole.findings().parts
    return batches, list(findings)


def told(content: bytes, name: str = "ho-so.csv", order: str = DAY_FIRST) -> list[tuple[int, str, str]]:
    """Row, column and code of each finding, in the order of rows."""
    return sorted((one.row & 0xFFFFFFFF, one.column, one.code) for one in read(content, name, order)[1])
