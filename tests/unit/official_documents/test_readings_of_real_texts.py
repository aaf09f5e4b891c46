"""The five real texts read as a whole: assignments, targets, cited documents, figures, contradictions, each at its place."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from parix.official_documents.document_reading import DocumentReading, read_document
from parix.official_documents.pages import Span, quoted
from parix.official_documents.reading_json import to_json
from parix.official_documents.reading_keys import KEYS

SEEDS = Path(__file__).parents[2] / "samples" / "seeds"
NAMES = sorted(path.stem for path in SEEDS.glob("*.txt"))


@cache
def read(name: str) -> DocumentReading:
    return read_document((SEEDS / f"{name}.txt").read_bytes())


def units(reading: DocumentReading) -> list[tuple[list[str], list[str]]]:
    return [([unit.value for unit in one.lead], [unit.value for unit in one.support]) for one in reading.assignments]


def test_numbered_points_of_a_conclusion() -> None:
    reading = read("quang_ngai_2021")
    all_units = ["các phòng, đơn vị"]
    assert [[name.lower() if name.startswith("Các") else name for name in lead] for lead, _support in units(reading)] == [
        all_units, ["Trưởng các phòng", "Trưởng các đơn vị"],
        ["Văn phòng Sở", "Phòng Quản lý công nghệ, Thị trường công nghệ và Chuyên ngành", "Chi cục Tiêu chuẩn Đo lường Chất lượng"],
        all_units, all_units, all_units, ["Thanh tra Sở", "Chi cục Tiêu chuẩn Đo lường Chất lượng"], all_units, [], all_units,
        ["thủ trưởng các phòng, đơn vị thuộc Sở"],
    ]
    assert [one.section for one in reading.assignments] == [f"{number}." for number in range(1, 11)] + [""]
    assert [(str(one.due.value.date), one.due.text) for one in reading.assignments if one.due] == [("2021-12-31", "trong năm 2021")]
    assert [one.reason for one in reading.assignments if not one.is_sure] == ["câu kết của văn bản"]


def test_bullets_of_a_notice_and_its_closing_order() -> None:
    reading = read("ba_ria_vung_tau_2018")
    assert units(reading) == [
        (["các phòng, đơn vị trực thuộc", "bộ phận CCHC"], []), (["Bộ phận CCHC"], []), (["Văn phòng sở"], ["Chi cục", "các Trung tâm"]),
        (["Phòng Kế hoạch - Tài chính"], ["các phòng, đơn vị liên quan"]), (["Trung Thông tin và Thống kê KHCN"], ["tổ CNTT"]), (["Chi cục TĐC"], []),
        (["Bộ phận KSTTHC"], ["các phòng chuyên môn"]), (["các phòng, đơn vị trực thuộc"], []),
    ]
    assert [(one.text[:44], str(one.due.value.date)) for one in reading.assignments if one.due] == [("yêu cầu các phòng, đơn vị trực thuộc thực hi", "2018-11-30")]


def test_blocks_of_responsibility_hold_for_the_tasks_above_them() -> None:
    reading = read("lai_chau_2024")
    by_section: dict[str, set[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]] = {}
    for one in reading.assignments:
        names = tuple(tuple(unit.value for unit in given) for given in (one.lead, one.support, one.follow_up))
        by_section.setdefault(one.section, set()).add(names)  # type: ignore[arg-type]
    office, everyone = ("Văn phòng Sở",), ("Các phòng, đơn vị thuộc Sở",)
    centre = ("Trung tâm Kiểm định và Phát triển khoa học công nghệ",)
    payers = ("Chi cục Tiêu chuẩn đo lường chất lượng", "Trung tâm kiểm định và Phát triển khao học công nghệ", "Văn phòng Sở")
    assert by_section == {
        "1.1. Công tác chỉ đạo, điều hành": {(office, everyone, ())}, "1.2. Cải cách thể chế": {(office, everyone, ())},
        "1.3. Cải cách thủ tục hành chính": {(everyone, (), office)}, "1.4. Cải cách tổ chức bộ máy": {(office, everyone, ())},
        "1.5. Cải cách chế độ công vụ": {(office, everyone, ())},
        "1.6. Cải cách tài chính công": {(payers, ("Thanh tra Sở", "Phòng Quản lý khoa học và công nghệ"), office)},
        "1.7. Xây dựng và phát triển chính quyền điện tử, chính quyền số": {(everyone, (), centre)},
        "2. Chỉ số SIPAS": {(everyone, (), office), (("Công chức, viên chức của Sở",), (), office)},
    }
    assert len(reading.assignments) == 24


def test_targets_of_a_plan() -> None:
    said = [(one.measure, one.comparison, one.value, one.value_to, one.unit) for one in read("lai_chau_2024").targets]
    assert said == [
        ("Chỉ số PAR INDEX", "at_least", 85, None, "điểm"), ("thứ hạng", "maintain", None, None, ""), ("Chỉ số SIPAS", "at_least", 96, None, "%"),
        ("Chỉ số SIPAS", "increase", 2, 4, "hạng"),
    ]


def test_figures_of_a_report_and_the_five_units_of_which_four_are_named() -> None:
    reading = read("nghe_an_2022_q1")
    assert [figure.text for figure in reading.figures] == [
        "28/28 thủ tục hành chính", "12/28 thủ tục hành chính", "9 hồ sơ", "4 hồ sơ", "1 hồ sơ", "2 hồ sơ", "1 hồ sơ", "05 hồ sơ", "4/9 hồ sơ", "5 đơn vị sự nghiệp",
        "1 đơn vị sự nghiệp", "2 đơn vị sự nghiệp", "1 đơn vị", "12 thủ tục hành chính", "2 lĩnh vực", "100%",
    ]
    (odd,) = [problem for problem in reading.problems if problem.code.startswith("figures.")]
    assert (odd.code, odd.message) == ("figures.total_differs", "ghi 5 đơn vị sự nghiệp nhưng các phần cộng lại là 4 (1 + 2 + 1)")


def test_a_report_has_only_the_tasks_it_sets_for_what_comes_next() -> None:
    reading = read("nghe_an_2022_q1")
    assert {one.section for one in reading.assignments} == {"IV. PHƯƠNG HƯỚNG, NHIỆM VỤ CCHC QUÝ II NĂM 2022"}
    assert len(reading.assignments) == 9 and not any(one.is_sure for one in reading.assignments)


def test_documents_that_are_cited() -> None:
    said = [(one.kind.code if one.kind else "", one.number, one.symbol, str(one.date), one.issuer) for one in read("quang_ngai_2021").citations]
    assert said == [("dispatch", "2737", "SNV", "25/12/2020", "Sở Nội vụ")]
    cited = {f"{one.number}/{one.symbol}": (str(one.date), one.issuer, len(one.places)) for one in read("lai_chau_2024").citations if one.number}
    assert cited == {
        "1623/KH-SKHCN": ("13/12/2023", "Sở Khoa học và Công nghệ", 1), "766/QĐ-TTg": ("23/06/2022", "Thủ tướng Chính phủ", 1),
        "130/2005/NĐ-CP": ("17/10/2005", "Chính phủ", 2), "117/2013/NĐ-CP": ("07/10/2013", "Chính phủ", 1), "16/2015/NĐ-CP": ("14/02/2015", "Chính phủ", 1),
        "228/KH-UBND": ("19/01/2024", "UBND tỉnh", 1), "02/NQ-CP": ("05/01/2024", "Chính phủ", 1), "14/2024/QĐ-UBND": ("02/05/2024", "UBND tỉnh", 1),
    }


def test_an_article_gives_figures_and_citations_but_nobody_an_order() -> None:
    reading = read("binh_duong_2017")
    assert (reading.assignments, reading.targets) == ((), ())
    assert "3.752 lượt người" in [figure.text for figure in reading.figures]


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("nghe_an")])
def test_no_false_alarm(name: str) -> None:
    assert [str(problem) for problem in read(name).problems if problem.code.startswith("figures.")] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_item_stands_at_its_span(name: str) -> None:
    reading = read(name)
    items = [*reading.citations, *reading.targets, *reading.figures, *reading.assignments]
    found = [(one.text, one.span) for one in items]
    for one in reading.assignments:
        found += [(unit.text, unit.span) for unit in (*one.lead, *one.support, *one.follow_up)]
        found += [(term.text, term.span) for term in (one.due, one.recurrence) if term]
    assert [text for text, span in found if words(text) != words(at(reading, span))] == []


def at(reading: DocumentReading, span: Span) -> str:
    return quoted(reading.text.pages, span)


def words(text: str) -> list[str]:
    return text.replace("*", " ").split()


@pytest.mark.parametrize("name", NAMES)
def test_json_has_exactly_its_keys(name: str) -> None:
    said = to_json(read(name))
    assert tuple(said) == KEYS
    for one in said["assignments"]:
        assert {"section", "field", "text", "lead", "support", "due", "recurrence", "span"} <= set(one)
