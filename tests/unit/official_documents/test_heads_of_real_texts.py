"""Heads of the five real texts that the project keeps: what is written is found, what is not written stays open."""

from __future__ import annotations

from pathlib import Path

import pytest

from parix.official_documents.document_heads.reading import read_head
from parix.official_documents.document_heads.records import DocumentHead, WrittenDate
from parix.official_documents.text_extraction.extracting import extract_text

SEEDS = Path(__file__).parents[2] / "samples" / "seeds"


def head_of(name: str) -> DocumentHead:
    return read_head(extract_text((SEEDS / f"{name}.txt").read_bytes()).pages)


def written(head: DocumentHead) -> dict[str, object]:
    """Every item with whether it is sure."""
    found = {name: getattr(head, name) for name in ("number", "symbol", "place", "date", "issuer", "parent_body", "abstract")}
    told = {name: (one.value, one.is_sure) for name, one in found.items() if one is not None}
    if head.kind:
        told["kind"] = (head.kind.value.code, head.kind.is_sure)
    if head.signatory:
        told["signatory"] = (head.signatory.value.position, head.signatory.value.name, head.signatory.is_sure)
    return told


def test_a_conclusion_without_its_number() -> None:
    head = head_of("quang_ngai_2021")
    abstract = (
        "của Giám đốc Sở tại buổi Tọa đàm Chuyên đề về “Xây dựng và triển khai thực hiện các giải pháp duy trì, nâng cao chỉ số cải cách hành chính "
        "của Sở Khoa học và Công nghệ trong năm 2021” nhân kỷ niệm Ngày truyền thống ngành KH&CN Việt Nam 18/5"
    )
    assert written(head) == {
        "kind": ("conclusion", True), "symbol": ("KL-SKHCN", True), "place": ("Quảng Ngãi", True), "date": (WrittenDate(27, 5, 2021), True),
        "issuer": ("Sở Khoa học và Công nghệ", False), "abstract": (abstract, True), "signatory": ("GIÁM ĐỐC", "Nguyễn Văn Thành", True),
    }
    assert [one.value for one in head.recipients] == [
        "GD, các PGD Sở", "Các phòng, đơn vị thuộc Sở", "Công chức làm việc tại Trung tâm PVHCC tỉnh", "TTUD đăng tải trên trang web thành phần", "Lưu: VT, VP",
    ]
    assert [problem.code for problem in head.problems] == ["head.no_number"]


def test_a_newspaper_article_is_no_document() -> None:
    head = head_of("binh_duong_2017")
    assert written(head) == {}
    assert [problem.code for problem in head.problems] == ["head.not_official"]


def test_a_notice_copied_without_its_head() -> None:
    head = head_of("ba_ria_vung_tau_2018")
    assert written(head) == {
        "kind": ("notice", True), "issuer": ("Sở Khoa học và Công nghệ", False), "signatory": ("", "Mai Thanh Quang", False),
        "abstract": ("Về kết quả thực hiện công tác Cải cách hành chính năm 2017 của Sở Khoa học và Công nghệ", True),
    }
    assert [one.value for one in head.recipients] == ["Sở Nội vụ (b/c)", "GD, PGD sở (b/c)", "Các phòng, đơn vị", "TTTT&TK (web)", "Lưu: VT, TTr"]


def test_a_web_page_that_repeats_a_plan() -> None:
    head = head_of("lai_chau_2024")
    abstract = (
        "Duy trì và cải thiện, nâng cao Chỉ số Cải cách hành chính (PAR INDEX), Chỉ số hài lòng của người dân đối với sự phục vụ của các cơ quan hành chính "
        "nhà nước (SIPAS) năm 2024 của Sở Khoa học và Công nghệ"
    )
    assert written(head) == {
        "kind": ("plan", False), "number": ("778", False), "symbol": ("KH-SKHCN", False), "date": (WrittenDate(17, 6, None), False),
        "issuer": ("Sở Khoa học và Công nghệ tỉnh", False), "abstract": (abstract, False),
    }
    assert [problem.code for problem in head.problems] == ["head.no_signatory", "head.date_incomplete"]


def test_a_report_with_day_and_number_left_open() -> None:
    head = head_of("nghe_an_2022_q1")
    assert written(head) == {
        "kind": ("report", True), "symbol": ("SKHCN-VP", True), "place": ("Nghệ An", True), "date": (WrittenDate(None, 3, 2022), False),
        "issuer": ("Sở Khoa học và Công nghệ", False), "abstract": ("Công tác cải cách hành chính quý I năm 2022", True),
        "signatory": ("GIÁM ĐỐC", "Trần Quốc Thành", True),
    }
    assert head.date is not None and head.date.value.date is None
    assert [problem.code for problem in head.problems] == ["head.no_number", "head.date_incomplete"]


@pytest.mark.parametrize("name", [path.stem for path in SEEDS.glob("*.txt")])
def test_every_span_holds_its_words(name: str) -> None:
    text = extract_text((SEEDS / f"{name}.txt").read_bytes()).pages[0].text
    head = head_of(name)
    for found in (head.kind, head.number, head.symbol, head.place, head.date, head.issuer, head.abstract, *head.recipients):
        if found is not None:
            assert " ".join(text[found.span.start : found.span.end].split()) == " ".join(found.text.split())
