"""Lists of procedures in real workbooks: heads with and without marks, every kind of cell, mistakes all at once with their cells."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parix.exchange_formats.procedures_table import paper_of, read_procedures
from tests.unit.exchange_formats.made_workbooks import workbook
from tests.unit.scoring.property_settings import examples

HEAD = ["Mã thủ tục", "Tên thủ tục", "Lĩnh vực", "Cấp giải quyết", "Thời hạn giải quyết", "Phí, lệ phí", "Mức dịch vụ công trực tuyến", "Ngày công khai", "Số bộ hồ sơ", "Thành phần hồ sơ", "Mẫu đơn, mẫu tờ khai"]


def test_a_list_is_read() -> None:
    table = read_procedures(workbook([
        ["DANH MỤC"], HEAD, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], ["", "I. An toàn bức xạ"],
        ["1.014393.H38", "Công nhận trung tâm", "Khoa học", "Cấp tỉnh", "30 ngày làm việc", "Không", "Toàn trình", "02/03/2026", "01 bộ", "Đơn; 1; 0\n- Hồ sơ năng lực", "Không có"],
        [1.01439, "Khác", "Khoa học", "UBND cấp xã", "5 ngày", 150000, "Mức độ 3", date(2026, 3, 2), 2, "", ""],
        ["BKHVCN-TGG-282407", "Cấp lại", "", "", "", "1.000.000 đồng", "", "", "", "", ""],
    ]), "a.xlsx")
    assert table.problems == ()
    first, second, third = table.rows
    assert (first.row, first.code, first.level, first.term, first.fee, first.online) == (5, "1.014393", "province", "30 ngày làm việc", "none", "end_to_end")
    assert (first.published_on, first.sets, first.papers, first.absent, dict(first.parts)) == (date(2026, 3, 2), 1, (("Đơn", 1, 0), ("Hồ sơ năng lực", 0, 0)), ("forms",), {})
    assert (second.code, second.level, second.fee, second.fee_amount, second.online, second.published_on, second.sets) == (
        "1.014390", "commune", "charged", Decimal(150000), "level_3", date(2026, 3, 2), 2,
    )
    assert (third.code, third.fee_amount, third.fee_words, third.field) == ("BKHVCN-TGG-282407", Decimal(1000000), "1.000.000 đồng", "")


def test_all_mistakes_come_together_with_their_cells() -> None:
    table = read_procedures(workbook([
        HEAD, ["2.00", "Một", "A", "cấp trời", "5 ngày", -1, "nửa chừng", "31/02/2026", "nhiều", "", ""], ["2.002381", "", "A", "", "", "", "", "", "", "", ""],
    ]), "a.xlsx")
    assert {one.code: one.place.path for one in table.problems} == {
        "procedures.code_short": "Bảng!A2", "procedures.level_unclear": "Bảng!D2", "procedures.fee_odd": "Bảng!F2", "procedures.online_unclear": "Bảng!G2",
        "procedures.bad_day": "Bảng!H2", "procedures.sets_odd": "Bảng!I2", "procedures.no_name": "Bảng!B3",
    }
    assert [one.name for one in table.rows] == ["Một"]


@pytest.mark.parametrize(("rows", "code"), [([["Họ tên", "Tuổi"], ["A", 3]], "procedures.no_table"), ([HEAD], "procedures.empty")])
def test_a_file_without_procedures_says_so(rows: list[list[object]], code: str) -> None:
    assert [one.code for one in read_procedures(workbook(rows), "a.xlsx").problems] == [code]


def test_what_is_no_workbook_is_one_problem() -> None:
    table = read_procedures(b"khong phai", "a.xlsx")
    assert (table.rows, [one.code for one in table.problems]) == ((), ["workbook.not_xlsx"])


@given(st.text(min_size=1, max_size=50).filter(lambda text: text.strip(" -+•*\t;\n\r") != ""), st.integers(0, 99), st.integers(0, 99))
@examples(100)
def test_any_line_is_a_paper(name: str, originals: int, copies: int) -> None:
    assert paper_of(f"Giấy {originals}; {originals}; {copies}") == (f"Giấy {originals}", originals, copies)
    assert len(paper_of(name)[0]) <= 500
