"""The made-up papers: believable files whose figures are the measurements', whose heads our reader reads as they are, always the same."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections import defaultdict
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import pairwise

import pypdfium2
import pytest

from parix.criteria.library import find_edition
from parix.demo_data.papers.offices import SAMPLE
from parix.demo_data.papers.plain_text import LAYOUTS
from parix.demo_data.papers.printing import printed
from parix.demo_data.papers.scripts import Tabled, scripts
from parix.demo_data.papers.tables import TABLE_NAMES
from parix.demo_data.papers.wordings import codes_in, filled
from parix.demo_data.papers.year import MadePaper, papers_of_year
from parix.demo_data.province import demo_province
from parix.exchange_formats.workbook_sheets import read_sheets
from parix.foundation.facts import Level, NotKnown, Number, Share
from parix.foundation.measurements import MeasurementSet
from parix.official_documents.document_heads.reading import read_head
from parix.official_documents.document_heads.records import DocumentHead
from parix.official_documents.document_kinds import KIND_BY_CODE
from parix.official_documents.pages import Page
from parix.official_documents.pointers import Pointer, check_pointer
from parix.official_documents.text_extraction.extracting import extract_text
from parix.official_documents.writing.records import Paper

OWN, OTHER, YEAR = "DEMO.KHCN", "DEMO.NV", 2025
TODAY = date(2026, 11, 3)


@cache
def sets_of(year: int) -> dict[str, MeasurementSet]:
    edition = find_edition("department_reconstructed").edition
    assert edition is not None
    return {given.agency.code: given for given in demo_province(1, (YEAR, YEAR + 1)).measurement_sets(edition, year)}


@cache
def papers(code: str = OWN, year: int = YEAR) -> tuple[MadePaper, ...]:
    return papers_of_year(sets_of(year)[code], 1)


def of(form: str) -> list[MadePaper]:
    return [one for one in papers() if one.form == form]


NUMBERED = [one for one in papers() if one.paper.number and one.form != "workbook"]


def said_by(head: DocumentHead) -> tuple[object, ...]:
    found = (head.kind, head.number, head.symbol, head.date, head.issuer, head.abstract, head.signatory)
    kind, number, symbol, day, issuer, abstract, signatory = (one.value if one else None for one in found)
    return (kind and kind.code, number, symbol, day and day.date, issuer, abstract, signatory and signatory.name)


def said_in(paper: Paper) -> tuple[object, ...]:
    return (paper.kind, paper.number, paper.symbol, paper.day, paper.issuing_body, paper.abstract, paper.signing.name)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_is_read_as_it_was_meant(layout: str) -> None:
    read = {one.key: said_by(read_head([Page(1, LAYOUTS[layout](one.paper))])) for one in NUMBERED}
    assert read == {one.key: said_in(one.paper) for one in NUMBERED}


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_every_file_is_read_as_it_was_meant_and_its_pointers_hold(form: str) -> None:
    for one in of(form):
        file = printed(one.paper, form)
        pages = extract_text(file.data).pages
        head = read_head(pages)
        assert said_by(head) == said_in(one.paper), one.key
        assert all(SAMPLE in page.text for page in pages) or form == "docx", one.key
        for proof in one.proofs:
            page = file.page_of.get(-1 if proof.block is None else proof.block)
            cited = (one.paper.number, one.paper.symbol) if page in (1, None) else ("", "")
            pointer = Pointer(page, one.paper.kind, *cited, one.paper.day, one.paper.issuing_body, proof.quote)
            assert check_pointer(pointer, pages, head, sets_of(YEAR)[OWN].period, TODAY) == (), (one.key, proof)


def test_most_measures_have_a_paper_with_words_to_point_at() -> None:
    proven = {proof.code for one in papers() for proof in one.proofs}
    quoted = {proof.code for one in papers() for proof in one.proofs if proof.quote}
    measured = {one.code for one in sets_of(YEAR)[OWN].measurements if one.period == sets_of(YEAR)[OWN].period and one.source.kind == "report"}
    assert measured - proven <= {"reports.late_external_cause"}
    assert len(quoted) >= 14


def test_a_scan_has_no_words_and_is_grey() -> None:
    file = printed(of("scan")[0].paper, "scan")
    with pypdfium2.PdfDocument(file.data) as document:
        assert document[0].get_textpage().get_text_range().strip() == ""
        picture = document[0].render(scale=0.5, grayscale=True).to_pil().convert("L")
    assert 200 < picture.getpixel((5, 5)) < 255


def test_a_list_opens_as_a_workbook() -> None:
    one = next(paper for paper in of("workbook") if paper.key == "treasury_statement")
    file = printed(one.paper, "workbook")
    sheets, problems = read_sheets(file.data, "a.xlsx")
    rows = [[str(cell) for cell in row] for sheet in sheets for row in sheet.cells]
    assert problems == []
    share = next(measured.fact for measured in sets_of(YEAR)[OWN].measurements if measured.code == "finance.disbursed")
    assert isinstance(share, Share)
    assert any(f"{int(share.denominator):,}".replace(",", ".") in row for row in rows)


def test_the_same_bytes_in_every_process() -> None:
    code = (
        "import hashlib; from tests.unit.demo_data.test_papers import papers, printed\n"
        "print(hashlib.sha256(b''.join(printed(one.paper, one.form).data for one in papers() if one.form != 'none')).hexdigest())"
    )
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": "7"})
    here = hashlib.sha256(b"".join(printed(one.paper, one.form).data for one in papers() if one.form != "none")).hexdigest()
    assert other.stdout.strip() == here


def test_registers_count_upwards_and_days_are_working_days_of_the_year() -> None:
    numbers: dict[str, list[int]] = defaultdict(list)
    for one in papers():
        assert (one.paper.day.year, one.paper.day.weekday() < 5) == (YEAR, True), one.key
        if one.paper.symbol:
            numbers[one.paper.symbol].append(int(one.paper.number))
    assert all(before < after for counted in numbers.values() for before, after in pairwise(counted))
    assert [one.paper.day for one in papers()] == sorted(one.paper.day for one in papers())


def test_the_followed_department_tells_all_the_others_what_each_must() -> None:
    assert len(papers()) >= 40
    assert {one.form for one in papers()} == {"pdf", "docx", "scan", "workbook", "none"}
    assert {one.key for one in papers(OTHER)} <= {"yearly_plan", "budget_published", "procedures_published", "report_year"}


def test_a_late_plan_is_dated_late_and_one_that_was_not_issued_is_not_there() -> None:
    dated = {}
    for given in [*sets_of(YEAR).values(), *sets_of(YEAR + 1).values()]:
        level = next(one.fact for one in given.measurements if one.code == "plan.issued" and one.period == given.period)
        found = [one.paper.day for one in papers_of_year(given, 1) if one.key == "yearly_plan"]
        dated.setdefault(level.key if isinstance(level, Level) else "unknown", []).extend(day.month for day in found)
    assert set(dated["timely"]) == {1}
    assert set(dated["late"]) <= {2, 3}
    assert not dated.get("none") and not dated.get("unknown")


def test_the_sixty_procedures_are_listed_and_counted() -> None:
    published = next(one.fact for one in sets_of(YEAR)[OWN].measurements if one.code == "procedures.published")
    assert isinstance(published, Share) and published.denominator == 60
    decision = next(one.paper for one in papers() if one.key == "procedures_promulgated")
    assert "danh mục 60 thủ tục hành chính" in " ".join(block for block in decision.blocks if isinstance(block, str))
    rows = extract_text(printed(decision, "pdf").data).text
    assert "Gia hạn giấy phép" in rows and "(thủ tục mẫu)" in rows


def test_figures_in_sentences() -> None:
    facts = {
        "plan.tasks_done": Share(Fraction(36), Fraction(42)), "initiatives.recognised": Number(Fraction(2)), "staff.disciplined": NotKnown("chưa có"),
    }
    assert filled("xong {plan.tasks_done} ({plan.tasks_done|percent}), còn {plan.tasks_done|left}", {}, facts) == "xong 36/42 (85,71 %), còn 06"
    assert filled("{initiatives.recognised} sáng kiến của {department}", {"department": "Sở Mẫu"}, facts) == "02 sáng kiến của Sở Mẫu"
    assert filled("kỷ luật {staff.disciplined} người", {}, facts) is None
    assert codes_in("{plan.tasks_done|of} của {department}") == {"plan.tasks_done"}


def test_the_scripts_are_sound() -> None:
    named = {passage.table for script in scripts().papers for passage in script.body if isinstance(passage, Tabled)}
    assert named == TABLE_NAMES
    assert {script.kind for script in scripts().papers if script.file in ("pdf", "docx")} <= set(KIND_BY_CODE)
    edition = find_edition("department_reconstructed").edition
    assert edition is not None
    asked = {one.kind for leaf in edition.leaves.values() for one in leaf.evidence}
    assert {script.kind for script in scripts().papers} <= asked | set(KIND_BY_CODE)
    codes = {use.code for leaf in edition.leaves.values() for use in leaf.measures.values()}
    used = {code for script in scripts().papers for passage in script.body if isinstance(passage, str) for code in codes_in(passage)}
    assert {code for script in scripts().papers for code in (*script.proves, *script.needs, *script.late_when)} | used <= codes
