"""Reminders of a round: each unit for the leaves it owes, who signs for the submission, the coordinator while somebody is missing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from parix.web.assessment.actions.stages import set_windows, take_step
from parix.web.assessment.actions.unlocking import unlock
from parix.web.assessment.choices import Stage
from parix.web.assessment.models import LeafDuty, Participation, Round
from parix.web.assessment.queries.deadlines import deadlines
from parix.web.assessment.scoring_runs.submissions import submit
from parix.web.notices.actions.reminding import remind
from parix.web.notices.models import Notice
from parix.web.notices.queries.kinds import Deadline
from tests.web.assessment.self_world import AFTER, CLOSES, LEAF, LEAF_OF_INSPECTORATE, SelfWorld
from tests.web.assessment.test_submissions import fill, vouch
from tests.web.worlds import AT, OTHER, OWN

TODAY = timezone.localtime(AT).date()
LAST_DAY = timezone.localtime(CLOSES).date()


def given(today: date) -> dict[str, Deadline]:
    return {one.subject: one for one in deadlines(today)}


def names(world: SelfWorld, one: Deadline) -> set[str]:
    by_id = {person.pk: name for name, person in world.world.people.items()}
    return {by_id[pk] for pk in one.recipients}


def test_a_unit_is_reminded_of_what_it_owes_with_the_points(self_world: SelfWorld) -> None:
    subject = f"assessment.Participation:{self_world.own.pk}/unit:{self_world.inspectorate.pk}"
    assert subject not in given(TODAY)  # due at the end of the stage, weeks away
    LeafDuty.objects.filter(participation=self_world.own, leaf_key=LEAF_OF_INSPECTORATE).update(due_on=TODAY + timedelta(days=3))
    one = given(TODAY)[subject]
    assert (one.due, names(self_world, one)) == (TODAY + timedelta(days=3), {"staff of inspectorate"})
    assert one.what.vi.startswith("tiêu chí R.1.4 ") and one.url.endswith(f"/tieu-chi/{LEAF_OF_INSPECTORATE}/")
    assert one.worth.vi.endswith("điểm đang chờ") and one.worth.en.startswith("points at stake: ")
    self_world.save(leaf=LEAF_OF_INSPECTORATE, is_ready=True)
    assert subject not in given(TODAY)


def test_leaves_of_one_unit_and_day_are_one_reminder_and_those_without_a_unit_are_the_officers(self_world: SelfWorld) -> None:
    soon = TODAY + timedelta(days=1)
    LeafDuty.objects.filter(participation=self_world.own, leaf_key__in=[LEAF, "plan_issued"]).update(due_on=soon, lead=self_world.office)
    LeafDuty.objects.filter(participation=self_world.own, leaf_key=LEAF_OF_INSPECTORATE).update(due_on=soon, lead=None)
    found = given(TODAY)
    office = found[f"assessment.Participation:{self_world.own.pk}/unit:{self_world.office.pk}"]
    nobodys = found[f"assessment.Participation:{self_world.own.pk}/unit:-"]
    assert office.what.vi.startswith("2 tiêu chí: ") and names(self_world, office) == {"staff", "head"}
    assert names(self_world, nobodys) == {"officer"}
    client = self_world.world.client("officer")
    assert [client.get(one.url).status_code for one in found.values() if names(self_world, one) & {"officer", "staff", "head"}] == [200] * 3


def test_who_signs_is_reminded_until_submitted_and_the_coordinator_until_all_are(self_world: SelfWorld) -> None:
    own, other = (f"assessment.Participation:{one.pk}" for one in (self_world.own, self_world.other))
    stage = f"assessment.Round:{self_world.world.open.pk}/self_assessment"
    before = given(TODAY)
    assert [(before[one].due, names(self_world, before[one])) for one in (own, other, stage)] == [
        (LAST_DAY, {"officer", "director"}), (LAST_DAY, {"officer of another"}), (LAST_DAY, {"coordinator"}),
    ]
    assert before[stage].worth.vi == "3 trên 3 cơ quan chưa nộp"
    fill(self_world)
    vouch(self_world)
    submit(participation=self_world.own, by=self_world.world.people["director"], at=AT)
    after = given(TODAY)
    assert (own in after, other in after, after[stage].worth.vi) == (False, True, "2 trên 3 cơ quan chưa nộp")


def test_after_the_lock_units_are_left_alone_and_an_unlocking_sets_a_new_day(self_world: SelfWorld) -> None:
    late = timezone.localtime(AFTER).date() + timedelta(days=1)
    own = f"assessment.Participation:{self_world.own.pk}"
    assert (given(late)[own].due, [key for key in given(late) if "/unit:" in key]) == (LAST_DAY, [])
    agency = self_world.world.agencies[OWN]
    until = AFTER + timedelta(days=5)
    unlock(round=self_world.world.open, agency=agency, until=until, reason="mất mạng cả ngày cuối", by=self_world.world.people["coordinator"], at=AFTER)
    found = given(late)
    assert found[own].due == timezone.localtime(until).date()
    assert {key.partition("/")[0] for key in found if "/unit:" in key} == {own}
    Round.objects.filter(pk=self_world.world.open.pk).update(stage="published", published_batch=1, published_at=AFTER)
    assert given(late) == {}


def test_as_many_queries_for_three_agencies_as_for_one(self_world: SelfWorld) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            list(deadlines(LAST_DAY))
        return len(queries)

    three = count()
    Participation.objects.filter(round=self_world.world.open).exclude(agency__code=OWN).delete()
    assert count() == three <= 16


def test_a_round_reminds_seven_three_and_one_days_before_and_once_when_late(self_world: SelfWorld) -> None:
    for day in range(-9, 4):
        today = LAST_DAY + timedelta(days=day)
        for _again in range(2):
            remind(today=today, now=AT, progress=lambda count, of: None)
    director, staff = self_world.world.people["director"], self_world.world.people["staff"]
    days = {
        name: [one.occasion.partition(":")[0] for one in Notice.objects.filter(recipient=person, kind__startswith="notices.deadline").order_by("id")]
        for name, person in (("director", director), ("staff", staff))
    }
    assert days == {"director": ["7", "3", "1", "late"], "staff": ["7", "3", "1"]}  # nothing is left to do for staff once it is locked


@pytest.mark.parametrize("agency", [OWN, OTHER])
def test_every_address_leads_somewhere(self_world: SelfWorld, agency: str) -> None:
    clients = {person.pk: self_world.world.client(name) for name, person in self_world.world.people.items()}
    assert {clients[pk].get(one.url).status_code for one in deadlines(LAST_DAY) for pk in one.recipients} == {200}


def test_each_later_stage_reminds_those_whose_work_it_is(self_world: SelfWorld) -> None:
    round, coordinator = self_world.world.open, self_world.world.people["coordinator"]
    times = {
        stage: (CLOSES + timedelta(days=10 * number, minutes=1), CLOSES + timedelta(days=10 * number + 10))
        for number, stage in enumerate((Stage.APPRAISAL, Stage.APPEAL, Stage.COUNCIL))
    }
    set_windows(round=round, times=times, by=coordinator, at=AT)
    told = {}
    for stage, verb in ((Stage.APPRAISAL, "open_appraisal"), (Stage.APPEAL, "open_appeals"), (Stage.COUNCIL, "convene")):
        take_step(round=round, verb=verb, by=coordinator, at=times[stage][0])
        due = timezone.localtime(times[stage][1]).date()
        found = [one for one in deadlines(due) if one.due == due]
        told[stage] = {name for one in found for name in names(self_world, one)}
        clients = {person.pk: self_world.world.client(name) for name, person in self_world.world.people.items()}
        assert {clients[pk].get(one.url).status_code for one in found for pk in one.recipients} == {200}
    assert told == {
        Stage.APPRAISAL: {"coordinator", "appraiser"},
        Stage.APPEAL: {"coordinator", "appraiser", "officer", "director", "officer of another"},
        Stage.COUNCIL: {"coordinator", "council member"},
    }
