"""Saving a claim: the points follow, what does not fit is refused, the later of two writers is told, every save is kept."""

from __future__ import annotations

import re
from datetime import timedelta
from fractions import Fraction

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from parix.foundation.numbers import exact_from_text
from parix.foundation.problems import ProblemsFound
from parix.web.assessment.actions.claims import SaveConflict
from parix.web.assessment.actions.holding import NoSuchLeaf
from parix.web.assessment.choices import ClaimState, View
from parix.web.assessment.forms import number_typed
from parix.web.assessment.models import Claim, ClaimRevision, LiveSheet, StageWindow
from parix.web.assessment.queries.drafts import draft_of, place_of_live
from parix.web.assessment.queries.questions import Question, questions_of
from parix.web.assessment.queries.sheets import leaves_in
from parix.web.assessment.scoring_runs.live import current_set, refresh_live, refresh_round
from parix.web.assessment.workflow import StageLocked
from parix.web.audit_trail.models import Entry
from parix.web.measurements.models import Measurement
from tests.web.assessment.self_world import APPRAISERS_LEAF, CLOSES, FED_LEAF, LEAF, PROOF, SelfWorld
from tests.web.worlds import AT, OWN, the_edition

AT_MOST = 15
SCRIPT = {"HX-Request": "true"}


def points_of(live: LiveSheet | None, key: str = LEAF) -> Fraction | None:
    assert live is not None
    return next(leaf.points for leaf in leaves_in(live.sheet) if leaf.key == key)


