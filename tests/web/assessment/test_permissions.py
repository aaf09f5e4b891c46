"""Every role by every state of the stage by every verb of a self-assessment, written out and asked of the actions themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import standing_of
from parix.web.assessment.actions.duties import DutyChange, change_duties
from parix.web.assessment.actions.stages import set_window
from parix.web.assessment.actions.unlocking import ask_unlock, unlock
from parix.web.assessment.choices import CertificationStep, Stage
from parix.web.assessment.models import Round, StageWindow
from parix.web.assessment.rules import may_see_self_assessment
from parix.web.assessment.scoring_runs.submissions import NotSubmitted, certify, submit
from parix.web.assessment.workflow import StageLocked
from tests.web.assessment.self_world import AFTER, CLOSES, LEAF, OPENS, SelfWorld
from tests.web.worlds import AT, OWN

Y, NO, LOCKED = "allowed", "refused", "locked"
STATES = ("not set", "before", "open", "locked", "unlocked", "published")
PEOPLE = (
    "officer", "director", "head", "staff", "staff of inspectorate", "staff without unit", "officer of another", "coordinator", "appraiser",
    "council member", "auditor", "administrator", "coordinator elsewhere", "without role",
)


def row(*own: str) -> Callable[[str, str], str]:
    """These people may while the stage is open for them; outside of that time they are told that it is locked."""
    return lambda person, state: NO if person not in own else Y if state in ("open", "unlocked") else LOCKED


SEES = {
    "officer", "director", "head", "staff", "staff of inspectorate", "staff without unit", "coordinator", "appraiser", "council member", "auditor",
}
TABLE: dict[str, Callable[[str, str], str]] = {
    "see": lambda person, state: Y if person in SEES else NO,
    "save a claim": row("officer", "head", "staff"),
    "assign duties": row("officer"),
    "check": row("officer"),
    "approve": row("director"),
    "submit": row("officer", "director"),
    "set the time": lambda person, state: Y if person == "coordinator" and state != "published" else NO,
    "unlock": lambda person, state: NO if person != "coordinator" or state == "published" else Y if state in ("locked", "unlocked") else LOCKED,
    "ask to unlock": lambda person, state: NO if person not in ("officer", "director") else Y if state == "locked" else LOCKED,
}


def verbs(world: SelfWorld, person: str, at: datetime) -> dict[str, Callable[[], Any]]:
    by, own, round = world.world.people[person], world.own, world.world.open
    return {
        "see": lambda: may_see_self_assessment(standing_of(by), own.agency_id) or _refuse(),
        "save a claim": lambda: world.save(person, at=at),
        "assign duties": lambda: change_duties(participation=own, leaf_keys=[LEAF], change=DutyChange(due_on=AT.date()), by=by, at=at),
        "check": lambda: certify(participation=own, step=CertificationStep.CHECKED, seen_digest="", by=by, at=at),
        "approve": lambda: certify(participation=own, step=CertificationStep.APPROVED, seen_digest="", by=by, at=at),
        "submit": lambda: submit(participation=own, by=by, at=at),
        "set the time": lambda: set_window(round=round, opens_at=OPENS, closes_at=CLOSES, by=by, at=at),
        "unlock": lambda: unlock(round=round, agency=None, until=at + timedelta(days=9), reason="mất điện cả ngày cuối", by=by, at=at),
        "ask to unlock": lambda: ask_unlock(
            participation=own, stage=Stage.SELF_ASSESSMENT, reason="mất điện cả ngày cuối", wished_until=at + timedelta(days=2), by=by, at=at,
        ),
    }


def _refuse() -> None:
    raise PermissionDenied


def put_into(world: SelfWorld, state: str) -> datetime:
    """Brings the stage into the state and returns the moment to act at."""
    coordinator = world.world.people["coordinator"]
    if state == "not set":
        StageWindow.objects.all().delete()
    if state == "unlocked":
        unlock(round=world.world.open, agency=world.world.agencies[OWN], until=AFTER + timedelta(days=5), reason="mất mạng ngày cuối", by=coordinator, at=AFTER)
    if state == "published":
        Round.objects.filter(pk=world.world.open.pk).update(stage="published", published_batch=1, published_at=AT)
    return {"before": OPENS - timedelta(minutes=1), "locked": AFTER, "unlocked": AFTER + timedelta(hours=1)}.get(state, AT)


def answer(verb: Callable[[], Any]) -> str:
    """Whoever is let through may still be told that the draft is not ready: that is no question of who may."""
    try:
        with transaction.atomic():
            try:
                verb()
            finally:
                transaction.set_rollback(True)
    except PermissionDenied:
        return NO
    except StageLocked:
        return LOCKED
    except ProblemsFound as refused:
        return LOCKED if {one.code for one in refused.problems} <= {"unlock.not_locked", "unlock_request.not_locked"} else f"problems {refused}"
    except NotSubmitted:
        return Y
    return Y


@pytest.mark.parametrize("state", STATES)
def test_every_person_with_every_verb(self_world: SelfWorld, state: str) -> None:
    at = put_into(self_world, state)
    found = {(person, name): answer(verb) for person in PEOPLE for name, verb in verbs(self_world, person, at).items()}
    assert found == {(person, name): expected(person, state) for person in PEOPLE for name, expected in TABLE.items()}


PAGES = ("", "lich/", "nop/", f"tieu-chi/{LEAF}/")


def test_every_person_at_every_page(self_world: SelfWorld) -> None:
    start = f"/cham-diem/{self_world.own.round.slug}/{OWN}/tu-danh-gia/"
    clients = {person: self_world.world.client(person) for person in (*PEOPLE, "")}
    found = {(person, page): client.get(start + page).status_code for person, client in clients.items() for page in PAGES}
    assert found == {(person, page): 302 if not person else 200 if person in SEES else 403 for person in clients for page in PAGES}
    assigning = {person: client.get(start + "phan-cong/").status_code for person, client in clients.items()}
    assert assigning == {person: 302 if not person else 200 if person == "officer" else 403 for person in clients}
    timing = {person: client.get(f"/cham-diem/{self_world.own.round.slug}/thoi-gian/").status_code for person, client in clients.items()}
    assert timing == {person: 302 if not person else 200 if person in ("coordinator", "auditor") else 403 for person in clients}
    posted = {person: client.post(start + f"tieu-chi/{LEAF}/", {"version": 99, "explanation": "x"}).status_code for person, client in clients.items()}
    may = {"officer", "head", "staff"}
    assert posted == {person: 302 if not person else 409 if person in may else 403 for person in clients}
