"""The demonstration served by its own command into a real browser; whatever the browser complains of fails the test."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, TimeoutError, sync_playwright

from parix.web.demo_loading.choices import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
STYLE_SHEET = ROOT / "src" / "parix" / "web" / "design" / "static" / "design" / "parix.css"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
# Chromium as root in a container, and without calls home.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
NARROW, WIDE = 360, 1440
YEAR = 2026
OPEN, PUBLISHED, OWN = f"cac-so-{YEAR}", f"cac-so-{YEAR - 1}", "DEMO.KHCN"
START_SECONDS = 60


def _manage(var: Path, *words: str) -> list[str]:
    return [sys.executable, str(ROOT / "manage.py"), *words]


def _environment(var: Path) -> dict[str, str]:
    own_sets = str(ROOT / "tests" / "samples" / "editions")
    return {
        **os.environ, "PARIX_VAR": str(var), "PARIX_CRITERIA_SETS": own_sets, "PYTHONPATH": str(ROOT / "src"), "PYTHONWARNINGS": "default",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, chromium_path: str) -> Iterator[str]:
    """The address of the demonstration, loaded for a fixed year and stopped at the end."""
    with served(tmp_path_factory, "site") as address:
        yield address


@contextmanager
def served(factory: pytest.TempPathFactory, name: str, *more: tuple[str, ...]) -> Iterator[str]:
    """The demonstration in a folder of its own; `more` are further commands before the server starts."""
    assert STYLE_SHEET.exists() and AXE.exists(), "the front end is not built: make setup"
    var, port = filled(factory, name), _free_port()
    for words in more:
        subprocess.run(_manage(var, *words), env=_environment(var), check=True, capture_output=True)
    with (var / "server.log").open("w") as log:
        server = subprocess.Popen(_manage(var, "demo_server", "--port", str(port)), env=_environment(var), stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait(f"http://127.0.0.1:{port}/cong-khai/", server, var / "server.log")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def filled(factory: pytest.TempPathFactory, name: str) -> Path:
    """A new folder with the demonstration's database and files: copied, because loading takes longer than most journeys."""
    var = factory.mktemp(name)
    shutil.copytree(_loaded(factory), var, dirs_exist_ok=True)
    return var


def _loaded(factory: pytest.TempPathFactory) -> Path:
    """Loaded once in a run: whichever process comes first loads, the others wait for it."""
    own = factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    kept = shared / "demonstration"
    with (shared / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            var = factory.mktemp("loading")
            for words in (("migrate", "--verbosity", "0"), ("load_demo", "--year", str(YEAR))):
                subprocess.run(_manage(var, *words), env=_environment(var), check=True, capture_output=True)
            var.rename(kept)
    return kept


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        assert server.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"no answer from {address} after {START_SECONDS} s: {log.read_text()}")


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    """Ends with each file of journeys: playwright keeps an event loop running in this thread, which no other test could live beside."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=ARGUMENTS)
        yield browser
        browser.close()


_SESSIONS: dict[tuple[str, str], list[Any]] = {}


@dataclass
class Visit:
    """A page of one visitor; `complaints` is what the browser reported: errors, refused resources, policy violations."""

    site: str
    page: Page
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        self.page.goto(self.site + path)

    def watch(self) -> None:
        self.page.on("console", lambda message: self.complaints.append(message.text) if message.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        # A request that a further step left behind is no fault of the page.
        self.page.on("requestfailed", lambda request: None if request.failure == "net::ERR_ABORTED" else self.complaints.append(f"failed: {request.url}"))

    def sign_in(self, username: str) -> None:
        """By the form once a server and person; later visits go on in that session, as another window of the same person would."""
        kept = _SESSIONS.get((self.site, username))
        if kept:
            self.page.context.add_cookies(kept)
            self.go("/")
            if self.page.locator("header form[action*='dang-xuat']").count():
                return
        self.go("/tai-khoan/dang-nhap/")
        self.page.fill("#id_login", username)
        self.page.fill("#id_password", PASSWORD)
        self.page.click("main form button")
        try:
            self.page.wait_for_url(f"{self.site}/")
        except TimeoutError:
            raise AssertionError(f"{username} is not let in: {self.page.inner_text('body')}") from None
        _SESSIONS[self.site, username] = [cookie for cookie in self.page.context.cookies() if cookie["name"] == "sessionid"]


Visits = Callable[..., "Visit"]


@contextmanager
def visits_to(site: str, browser: Browser) -> Iterator[Visits]:
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []

    def visit(username: str = "", *, width: int = WIDE, language: str = "vi", scripts: bool = True) -> Visit:
        context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts)
        contexts.append(context)
        if language != "vi":
            context.add_cookies([{"name": "language", "value": language, "url": site}])
        one = Visit(site, context.new_page())
        one.watch()
        visits.append(one)
        if username:
            one.sign_in(username)
        return one

    try:
        yield visit
        assert [complaint for one in visits for complaint in one.complaints] == []
    finally:
        for context in contexts:
            context.close()


@pytest.fixture
def visit(site: str, browser: Browser) -> Iterator[Visits]:
    """Opens visits; at the end of the test no browser may have complained of anything."""
    with visits_to(site, browser) as visits:
        yield visits
