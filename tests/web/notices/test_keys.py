"""The inbox by keyboard alone, in a real browser."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from parix.web.notices.actions import NewNotice, notify_each
from parix.web.notices.models import Notice
from tests.web.notices.conftest import person

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
BACKEND = "parix.web.project.sign_in.PersonBackend"


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent"))


def numbers(page: Page) -> list[str]:
    return [text.rpartition(" ")[2] for text in page.locator("[data-inbox-row]").all_inner_texts()]


@pytest.mark.needs_browser
@pytest.mark.django_db(transaction=True)
def test_j_and_k_go_through_the_list_d_marks_enter_opens(live_server: LiveServer, chromium_path: str) -> None:
    an = person("an")
    words = [{"what": f"tiêu chí {number}", "points": 1} for number in range(4)]
    notify_each(notices=[NewNotice([an.pk], "sample.assigned", f"x:{n}", "x", "/thong-bao/tuy-chon/", word) for n, word in enumerate(words)], now=NOW)
    client = Client()
    client.force_login(an, backend=BACKEND)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"])
        context = browser.new_context()
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.goto(f"{live_server.url}/thong-bao/")
        assert numbers(page) == ["3", "2", "1", "0"]
        steps = []
        for key in "kjjjjjk":
            page.keyboard.press(key)
            steps.append(focused(page)[-1])
        assert steps == ["3", "2", "1", "0", "0", "0", "1"]
        with page.expect_navigation():
            page.keyboard.press("d")
        assert numbers(page) == ["3", "2", "0"]
        page.keyboard.press("j")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.url == f"{live_server.url}/thong-bao/tuy-chon/"
        browser.close()
    assert list(Notice.objects.filter(read_at=None).order_by("-id").values_list("subject", flat=True)) == ["x:2", "x:0"]
