"""Inspections: who may do what, conclusions with findings, steps of a finding, overdue first, counts, pages, workbook."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import standing_of
from parix.web.accounts.workflow import StepRefused
from parix.web.audit_trail.queries.entries import Entry
from parix.web.files.actions.citing import Cited
from parix.web.measurements.models import Measurement
from parix.web.notices.models import Notice
from parix.web.registries.inspections.actions import FindingGiven, StepGiven, drop_inspection
from parix.web.registries.inspections.choices import FindingState, State, Verb
from parix.web.registries.inspections.measuring import conclude_inspection, plan_inspections, take_step
from parix.web.registries.inspections.models import Finding, Inspection
from parix.web.registries.inspections.queries import Filters, counts_of, deadlines, inspections_found, keeps, overdue_findings, rights_in
from parix.web.registries.inspections.rules import may_see_inspection
from parix.web.registries.inspections.workflow import STEPS
from tests.web.registries.registry_world import NOW, POSTS, TODAY, RegistryWorld

DECISION, CONCLUSION = Cited("decision", "7", "QĐ-STC", date(2026, 1, 15)), Cited("notice", "31", "TB-STC", date(2026, 10, 20))
KEEPERS = frozenset({"officer", "director", "inspector"})
OF_OFFICE = frozenset({"head", "staff"})
SEEING = KEEPERS | OF_OFFICE | {"staff without unit", "coordinator", "auditor"}


def planned(world: RegistryWorld, who: str = "inspector", **changes: Any) -> Inspection:
    given: dict[str, Any] = {"whom": [world.office], "content": "Giải quyết thủ tục hành chính", "planned_on": date(2026, 10, 31), **changes}
    return plan_inspections(agency=world.own, decision=DECISION, by=world.people[who], at=NOW, **given)[0]


def concluded(world: RegistryWorld, *days: date, who: str = "inspector") -> Inspection:
    found = [FindingGiven(f"Tồn tại {number}", day) for number, day in enumerate(days, 1)]
    return conclude_inspection(
        inspection=planned(world), inspected_on=date(2026, 10, 15), conclusion=CONCLUSION, findings=found, by=world.people[who], at=NOW,
    )


def stepped(world: RegistryWorld, finding: Finding, verb: Verb, who: str = "staff", **given: Any) -> Finding:
    return take_step(finding=finding, verb=verb, given=StepGiven(**{"note": "Đã niêm yết", **given}), by=world.people[who], at=NOW)


def facts(world: RegistryWorld, agency: str = "TC") -> dict[str, Any]:
    return {row.code: row.fact for row in Measurement.objects.filter(agency=world.agencies[agency], superseded_at__isnull=True)}


@pytest.mark.django_db
def test_who_may_do_what_in_which_state(registry_world: RegistryWorld) -> None:
    one = concluded(registry_world, date(2026, 11, 30))
    for person in POSTS:
        standing = standing_of(registry_world.people[person], TODAY)
        rights = rights_in(standing, one, TODAY)
        assert (rights.keeps, rights.remedies) == (person in KEEPERS, person in KEEPERS | OF_OFFICE), person
        assert (keeps(standing, registry_world.own, TODAY), may_see_inspection(standing, one)) == (person in KEEPERS, person in SEEING)
        for state in FindingState:
            expected = [verb for held, verb in STEPS.table if held == state and (rights.remedies if verb == Verb.REMEDY else rights.keeps)]
            assert STEPS.verbs_for(state, rights, None) == expected
            for verb in set(Verb) - set(expected):
                with pytest.raises(StepRefused):
                    STEPS.next_state(state, verb, rights, None)


@pytest.mark.django_db
def test_the_coordinator_inspects_agencies_of_the_province_and_they_mend(registry_world: RegistryWorld) -> None:
    province, coordinator = registry_world.agencies["DEMO"], registry_world.people["coordinator"]
    (one,) = plan_inspections(
        agency=province, whom=[registry_world.own], content="Một cửa", planned_on=TODAY, decision=DECISION, by=coordinator, at=NOW,
    )
    found = [FindingGiven("Chậm công khai", date(2026, 12, 1))]
    conclude_inspection(inspection=one, inspected_on=TODAY, conclusion=CONCLUSION, findings=found, by=coordinator, at=NOW)
    assert facts(registry_world, "DEMO")["inspection.agencies_inspected.registry"] == {"share": "1/2"}
    officer = standing_of(registry_world.people["officer"], TODAY)
    rights = rights_in(officer, one, TODAY)
    assert (may_see_inspection(officer, one), rights.keeps, rights.remedies) == (True, False, True)
    stepped(registry_world, one.findings.get(), Verb.REMEDY, who="officer", day=TODAY, document=registry_world.document())
    assert facts(registry_world, "DEMO")["inspection.findings_remedied.registry"] == {"share": "1/1"}
    assert [row.pk for row in inspections_found(registry_world.own.pk, Filters(2026), TODAY)] == [one.pk]


@pytest.mark.django_db
def test_findings_are_told_mended_with_proof_and_counted(registry_world: RegistryWorld) -> None:
    one = concluded(registry_world, date(2026, 11, 1), date(2026, 11, 30))
    assert facts(registry_world) == {
        "inspection.units_inspected.registry": {"share": "1/2"}, "inspection.findings_remedied.registry": {"share": "0/2"},
        "inspection.findings_remedied_on_time.registry": {"share": "0/2"},
    }
    assert {notice.recipient for notice in Notice.objects.filter(kind="inspections.found")} == {registry_world.people[who] for who in ("staff", "head")}
    late, near = one.findings.all()
    document = registry_world.document()
    stepped(registry_world, late, Verb.REMEDY, day=TODAY, document=document)
    stepped(registry_world, near, Verb.REMEDY, day=TODAY, document=document)
    assert (facts(registry_world)["inspection.findings_remedied.registry"], facts(registry_world)["inspection.findings_remedied_on_time.registry"]) == (
        {"share": "2/2"}, {"share": "1/2"},
    )
    assert {notice.recipient for notice in Notice.objects.filter(kind="inspections.remedied")} == {registry_world.people["officer"]}
    stepped(registry_world, near, Verb.REOPEN, who="officer", note="Chưa đủ")
    stepped(registry_world, near, Verb.EXTEND, who="officer", note="Chờ phần mềm", day=date(2026, 12, 31))
    near.refresh_from_db()
    assert (near.state, near.fix_by, near.first_fix_by, near.remedied_on) == (FindingState.OPEN, date(2026, 12, 31), date(2026, 11, 30), None)
    acts = list(Entry.objects.filter(subject=f"inspections.Finding:{near.pk}").order_by("sequence").values_list("act", flat=True))
    assert acts == ["inspections.found", "inspections.remedy", "inspections.reopen", "inspections.extend"]


@pytest.mark.django_db
def test_an_inspection_without_findings_says_that_nothing_arose(registry_world: RegistryWorld) -> None:
    concluded(registry_world)
    assert "nothing_arose" in str(facts(registry_world)["inspection.findings_remedied.registry"])


WRONG: dict[str, tuple[Verb, dict[str, Any], str]] = {
    "no proof": (Verb.REMEDY, {"day": TODAY}, "inspections.proof_missing"), "tomorrow": (Verb.REMEDY, {"day": date(2026, 11, 4)}, "inspections.day_missing"),
    "no words": (Verb.EXTEND, {"note": " ", "day": date(2027, 1, 1)}, "inspections.note_missing"),
    "shorter": (Verb.EXTEND, {"day": date(2026, 11, 30)}, "inspections.not_longer"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", WRONG)
def test_a_step_without_what_it_needs_changes_nothing(registry_world: RegistryWorld, case: str) -> None:
    verb, given, code = WRONG[case]
    finding = concluded(registry_world, date(2026, 11, 30)).findings.get()
    if case == "tomorrow":
        given = {**given, "document": registry_world.document()}
    with pytest.raises(ProblemsFound) as found:
        stepped(registry_world, finding, verb, who="officer", **given)
    finding.refresh_from_db()
    assert ([problem.code for problem in found.value.problems], finding.state, finding.fix_by) == ([code], FindingState.OPEN, date(2026, 11, 30))


@pytest.mark.django_db
def test_what_cannot_be_planned_or_concluded_is_refused(registry_world: RegistryWorld) -> None:
    with pytest.raises(PermissionDenied):
        planned(registry_world, who="staff")
    with pytest.raises(ProblemsFound):
        plan_inspections(agency=registry_world.own, whom=[], content="", planned_on=TODAY, decision=DECISION, by=registry_world.people["officer"], at=NOW)
    one = planned(registry_world)
    with pytest.raises(ProblemsFound) as found:
        drop_inspection(inspection=one, reason="", by=registry_world.people["officer"], at=NOW)
    assert [problem.code for problem in found.value.problems] == ["inspections.reason_missing"]
    drop_inspection(inspection=one, reason="Đơn vị giải thể", by=registry_world.people["officer"], at=NOW)
    with pytest.raises(ProblemsFound):
        conclude_inspection(inspection=one, inspected_on=TODAY, conclusion=CONCLUSION, findings=[], by=registry_world.people["officer"], at=NOW)
    assert counts_of(registry_world.own, 2026, TODAY).inspections == 0


@pytest.mark.django_db
def test_overdue_findings_lead_and_are_told(registry_world: RegistryWorld) -> None:
    other = planned(registry_world, whom=[registry_world.inspectorate], planned_on=date(2026, 3, 1))
    one = concluded(registry_world, date(2026, 10, 20))
    (late,) = overdue_findings(registry_world.own.pk, TODAY)
    assert late.inspection_id == one.pk
    found = [row.pk for row in inspections_found(registry_world.own.pk, Filters(2026), TODAY)]
    assert found == [one.pk, other.pk]
    assert [row.pk for row in inspections_found(registry_world.own.pk, Filters(2026, state="overdue"), TODAY)] == [one.pk]
    assert [row.pk for row in inspections_found(registry_world.own.pk, Filters(2026, words="thanh tra", state=State.PLANNED), TODAY)] == [other.pk]
    told = {one.subject: set(one.recipients) for one in deadlines(TODAY)}
    assert told == {f"inspections.Finding:{late.pk}": {registry_world.people[who].pk for who in ("staff", "head")}}


@pytest.mark.django_db
def test_the_list_takes_as_many_queries_for_thirty_as_for_one(registry_world: RegistryWorld) -> None:
    client = registry_world.client("staff")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/kiem-tra/?nam=2026").status_code == 200
        return len(captured)

    concluded(registry_world, date(2026, 10, 20), date(2026, 11, 30))
    client.get("/kiem-tra/?nam=2026")
    one = queries()
    for _number in range(29):
        concluded(registry_world, date(2026, 10, 20))
    assert queries() == one


@pytest.mark.django_db
def test_an_inspection_in_the_browser_and_as_a_workbook(registry_world: RegistryWorld) -> None:
    inspector, staff = registry_world.client("inspector"), registry_world.client("staff")
    day, year = f"{timezone.localdate():%d/%m/%Y}", timezone.localdate().year
    form = {
        "number": "7", "symbol": "QĐ-STC", "issued_on": day, "content": "=Một cửa", "planned_on": f"31/12/{year}", "whom": [f"u{registry_world.office.pk}"],
    }
    assert (staff.get("/kiem-tra/ke-hoach/").status_code, inspector.post("/kiem-tra/ke-hoach/", form).status_code) == (403, 302)
    one = Inspection.objects.get()
    page = f"/kiem-tra/{one.pk}/"
    conclusion = {"conclude-inspected_on": day, "conclude-number": "31", "conclude-symbol": "TB-STC", "conclude-issued_on": day}
    wrong = inspector.post(f"{page}ket-luan/", {**conclusion, "conclude-findings": "Chưa niêm yết; 31/02/2027"})
    assert wrong.status_code == 422 and "dòng 1 chưa có hạn khắc phục" in wrong.content.decode()
    assert inspector.post(f"{page}ket-luan/", {**conclusion, "conclude-findings": f"Chưa niêm yết; 31/12/{year}\n\nChậm | 30/11/{year}"}).status_code == 302
    assert list(one.findings.values_list("text", "fix_by")) == [("Chậm", date(year, 11, 30)), ("Chưa niêm yết", date(year, 12, 31))]
    finding, document = one.findings.all()[0], registry_world.document()
    name = f"remedy{finding.pk}"
    step = f"/kiem-tra/ton-tai/{finding.pk}/remedy/"
    sent = {f"{name}-note": "Đã niêm yết", f"{name}-day": day, f"{name}-document": str(document.pk)}
    assert staff.post(step, {**sent, f"{name}-document": ""}).status_code == 422
    assert (staff.post(step, sent).status_code, staff.post(step, sent, follow=True).content.decode().count("thì không báo đã khắc phục được")) == (302, 1)
    assert (staff.post(f"/kiem-tra/ton-tai/{finding.pk}/reopen/", {}).status_code, staff.post(f"/kiem-tra/ton-tai/{finding.pk}/x/").status_code) == (403, 404)
    assert registry_world.client("officer of another").get(page).status_code == 404
    assert inspector.post(f"{page}ton-tai/", {"found-text": "Thiếu sổ", "found-fix_by": f"31/12/{year}"}).status_code == 302
    answer = registry_world.client("auditor").get(f"/kiem-tra/tep/?co_quan=TC&nam={year}")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    assert (sheet.max_row, sheet["B2"].value, sheet["B2"].data_type) == (4, "=Một cửa", "s")
