"""Reading criteria tables: heads in many words and rows, merged cells, codes, points, totals, pages, sheets."""

from __future__ import annotations

import io
from datetime import date
from fractions import Fraction

import openpyxl
import pytest

from parix.exchange_formats.cell_values import code_of, leading_code, points_of, text_of
from parix.exchange_formats.criteria_table import CriteriaTable, read_criteria_table
from parix.exchange_formats.table_columns import role_of
from parix.foundation.folding import folded
from tests.unit.exchange_formats.made_workbooks import workbook, workbook_of

HEAD = ["STT", "Lĩnh vực/Tiêu chí", "Điểm tối đa", "Ghi chú"]


def read(content: bytes, sheet: str | None = None) -> CriteriaTable:
    return read_criteria_table(content, "bang.xlsx", sheet)


def short(table: CriteriaTable) -> list[tuple[str, str, Fraction | None]]:
    return [(row.code, row.text, row.points) for row in table.rows]


@pytest.mark.parametrize(("words", "role"), [
    ("STT", "code"), ("TT", "code"), ("Số TT", "code"), ("Mã tiêu chí", "code"),
    ("Lĩnh vực/Tiêu chí/Tiêu chí thành phần", "text"), ("NỘI DUNG", "text"), ("Noi dung tieu chi", "text"),
    ("Điểm tối đa", "points"), ("Thang điểm", "points"), ("ĐIỂM CHUẨN", "points"), ("Điểm", "points"), ("Diem toi da", "points"),
    ("Điều tra XHH", "survey"), ("Điểm điều tra xã hội học", "survey"), ("Trong đó điểm XHH", "survey"),
    ("Cách chấm", "scoring"), ("Phương pháp chấm điểm", "scoring"), ("Hướng dẫn chấm điểm", "scoring"), ("Cách tính điểm", "scoring"),
    ("Tài liệu kiểm chứng", "evidence"), ("Ghi chú", "note"), ("Hình thức đánh giá", "method"),
    ("Điểm tự chấm", "given"), ("Điểm thẩm định", "given"), ("Kết quả tự đánh giá", "given"), ("Điểm tối đa thẩm định", "appraisal"),
    ("Kính gửi", ""), ("", ""),
])  # fmt: skip
def test_a_column_is_known_by_the_words_of_its_head(words: str, role: str) -> None:
    assert role_of(folded(words)) == role


@pytest.mark.parametrize(("value", "points"), [
    ("0,5", "1/2"), ("0.5", "1/2"), (0.5, "1/2"), (2, "2"), ("1,00 điểm", "1"), ("(2 đ)", "2"), ("-1", "-1"), (0.1 + 0.2, "3/10"),
    ("", None), ("x", None), ("2 - 3", None), (True, None), (float("nan"), None), (float("inf"), None), (1e300, None), (date(2024, 5, 1), None), ("1.000.000", None),
])  # fmt: skip
def test_points_are_read_exactly(value: object, points: str | None) -> None:
    assert points_of(value) == (None if points is None else Fraction(points))  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "code"), [
    ("1", "1"), ("1.", "1"), ("1.1.1", "1.1.1"), ("1. 1", "1.1"), ("I", "I"), ("II.", "II"), ("A", "A"), ("a)", "a)"), ("3a", "3a"), ("R.1.2", "R.1.2"),
    ("CM-1.1.1", "CM-1.1.1"), ("-", ""), ("+", ""), ("Ban hành", ""), ("1 báo cáo", ""), ("", ""),
])  # fmt: skip
def test_a_code_is_told_from_other_text(text: str, code: str) -> None:
    assert code_of(text) == code


@pytest.mark.parametrize(("text", "expected"), [
    ("1.1. Ban hành kế hoạch", ("1.1", "Ban hành kế hoạch")),
    ("II. CẢI CÁCH THỂ CHẾ", ("II", "CẢI CÁCH THỂ CHẾ")),
    ("Lĩnh vực 2: Thể chế", ("2", "Thể chế")),
    ("a) Kịp thời", ("a)", "Kịp thời")),
    ("4 báo cáo đủ: 3", ("", "4 báo cáo đủ: 3")),
    ("100% TTHC", ("", "100% TTHC")),
])  # fmt: skip
def test_a_code_at_the_beginning_of_a_text_is_taken_off(text: str, expected: tuple[str, str]) -> None:
    assert leading_code(text) == expected


