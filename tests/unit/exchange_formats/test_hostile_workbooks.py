"""Files that are no workbooks, damaged, hostile or enormous: each ends as one clear problem, quickly, and nothing is read."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parix.exchange_formats.criteria_table import read_criteria_table
from tests.unit.exchange_formats.made_workbooks import SHEET, repacked, with_rows, with_sheet, workbook
from tests.unit.scoring.property_settings import examples

HEAD = ["STT", "Tiêu chí", "Điểm tối đa"]
SOUND = workbook([HEAD, ["1", "Chỉ đạo", 1], ["1.1", "Kế hoạch", 1]])


def codes(content: bytes) -> list[str]:
    read = read_criteria_table(content, "bang.xlsx")
    assert read.rows == () or read.problems == ()
    return [problem.code for problem in read.problems]


def zipped(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


def test_a_sound_file_is_read() -> None:
    assert [row.code for row in read_criteria_table(SOUND, "bang.xlsx").rows] == ["1", "1.1"]


@pytest.mark.parametrize(("content", "code"), [
    (b"", "workbook.not_xlsx"),
    ("STT;Tiêu chí;Điểm tối đa".encode(), "workbook.not_xlsx"),
    (bytes.fromhex("D0CF11E0A1B11AE1") + b"\x00" * 2048, "workbook.old_or_encrypted"),
    (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "workbook.not_xlsx"),
    (zipped({"xl/workbook.xml": b"<workbook><sheets>"}), "workbook.damaged"),
    (SOUND[: len(SOUND) // 2], "workbook.damaged"),
    (b"PK\x03\x04" + b"\xff" * 200, "workbook.damaged"),
    (b"P" * (21 * 1024 * 1024), "workbook.too_large"),
    (zipped({f"xl/p{number}.xml": b"" for number in range(2_001)}), "workbook.too_many_parts"),
    (with_sheet(SOUND, b"<worksheet", b"<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet"), "workbook.hostile"),
    (with_sheet(SOUND, b"</sheetData>", b""), "workbook.damaged"),
    (with_sheet(SOUND, b"<v>0</v>", b"<v>4444</v>"), "workbook.damaged"),
    (with_sheet(SOUND, b'r="A1"', b'r="1A"'), "workbook.damaged"),
    (workbook([]), "table.empty"),
    (workbook([["xin chào"], ["không có bảng"]]), "table.no_head"),
    (workbook([HEAD]), "table.empty"),
])  # fmt: skip
def test_what_is_no_table_is_one_problem(content: bytes, code: str) -> None:
    assert codes(content) == [code]


def test_an_encrypted_part_is_told() -> None:
    raw = bytearray(SOUND)
    place = 0
    while (place := raw.find(b"PK\x01\x02", place)) >= 0:  # the flag of each entry in the central directory
        raw[place + 8] |= 1
        place += 4
    assert codes(bytes(raw)) == ["workbook.old_or_encrypted"]


def test_a_part_that_unpacks_to_far_more_is_refused_before_it_is_parsed() -> None:
    bomb = repacked(SOUND, lambda name, part: part + b" " * 64_000_000 if name == SHEET else part)
    assert len(bomb) < 200_000
    assert codes(bomb) == ["workbook.unpacks_too_large"]


def test_a_part_that_lies_about_its_size_is_damaged() -> None:
    raw = bytearray(repacked(SOUND, lambda name, part: part + b" " * 64_000_000 if name == SHEET else part))
    place = 0
    while (place := raw.find(b"PK\x01\x02", place)) >= 0:
        if struct.unpack_from("<I", raw, place + 24)[0] > 60_000_000:
            struct.pack_into("<I", raw, place + 24, 5_000)
        place += 4
    assert codes(bytes(raw)) == ["workbook.damaged"]


def test_a_cell_far_away_does_not_fill_the_memory() -> None:
    assert codes(with_rows(SOUND, b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')) == ["workbook.too_wide"]


def test_one_long_text_in_many_cells_does_not_fill_the_memory() -> None:
    long = workbook([HEAD, ["1", "x" * 32_000, 1]])
    cells = b"".join(b'<row r="%d"><c r="B%d" t="s"><v>%d</v></c></row>' % (row, row, number) for row, number in ((row, 4) for row in range(3, 1_500)))
    assert codes(with_rows(long, cells)) == ["workbook.too_wide"]


def test_more_cells_than_any_table_has_are_refused() -> None:
    row = b"<row>" + b'<c s="0"/>' * 1_000 + b"</row>"
    assert codes(with_rows(SOUND, row * 401)) == ["workbook.too_many_cells"]


def test_overlapping_merged_ranges_do_not_take_hours() -> None:
    rows = b"".join(b'<row r="%d"><c r="CV%d"><v>1</v></c></row>' % (row, row) for row in range(4, 3_000))
    merges = b'<mergeCells>' + b'<mergeCell ref="A1:CV3000"/>' * 5_000 + b"</mergeCells>"
    content = with_sheet(with_rows(SOUND, rows), b"</sheetData>", b"</sheetData>" + merges)
    assert codes(content) == ["workbook.damaged"]


def test_too_many_merged_ranges_are_refused() -> None:
    merges = b'<mergeCells>' + b'<mergeCell ref="A1:B1"/>' * 20_001 + b"</mergeCells>"
    assert codes(with_sheet(SOUND, b"</sheetData>", b"</sheetData>" + merges)) == ["workbook.too_many_merges"]


def test_a_cell_longer_than_a_cell_may_be_is_refused() -> None:
    assert codes(with_rows(SOUND, b'<row r="4"><c r="B4" t="inlineStr"><is><t>' + b"x" * 40_000 + b"</t></is></c></row>")) == ["workbook.cell_too_long"]


def test_formulas_without_a_value_and_with_an_error_are_named_by_cell() -> None:
    rows = b'<row r="4"><c r="A4" t="inlineStr"><is><t>1.2</t></is></c><c r="B4" t="inlineStr"><is><t>B</t></is></c><c r="C4"><f>1+1</f></c></row>'
    rows += b'<row r="5"><c r="A5" t="inlineStr"><is><t>1.3</t></is></c><c r="C5" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    read = read_criteria_table(with_rows(SOUND, rows), "bang.xlsx")
    assert [(problem.code, problem.place.path) for problem in read.problems] == [
        ("table.formula_without_value", "Bảng!C4"), ("table.formula_error", "Bảng!C5"),
    ]
    assert read.rows == ()


def test_a_formula_with_its_value_is_read() -> None:
    read = read_criteria_table(
        with_rows(SOUND, b'<row r="4"><c r="A4" t="str"><f>"1."&amp;2</f><v>1.2</v></c><c r="C4"><f>1/2</f><v>0.5</v></c></row>'), "bang.xlsx",
    )
    assert [(row.code, row.points) for row in read.rows][-1] == ("1.2", 0.5)


@given(st.binary(max_size=400), st.integers(0, len(SOUND) - 1))
@examples(150)
def test_no_damage_crashes_the_reader(junk: bytes, place: int) -> None:
    damaged = SOUND[:place] + junk + SOUND[place + len(junk) :]
    read = read_criteria_table(damaged, "bang.xlsx")
    assert read.rows or read.problems


@given(st.binary(max_size=200), st.integers(0, 900))
@examples(150)
def test_no_damaged_sheet_crashes_the_reader(junk: bytes, place: int) -> None:
    damaged = repacked(SOUND, lambda name, part: part[:place] + junk + part[place + len(junk) :] if name == SHEET else part)
    read = read_criteria_table(damaged, "bang.xlsx")
    assert read.rows or read.problems
