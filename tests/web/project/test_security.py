"""Headers, cookies and settings that keep pages and people safe, over http and https."""

from __future__ import annotations

import io
import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import IntegrityError
from django.test import Client, RequestFactory

from parix.web.project.log_lines import Lines, WithoutPeople
from parix.web.project.middleware import PERMISSIONS_POLICY
from tests.web.worlds import OWN, PASSWORD, World

ROOT = Path(__file__).resolve().parents[3]
POLICY = {
    "default-src 'self'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'", "connect-src 'self'", "form-action 'self'",
    "base-uri 'none'", "object-src 'none'", "frame-ancestors 'none'",
}


def pages(world: World) -> list[str]:
    return [
        "/cong-khai/", "/cong-khai/cac-tinh/", f"/cong-khai/{world.published.slug}/", f"/cong-khai/{world.published.slug}/{OWN}/",
        f"/cong-khai/{world.published.slug}/{OWN}/phieu-diem.json", "/tai-khoan/dang-nhap/", "/tai-khoan/quen-mat-khau/", "/khong-co/",
    ]


def test_every_page_carries_the_headers(world: World) -> None:
    for path in pages(world):
        headers = Client().get(path).headers
        assert set(headers["Content-Security-Policy"].split("; ")) == POLICY, path
        assert (headers["X-Content-Type-Options"], headers["X-Frame-Options"]) == ("nosniff", "DENY")
        assert (headers["Referrer-Policy"], headers["Cross-Origin-Opener-Policy"]) == ("same-origin", "same-origin")
        assert headers["Permissions-Policy"] == PERMISSIONS_POLICY
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_no_page_has_inline_style_script_or_handler(world: World) -> None:
    for path in pages(world)[:4]:
        text = Client().get(path).content.decode()
        assert " style=" not in text and "<style" not in text, path
        assert " onclick=" not in text and "javascript:" not in text, path
        assert text.count("<script") == text.count("<script src="), path


def test_pages_of_people_stay_out_of_caches(world: World) -> None:
    assert world.client("officer").get("/").headers["Cache-Control"] == "private, no-store"
    assert world.client("officer").get("/cong-khai/").headers["Cache-Control"] == "private, no-store"


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(world: World) -> None:
    client = Client()
    client.get("/tai-khoan/dang-nhap/")
    client.post("/tai-khoan/dang-nhap/", {"login": "officer", "password": PASSWORD})
    client.post("/ngon-ngu/", {"language": "en"})
    found = {name: (bool(cookie["httponly"]), cookie["samesite"]) for name, cookie in client.cookies.items()}
    assert found == dict.fromkeys(("csrf", "session", "language", "messages"), (True, "Lax"))


def test_a_form_without_its_token_is_refused_with_a_page(world: World) -> None:
    answer = Client(enforce_csrf_checks=True).post("/tai-khoan/dang-nhap/", {"login": "officer", "password": PASSWORD})
    assert answer.status_code == 403
    assert "Biểu mẫu này đã cũ" in answer.content.decode()


def test_unknown_hosts_are_refused() -> None:
    assert Client(headers={"Host": "example.org"}).get("/cong-khai/").status_code == 400


def test_error_pages_say_what_to_do(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Làm gì tiếp theo" in Client().get("/khong-co/").content.decode()
    refused = world.client("without role").get(f"/cham-diem/{world.open.slug}/")
    assert (refused.status_code, "nhờ người quản trị" in refused.content.decode()) == (403, True)

    def fails(*_args: object) -> None:
        raise RuntimeError("on purpose")

    monkeypatch.setattr("parix.web.portal.views.published_rounds", fails)
    failed = Client(raise_request_exception=False).get("/cong-khai/")
    assert (failed.status_code, "Phần mềm gặp lỗi" in failed.content.decode()) == (500, True)
    assert "on purpose" not in failed.content.decode()


def test_defaults_are_safe() -> None:
    assert settings.DEBUG is False
    assert settings.ALLOWED_HOSTS[:3] == ["localhost", "127.0.0.1", "[::1]"]
    assert len(settings.SECRET_KEY) >= 50


SHOWN = (
    "DEBUG", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SESSION_COOKIE_NAME",
    "CSRF_COOKIE_NAME", "ALLOWED_HOSTS",
)


def settings_with(tmp_path: Path, **environment: str) -> dict[str, object]:
    code = f"import json; from parix.web.project import settings as s; print(json.dumps({{n: getattr(s, n) for n in {SHOWN!r}}}))"
    given = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "PARIX_VAR": str(tmp_path), **environment}
    done = subprocess.run([sys.executable, "-c", code], env=given, capture_output=True, text=True, check=True, cwd=tmp_path)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_over_https_cookies_and_transport_are_locked(tmp_path: Path) -> None:
    assert settings_with(tmp_path, PARIX_HTTPS="1", PARIX_ALLOWED_HOSTS="cchc.example.vn, x.example.vn") == {
        "DEBUG": False, "SESSION_COOKIE_SECURE": True, "CSRF_COOKIE_SECURE": True, "LANGUAGE_COOKIE_SECURE": True, "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31536000, "SESSION_COOKIE_NAME": "__Host-session", "CSRF_COOKIE_NAME": "__Host-csrf",
        "ALLOWED_HOSTS": ["cchc.example.vn", "x.example.vn"],
    }


