"""Messages of the national dossier-sync format (QCVN 120:2019/BTTTT) in JSON or XML, as rows of the same columns that tables have.

Three calls: add and update carry dossiers (HoSo), progress carries steps of their handling. Envelopes differ from system to system:
whatever object names a MaHoSo is taken, in the order of the message.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from parix.exchange_formats.dossiers.batches import BATCH_ROWS, RawBatch, SheetHead, broken
from parix.exchange_formats.dossiers.columns import BY_TAG, COLUMNS
from parix.exchange_formats.dossiers.json_trees import read_json
from parix.exchange_formats.dossiers.places import place_key
from parix.exchange_formats.dossiers.xml_trees import read_xml
from parix.foundation.problems import Problem

PROGRESS_TAGS = ("NguoiXuLy", "ChucDanh", "ThoiDiemXuLy", "PhongBanXuLy", "NoiDungXuLy", "TrangThai", "NgayBatDau", "NgayKetThucTheoQuyDinh")
_STEP_MARKS = frozenset({"ThoiDiemXuLy", "NoiDungXuLy"})
SHOWN_SAMPLES = 5


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a dossier's handling: texts by tag, as sent."""

    code: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MessageFile:
    """`records`: of each dossier its texts by tag; `steps`: what progress calls carry."""

    name: str
    kind: str
    records: tuple[Mapping[str, str], ...]
    steps: tuple[Step, ...]
    notes: tuple[Problem, ...] = ()

    @property
    def head(self) -> SheetHead:
        names = tuple(column.tag for column in COLUMNS if column.tag and any(column.tag in record for record in self.records))
        return SheetHead("", names, tuple(tuple(record.get(name, "") for name in names) for record in self.records[:SHOWN_SAMPLES]))

    def batches(self, mapping: Mapping[str, str], rows: int = BATCH_ROWS) -> Iterator[RawBatch]:
        """A row is the dossier's place in the message, from 1."""
        for first in range(0, len(self.records), rows):
            part = self.records[first : first + rows]
            keys = [place_key(0, first + at + 1) for at in range(len(part))]
            yield RawBatch(keys, {column: [record.get(tag, "") for record in part] for column, tag in mapping.items()})


def open_messages(name: str, content: bytes) -> MessageFile:
    """Raises ProblemsFound for what cannot be read, is hostile, or names no dossier."""
    is_xml = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"
    tree = read_xml(content, name) if is_xml else read_json(content, name)
    records: list[Mapping[str, str]] = []
    steps: list[Step] = []
    for found in _named(tree):
        if _STEP_MARKS & found.keys():
            steps.append(Step(_text(found.get("MaHoSo")), {tag: _text(found.get(tag)) for tag in PROGRESS_TAGS if tag in found}))
        else:
            records.append(_record(found))
    if not records and not steps:
        raise broken("message.no_dossier", "không thấy hồ sơ nào (mục có MaHoSo)", "gửi theo định dạng đồng bộ hồ sơ QCVN 120", name, 1)
    return MessageFile(name, "xml" if is_xml else "json", tuple(records), tuple(steps))


def _named(tree: Any) -> Iterator[dict[str, Any]]:
    """Every object that has a MaHoSo, from the top; what lies inside one is its own."""
    waiting = [tree]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            if "MaHoSo" in here:
                yield here
            else:
                waiting.extend(reversed(here.values()))
        elif isinstance(here, list):
            waiting.extend(reversed(here))


def _record(found: dict[str, Any]) -> Mapping[str, str]:
    """Its own texts, and what its lists tell in sum."""
    record = {tag: _text(value) for tag, value in found.items() if tag in BY_TAG and not isinstance(value, (dict, list))}
    identity = found.get("DinhDanhCHS")
    identity = identity[0] if isinstance(identity, list) and identity else identity
    if not record.get("SoGiayToChuHoSo") and isinstance(identity, dict):
        record["SoGiayToChuHoSo"] = _text(identity.get("SoDinhDanh"))
    papers = _items(found, "TaiLieuNop")
    for tag, asked in (("HoSoCoThanhPhanSoHoa", "DuocSoHoa"), ("DuocTaiSuDung", "DuocTaiSuDung"), ("DuocLayTuKhoDMQG", "DuocLayTuKhoDMQG")):
        told = [_text(paper.get(asked)) for paper in papers if paper.get(asked) is not None]
        if told and not record.get(tag):
            record[tag] = "1" if any(one.lower() not in ("", "0", "false") for one in told) else "0"
    if "DanhSachGiayToKetQua" in found and not record.get("KetQuaDienTu"):
        record["KetQuaDienTu"] = "1" if any(_text(one.get("DuongDanTepTinKetQua")) for one in _items(found, "DanhSachGiayToKetQua")) else "0"
    fees = [_text(one.get("Gia")) for one in _items(found, "DanhSachLePhi")]
    if fees and not record.get("Gia"):
        record["Gia"] = str(sum(int(fee) for fee in fees)) if all(fee.isdecimal() and len(fee) < 14 for fee in fees) else fees[0]
    asked_for = _items(found, "DanhSachHoSoBoSung")
    if asked_for and not record.get("SoLanBoSung"):
        record["SoLanBoSung"] = str(len(asked_for))
    return record


def _items(found: dict[str, Any], tag: str) -> list[dict[str, Any]]:
    """A list as JSON has it, one item alone, or an XML list that wraps its items."""
    value = found.get(tag)
    if isinstance(value, dict):
        inner = list(value.values())
        value = inner[0] if len(inner) == 1 and isinstance(inner[0], (list, dict)) else [value]
    value = [value] if isinstance(value, dict) else value
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _text(value: Any) -> str:
    if value is None or isinstance(value, (dict, list)):
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    return str(value)
