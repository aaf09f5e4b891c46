"""Lists of people and units from offices' workbooks: heads with and without marks, and every bad cell by name."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parix.exchange_formats.people_table import PeopleTable, read_people
from tests.unit.exchange_formats.made_workbooks import Rows, workbook, workbook_of

HEAD = ["Họ và tên", "Tên đăng nhập", "Thư điện tử", "Chức vụ", "Đơn vị", "Vai trò"]


def read(rows: Rows, **more: object) -> PeopleTable:
    return read_people(workbook(rows, **more), "danh-sach.xlsx")  # type: ignore[arg-type]


def told(table: PeopleTable) -> list[tuple[str, str]]:
    return [(problem.code, problem.place.path) for problem in table.problems]


def test_every_column_of_a_person() -> None:
    table = read([HEAD, ["Nguyễn Thị Bình", "Binh.NT", " Binh@Example.com ", "Phó Trưởng phòng", "Văn phòng", "trưởng đơn vị"]])
    one = table.people[0]
    assert (one.full_name, one.username, one.email, one.position, one.unit, one.role, one.row) == (
        "Nguyễn Thị Bình", "binh.nt", "binh@example.com", "Phó Trưởng phòng", "Văn phòng", "trưởng đơn vị", 2,
    )
    assert (told(table), one.cells["email"], one.sheet) == ([], "C2", "Bảng")


@pytest.mark.parametrize(("heads", "meant"), [
    (["Họ và tên", "Email"], {"full_name", "email"}),
    (["HO TEN", "TAI KHOAN", "EMAIL CONG VU"], {"full_name", "username", "email"}),
    (["Họ tên *", "Địa chỉ thư điện tử", "Chức vụ/Chức danh"], {"full_name", "email", "position"}),
    (["STT", "Ho va ten can bo", "Phong ban", "Phan quyen"], {"full_name", "unit", "role"}),
    (["Họ và tên đệm", "Tên", "Phòng, đơn vị công tác"], {"family_name", "given_name", "unit"}),
    (["Full name", "User name", "E-mail", "Role", "Unit"], {"full_name", "username", "email", "role", "unit"}),
    (["Họ và tên", "Cơ quan", "Đơn vị", "Lĩnh vực thẩm định"], {"full_name", "agency", "unit", "fields"}),
    (["Họ và tên", "Sở, ban, ngành", "Vai trò trong hệ thống"], {"full_name", "agency", "role"}),
])
def test_heads_are_known_with_and_without_marks(heads: list[str], meant: set[str]) -> None:
    assert set(read([heads, ["a"] * len(heads)]).columns["Bảng"]) == meant


def test_a_head_below_titles_and_a_name_in_two_columns() -> None:
    table = read([
        ["SỞ KHOA HỌC VÀ CÔNG NGHỆ"], [], ["DANH SÁCH CÔNG CHỨC"], ["TT", "Họ và tên đệm", "Tên", "Email"], ["(1)", "(2)", "(3)", "(4)"],
        [1, "Nguyễn  Thị", "Bình", "b@example.com"], [2, None, None, None], [], [3, "Lê Văn", "An", "a@example.com"],
    ])
    assert [(one.full_name, one.row) for one in table.people] == [("Nguyễn Thị Bình", 6), ("Lê Văn An", 9)]
    assert told(table) == []


def test_every_bad_cell_is_named_at_once() -> None:
    table = read([HEAD, [None, "x.y", "a@example.com"], ["Lê Văn An", "lê văn an", "an(at)example.com"], ["x" * 121, "ab"]])
    assert told(table) == [
        ("people.no_name", "Bảng!A2"), ("people.bad_username", "Bảng!B3"), ("people.bad_email", "Bảng!C3"), ("people.too_long", "Bảng!A4"),
        ("people.bad_username", "Bảng!B4"),
    ]


def test_units_with_days_and_duties() -> None:
    table = read([
        ["Tên đơn vị", "Mã", "Loại đơn vị", "Kiêm nhiệm", "Từ ngày", "Đến ngày"],
        ["Phòng Kế hoạch - Tài chính", "KHTC", "kế hoạch, tài chính", "pháp chế; công nghệ thông tin", "01/07/2025", "2026-12-31"],
        ["Thanh tra", "TTr", "", "", "31/02/2025", "mai"],
    ])
    first = table.units[0]
    assert (first.code, first.duties, first.valid_from, first.valid_until) == (
        "KHTC", ("pháp chế", "công nghệ thông tin"), date(2025, 7, 1), date(2026, 12, 31),
    )
    assert told(table) == [("people.bad_day", "Bảng!E3"), ("people.bad_day", "Bảng!F3")]


def test_people_and_units_in_one_file_and_hidden_things_left_out() -> None:
    content = workbook_of(
        {"Người": [HEAD[:3], ["Lê Văn An", "an.lv"], ["Ẩn", "an.an"]], "Đơn vị": [["Tên", "Mã"], ["Văn phòng", "VP"]], "Danh mục": [HEAD[:3], ["Không", "khong"]]},
        hidden_rows={"Người": [2]}, hidden=["Danh mục"],
    )
    table = read_people(content, "x.xlsx")
    assert ([one.username for one in table.people], [one.code for one in table.units]) == (["an.lv"], ["VP"])
    assert [(problem.code, problem.severity) for problem in table.problems] == [("people.hidden_row", "warning")]


@pytest.mark.parametrize("rows", [[], [["Số liệu", "Quý I"], [1, 2]], [["Họ và tên"], ["Lê Văn An"]]])
def test_a_workbook_without_such_a_table_says_so(rows: Rows) -> None:
    assert told(read(rows)) == [("people.no_table", "")]


@pytest.mark.parametrize("content", [b"", b"MZ\x90\x00", b"PK\x03\x04broken", bytes.fromhex("D0CF11E0A1B11AE1")])
def test_what_is_no_workbook_is_one_problem(content: bytes) -> None:
    table = read_people(content, "x.xlsx")
    assert (table.people, table.units, len(table.problems)) == ((), (), 1)


def test_a_formula_in_a_cell_is_text_and_never_run() -> None:
    table = read([HEAD[:3], ["Lê Văn An", "", ""], ["'=cmd|'/c calc'!A0", "a.b", ""]])
    assert table.people[1].full_name.startswith("'=cmd")


CELLS = st.one_of(st.none(), st.text(max_size=20), st.integers(-(10**6), 10**6), st.floats(allow_nan=False, allow_infinity=False), st.booleans())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=6), max_size=6))
def test_no_content_crashes_the_reader(rows: list[list[object]]) -> None:
    written = [[value if not isinstance(value, str) else value.lstrip("=") or None for value in row] for row in rows]
    table = read([HEAD, *written])
    assert all(one.full_name for one in table.people)
