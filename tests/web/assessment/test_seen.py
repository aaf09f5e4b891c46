"""What each view is scored by: rulings lie over the view below, a claim never changes, and an earlier moment can be asked for."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from django.db import DatabaseError, connection, transaction

from parix.web.assessment.actions.rulings import RulingConflict
from parix.web.assessment.choices import Outcome, Stage, View
from parix.web.assessment.models import Appeal, LiveSheet, Ruling
from parix.web.assessment.queries.rulings import highest_view, views_reached
from parix.web.assessment.queries.sheets import leaves_in
from parix.web.assessment.scoring_runs.live import refresh_views
from parix.web.assessment.scoring_runs.seen import in_order, laid_over, set_as_seen
from tests.web.assessment.appraisal_world import OPENS, AppraisalWorld, build_appraisal_world
from tests.web.assessment.self_world import LEAF
from tests.web.worlds import the_edition

CODE = "plan.tasks_done"
LATER = OPENS[Stage.APPRAISAL] + timedelta(hours=1)


def fact_in(world: AppraisalWorld, view: View, **known: object) -> tuple[object, str]:
    given = set_as_seen(world.own.own, view, **known)  # type: ignore[arg-type]
    one = given.by_code()[CODE, given.period]
    return one.fact, one.source.kind


def points_in(world: AppraisalWorld, view: View) -> Fraction | None:
    live = LiveSheet.objects.get(participation=world.own.own, view=view)
    return next(leaf.points for leaf in leaves_in(live.sheet) if leaf.key == LEAF)


def test_a_ruling_changes_its_view_and_those_above_and_not_the_claim(appraisal_world: AppraisalWorld) -> None:
    before = fact_in(appraisal_world, View.SELF)
    appraisal_world.store()
    seen = {view: fact_in(appraisal_world, view) for view in View}
    share = seen[View.FIRST][0]
    assert (getattr(share, "numerator", None), getattr(share, "denominator", None), seen[View.FIRST][1]) == (1, 2, "appraised")
    assert (seen[View.SELF], seen[View.SECOND], seen[View.COUNCIL]) == (before, seen[View.FIRST], seen[View.FIRST])
    appraisal_world.store(View.SECOND, facts={"value": {"share": "3/4"}})
    assert [getattr(fact_in(appraisal_world, view)[0], "denominator", None) for view in (View.FIRST, View.SECOND, View.COUNCIL)] == [2, 4, 4]


def test_what_was_accepted_as_it_is_keeps_its_source(appraisal_world: AppraisalWorld) -> None:
    claimed, kind = fact_in(appraisal_world, View.SELF)
    written = {"share": f"{claimed.numerator}/{claimed.denominator}"}  # type: ignore[attr-defined]
    appraisal_world.store(outcome=Outcome.ACCEPTED, facts={"value": written}, reason="")
    assert fact_in(appraisal_world, View.FIRST) == (claimed, kind)


def test_a_leaf_taken_out_of_the_maximum_comes_back_with_a_decision_above(appraisal_world: AppraisalWorld) -> None:
    gone = {"value": {"not_applicable": {"decided_by": "Tổ thẩm định", "reason": "không được giao nhiệm vụ"}}}
    appraisal_world.store(outcome=Outcome.NOT_APPLICABLE, facts=gone, legal_basis="Điều 4")
    refresh_views(participation=appraisal_world.own.own, view=View.FIRST, at=LATER)
    whole, dropped = (LiveSheet.objects.get(participation=appraisal_world.own.own, view=view) for view in (View.SELF, View.FIRST))
    assert Fraction(whole.applicable_max) - Fraction(dropped.applicable_max) == the_edition().leaves[LEAF].max_points
    appraisal_world.go_to(Stage.APPEAL)
    appraisal_world.store(View.SECOND, outcome=Outcome.APPLICABLE, facts={"value": {"share": "1/1"}})
    refresh_views(participation=appraisal_world.own.own, view=View.SECOND, at=LATER)
    assert (points_in(appraisal_world, View.FIRST), points_in(appraisal_world, View.SECOND)) == (None, Fraction(3))


def test_the_set_can_be_asked_for_as_it_was_known(appraisal_world: AppraisalWorld) -> None:
    first = appraisal_world.store()
    appraisal_world.store(based_on_number=first.number, facts={"value": {"share": "3/4"}}, at=LATER)
    known = {name: fact_in(appraisal_world, View.FIRST, known_at=moment)[0] for name, moment in (
        ("before", first.ruled_at - timedelta(seconds=1)), ("then", LATER - timedelta(seconds=1)), ("now", LATER),
    )}
    assert known["before"] == fact_in(appraisal_world, View.SELF)[0]
    assert [getattr(known[name], "denominator", None) for name in ("then", "now")] == [2, 4]


def test_the_later_of_two_is_told_and_shown_what_is_held(appraisal_world: AppraisalWorld) -> None:
    held = appraisal_world.store()
    with pytest.raises(RulingConflict) as told:
        appraisal_world.store(facts={"value": {"share": "3/4"}}, by=appraisal_world.people["appraiser of the field"])
    assert (told.value.ruling, told.value.held.facts, told.value.given.facts) == (held, {"value": {"share": "1/2"}}, {"value": {"share": "3/4"}})
    again = appraisal_world.store(based_on_number=1, facts={"value": {"share": "3/4"}}, at=LATER)
    assert (again.number, Ruling.objects.get(pk=held.pk).superseded_at) == (2, LATER)


def test_views_follow_the_stage(appraisal_world: AppraisalWorld) -> None:
    round = appraisal_world.own.world.open
    assert (views_reached(round), highest_view(round)) == ((View.SELF, View.FIRST), View.FIRST)
    appraisal_world.go_to(Stage.COUNCIL)
    assert views_reached(round) == tuple(View)
    assert views_reached(appraisal_world.own.world.published) == (View.SELF,)
    assert set(LiveSheet.objects.filter(participation=appraisal_world.own.own).values_list("view", flat=True)) == set(View.values)


CHANGES = (
    "UPDATE assessment_ruling SET facts = '{}'", "UPDATE assessment_ruling SET reason = 'x'", "UPDATE assessment_ruling SET superseded_at = NULL",
    "UPDATE assessment_appeal SET text = 'x'", "UPDATE assessment_appeal SET answer = 'x'",
)


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_refuses_to_change_what_was_ruled_or_filed(appraisal_world: AppraisalWorld, change: str) -> None:
    first = appraisal_world.store()
    appraisal_world.store(based_on_number=first.number, at=LATER)
    officer = appraisal_world.people["officer"]
    Appeal.objects.create(
        participation=appraisal_world.own.own, leaf_key=LEAF, number=1, text="xin xem lại", filed_by=officer, filed_at=LATER, outcome="withdrawn",
        answered_by=officer, answered_at=LATER,
    )
    with pytest.raises(DatabaseError, match="a stored result is final"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_a_ruling_of_another_edition_changes_nothing(appraisal_world: AppraisalWorld) -> None:
    given = set_as_seen(appraisal_world.own.own, View.SELF)
    gone = Ruling(leaf_key="no_such_leaf", view=View.FIRST, outcome=Outcome.CORRECTED, facts={"value": {"share": "1/2"}}, reason="x", ruled_at=LATER)
    assert in_order(laid_over(the_edition(), given, [gone])) == given


def test_building_it_twice_gives_the_same(db: None) -> None:
    assert highest_view(build_appraisal_world(Stage.APPEAL).own.world.open) == View.SECOND
