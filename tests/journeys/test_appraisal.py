"""From the coordinator's calendar to the second ruling: an appraiser corrects an input, the agency explains and appeals, and is answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import NARROW, OPEN, OWN, Visit, Visits, served, visits_to
from tests.journeys.test_every_page import checked, found_by_axe

pytestmark = pytest.mark.needs_browser

ROUND = f"/cham-diem/{OPEN}/"
LEAF = "plan_tasks_done"
APPRAISING, AGENCYS = f"{ROUND}tham-dinh/{OWN}/{LEAF}/", f"{ROUND}{OWN}/tham-dinh/{LEAF}/"
STAGES = ("Tự đánh giá", "Thẩm định", "Kiến nghị", "Họp Hội đồng thẩm định")


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration for this journey alone: it takes the round through its stages."""
    with served(tmp_path_factory, "appraisal") as address:
        yield address


@pytest.fixture
def own_visit(own_site: str, browser: Browser) -> Iterator[Visits]:
    with visits_to(own_site, browser) as visits:
        yield visits


def set_stage(one: Visit, stage: int) -> None:
    """The times so that the stage is on; the ones before it are over."""
    one.go(f"{ROUND}thoi-gian/")
    now = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh"))
    for place, name in enumerate(STAGES):
        starts = now + timedelta(days=20 * (place - stage) - 1)
        one.page.get_by_label(f"{name}: mở từ", exact=True).fill(f"{starts:%d/%m/%Y %H:%M}")
        one.page.get_by_label(f"{name}: khoá sau", exact=True).fill(f"{starts + timedelta(days=15):%d/%m/%Y %H:%M}")
    one.page.get_by_role("button", name="Đặt thời gian").click()
    expect(one.page.get_by_text("Đã đặt thời gian các giai đoạn.")).to_be_visible()
    one.page.get_by_role("button", name=f"Mở giai đoạn {STAGES[stage].lower()}").click()
    expect(one.page.get_by_text("Đợt chấm đã sang giai đoạn mới.")).to_be_visible()


def test_appraisal_and_appeal(own_visit: Visits) -> None:
    coordinator, appraiser, agency = own_visit("dieuphoi"), own_visit("thamdinh"), own_visit("canbo.khcn", width=NARROW)
    set_stage(coordinator, 1)
    _appraise(appraiser)
    _explain(agency, appraiser)
    set_stage(coordinator, 2)
    _appeal(agency)
    _answer(appraiser)
    agency.go(f"{ROUND}{OWN}/tham-dinh/")
    row = agency.page.get_by_role("row").filter(has_text="sáu nhiệm vụ có văn bản")
    expect(row).to_contain_text("chỉ năm nhiệm vụ có sản phẩm")
    everything(coordinator, appraiser, agency)


def _appraise(one: Visit) -> None:
    """By keys from the queue to a leaf; then the agency's leaf: the inputs are corrected, and what that does is seen before."""
    one.go(f"{ROUND}tham-dinh/")
    one.page.keyboard.press("j")
    one.page.keyboard.press("j")
    expect(one.page.locator("[data-row]").nth(1).locator("[data-open]")).to_be_focused()
    one.page.keyboard.press("k")
    one.page.keyboard.press("?")
    expect(one.page.get_by_text("chấp nhận số liệu đang có")).to_be_visible()
    left = one.page.locator(".figures__value").first.inner_text()
    one.page.keyboard.press("a")
    expect(one.page.get_by_text("Đã chấp nhận")).to_be_visible()
    assert int(one.page.locator(".figures__value").first.inner_text()) == int(left) - 1
    one.go(APPRAISING)
    one.page.locator("#id_value\\:numerator").fill("5")
    one.page.locator("#id_value\\:denominator").fill("10")
    one.page.get_by_label("Sửa số liệu như đã nhập").check()
    one.page.get_by_role("button", name="Xem trước điểm").click()
    expect(one.page.get_by_role("heading", name="Nếu lưu")).to_be_visible()
    one.page.get_by_role("button", name="Lưu kết luận").click()
    expect(one.page.get_by_role("alert")).to_contain_text("chưa nêu lý do")
    one.complaints.clear()  # the browser reports the answer 422
    one.page.get_by_label("Lý do").fill("chỉ năm nhiệm vụ có sản phẩm")
    one.page.get_by_role("button", name="Lưu kết luận").click()
    expect(one.page.get_by_text("Đã lưu kết luận.")).to_be_visible()
    one.page.get_by_text("Yêu cầu cơ quan giải trình, bổ sung").click()
    one.page.get_by_label("Cần cơ quan giải trình hoặc bổ sung gì").fill("thiếu danh mục sản phẩm")
    day = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")) + timedelta(days=3)
    one.page.get_by_label("Trả lời trước hết ngày").fill(f"{day:%d/%m/%Y}")
    one.page.get_by_role("button", name="Gửi yêu cầu").click()
    expect(one.page.get_by_text("Đã gửi yêu cầu giải trình tới cơ quan.")).to_be_visible()


