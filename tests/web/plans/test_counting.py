"""Counts of assignments as measurements of the leaves that ask for them, with the way down to every assignment."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.urls import reverse

from parix.foundation.facts import Number, Share
from parix.foundation.periods import Period
from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import standing_of
from parix.web.assessment.choices import View
from parix.web.assessment.models import LiveSheet, Participation
from parix.web.audit_trail.models import Entry
from parix.web.measurements.models import Measurement
from parix.web.notices.actions.reminding import remind
from parix.web.notices.models import Notice
from parix.web.plans.actions.approving import count_as
from parix.web.plans.choices import Verb
from parix.web.plans.measuring import feed_agency, feed_all, measurements_of
from parix.web.plans.models import Turn
from parix.web.plans.queries.counting import counts_of
from parix.web.plans.queries.work import assigned_work, deadlines
from tests.web.assessment.self_world import LEAF
from tests.web.plans.plan_world import TODAY, PlanWorld
from tests.web.worlds import AT, OTHER, YEAR

PERIOD = Period.of_year(YEAR)


def test_counts_add_up_and_follow_the_turns(plan_world: PlanWorld) -> None:
    counts = counts_of(plan_world.own.pk, "yearly", PERIOD, TODAY)
    assert (counts.of, counts.done, counts.overdue) == (5, 0, 2)
    plan_world.step(1, Verb.COMPLETE)  # late
    plan_world.step(2, Verb.COMPLETE, "staff of inspectorate")
    for number in range(1, 5):
        plan_world.step(3, Verb.COMPLETE, turn=number)
    plan_world.step(5, Verb.CANCEL, "officer")
    counts = counts_of(plan_world.own.pk, "yearly", PERIOD, TODAY)
    assert (counts.of, counts.done, counts.on_time, counts.overdue) == (4, 3, 1, 0)
    assert counts.done == sum(row.is_done for row in counts.rows) and counts.of == len({row.assignment.pk for row in counts.rows})
    assert [(row.turns_done, row.turns) for row in counts.rows] == [(1, 1), (1, 1), (4, 4), (0, 1)]


def test_another_period_and_another_kind_count_other_assignments(plan_world: PlanWorld) -> None:
    assert counts_of(plan_world.own.pk, "digital", PERIOD, TODAY).of == 0
    assert counts_of(plan_world.own.pk, "yearly", Period.of_year(YEAR - 1), TODAY).of == 0
    assert measurements_of(plan_world.own, "digital", PERIOD, TODAY) == []


def test_the_measurement_says_where_it_was_counted(plan_world: PlanWorld) -> None:
    plan_world.step(2, Verb.COMPLETE, "staff of inspectorate")
    (one,) = measurements_of(plan_world.own, "yearly", PERIOD, TODAY)
    assert (one.code, one.fact, one.source.kind, one.source.reference) == ("plan.tasks_done", Share(Fraction(1), Fraction(5)), "register", "12/KH-MẪU")
    page = plan_world.client("auditor").get(one.source.file).content.decode()
    assert "1/5 hoàn thành" in page and all(row.text in page for row in plan_world.plan.assignments.all())
    count_as(plan=plan_world.plan, measured_as="from_above", by=plan_world.person("officer"), at=AT)
    share, overdue = measurements_of(plan_world.own, "from_above", PERIOD, TODAY)
    assert (share.code, share.fact, overdue.code, overdue.fact) == (
        "assignments.on_time", Share(Fraction(1), Fraction(5)), "assignments.overdue_unfinished", Number(Fraction(2)),
    )


def test_the_leaf_of_the_open_round_takes_the_count(plan_world: PlanWorld) -> None:
    before = LiveSheet.objects.filter(participation=plan_world.inner.own, view=View.SELF).values_list("points", flat=True).first()
    for number in range(1, 5):
        plan_world.step(3, Verb.COMPLETE, turn=number)
    plan_world.step(1, Verb.COMPLETE)
    assert feed_agency(agency=plan_world.own, by=plan_world.person("officer"), at=AT) == 1
    assert feed_agency(agency=plan_world.own, by=None, at=AT) == 0  # nothing new: nothing written
    row = Measurement.objects.get(agency=plan_world.own, code="plan.tasks_done", period_start=PERIOD.start, superseded_at__isnull=True)
    assert (row.fact, row.source_kind, row.source_key) == ({"share": "2/5"}, "register", "plans:yearly")
    assert LiveSheet.objects.get(participation=plan_world.inner.own, view=View.SELF).points != before
    assert Entry.objects.get(act="assessment.counts_fed").after == {"plan.tasks_done": {"share": "2/5"}}
    leaf = plan_world.client("officer").get(reverse("assessment:claim", args=[plan_world.inner.own.round.slug, plan_world.own.code, LEAF]))
    assert leaf.status_code == 200
    with pytest.raises(ProblemsFound) as found:
        plan_world.inner.save()
    assert [one.code for one in found.value.problems] == ["claim.fed_by_data"]


def test_a_locked_round_does_not_move(plan_world: PlanWorld) -> None:
    after = AT.replace(year=YEAR + 1)
    assert feed_agency(agency=plan_world.own, by=None, at=after) == 0
    assert not Entry.objects.filter(act="assessment.counts_fed").exists()


def test_the_job_feeds_every_agency_with_a_counted_plan(plan_world: PlanWorld) -> None:
    seen: list[tuple[int, int]] = []
    assert feed_all(at=AT, progress=lambda count, of: seen.append((count, of))) == 1
    assert seen == [(1, 1)]
    assert not Measurement.objects.filter(agency=plan_world.inner.world.agencies[OTHER], source_key__startswith="plans:").exists()


def test_from_the_plans_page(plan_world: PlanWorld) -> None:
    client = plan_world.client("director")
    client.post(reverse("plans:counting", args=[plan_world.plan.pk]), {"measured_as": "digital"})
    plan_world.plan.refresh_from_db()
    assert plan_world.plan.measured_as == "digital"
    assert plan_world.client("staff").post(reverse("plans:counting", args=[plan_world.plan.pk]), {"measured_as": ""}).status_code == 403


def test_deadlines_reach_the_person_the_unit_or_the_officer(plan_world: PlanWorld) -> None:
    due = {one.what.vi: one for one in deadlines(TODAY)}
    names = {what: sorted(one.recipients) for what, one in due.items()}
    ids = {who: plan_world.person(who).pk for who in ("staff", "head", "staff of inspectorate", "officer")}
    assert names["Xây dựng kế hoạch tuyên truyền"] == sorted((ids["staff"], ids["head"]))
    assert names["Kiểm tra các phòng"] == [ids["staff of inspectorate"]]
    assert "Phối hợp với huyện" not in names
    remind(today=TODAY, now=AT, progress=lambda count, of: None)
    remind(today=TODAY, now=AT, progress=lambda count, of: None)
    assert Notice.objects.filter(subject=f"plans.Turn:{plan_world.turn(1).pk}", recipient_id=ids["staff"], kind="notices.deadline_late").count() == 1
    assert Notice.objects.filter(subject=f"plans.Turn:{plan_world.turn(2).pk}", kind="notices.deadline_near").count() == 1
    work = assigned_work(standing_of(plan_world.person("staff")), TODAY)
    assert work is not None and (work.is_whole, work.overdue) == (False, 1 + 3) and work.rows[0].is_overdue
    whole = assigned_work(standing_of(plan_world.person("director")), TODAY)
    assert whole is not None and whole.open == Turn.objects.count()
    assert assigned_work(standing_of(plan_world.person("auditor")), TODAY) is None


def test_a_round_of_another_agency_is_left_alone(plan_world: PlanWorld) -> None:
    other = Participation.objects.get(round=plan_world.inner.world.open, agency=plan_world.inner.world.agencies[OTHER])
    held = LiveSheet.objects.filter(participation=other).count()
    feed_all(at=AT, progress=lambda count, of: None)
    assert LiveSheet.objects.filter(participation=other).count() == held
