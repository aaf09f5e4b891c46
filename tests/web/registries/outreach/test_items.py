"""The plan's items: who may do what in which state, reports with counts, measurements, filters, constant queries, workbook."""

from __future__ import annotations

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
from parix.web.measurements.models import Measurement
from parix.web.notices.models import Notice
from parix.web.registries.outreach.actions.items import ItemGiven, StepGiven, save_plan
from parix.web.registries.outreach.choices import Channel, ItemState, Verb
from parix.web.registries.outreach.measuring import add_item, take_step
from parix.web.registries.outreach.models import Item
from parix.web.registries.outreach.queries import Filters, counts_of, deadlines, items_found
from parix.web.registries.outreach.rules import may_change_item, may_keep, may_report_on, may_see
from parix.web.registries.outreach.workflow import STEPS
from tests.web.registries.registry_world import NOW, POSTS, TODAY, RegistryWorld

KEEPERS = frozenset({"officer", "director"})
OF_UNIT = KEEPERS | {"head", "staff"}
OWN = OF_UNIT | {"inspector", "staff without unit"}


def added(world: RegistryWorld, **changes: Any) -> Item:
    given: dict[str, Any] = {
        "text": "Tin bài về thủ tục hành chính", "channel": Channel.ARTICLE, "unit": world.office, "due_on": date(2026, 11, 30), **changes,
    }
    return add_item(agency=world.own, year=2026, given=ItemGiven(**given), by=world.people["officer"], at=NOW)


def reported(world: RegistryWorld, item: Item, who: str = "staff", **changes: Any) -> Item:
    given: dict[str, Any] = {"note": "Đã đăng", "done_on": TODAY, "times": 6, "people": 700, **changes}
    return take_step(item=item, verb=Verb.REPORT, given=StepGiven(**given), by=world.people[who], at=NOW)


def facts(world: RegistryWorld) -> dict[str, Any]:
    return {row.code: row.fact for row in Measurement.objects.filter(agency=world.own, superseded_at__isnull=True)}


@pytest.mark.django_db
def test_who_may_do_what_in_which_state(registry_world: RegistryWorld) -> None:
    item = added(registry_world)
    who_may: Mapping[Verb, frozenset[str]] = {Verb.REPORT: OF_UNIT, Verb.DROP: KEEPERS, Verb.REOPEN: KEEPERS}
    for person in POSTS:
        standing = standing_of(registry_world.people[person], TODAY)
        for state in ItemState:
            item.state = state
            assert STEPS.verbs_for(state, standing, item) == [verb for held, verb in STEPS.table if held == state and person in who_may[Verb(verb)]], (person, state)
            assert may_change_item(standing, item) == (state == ItemState.PLANNED and person in KEEPERS)
            for verb in Verb:
                if (state, verb) not in STEPS.table or person not in who_may[verb]:
                    with pytest.raises(StepRefused):
                        STEPS.next_state(state, verb, standing, item)
        assert may_see(standing, registry_world.own.pk) == (person in OWN | {"coordinator", "auditor"})
        assert (may_keep(standing, registry_world.own.pk), may_report_on(standing, item)) == (person in KEEPERS, person in OF_UNIT)


