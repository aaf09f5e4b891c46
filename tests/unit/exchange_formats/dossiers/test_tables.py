"""Tables of dossiers: heads guessed, letters recognised, good rows typed, every bad row named with its row, column and reason."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest

from parix.exchange_formats.dossiers.findings import WARNINGS, WORDS
from parix.exchange_formats.dossiers.headings import guess, missing
from parix.foundation.folding import folded
from parix.foundation.problems import ProblemsFound
from tests.unit.exchange_formats.dossiers.made_exports import HEADS, csv_of, in_tcvn3, in_vni, opened, read, row, told
from tests.unit.exchange_formats.made_workbooks import with_rows, workbook, workbook_of

MEANT = {
    "code": "Mã hồ sơ", "procedure_code": "Mã TTHC", "procedure_name": "Tên thủ tục", "applicant_name": "Người nộp", "applicant_id": "Số CCCD",
    "received_at": "Ngày tiếp nhận", "due_at": "Ngày hẹn trả", "returned_at": "Ngày trả kết quả", "state": "Trạng thái", "channel": "Hình thức nộp",
}  # fmt: skip


def test_heads_are_guessed_with_and_without_marks() -> None:
    assert guess(HEADS) == MEANT
    bare = [folded(head).upper() for head in HEADS]
    assert guess(bare) == {column: folded(head).upper() for column, head in MEANT.items()}


@pytest.mark.parametrize(("head", "column"), [
    ("Số hồ sơ", "code"), ("Mã số hồ sơ (*)", "code"), ("Ngày nhận hồ sơ", "received_at"), ("Ngày, giờ tiếp nhận", "received_at"), ("Hạn trả", "due_at"),
    ("Ngày hẹn trả kết quả", "due_at"), ("CMND/CCCD", "applicant_id"), ("Ngày kết thúc xử lý", "finished_at"), ("Ngày tiêp nhận", "received_at"),
    ("MaHoSo", "code"), ("NgayTiepNhan", "received_at"), ("Tình trạng hồ sơ", "state"), ("Tên TTHC", "procedure_name"), ("Kênh nộp hồ sơ", "channel"),
])  # fmt: skip
def test_other_wordings_are_known(head: str, column: str) -> None:
    assert guess([head]) == {column: head}


def test_heads_that_mean_nothing_known_are_left_out() -> None:
    assert guess(["STT", "Chữ ký", "x" * 500, ""]) == {}


def test_what_a_mapping_lacks_is_told() -> None:
    assert missing({"code": "A"}) == ["Ngày tiếp nhận", "Mã thủ tục hoặc Tên thủ tục"]
    assert missing({"code": "A", "received_at": "B", "procedure_name": "C"}) == []


def test_a_sound_row_is_typed() -> None:
    (batch,), findings = read(csv_of([row()]))
    assert findings == []
    one = {name: (values[0].as_py() if hasattr(values[0], "as_py") else values[0]) for name, values in batch.columns.items()}
    assert one["code"] == "H38.12-261005-0001"
    assert one["procedure_code"] == "2.002381"
    assert one["received_at"] == np.datetime64("2026-10-05T08:30:00")
    assert one["due_at"] == np.datetime64("2026-10-12T00:00:00")
    assert (one["state"], one["channel"], one["fee"]) == (10, 2, -1)
    assert np.isnat(one["finished_at"])


WRITTEN = csv_of([row(), row(2, **{"Người nộp": "Trần Thị Hường ở phường Trường Sa"})]).decode()


@pytest.mark.parametrize(("content", "title"), [
    (WRITTEN.encode(), "UTF-8"), (WRITTEN.encode("utf-8-sig"), "UTF-8"), (WRITTEN.encode("utf-16"), "UTF-16"), (in_tcvn3(WRITTEN), "TCVN3 (ABC)"),
    (in_vni(WRITTEN), "VNI Windows"), (unicodedata.normalize("NFD", WRITTEN).encode(), "UTF-8"),
    (WRITTEN.encode().decode("latin-1").encode(), "UTF-8 bị đọc nhầm thành Windows-1252"),
])  # fmt: skip
def test_letters_of_every_age_give_the_same_rows(content: bytes, title: str) -> None:
    assert opened(content).encoding == title
    batches, findings = read(content)
    assert findings == []
    assert batches[0].columns["applicant_name"].to_pylist() == ["Nguyễn Văn Đức", "Trần Thị Hường ở phường Trường Sa"]


def test_bytes_in_no_known_letters_are_refused_with_their_place() -> None:
    with pytest.raises(ProblemsFound) as refused:
        opened(csv_of([row()]) + b"\xff\xfe\x81 \x9d\x8f " * 200)
    (problem,) = refused.value.problems
    assert (problem.code, problem.place.line) == ("export.encoding", 3)


def test_a_few_broken_letters_are_named_by_their_cells() -> None:
    content = csv_of([row(number) for number in range(1, 40)]).replace("Gia hạn".encode(), b"Gia h\xe1\xban", 1)
    assert told(content) == [(2, "procedure_name", "cell.encoding")]


CASES = [
    ({"Mã hồ sơ": ""}, "code", "code.missing"), ({"Mã hồ sơ": "a b?c"}, "code", "code.shape"), ({"Mã hồ sơ": "HS-17"}, "code", "code.unusual"),
    ({"Mã TTHC": "9.999999", "Tên thủ tục": ""}, "procedure_code", "procedure.unknown"), ({"Mã TTHC": "", "Tên thủ tục": ""}, "procedure_code", "procedure.missing"),
    ({"Ngày tiếp nhận": ""}, "received_at", "received.missing"), ({"Ngày tiếp nhận": "28/11/2026", "Ngày trả kết quả": "", "Ngày hẹn trả": ""}, "received_at", "received.future"),
    ({"Ngày tiếp nhận": "31/02/2026"}, "received_at", "day.impossible"), ({"Ngày tiếp nhận": "05/10/2569"}, "received_at", "day.buddhist"),
    ({"Ngày tiếp nhận": "15/8 năm Bính Ngọ"}, "received_at", "day.lunar"), ({"Ngày tiếp nhận": "15/08/2026 âm lịch"}, "received_at", "day.lunar"),
    ({"Ngày tiếp nhận": "5/10/26"}, "received_at", "day.short_year"), ({"Ngày tiếp nhận": "10/25/2026"}, "received_at", "day.month_first"),
    ({"Ngày tiếp nhận": "hôm qua"}, "received_at", "day.unreadable"), ({"Ngày tiếp nhận": "05/10/1026"}, "received_at", "day.year"),
    ({"Ngày tiếp nhận": "05/10/2026 25:00"}, "received_at", "hour.unreadable"), ({"Ngày hẹn trả": "46307"}, "due_at", "day.serial"),
    ({"Ngày trả kết quả": "04/10/2026"}, "returned_at", "order.returned_before_received"),
    ({"Ngày trả kết quả": "05/10/2026 08:00"}, "returned_at", "order.returned_before_received"),
    ({"Ngày trả kết quả": "27/11/2026 10:00"}, "returned_at", "finished.future"), ({"Ngày hẹn trả": "01/10/2026"}, "due_at", "order.due_before_received"),
    ({"Trạng thái": "lơ lửng"}, "state", "choice.unknown"), ({"Hình thức nộp": "9"}, "channel", "choice.unknown"),
    ({"Trạng thái": "=VLOOKUP(A1)"}, "state", "cell.formula"), ({"Người nộp": "x" * 301}, "applicant_name", "cell.too_long"),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "column", "code"), CASES)
def test_every_kind_of_bad_cell_is_named(changed: dict[str, str], column: str, code: str) -> None:
    content = csv_of([row(1), row(2, **changed), row(3)])
    found = told(content)
    assert (3, column, code) in found
    assert {at for at, _column, code in found if code != "day.order_unclear"} == {3}


def test_personal_values_stand_in_no_finding() -> None:
    _batches, findings = read(csv_of([row(1, **{"Người nộp": "Bí Mật " * 60, "Số CCCD": "=SUM(1)", "Trạng thái": "lơ lửng"})]))
    assert {one.column: one.value for one in findings} == {"applicant_name": "", "applicant_id": "", "state": "lơ lửng"}


def test_every_code_has_words() -> None:
    assert all(message and remedy for message, remedy in WORDS.values())
    assert set(WORDS) >= WARNINGS | {code for _changed, _column, code in CASES}


def test_rows_of_another_width_are_named_and_the_others_read() -> None:
    lines = csv_of([row(1), row(2), row(3)]).decode().split("\r\n")
    lines[2] += ",thừa"
    lines[3] = lines[3].rsplit(",", 2)[0]
    batches, _findings = read("\r\n".join(lines).encode())
    assert told("\r\n".join(lines).encode()) == [(3, "", "row.too_long"), (4, "", "row.too_short")]
    assert len(batches[0]) == 1


def test_a_code_twice_is_an_error_of_both_rows_and_a_repetition_none() -> None:
    content = csv_of([row(1), row(2), row(1), row(2, **{"Người nộp": "Ai khác"})])
    assert told(content) == [(3, "code", "code.twice"), (4, "code", "code.repeated"), (5, "code", "code.twice")]


def test_doubles_are_found_across_batches() -> None:
    content = csv_of([row(number % 7) for number in range(21)])
    _batches, findings = read(content, rows=4)
    assert sorted(one.row for one in findings) == list(range(9, 23))
    assert {one.code for one in findings} == {"code.repeated"}


def test_a_column_in_two_orders_makes_open_days_errors_too() -> None:
    content = csv_of([row(1), row(2, **{"Ngày tiếp nhận": "13/10/2026", "Ngày trả kết quả": "", "Ngày hẹn trả": ""}), row(3, **{"Ngày tiếp nhận": "10/25/2026", "Ngày trả kết quả": ""})])
    assert [found for found in told(content) if found[1] == "received_at"] == [(2, "received_at", "day.order_unclear"), (4, "received_at", "day.month_first")]


def test_a_source_may_write_the_month_first() -> None:
    content = csv_of([row(1, **{"Ngày tiếp nhận": "10/05/2026", "Ngày hẹn trả": "10/12/2026", "Ngày trả kết quả": "10/09/2026"})])
    (batch,), findings = read(content, order="month_first")
    assert findings == []
    assert batch.columns["received_at"][0] == np.datetime64("2026-10-05T00:00:00")


def test_an_end_without_an_hour_on_the_day_of_receipt_is_not_before_it() -> None:
    (batch,), findings = read(csv_of([row(1, **{"Ngày trả kết quả": "05/10/2026"})]))
    assert findings == []
    assert batch.columns["returned_at"][0] == batch.columns["received_at"][0]


def test_numbers_that_a_spreadsheet_kept_in_csv_are_texts() -> None:
    (batch,), findings = read(csv_of([row(1, **{"Số CCCD": '="038099001234"'})]))
    assert findings == []
    assert batch.columns["applicant_id"].to_pylist() == ["038099001234"]


@pytest.mark.parametrize("delimiter", [";", "\t", "|", ","])
def test_delimiters_are_told_from_the_lines(delimiter: str) -> None:
    assert told(csv_of([row(1), row(2)], delimiter=delimiter)) == []


def test_titles_above_and_numbers_below_the_head_are_passed_over() -> None:
    content = csv_of([row(1)]).decode().split("\r\n")
    titled = "\r\n".join(["SỞ KHOA HỌC VÀ CÔNG NGHỆ" + "," * 9, "DANH SÁCH HỒ SƠ" + "," * 9, "," * 9, content[0], ",".join(f"({at})" for at in range(1, 11)), *content[1:]])
    batches, findings = read(titled.encode())
    assert findings == []
    assert batches[0].keys.tolist() == [6]


@pytest.mark.parametrize(("content", "code", "line"), [
    (b"", "export.empty", 0), (b"  \r\n ", "export.empty", 0), (b"a,b\r\n1,2\r\n", "export.no_head", 1),
    (csv_of([row(1), row(2)]).rstrip()[:-40], "export.cut_off", 3), (csv_of([row(1)]) + b'"H38', "export.cut_off", 3),
    (csv_of([row(1)]) + b"\x00" * 30, "export.not_text", 3),
    (csv_of([row(1)]) + b'"' + b"x" * 200_000 + b"\r\n", "export.cell_too_long", 3),
    (csv_of([row(1)]) + b"y" * 9_000_000, "export.line_too_long", 3),
])  # fmt: skip
def test_a_broken_file_is_one_problem_with_its_line(content: bytes, code: str, line: int) -> None:
    with pytest.raises(ProblemsFound) as refused:
        read(content)
    (problem,) = refused.value.problems
    assert (problem.code, problem.place.line) == (code, line)


SHEET_ROWS = [list(HEADS), list(row(1).values())]


def test_a_workbook_gives_the_same_rows() -> None:
    (from_book,), findings = read(workbook(SHEET_ROWS), "ho-so.xlsx")
    (from_csv,), _none = read(csv_of([row(1)]))
    assert findings == []
    for name, values in from_csv.columns.items():
        assert str(from_book.columns[name]) == str(values), name


def test_numbers_and_days_of_a_workbook_are_read() -> None:
    given = {**row(1), "Mã TTHC": 1.014393, "Ngày tiếp nhận": 46300.5, "Số CCCD": 38099001234}
    (batch,), findings = read(workbook([list(HEADS), list(given.values())]), "ho-so.xlsx")
    assert [one.code for one in findings] == ["day.serial"]
    assert batch.columns["procedure_code"].to_pylist() == ["1.014393"]
    assert batch.columns["received_at"][0] == np.datetime64("2026-10-05T12:00:00")


def test_hidden_sheets_and_rows_are_named_and_not_read() -> None:
    content = workbook_of({"Tháng 10": [*SHEET_ROWS, list(row(2).values())], "Ẩn": SHEET_ROWS, "Ghi chú": [["xin chào"]]}, hidden=["Ẩn"], hidden_rows={"Tháng 10": [2]})
    export = opened(content, "ho-so.xlsx")
    assert [(note.code, note.place.path) for note in export.notes] == [
        ("export.hidden_rows", "Tháng 10!3"), ("export.hidden_sheet", "Ẩn"), ("export.no_head", "Ghi chú"),
    ]
    batches, _findings = read(content, "ho-so.xlsx")
    assert [export.place(key) for batch in batches for key in batch.keys.tolist()] == [("Tháng 10", 2)]


def test_merged_heads_name_their_columns() -> None:
    upper, lower = list(HEADS), [""] * len(HEADS)
    upper[5:8], lower[5:8] = ["", "", ""], ["Tiếp nhận", "Hẹn trả", "Trả kết quả"]
    content = workbook([upper, lower, list(row(1).values())], merges=[("F1:H1", "Ngày"), ("A1:A2", "Mã hồ sơ")])
    export = opened(content, "ho-so.xlsx")
    assert export.guess()["received_at"] == "Ngày Tiếp nhận"
    (batch,), findings = read(content, "ho-so.xlsx")
    assert (findings, len(batch)) == ([], 1)


def test_a_formula_without_a_value_is_named_by_its_cell() -> None:
    content = with_rows(workbook(SHEET_ROWS), b'<row r="3"><c r="A3" t="inlineStr"><is><t>H38.12-261005-0009</t></is></c><c r="F3"><f>NOW()</f></c></row>')
    assert (3, "received_at", "cell.no_value") in told(content, "ho-so.xlsx")


def test_letters_of_old_fonts_in_a_workbook_become_unicode() -> None:
    rows = [[in_tcvn3(str(cell)).decode("latin-1") for cell in line] for line in SHEET_ROWS]
    export = opened(workbook(rows), "ho-so.xlsx")
    assert [note.code for note in export.notes] == ["export.legacy_letters"]
    (batch,), findings = read(workbook(rows), "ho-so.xlsx")
    assert (findings, batch.columns["applicant_name"].to_pylist()) == ([], ["Nguyễn Văn Đức"])
