"""The second factor: required by role, secrets locked, limits on guessing, and words in Vietnamese."""

from __future__ import annotations

import base64
import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import settings as site_settings
from django.core import mail
from django.test import Client
from pytest_django import Settings

from parix.web.audit_trail.models import Entry
from parix.web.project.sign_in import MFAAdapter
from tests.web.accounts.offices import PASSWORD, Offices

SECRET = base64.b32encode(b"0123456789abcdefghij").decode()
DOOR, CODE = "/tai-khoan/dang-nhap/", "/tai-khoan/hai-lop/ma/"


def code_now(steps: int = 0) -> str:
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + steps))


def with_factor(offices: Offices, who: str) -> None:
    TOTP.activate(offices.people[who], SECRET)


def signed_in(who: str) -> Client:
    client = Client()
    client.post(DOOR, {"login": who.replace(" ", "."), "password": PASSWORD})
    return client


@pytest.fixture
def required(settings: Settings) -> None:
    settings.SECOND_FACTOR_ROLES = ["administrator", "coordinator", "appraiser"]


def test_the_site_asks_nobody_unless_it_is_told_to(offices: Offices) -> None:
    assert site_settings.SECOND_FACTOR_ROLES == []
    assert offices.client("administrator").get("/quan-tri/").status_code == 302


@pytest.mark.usefixtures("required")
def test_who_has_to_set_one_up(offices: Offices) -> None:
    page = "/tai-khoan/ngung-hoat-dong/"  # a page that everybody may see
    sent = {who for who in offices.people if offices.client(who).get(page).headers.get("Location") == "/tai-khoan/hai-lop/"}
    assert sent == {"administrator", "administrator of another", "administrator elsewhere", "province administrator", "coordinator", "appraiser"}


@pytest.mark.usefixtures("required")
def test_the_way_to_a_second_factor_and_out_stays_open(offices: Offices) -> None:
    client = offices.client("administrator")
    answer = client.get("/quan-tri/", follow=True)
    assert "Vai trò của bạn cần xác thực hai lớp" in answer.content.decode()
    for path in ("/tai-khoan/hai-lop/", "/cong-khai/", "/tai-khoan/doi-mat-khau/", "/tai-khoan/dang-xuat/"):
        assert client.get(path).status_code == 200, path
    assert client.get("/tai-khoan/hai-lop/ung-dung/").headers["Location"].startswith("/tai-khoan/xac-nhan/")


@pytest.mark.usefixtures("required")
def test_whoever_signed_in_before_it_existed_uses_it_once(offices: Offices) -> None:
    client = offices.client("administrator")
    with_factor(offices, "administrator")
    asked = client.get("/quan-tri/T.KH/don-vi/").headers["Location"]
    assert asked == "/tai-khoan/hai-lop/xac-nhan/?next=%2Fquan-tri%2FT.KH%2Fdon-vi%2F"
    answer = client.post(asked, {"code": code_now(), "next": "/quan-tri/T.KH/don-vi/"})
    assert answer.headers["Location"] == "/quan-tri/T.KH/don-vi/"
    assert client.get("/quan-tri/T.KH/don-vi/").status_code == 200


@pytest.mark.usefixtures("required")
def test_whoever_signs_in_with_it_goes_straight_on(offices: Offices) -> None:
    with_factor(offices, "administrator")
    client = signed_in("administrator")
    assert client.get("/quan-tri/").headers["Location"].startswith(DOOR)  # not signed in yet
    assert client.post(CODE, {"code": code_now()}).headers["Location"] == "/"
    assert client.get("/quan-tri/T.KH/don-vi/").status_code == 200


@pytest.mark.usefixtures("required")
def test_the_last_factor_cannot_be_dropped_where_it_is_required(offices: Offices) -> None:
    for who, status in (("administrator", 200), ("staff", 302)):
        with_factor(offices, who)
        client = signed_in(who)
        client.post(CODE, {"code": code_now()})
        client.post("/tai-khoan/xac-nhan/", {"password": PASSWORD, "next": "/"})
        answer = client.post("/tai-khoan/hai-lop/ung-dung/ngat/")
        assert (answer.status_code, Authenticator.objects.filter(user=offices.people[who]).exists()) == (status, status == 200)
    assert Entry.objects.filter(act="accounts.own_second_factor_removed").count() == 1


