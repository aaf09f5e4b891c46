"""A unit registers an initiative and the director recognises it; citizens enter a contest on a telephone, once, and see their rank."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import NARROW, Visits
from tests.journeys.test_every_page import checked

pytestmark = pytest.mark.needs_browser
CLERK, DIRECTOR, OFFICER = "chuyendoiso.khcn", "lanhdao.khcn", "canbo.khcn"
REFUSAL = "the server responded with a status of 4"


def test_an_initiative_is_registered_recognised_and_applied(visit: Visits) -> None:
    clerk = visit(CLERK)
    clerk.go("/sang-kien/")
    expect(clerk.page.locator("details.section li")).to_contain_text(["Phòng Chuyển đổi số"])
    clerk.page.get_by_role("link", name="Đăng ký sáng kiến").click()
    clerk.page.fill("#id_title", "Ký số biên bản họp")
    clerk.page.fill("#id_summary", "Trước đây ký giấy từng người; nay ký số trong một buổi.")
    for box in clerk.page.locator("input[name=criteria]").all():
        box.check()
    clerk.page.get_by_role("button", name="Đăng ký").click()
    expect(clerk.page.locator("h1")).to_have_text("Ký số biên bản họp")
    expect(clerk.page.locator("main")).to_contain_text("Phải xét trước ngày")
    address = clerk.page.url.removeprefix(clerk.site)
    assert checked(clerk, address) == []

    director = visit(DIRECTOR)
    director.go(address)
    director.page.get_by_text("Công nhận", exact=True).first.click()
    director.page.fill("#id_recognise-number", "201")
    director.page.fill("#id_recognise-symbol", "QĐ-SKHCN")
    director.page.fill("#id_recognise-issued_on", director.page.evaluate("new Date(Date.now() - 864e5).toLocaleDateString('vi-VN', {timeZone: 'Asia/Ho_Chi_Minh'})"))
    director.page.get_by_role("button", name="Công nhận", exact=True).click()
    expect(director.page.locator(".standfirst")).to_contain_text("Đã được công nhận.")
    expect(director.page.get_by_role("link", name="201/QĐ-SKHCN")).to_be_visible()
    clerk.go("/thong-bao/")
    expect(clerk.page.locator("main")).to_contain_text("Được công nhận: Ký số biên bản họp")


def test_a_contest_is_entered_once_on_a_telephone(visit: Visits) -> None:
    officer = visit(OFFICER)
    officer.go("/tuyen-truyen/hoi-thi/")
    officer.page.get_by_role("link", name="Tìm hiểu cải cách hành chính").click()
    assert officer.page.locator(".contest-door__code").evaluate("picture => picture.naturalWidth") > 0
    address = officer.page.locator(".contest-door a").get_attribute("href") or ""
    assert checked(officer, officer.page.url.removeprefix(officer.site)) == []

    citizen = visit(width=NARROW)
    assert checked(citizen, address) == []
    citizen.page.set_viewport_size({"width": NARROW, "height": 800})
    page = citizen.page
    page.get_by_label("Gửi thư xin lỗi và hẹn lại ngày trả").check()
    page.get_by_label("Trực tiếp, qua bưu chính hoặc trực tuyến").check()
    page.get_by_label("Mọi tổ chức, cá nhân").check()
    page.fill("#id_prediction", "25")
    page.fill("#id_name", "Người Dự Thi Mẫu")
    page.fill("#id_number", "0988 000 111")
    page.get_by_role("button", name="Gửi bài dự thi").click()
    expect(page.locator("h1")).to_have_text("Đã nhận bài dự thi")
    expect(page.locator("main")).to_contain_text("1 / 25")  # all right, and the number of entrants foretold
    assert checked(citizen, page.url.removeprefix(citizen.site)) == []
    page.get_by_role("link", name="Xem bảng xếp hạng").click()
    expect(page.locator("tbody tr").first).to_contain_text("N. D. T. Mẫu")
    expect(page.locator("main")).not_to_contain_text("0988")
    assert checked(citizen, page.url.removeprefix(citizen.site)) == []

    again = visit(width=NARROW)
    again.go(address)
    for label in ("Không phải làm gì", "Chỉ nộp trực tiếp", "Chỉ doanh nghiệp"):
        again.page.get_by_label(label).check()
    again.page.fill("#id_prediction", "30")
    again.page.fill("#id_name", "NGUOI DU THI MAU")
    again.page.fill("#id_number", "+84988000111")
    again.page.get_by_role("button", name="Gửi bài dự thi").click()
    expect(again.page.locator("[role=alert]")).to_contain_text("Người này đã có bài dự thi, gửi lúc")
    assert again.page.input_value("#id_prediction") == "30" and again.page.get_by_label("Chỉ doanh nghiệp").is_checked()
    assert all(REFUSAL in complaint for complaint in again.complaints) and again.complaints  # the browser reports the refusal, as it should
    again.complaints.clear()


@pytest.mark.parametrize("path", ["/sang-kien/", "/sang-kien/moi/", "/kiem-tra/", "/kiem-tra/ke-hoach/", "/tuyen-truyen/", "/tuyen-truyen/them/", "/tuyen-truyen/hoi-thi/soan/"])
def test_the_pages_of_registries_are_sound(visit: Visits, path: str) -> None:
    assert checked(visit(OFFICER), path) == []
