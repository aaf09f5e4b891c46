"""A workbook becomes assignments of a draft: looked at with all its problems, imported as a whole or not at all; and the briefing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from parix.foundation.problems import ProblemsFound
from parix.web.audit_trail.models import Entry
from parix.web.plans.actions.approving import approve_plan
from parix.web.plans.actions.drafting import AssignmentGiven, add_assignments, draft_plan
from parix.web.plans.actions.importing import forget_unapplied, import_table, keep_table
from parix.web.plans.choices import Verb
from parix.web.plans.models import Assignment, KeptTable, Plan
from parix.web.plans.queries.briefing import briefing_of
from tests.unit.exchange_formats.made_workbooks import workbook_of
from tests.web.assessment.self_world import SelfWorld
from tests.web.plans.plan_world import HEAD, TODAY, PlanWorld, drafted
from tests.web.worlds import AT, OWN

HEADS = ["STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian", "Sản phẩm"]
GOOD = [HEADS, [1, "Việc một", "Văn phòng Sở", "Thanh tra; Sở Nội vụ", "30/06/2026", "Báo cáo"], [2, "Việc hai", "Phòng Lạ", "", "Hằng tháng", ""], [3, "Việc ba", "", "", "", ""]]


@pytest.fixture
def draft(self_world: SelfWorld) -> Plan:
    return drafted(self_world)


def test_a_good_workbook_is_previewed_and_imported(self_world: SelfWorld, draft: Plan) -> None:
    client, before = self_world.world.client("officer"), draft.assignments.count()
    answer = client.post(reverse("plans:import", args=[draft.pk]), {"workbook": SimpleUploadedFile("a.xlsx", workbook_of({"KH": GOOD}))})
    kept = KeptTable.objects.get()
    assert answer.headers["Location"] == reverse("plans:import_check", args=[draft.pk, kept.pk])
    shown = client.get(answer.headers["Location"]).content.decode()
    assert "Sẽ thêm 3 nhiệm vụ" in shown and "Phòng Lạ" in shown and "không có đơn vị chủ trì" in shown.lower()
    assert draft.assignments.count() == before
    client.post(reverse("plans:import_apply", args=[draft.pk, kept.pk]))
    made = list(draft.assignments.order_by("number"))[before:]
    assert [(one.text, one.lead_words, one.support_words, one.due_on, one.recurrence) for one in made] == [
        ("Việc một", "Văn phòng", ["Thanh tra", "Sở Nội vụ"], date(2026, 6, 30), ""), ("Việc hai", "Phòng Lạ", [], None, "monthly"), ("Việc ba", "", [], None, ""),
    ]
    assert (KeptTable.objects.count(), Entry.objects.filter(act="plans.assignments_imported").count()) == (0, 1)
    assert client.post(reverse("plans:import_apply", args=[draft.pk, kept.pk])).status_code == 404


def test_a_workbook_with_an_error_changes_nothing(self_world: SelfWorld, draft: Plan) -> None:
    client, before = self_world.world.client("officer"), Assignment.objects.count()
    rows = [HEADS, [1, "Việc một", "Văn phòng", "", "31/6/2026", ""], [2, "Việc hai", "Văn phòng", "", "30/6/2026", ""]]
    client.post(reverse("plans:import", args=[draft.pk]), {"workbook": SimpleUploadedFile("a.xlsx", workbook_of({"KH": rows}))})
    kept = KeptTable.objects.get()
    shown = client.get(reverse("plans:import_check", args=[draft.pk, kept.pk])).content.decode()
    assert "KH!E2" in shown and "Chưa nhập được" in shown
    client.post(reverse("plans:import_apply", args=[draft.pk, kept.pk]))
    assert Assignment.objects.count() == before
    refused = client.post(reverse("plans:import", args=[draft.pk]), {"workbook": SimpleUploadedFile("b.xlsx", b"nothing")})
    assert refused.status_code == 422
    client.post(reverse("plans:import_discard", args=[draft.pk, kept.pk]))
    assert KeptTable.objects.count() == 0


def test_who_may_import_into_what(self_world: SelfWorld, draft: Plan) -> None:
    content, people = workbook_of({"KH": GOOD}), self_world.world.people
    with pytest.raises(PermissionDenied):
        keep_table(plan=draft, content=content, file_name="a.xlsx", by=people["staff"], at=AT)
    kept = keep_table(plan=draft, content=content, file_name="a.xlsx", by=people["officer"], at=AT)
    with pytest.raises(KeptTable.DoesNotExist):
        import_table(table_id=kept.pk, by=people["director"], at=AT)
    assert forget_unapplied(now=AT + timedelta(days=1)) == 0
    assert forget_unapplied(now=AT + timedelta(days=3)) == 1
    self_world.world.client("director").post(reverse("plans:approve", args=[draft.pk]))
    with pytest.raises(ProblemsFound):
        keep_table(plan=draft, content=content, file_name="a.xlsx", by=people["officer"], at=AT)


def test_the_briefing_looks_back_one_month_and_ahead(plan_world: PlanWorld) -> None:
    officer = plan_world.person("officer")
    concluded = draft_plan(agency=plan_world.own, given=replace(HEAD, kind="conclusion", title="Kết luận", issued_on=date(2026, 10, 5)), by=officer, at=AT)
    add_assignments(plan=concluded, given=[AssignmentGiven("Việc kết luận", lead=plan_world.office, due_on=date(2026, 10, 20))], by=officer, at=AT)
    approve_plan(plan=concluded, by=officer, at=AT)
    plan_world.step(1, Verb.COMPLETE, done_on=date(2026, 10, 30))
    shown = briefing_of(plan_world.own.pk, date(2026, 11, 1), TODAY)
    assert [(one.plan.title, one.done, one.overdue) for one in shown.concluded] == [("Kết luận", 0, 1)]
    assert [row.text for row in shown.finished] == ["Xây dựng kế hoạch tuyên truyền"]
    assert {row.text for row in shown.overdue} == {"Việc kết luận", "Báo cáo quý"}
    assert [row.text for row in shown.ahead] == ["Kiểm tra các phòng"]
    assert [(one.unit, one.of, one.done, one.overdue) for one in shown.units] == [("Văn phòng", 2, 1, 1)]
    page = plan_world.client("director").get(reverse("plans:briefing"), {"thang": "2026-11"})
    assert (page.status_code, OWN) == (200, plan_world.own.code)
    assert "Việc kết luận" in page.content.decode()
