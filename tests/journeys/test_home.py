"""The start page of every role, and a score as of an earlier day: sound at both widths and in both languages, and of use."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import OPEN, OWN, PUBLISHED, Visits
from tests.journeys.test_every_page import checked

pytestmark = pytest.mark.needs_browser

ROLES = ("vanphong.khcn", "truong.thanhtra.khcn", "lanhdao.khcn", "thamdinh", "hoidong", "kiemtoan", "quantri")


@pytest.mark.parametrize("username", ROLES)
def test_the_start_page_is_sound(visit: Visits, username: str) -> None:
    one = visit(username)
    wrong = checked(one, "/")
    one.page.context.add_cookies([{"name": "language", "value": "en", "url": one.site}])
    assert wrong + checked(one, "/") == []
    assert one.page.locator("html").get_attribute("lang") == "en"


def test_a_unit_goes_from_the_start_page_to_its_most_urgent_leaf(visit: Visits) -> None:
    one = visit("vanphong.khcn")
    one.page.get_by_role("link", name="Khai tiêu chí gấp nhất").click()
    one.page.wait_for_url(f"**/cham-diem/{OPEN}/{OWN}/tu-danh-gia/tieu-chi/**")
    assert one.page.locator("#claim").is_visible()


def test_the_published_score_is_replayed_on_the_page(visit: Visits) -> None:
    one = visit("canbo.khcn")
    path = f"/cham-diem/{PUBLISHED}/{OWN}/theo-thoi-gian/"
    assert checked(one, path) == []
    one.page.get_by_role("link", name="Lúc chấm kết quả đã công bố").click()
    one.page.get_by_text("trùng từng chữ số").wait_for()
    assert checked(one, f"/cham-diem/{OPEN}/{OWN}/theo-thoi-gian/?biet=01/01/2026") == []
