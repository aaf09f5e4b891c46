"""Signing in and out: Vietnamese words, limits, and no way to sign up."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from tests.web.worlds import PASSWORD, World

DOOR = "/tai-khoan/dang-nhap/"


def sign_in(client: Client, password: str = PASSWORD, **more: str) -> int:
    return client.post(DOOR, {"login": "officer", "password": password, **more}).status_code


def test_signing_in_leads_home_and_out_to_the_public(world: World) -> None:
    client = Client()
    answer = client.post(DOOR, {"login": "officer", "password": PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert client.get("/tai-khoan/dang-xuat/").status_code == 200
    answer = client.post("/tai-khoan/dang-xuat/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/cong-khai/")


def test_a_page_that_was_asked_for_is_reached_after_signing_in(world: World) -> None:
    client = Client()
    asked = client.get(f"/cham-diem/{world.open.slug}/").headers["Location"]
    assert asked == f"{DOOR}?next=/cham-diem/{world.open.slug}/"
    answer = client.post(asked, {"login": "officer", "password": PASSWORD, "next": f"/cham-diem/{world.open.slug}/"})
    assert answer.headers["Location"] == f"/cham-diem/{world.open.slug}/"


def test_next_never_leads_to_another_site(world: World) -> None:
    answer = Client().post(DOOR, {"login": "officer", "password": PASSWORD, "next": "https://example.org/"})
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize(("language", "said"), [
    ("vi", "Tên đăng nhập hoặc mật khẩu không đúng."), ("en", "The username and/or password you specified are not correct."),
])
def test_a_wrong_password_is_said_in_the_readers_language(world: World, language: str, said: str) -> None:
    client = Client()
    client.cookies["language"] = language
    answer = client.post(DOOR, {"login": "officer", "password": "wrong"})
    assert (answer.status_code, said in answer.content.decode()) == (200, True)


def test_an_unknown_name_gets_the_same_words(world: World) -> None:
    answer = Client().post(DOOR, {"login": "nobody", "password": "wrong"})
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in answer.content.decode()


def test_guessing_passwords_is_stopped(world: World) -> None:
    client = Client()
    assert [sign_in(client, "wrong") for _ in range(5)] == [200] * 5
    answer = client.post(DOOR, {"login": "officer", "password": PASSWORD})
    assert "Đăng nhập sai quá nhiều lần" in answer.content.decode()


def test_hammering_the_door_is_stopped_with_a_page(world: World) -> None:
    client = Client()
    statuses = [client.post(DOOR, {"login": f"name{number}", "password": "x"}).status_code for number in range(31)]
    assert statuses[-1] == 429
    assert "Bạn đã thử quá nhiều lần" in client.post(DOOR, {"login": "x", "password": "x"}).content.decode()


def test_a_forgotten_password_is_reset_by_mail(world: World) -> None:
    client = Client()
    answer = client.post("/tai-khoan/quen-mat-khau/", {"email": "officer@example.com"})
    assert answer.headers["Location"] == "/tai-khoan/quen-mat-khau/da-gui/"
    assert "Đặt lại mật khẩu" in mail.outbox[0].subject
    link = next(line for line in mail.outbox[0].body.split() if "/dat-lai/" in line).partition("testserver")[2]
    form = client.get(link, follow=True)
    path = form.redirect_chain[-1][0]
    done = client.post(path, {"password1": "mat-khau-moi-2", "password2": "mat-khau-moi-2"}, follow=True)
    assert done.status_code == 200
    assert sign_in(Client(), "mat-khau-moi-2") == 302


def test_an_unknown_address_tells_nothing(world: World) -> None:
    answer = Client().post("/tai-khoan/quen-mat-khau/", {"email": "nobody@example.com"})
    assert (answer.headers["Location"], mail.outbox) == ("/tai-khoan/quen-mat-khau/da-gui/", [])


def test_a_password_is_changed_only_with_the_old_one(world: World) -> None:
    client = world.client("officer")
    wrong = client.post("/tai-khoan/doi-mat-khau/", {"oldpassword": "x", "password1": "mat-khau-moi-2", "password2": "mat-khau-moi-2"})
    assert "Mật khẩu hiện tại không đúng" in wrong.content.decode()
    right = client.post("/tai-khoan/doi-mat-khau/", {"oldpassword": PASSWORD, "password1": "mat-khau-moi-2", "password2": "mat-khau-moi-2"})
    assert right.status_code == 302
    assert sign_in(Client(), "mat-khau-moi-2") == 302
