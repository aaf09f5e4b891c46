"""Turns what is set from outside into typed settings; `given` is the process's environment, read by `settings` alone."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_SCHEMES = {"postgres": "django.db.backends.postgresql", "postgresql": "django.db.backends.postgresql"}
_SQLITE = "django.db.backends.sqlite3"

# Readers never wait for a writer (WAL); a writer takes its lock at once and waits its turn instead of failing.
_SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000;",
}


Given = Mapping[str, str]


def switch(given: Given, name: str, default: bool = False) -> bool:
    value = given.get(name, "").strip().lower()
    if value not in ("", "0", "1", "yes", "no", "true", "false"):
        raise ImproperlyConfigured(f"{name}={value!r}: write 1 or 0")
    return value in ("1", "yes", "true") if value else default


def words(given: Given, name: str, default: tuple[str, ...] = ()) -> list[str]:
    """A comma-separated list."""
    value = given.get(name, "")
    return [word.strip() for word in value.split(",") if word.strip()] if value else list(default)


def whole_number(given: Given, name: str, default: int) -> int:
    value = given.get(name, "")
    try:
        return int(value) if value else default
    except ValueError:
        raise ImproperlyConfigured(f"{name}={value!r}: write a whole number") from None


def database(address: str, fallback: Path) -> dict[str, Any]:
    """`postgresql://user:password@host:port/name?sslmode=require`, `sqlite:///path`, or nothing for a file in `var`."""
    if not address:
        return _sqlite(fallback)
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path.removeprefix("/"))))
    if parts.scheme not in _SCHEMES:
        raise ImproperlyConfigured(f"PARIX_DATABASE_URL starts with {parts.scheme!r}: write sqlite:///… or postgresql://…")
    return {
        "ENGINE": _SCHEMES[parts.scheme],
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def province_sign_in(server: str, client_id: str, secret: str, *, name: str, trusts_email: bool) -> dict[str, Any]:
    """The one OpenID Connect provider of allauth, or none."""
    if not server:
        return {}
    if not (client_id and secret):
        raise ImproperlyConfigured("PARIX_OIDC_SERVER is set: set PARIX_OIDC_CLIENT_ID and PARIX_OIDC_CLIENT_SECRET too")
    settings = {"server_url": server, "oauth_pkce_enabled": True}
    app = {"provider_id": "tinh", "name": name, "client_id": client_id, "secret": secret, "settings": settings}
    return {"openid_connect": {"APPS": [app], "VERIFIED_EMAIL": trusts_email, "OAUTH_PKCE_ENABLED": True}}


def origin(address: str) -> list[str]:
    """`https://host:port` of an address; nothing of an empty one."""
    parts = urlsplit(address)
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []


def _sqlite(path: Path) -> dict[str, Any]:
    return {"ENGINE": _SQLITE, "NAME": path, "OPTIONS": dict(_SQLITE_OPTIONS)}


def secret_key(given: str, kept_in: Path) -> str:
    """The given key, or one that is made once and kept in a file that only the owner reads."""
    if given:
        return given
    if not kept_in.exists():
        kept_in.parent.mkdir(parents=True, exist_ok=True)
        made = kept_in.with_name(f"{kept_in.name}.{secrets.token_hex(4)}")
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(64), encoding="ascii")
        try:
            os.link(made, kept_in)  # fails when another process was first, and then its key holds
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return kept_in.read_text(encoding="ascii").strip()


def numbered_keys(given: Given, name: str, kept_in: Path) -> dict[int, str]:
    """`1:first,2:second` by number from 1 to 255; without any, number 1, made once and kept in a file."""
    found: dict[int, str] = {}
    for word in words(given, name):
        number, colon, secret = word.partition(":")
        if not (colon and secret and number.isdecimal() and 1 <= int(number) <= 255) or int(number) in found:
            raise ImproperlyConfigured(f"{name}: write number:key by commas, each number from 1 to 255 once")
        found[int(number)] = secret
    return found or {1: secret_key("", kept_in)}
