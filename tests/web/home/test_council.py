"""The start page while the council meets: the session, the own seat, what waits for one's vote; as few queries for many motions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parix.web.accounts.queries import standing_of
from parix.web.assessment.actions.council import recuse
from parix.web.assessment.choices import Outcome, View
from parix.web.assessment.models import LiveSheet
from parix.web.assessment.queries.editions import edition_of
from parix.web.assessment.queries.work import CouncilWork, council_work
from tests.web.assessment.council_world import MEETS, CouncilWorld, build_council_world
from tests.web.assessment.self_world import LEAF
from tests.web.assessment.test_council import FOUR, close, decide

PLAN = "plan_issued"


@pytest.fixture
def council(db: None) -> CouncilWorld:
    return build_council_world()


def work(world: CouncilWorld, who: str) -> CouncilWork:
    return council_work(standing_of(world.people[who]))[0]


def awaited(world: CouncilWorld, who: str) -> list[str]:
    return [one.row.motion.leaf_key for one in work(world, who).awaited]


def page(world: CouncilWorld, who: str) -> str:
    answer = world.appraisal.own.world.client(who).get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def put_two(world: CouncilWorld) -> None:
    world.put()
    world.put(PLAN, outcome=Outcome.ACCEPTED, facts={}, reason="")


def test_only_members_and_the_coordinator_see_the_council(council: CouncilWorld) -> None:
    people = ("chair", "council member", "coordinator", "auditor", "appraiser", "officer", "administrator", "without role")
    seen = {who: [one.round.slug for one in council_work(standing_of(council.people[who]))] for who in people}
    assert seen == {who: ["cac-so-2026"] if who in people[:3] else [] for who in people}


def test_a_motion_waits_until_the_member_has_voted_or_withdrawn(council: CouncilWorld) -> None:
    council.attend(*FOUR)
    put_two(council)
    assert {who: set(awaited(council, who)) for who in ("chair", "member of own", "council member")} == {
        "chair": {LEAF, PLAN}, "member of own": set(), "council member": set(),
    }
    first, second = council.session.motions.order_by("number")
    council.vote(first, "member one")
    kin = council.people["member two"]
    recuse(motion=second, member=kin, reason="có người nhà ở phòng soạn kế hoạch", by=kin, at=MEETS)
    assert (awaited(council, "member one"), awaited(council, "member two")) == ([PLAN], [LEAF])
    council.votes(first, ("chair", "member two", "member three"))
    assert [one.motion.number for one in work(council, "coordinator").decidable] == [1]
    decide(council, first)
    assert (awaited(council, "chair"), work(council, "coordinator").decidable) == ([PLAN], ())


def test_the_most_points_come_first(council: CouncilWorld) -> None:
    council.attend()
    put_two(council)
    council.appraisal.store(View.FIRST)
    sheets = LiveSheet.objects.filter(participation=council.appraisal.own.own)
    for view, points in ((View.SELF, "3"), (View.FIRST, "3"), (View.SECOND, "2.75")):
        leaf = {"points": points, "max_points": "3", "applicable_max": "3"}
        sheets.filter(view=view).update(leaves={LEAF: leaf, PLAN: {**leaf, "points": "0"}})
    whole = next(one.leaf.max_points for one in edition_of(council.round).placed_leaves if one.leaf.key == PLAN)
    mine = work(council, "chair")
    assert [(one.row.motion.leaf_key, one.at_stake) for one in mine.awaited] == [(PLAN, whole), (LEAF, Fraction(1, 4))]
    assert mine.at_stake == whole + Fraction(1, 4)


def test_what_the_page_says_before_during_and_after(council: CouncilWorld) -> None:
    put_two(council)
    early = page(council, "chair")
    assert "Chưa đủ số người có mặt" in early and "Biểu quyết nội dung" not in early
    council.attend(*FOUR[1:], "member of own")
    assert "Thư ký chưa ghi bạn có mặt" in page(council, "chair")
    member = page(council, "member one")
    assert "2 nội dung chờ phiếu của bạn" in member and "/hoi-dong/bieu-quyet/1/" in member and f"{MEETS:%d/%m/%Y}" in member
    assert "không có ghế trong phiên này" in page(council, "coordinator") and "Phiên họp đang mở." in page(council, "coordinator")
    for motion in council.session.motions.order_by("number"):
        council.votes(motion, FOUR[1:])
        decide(council, motion)
    assert "Không có nội dung nào chờ phiếu của bạn." in page(council, "member one")
    close(council)
    assert {who: "Phiên họp đã đóng lúc" in page(council, who) for who in ("coordinator", "chair")} == {"coordinator": True, "chair": True}
    assert not work(council, "coordinator").is_open


def test_before_the_session_the_coordinator_is_asked_to_open_it(db: None) -> None:
    world = build_council_world(is_open=False)
    assert "Chưa mở phiên họp." in page(world, "chair")
    assert "Mở phiên họp</a>" in page(world, "coordinator") and "Mở phiên họp</a>" not in page(world, "chair")


def test_as_many_queries_for_one_motion_and_for_many(council: CouncilWorld) -> None:
    council.attend()
    clients = {who: council.appraisal.own.world.client(who) for who in ("chair", "coordinator")}

    def counts() -> dict[str, int]:
        found = {}
        for who, client in clients.items():
            with CaptureQueriesContext(connection) as queries:
                assert client.get("/").status_code == 200
            found[who] = len(queries)
        return found

    council.put()
    few = counts()
    for leaf in (PLAN, "units_inspected"):
        council.put(leaf, outcome=Outcome.NOT_APPLICABLE, facts={}, legal_basis="Điều 3 (mẫu)")
    assert counts() == few
    assert max(few.values()) <= 24