def _explain(agency: Visit, appraiser: Visit) -> None:
    agency.go(f"{ROUND}{OWN}/tham-dinh/")
    expect(agency.page.get_by_text("chỉ năm nhiệm vụ có sản phẩm")).to_have_count(0)
    agency.page.get_by_role("link", name="Mức độ hoàn thành kế hoạch CCHC").click()
    agency.page.get_by_label("Nội dung giải trình").fill("danh mục sản phẩm ở phụ lục của báo cáo")
    agency.page.get_by_role("button", name="Gửi giải trình").click()
    expect(agency.page.get_by_text("Đã gửi giải trình.")).to_be_visible()
    appraiser.go(f"{ROUND}tham-dinh/?xem=da-tra-loi")
    appraiser.page.locator("[data-open]").click()
    expect(appraiser.page.get_by_text("danh mục sản phẩm ở phụ lục của báo cáo")).to_be_visible()
    appraiser.page.get_by_role("button", name="Đóng yêu cầu này").click()
    expect(appraiser.page.get_by_text("Đã đóng yêu cầu giải trình.")).to_be_visible()


def _appeal(one: Visit) -> None:
    one.go(AGENCYS)
    expect(one.page.get_by_text("chỉ năm nhiệm vụ có sản phẩm")).to_be_visible()
    one.page.get_by_label("Nội dung kiến nghị").fill("đã có đủ mười sản phẩm của kế hoạch")
    one.page.locator("#id_value\\:numerator").fill("10")
    one.page.locator("#id_value\\:denominator").fill("10")
    one.page.get_by_role("button", name="Gửi kiến nghị").click()
    expect(one.page.get_by_text("Đã gửi kiến nghị; người thẩm định được báo.")).to_be_visible()


def _answer(one: Visit) -> None:
    one.go(APPRAISING)
    one.page.get_by_label("Chấp nhận một phần").check(force=True)
    one.page.locator("#id_value\\:numerator").fill("6")
    one.page.get_by_label("Sửa số liệu như đã nhập").check()
    one.page.get_by_label("Lý do").fill("sáu nhiệm vụ có văn bản kèm theo")
    one.page.get_by_role("button", name="Lưu kết luận").click()
    expect(one.page.get_by_text("Đã trả lời kiến nghị; cơ quan được báo.")).to_be_visible()


def everything(coordinator: Visit, appraiser: Visit, agency: Visit) -> None:
    """Every page is sound at both widths."""
    queues = (f"{ROUND}tham-dinh/", f"{ROUND}tham-dinh/?xem=tat-ca&trang=2", f"{ROUND}tham-dinh/giai-trinh/", f"{ROUND}tham-dinh/xung-dot/", APPRAISING)
    wrong = [one for path in queues for one in checked(appraiser, path)]
    wrong += [one for path in (f"{ROUND}{OWN}/tham-dinh/", f"{ROUND}{OWN}/tham-dinh/?xem=tat-ca", AGENCYS) for one in checked(agency, path)]
    wrong += [one for path in (f"{ROUND}thoi-gian/", f"{ROUND}tham-dinh/xung-dot/") for one in checked(coordinator, path)]
    assert wrong == []
    assert found_by_axe(appraiser.page) == []


def test_without_scripts_the_queue_works_too(own_visit: Visits) -> None:
    one = own_visit("thamdinh", scripts=False)
    one.go(f"{ROUND}tham-dinh/?xem=tat-ca")
    one.page.locator("[data-open]").first.click()
    one.page.get_by_role("link", name="tiêu chí sau").click()
    expect(one.page.get_by_role("heading", level=2, name="Kết luận", exact=True)).to_be_visible()
