"""People's ways through the pages: from sign-in to one number's reason, to the ranking, in public, without scripts, on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import NARROW, OPEN, OWN, PUBLISHED, Visits

pytestmark = pytest.mark.needs_browser

SHEET = f"/cham-diem/{OPEN}/{OWN}/"


def test_from_sign_in_to_the_reason_of_one_number_and_to_the_ranking(visit: Visits) -> None:
    page = visit("canbo.khcn").page
    expect(page.get_by_role("heading", level=1)).to_have_text("Việc của tôi")
    page.get_by_role("link", name="Phiếu điểm", exact=True).first.click()
    expect(page.get_by_text("Chỉ số theo số liệu đã có", exact=True)).to_be_visible()
    page.locator("#procedures > summary").click()
    link = page.locator("#procedures").get_by_role("link", name="Công khai TTHC")
    link.click()
    panel = page.get_by_role("complementary", name="Giải thích điểm")
    expect(panel.get_by_role("heading", name="Công khai TTHC")).to_be_focused()
    expect(panel.get_by_role("heading", name="Thay đổi ít nhất để thêm điểm")).to_be_visible()
    expect(page).to_have_url(re.compile(re.escape(SHEET) + "$"))
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(link).to_be_focused()
    page.get_by_role("link", name="Xếp hạng của khối").click()
    expect(page.get_by_role("heading", name="Bậc thang xếp hạng")).to_be_visible()
    expect(page.locator("tr.own")).to_contain_text(["Sở Khoa học và Công nghệ", "Sở Khoa học và Công nghệ"])


def test_the_reason_has_an_address_of_its_own(visit: Visits) -> None:
    one = visit("canbo.khcn", width=NARROW)
    one.go(SHEET)
    one.page.locator("#procedures > summary").click()
    one.page.locator("#procedures").get_by_role("link", name="Công khai TTHC").click()
    expect(one.page).to_have_url(re.compile("/tieu-chi/procedures_published/$"))
    expect(one.page.get_by_role("heading", name="Số liệu đã dùng")).to_be_visible()


def test_everything_is_reached_without_scripts(visit: Visits) -> None:
    one = visit("canbo.khcn", scripts=False)
    one.page.get_by_role("link", name="Phiếu điểm", exact=True).first.click()
    one.page.locator("#procedures > summary").click()
    one.page.locator("#procedures").get_by_role("link", name="Công khai TTHC").click()
    expect(one.page.get_by_role("heading", level=1)).to_have_text("Công khai TTHC")
    one.go(f"/cham-diem/{OPEN}/?khoi=with_survey")
    one.page.get_by_label("Tìm cơ quan").fill("khoa hoc")
    one.page.get_by_role("button", name="Tìm").click()
    assert one.page.locator("table.ladder tbody tr").count() == 1
    one.page.get_by_role("button", name="English").click()
    expect(one.page.get_by_role("heading", name="The ranking ladder")).to_be_visible()
    assert "tim=khoa+hoc" in one.page.url


def test_a_table_is_sorted_by_its_head_and_the_address_keeps_it(visit: Visits) -> None:
    one = visit("dieuphoi")
    one.go(f"/cham-diem/{OPEN}/?khoi=with_survey&tim=so")
    one.page.get_by_role("columnheader", name="Cơ quan").first.get_by_role("link").click()
    names = one.page.locator("table.ladder tbody th").all_inner_texts()
    assert len(names) == 14 and names[0] == "Sở Công Thương"
    assert {"khoi=with_survey", "tim=so", "xep=ten"} <= set(one.page.url.partition("?")[2].split("&"))
    expect(one.page.locator("table.ladder th[aria-sort]")).to_have_text("Cơ quan")


def test_the_public_reads_without_signing_in(visit: Visits) -> None:
    one = visit()
    one.go("/")
    one.page.get_by_role("link", name=re.compile("Chỉ số cải cách hành chính các sở")).click()
    one.page.get_by_role("link", name="Sở Khoa học và Công nghệ").first.click()
    expect(one.page).to_have_url(re.compile(f"/cong-khai/{PUBLISHED}/{re.escape(OWN)}/$"))
    expect(one.page.get_by_text("hạng 4 trong 14")).to_be_visible()
    one.go("/cong-khai/cac-tinh/")
    expect(one.page.locator("tr.off")).to_contain_text("Hoà Bình")


def test_the_language_is_switched_and_switched_back(visit: Visits) -> None:
    one = visit()
    one.go(f"/cong-khai/{PUBLISHED}/")
    one.page.get_by_role("button", name="English").click()
    expect(one.page.get_by_role("heading", level=1)).to_have_text(re.compile("Public administration reform index of departments"))
    assert one.page.locator("html").get_attribute("lang") == "en"
    one.page.get_by_role("button", name="Tiếng Việt").click()
    expect(one.page.get_by_role("heading", level=1)).to_have_text(re.compile("Chỉ số cải cách hành chính các sở"))


def test_the_keyboard_reaches_the_content_first(visit: Visits) -> None:
    one = visit("canbo.khcn")
    one.go(SHEET)
    one.page.keyboard.press("Tab")
    expect(one.page.get_by_role("link", name="Tới nội dung chính")).to_be_focused()
    one.page.keyboard.press("Enter")
    expect(one.page.locator("#page")).to_be_focused()


@pytest.mark.parametrize("scripts", [True, False])
def test_on_paper_everything_is_open_and_navigation_is_gone(visit: Visits, scripts: bool) -> None:
    one = visit("canbo.khcn", scripts=scripts)
    one.go(SHEET)
    one.page.emulate_media(media="print")
    expect(one.page.locator("nav.work")).to_be_hidden()
    expect(one.page.locator(".masthead__end")).to_be_hidden()
    for link in one.page.locator(".leaves th a").all():
        box = link.bounding_box()
        assert box is not None and box["height"] > 0
    pages = one.page.pdf(format="A4").count(b"/Type /Page\n")
    assert 2 <= pages <= 8


def test_signing_out_closes_the_pages(visit: Visits) -> None:
    one = visit("canbo.khcn")
    one.page.get_by_role("button", name="Đăng xuất").click()
    one.go(SHEET)
    expect(one.page).to_have_url(re.compile("/tai-khoan/dang-nhap/"))
