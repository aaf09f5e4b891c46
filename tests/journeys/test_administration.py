"""An administrator's pages: sound at both widths and in both languages, and a workbook of people goes in by three steps."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from tests.journeys.conftest import OWN, Visits
from tests.journeys.test_every_page import checked

pytestmark = pytest.mark.needs_browser

AGENCY_PAGES = (
    f"/quan-tri/{OWN}/nguoi-dung/", f"/quan-tri/{OWN}/nguoi-dung/?tim=khong%20co%20ai", f"/quan-tri/{OWN}/nguoi/canbo.khcn/", f"/quan-tri/{OWN}/nguoi-moi/",
    f"/quan-tri/{OWN}/don-vi/", f"/quan-tri/{OWN}/don-vi-moi/", f"/quan-tri/{OWN}/nhap-danh-sach/", f"/quan-tri/{OWN}/", "/tai-khoan/hai-lop/",
    "/tai-khoan/doi-mat-khau/",
)
PROVINCE_PAGES = (
    "/quan-tri/", "/quan-tri/?tim=so", "/quan-tri/DEMO/nguoi-dung/", "/quan-tri/DEMO/nguoi-moi/", "/quan-tri/DEMO/don-vi/", "/quan-tri/DEMO/",
    f"/quan-tri/{OWN}/", "/quan-tri/co-quan-moi/", "/quan-tri/thay-doi-to-chuc/",
)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("username", "paths"), [("quantri.khcn", AGENCY_PAGES), ("quantri", PROVINCE_PAGES)])
def test_every_page_of_an_administrator_is_sound(visit: Visits, language: str, username: str, paths: tuple[str, ...]) -> None:
    one = visit(username, language=language)
    assert [wrong for path in paths for wrong in checked(one, path)] == []


def test_a_workbook_of_people_goes_in_by_three_steps(visit: Visits, tmp_path: Path) -> None:
    one = visit("quantri.khcn")
    one.go(f"/quan-tri/{OWN}/nhap-danh-sach/")
    with one.page.expect_download() as download:
        one.page.click("a:has-text('Tải tệp mẫu')")
    book = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    book["Đơn vị"].append(["Phòng Thử nghiệm", "PTN", "", "phòng chuyên môn"])
    book["Người dùng"].append(["Trần Thị Thử", "", "thu.tt@example.com", "Trưởng phòng", "", "Phòng Thử nghiệm", "trưởng đơn vị"])
    book["Người dùng"].append(["Lê Văn Sai", "", "khong-phai-thu", "", "", "Phòng Không Có", "vua"])
    filled = tmp_path / "danh sách.xlsx"
    book.save(filled)

    one.page.set_input_files("#id_workbook", filled)
    one.page.click("main form:has(#id_workbook) button")
    assert "Chưa nhập được" in one.page.locator(".standfirst").inner_text()
    cells = one.page.locator("section:has(h2:has-text('Cần xem')) tbody tr td:nth-child(3)").all_inner_texts()
    assert cells == ["C3", "F3", "G3"]
    assert checked(one, one.page.url.removeprefix(one.site)) == []

    book["Người dùng"].delete_rows(3)
    book.save(filled)
    one.page.click("button:has-text('Bỏ, chọn tệp khác')")
    one.page.set_input_files("#id_workbook", filled)
    one.page.click("main form:has(#id_workbook) button")
    assert "Sẽ thêm 1 người" in one.page.locator(".standfirst").inner_text()
    assert checked(one, one.page.url.removeprefix(one.site)) == []
    one.page.click("button:has-text('Nhập tất cả')")
    assert "thêm 1 người" in one.page.locator(".standfirst").inner_text()

    one.go(f"/quan-tri/{OWN}/nguoi-dung/?tim=thi%20thu")
    assert one.page.locator("tbody th a").all_inner_texts() == ["Trần Thị Thử"]
    assert "Trưởng đơn vị · Phòng Thử nghiệm" in one.page.locator("tbody tr").inner_text()
