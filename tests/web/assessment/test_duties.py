"""Who answers for what: defaults from the edition, changes in bulk, the own list first, orphans, deadlines with their points; the stage's time."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import standing_of
from parix.web.assessment.actions.duties import DutyChange, change_duties
from parix.web.assessment.actions.stages import set_window
from parix.web.assessment.actions.unlocking import unlock
from parix.web.assessment.models import Claim, LeafDuty, StageWindow, Unlock
from parix.web.assessment.queries.editions import edition_of
from parix.web.assessment.queries.openings import participation_seen
from parix.web.assessment.queries.self_assessment import LATE, MISSING, ORPHANS, ListPage, SelfHead, calendar_page, head_of, helping_units, list_page
from parix.web.assessment.scoring_runs.opening import open_self_assessment
from parix.web.assessment.workflow import StageLocked
from parix.web.audit_trail.models import Entry
from parix.web.notices.models import Notice
from tests.web.assessment.self_world import AFTER, CLOSES, LEAF, LEAF_OF_INSPECTORATE, OPENS, SelfWorld
from tests.web.worlds import AT, OTHER, OWN

TODAY = timezone.localtime(AT).date()


def head(world: SelfWorld, who: str = "officer") -> SelfHead:
    found = participation_seen(world.own.round.slug, OWN)
    assert found is not None
    return head_of(*found, standing_of(world.world.people[who]), AT)


def listed(world: SelfWorld, who: str = "officer", **asked: str) -> ListPage:
    return list_page(head(world, who), standing_of(world.world.people[who]), today=TODAY, **asked)


def test_defaults_follow_the_editions_lead(self_world: SelfWorld) -> None:
    leaves = edition_of(self_world.own.round).leaves
    units = {"office": self_world.office.pk, "inspectorate": self_world.inspectorate.pk}
    duties = {one.leaf_key: (one.lead_id, one.due_on) for one in LeafDuty.objects.filter(participation=self_world.own)}
    assert duties == {
        key: (units.get(leaf.lead), timezone.localtime(CLOSES).date()) for key, leaf in leaves.items() if leaf.scored_by != "survey"
    }
    claims = set(Claim.objects.filter(participation=self_world.own).values_list("leaf_key", flat=True))
    assert claims == {key for key, leaf in leaves.items() if leaf.scored_by == "self_then_appraiser"}


def test_opening_again_keeps_what_people_decided(self_world: SelfWorld) -> None:
    LeafDuty.objects.filter(participation=self_world.own, leaf_key=LEAF).update(lead=self_world.inspectorate)
    self_world.save()
    open_self_assessment(round=self_world.world.open, opens_at=OPENS, closes_at=CLOSES + timedelta(days=1), by=self_world.world.people["coordinator"], at=AT)
    assert LeafDuty.objects.get(participation=self_world.own, leaf_key=LEAF).lead == self_world.inspectorate
    assert Claim.objects.get(participation=self_world.own, leaf_key=LEAF).version == 1


def test_a_change_in_bulk_is_noted_for_each(self_world: SelfWorld) -> None:
    officer = self_world.world.people["officer"]
    change = DutyChange(self_world.inspectorate.pk, TODAY, "Báo cáo của Thanh tra")
    assert change_duties(participation=self_world.own, leaf_keys=[LEAF, "plan_issued"], change=change, by=officer, at=AT) == 2
    duties = LeafDuty.objects.filter(participation=self_world.own, leaf_key__in=[LEAF, "plan_issued"])
    assert set(duties.values_list("lead_id", "due_on", "evidence_plan")) == {(self_world.inspectorate.pk, TODAY, "Báo cáo của Thanh tra")}
    assert Entry.objects.filter(act="assessment.duties_changed").count() == 2
    self_world.save("staff of inspectorate")


@pytest.mark.parametrize(("keys", "change", "code"), [
    ([], DutyChange(due_on=TODAY), "duties.none_chosen"), ([LEAF], DutyChange(), "duties.no_change"), ([LEAF], DutyChange(lead_id=99_999), "duties.foreign_unit"),
])
def test_a_change_that_says_nothing_is_refused(self_world: SelfWorld, keys: list[str], change: DutyChange, code: str) -> None:
    with pytest.raises(ProblemsFound) as refused:
        change_duties(participation=self_world.own, leaf_keys=keys, change=change, by=self_world.world.people["officer"], at=AT)
    assert [problem.code for problem in refused.value.problems] == [code]


def test_the_own_units_leaves_come_first_and_the_most_points_of_them(self_world: SelfWorld) -> None:
    page = listed(self_world, "staff of inspectorate")
    mine = [one.lead_id == self_world.inspectorate.pk for one in page.leaves]
    assert mine == sorted(mine, reverse=True) and mine[0]
    stakes = [one.at_stake for one in page.leaves if one.lead_id == self_world.inspectorate.pk]
    assert stakes == sorted(stakes, reverse=True)
    assert {one.leaf.key for one in listed(self_world, unit=str(self_world.inspectorate.pk)).leaves} >= {LEAF_OF_INSPECTORATE}


def test_missing_late_and_orphans(self_world: SelfWorld) -> None:
    LeafDuty.objects.filter(participation=self_world.own, leaf_key=LEAF).update(due_on=TODAY - timedelta(days=1), evidence_plan="có rồi")
    page = listed(self_world)
    assert page.leaves[0].leaf.key == LEAF or page.leaves[0].is_late(TODAY)
    assert [one.leaf.key for one in listed(self_world, only=LATE).leaves] == [LEAF]
    assert page.at_stake == sum((one.leaf.high for one in page.leaves if one.leaf.effect != "penalty"), Fraction(0))
    orphans = listed(self_world, only=ORPHANS).leaves
    assert LEAF not in {one.leaf.key for one in orphans}
    assert [one.leaf.max_points for one in orphans] == sorted((one.leaf.max_points for one in orphans), reverse=True)
    shown = self_world.world.client("officer").get(f"/cham-diem/{self_world.own.round.slug}/{OWN}/tu-danh-gia/?xem={ORPHANS}").content.decode()
    assert shown.lower().count("chưa có kế hoạch tài liệu.") == len(orphans)
    self_world.save(is_ready=True)
    assert LEAF not in {one.leaf.key for one in listed(self_world, only=MISSING).leaves}
    assert listed(self_world, only=LATE).leaves == ()


def test_the_calendar_says_what_falls_at_each_deadline(self_world: SelfWorld) -> None:
    LeafDuty.objects.filter(participation=self_world.own, leaf_key=LEAF).update(due_on=TODAY)
    LeafDuty.objects.filter(participation=self_world.own, leaf_key="plan_issued").update(due_on=None)
    page = calendar_page(head(self_world), TODAY)
    draft = page.head.draft
    assert draft is not None
    assert [one.due_on for one in page.deadlines] == [TODAY, timezone.localtime(CLOSES).date()]
    leaf = draft.leaf(LEAF)
    assert leaf is not None and (page.deadlines[0].points, page.deadlines[0].is_past) == (leaf.leaf.high, False)
    assert [one.leaf.key for one in page.undated] == ["plan_issued"]
    assert sum((one.points for one in page.deadlines), Fraction(0)) + sum(one.at_stake for one in page.undated) == draft.at_risk


def test_pages_ask_as_often_for_one_leaf_as_for_all(self_world: SelfWorld) -> None:
    start = f"/cham-diem/{self_world.own.round.slug}/{OWN}/tu-danh-gia/"
    client = self_world.world.client("officer")

    def counts() -> dict[str, int]:
        found = {}
        for page in ("", "lich/", "phan-cong/", "nop/", f"tieu-chi/{LEAF}/"):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(start + page).status_code == 200
            found[page] = len(queries)
        return found

    many = counts()
    for model in (Claim, LeafDuty):
        model.objects.filter(participation=self_world.own).exclude(leaf_key=LEAF).delete()
    assert counts() == many
    # Session, person, roles, notices; the sheet with its place; claims, duties, evidence, registers, a switch; last year's losses.
    assert max(many.values()) <= 18


def test_the_pages_assign_and_time(self_world: SelfWorld) -> None:
    now = timezone.now()
    StageWindow.objects.update(opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1))
    address = f"/cham-diem/{self_world.own.round.slug}/{OWN}/tu-danh-gia/phan-cong/"
    given = {"leaves": [LEAF], "lead": str(self_world.inspectorate.pk), "due_on": "05/11/2026"}
    assert self_world.world.client("officer").post(address, given).status_code == 302
    duty = LeafDuty.objects.get(participation=self_world.own, leaf_key=LEAF)
    assert (duty.lead, f"{duty.due_on:%d/%m/%Y}") == (self_world.inspectorate, "05/11/2026")
    assert self_world.world.client("officer").post(address, {}).status_code == 422
    times = f"/cham-diem/{self_world.own.round.slug}/thoi-gian/"
    coordinator = self_world.world.client("coordinator")
    window = {"what": "times", "self_assessment:opens_at": "01/01/2026 08:00", "self_assessment:closes_at": "31/01/2026 17:00"}
    assert coordinator.post(times, window).status_code == 302
    assert f"{timezone.localtime(StageWindow.objects.get().closes_at):%H:%M %d/%m/%Y}" == "17:00 31/01/2026"
    assert coordinator.post(times, {**window, "self_assessment:closes_at": "31/12/2025 17:00"}).status_code == 422
    until = timezone.localtime(now + timedelta(days=3))
    opened = {"what": "unlock", "stage": "self_assessment", "agency": OWN, "until": f"{until:%d/%m/%Y %H:%M}", "reason": "mất điện cả ngày cuối"}
    assert coordinator.post(times, opened).status_code == 302
    assert coordinator.post(times, {**opened, "reason": ""}).status_code == 422
    assert Unlock.objects.get().agency == self_world.own.agency


def test_an_unlock_reaches_its_agency_alone_and_ends(self_world: SelfWorld) -> None:
    coordinator, agencies = self_world.world.people["coordinator"], self_world.world.agencies
    unlock(round=self_world.world.open, agency=agencies[OTHER], until=AFTER + timedelta(days=1), reason="mất điện cả ngày", by=coordinator, at=AFTER)
    with pytest.raises(StageLocked):
        self_world.save(at=AFTER)
    unlock(round=self_world.world.open, agency=None, until=AFTER + timedelta(days=1), reason="hệ thống ngừng một ngày", by=coordinator, at=AFTER)
    self_world.save(at=AFTER + timedelta(days=1))
    with pytest.raises(StageLocked):
        self_world.save(facts={}, at=AFTER + timedelta(days=1, seconds=1))


@pytest.mark.parametrize(("change", "code"), [
    ({"until": AFTER - timedelta(days=1)}, "unlock.in_the_past"), ({"reason": "  vì  "}, "unlock.no_reason"), ({"at": AT}, "unlock.not_locked"),
])
def test_an_unlock_without_sense_is_refused(self_world: SelfWorld, change: dict[str, object], code: str) -> None:
    given = {"agency": None, "until": AFTER + timedelta(days=1), "reason": "mất điện cả ngày", "at": AFTER, **change}
    with pytest.raises(ProblemsFound) as refused:
        unlock(round=self_world.world.open, by=self_world.world.people["coordinator"], **given)  # type: ignore[arg-type]
    assert [problem.code for problem in refused.value.problems] == [code]


def test_a_time_that_ends_before_it_starts_is_refused(self_world: SelfWorld) -> None:
    with pytest.raises(ProblemsFound) as refused:
        set_window(round=self_world.world.open, opens_at=CLOSES, closes_at=OPENS, by=self_world.world.people["coordinator"], at=AT)
    assert [problem.code for problem in refused.value.problems] == ["window.backwards"]


def test_supporting_units_are_set_in_bulk_and_noted(self_world: SelfWorld) -> None:
    officer, units = self_world.world.people["officer"], {self_world.office.pk, self_world.inspectorate.pk}
    duties = LeafDuty.objects.filter(participation=self_world.own, leaf_key__in=[LEAF, LEAF_OF_INSPECTORATE])
    change_duties(
        participation=self_world.own, leaf_keys=[LEAF, LEAF_OF_INSPECTORATE], change=DutyChange(supporting=frozenset(units)), by=officer, at=AT,
    )
    # whoever leads a leaf does not support it too
    assert {one.leaf_key: list(one.supporting.all()) for one in duties} == {LEAF: [self_world.inspectorate], LEAF_OF_INSPECTORATE: [self_world.office]}
    assert helping_units(self_world.own)[LEAF] == "Thanh tra"
    entry = Entry.objects.filter(act="assessment.duties_changed").order_by("-sequence").first()
    assert entry is not None and len(entry.after["supporting"]) == 1
    change_duties(participation=self_world.own, leaf_keys=[LEAF], change=DutyChange(lead_id=self_world.inspectorate.pk), by=officer, at=AT)
    assert LEAF not in helping_units(self_world.own)  # a unit that is given the lead no longer supports it
    change_duties(participation=self_world.own, leaf_keys=[LEAF], change=DutyChange(lead_id=self_world.office.pk), by=officer, at=AT)
    change_duties(participation=self_world.own, leaf_keys=[LEAF], change=DutyChange(supporting=frozenset(units)), by=officer, at=AT)
    assert helping_units(self_world.own)[LEAF] == "Thanh tra"
    change_duties(participation=self_world.own, leaf_keys=[LEAF], change=DutyChange(supporting=frozenset()), by=officer, at=AT)
    assert LEAF not in helping_units(self_world.own)
    with pytest.raises(ProblemsFound) as refused:
        change_duties(participation=self_world.own, leaf_keys=[LEAF], change=DutyChange(supporting=frozenset({99_999})), by=officer, at=AT)
    assert [one.code for one in refused.value.problems] == ["duties.foreign_unit"]


def test_the_page_sets_them_and_an_empty_choice_keeps_them(self_world: SelfWorld) -> None:
    now = timezone.now()
    StageWindow.objects.update(opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1))
    client, page = self_world.world.client("officer"), f"/cham-diem/{self_world.own.round.slug}/{OWN}/tu-danh-gia/phan-cong/"
    assert client.post(page, {"leaves": [LEAF], "supporting": [str(self_world.inspectorate.pk)]}).status_code == 302
    assert client.post(page, {"leaves": [LEAF], "due_on": f"{now + timedelta(days=1):%d/%m/%Y}"}).status_code == 302
    assert helping_units(self_world.own) == {**helping_units(self_world.own), LEAF: "Thanh tra"}
    assert "phối hợp:" in client.get(page).content.decode()
    staff, start = self_world.world.client("staff"), f"/cham-diem/{self_world.own.round.slug}/{OWN}/tu-danh-gia/"
    told = " ".join(staff.get(f"{start}tieu-chi/{LEAF}/").content.decode().split())
    assert f'Chủ trì: <span lang="vi">Văn phòng</span>; phối hợp: <span lang="vi">Thanh tra</span>; hạn {now + timedelta(days=1):%d/%m/%Y}' in told
    assert 'phối hợp: <span lang="vi">Thanh tra</span>' in staff.get(start).content.decode()
    assert "Đơn vị tôi phối hợp" not in staff.get(start).content.decode()
    helper = self_world.world.client("staff of inspectorate")
    assert "Đơn vị tôi phối hợp (1)" in helper.get(start).content.decode()
    (notice,) = Notice.objects.filter(kind="assessment.duties_supported")
    assert (notice.recipient, notice.title_vi) == (self_world.world.people["staff of inspectorate"], "Thanh tra phối hợp 1 tiêu chí: R.1.2")
    told = helper.get(notice.url).content.decode()
    assert f"tieu-chi/{LEAF}/" in told and "tieu-chi/plan_issued/" not in told
    assert client.post(page, {"leaves": [LEAF], "supporting": ["0"]}).status_code == 302
    assert LEAF not in helping_units(self_world.own)
