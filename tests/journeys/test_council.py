"""From the appraised round to the public page: the council meets, votes, decides and closes; the result is published with its bundles, and
the department sees what it lost and who sees to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from parix.scoring.bundles import verify_bundle
from tests.journeys.conftest import NARROW, OPEN, OWN, Visit, Visits, served, visits_to
from tests.journeys.test_every_page import checked, found_by_axe

pytestmark = pytest.mark.needs_browser

COUNCIL = f"/cham-diem/{OPEN}/hoi-dong/"
LEDGER = f"/cham-diem/{OPEN}/{OWN}/diem-mat/"
# The stages before the council are over, and its own time runs.
TIMES = f"""
from datetime import timedelta
from django.utils import timezone
from parix.web.assessment.models import Round, StageWindow
now, round = timezone.now(), Round.objects.get(slug={OPEN!r})
StageWindow.objects.filter(round=round).delete()
for number, stage in enumerate(("self_assessment", "appraisal", "appeal", "council")):
    opens = now - timedelta(days=31 - 10 * number)
    StageWindow.objects.create(round=round, stage=stage, opens_at=opens, closes_at=opens + timedelta(days=9))
"""
MEMBERS = ("hoidong", "hoidong.1", "hoidong.2", "hoidong.3", "hoidong.4", "hoidong.5")


@pytest.fixture(scope="module")
def appraised(tmp_path_factory: pytest.TempPathFactory, chromium_path: str) -> Iterator[str]:
    with served(tmp_path_factory, "council", ("shell", "-c", TIMES)) as address:
        yield address


@pytest.fixture
def visit(appraised: str, browser: Browser) -> Iterator[Visits]:
    with visits_to(appraised, browser) as visits:
        yield visits


def press(one: Visit, name: str) -> None:
    one.page.get_by_role("button", name=name, exact=True).click()


def test_council_and_publication(visit: Visits) -> None:
    coordinator = visit("dieuphoi")
    for stage in ("thẩm định", "kiến nghị", "họp Hội đồng thẩm định"):
        coordinator.go(f"/cham-diem/{OPEN}/thoi-gian/")
        press(coordinator, f"Mở giai đoạn {stage}")
    wrong = checked(coordinator, COUNCIL)
    coordinator.page.get_by_label("Thư ký", exact=True).select_option(label="Điều phối viên Sở Nội vụ (mẫu)")
    press(coordinator, "Mở phiên họp")
    for box in coordinator.page.locator("input[name=present]").all():
        box.check()
    press(coordinator, "Ghi có mặt")
    coordinator.go(f"{COUNCIL}dua-ra/{OWN}/plan_tasks_done/")
    coordinator.page.get_by_label("Điều Hội đồng được hỏi").fill("Công nhận 10 trên 10 nhiệm vụ?")
    coordinator.page.locator("#id_value\\:numerator").fill("10")
    coordinator.page.locator("#id_value\\:denominator").fill("10")
    coordinator.page.get_by_label("Sửa số liệu như đã nhập").check()
    coordinator.page.get_by_label("Lý do", exact=True).fill("Hội đồng đã xem đủ mười báo cáo gốc")
    assert found_by_axe(coordinator.page) == []
    press(coordinator, "Đưa ra biểu quyết")
    for number, name in enumerate(MEMBERS):
        member = visit(name, width=NARROW)
        if number == 0:
            wrong += checked(member, "/")
            member.page.get_by_role("link", name="Biểu quyết nội dung 1").click()
        else:
            member.go(f"{COUNCIL}bieu-quyet/1/")
        member.page.locator(f"input[value={'against' if number == 5 else 'for'}]").check()
        if number == 5:
            member.page.get_by_label("Ý kiến ghi vào biên bản").fill("Một báo cáo không có ngày")
            assert found_by_axe(member.page) == []
        press(member, "Biểu quyết")
        expect(member.page.get_by_text("Đã ghi phiếu của bạn")).to_be_visible()
    coordinator.go(f"{COUNCIL}bieu-quyet/1/")
    press(coordinator, "Kết luận theo số phiếu")
    expect(coordinator.page.get_by_text("Được thông qua")).to_be_visible()
    wrong += [found for path in ("", "con-y-kien/", "toan-canh/", "bien-ban/", "bieu-quyet/1/") for found in checked(coordinator, COUNCIL + path)]
    coordinator.go(COUNCIL)
    coordinator.page.get_by_label("Quyết định của Hội đồng").fill("Quyết định số 01/QĐ-HĐ (mẫu)")
    press(coordinator, "Đóng phiên họp với quyết định này")
    coordinator.page.get_by_label("Quyết định công bố").fill("Quyết định số 02/QĐ-UBND (mẫu)")
    press(coordinator, "Công bố kết quả")
    expect(coordinator.page).to_have_url(f"{coordinator.site}/cong-khai/{OPEN}/")
    reader = visit(width=NARROW)
    reader.go(f"/cong-khai/{OPEN}/{OWN}/")
    with reader.page.expect_download() as waiting:
        reader.page.get_by_role("link", name="Tải gói kết quả để tính lại (ZIP)").click()
    verify_bundle(waiting.value.path().read_bytes())
    assert wrong == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_was_lost_and_who_sees_to_it(visit: Visits, language: str) -> None:
    """After the publication above; every page of the ledger is sound in both languages."""
    officer = visit("canbo.khcn", language=language)
    officer.go(LEDGER)
    first = officer.page.locator(".lostpoints tbody th a").first.get_attribute("href")
    assert first is not None
    assert [wrong for path in (LEDGER, f"{LEDGER}trach-nhiem/", first) for wrong in checked(officer, path)] == []
    if language == "vi":
        officer.go(first)
        officer.page.get_by_label("Nguyên nhân", exact=True).select_option(label="trễ hạn thực hiện")
        officer.page.get_by_label("Biện pháp khắc phục", exact=True).fill("Lập sổ theo dõi từng quý")
        officer.page.get_by_label("có", exact=True).check()
        officer.page.get_by_label("Đơn vị thực hiện biện pháp").select_option(index=1)
        officer.page.get_by_label("Hạn của biện pháp").fill("31/03/2027")
        press(officer, "Lưu phân tích")
        expect(officer.page.get_by_text("Đã lưu phân tích điểm mất.")).to_be_visible()
        expect(officer.page.locator(".lostpoints")).to_contain_text("Lập sổ theo dõi từng quý")
