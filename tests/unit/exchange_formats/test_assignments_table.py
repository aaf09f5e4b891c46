"""Workbooks of assignments: heads in many wordings, terms in many forms, and every problem with its cell."""

from __future__ import annotations

from datetime import date

import pytest

from parix.exchange_formats.assignments_table import read_assignments, term_of
from tests.unit.exchange_formats.made_workbooks import workbook_of

HEAD = ["STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành", "Sản phẩm"]


@pytest.mark.parametrize(("written", "expected"), [
    ("30/06/2026", (date(2026, 6, 30), "")), ("Trước ngày 5/3/2026", (date(2026, 3, 5), "")), (date(2026, 3, 1), (date(2026, 3, 1), "")),
    ("Quý II", (date(2026, 6, 30), "")), ("quý IV/2027", (date(2027, 12, 31), "")), ("Tháng 2", (date(2026, 2, 28), "")),
    ("tháng 11/2026", (date(2026, 11, 30), "")), ("Năm 2026", (date(2026, 12, 31), "")), ("Cả năm", (date(2026, 12, 31), "")),
    ("Hằng tháng", (None, "monthly")), ("Hàng quý", (None, "quarterly")), ("6 tháng", (None, "half_yearly")), ("Thường xuyên", (None, "regular")),
    ("", (None, "")), ("khi có yêu cầu", None),
])
def test_terms(written: object, expected: object) -> None:
    assert term_of(written, 2026) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize("written", ["31/6/2026", "tháng 13/2026"])
def test_days_that_do_not_exist(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        term_of(written, 2026)


def test_rows_with_their_places() -> None:
    rows = [
        ["KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH"], HEAD, ["", "I. CẢI CÁCH THỂ CHẾ", "", "", "", ""],
        [1, "Ban hành kế hoạch", "Văn phòng", "Thanh tra; Phòng Quản lý", "31/01/2026", "Kế hoạch"], [],
        [2, "Báo cáo định kỳ", "Văn phòng", "", "Hằng quý", "Báo cáo"], [3, "Một việc chưa giao", "", "", "", ""],
    ]
    table = read_assignments(workbook_of({"Kế hoạch": rows}), "a.xlsx", 2026)
    assert [(one.row, one.text, one.lead, one.support, one.due_on, one.recurrence, one.product) for one in table.rows] == [
        (4, "Ban hành kế hoạch", "Văn phòng", ("Thanh tra", "Phòng Quản lý"), date(2026, 1, 31), "", "Kế hoạch"),
        (6, "Báo cáo định kỳ", "Văn phòng", (), None, "quarterly", "Báo cáo"), (7, "Một việc chưa giao", "", (), None, "", ""),
    ]
    assert table.problems == ()
    assert table.columns["Kế hoạch"]["Đơn vị chủ trì"] == "lead"


def test_every_problem_has_its_cell() -> None:
    rows = [HEAD, [1, "Việc một", "Văn phòng", "", "31/6/2026", ""], [2, "", "Văn phòng", "", "", ""], [3, "Việc ba", "x", "", "sớm nhất có thể", ""]]
    table = read_assignments(workbook_of({"A": rows}), "a.xlsx", 2026)
    assert [(one.code, one.place.path) for one in table.problems] == [
        ("assignments.bad_day", "A!E2"), ("assignments.no_text", "A!B3"), ("assignments.term_unclear", "A!E4"),
    ]
    assert [one.text for one in table.rows] == ["Việc một", "Việc ba"]


@pytest.mark.parametrize(("content", "code"), [
    (b"", ""), (b"PK\x03\x04 not a workbook", ""), (workbook_of({"A": [["x", "y"], [1, 2]]}), "assignments.no_table"),
    (workbook_of({"A": [HEAD]}), "assignments.empty"),
])
def test_what_is_no_table(content: bytes, code: str) -> None:
    table = read_assignments(content, "a.xlsx", 2026)
    assert table.rows == () and len(table.problems) == 1
    assert not code or table.problems[0].code == code
