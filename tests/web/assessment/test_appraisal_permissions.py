"""Every role by every stage by every verb and page of an appraisal, written out and asked of the actions and the pages themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.actions.memberships import grant_role
from parix.web.accounts.choices import Role
from parix.web.assessment.actions.conflicts import declare_conflict
from parix.web.assessment.actions.inquiries import make_statement
from parix.web.assessment.actions.rulings import RulingConflict, RulingText
from parix.web.assessment.actions.stages import set_double_marking
from parix.web.assessment.actions.unlocking import unlock
from parix.web.assessment.choices import Outcome, Silence, Stage, View
from parix.web.assessment.models import Round
from parix.web.assessment.scoring_runs.appeals import file_appeal
from parix.web.assessment.scoring_runs.inquiries import ask
from parix.web.assessment.scoring_runs.markings import save_marking
from parix.web.assessment.scoring_runs.rulings import save_ruling
from parix.web.assessment.workflow import StageLocked
from tests.web.assessment.appraisal_world import CLOSES, OPENS, AppraisalWorld, build_appraisal_world
from tests.web.assessment.self_world import LEAF
from tests.web.worlds import AT, OWN

Y, NO, LOCKED = "allowed", "refused", "locked"
STATES = ("self-assessment", "appraisal before", "appraisal", "appraisal over", "appraisal unlocked", "appeal", "appeal over", "council", "published")
PEOPLE = (
    "officer", "director", "head", "staff", "officer of another", "coordinator", "appraiser", "appraiser of the field", "appraiser of another field",
    "council member", "auditor", "administrator", "coordinator elsewhere", "without role",
)
APPRAISERS = {"appraiser", "appraiser of the field"}
HALF = RulingText(Outcome.CORRECTED, {"value": {"share": "5/10"}}, "chỉ năm nhiệm vụ có sản phẩm")


def in_states(people: set[str], *states: str) -> Callable[[str, str], str]:
    return lambda person, state: NO if person not in people else Y if state in states else LOCKED


OWN_PEOPLE = {"officer", "director"}
TABLE: dict[str, Callable[[str, str], str]] = {
    "rule": in_states(APPRAISERS, "appraisal", "appraisal unlocked"),
    "rule again": in_states(APPRAISERS, "appeal", "appeal over"),
    "mark": in_states(APPRAISERS, "appraisal", "appraisal unlocked"),
    "ask": in_states(APPRAISERS, "appraisal", "appraisal unlocked"),
    "state": in_states(OWN_PEOPLE, "appraisal before", "appraisal", "appraisal over", "appraisal unlocked", "appeal", "appeal over"),
    "appeal": in_states(OWN_PEOPLE, "appeal"),
    "declare a conflict": lambda person, _state: Y if person in {*APPRAISERS, "appraiser of another field", "council member", "coordinator"} else NO,
    "set double marking": lambda person, state: Y if person == "coordinator" and state != "published" else NO,
}


def verbs(world: AppraisalWorld, person: str, at: datetime) -> dict[str, Callable[[], Any]]:
    by, own, round = world.people[person], world.own.own, world.own.world.open
    rule = {"participation": own, "leaf_key": LEAF, "given": HALF, "based_on_number": 0, "by": by, "at": at}
    return {
        "rule": lambda: save_ruling(view=View.FIRST, **rule),
        "rule again": lambda: save_ruling(view=View.SECOND, **rule),
        "mark": lambda: save_marking(participation=own, leaf_key=LEAF, given=HALF, by=by, at=at),
        "ask": lambda: ask(
            participation=own, leaf_key=LEAF, view=View.FIRST, question="thiếu danh mục sản phẩm", reply_by=(at + timedelta(days=3)).date(),
            silence=Silence.AS_CLAIMED, by=by, at=at,
        ),
        "state": lambda: make_statement(participation=own, leaf_key=LEAF, text="xin gửi danh mục sản phẩm", by=by, at=at),
        "appeal": lambda: file_appeal(participation=own, leaf_key=LEAF, text="đã có đủ mười sản phẩm", by=by, at=at),
        "declare a conflict": lambda: declare_conflict(round=round, person=by, participation=own, leaf_key=LEAF, reason="người thân làm giám đốc", by=by, at=at),
        "set double marking": lambda: set_double_marking(round=round, is_on=True, by=by, at=at),
    }


def world_in(state: str) -> tuple[AppraisalWorld, datetime]:
    stage = {"self-assessment": Stage.SELF_ASSESSMENT, "appeal": Stage.APPEAL, "appeal over": Stage.APPEAL, "council": Stage.COUNCIL, "published": Stage.COUNCIL}
    world = build_appraisal_world(stage.get(state, Stage.APPRAISAL))
    hour = timedelta(hours=1)
    moments = {
        "self-assessment": AT, "appraisal before": OPENS[Stage.APPRAISAL] - timedelta(minutes=1), "appraisal": OPENS[Stage.APPRAISAL] + hour,
        "appraisal over": CLOSES[Stage.APPRAISAL] + hour, "appraisal unlocked": CLOSES[Stage.APPRAISAL] + 2 * hour, "appeal": OPENS[Stage.APPEAL] + hour,
        "appeal over": CLOSES[Stage.APPEAL] + hour, "council": OPENS[Stage.COUNCIL] + hour, "published": OPENS[Stage.COUNCIL] + hour,
    }
    round = world.own.world.open
    if state == "appraisal unlocked":
        unlock(
            round=round, stage=Stage.APPRAISAL, agency=world.own.own.agency, until=moments[state] + hour, reason="mất điện ngày cuối",
            by=world.people["coordinator"], at=CLOSES[Stage.APPRAISAL] + hour,
        )
    if state == "published":
        Round.objects.filter(pk=round.pk).update(stage="published", published_batch=1, published_at=moments[state])
    world.own.own.refresh_from_db()
    return world, moments[state]


def answer(verb: Callable[[], Any]) -> str:
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
    except (ProblemsFound, RulingConflict) as refused:
        return str(refused)
    return Y


@pytest.mark.django_db
@pytest.mark.parametrize("state", STATES)
def test_every_person_with_every_verb(state: str) -> None:
    world, at = world_in(state)
    found = {(person, name): answer(verb) for person in PEOPLE for name, verb in verbs(world, person, at).items()}
    assert found == {(person, name): expected(person, state) for person in PEOPLE for name, expected in TABLE.items()}


WATCHES = {"coordinator", "auditor", "council member"}
READS_AGENCY = {"officer", "director", "head", "staff", *WATCHES, *APPRAISERS, "appraiser of another field"}
PAGES: dict[str, tuple[str, set[str]]] = {
    "queue": ("tham-dinh/", {*WATCHES, *APPRAISERS, "appraiser of another field"}),
    "next": ("tham-dinh/tiep/", {*WATCHES, *APPRAISERS, "appraiser of another field"}),
    "replies": ("tham-dinh/giai-trinh/", {*WATCHES, *APPRAISERS, "appraiser of another field"}),
    "conflicts": ("tham-dinh/xung-dot/", {"coordinator", "auditor", "council member", *APPRAISERS, "appraiser of another field"}),
    "leaf": (f"tham-dinh/{OWN}/{LEAF}/", {*WATCHES, *APPRAISERS}),
    "moved": (f"{OWN}/tham-dinh/", READS_AGENCY),
    "leaf of the agency": (f"{OWN}/tham-dinh/{LEAF}/", READS_AGENCY),
}
POSTED = {
    "accept": f"tham-dinh/{OWN}/{LEAF}/chap-nhan/", "ask": f"tham-dinh/{OWN}/{LEAF}/hoi/", "state": f"{OWN}/tham-dinh/{LEAF}/giai-trinh/",
    "appeal": f"{OWN}/tham-dinh/{LEAF}/kien-nghi/", "onward": "thoi-gian/giai-doan/", "marking setting": "thoi-gian/cach-cham/",
}


@pytest.mark.django_db
@pytest.mark.parametrize("stage", [Stage.SELF_ASSESSMENT, Stage.APPRAISAL, Stage.COUNCIL])
def test_every_person_at_every_page(stage: Stage) -> None:
    world = build_appraisal_world(stage)
    start = f"/cham-diem/{world.own.own.round.slug}/"
    clients = {person: world.own.world.client(person) for person in (*PEOPLE, "")}
    found = {(person, name): client.get(start + path).status_code for person, client in clients.items() for name, (path, _who) in PAGES.items()}
    seen = {"next": 302}
    assert found == {
        (person, name): 302 if not person else seen.get(name, 200) if person in who else 403 for person in clients for name, (_path, who) in PAGES.items()
    }


@pytest.mark.django_db
def test_nothing_posted_by_the_wrong_person_gets_through() -> None:
    world = build_appraisal_world()
    start = f"/cham-diem/{world.own.own.round.slug}/"
    may = {
        "accept": {*WATCHES, *APPRAISERS}, "ask": {*WATCHES, *APPRAISERS}, "state": READS_AGENCY, "appeal": READS_AGENCY, "onward": {"coordinator"},
        "marking setting": {"coordinator"},
    }
    for person in (*PEOPLE, ""):
        client = world.own.world.client(person)
        for name, path in POSTED.items():
            given = {"question": "thiếu danh mục sản phẩm", "reply_by": "01/01/2030", "silence": "as_claimed", "text": "xin gửi danh mục"}
            status = client.post(start + path, given).status_code
            if person and person not in may[name]:
                assert status == 403, (person, name)
            if not person:
                assert status == 302, name
    from parix.web.assessment.models import Appeal, Inquiry, Ruling, Statement

    assert [table.objects.count() for table in (Ruling, Inquiry, Appeal)] == [0, 0, 0]  # the appraisal's time has not come by the clock
    assert set(Statement.objects.values_list("made_by__username", flat=True)) == {"officer", "director"}


@pytest.mark.django_db
def test_whoever_works_for_an_agency_never_appraises_it() -> None:
    world, at = world_in("appraisal")
    staff = world.people["appraiser of the field"]
    grant_role(person=staff, role=Role.STAFF, agency=world.own.own.agency, by="system")
    assert answer(verbs(world, "appraiser of the field", at)["rule"]) == NO
    path = f"/cham-diem/{world.own.own.round.slug}/tham-dinh/{OWN}/{LEAF}/"
    assert world.own.world.client("appraiser of the field").get(path).status_code == 403
