"""The council: quorum, recusal, one vote each until the motion is decided, ties, the ruling that follows, and the close after which nothing changes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, connections, transaction

from parix.foundation.problems import ProblemsFound
from parix.scoring.bundles import verify_bundle
from parix.web.accounts.workflow import StepRefused
from parix.web.assessment.actions.council import CouncilRefused, Meeting, VoteConflict, note_presence, open_session, recuse
from parix.web.assessment.actions.holding import NoSuchLeaf
from parix.web.assessment.actions.rounds import publish_round
from parix.web.assessment.actions.stages import set_window
from parix.web.assessment.actions.unlocking import unlock
from parix.web.assessment.choices import Choice, MotionOutcome, Outcome, Stage, View
from parix.web.assessment.models import ConflictOfInterest, CouncilSession, LiveSheet, Motion, PublishedBundle, Ruling, ScoringRun, Vote
from parix.web.assessment.queries.council.rows import session_row
from parix.web.assessment.scoring_runs import score_round
from parix.web.assessment.scoring_runs.council import close_session, decide_motion, withdraw_motion
from parix.web.assessment.scoring_runs.publication import publish
from parix.web.assessment.workflow import StageLocked
from parix.web.audit_trail.queries.entries import Filter, page_of
from tests.web.assessment.appraisal_world import CLOSES
from tests.web.assessment.council_world import DECISION, MEETS, MEMBERS, CouncilWorld, build_council_world
from tests.web.assessment.self_world import LEAF
from tests.web.assessment.test_permissions import PEOPLE
from tests.web.databases import Database
from tests.web.worlds import OWN

FOUR = ("chair", "member one", "member two", "member three")
COORDINATOR = "coordinator"


@pytest.fixture
def council(db: None) -> CouncilWorld:
    world = build_council_world()
    world.attend()
    return world


def decide(world: CouncilWorld, motion: Motion) -> Motion:
    return decide_motion(motion=motion, by=world.people[COORDINATOR], at=MEETS)


def close(world: CouncilWorld, decision: str = DECISION) -> CouncilSession:
    return close_session(session=world.session, decision=decision, by=world.people[COORDINATOR], at=MEETS)


def index_in(world: CouncilWorld, view: View) -> str:
    return LiveSheet.objects.get(participation=world.appraisal.own.own, view=view).points


def test_a_carried_motion_is_a_ruling_and_the_points_follow(council: CouncilWorld) -> None:
    before = index_in(council, View.COUNCIL)
    motion = council.put()
    council.votes(motion, FOUR[:3], FOUR[3:])
    decided = decide(council, motion)
    ruling = Ruling.objects.get(view=View.COUNCIL)
    assert (decided.outcome, decided.ruling, ruling.facts, ruling.outcome) == (MotionOutcome.CARRIED, ruling, {"value": {"share": "10/10"}}, Outcome.CORRECTED)
    assert index_in(council, View.COUNCIL) != before and index_in(council, View.SECOND) == before
    acts = [one.act for one in page_of(Filter(), below=None, above=None).entries]
    assert acts[:2] == ["assessment.motion_decided", "assessment.ruled"] and acts.count("assessment.voted") == 4


@pytest.mark.parametrize(("votes", "outcome"), [
    ((("chair", "member one"), ("member two",), ("member three",)), MotionOutcome.CARRIED),
    ((("chair",), ("member one", "member two"), ("member three",)), MotionOutcome.REJECTED),
    ((("chair", "member one"), ("member two", "member three"), ()), MotionOutcome.REJECTED),
    (((), (), FOUR), MotionOutcome.REJECTED),
])
def test_more_for_than_against_carries_and_a_tie_is_lost(council: CouncilWorld, votes: tuple[Any, Any, Any], outcome: MotionOutcome) -> None:
    motion = council.put()
    council.votes(motion, *votes)
    decided = decide(council, motion)
    assert (decided.outcome, decided.by_the_chair, decided.ruling is not None) == (outcome, False, outcome == MotionOutcome.CARRIED)


@pytest.mark.parametrize(("chair", "outcome", "by_chair"), [
    (Choice.FOR, MotionOutcome.CARRIED, True), (Choice.AGAINST, MotionOutcome.REJECTED, True), (Choice.ABSTAIN, MotionOutcome.REJECTED, False),
])
@pytest.mark.django_db
def test_the_chair_breaks_a_tie_only_where_the_round_says_so(chair: Choice, outcome: MotionOutcome, by_chair: bool) -> None:
    world = build_council_world(decides_ties=True)
    world.attend()
    motion = world.put()
    others = {Choice.FOR: (["member one"], ["member two", "member three"]), Choice.AGAINST: (["member one", "member two"], ["member three"])}
    votes_for, against = others.get(chair, (["member one"], ["member two"]))
    world.votes(motion, votes_for, against)
    world.vote(motion, "chair", chair)
    if chair == Choice.ABSTAIN:
        world.vote(motion, "member three", Choice.ABSTAIN)
    decided = decide(world, motion)
    assert (decided.outcome, decided.by_the_chair) == (outcome, by_chair)


def test_without_a_quorum_nobody_votes_and_nothing_is_decided(council: CouncilWorld) -> None:
    motion = council.put()
    council.attend("chair", "member one", "member two")
    with pytest.raises(CouncilRefused, match="có mặt 3 trên 5, cần ít nhất 4"):
        council.vote(motion, "chair")
    council.attend()
    council.votes(motion, FOUR[:3])
    council.attend(*FOUR[:3])
    with pytest.raises(CouncilRefused, match="chưa đủ số người"):
        decide(council, motion)
    assert Ruling.objects.filter(view=View.COUNCIL).count() == 0


def test_too_few_votes_decide_nothing_and_those_of_the_absent_do_not_count(council: CouncilWorld) -> None:
    motion = council.put()
    council.votes(motion, FOUR[:2])
    with pytest.raises(CouncilRefused, match="mới có 2 phiếu, cần ít nhất 3 trong 4"):
        decide(council, motion)
    council.votes(motion, FOUR[2:3])
    council.attend("member one", "member two", "member three", "member of own")
    with pytest.raises(CouncilRefused, match="mới có 2 phiếu"):
        decide(council, motion)


def test_whoever_has_a_part_in_it_has_no_vote(council: CouncilWorld) -> None:
    motion = council.put()
    with pytest.raises(CouncilRefused, match="thuộc cơ quan được chấm"):
        council.vote(motion, "member of own")
    person = council.people["member one"]
    ConflictOfInterest.objects.create(
        person=person, participation=motion.participation, reason="vợ làm ở Sở", declared_at=MEETS, declared_by=person,
    )
    with pytest.raises(CouncilRefused, match="xung đột lợi ích"):
        council.vote(motion, "member one")
    council.vote(motion, "member two")
    recuse(motion=motion, member=council.people["member two"], reason="đã tham gia soạn hồ sơ này", by=council.people["member two"], at=MEETS)
    with pytest.raises(CouncilRefused, match="đã tham gia soạn"):
        council.vote(motion, "member two")
    assert Vote.objects.count() == 0
    row = session_row(council.session).motion(motion.number)
    assert row is not None and row.count.entitled == 2
    assert {one.seat.member.username for one in row.ballots if one.recused} == {"member.of.own", "member.one", "member.two"}
    with pytest.raises(PermissionDenied):
        recuse(motion=motion, member=council.people["member three"], reason="nhờ người khác rút giùm", by=council.people["member two"], at=MEETS)
    with pytest.raises(ProblemsFound):
        recuse(motion=motion, member=council.people["chair"], reason="bận", by=council.people["chair"], at=MEETS)


def test_a_vote_may_be_changed_until_the_motion_is_decided(council: CouncilWorld) -> None:
    motion = council.put()
    council.votes(motion, FOUR)
    council.vote(motion, "member one", Choice.AGAINST, dissent="chỉ có 5 nhiệm vụ có sản phẩm", based_on=0)
    with pytest.raises(VoteConflict, match="không tán thành"):
        council.vote(motion, "member one", Choice.FOR, based_on=0)
    with pytest.raises(VoteConflict):
        council.vote(motion, "chair", Choice.AGAINST, based_on=None)
    decide(council, motion)
    with pytest.raises(CouncilRefused, match="đã kết luận: được thông qua"):
        council.vote(motion, "member one", Choice.FOR, based_on=1)
    vote = Vote.objects.get(member=council.people["member one"])
    assert (vote.choice, vote.dissent, vote.changes) == (Choice.AGAINST, "chỉ có 5 nhiệm vụ có sản phẩm", 1)
    for change in ("UPDATE assessment_vote SET choice = 'for'", "DELETE FROM assessment_vote", "UPDATE assessment_motion SET text = 'x'"):
        with pytest.raises(DatabaseError, match="a stored result is final"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


def test_a_motion_carries_inputs_that_fit_and_one_is_open_at_a_time(council: CouncilWorld) -> None:
    with pytest.raises(ProblemsFound) as refused:
        council.put(facts={"value": {"answer": "yes"}, "x": {"share": "1/2"}}, reason="vì")
    assert {"ruling.no_reason", "ruling.unknown_role"} <= {one.code for one in refused.value.problems}
    with pytest.raises(NoSuchLeaf):
        council.put("khong_co")
    motion = council.put()
    with pytest.raises(CouncilRefused, match="chưa kết luận"):
        council.put()
    withdraw_motion(motion=motion, by=council.people[COORDINATOR], at=MEETS)
    assert council.put().number == 2
    with pytest.raises(StageLocked):
        council.put("plan_issued", at=CLOSES[Stage.COUNCIL] + timedelta(minutes=1))


def test_a_session_is_opened_with_members_and_once(council: CouncilWorld) -> None:
    meeting_of = {"held_on": MEETS.date(), "chair": council.people["chair"], "secretary": council.people["chair"], "quorum_percent": 0}
    with pytest.raises(CouncilRefused, match="chưa đóng"):
        open_session(round=council.round, meeting=Meeting(members=[], **meeting_of), by=council.people[COORDINATOR], at=MEETS)
    CouncilSession.objects.get().seats.all().delete()
    CouncilSession.objects.all().delete()
    with pytest.raises(ProblemsFound) as refused:
        open_session(round=council.round, meeting=Meeting(members=[council.people["officer"]], **meeting_of), by=council.people[COORDINATOR], at=MEETS)
    assert {one.code for one in refused.value.problems} == {"council.quorum", "council.chair_without_seat", "council.one_for_two", "council.not_a_member"}


def test_after_the_close_nothing_of_the_round_changes(council: CouncilWorld) -> None:
    motion, by = council.put(), council.people[COORDINATOR]
    with pytest.raises(CouncilRefused, match="số 1"):
        close(council)
    council.votes(motion, FOUR)
    decide(council, motion)
    with pytest.raises(ProblemsFound, match="quyết định"):
        close(council, "xong")
    with pytest.raises(StepRefused, match="chưa đóng phiên họp"):
        publish_round(round=council.round, decision=DECISION, by=by, at=MEETS)
    closed = close(council)
    council.round.refresh_from_db()
    assert (closed.batch, closed.decision) == (council.round.current_batch, DECISION)
    refused: dict[str, Callable[[], Any]] = {
        "vote": lambda: council.vote(motion, "chair", based_on=0), "put": lambda: council.put("plan_issued"), "close": lambda: close(council),
        "presence": lambda: note_presence(session=council.session, present=[], by=by, at=MEETS),
        "score": lambda: score_round(round=council.round, by=by, at=MEETS), "claim": lambda: council.appraisal.own.save(at=MEETS),
        "session": lambda: open_session(round=council.round, meeting=None, by=by, at=MEETS),  # type: ignore[arg-type]
        "unlock": lambda: unlock(round=council.round, agency=None, until=MEETS + timedelta(days=3), reason="mất điện cả ngày", by=by, at=MEETS),
        "window": lambda: set_window(round=council.round, opens_at=MEETS, closes_at=MEETS + timedelta(days=9), stage=Stage.COUNCIL, by=by, at=MEETS),
    }
    answers = {}
    for name, act in refused.items():
        try:
            with transaction.atomic():
                act()
            answers[name] = "done"
        except (StepRefused, ProblemsFound):
            answers[name] = "refused"
    assert answers == dict.fromkeys(refused, "refused")
    with pytest.raises(DatabaseError, match="a stored result is final"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE assessment_councilsession SET decision = 'x'")


def test_what_is_published_is_what_the_council_left_and_replays_to_the_last_digit(council: CouncilWorld) -> None:
    motion, by = council.put(), council.people[COORDINATOR]
    council.votes(motion, FOUR)
    decide(council, motion)
    close(council)
    later = MEETS + timedelta(days=2)
    published = publish(round=council.round, decision=DECISION, by=by, at=later)
    assert published.published_batch == CouncilSession.objects.get().batch
    runs = list(ScoringRun.objects.filter(round=published, batch=published.published_batch).select_related("agency", "bundle").order_by("agency__code"))
    assert len(runs) == 3
    for run in runs:
        verified = verify_bundle(bytes(run.bundle.content))
        sheet = verified.sheet
        assert verified.fingerprint == run.bundle.fingerprint
        assert [Fraction(text) for text in (run.points, run.index, run.published_index)] == [sheet.total.points, sheet.index, sheet.published_index]
    own = next(run for run in runs if run.agency.code == OWN)
    assert own.sheet["totals"]["points"] == index_in(council, View.COUNCIL)
    path = f"/cong-khai/{published.slug}/{OWN}/goi-ket-qua.zip"
    first, second = (council.appraisal.own.world.client(person).get(path) for person in ("", "officer"))
    assert first.status_code == 200 and first.content == second.content == bytes(own.bundle.content)
    assert "goi-ket-qua.zip" in council.appraisal.own.world.client("").get(f"/cong-khai/{published.slug}/{OWN}/").content.decode()
    with pytest.raises(DatabaseError, match="a stored result is final"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE assessment_publishedbundle SET fingerprint = 'x'")


STAGES = ("before", "open", "closed", "published")
TABLE: dict[str, Callable[[str, str], str]] = {
    "open a session": lambda person, stage: "no" if person != COORDINATOR else "yes" if stage == "open" else "locked",
    "note presence": lambda person, stage: "no" if person not in (COORDINATOR, "chair") else "yes" if stage == "open" else "locked",
    "put a motion": lambda person, stage: "no" if person not in (COORDINATOR, "chair") else "yes" if stage == "open" else "locked",
    "vote": lambda person, stage: "locked" if stage != "open" else "yes" if person in FOUR else "recused" if person == "member of own" else "no",
    "decide": lambda person, stage: "no" if person not in (COORDINATOR, "chair") else "yes" if stage == "open" else "locked",
    "close": lambda person, stage: "no" if person not in (COORDINATOR, "chair") else "locked" if stage != "open" else "yes" if person == COORDINATOR else "no",
    "publish": lambda person, stage: "locked" if stage == "published" else "no" if person != COORDINATOR else "yes" if stage == "closed" else "locked",
}


@pytest.mark.parametrize("stage", STAGES[1:])
def test_every_person_with_every_verb_of_the_council(council: CouncilWorld, stage: str) -> None:
    motion = council.put()
    council.votes(motion, FOUR[1:])
    if stage in ("closed", "published"):
        decide(council, motion)
        close(council)
    if stage == "published":
        publish(round=council.round, decision=DECISION, by=council.people[COORDINATOR], at=MEETS)
    people = (*PEOPLE, *MEMBERS)
    found = {(person, verb): _answer(act) for person in people for verb, act in _verbs(council, motion, person, stage).items()}
    assert found == {(person, verb): _expected(verb, person, stage) for person in people for verb in TABLE}


def _expected(verb: str, person: str, stage: str) -> str:
    if verb == "vote" and stage != "open":
        return "locked"
    return TABLE[verb](person, stage)


def _verbs(world: CouncilWorld, motion: Motion, person: str, stage: str) -> dict[str, Callable[[], Any]]:
    by = world.people[person]
    meeting = Meeting(MEETS.date(), world.people["chair"], world.people[COORDINATOR], [world.people[name] for name in MEMBERS], 67)
    cast = Vote.objects.filter(motion=motion, member=by).first()

    def opened() -> None:
        if stage == "open":
            for model in (Vote, Motion):
                model.objects.all().delete()
            world.session.seats.all().delete()
            CouncilSession.objects.all().delete()
        open_session(round=world.round, meeting=meeting, by=by, at=MEETS)

    def closed() -> None:
        if stage == "open" and person == COORDINATOR:
            decide(world, motion)
        close_session(session=world.session, decision=DECISION, by=by, at=MEETS)

    return {
        "open a session": opened, "note presence": lambda: note_presence(session=world.session, present=[by.pk], by=by, at=MEETS),
        "put a motion": lambda: world.put("plan_issued", by=person, outcome=Outcome.ACCEPTED, facts={}),
        "vote": lambda: world.vote(motion, person, based_on=cast.changes if cast else None),
        "decide": lambda: decide_motion(motion=motion, by=by, at=MEETS), "close": closed,
        "publish": lambda: publish(round=world.round, decision=DECISION, by=by, at=MEETS),
    }


def _answer(act: Callable[[], Any]) -> str:
    try:
        with transaction.atomic():
            try:
                act()
            finally:
                transaction.set_rollback(True)
    except PermissionDenied:
        return "no"
    except StepRefused as refused:
        return "no" if "chỉ điều phối" in str(refused) else "recused" if "thuộc cơ quan" in str(refused) else "locked"
    return "yes"


def _together(acts: list[Callable[[], Any]]) -> list[str]:
    answers: list[str] = []
    together = threading.Barrier(len(acts))

    def work(act: Callable[[], Any]) -> None:
        try:
            together.wait()
            act()
            answers.append("done")
        except Exception as told:  # whatever it is, the comparison names it
            answers.append(type(told).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(answers)


def test_two_votes_of_one_member_and_two_closings_at_once(each_database: Database) -> None:
    world = build_council_world()
    world.attend()
    motion = world.put()
    world.votes(motion, FOUR[:3])
    cast = [lambda choice=choice: world.vote(motion, "member three", choice) for choice in (Choice.FOR, Choice.AGAINST)]
    assert _together(cast) == ["VoteConflict", "done"]
    assert Vote.objects.filter(motion=motion, member=world.people["member three"]).count() == 1
    assert _together([lambda: decide(world, motion), lambda: decide(world, motion)]) == ["CouncilRefused", "done"]
    assert Ruling.objects.filter(view=View.COUNCIL).count() == 1
    assert _together([lambda: close(world), lambda: close(world)]) == ["CouncilRefused", "done"]
    assert CouncilSession.objects.get().batch == ScoringRun.objects.filter(round=world.round).order_by("-batch")[0].batch
    assert PublishedBundle.objects.count() == 0 and motion.leaf_key == LEAF
