"""What may be set from outside is read strictly."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from parix.web.project import environment


def test_a_database_by_its_address() -> None:
    found = environment.database("postgresql://ng%C6%B0%E1%BB%9Di:m%40t@db.local:5433/parix?sslmode=require", Path("x"))
    assert {key: found[key] for key in ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")} == {
        "ENGINE": "django.db.backends.postgresql", "NAME": "parix", "USER": "người", "PASSWORD": "m@t", "HOST": "db.local", "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize(("address", "path"), [("", Path("/var/x")), ("sqlite:////kept/parix.sqlite3", Path("/kept/parix.sqlite3")), ("sqlite:///here.sqlite3", Path("here.sqlite3"))])
def test_sqlite_waits_its_turn(address: str, path: Path) -> None:
    found = environment.database(address, Path("/var/x"))
    assert (found["ENGINE"], found["NAME"], found["OPTIONS"]["transaction_mode"]) == ("django.db.backends.sqlite3", path, "IMMEDIATE")
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"] and "busy_timeout" in found["OPTIONS"]["init_command"]


def test_an_unknown_database_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="mysql"):
        environment.database("mysql://x/y", Path("x"))


@pytest.mark.parametrize(("given", "expected"), [("1", True), ("yes", True), ("TRUE", True), ("0", False), ("no", False), ("", True)])
def test_switches(given: str, expected: bool) -> None:
    assert environment.switch({"X": given}, "X", default=True) is expected


def test_a_switch_that_is_neither_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="maybe"):
        environment.switch({"X": "maybe"}, "X")


def test_lists_and_numbers() -> None:
    assert environment.words({"X": "a, b ,,c"}, "X") == ["a", "b", "c"]
    assert environment.words({}, "X", ("d",)) == ["d"]
    assert environment.whole_number({"X": "25"}, "X", 1) == 25
    with pytest.raises(ImproperlyConfigured, match="many"):
        environment.whole_number({"X": "many"}, "X", 1)


def test_numbered_keys(tmp_path: Path) -> None:
    assert environment.numbered_keys({"K": "1:a:b, 2:c"}, "K", tmp_path / "k") == {1: "a:b", 2: "c"}
    made = environment.numbered_keys({}, "K", tmp_path / "k")
    assert made.keys() == {1} and environment.numbered_keys({}, "K", tmp_path / "k") == made


@pytest.mark.parametrize("given", ["a", "1:", "0:a", "256:a", "1:a,1:b", "x:a"])
def test_unsound_numbered_keys_are_refused(given: str, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="number:key"):
        environment.numbered_keys({"K": given}, "K", tmp_path / "k")
