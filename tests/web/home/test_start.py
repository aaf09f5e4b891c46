"""The start page of every role: what to do, by when, what it is worth; the same few queries for one row and for three hundred."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from parix.foundation.phrases import Text
from parix.web.accounts.actions.memberships import end_role
from parix.web.accounts.models import Membership, User
from parix.web.accounts.queries import standing_of
from parix.web.accounts.queries.attention import attention
from parix.web.assessment.actions.stages import set_windows, take_step
from parix.web.assessment.choices import Stage, View
from parix.web.assessment.models import Inquiry, LeafDuty, Participation, StageWindow
from parix.web.assessment.queries.work import appraisal_work, own_work, round_work
from parix.web.assessment.queries.work.own import APPROVE, CHECK, SUBMIT, SUBMITTED, OwnWork
from parix.web.assessment.scoring_runs.live import refresh_round
from parix.web.assessment.scoring_runs.submissions import submit
from parix.web.audit_trail.actions import Change, record_many
from parix.web.home.queries import start_page
from parix.web.notices.actions import NewNotice, notify_each
from parix.web.organisations.actions import UnitGiven, save_units
from tests.web.assessment.self_world import CLOSES, LEAF, LEAF_OF_INSPECTORATE, SelfWorld, build_self_world
from tests.web.assessment.test_submissions import APPROVED, CHECKED, fill, vouch
from tests.web.worlds import AT, OWN

TODAY = timezone.localtime(AT).date()
ROLES = ("officer", "director", "head", "staff", "coordinator", "appraiser", "council member", "auditor", "administrator", "without role")


@pytest.fixture
def self_world(db: None) -> SelfWorld:
    return build_self_world()


def own(world: SelfWorld, who: str) -> OwnWork:
    return own_work(standing_of(world.world.people[who]), AT)[0]


def test_which_parts_each_role_sees(self_world: SelfWorld) -> None:
    seen = {}
    for who in ROLES:
        person = self_world.world.people[who]
        page = start_page(person, standing_of(person), AT)
        parts = {
            "own": page.own, "appraising": page.appraising, "rounds": page.rounds, "watched": page.watched, "activity": page.activity,
            "attention": page.attention,
        }
        seen[who] = {name for name, part in parts.items() if part}
        assert self_world.world.client(who).get("/").status_code == 200
    assert seen == {
        "officer": {"own"}, "director": {"own"}, "head": {"own"}, "staff": {"own"}, "coordinator": {"rounds"}, "appraiser": {"watched"},
        "council member": {"watched"}, "auditor": {"watched", "activity"}, "administrator": {"attention"}, "without role": set(),
    }


def test_a_unit_sees_its_own_leaves_the_most_urgent_first(self_world: SelfWorld) -> None:
    LeafDuty.objects.filter(participation=self_world.own, leaf_key=LEAF_OF_INSPECTORATE).update(due_on=TODAY - timedelta(days=1))
    work = own(self_world, "staff of inspectorate")
    assert {one.lead_id for one in work.own} == {self_world.inspectorate.pk}
    assert (work.own[0].leaf.key, work.late, work.missing) == (LEAF_OF_INSPECTORATE, 1, len(work.own))
    assert work.at_stake == sum(one.at_stake for one in work.own) > 0
    before = work.missing
    self_world.save("staff of inspectorate", leaf=LEAF_OF_INSPECTORATE, is_ready=True)
    after = own(self_world, "staff of inspectorate")
    assert (after.missing, after.late) == (before - 1, 0)


def test_who_signs_sees_units_behind_and_the_next_step(self_world: SelfWorld) -> None:
    work = own(self_world, "officer")
    assert [one.name for one in work.behind] == ["Văn phòng", "Thanh tra"]
    assert work.unassigned is not None and work.unassigned.missing > 0
    assert (work.next_step, work.days_left, work.blocking > 0) == (CHECK, 30, True)
    assert (own(self_world, "staff").blocking, own(self_world, "staff").signs) == (0, False)
    fill(self_world)
    assert own(self_world, "director").next_step == CHECK
    vouch(self_world, (CHECKED, "officer"))
    assert own(self_world, "director").next_step == APPROVE
    vouch(self_world, (APPROVED, "director"))
    assert own(self_world, "officer").next_step == SUBMIT
    submit(participation=self_world.own, by=self_world.world.people["director"], at=AT)
    assert (own(self_world, "officer").next_step, own(self_world, "officer").behind) == (SUBMITTED, ())


def test_from_the_very_minute_of_the_lock_the_page_offers_what_is_left_to_do(self_world: SelfWorld) -> None:
    """On the day itself there are no days left either, but nothing can be submitted any more."""
    now = timezone.now()
    StageWindow.objects.update(opens_at=now - timedelta(days=9), closes_at=now - timedelta(minutes=1))
    asking = f"/cham-diem/{self_world.own.round.slug}/{OWN}/mo-lai/"
    officer, staff = self_world.world.client("officer").get("/").content.decode(), self_world.world.client("staff").get("/").content.decode()
    assert "mà chưa nộp: đề nghị điều phối" in officer and f'href="{asking}"' in officer and "ngày để nộp" not in officer
    assert "Phiếu tự chấm đã khoá từ" in staff and "Khai tiêu chí gấp nhất" not in staff
    assert "Giai đoạn này đã hết giờ" in self_world.world.client("coordinator").get("/").content.decode()


def test_the_coordinator_sees_who_has_not_submitted(self_world: SelfWorld) -> None:
    fill(self_world)
    vouch(self_world)
    submit(participation=self_world.own, by=self_world.world.people["officer"], at=AT)
    work = round_work(standing_of(self_world.world.people["coordinator"]).coordinates, AT)[0]
    assert (work.submitted, [one.code for one in work.waiting], work.days_left) == (1, ["DEMO.NV", "DEMO.TC"], 30)
    mine = next(one for one in work.agencies if one.code == OWN)
    assert mine.done == mine.claimed > 0 and mine.submitted_at == AT


def test_an_appraiser_sees_the_queue_by_field_and_what_is_oldest(self_world: SelfWorld) -> None:
    fill(self_world)
    vouch(self_world)
    submit(participation=self_world.own, by=self_world.world.people["officer"], at=AT)
    coordinator, round = self_world.world.people["coordinator"], self_world.world.open
    set_windows(round=round, times={Stage.APPRAISAL: (CLOSES + timedelta(minutes=1), CLOSES + timedelta(days=20))}, by=coordinator, at=AT)
    take_step(round=round, verb="open_appraisal", by=coordinator, at=CLOSES + timedelta(minutes=2))
    refresh_round(round=round, view=View.FIRST, at=CLOSES + timedelta(minutes=2))
    appraiser = self_world.world.people["appraiser"]
    work = appraisal_work(standing_of(appraiser), CLOSES + timedelta(days=10))[0]
    assert work.queue.left > 0 and work.days_left == 10
    assert work.oldest is not None and work.oldest[0] == OWN
    with CaptureQueriesContext(connection) as queries:
        shown = self_world.world.client("appraiser").get("/").context["start"]
    assert ([one.round for one in shown.appraising], shown.watched) == ([round], [])
    assert [one["sql"] for one in queries if "assessment_unlock" in one["sql"]] == [], "what is left out of the watched rounds is not read"
    Inquiry.objects.create(
        participation=self_world.own, leaf_key=LEAF, view="first", question="Văn bản nào?", asked_by=appraiser, asked_at=CLOSES + timedelta(days=1),
        reply_by=TODAY + timedelta(days=40), silence="zero",
    )
    page = self_world.world.client("officer").get("/").content.decode()
    assert "Trả lời yêu cầu giải trình" in page and f"/tham-dinh/{LEAF}/" in page


def test_an_administrator_sees_people_without_role_and_agencies_that_cannot_sign(self_world: SelfWorld) -> None:
    administrator = self_world.world.people["administrator"]
    reach = standing_of(administrator).administers
    before = attention(reach, TODAY)
    assert [(one.agency.code, one.officer, one.director) for one in before.lacking] == [("DEMO.NV", False, True), ("DEMO.TC", True, True)]
    assert before.without_role == ()
    held = Membership.objects.get(user=self_world.world.people["staff"])
    end_role(membership=held, last_day=timezone.localdate() - timedelta(days=1), reason="chuyển công tác", by=administrator)
    after = attention(reach, timezone.localdate())
    assert [person.username for person in after.without_role] == ["staff"]
    assert after.never_came_count == before.never_came_count - 1
    links = re.findall(r'href="(/quan-tri/[^"]+)"', self_world.world.client("administrator").get("/").content.decode())
    client = self_world.world.client("administrator")
    assert links and {client.get(link).status_code for link in links} == {200}


def test_as_many_queries_for_one_row_and_for_three_hundred(self_world: SelfWorld) -> None:
    """Notices in the inbox, entries in the journal, leaves and units at home; for people who are not administrators."""
    officer, auditor, coordinator = (self_world.world.people[who] for who in ("officer", "auditor", "coordinator"))
    paths = {"officer": ("/", "/thong-bao/", "/thong-bao/?xem=tat-ca"), "auditor": ("/", "/giam-sat/nhat-ky/"), "coordinator": ("/", "/thong-bao/"), "staff": ("/",)}

    def counts() -> dict[tuple[str, str], int]:
        found = {}
        for who, own_paths in paths.items():
            client = self_world.world.client(who)
            for path in own_paths:
                with CaptureQueriesContext(connection) as queries:
                    assert client.get(path).status_code == 200
                found[who, path] = len(queries)
        return found

    few = counts()
    said = {"what": Text("việc", "work"), "worth": "", "left": ""}
    notify_each(now=AT, notices=[
        NewNotice([officer.pk, auditor.pk, coordinator.pk], "notices.deadline_near", f"x:{number}", "x", "/", said, TODAY) for number in range(300)
    ])
    with transaction.atomic():
        record_many(act="assessment.window_set", changes=[Change(f"assessment.StageWindow:{number}", None, {"a": 1}, "DEMO") for number in range(300)], by="system")
    for number in range(40):
        unit = save_units(agency=self_world.world.agencies[OWN], given=[UnitGiven(f"Phòng {number}", "professional")], by="system")[0]
        LeafDuty.objects.filter(pk__in=LeafDuty.objects.filter(participation=self_world.own)[number : number + 1].values("pk")).update(lead=unit)
    many = counts()
    assert many == few
    assert max(few.values()) <= 26


def test_what_is_not_ones_own_is_not_shown(self_world: SelfWorld) -> None:
    other = self_world.world.client("officer of another").get("/").content.decode()
    assert OWN not in other and "Sở Khoa học và Công nghệ" not in other
    assert Participation.objects.filter(agency__code=OWN).exists() and User.objects.filter(username="officer").exists()
