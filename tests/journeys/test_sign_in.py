"""Signing in with a second factor, with a passkey, and through the province's own system, in a real browser."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import re
import shutil
import struct
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from parix.web.demo_loading.choices import PASSWORD
from tests.journeys.conftest import ROOT, Visit, Visits, _environment, _free_port, _manage, _wait, filled, visits_to

pytestmark = pytest.mark.needs_browser

PROVIDER = ROOT / "tests" / "journeys" / "province_provider.mjs"
CLIENT, SECRET, CALLBACK = "parix", "for-tests-only", "/tai-khoan/he-thong/tinh/tra-loi/"
ACCOUNTS = {
    "can-bo": {"email": "Canbo.KHCN@example.com", "email_verified": True, "name": "Người của tỉnh"},
    "nguoi-la": {"email": "nguoi.la@example.com", "email_verified": True, "name": "Người lạ"},
    "chua-xac-minh": {"email": "canbo.tc@example.com", "email_verified": False, "name": "Chưa xác minh"},
}


def code_of(secret: str, steps_ahead: int = 0) -> str:
    """The six digits of an authenticator (RFC 6238): SHA-1, steps of 30 seconds."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps_ahead)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def fill_and_send(page: Page, field: str, value: str) -> None:
    page.fill(field, value)
    page.click("main form:has(" + field + ") button")


def set_up_second_factor(one: Visit) -> str:
    """From the account's page to the backup codes; returns the secret."""
    one.go("/tai-khoan/hai-lop/ung-dung/")
    fill_and_send(one.page, "#id_password", PASSWORD)
    one.page.locator(".qr svg path").wait_for()
    one.page.locator("details summary").first.click()
    secret = one.page.locator("code.copied").inner_text().strip()
    fill_and_send(one.page, "#id_code", code_of(secret))
    one.page.wait_for_url("**/hai-lop/ma-du-phong/")
    return secret


def test_a_second_factor_is_set_up_and_asked_for(visit: Visits) -> None:
    one = visit("lanhdao.khcn")
    secret = set_up_second_factor(one)
    codes = one.page.locator(".codes li").all_inner_texts()
    assert len(codes) == 10

    other = visit()
    other.go("/tai-khoan/dang-nhap/")
    other.page.fill("#id_login", "lanhdao.khcn")
    other.page.fill("#id_password", PASSWORD)
    other.page.click("main form button")
    other.page.wait_for_url("**/tai-khoan/hai-lop/ma/")
    fill_and_send(other.page, "#id_code", "000000")
    assert "Mã không đúng." in other.page.locator(".errors").inner_text()
    fill_and_send(other.page, "#id_code", code_of(secret, steps_ahead=1))
    other.page.wait_for_url(f"{other.site}/")

    without_telephone = visit()
    without_telephone.go("/tai-khoan/dang-nhap/")
    without_telephone.page.fill("#id_login", "lanhdao.khcn@example.com")
    without_telephone.page.fill("#id_password", PASSWORD)
    without_telephone.page.click("main form button")
    fill_and_send(without_telephone.page, "#id_code", codes[0])
    without_telephone.page.wait_for_url(f"{without_telephone.site}/")
    without_telephone.go("/tai-khoan/hai-lop/")
    assert "Còn 9 mã chưa dùng." in without_telephone.page.locator("main").inner_text()


def test_a_passkey_signs_in_without_a_password(site: str, browser: Browser) -> None:
    """On `localhost`, because browsers give passkeys to names alone."""
    with visits_to(site.replace("127.0.0.1", "localhost"), browser) as visit:
        one = visit("canbo.tc")
        session = one.page.context.new_cdp_session(one.page)
        session.send("WebAuthn.enable")
        session.send("WebAuthn.addVirtualAuthenticator", {"options": {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True,
        }})
        one.go("/tai-khoan/hai-lop/khoa/them/")
        fill_and_send(one.page, "#id_password", PASSWORD)
        one.page.fill("#id_name", "Máy của tôi")
        one.page.check("#id_passwordless")
        one.page.click("#mfa_webauthn_add")
        one.page.wait_for_url("**/hai-lop/ma-du-phong/")
        one.go("/tai-khoan/hai-lop/khoa/")
        assert one.page.locator("tbody th").inner_text() == "Máy của tôi không cần mật khẩu"

        one.page.click("header form button:has-text('Đăng xuất')")
        one.page.wait_for_url("**/cong-khai/")
        one.go("/tai-khoan/dang-nhap/")
        one.page.click("#passkey_login")
        one.page.wait_for_url(f"{one.site}/")
        assert one.page.locator("header a", has_text="Sở Tài chính").count() == 1


