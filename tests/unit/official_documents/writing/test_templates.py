"""Templates that an office edits itself: names are checked with the nearest match, nothing is run, and the filled document reads back."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import docx
import pytest

from parix.foundation.problems import ProblemsFound
from parix.official_documents.text_extraction.extracting import extract_text
from parix.official_documents.writing.template_filling import docx_from, paper_names, starting_template
from parix.official_documents.writing.templates import Values, names_in, refuse_template, template_problems
from parix.official_documents.writing.word_package import faults_of_package
from tests.unit.official_documents.writing.papers import DISPATCH, REPORT
from tests.unit.official_documents.writing.test_written_files import head_meant, head_said

NAMES = paper_names(("ho_so_dung_han", "ho_so_da_giai_quyet"))


def made(*lines: str, also: Any = None) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if also:
        also(document)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def codes(data: bytes) -> list[str]:
    return [one.code for one in template_problems(data, NAMES)]


def test_the_starting_template_is_sound_and_names_everything() -> None:
    data = starting_template()
    assert template_problems(data, paper_names()) == () and faults_of_package(data) == ()
    assert set(names_in(data)) == paper_names().all


@pytest.mark.parametrize("paper", [REPORT, DISPATCH], ids=["report", "dispatch"])
def test_the_filled_starting_template_reads_back(paper: Any) -> None:
    data = docx_from(starting_template(), paper).data
    assert head_said(data) == head_meant(paper) and faults_of_package(data) == () and names_in(data) == ()


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    problems = template_problems(made("{{noi_dung}}", "Đúng hạn: {{ho_so_dung_hann}}"), NAMES)
    assert [(one.code, one.remedy) for one in problems] == [("template.name_unknown", "có phải là «ho_so_dung_han»?")]
    assert "đoạn 2" in str(problems[0].place)


@pytest.mark.parametrize(("lines", "code"), [
    (("Không có gì",), "template.name_missing"),
    (("Trước {{noi_dung}}",), "template.not_alone"),
    (("{{noi_dung}}", "{{so_ky_hieu"), "template.brace_open"),
    (("{{noi_dung}}", "{% for one in all %}"), "template.no_commands"),
    (("{{noi_dung}}", "{{''.__class__}}"), "template.name_unknown"),
    (("{{noi_dung}}", "{{trich_yeu}} {{noi_nhan}}"), "template.two_lists"),
])
def test_what_is_wrong_is_named(lines: tuple[str, ...], code: str) -> None:
    assert codes(made(*lines)) == [code]


@pytest.mark.parametrize(("data", "code"), [
    (b"", "document.empty"), (b"%PDF-1.7 x", "template.no_docx"), (b"PK\x03\x04 broken", "document.damaged"),
])
def test_another_file_is_refused(data: bytes, code: str) -> None:
    assert codes(data) == [code]


def test_macros_and_content_from_elsewhere_are_told() -> None:
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(made("{{noi_dung}}"))) as given, zipfile.ZipFile(changed, "w") as kept:
        for name in given.namelist():
            kept.writestr(name, given.read(name))
        kept.writestr("word/vbaProject.bin", b"x")
    assert codes(changed.getvalue()) == ["template.macros"]


def test_everything_comes_at_once() -> None:
    with pytest.raises(ProblemsFound) as found:
        refuse_template(made("{{ten_loaii}}", "{{so_ky_hieu"), NAMES)
    assert sorted(one.code for one in found.value.problems) == ["template.brace_open", "template.name_missing", "template.name_unknown"]


def test_a_name_cut_into_runs_is_one_name_and_texts_are_no_markup() -> None:
    def in_runs(document: Any) -> None:
        paragraph = document.add_paragraph()
        for piece in ("Đúng hạn: {", "{ho_so_", "dung_han}", "} hồ sơ"):
            paragraph.add_run(piece).bold = piece == "{ho_so_"
        document.sections[0].footer.paragraphs[0].text = "{{nguoi_ky}}"

    data = docx_from(made("{{noi_dung}}", also=in_runs), REPORT, Values({"ho_so_dung_han": "1.225 <b>&"})).data
    text = extract_text(data).text
    assert "Đúng hạn: 1.225 <b>& hồ sơ" in text and "{{" not in text and "Tiếp tục rà soát <thủ tục> & quy trình nội bộ./." in text
    assert docx.Document(BytesIO(data)).sections[0].footer.paragraphs[0].text == "Trần Thị Mẫu"


def test_the_look_of_the_paragraph_is_kept() -> None:
    def looked(document: Any) -> None:
        document.paragraphs[0].runs[0].font.name = "Arial"
        document.paragraphs[0].paragraph_format.first_line_indent = 123456

    body = docx.Document(BytesIO(docx_from(made("{{noi_dung}}", also=looked), REPORT).data)).paragraphs
    heading, text = body[0], body[1]
    assert (heading.runs[0].font.name, heading.runs[0].bold, text.runs[0].font.name, text.runs[0].bold) == ("Arial", True, "Arial", None)
    assert abs(text.paragraph_format.first_line_indent - 123456) < 1000