def codes_of(refused: pytest.ExceptionInfo[ProblemsFound]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


@pytest.mark.parametrize(("share", "points"), [("95/100", Fraction(3)), ("9/10", Fraction(3, 2)), ("1/2", Fraction(0))])
def test_the_points_follow_the_figures(self_world: SelfWorld, share: str, points: Fraction) -> None:
    before = draft_of(self_world.own)
    assert before is not None
    old = before.leaf(LEAF)
    assert old is not None
    saved = self_world.save("staff", facts={"value": {"share": share}})
    assert saved.live is not None and points_of(saved.live) == points
    assert exact_from_text(saved.live.points) - before.totals.points == points - old.leaf.won
    assert (saved.claim.version, saved.claim.state) == (1, ClaimState.DRAFTED)


def test_every_save_is_kept_and_noted(self_world: SelfWorld) -> None:
    self_world.save(facts={"value": {"share": "1/2"}})
    self_world.save(facts={"value": {"share": "2/3"}}, is_ready=True)
    kept = ClaimRevision.objects.filter(claim__participation=self_world.own).values_list("version", "facts", "state")
    assert list(kept) == [(1, {"value": {"share": "1/2"}}, "drafted"), (2, {"value": {"share": "2/3"}}, "ready")]
    entry = Entry.objects.filter(act="assessment.claim_saved").latest("sequence")
    assert (entry.before["facts"], entry.after["facts"], entry.actor) == ({"value": {"share": "1/2"}}, {"value": {"share": "2/3"}}, "officer")
    measured = Measurement.objects.filter(agency=self_world.own.agency, code="plan.tasks_done", period_start=self_world.own.round.period_start)
    assert measured.filter(superseded_at__isnull=True).values_list("fact", "source_kind", "source_key").get() == ({"share": "2/3"}, "typed", f"claim:{LEAF}")


def test_a_role_that_is_emptied_is_not_known(self_world: SelfWorld) -> None:
    saved = self_world.save(facts={}, explanation="chưa có số liệu")
    assert points_of(saved.live) is None
    assert self_world.save(facts={"value": {"share": "10/10"}}).live is not None


def test_saving_the_same_again_writes_nothing(self_world: SelfWorld) -> None:
    self_world.save()
    assert self_world.save(version=0).live is None
    assert ClaimRevision.objects.count() == 1


def test_the_live_sheet_is_the_one_that_scoring_everything_gives(self_world: SelfWorld) -> None:
    live = self_world.save().live
    assert live is not None
    held = LiveSheet.objects.get(participation=self_world.own)
    again = refresh_live(participation=self_world.own, view=View.SELF, at=AT)
    everybody = {one.participation_id: one for one in refresh_round(round=self_world.own.round, view=View.SELF, at=AT)}
    assert held.sheet == live.sheet == again.sheet == everybody[self_world.own.pk].sheet
    assert live.inputs_digest == again.inputs_digest == held.inputs_digest
    assert current_set(self_world.own).period.start == self_world.own.round.period_start


def test_the_rank_counts_who_stands_above(self_world: SelfWorld) -> None:
    own, other = (LiveSheet.objects.get(participation=one) for one in (self_world.own, self_world.other))
    places = {place_of_live(one, self_world.own.round_id).rank: one.order_value for one in (own, other)}
    assert places == {1: max(own.order_value, other.order_value), 2: min(own.order_value, other.order_value)}
    LiveSheet.objects.filter(pk=own.pk).update(order_value=other.order_value)
    own.refresh_from_db()
    assert (place_of_live(own, self_world.own.round_id).rank, place_of_live(other, self_world.own.round_id).rank) == (1, 1)


@pytest.mark.parametrize(("facts", "code"), [
    ({"value": {"share": "31/30"}}, "measurement.above_whole"),
    ({"value": {"number": "5"}}, "measurement.wrong_form"),
    ({"value": {"share": "a/b"}}, None),
    ({"value": {"share": "4/0"}}, "measurement.zero_denominator"),
    ({"value": {"nothing_arose": "không có"}}, "claim.nothing_arose"),
    ({"value": {"not_applicable": {"decided_by": "chính tôi", "reason": "muốn thế"}}}, "claim.not_applicable"),
    ({"another": {"share": "1/2"}}, "claim.unknown_role"),
])
def test_what_does_not_fit_is_refused_and_nothing_is_stored(self_world: SelfWorld, facts: dict[str, object], code: str | None) -> None:
    before = LiveSheet.objects.get(participation=self_world.own).sheet
    with pytest.raises(ProblemsFound) as refused:
        self_world.save(facts=facts)
    assert code is None or codes_of(refused) == [code]
    assert (ClaimRevision.objects.count(), LiveSheet.objects.get(participation=self_world.own).sheet) == (0, before)


FULL_WHERE_NOTHING_AROSE = "findings_remedied"


def test_two_zeros_are_neither_full_points_nor_none_until_somebody_says_that_nothing_arose(self_world: SelfWorld) -> None:
    with pytest.raises(ProblemsFound) as refused:
        self_world.save(leaf=FULL_WHERE_NOTHING_AROSE, facts={"share": {"share": "0/0"}})
    assert codes_of(refused) == ["claim.nothing_counted"] and not ClaimRevision.objects.exists()
    said = self_world.save(leaf=FULL_WHERE_NOTHING_AROSE, facts={"share": {"nothing_arose": "không phát hiện tồn tại"}})
    maximum = next(leaf.max_points for leaf in the_edition().leaves.values() if leaf.key == FULL_WHERE_NOTHING_AROSE)
    assert points_of(said.live, FULL_WHERE_NOTHING_AROSE) == maximum
    page = f"/cham-diem/{self_world.own.round.slug}/{OWN}/tu-danh-gia/tieu-chi/{FULL_WHERE_NOTHING_AROSE}/"
    StageWindow.objects.update(opens_at=timezone.now() - timedelta(days=1), closes_at=timezone.now() + timedelta(days=1))
    typed = {"version": 1, "share:numerator": "0", "share:denominator": "0", "explanation": PROOF}
    answer = self_world.world.client("officer").post(page, typed)
    assert answer.status_code == 422 and "thì đánh dấu «trong kỳ không phát sinh»" in answer.content.decode()


FAR_TOO_MUCH = {
    "share": {"share": "1000000/1"}, "number": {"number": "1000000"}, "answer": {"answer": "yes"}, "answers": {"answers": {"A": "1000000"}},
}


def test_no_answer_brings_more_than_the_maximum(self_world: SelfWorld) -> None:
    """Every leaf that is claimed, in every form it takes: what is above the whole is refused in words, and nothing else brings more."""
    outcomes = {}
    for claim in Claim.objects.filter(participation=self_world.own).order_by("leaf_key"):
        leaf = the_edition().leaves[claim.leaf_key]
        every = {one.role: _most_of(one) for one in questions_of(leaf, self_world.own.round.period_end)}
        try:
            saved = self_world.save(leaf=claim.leaf_key, facts=every)
        except ProblemsFound as refused:
            assert all(problem.message and problem.remedy for problem in refused.problems)
            outcomes[claim.leaf_key] = tuple(sorted({problem.code for problem in refused.problems}))
            continue
        points = points_of(saved.live, claim.leaf_key)
        assert points is not None and points <= leaf.max_points
        outcomes[claim.leaf_key] = ("saved",)
    assert len(outcomes) == Claim.objects.filter(participation=self_world.own).count()
    refused_as = {code for codes in outcomes.values() for code in codes}
    assert {"saved", "measurement.above_whole"} <= refused_as


def _most_of(question: Question) -> dict[str, object]:
    """The most that somebody could type into the question."""
    if question.form == "level":
        return {"level": max(question.options, key=lambda one: one.points or Fraction(0)).key}
    if question.form == "conditions":
        return {"conditions": {one.key: "yes" for one in question.options}}
    return dict(FAR_TOO_MUCH[question.form])


@pytest.mark.parametrize("leaf", [FED_LEAF, APPRAISERS_LEAF, "no_such_leaf"])
def test_a_leaf_that_the_agency_does_not_claim_has_no_claim(self_world: SelfWorld, leaf: str) -> None:
    assert not Claim.objects.filter(participation=self_world.own, leaf_key=leaf).exists()
    path = f"/cham-diem/{self_world.own.round.slug}/{OWN}/tu-danh-gia/tieu-chi/{leaf}/"
    assert self_world.world.client("officer").post(path, {"version": 0, "explanation": "x"}).status_code == 404


def test_a_figure_from_a_register_is_not_typed_over(self_world: SelfWorld) -> None:
    Measurement.objects.filter(agency=self_world.own.agency, code="plan.tasks_done").update(source_kind="register")
    with pytest.raises(ProblemsFound) as refused:
        self_world.save()
    assert codes_of(refused) == ["claim.fed_by_data"]


def test_a_decision_that_a_leaf_does_not_apply_is_not_typed_over(self_world: SelfWorld) -> None:
    decided = {"not_applicable": {"decided_by": "Sở Nội vụ", "reason": "không có nhiệm vụ"}}
    Measurement.objects.filter(agency=self_world.own.agency, code="plan.tasks_done", superseded_at__isnull=True).update(fact=decided)
    with pytest.raises(ProblemsFound) as refused:
        self_world.save()
    assert codes_of(refused) == ["claim.decided"]


def test_a_claim_of_a_leaf_that_the_edition_lost_is_refused(self_world: SelfWorld) -> None:
    Claim.objects.create(participation=self_world.own, leaf_key="gone")
    with pytest.raises(NoSuchLeaf):
        self_world.save(leaf="gone")


def test_the_later_writer_is_told_with_both_texts(self_world: SelfWorld) -> None:
    self_world.save("staff", explanation="của người trước")
    with pytest.raises(SaveConflict) as conflict:
        self_world.save("officer", facts={"value": {"share": "1/10"}}, explanation="của người sau", version=0)
    assert (conflict.value.held.explanation, conflict.value.given.explanation) == ("của người trước", "của người sau")
    assert Claim.objects.get(participation=self_world.own, leaf_key=LEAF).explanation == "của người trước"


def test_the_deadline_is_the_databases(self_world: SelfWorld) -> None:
    self_world.save(at=CLOSES)
    with pytest.raises(StageLocked, match="điều phối của Sở Nội vụ có thể mở lại"):
        self_world.save(facts={}, at=CLOSES + timedelta(seconds=1))


def test_the_database_refuses_to_change_a_revision(self_world: SelfWorld) -> None:
    self_world.save()
    with pytest.raises(DatabaseError, match="a stored result is final"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE assessment_claimrevision SET explanation = 'x'")


# --- through the page ----------------------------------------------------------------------------------------------


@pytest.fixture
def path(self_world: SelfWorld) -> str:
    """Of the claim's page, with the time set around the real clock, which pages go by."""
    now = timezone.now()
    StageWindow.objects.update(opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1))
    return f"/cham-diem/{self_world.own.round.slug}/{OWN}/tu-danh-gia/tieu-chi/{LEAF}/"


def given(version: int, numerator: str = "9", **more: str) -> dict[str, str]:
    return {"version": str(version), "value:numerator": numerator, "value:denominator": "10", "explanation": PROOF, **more}


def test_a_save_asks_the_database_at_most_fifteen_times(self_world: SelfWorld, path: str) -> None:
    client = self_world.world.client("staff")
    counts = []
    for version, numerator in enumerate(("3", "8", "9")):
        with CaptureQueriesContext(connection) as queries:
            response = client.post(path, given(version, numerator), headers=SCRIPT)
        assert response.status_code == 200 and f'name="version" value="{version + 1}"' in response.content.decode()
        counts.append(len(queries))
    assert max(counts) <= AT_MOST  # with the transaction's own begin and end, which are a savepoint's here


def test_without_scripts_the_page_comes_again_with_the_points(self_world: SelfWorld, path: str) -> None:
    response = self_world.world.client("staff").post(path, given(0, "10"), follow=True)
    assert response.redirect_chain == [(path, 302)]
    text = response.content.decode()
    assert "Đã lưu." in text and re.search(r"explanation__points\">3 <small>/ 3", text)


def test_what_was_typed_stays_when_it_is_refused(self_world: SelfWorld, path: str) -> None:
    response = self_world.world.client("staff").post(path, given(0, "mười"))
    assert response.status_code == 422
    text = response.content.decode()
    assert 'value="mười"' in text and PROOF in text and "không phải là một số" in text
    above = self_world.world.client("staff").post(path, given(0, "11"))
    assert above.status_code == 422 and "tử số 11 lớn hơn mẫu số 10" in above.content.decode()
    assert ClaimRevision.objects.count() == 0


def test_a_deadline_that_passes_while_the_form_is_open_keeps_the_text(self_world: SelfWorld, path: str) -> None:
    client = self_world.world.client("staff")
    assert client.get(path).status_code == 200
    StageWindow.objects.update(closes_at=timezone.now() - timedelta(seconds=1))
    response = client.post(path, given(0))
    text = response.content.decode()
    assert response.status_code == 409 and "đã khoá" in text and PROOF in text
    assert ClaimRevision.objects.count() == 0


def test_a_conflict_shows_both_and_the_next_save_counts(self_world: SelfWorld, path: str) -> None:
    self_world.world.client("officer").post(path, given(0, "8", explanation="bản của cán bộ"))
    client = self_world.world.client("staff")
    response = client.post(path, given(0, "9"))
    text = response.content.decode()
    assert response.status_code == 409
    assert "bản của cán bộ" in text and PROOF in text and 'name="version" value="1"' in text
    assert client.post(path, given(1, "9")).status_code == 302
    assert Claim.objects.get(participation=self_world.own, leaf_key=LEAF).explanation == PROOF


def test_an_agency_cannot_post_that_a_leaf_does_not_apply(self_world: SelfWorld, path: str) -> None:
    before = LiveSheet.objects.get(participation=self_world.own).applicable_max
    more = {"value:not_applicable": "1", "value:nothing": "on", "not_applicable": "on"}
    assert self_world.world.client("officer").post(path, given(0, **more)).status_code == 302
    assert Claim.objects.get(participation=self_world.own, leaf_key=LEAF).facts == {"value": {"share": "9/10"}}
    assert LiveSheet.objects.get(participation=self_world.own).applicable_max == before


@pytest.mark.parametrize(("typed", "number"), [
    ("12", "12"), ("12,5", "12.5"), ("1.234", "1234"), ("1.234,5", "1234.5"), ("1 234", "1234"), ("12.5", "12.5"), (" 0,25 ", "0.25"),
])
def test_numbers_are_read_as_officials_write_them(typed: str, number: str) -> None:
    assert number_typed(typed) == exact_from_text(number)


@pytest.mark.parametrize("typed", ["", "mười", "1e5", "1/2", "12,5,5", "NaN", "½", "9" * 50])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        number_typed(typed)


def test_every_leaf_has_a_page_whose_own_values_save_again(self_world: SelfWorld, path: str) -> None:
    """Whatever the rule's shape: the form shows the facts, and sending them back unchanged gives the same points."""
    client, draft = self_world.world.client("officer"), draft_of(self_world.own)
    assert draft is not None
    for one in draft.leaves:
        address = path.replace(LEAF, one.leaf.key)
        response = client.get(address)
        assert response.status_code == 200, one.leaf.key
        if one.is_claimed:
            form = response.context["form"]
            sent = {name: value for name, field in form.fields.items() if (value := form.initial.get(name)) is not None and value is not False}
            assert client.post(address, {**sent, "explanation": PROOF}).status_code == 302, one.leaf.key
    after = draft_of(self_world.own)
    assert after is not None
    assert {one.leaf.key: one.leaf.points for one in after.leaves} == {one.leaf.key: one.leaf.points for one in draft.leaves}
