"""Every page, in both languages, on a phone and on a desk: nothing that axe finds, nothing sideways, nothing heavy."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import AXE, NARROW, OPEN, OWN, PUBLISHED, WIDE, Visit, Visits

pytestmark = pytest.mark.needs_browser

PUBLIC = (
    "/cong-khai/", "/cong-khai/cac-tinh/", f"/cong-khai/{PUBLISHED}/", f"/cong-khai/{PUBLISHED}/?tim=zzz", f"/cong-khai/{PUBLISHED}/{OWN}/",
    f"/cong-khai/{PUBLISHED}/{OWN}/?xem=tat-ca", f"/cong-khai/{PUBLISHED}/{OWN}/tieu-chi/dossiers_on_time/",
    f"/cong-khai/{PUBLISHED}/{OWN}/so-voi-nam-truoc/", "/tai-khoan/dang-nhap/", "/tai-khoan/quen-mat-khau/", "/tai-khoan/quen-mat-khau/da-gui/",
)
OFFICER = (
    "/", "/cham-diem/", f"/cham-diem/{OPEN}/", f"/cham-diem/{OPEN}/{OWN}/", f"/cham-diem/{OPEN}/{OWN}/?xem=tat-ca", f"/cham-diem/{OPEN}/{OWN}/?xem=chua-cham",
    f"/cham-diem/{OPEN}/{OWN}/tieu-chi/procedures_published/", f"/cham-diem/{OPEN}/{OWN}/tieu-chi/collective_violations/",
    f"/cham-diem/{OPEN}/{OWN}/so-voi-nam-truoc/", "/tai-khoan/doi-mat-khau/", "/tai-khoan/dang-xuat/",
    "/ke-hoach/", "/ke-hoach/bang/", "/ke-hoach/lich/", "/ke-hoach/tien-do/", "/ke-hoach/van-ban/", "/ke-hoach/van-ban/1/", "/ke-hoach/van-ban/moi/",
    "/ke-hoach/nhiem-vu/11/", "/ke-hoach/nhiem-vu/22/", "/ke-hoach/nhiem-vu/3/sua/", "/ke-hoach/giao-ban/", "/ke-hoach/doc/",
)
COORDINATOR = ("/", f"/cham-diem/{OPEN}/?khoi=without_survey")
REFUSED = ("/khong-co/", f"/cham-diem/{OPEN}/DEMO.NV/")
KILOBYTES = 300


def found_by_axe(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{one['id']}: {one['help']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]


def checked(one: Visit, path: str) -> list[str]:
    """What is wrong with the page, at both widths."""
    wrong: list[str] = []
    one.go(path)
    for width in (NARROW, WIDE):
        one.page.set_viewport_size({"width": width, "height": 800})
        if one.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wrong.append(f"{path} at {width}: scrolls sideways")
        wrong += [f"{path} at {width}: {found}" for found in found_by_axe(one.page)]
    levels = one.page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].filter(h => h.checkVisibility()).map(h => +h.tagName[1])")
    if levels.count(1) != 1 or any(after > before + 1 for before, after in itertools.pairwise(levels)):
        wrong.append(f"{path}: headings {levels}")
    return wrong


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("username", "paths"), [("", PUBLIC), ("canbo.khcn", OFFICER), ("dieuphoi", COORDINATOR)])
def test_every_page_is_sound(visit: Visits, language: str, username: str, paths: tuple[str, ...]) -> None:
    one = visit(username, language=language)
    assert [wrong for path in paths for wrong in checked(one, path)] == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_refusals_are_sound(visit: Visits, language: str) -> None:
    one = visit("canbo.khcn", language=language)
    assert [wrong for path in REFUSED for wrong in checked(one, path)] == []
    # the browser reports the answer itself, 404 and 403, and nothing else
    assert {complaint.partition(" (")[0] for complaint in one.complaints} == {"Failed to load resource: the server responded with a status of 404", "Failed to load resource: the server responded with a status of 403"}
    one.complaints.clear()


def test_the_open_panel_is_sound(visit: Visits) -> None:
    one = visit("canbo.khcn")
    one.go(f"/cham-diem/{OPEN}/{OWN}/?xem=tat-ca")
    one.page.locator(".leaves th a").first.click()
    one.page.locator("#panel h1").wait_for()
    assert found_by_axe(one.page) == []


@pytest.mark.parametrize("path", ["/cong-khai/", f"/cong-khai/{PUBLISHED}/", f"/cong-khai/{PUBLISHED}/{OWN}/", "/cong-khai/cac-tinh/"])
def test_a_first_visit_is_light(visit: Visits, path: str) -> None:
    one = visit(width=NARROW)
    sizes: dict[str, float] = {}
    session = one.page.context.new_cdp_session(one.page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.__setitem__(event["requestId"], event["encodedDataLength"]))
    one.go(path)
    one.page.wait_for_load_state("networkidle")
    assert 0 < sum(sizes.values()) < KILOBYTES * 1024


@pytest.mark.parametrize("width", [320, WIDE // 2, 768, 800, 1024, 1100])
def test_no_width_between_scrolls_sideways(visit: Visits, width: int) -> None:
    """A desk at 200 % zoom, tablets, and the narrowest phone."""
    one = visit("canbo.khcn", width=width)
    paths = (*OFFICER, *PUBLIC[:4])
    sideways = []
    for path in paths:
        one.go(path)
        if one.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            sideways.append(path)
    assert sideways == []


def test_axe_would_find_something(visit: Visits) -> None:
    one = visit()
    one.go("/cong-khai/")
    one.page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert [found.partition(":")[0] for found in found_by_axe(one.page)] == ["image-alt"]
