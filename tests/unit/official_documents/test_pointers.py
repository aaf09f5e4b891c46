"""What is claimed of a document against what it says."""

from __future__ import annotations

from datetime import date

import pytest

from parix.foundation.periods import Period
from parix.official_documents.document_heads.reading import read_head
from parix.official_documents.pages import Page
from parix.official_documents.pointers import Pointer, check_pointer, same_body

FIRST = (
    "UBND TỈNH BÌNH AN\nSỞ KHOA HỌC VÀ CÔNG NGHỆ\nSố: 56/KH-SKHCN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nBình An, ngày 26 tháng 01 năm 2022\n"
    "KẾ HOẠCH\nCải cách hành chính năm 2022\n\nThực hiện Quyết định số 3674/QĐ-UBND ngày 23/12/2021 của UBND tỉnh.\n"
)
SECOND = "Phụ lục: Kế hoạch kiểm soát số 087/SKHCN-VP; có 28/28 thủ tục hành chính được công khai đầy đủ.\n"
PAGES = (Page(1, FIRST), Page(2, SECOND), Page(3, ""))
HEAD = read_head(PAGES)
YEAR = Period.of_year(2022)
TODAY = date(2023, 1, 15)


def codes(pointer: Pointer, pages: tuple[Page, ...] = PAGES) -> list[str]:
    return [problem.code.removeprefix("pointer.") for problem in check_pointer(pointer, pages, HEAD, YEAR, TODAY)]


@pytest.mark.parametrize("pointer", [
    Pointer(),
    Pointer(1, "plan", "56", "KH-SKHCN", date(2022, 1, 26), "Sở Khoa học và Công nghệ", "Cải cách hành chính năm 2022"),
    Pointer(1, number="3674", symbol="QĐ-UBND"),
    Pointer(1, number="3674", symbol="QĐ - UBND"),
    Pointer(2, number="87", symbol="SKHCN-VP"),
    Pointer(number="56", symbol="KH-SKHCN"),
    Pointer(2, quote="28/28 thu tuc hanh chinh duoc cong khai"),
    Pointer(issuer="Sở KH&CN tỉnh Bình An"),
])
def test_a_pointer_that_holds_has_no_findings(pointer: Pointer) -> None:
    assert codes(pointer) == []


@pytest.mark.parametrize(("pointer", "found"), [
    (Pointer(9, number="56", symbol="KH-SKHCN"), ["page_missing"]),
    (Pointer(2, number="56", symbol="KH-SKHCN"), ["number_not_on_page"]),
    (Pointer(1, number="57", symbol="KH-SKHCN"), ["number_not_in_document"]),
    (Pointer(1, number="6", symbol="KH-SKHCN"), ["number_not_in_document"]),
    (Pointer(1, number="56", symbol="KH-SKHC"), ["number_not_in_document"]),
    (Pointer(1, quote="28/28 thủ tục"), ["quote_not_on_page"]),
    (Pointer(1, quote="30/30 thủ tục"), ["quote_not_in_document"]),
    (Pointer(3, number="56"), ["page_unreadable"]),
    (Pointer(kind="report"), ["other_kind"]),
    (Pointer(issuer="Sở Nội vụ"), ["other_issuer"]),
    (Pointer(issuer="Sở Khoa học"), ["other_issuer"]),
    (Pointer(issued_on=date(2022, 1, 27)), ["other_date"]),
    (Pointer(issued_on=date(2021, 12, 30)), ["other_date", "date_outside_period"]),
    (Pointer(issued_on=date(2023, 2, 1)), ["other_date", "date_in_future"]),
])
def test_what_does_not_hold_is_found(pointer: Pointer, found: list[str]) -> None:
    assert codes(pointer) == found


def test_the_date_of_the_document_itself_counts_when_none_is_claimed() -> None:
    findings = check_pointer(Pointer(), PAGES, HEAD, Period.of_year(2021), TODAY)
    assert [problem.code for problem in findings] == ["pointer.date_outside_period"]
    assert findings[0].message == "ngày 26/01/2022 ngoài kỳ đánh giá (01/01/2021 - 31/12/2021)"


def test_the_message_says_on_which_page_the_number_is() -> None:
    (finding,) = check_pointer(Pointer(2, number="56", symbol="KH-SKHCN"), PAGES, HEAD, YEAR, TODAY)
    assert finding.message == "số 56/KH-SKHCN không có ở trang 2; có ở trang 1"


def test_slips_of_a_scan_are_forgiven_and_of_typed_text_are_not() -> None:
    slipped = SECOND.replace("087", "O87").replace("công khai", "cỏng khal")
    pointer = Pointer(2, number="87", symbol="SKHCN-VP", quote="có 28/28 thủ tục hành chính được công khai đầy đủ")
    assert codes(pointer, (PAGES[0], Page(2, slipped, "ocr", 80))) == []
    assert codes(pointer, (PAGES[0], Page(2, slipped))) == ["number_not_in_document", "quote_not_in_document"]


def test_without_text_nothing_is_held_against_the_pointer() -> None:
    assert check_pointer(Pointer(1, number="56", quote="x"), (), None, YEAR, TODAY) == ()


@pytest.mark.parametrize(("one", "other", "same"), [
    ("UBND tỉnh Bình An", "ỦY BAN NHÂN DÂN TỈNH BÌNH AN", True),
    ("UBND tỉnh Bình An", "Ủy ban nhân dân", True),
    ("Sở Giáo dục và Đào tạo", "SỞ GD&ĐT", True),
    ("Sở Nội vụ", "Bộ Nội vụ", False),
    ("Sở Khoa học và Công nghệ", "Sở Khoa học và Công nghệ tỉnh Bình An", True),
    ("Chi cục Tiêu chuẩn", "Chi cục Tiêu chuẩn Đo lường Chất lượng", False),
])
def test_two_names_of_one_body(one: str, other: str, same: bool) -> None:
    assert same_body(one, other) is same
    assert same_body(other, one) is same