def test_the_secret_key_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    settings_with(tmp_path)
    kept = tmp_path / "secret_key"
    first = kept.read_text()
    settings_with(tmp_path)
    assert (kept.read_text(), kept.stat().st_mode & 0o777, len(first) >= 50) == (first, 0o600, True)


def test_django_finds_nothing_to_warn_of() -> None:
    assert run_checks() == []


def test_djangos_check_for_deployment_finds_nothing(tmp_path: Path) -> None:
    """With the settings of an installation that people reach by https."""
    given = {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "PARIX_VAR": str(tmp_path), "PARIX_HTTPS": "1", "PARIX_ALLOWED_HOSTS": "cchc.example.vn",
    }
    command = [sys.executable, str(ROOT / "manage.py"), "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, env=given, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_nothing_of_people_is_written_into_the_log(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """Sign-ins right and wrong, pages that are refused and that fail: neither names nor addresses nor passwords are written down."""
    client = Client(raise_request_exception=False)
    with caplog.at_level("DEBUG"):
        for login, password in (("officer", PASSWORD), ("officer@example.com", "wrong-password"), ("nobody@example.com", "wrong-password")):
            client.post("/tai-khoan/dang-nhap/", {"login": login, "password": password})
        client.post("/tai-khoan/quen-mat-khau/", {"email": "officer@example.com"})
        for person in ("officer", "coordinator", "without role"):
            for path in ("/", "/cham-diem/", f"/cham-diem/{world.open.slug}/", f"/cham-diem/{world.open.slug}/{OWN}/", "/tai-lieu/", "/thong-bao/", "/khong-co/"):
                world.client(person).get(path, {"tim": "Người officer"})
    written = "\n".join(f"{record.getMessage()} {record.exc_text or ''}" for record in caplog.records if not record.name.startswith("django.db"))
    assert written != ""
    people = world.people.values()
    private = {PASSWORD, "wrong-password", "nobody@example.com", *(one.email for one in people), *(one.full_name for one in people)} - {""}
    assert [word for word in sorted(private) if word in written] == []


@pytest.mark.parametrize(("logger", "message", "address", "line"), [
    ("gunicorn.error", "Error handling request %s", "/quan-tri/SO/nguoi/tran.thi.b/?tim=Tran", "Error handling request /quan-tri/<str:agency>/nguoi/<str:username>/"),
    ("django.server", '"%s" %s', "GET /tai-lieu/?tim=tran HTTP/1.1", '"GET /tai-lieu/ HTTP/1.1" 500'),
    ("gunicorn.error", "Booting worker with pid: %s", 7, "Booting worker with pid: 7"),
])
def test_lines_of_the_servers_name_nobody_either(logger: str, message: str, address: object, line: str) -> None:
    args = (address, 500) if logger == "django.server" else (address,)
    record = logging.LogRecord(logger, logging.ERROR, "", 0, message, args, None)
    assert WithoutPeople().filter(record)
    assert record.getMessage() == line


def test_addresses_that_name_somebody_are_written_as_their_pattern(world: World) -> None:
    """What the configured handler writes, by kind of refusal: no role, no such page, no such person, no token, and a way to a new password."""
    handler = next(one for one in logging.getLogger().handlers if one.get_name() == "console")
    assert isinstance(handler, logging.StreamHandler)
    written, before = io.StringIO(), handler.setStream(io.StringIO())
    handler.setStream(written)
    page, token = f"/quan-tri/{OWN}/nguoi/officer.of.another/", "setpwkey-7abc"
    try:
        refused = world.client("officer").get(page).status_code, world.client("officer").get(page + "xa/officer.of.another/").status_code
        client = Client(enforce_csrf_checks=True)
        client.force_login(world.people["coordinator"], backend="parix.web.project.sign_in.PersonBackend")
        refused = *refused, client.post(page + "ngung/").status_code
        logging.getLogger("django.request").warning(
            "%s: %s", "Gone", reset := f"/tai-khoan/quen-mat-khau/dat-lai/3-{token}/", extra={"request": RequestFactory().get(reset)},
        )
    finally:
        handler.setStream(before or sys.stderr)
    lines = written.getvalue()
    assert refused == (403, 404, 403)
    assert lines.count("/quan-tri/<str:agency>/nguoi/<str:username>/") == 2 and "/quan-tri/…" in lines
    assert "officer" not in lines and token not in lines


def test_values_that_a_database_refuses_stay_out_of_the_log() -> None:
    said = "duplicate key value violates unique constraint\nDETAIL:  Key (email)=(officer@example.com) already exists."
    try:
        raise IntegrityError(said)
    except IntegrityError:
        told = Lines().formatException(sys.exc_info())
    assert "duplicate key" in told and "officer@example.com" not in told


def test_no_migration_is_missing(db: None) -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