def test_a_wrong_code_is_refused_and_guessing_is_stopped(offices: Offices) -> None:
    with_factor(offices, "staff")
    client = signed_in("staff")
    assert "Mã không đúng." in client.post(CODE, {"code": "000000"}).content.decode()
    for _ in range(4):
        client.post(CODE, {"code": "000000"})
    answer = client.post(CODE, {"code": code_now()})
    assert "Đăng nhập sai quá nhiều lần" in answer.content.decode()


def test_a_code_works_once(offices: Offices) -> None:
    with_factor(offices, "staff")
    code = code_now()
    assert signed_in("staff").post(CODE, {"code": code}).headers["Location"] == "/"
    assert signed_in("staff").post(CODE, {"code": code}).status_code == 200


def test_passkey_doors_are_limited(offices: Offices) -> None:
    client = Client()
    assert client.get("/tai-khoan/dang-nhap/khoa/", headers={"accept": "application/json"}).json()["request_options"]["publicKey"]["rpId"] == "testserver"
    statuses = [client.post("/tai-khoan/dang-nhap/khoa/", {"credential": "{}"}).status_code for _ in range(11)]
    assert (statuses[0], statuses[-1]) == (302, 429)


def test_secrets_lie_locked_in_the_database(offices: Offices) -> None:
    with_factor(offices, "staff")
    kept = Authenticator.objects.get().data["secret"]
    assert SECRET not in kept
    assert MFAAdapter().decrypt(kept) == SECRET


def test_an_older_key_of_the_site_still_opens(offices: Offices, settings: Settings) -> None:
    with_factor(offices, "staff")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another-key"
    assert MFAAdapter().decrypt(Authenticator.objects.get().data["secret"]) == SECRET


def test_the_picture_stands_in_the_page_and_names_the_account(offices: Offices) -> None:
    client = signed_in("staff")
    client.post("/tai-khoan/xac-nhan/", {"password": PASSWORD, "next": "/"})
    body = client.get("/tai-khoan/hai-lop/ung-dung/").content.decode()
    assert re.search(r'<div class="qr"[^>]*><svg [^>]*>.*<path ', body, re.DOTALL)
    assert "data:image" not in body and "style=" not in body


@pytest.mark.django_db(transaction=True)
def test_a_change_of_the_way_in_is_told_by_mail_and_kept(offices: Offices) -> None:
    client = signed_in("staff")
    client.post("/tai-khoan/xac-nhan/", {"password": PASSWORD, "next": "/"})
    secret = re.search(r'<code class="copied">(\w+)</code>', client.get("/tai-khoan/hai-lop/ung-dung/").content.decode())
    assert secret is not None
    code = format_hotp_value(hotp_value(secret[1], int(time.time()) // 30))
    assert client.post("/tai-khoan/hai-lop/ung-dung/", {"code": code}).headers["Location"] == "/tai-khoan/hai-lop/ma-du-phong/"
    assert [letter.to for letter in mail.outbox] == [["staff@example.com"]]
    assert "xác thực" in mail.outbox[0].subject
    assert Entry.objects.filter(act="accounts.own_second_factor_added").count() >= 1


@pytest.mark.parametrize("path", ["/tai-khoan/he-thong/tinh/", "/tai-khoan/he-thong/tinh/tra-loi/", "/tai-khoan/he-thong/la/"])
def test_no_province_no_door(offices: Offices, path: str) -> None:
    assert Client().get(path).status_code == 404


def test_signing_up_is_nowhere(db: None) -> None:
    assert [Client().get(path).status_code for path in ("/tai-khoan/dang-ky/", "/accounts/signup/", "/tai-khoan/he-thong/signup/")] == [404] * 3
