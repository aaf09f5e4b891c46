"""Sealed values open again with every key that the installation keeps, and only for what they were sealed for."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as some
from pytest_django import Settings

from parix.web.personal_data.rules.people import masked_email, plain_number
from parix.web.personal_data.rules.sealing import NotOpened, is_of_newest_key, lookup_hash, lookup_hashes, opened, sealed, sealed_many

TEXTS = some.text(alphabet=some.characters(codec="utf-8"), max_size=60)


@pytest.fixture(autouse=True)
def keys(settings: Settings) -> None:
    settings.PERSONAL_KEYS, settings.PERSONAL_LOOKUP_KEY = {1: "first"}, "find"


@hypothesis(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(TEXTS, max_size=8))
def test_whatever_is_sealed_opens_again(texts: list[str]) -> None:
    values = sealed_many(texts, "name")
    assert [opened(one, "name") for one in values] == texts
    assert all(text.encode() not in value for text, value in zip(texts, values, strict=True) if len(text) > 3)


def test_the_same_text_is_never_sealed_the_same() -> None:
    assert len(set(sealed_many(["Nguyễn Văn An"] * 100, "name"))) == 100


def test_another_purpose_or_a_changed_byte_opens_nothing() -> None:
    value = sealed("Nguyễn Văn An", "name")
    broken = value[:-1] + bytes([value[-1] ^ 1])
    for one, purpose in ((value, "phone"), (broken, "name"), (value[:9], "name")):
        with pytest.raises(NotOpened):
            opened(one, purpose)


def test_a_new_key_seals_and_the_old_one_still_opens(settings: Settings) -> None:
    before = sealed("Lê Thị Bình", "name")
    settings.PERSONAL_KEYS = {1: "first", 2: "second"}
    after = sealed("Lê Thị Bình", "name")
    assert (before[0], after[0], is_of_newest_key(before), is_of_newest_key(after)) == (1, 2, False, True)
    assert opened(before, "name") == opened(memoryview(after), "name") == "Lê Thị Bình"
    settings.PERSONAL_KEYS = {2: "second"}
    with pytest.raises(NotOpened, match="số 1"):
        opened(before, "name")


def test_a_hash_finds_the_same_value_and_tells_purposes_apart(settings: Settings) -> None:
    assert lookup_hash("079200000001", "number") == lookup_hash("079200000001", "number") != lookup_hash("079200000001", "phone")
    assert lookup_hashes(["", "x"], "number") == [b"", lookup_hash("x", "number")]
    before = lookup_hash("x", "number")
    settings.PERSONAL_KEYS = {1: "first", 2: "second"}
    assert lookup_hash("x", "number") == before
    settings.PERSONAL_LOOKUP_KEY = "other"
    assert lookup_hash("x", "number") != before


def test_many_are_sealed_fast() -> None:
    """A million takes two or three seconds; the bound leaves room for a busy machine."""
    begins = time.perf_counter()
    sealed_many(["Nguyễn Văn An, số 1 đường Lê Lợi"] * 20_000, "name")
    assert time.perf_counter() - begins < 2


def test_words_for_lists() -> None:
    assert (masked_email("nguyenvanan@example.com"), masked_email("x"), masked_email("")) == ("ng…@example.com", "…", "")
    assert plain_number(" 079 200.000 001 ") == "079200000001"
