"""Appraising a leaf: accepted as it is, corrected inputs, applicability; the points follow, the claim stays, and silence is carried out."""

from __future__ import annotations

import threading
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections

from parix.foundation.numbers import exact_from_text
from parix.foundation.problems import ProblemsFound
from parix.web.accounts.workflow import StepRefused
from parix.web.assessment.actions.appeals import withdraw_appeal
from parix.web.assessment.actions.conflicts import declare_conflict, end_conflict
from parix.web.assessment.actions.holding import NoSuchLeaf
from parix.web.assessment.actions.inquiries import make_statement
from parix.web.assessment.actions.rulings import RulingConflict, RulingText
from parix.web.assessment.actions.stages import set_double_marking, set_window, take_step
from parix.web.assessment.actions.unlocking import unlock
from parix.web.assessment.choices import Answer, Outcome, Silence, Stage, View
from parix.web.assessment.models import Appeal, Claim, LiveSheet, Marking, Participation, Round, Ruling, Statement
from parix.web.assessment.scoring_runs.appeals import answer_appeal, file_appeal
from parix.web.assessment.scoring_runs.inquiries import ask, carry_out_silence, close
from parix.web.assessment.scoring_runs.markings import save_marking
from parix.web.assessment.scoring_runs.rulings import SavedRuling, effect_of, fitted, save_ruling
from parix.web.assessment.workflow import StageLocked
from parix.web.audit_trail.models import Entry
from parix.web.notices.models import Notice
from tests.web.assessment.appraisal_world import CLOSES, OPENS, AppraisalWorld, build_appraisal_world
from tests.web.assessment.self_world import APPRAISERS_LEAF, FED_LEAF, LEAF
from tests.web.databases import Database
from tests.web.worlds import AT, OTHER, the_edition

NOW = OPENS[Stage.APPRAISAL] + timedelta(hours=1)
APPEALS = OPENS[Stage.APPEAL] + timedelta(hours=1)
HALF = RulingText(Outcome.CORRECTED, {"value": {"share": "5/10"}}, "chỉ 5 nhiệm vụ có sản phẩm")
OUT = RulingText(Outcome.NOT_APPLICABLE, reason="cơ quan không được giao nhiệm vụ", legal_basis="Điều 4 Quyết định số 10")


def rule(world: AppraisalWorld, given: RulingText, who: str = "appraiser of the field", **more: Any) -> SavedRuling:
    asked = {"participation": world.own.own, "leaf_key": LEAF, "view": View.FIRST, "based_on_number": 0, "at": NOW, **more}
    return save_ruling(given=given, by=world.people[who], **asked)


def sheet(world: AppraisalWorld, view: View) -> LiveSheet:
    return LiveSheet.objects.get(participation=world.own.own, view=view)


