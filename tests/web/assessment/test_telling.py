"""Who is told of each act in a round, once, in words that lead to a page they may see."""

from __future__ import annotations

from datetime import timedelta

import pytest

from parix.web.assessment import actions
from parix.web.assessment.actions.duties import DutyChange, change_duties
from parix.web.assessment.actions.stages import set_window
from parix.web.assessment.actions.unlocking import unlock
from parix.web.assessment.scoring_runs.submissions import submit
from parix.web.notices.models import Notice
from tests.web.assessment.self_world import AFTER, CLOSES, LEAF, OPENS, SelfWorld
from tests.web.assessment.test_submissions import fill, vouch
from tests.web.worlds import AT, OWN

OPENED = {("assessment.stage_timed", name) for name in ("officer", "director", "officer of another")}


def told(world: SelfWorld) -> set[tuple[str, str]]:
    """What was told since the self-assessment was opened: kind and person."""
    names = {person.pk: name for name, person in world.world.people.items()}
    rows = Notice.objects.exclude(kind__in=["assessment.published", "assessment.stage_timed"]).values_list("kind", "recipient_id")
    return {(kind, names[pk]) for kind, pk in rows}


def test_opening_tells_those_who_sign_once(self_world: SelfWorld) -> None:
    names = {person.pk: name for name, person in self_world.world.people.items()}
    timed = Notice.objects.filter(kind="assessment.stage_timed")
    assert {(one.kind, names[one.recipient_id]) for one in timed} == OPENED
    set_window(round=self_world.world.open, opens_at=OPENS, closes_at=CLOSES, by=self_world.world.people["coordinator"], at=AT)
    assert timed.all().count() == 3
    set_window(round=self_world.world.open, opens_at=OPENS, closes_at=CLOSES + timedelta(days=1), by=self_world.world.people["coordinator"], at=AT)
    assert timed.all().count() == 6
    assert timed.filter(is_formal=True).count() == 6


def test_unlocking_tells_the_agency_or_all_of_them(self_world: SelfWorld) -> None:
    coordinator, reason = self_world.world.people["coordinator"], "mất mạng cả ngày cuối"
    unlock(round=self_world.world.open, agency=self_world.world.agencies[OWN], until=AFTER + timedelta(days=1), reason=reason, by=coordinator, at=AFTER)
    assert told(self_world) == {("assessment.unlocked", "officer"), ("assessment.unlocked", "director")}
    assert Notice.objects.filter(kind="assessment.unlocked").values_list("body_vi", flat=True).distinct().get() == f"Lý do: {reason}"
    unlock(round=self_world.world.open, agency=None, until=AFTER + timedelta(days=2), reason=reason, by=coordinator, at=AFTER)
    assert ("assessment.unlocked", "officer of another") in told(self_world)


def test_a_unit_is_told_of_the_leaves_that_it_is_given(self_world: SelfWorld) -> None:
    officer, change = self_world.world.people["officer"], DutyChange(self_world.inspectorate.pk, AT.date(), "Báo cáo của Thanh tra")
    for _again in range(2):
        change_duties(participation=self_world.own, leaf_keys=[LEAF, "plan_issued"], change=change, by=officer, at=AT)
    assert told(self_world) == {("assessment.duties_given", "staff of inspectorate")}
    one = Notice.objects.get(kind="assessment.duties_given")
    assert one.title_vi.startswith("Thanh tra chủ trì 2 tiêu chí: ") and one.body_vi == f"Hạn: {AT:%d/%m/%Y}. Báo cáo của Thanh tra"
    assert self_world.world.client("staff of inspectorate").get(one.url).status_code == 200


def test_each_step_to_the_submission_calls_the_next_person(self_world: SelfWorld) -> None:
    fill(self_world)
    assert told(self_world) == set()
    vouch(self_world)
    assert told(self_world) == {("assessment.to_approve", "director"), ("assessment.to_submit", "officer")}
    self_world.save("staff", explanation="Báo cáo số 13/BC-MẪU", is_ready=True)
    assert told(self_world) - {("assessment.to_approve", "director"), ("assessment.to_submit", "officer")} == {
        ("assessment.certificate_lapsed", "officer"), ("assessment.certificate_lapsed", "director"),
    }
    vouch(self_world)
    submit(participation=self_world.own, by=self_world.world.people["director"], at=AT)
    receipts = Notice.objects.filter(kind="assessment.submitted")
    assert receipts.count() == 2 and {one.title_vi for one in receipts} == {"Đã nộp phiếu tự chấm, lần 1: Chỉ số các sở năm 2026"}
    clients = {person.pk: self_world.world.client(name) for name, person in self_world.world.people.items()}
    assert {clients[one.recipient_id].get(one.url).status_code for one in Notice.objects.all()} == {200}


@pytest.mark.django_db
def test_publication_tells_every_agency(self_world: SelfWorld) -> None:
    actions.publish_round(round=self_world.world.open, decision="Quyết định số 02/QĐ-MẪU", by=self_world.world.people["coordinator"], at=AFTER)
    found = Notice.objects.filter(kind="assessment.published", subject=f"assessment.Round:{self_world.world.open.pk}")
    assert (found.count(), found.filter(body_vi="Quyết định số 02/QĐ-MẪU").count()) == (3, 3)
