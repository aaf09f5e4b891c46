"""A report from draft to frozen files: edited, commented, a figure changes and its sentence is flagged, approved, downloaded, read back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from parix.official_documents.document_reading import DocumentReading, read_document
from tests.journeys.conftest import NARROW, OWN, Visit, Visits
from tests.journeys.test_every_page import checked

pytestmark = pytest.mark.needs_browser

FIGURE, SENTENCE = "dvsn_nhom_3", "- Có {dvsn_nhom_3} đơn vị sự nghiệp tự bảo đảm một phần chi thường xuyên."


def path_of(one: Visit, state: str) -> str:
    """The page of the first document in the list that is in the state."""
    one.go("/bao-cao/")
    row = one.page.locator("tbody tr").filter(has_text=state).first
    return str(row.locator("a").first.get_attribute("href"))


def type_figure(one: Visit, value: str) -> None:
    row = one.page.locator("tbody tr").filter(has_text=FIGURE)
    row.locator("summary").click()
    row.get_by_label("Số (").fill(value)
    row.get_by_label("Nguồn").fill("Quyết định giao tự chủ mẫu")
    row.get_by_role("button", name="Lưu số").click()
    expect(one.page.get_by_text("Đã lưu số nhập tay.")).to_be_visible()


def downloaded(one: Visit, path: str, form: str) -> DocumentReading:
    with one.page.expect_download() as waiting:
        one.page.get_by_role("link", name=f"Tải {form}").click()
    return read_document(waiting.value.path().read_bytes())


def said(reading: DocumentReading) -> list[object]:
    head = reading.head
    found = [head.kind, head.number, head.symbol, head.place, head.date, head.issuer, head.parent_body, head.abstract, head.signatory]
    figures = [(one.form, one.value, one.unit, one.numerator, one.denominator) for one in reading.figures]
    return [*(one.value if one else None for one in found), [one.value for one in head.recipients], figures]


def test_every_page_of_documents_is_sound(visit: Visits) -> None:
    one = visit("canbo.khcn")
    draft, issued = path_of(one, "đang soạn"), path_of(one, "đã ban hành")
    pages = [
        "/bao-cao/", "/bao-cao/moi/", draft, issued, *(f"{draft}{part}" for part in ("so-lieu/", "kiem-tra/", "the-thuc/", "phan/II.2/")), f"{issued}so-lieu/",
        f"/bao-cao/mau/{OWN}/", f"/bao-cao/so-van-ban-di/{OWN}/",
    ]
    assert [wrong for page in pages for wrong in checked(one, page)] == []
    one.page.context.add_cookies([{"name": "language", "value": "en", "url": one.site}])
    assert checked(one, draft) + checked(one, f"{draft}so-lieu/") == []


def test_from_a_draft_to_files_that_read_back(visit: Visits) -> None:
    officer, director = visit("canbo.khcn"), visit("lanhdao.khcn", width=NARROW)
    draft = path_of(officer, "đang soạn")
    officer.go(f"{draft}so-lieu/")
    type_figure(officer, "2")
    officer.go(f"{draft}phan/II.5/")
    box = officer.page.get_by_label("Nội dung")
    box.fill(f"{box.input_value()}\n{SENTENCE}")
    officer.page.get_by_role("button", name="Lưu", exact=True).click()
    expect(officer.page.get_by_text("Có 2 đơn vị sự nghiệp tự bảo đảm một phần")).to_be_visible()

    director.go(draft)
    section = director.page.locator("section.written__section").filter(has_text="Cải cách tài chính công")
    section.locator("summary").filter(has_text="Góp ý").click()
    section.get_by_label("Góp ý cho phần này").fill("Kiểm tra lại số đơn vị nhóm 3.")
    section.get_by_role("button", name="Gửi góp ý").click()
    expect(director.page.get_by_text("Kiểm tra lại số đơn vị nhóm 3.")).to_be_visible()

    officer.go(f"{draft}so-lieu/")
    type_figure(officer, "3")
    officer.go(draft)
    flagged = officer.page.locator(".left-behind")
    assert [text for text in flagged.all_inner_texts() if "tự bảo đảm một phần" in text] == ["- Có 3 đơn vị sự nghiệp tự bảo đảm một phần chi thường xuyên."]
    officer.page.get_by_role("button", name="Trình lãnh đạo duyệt").click()
    expect(officer.page.get_by_text("chưa được đọc lại sau khi số đổi").first).to_be_visible()
    officer.go(draft)
    while officer.page.locator(".left-behind__why").count():
        officer.page.get_by_role("button", name="Đã đọc lại, câu vẫn đúng").first.click()
        officer.page.wait_for_load_state()
    while officer.page.get_by_role("button", name="Đã xử lý").count():
        officer.page.get_by_role("button", name="Đã xử lý").first.click()
        officer.page.wait_for_load_state()
    # The plan and the register of dossiers count otherwise than the figures that were typed: that is said, and let stand with a reason.
    officer.page.get_by_role("button", name="Trình lãnh đạo duyệt").click()
    expect(officer.page.get_by_text("đếm được").first).to_be_visible()
    officer.go(draft)
    officer.page.get_by_label("Lý do giữ con số").fill("Sổ mới ghi từ quý này")
    officer.page.get_by_role("button", name="Trình lãnh đạo duyệt").click()
    expect(officer.page.get_by_text("Đã trình lãnh đạo duyệt.")).to_be_visible()

    director.go(draft)
    director.page.get_by_label("Lý do giữ con số").fill("Sổ mới ghi từ quý này")
    director.page.get_by_role("button", name="Duyệt và ban hành").click()
    expect(director.page.get_by_text("Đã ban hành: số được cấp")).to_be_visible()
    assert checked(director, draft) == []
    word, portable = (downloaded(director, draft, form) for form in ("DOCX", "PDF"))
    assert said(word) == said(portable) and word.head.number is not None and word.head.symbol is not None
    assert (word.head.number.value, word.head.symbol.value) == ("02", "BC-SKHCN")
    assert any(one.value == 3 and one.unit.startswith("đơn vị") for one in portable.figures)
    assert [problem for problem in portable.problems if problem.code.startswith("figures.")] == []