def codes(refused: pytest.ExceptionInfo[ProblemsFound]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_corrected_inputs_change_the_points_and_the_claim_stays(appraisal_world: AppraisalWorld) -> None:
    claim = Claim.objects.get(participation=appraisal_world.own.own, leaf_key=LEAF)
    saved = rule(appraisal_world, HALF)
    assert saved.ruling.facts == {"value": {"share": "5/10"}}
    assert exact_from_text(saved.live[View.FIRST].leaves[LEAF]["points"]) == 0
    assert exact_from_text(sheet(appraisal_world, View.SELF).points) - exact_from_text(saved.live[View.FIRST].points) == exact_from_text(
        sheet(appraisal_world, View.SELF).leaves[LEAF]["points"]
    )
    assert Claim.objects.filter(pk=claim.pk, version=claim.version, facts=claim.facts).exists()
    entry = Entry.objects.filter(act="assessment.ruled").latest("sequence")
    assert (entry.actor, entry.reason, entry.after["facts"]) == ("appraiser.of.the.field", HALF.reason, saved.ruling.facts)


def test_what_is_accepted_stays_when_the_claim_changes_later(appraisal_world: AppraisalWorld) -> None:
    accepted = rule(appraisal_world, RulingText(Outcome.ACCEPTED))
    coordinator, agency = appraisal_world.people["coordinator"], appraisal_world.own.own.agency
    unlock(round=appraisal_world.own.world.open, agency=agency, until=NOW + timedelta(days=2), reason="bổ sung số liệu bị thiếu", by=coordinator, at=NOW)
    appraisal_world.own.save(facts={"value": {"share": "1/10"}}, at=NOW)
    figures = {view: sheet(appraisal_world, view).leaves[LEAF]["points"] for view in (View.SELF, View.FIRST)}
    assert (figures[View.SELF], figures[View.FIRST]) == ("0", accepted.live[View.FIRST].leaves[LEAF]["points"])
    assert Claim.objects.get(participation=appraisal_world.own.own, leaf_key=LEAF).version > accepted.ruling.claim_version


def test_a_leaf_is_taken_out_by_the_appraiser_with_its_effect_known_before(appraisal_world: AppraisalWorld) -> None:
    own = appraisal_world.own.own
    effect = effect_of(own, LEAF, View.FIRST, fitted(own, LEAF, View.FIRST, OUT), NOW)
    saved = rule(appraisal_world, OUT)
    assert effect.applicable_max == (exact_from_text(sheet(appraisal_world, View.SELF).applicable_max), exact_from_text(saved.live[View.FIRST].applicable_max))
    assert effect.applicable_max[0] - effect.applicable_max[1] == the_edition().leaves[LEAF].max_points
    assert [one.key for one in effect.leaves] == [LEAF]
    with pytest.raises(ProblemsFound) as refused:
        rule(appraisal_world, HALF, based_on_number=1)
    assert codes(refused) == ["ruling.applicability"]
    back = RulingText(Outcome.APPLICABLE, {"value": {"share": "10/10"}}, "có giao nhiệm vụ từ tháng ba", "Điều 5 Quyết định số 10")
    assert rule(appraisal_world, back, based_on_number=1).live[View.FIRST].leaves[LEAF]["points"] == "3"


@pytest.mark.parametrize(("given", "expected"), [
    (RulingText(Outcome.CORRECTED, {"value": {"share": "11/10"}}, "đếm lại sản phẩm"), ["measurement.above_whole"]),
    (RulingText(Outcome.CORRECTED, {"value": {"share": "0/0"}}, "đếm lại sản phẩm"), ["claim.nothing_counted"]),
    (RulingText(Outcome.CORRECTED, {"value": {"number": "3"}}, "đếm lại sản phẩm"), ["measurement.wrong_form"]),
    (RulingText(Outcome.CORRECTED, {"other": {"share": "1/2"}}, "ngắn"), ["ruling.no_reason", "ruling.unknown_role"]),
    (RulingText(Outcome.CORRECTED, {}, "đếm lại sản phẩm"), ["ruling.no_facts"]),
    (RulingText(Outcome.CORRECTED, {"value": {"not_applicable": {"decided_by": "x", "reason": "y"}}}, "đếm lại sản phẩm"), ["ruling.applicability"]),
    (RulingText(Outcome.NOT_APPLICABLE), ["ruling.no_reason", "ruling.no_basis"]),
    (RulingText(Outcome.APPLICABLE, {"value": {"share": "1/2"}}, "có giao nhiệm vụ", "Điều 5"), ["ruling.applies_already"]),
])
def test_what_does_not_fit_is_refused_with_all_that_is_wrong(appraisal_world: AppraisalWorld, given: RulingText, expected: list[str]) -> None:
    with pytest.raises(ProblemsFound) as refused:
        rule(appraisal_world, given)
    assert codes(refused) == expected
    assert Ruling.objects.count() == 0


def test_a_survey_leaf_and_an_unknown_one_are_nobodys(appraisal_world: AppraisalWorld) -> None:
    survey = next(leaf.key for leaf in the_edition().leaves.values() if leaf.scored_by == "survey")
    for key in (survey, "no_such_leaf"):
        with pytest.raises(NoSuchLeaf):
            rule(appraisal_world, HALF, "appraiser", leaf_key=key)


def test_leaves_fed_by_data_are_corrected_too_and_the_appraisers_own_are_entered(appraisal_world: AppraisalWorld) -> None:
    role = next(iter(the_edition().leaves[FED_LEAF].measures))
    saved = rule(appraisal_world, RulingText(Outcome.CORRECTED, {role: {"share": "1/2"}}, "dữ liệu nguồn ghi sai"), "appraiser", leaf_key=FED_LEAF)
    assert saved.live[View.FIRST].leaves[FED_LEAF]["points"] != sheet(appraisal_world, View.SELF).leaves[FED_LEAF]["points"]
    own = next(leaf for leaf in the_edition().leaves.values() if leaf.scored_by == "appraiser")
    role = next(iter(own.measures))
    saved = rule(appraisal_world, RulingText(Outcome.CORRECTED, {role: {"number": "1"}}, "có một quyết định khen thưởng"), "appraiser", leaf_key=own.key)
    assert Fraction(saved.live[View.FIRST].leaves[own.key]["points"]) > 0
    assert APPRAISERS_LEAF


def test_an_appraiser_of_the_agency_itself_has_a_conflict_by_nature_and_a_declared_one_counts(appraisal_world: AppraisalWorld) -> None:
    person, coordinator = appraisal_world.people["appraiser of the field"], appraisal_world.people["coordinator"]
    round, own = appraisal_world.own.world.open, appraisal_world.own.own
    held = declare_conflict(round=round, person=person, participation=own, leaf_key="", reason="người thân làm giám đốc", by=person, at=NOW)
    with pytest.raises(PermissionDenied, match="xung đột lợi ích"):
        rule(appraisal_world, HALF)
    with pytest.raises(PermissionDenied, match="không ai tự gỡ"):
        end_conflict(round=round, conflict=held, reason="không còn liên quan", by=person, at=NOW)
    end_conflict(round=round, conflict=held, reason="khai nhầm cơ quan khác", by=coordinator, at=NOW)
    assert rule(appraisal_world, HALF).ruling.number == 1


def test_two_mark_blind_and_one_of_them_rules(appraisal_world: AppraisalWorld) -> None:
    own, people = appraisal_world.own.own, appraisal_world.people
    set_double_marking(round=appraisal_world.own.world.open, is_on=True, by=people["coordinator"], at=NOW)
    own.refresh_from_db()
    for who in ("appraiser of the field", "appraiser"):
        with pytest.raises(ProblemsFound) as refused:
            rule(appraisal_world, HALF, who)
        assert codes(refused) == ["ruling.not_marked_twice"]
        save_marking(participation=own, leaf_key=LEAF, given=HALF, by=people[who], at=NOW)
    with pytest.raises(ProblemsFound) as refused:
        save_marking(participation=own, leaf_key=LEAF, given=HALF, by=people["appraiser"], at=NOW)
    assert codes(refused) == ["marking.saved_already"]
    made = rule(appraisal_world, HALF, "appraiser").ruling
    assert set(Marking.objects.values_list("ruling", flat=True)) == {made.pk}
    assert {one.after for one in Entry.objects.filter(act="assessment.marked")} == {None}


def test_the_agency_states_and_silence_is_carried_out_by_an_act(appraisal_world: AppraisalWorld) -> None:
    own, people = appraisal_world.own.own, appraisal_world.people
    appraiser, officer = people["appraiser of the field"], people["officer"]
    given = {"participation": own, "leaf_key": LEAF, "view": View.FIRST, "by": appraiser, "at": NOW, "question": "thiếu danh mục sản phẩm"}
    reply_by = (NOW + timedelta(days=3)).date()
    asked = ask(**given, reply_by=reply_by, silence=Silence.ZERO)
    assert set(Notice.objects.filter(kind="assessment.inquiry_asked").values_list("recipient__username", flat=True)) == {"officer", "director"}
    for moment, code in ((NOW, "inquiry.not_due"),):
        with pytest.raises(ProblemsFound) as refused:
            carry_out_silence(inquiry=asked, based_on_number=0, by=appraiser, at=moment)
        assert codes(refused) == [code]
    late = NOW + timedelta(days=5)
    ruling = carry_out_silence(inquiry=asked, based_on_number=0, by=appraiser, at=late)
    assert ruling is not None and (ruling.facts, sheet(appraisal_world, View.FIRST).leaves[LEAF]["points"]) == ({"value": {"share": "0/" + _denominator(appraisal_world)}}, "0")
    with pytest.raises(ProblemsFound) as refused:
        make_statement(participation=own, leaf_key=LEAF, text="xin gửi danh mục", inquiry=asked, by=officer, at=late)
    assert codes(refused) == ["statement.closed"]
    again = ask(**{**given, "at": late}, reply_by=(late + timedelta(days=3)).date(), silence=Silence.AS_RULED)
    said = make_statement(participation=own, leaf_key=LEAF, text="xin gửi danh mục sản phẩm", inquiry=again, by=officer, at=late)
    assert list(Statement.objects.values_list("inquiry", "text")) == [(again.pk, said.text)]
    assert Notice.objects.filter(kind="assessment.statement_made", recipient=appraiser).count() == 1
    with pytest.raises(ProblemsFound) as refused:
        carry_out_silence(inquiry=again, based_on_number=1, by=appraiser, at=late + timedelta(days=9))
    assert codes(refused) == ["inquiry.not_silent"]
    assert close(inquiry=again, by=appraiser, at=late).closed_by == appraiser


def _denominator(world: AppraisalWorld) -> str:
    leaf = next(leaf for leaf in the_edition().leaves.values() if leaf.key == LEAF)
    from parix.web.assessment.scoring_runs.seen import set_as_seen

    given = set_as_seen(world.own.own, View.SELF)
    return str(given.by_code()[leaf.measures["value"].code, given.period].fact.denominator)  # type: ignore[union-attr]


def test_an_appeal_is_filed_in_its_time_and_answered_with_a_ruling_above(appraisal_world: AppraisalWorld) -> None:
    rule(appraisal_world, HALF)
    own, officer, appraiser = appraisal_world.own.own, appraisal_world.people["officer"], appraisal_world.people["appraiser of the field"]
    given: dict[str, Any] = {"participation": own, "leaf_key": LEAF, "text": "đã có đủ mười sản phẩm", "wanted_facts": {"value": {"share": "10/10"}}, "by": officer}
    with pytest.raises(StageLocked, match="còn ở giai đoạn thẩm định"):
        file_appeal(**given, at=NOW)
    appraisal_world.go_to(Stage.APPEAL)
    with pytest.raises(ProblemsFound) as refused:
        file_appeal(**{**given, "wanted_facts": {"value": {"share": "11/10"}}}, at=APPEALS)
    assert codes(refused) == ["measurement.above_whole"]
    first = withdraw_appeal(appeal=file_appeal(**given, at=APPEALS), by=officer, at=APPEALS)
    appeal = file_appeal(**given, at=APPEALS)
    assert (first.outcome, appeal.number) == (Answer.WITHDRAWN, 2)
    with pytest.raises(ProblemsFound) as refused:
        file_appeal(**given, at=APPEALS)
    assert codes(refused) == ["appeal.filed_already"]
    partly = RulingText(Outcome.CORRECTED, {"value": {"share": "9/10"}}, "chín sản phẩm có văn bản")
    late = CLOSES[Stage.APPEAL] + timedelta(days=1)  # filing is over, answering is not
    answered, ruled = answer_appeal(appeal=appeal, outcome=Answer.PARTLY, answer="chín sản phẩm có văn bản", given=partly, by=appraiser, at=late)
    assert (answered.outcome, answered.ruling, ruled.ruling.view) == (Answer.PARTLY, ruled.ruling, View.SECOND)
    assert [sheet(appraisal_world, view).leaves[LEAF]["points"] for view in (View.FIRST, View.SECOND)] == ["0", "1.5"]
    with pytest.raises(ProblemsFound) as refused:
        answer_appeal(appeal=appeal, outcome=Answer.REJECTED, answer="không có gì mới", by=appraiser, at=late)
    assert codes(refused) == ["appeal.answered_already"]
    assert Appeal.objects.get(pk=appeal.pk).answer == "chín sản phẩm có văn bản"


def test_a_rejection_keeps_the_first_ruling(appraisal_world: AppraisalWorld) -> None:
    rule(appraisal_world, HALF)
    appraisal_world.go_to(Stage.APPEAL)
    officer, appraiser = appraisal_world.people["officer"], appraisal_world.people["appraiser of the field"]
    appeal = file_appeal(participation=appraisal_world.own.own, leaf_key=LEAF, text="đã có đủ mười sản phẩm", by=officer, at=APPEALS)
    _answered, ruled = answer_appeal(appeal=appeal, outcome=Answer.REJECTED, answer="không có tài liệu mới", by=appraiser, at=APPEALS)
    assert (ruled.ruling.outcome, ruled.ruling.facts) == (Outcome.ACCEPTED, {"value": {"share": "5/10"}})


def test_stages_follow_each_other_and_only_when_the_one_before_is_over(db: None) -> None:
    world = build_appraisal_world(Stage.SELF_ASSESSMENT)
    round, coordinator = world.own.world.open, world.people["coordinator"]
    for verb, at, words in (
        ("open_appraisal", AT, "giai đoạn tự đánh giá còn tới"), ("convene", NOW, "không có bước"), ("open_appeals", NOW, "không có bước"),
    ):
        with pytest.raises(StepRefused, match=words):
            take_step(round=round, verb=verb, by=coordinator, at=at)
    with pytest.raises(StepRefused, match="điều phối"):
        take_step(round=round, verb="open_appraisal", by=world.people["officer"], at=NOW)
    with pytest.raises(ProblemsFound) as refused:
        set_window(round=round, stage=Stage.APPRAISAL, opens_at=AT, closes_at=CLOSES[Stage.APPRAISAL], by=coordinator, at=AT)
    assert codes(refused) == ["window.overlaps"]
    assert Round.objects.get(pk=round.pk).stage == Stage.SELF_ASSESSMENT


def test_two_rulings_at_once_one_wins_and_the_other_sees_both(each_database: Database) -> None:
    world = build_appraisal_world()
    answers: list[str] = []
    together = threading.Barrier(2)

    def work(who: str) -> None:
        try:
            together.wait()
            rule(world, HALF, who)
            answers.append("saved")
        except RulingConflict as told:
            answers.append(f"{told.ruling.number} {told.held.reason}")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(who,)) for who in ("appraiser", "appraiser of the field")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [f"1 {HALF.reason}", "saved"]
    assert Ruling.objects.count() == 1


def test_rulings_on_two_leaves_at_once_are_both_in_the_score(each_database: Database) -> None:
    """Each refreshes the same live sheet: the one that comes later has to see the other."""
    world = build_appraisal_world()
    role = next(iter(the_edition().leaves[FED_LEAF].measures))
    given = {LEAF: HALF, FED_LEAF: RulingText(Outcome.CORRECTED, {role: {"share": "0/10"}}, "dữ liệu nguồn ghi sai")}
    together = threading.Barrier(2)

    def work(leaf: str) -> None:
        try:
            together.wait()
            rule(world, given[leaf], "appraiser", leaf_key=leaf)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(leaf,)) for leaf in given]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [sheet(world, View.FIRST).leaves[leaf]["points"] for leaf in given] == ["0", "0"]
    assert Participation.objects.filter(round=world.own.world.open, agency__code=OTHER).exists()