def test_text_keeps_its_lines_and_loses_signs_that_cannot_be_printed() -> None:
    assert text_of("  Ban\u00a0hành  \r\n\r\n kế\x07 hoạch ") == "Ban hành\nkế hoạch"
    assert [text_of(value) for value in (1.0, 1.5, True, date(2024, 5, 1))] == ["1", "1.5", "có", "01/05/2024"]


def test_a_head_of_two_rows_with_merged_cells_below_headings() -> None:
    content = workbook(
        [
            [], [], [], ["", "", "Tối đa", "Điều tra XHH"], ["(1)", "(2)", "(3)", "(4)", "(5)"], ["1", "Chỉ đạo", "3,5", "", ""], ["1.1", "Kế hoạch", 3.5, 3.5, "Phiếu"],
        ],
        merges=[("A1:E1", "BỘ CHỈ SỐ"), ("A3:A4", "STT"), ("B3:B4", "Tiêu chí"), ("C3:D3", "Điểm"), ("E3:E4", "Ghi chú")],
    )
    table = read(content)
    assert table.headings == ("BỘ CHỈ SỐ",)
    assert short(table) == [("1", "Chỉ đạo", Fraction(7, 2)), ("1.1", "Kế hoạch", Fraction(7, 2))]
    assert (table.rows[1].survey_points, table.rows[1].note, table.problems) == (Fraction(7, 2), "Phiếu", ())


def test_heads_without_marks_and_columns_in_another_order() -> None:
    table = read(workbook([["Ghi chu", "Diem toi da", "Noi dung", "TT", "Cach cham"], ["ghi", "1", "Kế hoạch", "1.1", "Có: 1"]]))
    assert short(table) == [("1.1", "Kế hoạch", Fraction(1))]
    assert (table.rows[0].note, table.rows[0].scoring) == ("ghi", "Có: 1")


def test_repeated_heads_page_marks_and_what_stands_after_the_total_are_left_out() -> None:
    rows = [
        HEAD, ["I", "Chỉ đạo", 2], ["", "Trang 1/2"], HEAD, ["(1)", "(2)", "(3)", "(4)"], ["1", "Kế hoạch", 2], ["", "TỔNG CỘNG", 2], ["", "Nơi nhận:"], ["", "- Lưu: VT"],
    ]
    table = read(workbook(rows))
    assert short(table) == [("I", "Chỉ đạo", Fraction(2)), ("1", "Kế hoạch", Fraction(2)), ("", "TỔNG CỘNG", Fraction(2))]
    assert [row.is_total for row in table.rows] == [False, False, True]


def test_a_title_that_begins_with_tong_is_no_total() -> None:
    rows = [HEAD, ["1", "Tổng số hồ sơ trực tuyến", 2], ["", "Tổng số hồ sơ: 100%", 2]]
    assert [row.is_total for row in read(workbook(rows)).rows] == [False, False]


def test_scoring_text_beside_a_leaf_that_is_merged_over_several_rows() -> None:
    content = workbook(
        [["STT", "Tiêu chí", "Điểm tối đa", "Cách chấm điểm", "Mức điểm"], ["", "", "", "Đúng hạn", 1], ["", "", "", "Chậm", "0,5"]],
        merges=[("A2:A3", "1.1"), ("B2:B3", "Ban hành"), ("C2:C3", 1)],
    )
    assert [(row.code, row.text, row.scoring, row.scoring_points) for row in read(content).rows] == [
        ("1.1", "Ban hành", "Đúng hạn", Fraction(1)), ("", "", "Chậm", Fraction(1, 2)),
    ]


def test_levels_and_their_points_on_lines_of_two_cells() -> None:
    head = ["STT", "Tiêu chí", "Điểm tối đa", "Cách chấm điểm", "Mức điểm"]
    table = read(workbook([head, ["1.1", "Ban hành", 1, "Đúng hạn\nChậm;\nKhông ban hành", "1\n0,5\n0"]]))
    assert [row.scoring for row in table.rows] == ["Đúng hạn: 1\nChậm: 0,5\nKhông ban hành: 0"]


def test_fields_criteria_and_sub_criteria_in_columns_of_their_own() -> None:
    content = workbook(
        [["TT", "Lĩnh vực", "Tiêu chí", "Tiêu chí thành phần", "Điểm"], ["", "", "", "Ban hành", 1], ["", "", "", "Hoàn thành", 2]],
        merges=[("A2:A3", 1), ("B2:B3", "Chỉ đạo"), ("C2:C3", "Kế hoạch")],
    )
    assert [(row.code, row.level, row.text, row.points) for row in read(content).rows] == [
        ("1", 0, "Chỉ đạo", None), ("", 1, "Kế hoạch", None), ("", 2, "Ban hành", 1), ("", 2, "Hoàn thành", 2),
    ]


