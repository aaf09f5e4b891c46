"""Pages of plans: what each shows, what forms do, and as many queries for many assignments as for few."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parix.web.accounts.queries import standing_of
from parix.web.accounts.rules import Standing
from parix.web.plans.actions.drafting import AssignmentGiven, add_assignments
from parix.web.plans.choices import Progress, State, Verb
from parix.web.plans.models import Assignment, Plan, Turn
from parix.web.plans.queries.lists import Filters, current_rows, tally, turns_found
from parix.web.plans.queries.plan_page import plan_page
from tests.web.plans.plan_world import TODAY, PlanWorld
from tests.web.worlds import AT

LISTS = ("plans:assignments", "plans:board", "plans:calendar", "plans:timeline", "plans:plans")


def standing(world: PlanWorld, who: str) -> Standing:
    return standing_of(world.person(who))


def numbers(world: PlanWorld, who: str, today: object = TODAY, **filters: object) -> list[int]:
    rows = turns_found(world.own.pk, standing(world, who), Filters(**filters), today)  # type: ignore[arg-type]
    return [row.turn.assignment.number for row in current_rows(rows)]


def test_lists_show_what_is_overdue_first(plan_world: PlanWorld) -> None:
    assert numbers(plan_world, "officer") == [3, 1, 2, 5, 4]
    assert numbers(plan_world, "staff of inspectorate", scope="don-vi") == [1, 2]
    assert numbers(plan_world, "head", scope="toi") == [3, 1, 4]
    assert numbers(plan_world, "officer", due="qua-han") == [3, 1]
    assert numbers(plan_world, "officer", due="7-ngay") == [2]
    assert numbers(plan_world, "officer", due="khong-han") == [4]
    assert numbers(plan_world, "officer", words="tuyen truyen") == [1]
    assert numbers(plan_world, "officer", unit=plan_world.inspectorate.pk) == [1, 2]
    plan_world.step(1, Verb.COMPLETE)
    assert numbers(plan_world, "officer", state="done_late") == [1]
    assert numbers(plan_world, "officer")[-1] == 1


def test_counts_of_the_states_add_up(plan_world: PlanWorld) -> None:
    plan_world.step(1, Verb.COMPLETE)
    plan_world.step(2, Verb.CANCEL, "officer")
    rows = turns_found(plan_world.own.pk, standing(plan_world, "officer"), Filters(), TODAY)
    assert sum(tally(rows).values()) == Turn.objects.count()
    assert sum(tally(current_rows(rows)).values()) == Assignment.objects.count()
    assert tally(current_rows(rows)) == {
        Progress.OVERDUE: 1, Progress.GIVEN: 2, Progress.ACCEPTED: 0, Progress.IN_PROGRESS: 0, Progress.DONE_LATE: 1, Progress.DONE_ON_TIME: 0,
        Progress.CANCELLED: 1,
    }


def test_a_recurring_assignment_shows_its_first_open_turn(plan_world: PlanWorld) -> None:
    plan_world.step(3, Verb.COMPLETE, turn=1)
    rows = turns_found(plan_world.own.pk, standing(plan_world, "officer"), Filters(), TODAY)
    row = next(row for row in current_rows(rows) if row.turn.assignment.number == 3)
    assert (row.turn.number, row.done, row.of, row.turn.label) == (2, 1, 4, "quý II/2026")


@pytest.mark.parametrize("name", LISTS)
def test_every_view_opens_for_who_works_here_and_who_looks_on(plan_world: PlanWorld, name: str) -> None:
    for who in ("officer", "director", "head", "staff", "staff without unit", "coordinator", "auditor"):
        assert plan_world.client(who).get(reverse(name), {"co_quan": plan_world.own.code}).status_code == 200, who
    for who in ("appraiser", "administrator", "without role"):
        assert plan_world.client(who).get(reverse(name)).status_code == 403, who
    assert plan_world.client("officer of another").get(reverse(name), {"co_quan": plan_world.own.code}).status_code == 404


def test_as_many_queries_for_sixty_assignments_as_for_five(plan_world: PlanWorld) -> None:
    pages = [*(reverse(name) for name in LISTS), reverse("plans:plan", args=[plan_world.plan.pk]), reverse("plans:assignment", args=[plan_world.assignment(3).pk])]
    client = plan_world.client("officer")

    def counted() -> dict[str, int]:
        found = {}
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page).status_code == 200
            found[page] = len(queries)
        return found

    few = counted()
    more = [
        AssignmentGiven(f"Việc {number}", lead=plan_world.office, supporting=[plan_world.inspectorate], recurrence="monthly", due_day=5) for number in range(55)
    ]
    add_assignments(plan=plan_world.plan, given=more, reason="x", by=plan_world.person("officer"), at=AT)
    assert counted() == few
    assert max(few.values()) <= 20


def test_typing_a_plan_from_the_head_to_the_approval(plan_world: PlanWorld) -> None:
    client = plan_world.client("officer")
    answer = client.post(reverse("plans:draft"), {"kind": "directive", "title": "Chỉ đạo tháng 11", "year": "2026", "number": "3", "symbol": "CT", "issued_on": "02/11/2026"})
    plan = Plan.objects.get(title="Chỉ đạo tháng 11")
    assert answer.headers["Location"] == reverse("plans:plan", args=[plan.pk])
    given = {
        "text": "Rà soát thủ tục", "lead": str(plan_world.office.pk), "supporting": [str(plan_world.inspectorate.pk)], "support_names": "Sở Nội vụ; Sở Tài chính",
        "due_on": "30/11/2026", "product": "Báo cáo",
    }
    client.post(reverse("plans:add", args=[plan.pk]), given)
    one = plan.assignments.get()
    assert (one.lead, one.supporting_ids, one.support_names, f"{one.due_on:%d/%m}") == (plan_world.office, [plan_world.inspectorate.pk], ["Sở Nội vụ", "Sở Tài chính"], "30/11")
    assert client.get(reverse("plans:change_assignment", args=[one.pk])).status_code == 200
    client.post(reverse("plans:change_assignment", args=[one.pk]), {**given, "product": "Quyết định"})
    one.refresh_from_db()
    assert one.product == "Quyết định"
    client.post(reverse("plans:change_plan", args=[plan.pk]), {"kind": "directive", "title": "Chỉ đạo tháng mười một", "year": "2026", "number": "3", "issued_on": "02/11/2026"})
    client.post(reverse("plans:approve", args=[plan.pk]))
    plan.refresh_from_db()
    assert (plan.state, plan.title, one.turns.get().state) == ("approved", "Chỉ đạo tháng mười một", State.GIVEN)
    refused = client.post(reverse("plans:add", args=[plan.pk]), {**given, "text": "Thêm"})
    assert refused.status_code == 422
    client.post(reverse("plans:add", args=[plan.pk]), {**given, "text": "Thêm", "reason": "Phát sinh"})
    assert plan.assignments.count() == 2
    client.post(reverse("plans:close", args=[plan.pk]), {"reason": "Xong"})
    plan.refresh_from_db()
    assert plan.state == "closed"


def test_steps_from_the_page_with_an_uploaded_paper(plan_world: PlanWorld) -> None:
    client, one, turn = plan_world.client("staff"), plan_world.assignment(1), plan_world.turn(1)
    client.post(reverse("plans:step", args=[one.pk, turn.pk, "accept"]))
    client.post(reverse("plans:step", args=[one.pk, turn.pk, "report"]), {"note": "Đang lấy ý kiến"})
    refused = client.post(reverse("plans:step", args=[one.pk, turn.pk, "complete"]), {"note": ""})
    assert (refused.status_code, "chưa ghi kết quả" in refused.content.decode().lower()) == (422, True)
    given = {"note": "Đã ban hành", "chosen": SimpleUploadedFile("ket-qua.txt", "Kết quả thực hiện kế hoạch".encode())}
    client.post(reverse("plans:step", args=[one.pk, turn.pk, "complete"]), given)
    turn.refresh_from_db()
    assert (turn.state, turn.proofs.count()) == (State.DONE, 1)
    assert client.post(reverse("plans:step", args=[one.pk, turn.pk, "give"])).status_code == 404
    assert client.post(reverse("plans:step", args=[one.pk, turn.pk, "accept"]), follow=True).status_code == 200
    page = client.get(reverse("plans:assignment", args=[one.pk])).content.decode()
    assert ("Đã ban hành" in page, "ket-qua.txt" in page) == (True, True)


def test_what_was_promised_stands_beside_what_is_now(plan_world: PlanWorld) -> None:
    before = plan_page(plan_world.plan, TODAY)
    assert [(one.assignment.number, sorted(one.differs)) for one in before.lines] == [(number, []) for number in range(1, 6)]
    plan_world.step(1, Verb.EXTEND, "officer", due_on=TODAY)
    plan_world.step(2, Verb.CANCEL, "officer")
    client, one = plan_world.client("officer"), plan_world.assignment(4)
    client.post(reverse("plans:change_assignment", args=[one.pk]), {"text": "Duy trì và nâng cấp hệ thống", "lead": str(plan_world.office.pk), "reason": "Rõ việc"})
    add_assignments(plan=plan_world.plan, given=[AssignmentGiven("Thêm")], reason="x", by=plan_world.person("officer"), at=AT)
    page = plan_page(plan_world.plan, TODAY)
    assert {one.assignment.number: sorted(one.differs) for one in page.lines if one.differs} == {1: ["due_on"], 2: ["cancelled"], 4: ["text"]}
    assert [one.assignment.number for one in page.lines if one.is_added_later] == [6]
    assert len([one for one in page.lines if one.promise]) == 5
    shown = client.get(reverse("plans:plan", args=[plan_world.plan.pk])).content.decode()
    assert "Duy trì hệ thống</del>" in shown and "thêm sau khi duyệt" in shown
