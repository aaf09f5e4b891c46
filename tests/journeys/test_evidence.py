"""A unit proves a leaf: claims it, uploads the paper right there, confirms what it is, points to the place, and the state becomes enough."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import NARROW, OPEN, OWN, WIDE, Visit, Visits
from tests.journeys.test_every_page import checked, found_by_axe
from tests.journeys.test_uploads import drawn_width
from tests.unit.official_documents.conftest import vietnamese_type
from tests.unit.official_documents.made_papers import Paper, made_paper
from tests.unit.official_documents.paper_layouts import pdf_bytes

__all__ = ["vietnamese_type"]

pytestmark = pytest.mark.needs_browser
START = f"/cham-diem/{OPEN}/{OWN}/tu-danh-gia/"
LEAF, BARE_LEAF = f"{START}tieu-chi/plan_tasks_done/", f"{START}tieu-chi/reports_on_time/"
CLERK = "vanphong.khcn"


def report(number: int, day: date) -> Paper:
    """The number-th made-up report, issued on the day."""
    seeds = [seed for seed in range(400) if made_paper(seed).kind == "report"]
    paper = made_paper(seeds[number])
    return replace(paper, day=day, date_line=f"{paper.place}, ngày {day.day} tháng {day.month} năm {day.year}")


def points(one: Visit) -> str:
    return one.page.locator("#claim-result .explanation__points").inner_text()


def sound(one: Visit) -> list[str]:
    """What axe finds on the page as it stands, at both widths."""
    wrong = []
    for width in (NARROW, WIDE):
        one.page.set_viewport_size({"width": width, "height": 800})
        if one.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wrong.append(f"scrolls sideways at {width}")
        wrong += found_by_axe(one.page)
    return wrong


def test_a_unit_proves_a_leaf(visit: Visits, tmp_path: Path, vietnamese_type: None) -> None:
    one, paper = visit(CLERK), report(0, date(2026, 5, 20))
    one.go(LEAF)
    evidence = one.page.locator("#tai-lieu-ds")
    expect(evidence.get_by_role("heading")).to_have_text("Tài liệu kiểm chứng: thiếu")
    assert sound(one) == []

    before = points(one)
    one.page.locator("#id_value\\:numerator").fill("10")
    one.page.locator("#id_value\\:denominator").fill("10")
    one.page.get_by_role("button", name="Lưu", exact=True).click()
    expect(one.page.locator("#claim-result .explanation__points")).to_contain_text(re.compile(r"^3"))
    assert points(one) != before

    (tmp_path / "báo cáo năm.pdf").write_bytes(pdf_bytes(paper))
    one.page.set_input_files("#tep", str(tmp_path / "báo cáo năm.pdf"))
    expect(one.page.locator("[data-list]")).to_contain_text("đã nhận và dẫn vào tiêu chí", timeout=30_000)
    expect(evidence).to_contain_text(f"{paper.number}/{paper.symbol}", timeout=60_000)  # the machine has read it meanwhile
    expect(evidence.get_by_role("heading")).to_have_text("Tài liệu kiểm chứng: chờ đọc hoặc xác nhận")
    assert sound(one) == []

    one.page.get_by_role("link", name="Xem và xác nhận văn bản").click()
    expect(one.page.get_by_role("heading", name="Chứng minh cho tiêu chí")).to_be_visible()
    one.page.get_by_role("button", name="Xác nhận", exact=True).click()
    expect(one.page.get_by_text("Đã xác nhận.", exact=True)).to_be_visible()
    assert sound(one) == []
    one.page.locator("#chung-minh a").first.click()
    expect(one.page.locator("#tai-lieu-ds").get_by_role("heading")).to_have_text("Tài liệu kiểm chứng: đủ")
    one.page.locator(".evidence__paper img").scroll_into_view_if_needed()
    assert drawn_width(one.page, ".evidence__paper img") > 600

    one.page.get_by_role("link", name="Chỉ trang, số, câu trích").click()
    one.page.get_by_label("Trang", exact=True).fill("1")
    one.page.get_by_label("Câu trích").fill("câu này không có ở đâu cả")
    one.page.get_by_role("button", name="Lưu chỗ dẫn").click()
    expect(one.page.locator(".field__wrong")).to_contain_text("Câu trích không có trong tài liệu")
    assert sound(one) == []
    one.page.get_by_label("Câu trích").fill(paper.abstract)
    one.page.get_by_role("button", name="Lưu chỗ dẫn").click()
    expect(one.page.locator(".field__wrong")).to_have_count(0)
    one.go(f"{START}?xem=thieu-tai-lieu")
    expect(one.page.locator("table")).not_to_contain_text("Mức độ hoàn thành kế hoạch CCHC")


def test_without_scripts_a_paper_is_uploaded_chosen_and_taken_away(visit: Visits, tmp_path: Path, vietnamese_type: None) -> None:
    one = visit(CLERK, scripts=False)
    one.go(BARE_LEAF)
    held = one.page.get_by_text("Gỡ khỏi tiêu chí")
    before = held.count()
    (tmp_path / "báo cáo quý.pdf").write_bytes(pdf_bytes(report(1, date(2026, 4, 2))))
    one.page.set_input_files("#tep", str(tmp_path / "báo cáo quý.pdf"))
    one.page.get_by_role("button", name="Tải lên", exact=True).click()
    expect(one.page.get_by_role("heading", level=1)).to_have_text("Dẫn tài liệu vào tiêu chí")
    expect(one.page.get_by_role("checkbox", checked=True)).to_have_count(1)
    one.page.get_by_role("button", name="Dẫn các tài liệu đã chọn").click()
    expect(one.page.get_by_text("Đã dẫn 1 tài liệu vào tiêu chí này.")).to_be_visible()
    expect(held).to_have_count(before + 1)
    held.last.click()
    one.page.get_by_role("button", name="Gỡ", exact=True).click()
    expect(held).to_have_count(before)


def test_one_paper_proves_two_leaves_and_is_found_by_its_words(visit: Visits) -> None:
    one = visit(CLERK)
    one.go("/tai-lieu/moi/")
    fields = {"number": "56", "symbol": "BC-SKHCN", "issued_on": "20/05/2026", "abstract": "Tổng hợp kết quả rà soát, tự kiểm tra"}
    one.page.select_option("#id_kind", "report")
    for name, value in fields.items():
        one.page.fill(f"#id_{name}", value)
    one.page.get_by_role("button", name="Ghi vào sổ").click()
    one.page.get_by_role("link", name="Dẫn vào nhiều tiêu chí").click()
    boxes = one.page.get_by_role("checkbox")
    boxes.nth(0).check()
    boxes.nth(1).check()
    assert sound(one) == []
    one.page.get_by_role("button", name="Dẫn vào các tiêu chí đã chọn").click()
    expect(one.page.locator("#chung-minh li")).to_have_count(2)
    search, choose = f"/cham-diem/{OPEN}/tim-tai-lieu/?tim=tu+kiem+tra", f"{BARE_LEAF}tai-lieu/?tim=ra+soat"
    one.go(search)
    expect(one.page.locator(".evidence__found")).to_contain_text("Tổng hợp kết quả rà soát, tự kiểm tra")
    assert [wrong for path in (search, choose, f"{START}nop/") for wrong in checked(one, path)] == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_of_evidence_are_sound(visit: Visits, language: str) -> None:
    one = visit(CLERK, language=language)
    assert [wrong for path in (LEAF, BARE_LEAF, f"{LEAF}tai-lieu/", f"{START}?xem=thieu-tai-lieu") for wrong in checked(one, path)] == []
