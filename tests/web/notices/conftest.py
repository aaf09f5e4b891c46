"""Kinds and deadlines of a made-up room, two people, both databases."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from parix.web.accounts.queries import User
from tests.web.notices import sample


@pytest.fixture(autouse=True)
def sample_kinds(settings: Settings) -> None:
    settings.NOTICE_KINDS = ["parix.web.notices.choices.NOTICE_KINDS", "tests.web.notices.sample.NOTICE_KINDS"]
    settings.NOTICE_DEADLINES = ["tests.web.notices.sample.deadlines"]
    settings.EMAIL_BACKEND = "tests.web.notices.sample.Mailbox"
    settings.SITE_URL = "https://cchc.example.vn"
    sample.OPEN.clear()
    sample.Mailbox.sent.clear()
    sample.Mailbox.refused.clear()


def person(username: str, email: str = "-", **columns: object) -> User:
    return User.objects.create_user(username, f"{username}@example.com" if email == "-" else email, full_name=f"Người {username}", **columns)


@pytest.fixture
def an(db: None) -> User:
    return person("an")


@pytest.fixture
def binh(db: None) -> User:
    return person("binh")