@pytest.mark.django_db
def test_reports_become_counts_and_measurements(registry_world: RegistryWorld) -> None:
    first, second = added(registry_world), added(registry_world, text="Hội nghị", channel=Channel.MEETING)
    assert {(one.recipient, one.title_vi) for one in Notice.objects.filter(kind="outreach.item_given")} == {
        (registry_world.people[who], f"Việc tuyên truyền: {text}") for who in ("staff", "head") for text in ("Tin bài về thủ tục hành chính", "Hội nghị")
    }
    reported(registry_world, first)
    assert facts(registry_world) == {
        "outreach.plan.registry": {"level": "unfinished"}, "outreach.times.registry": {"number": "6"}, "outreach.people.registry": {"number": "700"},
        "outreach.plan_and_forms.registry": {"conditions": {"plan_completed": "no", "several_forms": "no"}}, "outreach.items_done.registry": {"share": "1/2"},
    }
    reported(registry_world, second, times=1, people=50)
    assert facts(registry_world)["outreach.plan_and_forms.registry"] == {"conditions": {"plan_completed": "yes", "several_forms": "yes"}}
    take_step(item=second, verb=Verb.REOPEN, given=StepGiven("Nhầm"), by=registry_world.people["officer"], at=NOW)
    take_step(item=second, verb=Verb.DROP, given=StepGiven("Không còn kinh phí"), by=registry_world.people["officer"], at=NOW)
    counts = counts_of(registry_world.own.pk, 2026)
    assert (counts.planned, counts.done, counts.times, counts.people, counts.channels) == (1, 1, 6, 700, 1)
    acts = list(Entry.objects.filter(subject=f"outreach.Item:{second.pk}").order_by("sequence").values_list("act", flat=True))
    assert acts == ["outreach.item_added", "outreach.item_report", "outreach.item_reopen", "outreach.item_drop"]


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "tomorrow": ({"done_on": date(2026, 11, 4)}, "outreach.day_missing"), "no times": ({"times": 0}, "outreach.times_missing"),
    "nothing proves it": ({"note": ""}, "outreach.proof_missing"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", WRONG)
def test_a_report_that_cannot_be_changes_nothing(registry_world: RegistryWorld, case: str) -> None:
    changed, code = WRONG[case]
    item = added(registry_world)
    with pytest.raises(ProblemsFound) as found:
        reported(registry_world, item, **changed)
    item.refresh_from_db()
    assert ([problem.code for problem in found.value.problems], item.state) == ([code], ItemState.PLANNED)


@pytest.mark.django_db
def test_the_plan_stands_in_a_document(registry_world: RegistryWorld) -> None:
    cited = Cited("plan", "12", "KH-STC", date(2026, 1, 26))
    document = registry_world.document()
    plan = save_plan(agency=registry_world.own, year=2026, cited=cited, by=registry_world.people["officer"], at=NOW)
    assert (plan.document, added(registry_world).plan) == (document, plan)


@pytest.mark.django_db
def test_what_is_overdue_leads_and_is_told(registry_world: RegistryWorld) -> None:
    later, late = added(registry_world), added(registry_world, text="Treo pa nô", due_on=date(2026, 10, 1))
    done = reported(registry_world, added(registry_world, text="Họp", due_on=date(2026, 9, 1)))
    assert list(items_found(registry_world.own.pk, Filters(2026))) == [late, later, done]
    assert list(items_found(registry_world.own.pk, Filters(2026, words="pa no"))) == [late]
    assert list(items_found(registry_world.own.pk, Filters(2026, state="done", channel=Channel.ARTICLE, unit=registry_world.office.pk))) == [done]
    told = {one.subject: set(one.recipients) for one in deadlines(TODAY)}
    assert told == {f"outreach.Item:{late.pk}": {registry_world.people[who].pk for who in ("staff", "head")}}


@pytest.mark.django_db
def test_the_list_takes_as_many_queries_for_thirty_as_for_one(registry_world: RegistryWorld) -> None:
    client = registry_world.client("staff")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/tuyen-truyen/?nam=2026").status_code == 200
        return len(captured)

    added(registry_world)
    client.get("/tuyen-truyen/?nam=2026")
    one = queries()
    for number in range(29):
        added(registry_world, text=f"Việc {number}")
    assert queries() == one


@pytest.mark.django_db
def test_an_item_in_the_browser_and_as_a_workbook(registry_world: RegistryWorld) -> None:
    year = timezone.localdate().year
    officer, staff = registry_world.client("officer"), registry_world.client("staff")
    form = {"text": "=Tin bài", "channel": "article", "unit": registry_world.office.pk, "due_on": f"31/12/{year}"}
    assert (staff.get("/tuyen-truyen/them/").status_code, officer.post("/tuyen-truyen/them/", form).status_code) == (403, 302)
    item = Item.objects.get()
    assert officer.get(f"/tuyen-truyen/viec/{item.pk}/sua/").status_code == 200
    day = f"{timezone.localdate():%d/%m/%Y}"
    assert staff.post(f"/tuyen-truyen/viec/{item.pk}/report/", {"report-done_on": day, "report-times": "0", "report-note": "Đăng"}).status_code == 422
    assert staff.post(f"/tuyen-truyen/viec/{item.pk}/report/", {"report-done_on": day, "report-times": "2", "report-note": "Đăng"}).status_code == 302
    assert (staff.post(f"/tuyen-truyen/viec/{item.pk}/reopen/", {}).status_code, staff.post(f"/tuyen-truyen/viec/{item.pk}/x/").status_code) == (403, 404)
    assert registry_world.client("officer of another").get(f"/tuyen-truyen/viec/{item.pk}/").status_code == 404
    plan = {"number": "9", "symbol": "KH-STC", "issued_on": day}
    assert officer.post("/tuyen-truyen/ke-hoach/", plan).status_code == 302
    answer = registry_world.client("auditor").get(f"/tuyen-truyen/tep/?co_quan=TC&nam={year}")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    assert (sheet["A2"].value, sheet["A2"].data_type, sheet["G2"].value) == ("=Tin bài", "s", 2)