@dataclass
class Province:
    site: str
    provider: subprocess.Popen[bytes]


def _node() -> str:
    """Node with the provider's package, or a named reason to skip (to fail, where everything must be there)."""
    node = shutil.which("node", path=f"{ROOT / '.venv' / 'node'}{os.pathsep}{os.environ['PATH']}")
    reason = "" if node else "node is missing: make setup"
    if not (ROOT / "node_modules" / "oidc-provider").is_dir():
        reason = "npm package oidc-provider is missing: make setup"
    if reason and os.environ.get("PARIX_REQUIRE_ALL") == "1":
        pytest.fail(reason, pytrace=False)
    if reason:
        pytest.skip(reason)
    return str(node)


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    """A provider on loopback and a site that trusts it; both are ended by their own number."""
    node, var = _node(), filled(tmp_path_factory, "province")
    provider_port, port = _free_port(), _free_port()
    issuer, site = f"http://127.0.0.1:{provider_port}", f"http://127.0.0.1:{port}"
    told = {
        **_environment(var), "PARIX_OIDC_SERVER": issuer, "PARIX_OIDC_CLIENT_ID": CLIENT, "PARIX_OIDC_CLIENT_SECRET": SECRET, "PARIX_OIDC_NAME": "Tỉnh Mẫu",
    }
    with (var / "server.log").open("w") as log, (var / "provider.log").open("w") as provider_log:
        arguments = [node, str(PROVIDER), str(provider_port), CLIENT, SECRET, f"{site}{CALLBACK}", json.dumps(ACCOUNTS)]
        provider = subprocess.Popen(arguments, cwd=ROOT, stdout=provider_log, stderr=subprocess.STDOUT)
        server = subprocess.Popen(_manage(var, "demo_server", "--port", str(port)), env=told, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait(f"{issuer}/.well-known/openid-configuration", provider, var / "provider.log")
            _wait(f"{site}/cong-khai/", server, var / "server.log")
            yield Province(site, provider)
        finally:
            for process in (server, provider):
                process.terminate()
                process.wait(timeout=20)


def through_the_province(one: Visit, name: str) -> None:
    """From our door through the province's own pages and back; what the browser says of their look is not our business."""
    one.go("/tai-khoan/dang-nhap/")
    assert one.complaints == []
    one.page.click("button:has-text('Đăng nhập bằng Tỉnh Mẫu')")
    one.page.fill("input[name=login]", name)
    one.page.fill("input[name=password]", "any")
    one.page.click("button[type=submit]")
    one.page.click("button[type=submit]")  # consent
    one.page.wait_for_url(re.compile(re.escape(one.site)))
    one.complaints.clear()


def test_the_province_signs_in_whom_we_know(province: Province, browser: Browser) -> None:
    with visits_to(province.site, browser) as visit:
        one = visit()
        through_the_province(one, "can-bo")
        assert one.page.url == f"{province.site}/"
        assert one.page.locator("header a", has_text="Cán bộ CCHC Sở Khoa học và Công nghệ").count() == 1
        # the password of the account still works beside it
        other = visit("canbo.khcn")
        assert other.page.url == f"{province.site}/"


@pytest.mark.parametrize("name", ["nguoi-la", "chua-xac-minh"])
def test_the_province_opens_no_account(province: Province, browser: Browser, name: str) -> None:
    with visits_to(province.site, browser) as visit:
        one = visit()
        through_the_province(one, name)
        assert one.page.locator("h1").inner_text() == "Chưa có tài khoản cho thư điện tử này"
        one.go("/")
        assert one.page.url == f"{province.site}/cong-khai/"


def test_a_province_that_does_not_answer_is_said_in_words(province: Province, browser: Browser) -> None:
    """Last in this file: it ends the provider."""
    province.provider.terminate()
    province.provider.wait(timeout=20)
    with visits_to(province.site, browser) as visit:
        one = visit()
        one.go("/tai-khoan/dang-nhap/")
        one.page.click("button:has-text('Đăng nhập bằng Tỉnh Mẫu')")
        assert one.page.locator("h1").inner_text() == "Hệ thống đăng nhập của tỉnh chưa trả lời đúng"
        assert one.complaints == ["Failed to load resource: the server responded with a status of 401 (Unauthorized)"]
        one.complaints.clear()
        one.sign_in("canbo.khcn")
