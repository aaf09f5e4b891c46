"""Messages of the dossier-sync format: the same rows from JSON and XML; what is hostile or cut off is one problem with its place."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from parix.exchange_formats.dossiers.exports import open_export
from parix.exchange_formats.dossiers.sync_messages import open_messages
from parix.foundation.problems import ProblemsFound
from tests.unit.exchange_formats.dossiers.made_exports import read

HOSO: dict[str, Any] = {
    "MaHoSo": "000.00.01.H38-261005-0001", "MaTTHC": "1.014393", "TenTTHC": "Khai báo", "KenhThucHien": "2", "ChuHoSo": "Nguyễn Văn Đức", "LoaiDoiTuong": "1",
    "NgayTiepNhan": "20261005083000", "NgayHenTra": "20261012170000", "TrangThaiHoSo": "10", "NgayTra": "20261009160000",
    "DinhDanhCHS": {"LoaiDinhDanh": "1", "SoDinhDanh": "038099001234"}, "TaiLieuNop": [{"TenTepDinhKem": "don.pdf", "DuocSoHoa": 1, "DuocTaiSuDung": 0}, {"DuocLayTuKhoDMQG": 1}],
    "DanhSachLePhi": [{"Gia": "100000"}, {"Gia": "20000"}], "DanhSachGiayToKetQua": [{"DuongDanTepTinKetQua": "https://kq.example/1"}],
    "DanhSachHoSoBoSung": [{"HoSoBoSungId": "1"}],
}  # fmt: skip


def as_xml(value: Any, tag: str) -> str:
    if isinstance(value, list):
        return f"<{tag}>" + "".join(as_xml(one, "Muc") for one in value) + f"</{tag}>"
    if isinstance(value, dict):
        return f"<{tag}>" + "".join(as_xml(one, name) for name, one in value.items()) + f"</{tag}>"
    return f"<{tag}>{value}</{tag}>"


@pytest.mark.parametrize("content", [
    json.dumps(HOSO).encode(), json.dumps({"HoSo": HOSO}).encode(), json.dumps([HOSO]).encode(), json.dumps({"data": {"DanhSachHoSo": [HOSO]}}).encode(),
    as_xml(HOSO, "HoSo").encode(), f"<?xml version='1.0'?><a:DanhSach xmlns:a='urn:x'>{as_xml(HOSO, 'HoSo')}</a:DanhSach>".encode(),
])  # fmt: skip
def test_every_envelope_gives_the_same_row(content: bytes) -> None:
    (batch,), findings = read(content, "hoso.json")
    assert findings == []
    one = {name: (values[0].as_py() if hasattr(values[0], "as_py") else values[0].item()) for name, values in batch.columns.items()}
    assert (one["code"], one["procedure_code"], one["applicant_id"]) == ("000.00.01.H38-261005-0001", "1.014393", "038099001234")
    assert (one["fee_amount"], one["has_digitised_paper"], one["reuses_data"], one["has_electronic_result"], one["supplements"]) == (120_000, 1, 0, 1, 1)
    assert one["uses_personal_store"] == 1, "one of its papers is enough"
    assert str(batch.columns["received_at"][0]) == "2026-10-05T08:30:00"


def test_steps_of_progress_are_kept_apart() -> None:
    content = json.dumps([HOSO, {"MaHoSo": "X-1", "ThoiDiemXuLy": "20261006090000", "NoiDungXuLy": "Chuyển phòng"}]).encode()
    messages = open_messages("tien-trinh.json", content)
    assert len(messages.records) == 1
    assert [(step.code, step.texts["NoiDungXuLy"]) for step in messages.steps] == [("X-1", "Chuyển phòng")]


DEEP = b"[" * 10_000 + b"]" * 10_000
BOMB = b'<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b "xxxxxxxxxx"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>\n<a>&c;</a>'


@pytest.mark.parametrize(("content", "code", "line"), [
    (DEEP, "message.too_deep", 1), (b'{\n"MaHoSo": ' + DEEP + b"}", "message.too_deep", 2), (b"<a>\n" * 10_000, "message.too_deep", 33), (BOMB, "message.doctype", 2),
    (b'{"MaHoSo": "A", "MaHoSo": "B"}', "message.key_twice", 0), (b'{"MaHoSo": \n"A"', "export.cut_off", 2), (b"<HoSo>\n<MaHoSo>A", "export.cut_off", 2),
    (b'{"MaHoSo" "A", "b": 1}', "message.syntax", 1), (b"<a></b></a>", "message.syntax", 1), (b'{"a": 1}', "message.no_dossier", 1),
    (b'{"MaHoSo": "\xff"}', "message.not_utf8", 1), (b'<?xml version="1.0" encoding="x-none"?><a/>', "message.syntax", 1),
])  # fmt: skip
def test_what_cannot_be_read_is_one_problem_with_its_place(content: bytes, code: str, line: int) -> None:
    begins = time.process_time()
    with pytest.raises(ProblemsFound) as refused:
        open_messages("m", content)
    (problem,) = refused.value.problems
    assert (problem.code, problem.place.line) == (code, line)
    assert time.process_time() - begins < 2


def test_values_of_any_shape_never_crash() -> None:
    odd: list[Any] = [None, True, 1.5, 10**30, [], {}, [[1]], {"a": {"b": 1}}, "\ud800", "\x00", "x" * 5_000]
    rows = [{**HOSO, "MaHoSo": f"A-{at}", "ChuHoSo": value, "NgayTra": value, "DanhSachLePhi": value, "TaiLieuNop": [value]} for at, value in enumerate(odd)]
    batches, _findings = read(json.dumps(rows).encode(), "hoso.json")
    assert len(batches[0]) == len(odd)


def test_a_number_keeps_the_figures_of_a_procedure() -> None:
    import io

    export = open_export("a.json", lambda: io.BytesIO(b'{"MaHoSo": 12.50, "MaTTHC": 1.014390, "NgayTiepNhan": 20261005083000}'))
    assert export.heads[0].samples == (("12.50", "1.014390", "20261005083000"),)
