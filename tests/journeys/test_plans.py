"""From a directive to its leaf: uploaded and read, confirmed and given, accepted, reported, completed with a paper, seen at the leaf."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import NARROW, OPEN, OWN, Visits, served, visits_to

pytestmark = pytest.mark.needs_browser

DIRECTIVE = """ỦY BAN NHÂN DÂN TỈNH MẪU
SỞ KHOA HỌC VÀ CÔNG NGHỆ

Số: 91/KL-SKHCN

Tỉnh Mẫu, ngày 05 tháng 01 năm 2026

KẾT LUẬN
của Giám đốc Sở tại cuộc họp giao ban tháng 12 năm 2025

1. Giao Thanh tra Sở chủ trì, phối hợp với Văn phòng Sở kiểm tra việc thực hiện kỷ luật hành chính; hoàn thành trước ngày 30/12/2026.

2. Giao Bộ phận Một cửa chủ trì niêm yết lại thủ tục hành chính; hoàn thành trong quý IV năm 2026.
"""
PAPER = "Sở Khoa học và Công nghệ\nBáo cáo kết quả kiểm tra kỷ luật hành chính năm 2026"
LEAF = "units_inspected"


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory, chromium_path: str) -> Iterator[str]:
    """This journey adds assignments, so it walks through a demonstration of its own."""
    with served(tmp_path_factory, "plans") as address:
        yield address


@pytest.fixture
def visit_own(own_site: str, browser: Browser) -> Iterator[Visits]:
    with visits_to(own_site, browser) as visit:
        yield visit


def file_of(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def step(page: Page, label: str) -> None:
    page.locator("details.step > summary", has_text=label).click()


def test_from_a_directive_to_the_leaf(visit_own: Visits, tmp_path: Path) -> None:
    officer = visit_own("canbo.khcn")
    officer.go("/ke-hoach/van-ban/")
    officer.page.get_by_role("link", name="Đọc văn bản thành nhiệm vụ").click()
    officer.page.set_input_files("#id_chosen", file_of(tmp_path, "ket-luan.txt", DIRECTIVE))
    officer.page.get_by_role("button", name="Cho máy đọc").click()
    officer.page.locator(".reading__form").wait_for(timeout=60_000)
    expect(officer.page.locator(".reading__page mark")).to_have_count(2)
    expect(officer.page.locator("#id_number")).to_have_value("91")
    officer.page.fill("#id_title", "Kết luận giao ban tháng 12")
    officer.page.select_option("#id_i1-leaves", LEAF)
    officer.page.get_by_role("button", name="Xác nhận thành bản đang soạn").click()
    officer.page.get_by_role("button", name="Duyệt và giao nhiệm vụ").click()
    expect(officer.page.locator("h1")).to_have_text("Kết luận giao ban tháng 12")
    expect(officer.page.locator("tbody tr")).to_have_count(2)

    inspector = visit_own("thanhtra.khcn", width=NARROW)
    inspector.go("/ke-hoach/?tim=ky+luat&ke_hoach=")
    inspector.page.get_by_role("link", name="Giao Thanh tra Sở chủ trì").click()
    inspector.page.get_by_role("button", name="Nhận việc").click()
    step(inspector.page, "Báo cáo tiến độ")
    inspector.page.fill("#report_note", "Đã kiểm tra một nửa số đơn vị")
    inspector.page.get_by_role("button", name="Báo cáo tiến độ").click()
    step(inspector.page, "Báo hoàn thành")
    inspector.page.fill("#complete_note", "Đã kiểm tra xong các đơn vị")
    inspector.page.set_input_files("#complete_chosen", file_of(tmp_path, "ket-qua-kiem-tra.txt", PAPER))
    inspector.page.get_by_role("button", name="Báo hoàn thành").click()
    expect(inspector.page.locator(".standfirst")).to_contain_text("xong đúng hạn")
    expect(inspector.page.locator(".history li")).to_have_count(4)

    inspector.go(f"/cham-diem/{OPEN}/{OWN}/tu-danh-gia/tieu-chi/{LEAF}/")
    expect(inspector.page.locator("main")).to_contain_text("Kết quả nhiệm vụ")
