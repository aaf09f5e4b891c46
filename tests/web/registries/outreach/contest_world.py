"""A contest of the small world, with three questions, announced and running; entries of people who do not exist."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

from parix.web.registries.outreach.actions.contests import ContestGiven, QuestionGiven, announce_contest, draft_contest, set_question
from parix.web.registries.outreach.actions.entering import EntryGiven, enter
from parix.web.registries.outreach.models import Contest, Entry
from tests.web.registries.registry_world import NOW, RegistryWorld

OPENS, CLOSES = NOW - timedelta(days=1), NOW + timedelta(days=1)
RIGHT = {1: 0, 2: 1, 3: 2}


@contextmanager
def freeze_time(moment: datetime) -> Iterator[None]:
    """What Django says the time is."""
    with patch("django.utils.timezone.now", return_value=moment):
        yield


def drafted(world: RegistryWorld, **changes: Any) -> Contest:
    given = {
        "title": "Tìm hiểu cải cách hành chính", "rules": "Mỗi người một bài.", "opens_at": OPENS, "closes_at": CLOSES, "known_by": "phone", **changes,
    }
    contest = draft_contest(agency=world.own, given=ContestGiven(**given), by=world.people["officer"], at=OPENS)
    for number, correct in RIGHT.items():
        question = QuestionGiven(f"Câu hỏi {number}?", ["Một", "Hai", "Ba"], correct)
        set_question(contest=contest, number=None, given=question, by=world.people["officer"], at=OPENS)
    return contest


def running(world: RegistryWorld, **changes: Any) -> Contest:
    contest = drafted(world, **changes)
    return announce_contest(contest=contest, by=world.people["officer"], at=OPENS)


def given_by(who: int = 1, **changes: Any) -> EntryGiven:
    given: dict[str, Any] = {"name": f"Người Dự Thi {who}", "number": f"09{who:08}", "answers": RIGHT, "prediction": 10, **changes}
    return EntryGiven(**given)


def entered(contest: Contest, who: int = 1, at: datetime = NOW, opened: datetime | None = NOW, **changes: Any) -> Entry:
    return enter(contest=contest, given=given_by(who, **changes), opened_form_at=opened, at=at)