def test_codes_in_the_text_where_there_is_no_column_for_them() -> None:
    table = read(workbook([["Tiêu chí", "Điểm tối đa"], ["I. CHỈ ĐẠO", 2], ["1.1. Kế hoạch\nKịp thời: 2", 2], ["Chậm: 0"]]))
    assert short(table) == [("I", "CHỈ ĐẠO", 2), ("1.1", "Kế hoạch\nKịp thời: 2", 2), ("", "Chậm: 0", None)]


def test_appraisal_and_survey_columns_without_a_total_are_added() -> None:
    table = read(workbook([["STT", "Tiêu chí", "Điểm tối đa thẩm định", "Điểm điều tra XHH"], ["1", "A", "1,5", 0.5], ["2", "B", "", 2], ["3", "C", "", ""]]))
    assert [(row.points, row.survey_points) for row in table.rows] == [(2, Fraction(1, 2)), (2, 2), (None, None)]


def test_codes_kept_as_numbers_come_back_as_printed() -> None:
    rows = [
        HEAD, ["1", "F", 1], *([float(f"1.{number}"), f"c{number}", 1] for number in (8, 9)), [1.1, "c10", 1], [1.11, "c11", 1], ["2", "G", 1], [2.1, "d1", 1]
    ]
    table = read(workbook(rows))
    assert [row.code for row in table.rows] == ["1", "1.8", "1.9", "1.10", "1.11", "2", "2.1"]
    assert [(problem.code, problem.place.path) for problem in table.problems] == [("table.code_is_number", "Bảng!A5")]


def test_a_code_that_became_a_date_is_an_error_with_its_cell() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Bảng"
    for row in (HEAD, ["1", "Chỉ đạo", 1], [date(2024, 1, 1), "Kế hoạch", 1]):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    table = read(content.getvalue())
    assert [(problem.code, problem.place.path) for problem in table.problems] == [("table.code_is_date", "Bảng!A3")]
    assert table.rows == ()


def test_points_that_cannot_be_read_are_named() -> None:
    table = read(workbook([HEAD, ["1", "A", "1 - 2"], ["2", "B", "khoảng 3"], ["3", "C", "-"]]))
    assert [(problem.code, problem.place.path, problem.severity) for problem in table.problems] == [
        ("table.points_unreadable", "Bảng!C2", "warning"), ("table.points_unreadable", "Bảng!C3", "warning"),
    ]
    assert [row.points for row in table.rows] == [None, None, None]


def test_hidden_rows_and_sheets_are_not_read_but_told() -> None:
    content = workbook_of(
        {"Bảng": [HEAD, ["1", "A", 1], ["2", "B", 1]], "Cũ": [HEAD, ["1", "Z", 1]]}, hidden_rows={"Bảng": [2]}, hidden=["Cũ"]
    )
    table = read(content)
    assert [row.text for row in table.rows] == ["A"]
    assert [(problem.code, problem.severity) for problem in table.problems] == [("table.hidden_sheet", "warning"), ("table.hidden_rows", "warning")]


def test_sheets_that_go_on_are_read_together_and_sets_beside_each_other_are_not() -> None:
    going_on = workbook_of({"LV1": [HEAD, ["1", "A", 1]], "LV2": [HEAD, ["2", "B", 1]], "Hướng dẫn": [["Đọc kỹ"]]})
    beside = workbook_of({"Cấp sở": [HEAD, ["1", "A", 1]], "Cấp xã": [HEAD, ["1", "B", 1]]})
    assert [row.code for row in read(going_on).rows] == ["1", "2"]
    assert [problem.code for problem in read(beside).problems] == ["table.several_sets"]
    assert [row.text for row in read(beside, "Cấp xã").rows] == ["B"]
    unknown = read(beside, "Cấp xa").problems
    assert [(problem.code, problem.remedy) for problem in unknown] == [("table.no_sheet", "có phải là «Cấp xã»?")]


def test_each_value_knows_its_cell() -> None:
    row = read(workbook([[*HEAD, "Cách chấm"], ["1.1", "Kế hoạch", 1, "", "Có: 1"]])).rows[0]
    assert [str(row.place("bang.xlsx", what)) for what in ("code", "text", "points", "scoring")] == [
        "bang.xlsx (Bảng!A2)", "bang.xlsx (Bảng!B2)", "bang.xlsx (Bảng!C2)", "bang.xlsx (Bảng!E2)",
    ]
