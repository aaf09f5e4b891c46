"""The calendar can be changed in a minute; promised dates stay and are listed; every deadline counts on what was settled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from pytest_django import Settings

from parix.foundation import agencies as engine
from parix.foundation.problems import ProblemsFound
from parix.foundation.working_calendar.due_dates import Term, due_day
from parix.web.accounts.actions.memberships import grant_role
from parix.web.accounts.choices import Role
from parix.web.accounts.rules import Standing
from parix.web.audit_trail.models import Entry
from parix.web.organisations.actions import register_agency
from parix.web.plans.queries import readings
from parix.web.working_calendar import queries
from parix.web.working_calendar.actions import DayGiven, remove_day, set_day, what_would_change
from parix.web.working_calendar.models import CalendarDay
from parix.web.working_calendar.queries.promises import Changed, Touched
from parix.web.working_calendar.rules import may_keep
from tests.web.worlds import AT, OWN, World

TODAY = AT.date()
FRIDAY, SATURDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 28), date(2026, 11, 23)
SWAP = DayGiven(FRIDAY, "Hoán đổi", "Công văn số 1/UBND-NC", worked=SATURDAY)
RECEIVED = AT  # Tuesday 3 November
TERM = Term(13)


def held(changed: Changed) -> Iterator[Touched]:
    """One promise of thirteen working days, as a room above would give it."""
    promised, would_be = date(2026, 11, 20), due_day(changed.calendar, RECEIVED, TERM)
    if would_be != promised:
        yield Touched("tests.Promise:1", "Hồ sơ mẫu", "/", promised, would_be)


def promises(settings: Settings) -> None:
    settings.CALENDAR_PROMISES = ["tests.web.working_calendar.test_calendar.held"]


def test_a_friday_is_swapped_for_a_saturday_and_the_promise_stays(world: World, settings: Settings) -> None:
    promises(settings)
    assert due_day(queries.working_calendar(TODAY), RECEIVED, TERM) == FRIDAY
    change = set_day(province=world.province, given=SWAP, by=world.people["coordinator"], at=AT)
    calendar = queries.working_calendar(TODAY)
    assert (calendar.is_worked(FRIDAY), calendar.is_worked(SATURDAY), due_day(calendar, RECEIVED, TERM)) == (False, True, MONDAY)
    (touched,) = change.deadlines.all()
    assert (touched.promised, touched.would_be, change.touched) == (FRIDAY, MONDAY, 1)
    assert Entry.objects.filter(act="working_calendar.swapped").count() == 1


def test_asking_first_writes_nothing(world: World, settings: Settings) -> None:
    promises(settings)
    assert [one.would_be for one in what_would_change(province=world.province, given=SWAP, at=AT)] == [MONDAY]
    assert not CalendarDay.objects.exists()


def test_a_day_of_the_province_holds_in_the_province_alone(world: World) -> None:
    given = DayGiven(FRIDAY, "Ngày giải phóng tỉnh", "Nghị quyết", for_province=True)
    set_day(province=world.province, given=given, by=world.people["coordinator"], at=AT)
    assert queries.working_calendar(TODAY).is_worked(FRIDAY)
    assert not queries.calendar_for(world.agencies[OWN].pk, TODAY).is_worked(FRIDAY)


def test_half_a_day_closes_at_noon(world: World) -> None:
    set_day(province=world.province, given=DayGiven(FRIDAY, "Bão", "Công điện", kind="morning"), by=world.people["coordinator"], at=AT)
    assert f"{queries.working_calendar(TODAY).closing(FRIDAY):%H:%M}" == "11:30"


def test_taking_a_swap_back_takes_both_days(world: World) -> None:
    set_day(province=world.province, given=SWAP, by=world.people["coordinator"], at=AT)
    remove_day(province=world.province, day=CalendarDay.objects.get(day=SATURDAY), by=world.people["coordinator"], at=AT)
    assert not CalendarDay.objects.exists() and queries.working_calendar(TODAY).is_worked(FRIDAY)


def test_writing_over_one_half_of_a_swap_lets_the_other_go(world: World) -> None:
    set_day(province=world.province, given=SWAP, by=world.people["coordinator"], at=AT)
    set_day(province=world.province, given=DayGiven(FRIDAY, "Nghỉ", "Văn bản"), by=world.people["coordinator"], at=AT)
    assert [(one.day, one.kind) for one in CalendarDay.objects.all()] == [(FRIDAY, "off")]


@pytest.mark.parametrize(("given", "codes"), [
    (DayGiven(FRIDAY, "", ""), ["name_missing", "act_missing"]),
    (DayGiven(date(1990, 1, 1), "x", "x"), ["outside"]),
    (DayGiven(FRIDAY, "x", "x", kind="?"), ["unknown_kind"]),
    (DayGiven(SATURDAY, "x", "x", worked=MONDAY), ["swap_gives_nothing", "swap_gives_nothing"]),
])
def test_unsound_days_are_named(world: World, given: DayGiven, codes: list[str]) -> None:
    with pytest.raises(ProblemsFound) as refused:
        set_day(province=world.province, given=given, by=world.people["coordinator"], at=AT)
    assert [one.code.removeprefix("working_calendar.") for one in refused.value.problems] == codes


@pytest.mark.parametrize(("person", "may"), [("coordinator", True), ("officer", False), ("director", False), ("auditor", False), ("coordinator elsewhere", False)])
def test_who_may_change_it(world: World, person: str, may: bool) -> None:
    if may:
        set_day(province=world.province, given=SWAP, by=world.people[person], at=AT)
    else:
        with pytest.raises(PermissionDenied):
            set_day(province=world.province, given=SWAP, by=world.people[person], at=AT)


@pytest.mark.parametrize(("standing", "may"), [
    (Standing(coordinates=frozenset({1})), True), (Standing(administers=frozenset({1})), True), (Standing(coordinates=frozenset({2})), False),
    (Standing(director_of=frozenset({1}), officer_of=frozenset({1}), audits=frozenset({1})), False),
])
def test_nobody_else_keeps_it(standing: Standing, may: bool) -> None:
    assert may_keep(standing, 1) is may


def test_terms_of_directives_count_on_it_too() -> None:
    assert readings.working_calendar is queries.working_calendar


def test_pages(world: World, settings: Settings) -> None:
    promises(settings)
    client = world.client("coordinator")
    asked = {"day": "20/11/2026", "kind": "off", "worked": "28/11/2026", "name": "Hoán đổi", "act": "Công văn số 1"}
    preview = client.post(reverse("working_calendar:set"), asked)
    assert "Hồ sơ mẫu" in preview.content.decode() and not CalendarDay.objects.exists()
    saved = client.post(reverse("working_calendar:set"), {**asked, "save": "1"}, follow=True)
    assert saved.status_code == 200 and "23/11/2026" in saved.content.decode()
    page = client.get(reverse("working_calendar:year") + "?nam=2026").content.decode()
    assert "hoán đổi với 28/11/2026" in page
    assert "Bỏ" not in world.client("officer").get(reverse("working_calendar:year")).content.decode()
    wrong = client.post(reverse("working_calendar:set"), {"day": "1/1/1990", "kind": "off", "name": "x", "act": "y"})
    assert wrong.status_code == 422 and "nằm ngoài lịch" in wrong.content.decode()


def test_who_keeps_two_calendars_chooses_and_begins_where_there_is_most_to_do(world: World) -> None:
    """«Chấm thử» stands before «Tỉnh Mẫu» by name."""
    second = register_agency(given=engine.Agency("THU", "Chấm thử", "province"))
    grant_role(person=world.people["coordinator"], agency=second, role=Role.COORDINATOR, by="system")
    client, address = world.client("coordinator"), reverse("working_calendar:year")
    assert '<p class="kicker" lang="vi">Tỉnh Mẫu' in client.get(address).content.decode()
    assert '<p class="kicker" lang="vi">Chấm thử</p>' in client.get(f"{address}?co_quan=THU").content.decode()
    assert client.get(f"{address}?co_quan=XA").status_code == 404
    asked = {"day": "20/11/2026", "kind": "off", "name": "Nghỉ", "act": "Công văn số 1", "for_province": "on", "save": "1"}
    saved = client.post(reverse("working_calendar:set") + "?co_quan=THU", asked, follow=True)
    assert (CalendarDay.objects.get().province, "Không có thời hạn nào đang hẹn" in saved.content.decode()) == (second, True)
