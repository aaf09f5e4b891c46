"""Checks before submitting, two people who certify one version, one submission of it, its receipt and its bundle."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone
from pytest_django import Settings

from parix.scoring.bundles import verify_bundle
from parix.web.assessment.choices import CertificationStep, ClaimState
from parix.web.assessment.models import Certification, Claim, StageWindow, Submission
from parix.web.assessment.queries.drafts import draft_of
from parix.web.assessment.queries.readiness import checked
from parix.web.assessment.scoring_runs.submissions import AlreadySubmitted, NotSubmitted, certify, frozen_digest, is_genuine, submit
from parix.web.assessment.workflow import StageLocked
from tests.web.assessment.self_world import AFTER, LEAF, PROOF, SelfWorld, build_self_world
from tests.web.databases import Database
from tests.web.worlds import AT, OWN

CHECKED, APPROVED = CertificationStep.CHECKED, CertificationStep.APPROVED


def fill(world: SelfWorld) -> None:
    """Every claim as it is measured already, with words; where nothing is measured, words alone."""
    draft = draft_of(world.own)
    assert draft is not None
    for one in draft.claimed:
        facts = {each.role: dict(each.fact) for each in one.leaf.measurements if each.role in one.asked.measures and "not_known" not in each.fact}
        world.save(leaf=one.leaf.key, facts={role: fact for role, fact in facts.items() if "nothing_arose" not in fact}, explanation=PROOF, is_ready=True)


def vouch(world: SelfWorld, *steps: tuple[CertificationStep, str]) -> None:
    for step, who in steps or ((CHECKED, "officer"), (APPROVED, "director")):
        certify(participation=world.own, step=step, seen_digest=frozen_digest(world.own), by=world.world.people[who], at=AT)


def test_two_certify_one_submits_and_the_bundle_gives_the_score_again(self_world: SelfWorld) -> None:
    fill(self_world)
    vouch(self_world)
    made = submit(participation=self_world.own, by=self_world.world.people["director"], at=AT)
    verified = verify_bundle(bytes(made.bundle))
    draft = draft_of(self_world.own)
    assert draft is not None
    assert (verified.fingerprint, verified.sheet.total.points) == (made.bundle_fingerprint, draft.totals.points)
    assert "Thời điểm nộp: 09:00 ngày 03/11/2026" in made.receipt and made.frozen_digest in made.receipt
    assert is_genuine(made)
    assert {one.state for one in draft.claimed} == {ClaimState.CHECKED}


@pytest.mark.parametrize("change", ["receipt", "signature", "bundle"])
def test_a_changed_receipt_is_told(self_world: SelfWorld, change: str, settings: Settings) -> None:
    fill(self_world)
    vouch(self_world)
    made = submit(participation=self_world.own, by=self_world.world.people["officer"], at=AT)
    changed = {"receipt": made.receipt.replace("09:00", "08:00"), "signature": "0" * 64, "bundle": bytes(made.bundle) + b"x"}[change]
    setattr(made, change, changed)
    assert not is_genuine(made)


def test_another_key_signs_otherwise(self_world: SelfWorld, settings: Settings) -> None:
    fill(self_world)
    vouch(self_world)
    made = submit(participation=self_world.own, by=self_world.world.people["officer"], at=AT)
    settings.RECEIPT_KEY = "another"
    assert not is_genuine(made)


def test_a_draft_with_open_leaves_is_neither_certified_nor_submitted(self_world: SelfWorld) -> None:
    self_world.save()
    with pytest.raises(NotSubmitted, match=r"còn \d+ điểm phải sửa trước khi nộp: tiêu chí R"):
        vouch(self_world)
    with pytest.raises(NotSubmitted, match="phải sửa"):
        submit(participation=self_world.own, by=self_world.world.people["officer"], at=AT)


def test_any_later_save_withdraws_both(self_world: SelfWorld) -> None:
    fill(self_world)
    vouch(self_world)
    assert Certification.objects.filter(withdrawn_at__isnull=True).count() == 2
    self_world.save(facts={"value": {"share": "1/9"}})
    assert Certification.objects.filter(withdrawn_at__isnull=True).count() == 0
    with pytest.raises(NotSubmitted, match="chưa được xác nhận ở bước «cán bộ"):
        submit(participation=self_world.own, by=self_world.world.people["officer"], at=AT)


def test_a_version_that_changed_behind_the_page_is_not_certified(self_world: SelfWorld) -> None:
    fill(self_world)
    seen = frozen_digest(self_world.own)
    self_world.save(facts={"value": {"share": "1/9"}})
    with pytest.raises(NotSubmitted, match="đã thay đổi"):
        certify(participation=self_world.own, step=CHECKED, seen_digest=seen, by=self_world.world.people["officer"], at=AT)


def test_the_director_approves_only_what_was_checked(self_world: SelfWorld) -> None:
    fill(self_world)
    with pytest.raises(NotSubmitted, match="chưa được xác nhận"):
        vouch(self_world, (APPROVED, "director"))


def test_the_same_version_is_submitted_once_and_a_new_one_again(self_world: SelfWorld) -> None:
    fill(self_world)
    vouch(self_world)
    officer = self_world.world.people["officer"]
    first = submit(participation=self_world.own, by=officer, at=AT)
    with pytest.raises(AlreadySubmitted) as refused:
        submit(participation=self_world.own, by=officer, at=AFTER)
    assert refused.value.submission == first
    self_world.save(facts={"value": {"share": "1/9"}}, is_ready=True)
    vouch(self_world)
    assert submit(participation=self_world.own, by=officer, at=AT).number == 2
    with pytest.raises(StageLocked):
        self_world.save(facts={}, at=AFTER)


def test_the_database_refuses_to_change_a_submission(self_world: SelfWorld) -> None:
    fill(self_world)
    vouch(self_world)
    submit(participation=self_world.own, by=self_world.world.people["officer"], at=AT)
    with pytest.raises(DatabaseError, match="a stored result is final"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE assessment_submission SET receipt = 'x'")


def test_the_pages_certify_submit_and_show_the_receipt(self_world: SelfWorld) -> None:
    fill(self_world)
    now = timezone.now()
    StageWindow.objects.update(opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1))
    start = f"/cham-diem/{self_world.own.round.slug}/{OWN}/tu-danh-gia/"
    officer, director = self_world.world.client("officer"), self_world.world.client("director")
    digest = frozen_digest(self_world.own)
    assert "Nộp phiếu tự chấm" in officer.get(start + "nop/").content.decode()
    officer.post(start + "nop/xac-nhan/", {"step": "checked", "digest": digest})
    director.post(start + "nop/xac-nhan/", {"step": "approved", "digest": digest})
    assert officer.post(start + "nop/xac-nhan/", {"step": "another", "digest": digest}).status_code == 404
    response = officer.post(start + "nop/gui/", follow=True)
    assert response.redirect_chain == [(start + "bien-nhan/1/", 302)]
    assert "Chữ ký khớp" in response.content.decode()
    again = director.post(start + "nop/gui/", follow=True).content.decode()
    assert "đã được nộp lúc" in again
    bundle = officer.get(start + "bien-nhan/1/goi-ket-qua.zip")
    assert bundle.status_code == 200 and verify_bundle(bundle.content)
    assert officer.get(start + "bien-nhan/2/").status_code == 404
    assert self_world.world.client("officer of another").get(start + "bien-nhan/1/").status_code == 403


RULES = {
    "readiness.not_claimed": {"facts": {}, "explanation": ""},
    "readiness.without_explanation": {"facts": {"value": {"share": "9/10"}}, "explanation": ""},
    "readiness.full_without_proof": {"facts": {"value": {"share": "10/10"}}, "explanation": "làm tốt lắm"},
    "readiness.outside_period": {"facts": {"value": {"share": "9/10"}}, "explanation": "Báo cáo 12/BC ngày 31/12/2025"},
    "readiness.not_reported_ready": {"facts": {"value": {"share": "9/10"}}, "explanation": PROOF, "is_ready": False},
}


@pytest.mark.parametrize("code", RULES)
def test_each_rule_finds_its_own_and_only_it(self_world: SelfWorld, code: str) -> None:
    fill(self_world)
    self_world.save(**{"is_ready": True, **RULES[code]})
    draft = draft_of(self_world.own)
    assert draft is not None
    found = {rule.code for rule in checked(draft) for problem in rule.found if problem.place.path == LEAF}
    assert found == {code}


def test_a_total_that_a_register_contradicts_is_found(self_world: SelfWorld) -> None:
    """28 of 28 here, where the figures of the system count 30 of the same things."""
    self_world.save(facts={"value": {"share": "28/28"}}, is_ready=True)
    draft = draft_of(self_world.own)
    assert draft is not None
    typed, other = draft.leaf(LEAF), draft.leaf("dossiers_on_time")
    assert typed is not None and other is not None
    use = next(iter(other.asked.measures.items()))
    asked = replace(other.asked, measures={use[0]: replace(use[1], code="x.system", of=typed.asked.measures["value"].of)})
    measured = tuple(replace(one, code="x.system", fact={"share": "25/30"}) for one in other.leaf.measurements[:1])
    fed = replace(other, leaf=replace(other.leaf, measurements=measured), asked=asked)
    rule = next(rule for rule in checked(replace(draft, leaves=(typed, fed))) if rule.code == "readiness.other_total")
    assert [problem.message for problem in rule.found] == [
        f"tiêu chí {typed.leaf.code} khai 28 nhiệm vụ trong kế hoạch, nhưng {fed.leaf.code} theo số liệu hệ thống có 30",
    ]


def test_a_leaf_without_an_owner_is_found(self_world: SelfWorld) -> None:
    draft = draft_of(self_world.own)
    assert draft is not None
    rule = next(rule for rule in checked(draft) if rule.code == "readiness.nobody_answers")
    assert {problem.place.path for problem in rule.found} == {one.leaf.key for one in draft.claimed if one.lead_id is None}
    assert not rule.blocks


def test_two_submits_at_once_one_wins_and_the_other_is_told(each_database: Database) -> None:
    world = build_self_world()
    fill(world)
    vouch(world)
    answers: list[str] = []
    together = threading.Barrier(2)

    def work(who: str) -> None:
        try:
            together.wait()
            submit(participation=world.own, by=world.world.people[who], at=AT)
            answers.append("submitted")
        except AlreadySubmitted as told:
            answers.append(str(told))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(who,)) for who in ("officer", "director")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer == "submitted" for answer in answers) == [False, True]
    assert all("đã được nộp lúc" in answer for answer in answers if answer != "submitted")
    assert Submission.objects.count() == 1


def test_two_saves_at_once_one_wins_and_the_other_sees_both(each_database: Database) -> None:
    world = build_self_world()
    answers: list[str] = []
    together = threading.Barrier(2)

    def work(who: str) -> None:
        try:
            together.wait()
            world.save(who, explanation=f"của {who}", version=0)
            answers.append("saved")
        except Exception as told:  # whatever it is, the comparison below names it
            answers.append(type(told).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(who,)) for who in ("officer", "staff")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["SaveConflict", "saved"]
    assert Claim.objects.get(participation=world.own, leaf_key=LEAF).version == 1
