"""An agency asks for a stage to be opened again, and the coordinator answers: what is kept, who is told, what the pages say."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import standing_of
from parix.web.assessment.actions.unlocking import ask_unlock, grant_unlock, refuse_unlock, unlock
from parix.web.assessment.choices import Stage
from parix.web.assessment.models import Participation, StageWindow, Unlock, UnlockRequest
from parix.web.assessment.queries.appraisal.agency import agency_leaf_page
from parix.web.assessment.queries.deadlines import deadlines
from parix.web.assessment.queries.openings import participation_seen
from parix.web.assessment.rules import Opening
from parix.web.assessment.workflow import StageLocked
from parix.web.audit_trail.models import Entry
from parix.web.notices.models import Notice
from tests.web.assessment.appraisal_world import CLOSES as CLOSES_OF
from tests.web.assessment.appraisal_world import build_appraisal_world
from tests.web.assessment.self_world import AFTER, LEAF, SelfWorld, build_self_world
from tests.web.databases import Database
from tests.web.worlds import AT, OTHER, OWN

DAY = timedelta(days=1)
WHY, WHY_NOT = "bão làm mất điện hai ngày cuối", "cơ quan đã có đủ thời gian"


def asked_by(world: SelfWorld, who: str = "officer", **given: Any) -> UnlockRequest:
    given = {"participation": world.own, "stage": Stage.SELF_ASSESSMENT, "reason": WHY, "wished_until": AFTER + 2 * DAY, "at": AFTER, **given}
    return ask_unlock(by=world.world.people[who], **given)


def told(world: SelfWorld, kind: str) -> set[str]:
    names = {person.pk: name for name, person in world.world.people.items()}
    return {names[pk] for pk in Notice.objects.filter(kind=f"assessment.{kind}").values_list("recipient_id", flat=True)}


def acts(one: UnlockRequest) -> list[tuple[str, str]]:
    return list(Entry.objects.filter(subject=f"assessment.UnlockRequest:{one.pk}").order_by("sequence").values_list("act", "reason"))


def test_granted_until_a_moment_for_the_agency_alone(self_world: SelfWorld) -> None:
    one, coordinator = asked_by(self_world), self_world.world.people["coordinator"]
    assert told(self_world, "unlock_asked") == {"coordinator"}
    with pytest.raises(StageLocked):
        self_world.save(at=AFTER)
    granted = grant_unlock(asked=one, until=AFTER + DAY, note="", by=coordinator, at=AFTER)
    made = Unlock.objects.get()
    assert (granted.outcome, granted.unlock, granted.answered_by, granted.answer) == ("granted", made, coordinator, "")
    assert (made.agency, made.until, made.reason) == (self_world.own.agency, AFTER + DAY, WHY)
    assert told(self_world, "unlocked") == {"officer", "director"}
    assert acts(one) == [("assessment.unlock_asked", WHY), ("assessment.unlock_answered", WHY)]
    self_world.save(at=AFTER + DAY)
    with pytest.raises(StageLocked):
        self_world.save(facts={}, at=AFTER + DAY + timedelta(seconds=1))


def test_the_coordinator_is_reminded_of_a_request_until_it_is_answered(self_world: SelfWorld) -> None:
    one, coordinator, today = asked_by(self_world), self_world.world.people["coordinator"], timezone.localdate(AFTER)
    due = [each for each in deadlines(today) if each.subject == f"assessment.UnlockRequest:{one.pk}"]
    assert [(each.due, each.recipients) for each in due] == [(today + DAY, (coordinator.pk,))]
    assert due[0].what.vi.startswith("trả lời đề nghị mở lại tự đánh giá của ") and self_world.world.client("coordinator").get(due[0].url).status_code == 200
    refuse_unlock(asked=one, reason=WHY_NOT, by=coordinator, at=AFTER)
    assert one.pk not in {int(each.subject.rpartition(":")[2]) for each in deadlines(today) if each.subject.startswith("assessment.UnlockRequest")}


def test_refused_with_a_reason_and_asked_again(self_world: SelfWorld) -> None:
    one, coordinator = asked_by(self_world, "director"), self_world.world.people["coordinator"]
    with pytest.raises(ProblemsFound, match="chưa nêu lý do không mở lại"):
        refuse_unlock(asked=one, reason=" không ", by=coordinator, at=AFTER)
    refused = refuse_unlock(asked=one, reason=WHY_NOT, by=coordinator, at=AFTER)
    assert (refused.outcome, refused.unlock, refused.answer) == ("refused", None, WHY_NOT)
    assert told(self_world, "unlock_refused") == {"officer", "director"} and not Unlock.objects.exists()
    assert acts(one) == [("assessment.unlock_asked", WHY), ("assessment.unlock_answered", WHY_NOT)]
    for answer in (lambda: refuse_unlock(asked=one, reason=WHY_NOT, by=coordinator, at=AFTER), lambda: grant_unlock(
        asked=one, until=AFTER + DAY, note="", by=coordinator, at=AFTER,
    )):
        with pytest.raises(ProblemsFound) as again:
            answer()
        assert [problem.code for problem in again.value.problems] == ["unlock_request.answered"]
    assert asked_by(self_world, at=AFTER + timedelta(hours=1)).outcome == "open"


def test_opening_for_all_answers_everybody_who_asked(self_world: SelfWorld) -> None:
    own = asked_by(self_world)
    other = asked_by(self_world, "officer of another", participation=self_world.other)
    coordinator = self_world.world.people["coordinator"]
    unlock(round=self_world.world.open, agency=self_world.world.agencies[OTHER], until=AFTER + DAY, reason=WHY_NOT, by=coordinator, at=AFTER)
    assert [UnlockRequest.objects.get(pk=one.pk).outcome for one in (own, other)] == ["open", "granted"]
    unlock(round=self_world.world.open, agency=None, until=AFTER + DAY, reason="bão cả tỉnh", by=coordinator, at=AFTER)
    assert UnlockRequest.objects.get(pk=own.pk).answer == "bão cả tỉnh"


@pytest.mark.parametrize(("change", "code"), [
    ({"at": AT}, "unlock_request.not_locked"), ({"reason": " vì "}, "unlock_request.no_reason"),
    ({"wished_until": AFTER}, "unlock_request.in_the_past"), ({"stage": Stage.APPRAISAL}, "unlock_request.not_locked"),
    ({"stage": Stage.APPEAL}, "unlock_request.not_locked"),
])
def test_a_request_without_sense_is_refused(self_world: SelfWorld, change: dict[str, Any], code: str) -> None:
    with pytest.raises(ProblemsFound) as refused:
        asked_by(self_world, **change)
    assert [problem.code for problem in refused.value.problems] == [code] and not UnlockRequest.objects.exists()


def test_one_is_open_at_a_time_and_only_whoever_speaks_for_the_agency_asks(self_world: SelfWorld) -> None:
    for who in ("head", "staff", "coordinator", "officer of another", "auditor"):
        with pytest.raises(PermissionDenied):
            asked_by(self_world, who)
    one = asked_by(self_world)
    with pytest.raises(ProblemsFound) as refused:
        asked_by(self_world, "director")
    assert [problem.code for problem in refused.value.problems] == ["unlock_request.open_already"]
    for who in ("officer", "auditor", "coordinator elsewhere"):
        with pytest.raises(PermissionDenied):
            grant_unlock(asked=one, until=AFTER + DAY, note="", by=self_world.world.people[who], at=AFTER)
        with pytest.raises(PermissionDenied):
            refuse_unlock(asked=one, reason=WHY_NOT, by=self_world.world.people[who], at=AFTER)


def test_once_the_round_has_gone_on_an_appeal_and_the_self_assessment_may_be_asked_for(db: None) -> None:
    world = build_appraisal_world(Stage.APPEAL)
    late = CLOSES_OF[Stage.APPEAL] + timedelta(hours=1)
    officer, staff = standing_of(world.people["officer"]), standing_of(world.people["staff"])
    asked_where = {at: agency_leaf_page(*seen_for_appeals(world.own), officer, LEAF, at) for at in (late - timedelta(hours=2), late)}
    assert [page.may_ask_unlock for page in asked_where.values() if page] == [False, True]
    unasked = agency_leaf_page(*seen_for_appeals(world.own), staff, LEAF, late)
    assert unasked is not None and not unasked.may_ask_unlock
    for stage in (Stage.SELF_ASSESSMENT, Stage.APPEAL):
        one = asked_by(world.own, stage=stage, at=late, wished_until=late + DAY)
        assert grant_unlock(asked=one, until=late + DAY, note="", by=world.people["coordinator"], at=late).outcome == "granted"
    assert world.own.save(leaf=LEAF, explanation="Bổ sung sau khi mở lại", at=late + timedelta(minutes=1)).claim.version


@pytest.mark.parametrize("vendor_case", ["asked", "answered"])
def test_both_databases_refuse_to_change_what_was_said(each_database: Database, vendor_case: str) -> None:
    world = build_self_world()
    one = asked_by(world)
    if vendor_case == "answered":
        refuse_unlock(asked=one, reason=WHY_NOT, by=world.world.people["coordinator"], at=AFTER)
    change = {"reason": "x"} if vendor_case == "asked" else {"answer": "x"}
    with pytest.raises(DatabaseError, match="a stored result is final"), transaction.atomic():
        UnlockRequest.objects.filter(pk=one.pk).update(**change)


def seen_for_appeals(world: SelfWorld) -> tuple[Participation, Opening]:
    found = participation_seen(world.own.round.slug, OWN, Stage.APPRAISAL)
    assert found is not None
    return found


@pytest.fixture
def locked(self_world: SelfWorld) -> SelfWorld:
    """The time was over an hour ago, by the clock that pages read."""
    now = timezone.now()
    StageWindow.objects.update(opens_at=now - 9 * DAY, closes_at=now - timedelta(hours=1))
    return self_world


def typed(at: datetime) -> str:
    return f"{timezone.localtime(at):%d/%m/%Y %H:%M}"


def test_through_the_pages(locked: SelfWorld) -> None:
    start = f"/cham-diem/{locked.own.round.slug}"
    page, times = f"{start}/{OWN}/mo-lai/", f"{start}/thoi-gian/"
    officer, coordinator = locked.world.client("officer"), locked.world.client("coordinator")
    assert page in officer.get(f"{start}/{OWN}/tu-danh-gia/").content.decode()
    assert page not in locked.world.client("staff").get(f"{start}/{OWN}/tu-danh-gia/").content.decode()
    until = timezone.now() + DAY
    given = {"stage": "self_assessment", "reason": WHY, "wished_until": typed(until)}
    refused = officer.post(page, {**given, "reason": "vì"})
    assert refused.status_code == 422 and "chưa nêu lý do đề nghị mở khoá" in refused.content.decode()
    assert locked.world.client("staff").post(page, given).status_code == 403
    assert officer.post(page, given).status_code == 302
    assert "chờ điều phối trả lời" in officer.get(page).content.decode()
    listed = coordinator.get(times).content.decode()
    assert WHY in listed and "Xin mở lại giai đoạn tự đánh giá" in listed
    assert "chờ trả lời: 1" in coordinator.get("/").content.decode()
    one = UnlockRequest.objects.get()
    answer = f"{times}de-nghi/{one.pk}/"
    assert officer.post(answer, {"answer": "grant"}).status_code == 403
    assert coordinator.post(f"{times}de-nghi/{one.pk + 1}/", {"answer": "grant"}).status_code == 404
    assert "chưa nêu lý do không mở lại" in coordinator.post(answer, {"answer": "refuse"}, follow=True).content.decode()
    granted = coordinator.post(answer, {"answer": "grant", "until": typed(until)}, follow=True).content.decode()
    assert "Đề nghị đã trả lời" in granted and "chờ trả lời" not in granted
    assert "đã mở lại" in officer.get(page).content.decode()
    assert "Được mở lại sau hạn" in officer.get(f"{start}/{OWN}/tu-danh-gia/").content.decode()


def test_the_auditor_reads_the_calendar_and_changes_nothing(locked: SelfWorld) -> None:
    now = timezone.now()
    asked_by(locked, at=now, wished_until=now + DAY)
    auditor, times = locked.world.client("auditor"), f"/cham-diem/{locked.own.round.slug}/thoi-gian/"
    page = auditor.get(times).content.decode()
    assert WHY in page and page.count("<form") == auditor.get("/").content.decode().count("<form")
    assert auditor.post(times, {"what": "unlock"}).status_code == 403


def test_the_page_asks_as_often_for_many_requests_as_for_one(locked: SelfWorld) -> None:
    now, coordinator, counts = timezone.now(), locked.world.client("coordinator"), []
    for part, who in ((locked.own, "officer"), (locked.other, "officer of another")):
        for _again in range(3):
            one = asked_by(locked, who, participation=part, at=now, wished_until=now + DAY)
            refuse_unlock(asked=one, reason=WHY_NOT, by=locked.world.people["coordinator"], at=now)
        asked_by(locked, who, participation=part, at=now, wished_until=now + DAY)
        with CaptureQueriesContext(connection) as queries:
            coordinator.get(f"/cham-diem/{locked.own.round.slug}/thoi-gian/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
