"""Initiatives: who may do what in which state, the steps with what they refuse, counts as measurements, lists and workbooks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import standing_of
from parix.web.accounts.workflow import StepRefused
from parix.web.audit_trail.queries.entries import Entry
from parix.web.files.actions.citing import Cited
from parix.web.files.models import Document
from parix.web.measurements.models import Measurement
from parix.web.notices.models import Notice
from parix.web.registries.initiatives.actions import InitiativeGiven, StepGiven
from parix.web.registries.initiatives.choices import CRITERIA, State, Verb
from parix.web.registries.initiatives.measuring import register_initiative, take_step
from parix.web.registries.initiatives.models import Initiative
from parix.web.registries.initiatives.queries import Filters, counts_of, deadlines, initiatives_found, units_without_one
from parix.web.registries.initiatives.rules import decide_by, may_change, may_decide, may_register, may_register_some, may_see, may_work_on
from parix.web.registries.initiatives.workflow import STEPS
from tests.web.registries.registry_world import NOW, POSTS, TODAY, RegistryWorld

ALL = tuple(one.key for one in CRITERIA)
DECISION = Cited("decision", "45", "QĐ-STC", date(2026, 10, 30))
OWN = frozenset({"officer", "director", "head", "staff", "inspector", "staff without unit"})
KEEPERS = frozenset({"officer", "director"})
OF_UNIT = KEEPERS | {"head", "staff"}


def registered(world: RegistryWorld, who: str = "staff", **changes: Any) -> Initiative:
    given: dict[str, Any] = {
        "title": "Trả kết quả tại nhà", "summary": "Trước đây người dân phải tới; nay bưu tá mang tới.", "unit": world.office, "year": 2026,
        "authors": [world.people["staff"]], "criteria": ALL, **changes,
    }
    return register_initiative(agency=world.own, given=InitiativeGiven(**given), by=world.people[who], at=NOW)


def stepped(world: RegistryWorld, one: Initiative, verb: Verb, who: str = "officer", **given: Any) -> Initiative:
    return take_step(initiative=one, verb=verb, given=StepGiven(**given), by=world.people[who], at=NOW)


def in_state(world: RegistryWorld, state: State) -> Initiative:
    one = registered(world)
    if state in (State.RECOGNISED, State.APPLIED):
        one = stepped(world, one, Verb.RECOGNISE, cited=DECISION)
    if state == State.APPLIED:
        one = stepped(world, one, Verb.APPLY, place="Chi nhánh", applied_on=TODAY, reason="Giảm 2 giờ chờ")
    if state == State.REFUSED:
        one = stepped(world, one, Verb.REFUSE, reason="Trùng giải pháp năm trước")
    return stepped(world, one, Verb.WITHDRAW, reason="Làm lại sau") if state == State.WITHDRAWN else one


@pytest.mark.django_db
def test_who_may_do_what_in_which_state(registry_world: RegistryWorld) -> None:
    one = registered(registry_world)
    who_may: Mapping[Verb, frozenset[str]] = {
        Verb.RECOGNISE: KEEPERS, Verb.REFUSE: KEEPERS, Verb.RECONSIDER: KEEPERS, Verb.WITHDRAW: OF_UNIT, Verb.APPLY: OF_UNIT,
    }
    states_of: Mapping[Verb, frozenset[State]] = {
        Verb.RECOGNISE: frozenset({State.REGISTERED}), Verb.REFUSE: frozenset({State.REGISTERED}), Verb.WITHDRAW: frozenset({State.REGISTERED}),
        Verb.APPLY: frozenset({State.RECOGNISED, State.APPLIED}), Verb.RECONSIDER: frozenset({State.REFUSED}),
    }
    for person in POSTS:
        standing = standing_of(registry_world.people[person], TODAY)
        for state in State:
            one.state = state
            expected = [verb for (held, verb) in STEPS.table if held == state and person in who_may[Verb(verb)]]
            assert STEPS.verbs_for(state, standing, one) == expected, (person, state)
            assert may_change(standing, one) == (state == State.REGISTERED and person in OF_UNIT)
            for verb in Verb:
                if state not in states_of[verb] or person not in who_may[verb]:
                    with pytest.raises(StepRefused):
                        STEPS.next_state(state, verb, standing, one)
        assert may_see(standing, registry_world.own.pk) == (person in OWN | {"coordinator", "auditor"})
        assert (may_decide(standing, one), may_work_on(standing, one)) == (person in KEEPERS, person in OF_UNIT)
        assert may_register(standing, registry_world.own.pk, registry_world.office.pk) == (person in OF_UNIT)
        assert may_register_some(standing, registry_world.own.pk) == (person in OF_UNIT | {"inspector"})


@pytest.mark.django_db
def test_an_initiative_is_recognised_by_a_decision_and_applied(registry_world: RegistryWorld) -> None:
    one = registered(registry_world)
    assert (one.state, one.registered_on, one.decide_by) == (State.REGISTERED, TODAY, date(2027, 2, 3))
    assert Notice.objects.get(kind="initiatives.registered").recipient == registry_world.people["officer"]
    one = stepped(registry_world, one, Verb.RECOGNISE, cited=DECISION)
    document = Document.objects.get(number="45")
    assert (one.decision, one.decided_on, document.agency, document.state) == (document, date(2026, 10, 30), registry_world.own, "confirmed")
    told = Notice.objects.filter(kind="initiatives.decided")
    assert {(notice.recipient, notice.title_vi) for notice in told} == {
        (registry_world.people[who], "Được công nhận: Trả kết quả tại nhà") for who in ("staff", "head")
    }
    one = stepped(registry_world, one, Verb.APPLY, who="staff", place="Chi nhánh", applied_on=TODAY, reason="Giảm 2 giờ chờ", document=document)
    stepped(registry_world, one, Verb.APPLY, who="head", place="Trung tâm", applied_on=TODAY, reason="Giảm 1 giờ chờ")
    assert [applied.place for applied in one.applications.all()] == ["Trung tâm", "Chi nhánh"]
    acts = list(Entry.objects.filter(subject=f"initiatives.Initiative:{one.pk}").order_by("sequence").values_list("act", flat=True))
    assert acts == ["initiatives.registered", "initiatives.recognise", "initiatives.apply", "initiatives.apply"]


@pytest.mark.django_db
def test_a_second_initiative_of_the_same_decision_uses_the_same_document(registry_world: RegistryWorld) -> None:
    for title in ("Một", "Hai"):
        stepped(registry_world, registered(registry_world, title=title), Verb.RECOGNISE, cited=DECISION)
    assert Document.objects.count() == 1


REFUSED: dict[str, tuple[Verb, dict[str, Any], str]] = {
    "no decision": (Verb.RECOGNISE, {}, "initiatives.decision_missing"),
    "decision of tomorrow": (Verb.RECOGNISE, {"cited": Cited("decision", "1", "QĐ", date(2026, 11, 4))}, "initiatives.decision_in_future"),
    "no reason": (Verb.REFUSE, {"reason": "  "}, "initiatives.reason_missing"), "no reason to withdraw": (Verb.WITHDRAW, {}, "initiatives.reason_missing"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", REFUSED)
def test_a_step_without_what_it_needs_changes_nothing(registry_world: RegistryWorld, case: str) -> None:
    verb, given, code = REFUSED[case]
    one = registered(registry_world)
    with pytest.raises(ProblemsFound) as found:
        stepped(registry_world, one, verb, **given)
    one.refresh_from_db()
    assert ([problem.code for problem in found.value.problems], one.state) == ([code], State.REGISTERED)


@pytest.mark.django_db
def test_open_criteria_stand_against_recognition(registry_world: RegistryWorld) -> None:
    one = registered(registry_world, criteria=("new",))
    with pytest.raises(ProblemsFound) as found:
        stepped(registry_world, one, Verb.RECOGNISE, cited=DECISION)
    assert [(problem.code, problem.message) for problem in found.value.problems] == [
        ("initiatives.criteria_open", "còn 3 tiêu chuẩn chưa được xác nhận là đạt"),
    ]


def facts(world: RegistryWorld) -> dict[str, Any]:
    rows = Measurement.objects.filter(agency=world.own, superseded_at__isnull=True)
    return {row.code: row.fact for row in rows}


@pytest.mark.django_db
def test_counts_are_measurements_beside_what_is_declared(registry_world: RegistryWorld) -> None:
    one = registered(registry_world)
    assert facts(registry_world) == {
        "initiatives.recognised.registry": {"number": "0"}, "initiatives.units_with_one.registry": {"share": "1/2"},
        "initiatives.recognised_of_registered.registry": {"share": "0/1"},
    }
    stepped(registry_world, one, Verb.RECOGNISE, cited=DECISION)
    withdrawn = registered(registry_world, title="Khác")
    stepped(registry_world, withdrawn, Verb.WITHDRAW, reason="Làm lại")
    assert facts(registry_world)["initiatives.recognised.registry"] == {"number": "1"}
    assert facts(registry_world)["initiatives.recognised_of_registered.registry"] == {"share": "1/1"}
    row = Measurement.objects.filter(code="initiatives.recognised.registry", superseded_at__isnull=True).get()
    assert (row.source_kind, row.source_title, row.period_start) == ("register", "Sổ sáng kiến năm 2026", date(2026, 1, 1))


@pytest.mark.django_db
def test_units_without_one_and_what_waits(registry_world: RegistryWorld) -> None:
    registered(registry_world)
    assert [unit.name for unit in units_without_one(registry_world.own.pk, 2026, TODAY)] == ["Thanh tra"]
    assert [unit.name for unit in units_without_one(registry_world.own.pk, 2027, TODAY)] == ["Thanh tra", "Văn phòng"]
    counts = counts_of(registry_world.own.pk, 2026, TODAY)
    assert (counts.units, counts.units_with_one, counts.registered, counts.recognised) == (2, 1, 1, 0)
    assert list(deadlines(TODAY)) == []
    late = list(deadlines(date(2027, 2, 1)))
    assert [(one.due, one.recipients) for one in late] == [(date(2027, 2, 3), (registry_world.people["officer"].pk,))]


@pytest.mark.parametrize(("day", "due"), [
    (date(2026, 11, 30), date(2027, 2, 28)), (date(2026, 1, 15), date(2026, 4, 15)), (date(2027, 11, 30), date(2028, 2, 29)),
])
def test_three_months_end_on_a_real_day(day: date, due: date) -> None:
    assert decide_by(day) == due


@pytest.mark.django_db
def test_filters_find_by_words_without_marks_state_and_unit(registry_world: RegistryWorld) -> None:
    one = registered(registry_world)
    other = registered(registry_world, who="inspector", unit=registry_world.inspectorate, title="Sổ điện tử", author_names="Trần Thị Đậu", authors=())
    stepped(registry_world, other, Verb.REFUSE, reason="Trùng")

    def found(**filters: Any) -> list[Initiative]:
        return list(initiatives_found(registry_world.own.pk, Filters(2026, **filters)))

    assert found() == [one, other]
    assert (found(words="tra ket qua"), found(words="dau"), found(state="refused"), found(unit=registry_world.office.pk)) == ([one], [other], [other], [one])
    assert list(initiatives_found(registry_world.own.pk, Filters(2025))) == []


@pytest.mark.django_db
def test_the_list_takes_as_many_queries_for_thirty_as_for_one(registry_world: RegistryWorld) -> None:
    client = registry_world.client("staff")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/sang-kien/?nam=2026").status_code == 200
        return len(captured)

    registered(registry_world)
    client.get("/sang-kien/?nam=2026")
    one = queries()
    for number in range(29):
        registered(registry_world, title=f"Sáng kiến {number}")
    assert queries() == one


@pytest.mark.django_db
def test_registering_and_deciding_in_the_browser(registry_world: RegistryWorld) -> None:
    year = timezone.localdate().year
    staff, officer = registry_world.client("staff"), registry_world.client("officer")
    form = {
        "title": "Trả kết quả tại nhà", "unit": registry_world.office.pk, "year": year, "summary": "Trước: tới. Nay: nhận.",
        "authors": registry_world.people["staff"].pk, "criteria": list(ALL),
    }
    assert staff.post("/sang-kien/moi/", {**form, "unit": registry_world.inspectorate.pk}).status_code == 422
    wrong = staff.post("/sang-kien/moi/", {**form, "year": year + 5})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["year"])
    answer = staff.post("/sang-kien/moi/", form)
    one = Initiative.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/sang-kien/{one.pk}/")
    assert staff.post(f"/sang-kien/{one.pk}/recognise/", {}).status_code == 403
    page = officer.get(f"/sang-kien/{one.pk}/").content.decode()
    assert "Công nhận" in page and "Đã được áp dụng hoặc áp dụng thử" in page
    day = f"{timezone.localdate():%d/%m/%Y}"
    assert officer.post(f"/sang-kien/{one.pk}/recognise/", {"recognise-number": "", "recognise-symbol": "QĐ", "recognise-issued_on": day}).status_code == 422
    sent = {"recognise-number": "45", "recognise-symbol": "QĐ-STC", "recognise-issued_on": day}
    assert officer.post(f"/sang-kien/{one.pk}/recognise/", sent).status_code == 302
    assert officer.post(f"/sang-kien/{one.pk}/recognise/", sent, follow=True).content.decode().count("thì không công nhận được") == 1
    assert staff.get(f"/sang-kien/{one.pk}/sua/").status_code == 403
    assert registry_world.client("officer of another").get(f"/sang-kien/{one.pk}/").status_code == 404
    assert staff.post(f"/sang-kien/{one.pk}/khong-co/").status_code == 404


@pytest.mark.django_db
def test_the_list_as_a_workbook_runs_no_formula(registry_world: RegistryWorld) -> None:
    registered(registry_world, title="=1+1")
    answer = registry_world.client("auditor").get("/sang-kien/tep/?nam=2026&co_quan=TC")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert (rows[0][0], rows[1][0], rows[1][2], sheet["A2"].data_type) == ("Tên sáng kiến", "=1+1", "Người staff", "s")
    assert re.search(r"sang-kien-TC-2026\.xlsx", answer.headers["Content-Disposition"])
