"""A unit saves a claim and sees the points change, two people write at once, the time runs out while a form is open."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import NARROW, OPEN, OWN, Visit, Visits
from tests.journeys.test_every_page import checked, found_by_axe

pytestmark = pytest.mark.needs_browser

START = f"/cham-diem/{OPEN}/{OWN}/tu-danh-gia/"
LEAF = f"{START}tieu-chi/plan_tasks_done/"
PAGES = (
    START, f"{START}?xem=chua-giao", f"{START}lich/", f"{START}phan-cong/", f"{START}nop/", LEAF, f"{START}tieu-chi/plan_issued/",
    f"{START}tieu-chi/dossiers_on_time/", f"/cham-diem/{OPEN}/{OWN}/mo-lai/",
)


def fill(one: Visit, done: str, whole: str, words: str) -> None:
    one.page.locator("#id_value\\:numerator").fill(done)
    one.page.locator("#id_value\\:denominator").fill(whole)
    one.page.get_by_label("Thuyết minh, giải trình").fill(words)


def points(one: Visit) -> str:
    return one.page.locator("#claim-result .explanation__points").inner_text()


def test_a_unit_saves_a_claim_and_sees_the_points_change(visit: Visits) -> None:
    one = visit("vanphong.khcn")
    one.page.get_by_role("link", name="Phiếu điểm", exact=True).first.click()
    one.page.get_by_role("link", name="Tự đánh giá", exact=True).click()
    expect(one.page.get_by_role("heading", level=1)).to_have_text("Tự đánh giá")
    expect(one.page.locator("table tbody tr").first).to_have_class("own")
    one.go(LEAF)
    fill(one, "1", "10", "Báo cáo số 01/BC-MẪU")
    one.page.get_by_role("button", name="Lưu", exact=True).click()
    expect(one.page.locator("#claim-result")).to_contain_text("Đã lưu")
    assert points(one).startswith("0")
    fill(one, "10", "10", "Báo cáo số 01/BC-MẪU")
    one.page.locator("#id_value\\:denominator").press("Enter")  # the keyboard is enough
    expect(one.page.locator("#claim-result .explanation__points")).to_contain_text(re.compile(r"^3"))
    assert one.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert found_by_axe(one.page) == []


def test_the_later_of_two_writers_sees_both(visit: Visits) -> None:
    first, second = visit("vanphong.khcn"), visit("canbo.khcn", width=NARROW)
    for one in (first, second):
        one.go(LEAF)
    fill(first, "6", "10", "bản của văn phòng")
    first.page.get_by_role("button", name="Lưu", exact=True).click()
    expect(first.page.locator("#claim-result")).to_contain_text("Đã lưu")
    fill(second, "8", "10", "bản của cán bộ")
    second.page.get_by_role("button", name="Lưu", exact=True).click()
    conflict = second.page.get_by_role("region", name="Hai bản khác nhau")
    expect(conflict).to_contain_text("bản của văn phòng")
    expect(conflict).to_contain_text("bản của cán bộ")
    expect(second.page.get_by_label("Thuyết minh, giải trình")).to_have_value("bản của cán bộ")
    assert found_by_axe(second.page) == []
    second.page.get_by_role("button", name="Lưu", exact=True).click()
    expect(second.page.get_by_role("status").first).to_contain_text("Đã lưu")


def test_without_scripts_a_claim_is_saved_too(visit: Visits) -> None:
    one = visit("canbo.khcn", scripts=False)
    one.go(LEAF)
    fill(one, "7", "10", "Báo cáo số 02/BC-MẪU")
    one.page.get_by_role("button", name="Lưu và báo đã xong").click()
    expect(one.page.get_by_text("Đã lưu.").first).to_be_visible()
    fill(one, "bảy", "10", "Báo cáo số 02/BC-MẪU")
    one.page.get_by_role("button", name="Lưu", exact=True).click()
    expect(one.page.get_by_role("alert")).to_contain_text("không phải là một số")
    expect(one.page.locator("#id_value\\:numerator")).to_have_value("bảy")
    one.complaints.clear()  # the browser reports the answer 422


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_of_it_is_sound(visit: Visits, language: str) -> None:
    one, other = visit("canbo.khcn", language=language), visit("dieuphoi", language=language)
    assert [wrong for path in PAGES for wrong in checked(one, path)] + checked(other, f"/cham-diem/{OPEN}/thoi-gian/") == []


def test_a_leaf_is_dragged_onto_a_unit_or_given_by_keyboard(visit: Visits) -> None:
    one = visit("canbo.khcn")
    one.go(f"{START}phan-cong/")
    row = one.page.locator("tr", has=one.page.locator("#tick-plan_tasks_done"))
    row.drag_to(one.page.locator("[data-unit]", has_text="Phòng Chuyển đổi số"))
    expect(one.page.locator("tr", has=one.page.locator("#tick-plan_tasks_done"))).to_contain_text("Phòng Chuyển đổi số")
    one.page.locator("#tick-plan_tasks_done").focus()
    one.page.keyboard.press("Space")
    one.page.get_by_label("Giao cho đơn vị").select_option(label="Văn phòng Sở")
    one.page.get_by_role("button", name="Phân công", exact=True).press("Enter")
    expect(one.page.locator("tr", has=one.page.locator("#tick-plan_tasks_done"))).to_contain_text("Văn phòng Sở")
    assert found_by_axe(one.page) == []


def test_the_time_runs_out_while_a_form_is_open_and_the_text_is_kept(visit: Visits) -> None:
    unit, coordinator = visit("vanphong.khcn"), visit("dieuphoi")
    unit.go(LEAF)
    now = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh"))
    _set_time(coordinator, now - timedelta(days=20), now - timedelta(minutes=2))
    try:
        fill(unit, "5", "10", "viết dở lúc hết giờ")
        unit.page.get_by_role("button", name="Lưu", exact=True).click()
        expect(unit.page.get_by_role("alert")).to_contain_text("phiếu đã khoá")
        expect(unit.page.get_by_label("Thuyết minh, giải trình")).to_have_value("viết dở lúc hết giờ")
    finally:
        _set_time(coordinator, now - timedelta(days=20), now + timedelta(days=30))


def _set_time(one: Visit, opens: datetime, closes: datetime) -> None:
    one.go(f"/cham-diem/{OPEN}/thoi-gian/")
    one.page.get_by_label("Tự đánh giá: mở từ").fill(f"{opens:%d/%m/%Y %H:%M}")
    one.page.get_by_label("Tự đánh giá: khoá sau").fill(f"{closes:%d/%m/%Y %H:%M}")
    one.page.get_by_role("button", name="Đặt thời gian").click()
    expect(one.page.get_by_text("Đã đặt thời gian các giai đoạn.")).to_be_visible()
