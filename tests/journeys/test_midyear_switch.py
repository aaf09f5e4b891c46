"""The mid-year switch: a round is opened in the browser, a unit claims, the set changes, everything is carried and told, and the old state is read."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import NARROW, OWN, YEAR, Visit, Visits
from tests.journeys.test_every_page import checked, found_by_axe

pytestmark = pytest.mark.needs_browser

OLD, NEW = "department_midyear/2025-01-01", "department_midyear/2026-01-01"
SLUG = "dot-doi-giua-nam"
LEAVES = f"/cham-diem/{SLUG}/{OWN}/tu-danh-gia/"
SWITCH = f"/cham-diem/{SLUG}/doi-phien-ban/"


def test_the_midyear_switch(visit: Visits) -> None:
    coordinator, officer = visit("dieuphoi"), visit("canbo.khcn")
    open_the_round(coordinator)
    claim(officer, "reports_on_time", {"done:numerator": "6", "done:denominator": "6"}, "Báo cáo số 01/BC-MẪU")
    claim(officer, "notice_board", {"answer:answer": "yes"}, "Ảnh niêm yết số 02/MẪU")
    writing = visit("canbo.khcn", width=NARROW)
    writing.go(f"{LEAVES}tieu-chi/units_inspected/")
    fill(writing, {"share:numerator": "3", "share:denominator": "4"}, "viết dở lúc đổi")
    switch(coordinator)
    # what was being typed when it happened is on the page, with the way to where it belongs now
    writing.page.get_by_role("button", name="Lưu", exact=True).click()
    expect(writing.page.get_by_role("alert")).to_contain_text("Chưa lưu gì")
    expect(writing.page.locator("#claim")).to_contain_text("viết dở lúc đổi")
    assert found_by_axe(writing.page) == []
    writing.page.get_by_role("link", name=re.compile("Kiểm tra, đôn đốc các đơn vị")).click()
    expect(writing.page.get_by_role("heading", level=1)).to_have_text("Kiểm tra, đôn đốc các đơn vị")
    # the unit is told, reads what it must do and what stood before
    unit = visit("vanphong.khcn")
    unit.go("/thong-bao/")
    unit.page.get_by_role("button", name=re.compile("^Đợt đổi giữa năm: Văn phòng Sở có việc do đổi phiên bản")).first.click()
    expect(unit.page.get_by_role("heading", name=re.compile("Văn phòng Sở.*đơn vị của bạn"))).to_be_visible()
    expect(unit.page.locator("main")).to_contain_text("Số hóa kết quả")
    expect(unit.page.locator("main")).to_contain_text("Số đã khai không chuyển được")
    unit.page.get_by_role("link", name="Đọc lại trạng thái theo phiên bản cũ").click()
    expect(unit.page.locator("#reports_on_time")).to_contain_text("Báo cáo số 01/BC-MẪU")
    expect(unit.page.locator("#notice_board")).to_contain_text("Ảnh niêm yết số 02/MẪU")
    unit.go(f"{LEAVES}tieu-chi/quarterly_reports_on_time/")
    expect(unit.page.get_by_label("Thuyết minh, giải trình")).to_have_value("Báo cáo số 01/BC-MẪU")
    wrong = [one for path in (f"{SWITCH}1/{OWN}/", f"{SWITCH}1/{OWN}/nhu-cu/", LEAVES, f"{LEAVES}tieu-chi/notice_board/") for one in checked(unit, path)]
    wrong += [one for path in (f"{SWITCH}1/", f"{SWITCH}?sang={OLD}", f"{SWITCH}?sang={OLD}&coquan={OWN}") for one in checked(coordinator, path)]
    assert wrong == []
    writing.complaints.clear()  # the browser reports the answer 409


def open_the_round(one: Visit) -> None:
    one.go("/cham-diem/")
    one.page.get_by_role("link", name="Mở đợt chấm").click()
    one.page.get_by_label("Tỉnh", exact=True).select_option("DEMO")
    one.page.locator(f"input[name=bo][value='{OLD}']").check()
    one.page.get_by_label("Năm được chấm").fill(str(YEAR))
    one.page.get_by_role("button", name="Chọn", exact=True).click()
    one.page.get_by_label("Tên đợt chấm").fill("Đợt đổi giữa năm")
    now = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh"))
    one.page.get_by_label("Tự đánh giá: mở từ").fill(f"{now - timedelta(days=1):%d/%m/%Y %H:%M}")
    one.page.get_by_label("Tự đánh giá: khoá sau").fill(f"{now + timedelta(days=40):%d/%m/%Y %H:%M}")
    assert found_by_axe(one.page) == []
    assert one.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    one.page.set_viewport_size({"width": NARROW, "height": 800})
    assert found_by_axe(one.page) == []
    assert one.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    one.page.set_viewport_size({"width": 1440, "height": 800})
    one.page.get_by_role("button", name="Mở đợt chấm").click()
    expect(one.page.get_by_role("heading", level=1)).to_have_text("Thời gian các giai đoạn")
    assert one.page.url.endswith(f"/cham-diem/{SLUG}/thoi-gian/")


def switch(one: Visit) -> None:
    one.page.get_by_role("link", name="Đổi phiên bản giữa chừng").click()
    one.page.get_by_label("Chuyển sang phiên bản").select_option(NEW)
    one.page.get_by_role("button", name="Xem trước").click()
    expect(one.page.locator("main")).to_contain_text("Niêm yết giấy không còn được chấm")
    for width in (NARROW, 1440):
        one.page.set_viewport_size({"width": width, "height": 800})
        assert found_by_axe(one.page) == []
        assert one.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    one.page.get_by_label("Lý do").fill("Quyết định mẫu số 01/QĐ-MẪU sửa bộ chỉ số")
    one.page.get_by_role("button", name=f"Chuyển sang {NEW}").click()
    expect(one.page.get_by_role("heading", level=1)).to_have_text("Đã đổi phiên bản bộ chỉ số")


def claim(one: Visit, leaf: str, values: dict[str, str], words: str) -> None:
    one.go(f"{LEAVES}tieu-chi/{leaf}/")
    fill(one, values, words)
    one.page.get_by_role("button", name="Lưu và báo đã xong").click()
    expect(one.page.locator("#claim-result")).to_contain_text("Đã lưu")


def fill(one: Visit, values: dict[str, str], words: str) -> None:
    for name, value in values.items():
        field = one.page.locator(f"[name='{name}']")
        if field.first.get_attribute("type") == "radio":
            one.page.locator(f"[name='{name}'][value='{value}']").check()
        else:
            field.fill(value)
    one.page.get_by_label("Thuyết minh, giải trình").fill(words)
