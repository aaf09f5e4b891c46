"""An agency that does not answer in time gets exactly what the question said; no points means none, whatever the rule of the leaf is."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from django.utils import timezone

from parix.criteria.editions import Edition, PlacedLeaf
from parix.criteria.intake import take_in
from parix.criteria.library import edition_folders
from parix.criteria.rule_shapes import AgainstPreviousRule, GateRule
from parix.foundation.agencies import Agency
from parix.foundation.facts import Fact, Number, Share
from parix.foundation.measurements import Measurement, MeasurementSet, Source
from parix.foundation.periods import Period
from parix.foundation.problems import ProblemsFound
from parix.scoring.sheets import score
from parix.web.assessment.choices import CLAIMED_LEAVES, Outcome, Silence, Stage, View
from parix.web.assessment.models import Inquiry, LiveSheet, Ruling
from parix.web.assessment.scoring_runs.inquiries import ask, carry_out_silence
from parix.web.assessment.scoring_runs.nothing_proved import nothing_of
from tests.web.assessment.appraisal_world import OPENS, AppraisalWorld, build_appraisal_world
from tests.web.assessment.self_world import LEAF

ASKED = OPENS[Stage.APPRAISAL] + timedelta(hours=1)
DUE = timezone.localtime(ASKED).date() + timedelta(days=3)
ON_THE_DAY, AFTER = ASKED + timedelta(days=3), ASKED + timedelta(days=4)
SOURCE = Source("report", "Báo cáo", "typed")


def editions() -> list[Edition]:
    return [edition for folder in edition_folders() if (edition := take_in(folder).edition) is not None]


def asked_of(edition: Edition) -> list[PlacedLeaf]:
    return [one for one in edition.placed_leaves if one.leaf.scored_by in {*CLAIMED_LEAVES, "appraiser"}]


@pytest.mark.parametrize("edition", editions(), ids=lambda edition: edition.name)
@pytest.mark.parametrize("known", [{}, {"share": Share(Fraction(2), Fraction(3))}], ids=["nothing claimed", "a share claimed"])
def test_no_points_are_no_points_under_every_rule_of_every_shipped_edition(edition: Edition, known: dict[str, Fact]) -> None:
    period, agency = Period.of_year(edition.settings.in_force.since.year + 1), Agency("A", "Cơ quan", edition.settings.applies_to[0])
    won = {}
    for placed in asked_of(edition):
        leaf, rule = placed.leaf, placed.leaf.rule_on(period.end)
        claimed = {role: known["share"] for role, forms in rule.roles().items() if known and Share in forms}
        compared = isinstance(rule.then if isinstance(rule, GateRule) else rule, AgainstPreviousRule)
        before = {role: claimed.get(role, Number(Fraction(5))) for role in leaf.measures if compared}
        found = nothing_of(leaf, rule, claimed, before)
        measured = [Measurement(leaf.measures[role].code, period, fact, SOURCE) for role, fact in found.items()]
        measured += [Measurement(leaf.measures[role].code, period.a_year_before(), fact, SOURCE) for role, fact in before.items()]
        sheet = score(edition, MeasurementSet(agency, period, tuple(measured)))
        won[leaf.code] = next(one.points for one in sheet.leaves if one.leaf.key == leaf.key)
    assert {code: points for code, points in won.items() if points != 0} == {}


@pytest.fixture
def world(db: None) -> AppraisalWorld:
    return build_appraisal_world()


def asked(world: AppraisalWorld, silence: Silence) -> Inquiry:
    return ask(
        participation=world.own.own, leaf_key=LEAF, view=View.FIRST, question="Thiếu danh mục sản phẩm", reply_by=DUE, silence=silence,
        by=world.people["appraiser"], at=ASKED,
    )


def points(world: AppraisalWorld, view: View) -> object:
    return LiveSheet.objects.get(participation=world.own.own, view=view).leaves[LEAF]["points"]


@pytest.mark.parametrize("silence", Silence.values)
def test_what_was_said_happens_after_the_day_and_not_on_it(world: AppraisalWorld, silence: str) -> None:
    before = world.store(at=ASKED) if silence == Silence.AS_RULED else None
    inquiry, appraiser = asked(world, Silence(silence)), world.people["appraiser"]
    with pytest.raises(ProblemsFound, match="còn trong hạn"):
        carry_out_silence(inquiry=inquiry, based_on_number=1 if before else 0, by=appraiser, at=ON_THE_DAY)
    ruling = carry_out_silence(inquiry=inquiry, based_on_number=1 if before else 0, by=appraiser, at=AFTER)
    inquiry.refresh_from_db()
    assert inquiry.closed_at == AFTER
    if ruling is None:
        assert (before, Ruling.objects.count()) == (Ruling.objects.get(), 1)
        return
    assert (ruling.ruled_by, ruling.reason) == (appraiser, f"cơ quan không giải trình trong hạn {DUE:%d/%m/%Y}")
    if silence == Silence.ZERO:
        assert (ruling.outcome, points(world, View.FIRST)) == (Outcome.CORRECTED, "0")
    else:
        assert (ruling.outcome, points(world, View.FIRST)) == (Outcome.ACCEPTED, points(world, View.SELF))


def test_silence_that_was_said_to_cost_the_points_takes_them_all(world: AppraisalWorld) -> None:
    assert points(world, View.SELF) not in (None, "0")
    carry_out_silence(inquiry=asked(world, Silence.ZERO), based_on_number=0, by=world.people["appraiser"], at=AFTER)
    assert (points(world, View.SELF) != "0", points(world, View.FIRST)) == (True, "0")
