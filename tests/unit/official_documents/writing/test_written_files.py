"""What is written is read back as it was meant: head fields and figures, from DOCX and PDF alike; appendices as numbers."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pypdfium2
import pytest
from docx import Document

from parix.exchange_formats.workbook_sheets import read_sheets
from parix.official_documents.document_reading import read_document
from parix.official_documents.writing.heads import date_line, ended
from parix.official_documents.writing.portable import pdf_of
from parix.official_documents.writing.records import Paper
from parix.official_documents.writing.word import docx_of
from parix.official_documents.writing.word_package import faults_of_package
from parix.official_documents.writing.workbook import workbook_of
from tests.unit.official_documents.writing.papers import DISPATCH, REPORT

WRITERS = {"docx": docx_of, "pdf": pdf_of}


def head_said(data: bytes) -> tuple[object, ...]:
    head = read_document(data).head
    found = (head.kind, head.number, head.symbol, head.place, head.date, head.issuer, head.parent_body, head.abstract, head.signatory)
    kind, number, symbol, place, day, issuer, parent, abstract, signatory = (one.value if one else None for one in found)
    return (
        kind and kind.code, number, symbol, place, day and day.date, issuer, parent, abstract, signatory and (signatory.position, signatory.name),
        tuple(one.value for one in head.recipients),
    )


def head_meant(paper: Paper) -> tuple[object, ...]:
    return (
        paper.kind, paper.number, paper.symbol, paper.place, paper.day, paper.issuing_body, " ".join(paper.parent), paper.abstract,
        (paper.signing.position, paper.signing.name), paper.recipients,
    )


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("paper", [REPORT, DISPATCH], ids=["report", "dispatch"])
def test_the_head_is_read_back_as_it_was_meant(paper: Paper, form: str) -> None:
    assert head_said(WRITERS[form](paper).data) == head_meant(paper)


def test_both_files_give_the_same_figures_and_no_contradiction() -> None:
    read = [read_document(write(REPORT).data) for write in WRITERS.values()]
    told = [[(one.form, one.value, one.unit, one.numerator, one.denominator) for one in document.figures] for document in read]
    assert told[0] == told[1]
    assert {(str(value), unit) for _form, value, unit, *_parts in told[0]} >= {("1250", "hồ sơ"), ("1225", "hồ sơ"), ("98", "%"), ("3/5", "nhiệm vụ")}
    assert [one.problems for one in read] == [(), ()]


def test_the_package_is_sound_and_laid_out_by_the_decree() -> None:
    data = docx_of(REPORT).data
    assert faults_of_package(data) == ()
    first, statistics, lying = Document(BytesIO(data)).sections
    sizes = [(round(one.page_width.mm), round(one.page_height.mm)) for one in (first, statistics, lying)]
    assert sizes == [(210, 297), (210, 297), (297, 210)]
    assert [round(one.mm) for one in (first.left_margin, first.right_margin, first.top_margin, first.bottom_margin)] == [30, 18, 20, 20]
    assert first.different_first_page_header_footer and not statistics.different_first_page_header_footer
    assert "PAGE" in first.header._element.xml and "PAGE" not in first.first_page_header._element.xml


def test_a_broken_package_is_seen() -> None:
    changed = BytesIO()
    with ZipFile(BytesIO(docx_of(REPORT).data)) as given, ZipFile(changed, "w") as made:
        for name in given.namelist():
            if not name.startswith("word/header"):
                made.writestr(name, given.read(name) if name != "word/document.xml" else given.read(name).replace(b"</w:body>", b""))
    faults = faults_of_package(changed.getvalue())
    assert any("is no XML" in one for one in faults) and any("header" in one and "missing" in one for one in faults)


def test_page_numbers_begin_on_the_second_page_and_wide_appendices_lie() -> None:
    with pypdfium2.PdfDocument(pdf_of(REPORT).data) as pdf:
        tops = [pdf[number].get_textpage().get_text_range().split("\n")[0].strip() for number in range(len(pdf))]
        sizes = [pdf[number].get_size() for number in range(len(pdf))]
    assert tops[1:] == [str(number) for number in range(2, len(tops) + 1)] and tops[0] != "1"
    assert sizes[-1][0] > sizes[-1][1] and sizes[0][0] < sizes[0][1]


def test_appendices_are_sheets_with_numbers() -> None:
    sheets, problems = read_sheets(workbook_of(REPORT).data, "a.xlsx")
    assert problems == [] and [sheet.name for sheet in sheets] == ["PHỤ LỤC I. BẢNG THỐNG KÊ", "PHỤ LỤC II. HỒ SƠ THEO LĨNH VỰC"]
    rows = [[str(cell) for cell in row] for row in sheets[0].cells]
    assert any(row[1:5] == ["Tỷ lệ đúng hạn", "%", "98", "97.5"] or row[1:5] == ["Tỷ lệ đúng hạn", "%", "98.0", "97.5"] for row in rows), rows


def test_a_paper_without_appendices_has_an_empty_workbook() -> None:
    sheets, _problems = read_sheets(workbook_of(replace(REPORT, blocks=("Một.",))).data, "a.xlsx")
    assert [sheet.name for sheet in sheets] == ["Trống"]


def test_the_same_bytes_in_every_process() -> None:
    code = (
        "import hashlib; from tests.unit.official_documents.writing.test_written_files import *\n"
        "print(hashlib.sha256(docx_of(REPORT).data + pdf_of(REPORT).data).hexdigest())"
    )
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": "7"})
    assert other.stdout.strip() == hashlib.sha256(docx_of(REPORT).data + pdf_of(REPORT).data).hexdigest()


@pytest.mark.parametrize(("day", "line"), [
    (date(2026, 1, 5), "Tỉnh Mẫu, ngày 05 tháng 01 năm 2026"), (date(2026, 3, 15), "Tỉnh Mẫu, ngày 15 tháng 3 năm 2026"),
    (date(2026, 12, 31), "Tỉnh Mẫu, ngày 31 tháng 12 năm 2026"),
])
def test_days_below_ten_and_the_first_two_months_have_a_nought(day: date, line: str) -> None:
    assert date_line(replace(REPORT, day=day)) == line


@pytest.mark.parametrize("text", ["Hết", "Hết.", "Hết;", "Hết./."])
def test_the_last_paragraph_ends_with_the_sign(text: str) -> None:
    assert ended(text) == "Hết./."
