"""Receiving and every step at the desk: who may, what the clock does, what is refused, what is left behind."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from parix.foundation.problems import ProblemsFound
from parix.web.audit_trail.models import Entry
from parix.web.onestop.dossiers.actions.disclosing import disclose_applicant
from parix.web.onestop.dossiers.actions.numbering import set_prefix
from parix.web.onestop.dossiers.choices import State, Verb
from parix.web.onestop.dossiers.models import Dossier, Event
from parix.web.onestop.dossiers.queries.due_times import local_day, promptness_of
from parix.web.onestop.dossiers.queries.lists import Filters, dossiers_found
from parix.web.onestop.dossiers.queries.promises import deadlines
from parix.web.onestop.dossiers.rules.applicants import Applicant
from parix.web.onestop.dossiers.workflow import STEPS, StepRefused, next_state
from parix.web.working_calendar.actions import DayGiven, set_day
from tests.web.databases import Database
from tests.web.onestop.dossiers.dossier_world import CITIZEN, NOW, desk, receive, row, step, version_in
from tests.web.onestop.onestop_world import OnestopWorld, build_onestop_world

DAY = timedelta(days=1)


def here(day: int, hour: int = 9, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=timezone.get_current_timezone())


def test_a_receipt_takes_a_code_a_line_and_promises_a_day(onestop_world: OnestopWorld) -> None:
    desk(onestop_world)
    version = version_in(onestop_world)
    first, second = receive(onestop_world, version), receive(onestop_world, version, at=here(3, 16))
    assert (first.code, second.code) == ("H15.50.05-261103-0001", "H15.50.05-261103-0002")
    assert (first.book_year, first.book_number, second.book_number) == (2026, 1, 2)
    # what comes after 15:00 counts from the next working day
    assert (local_day(first.due_at), local_day(second.due_at)) == (date(2026, 11, 10), date(2026, 11, 11))
    assert receive(onestop_world, version, at=here(4)).code == "H15.50.05-261104-0001"
    assert Entry.objects.filter(act="dossiers.received").count() == 3
    assert "An" not in str(list(Entry.objects.values_list("after", flat=True)))


@pytest.mark.parametrize(("changes", "code"), [
    ({"filed": None}, "unknown_procedure"), ({"applicant": Applicant()}, "name_missing"), ({"received_at": NOW + DAY}, "received_in_future"),
    ({"submitted_at": NOW + DAY}, "received_before_sent"), ({"sets": 0}, "sets"),
])
def test_a_bad_receipt_takes_no_number(onestop_world: OnestopWorld, changes: dict[str, Any], code: str) -> None:
    desk(onestop_world)
    version = version_in(onestop_world)
    with pytest.raises(ProblemsFound) as refused:
        receive(onestop_world, version, **changes)
    assert [one.code for one in refused.value.problems] == [f"dossiers.{code}"]
    assert receive(onestop_world, version).code.endswith("-0001")


def test_without_a_prefix_nothing_is_received(onestop_world: OnestopWorld) -> None:
    with pytest.raises(ProblemsFound, match="mã định danh"):
        receive(onestop_world, version_in(onestop_world))


@pytest.mark.parametrize(("prefix", "code"), [("H15.50", ""), ("000.00.01.h29", ""), ("15", "prefix_form"), ("", "prefix_form")])
def test_prefixes(onestop_world: OnestopWorld, prefix: str, code: str) -> None:
    if code:
        with pytest.raises(ProblemsFound, match=code):
            set_prefix(agency=onestop_world.own, prefix=prefix, by=onestop_world.people["officer"], at=NOW)
    else:
        assert set_prefix(agency=onestop_world.own, prefix=prefix, by=onestop_world.people["officer"], at=NOW).prefix == prefix.upper()


def test_codes_that_came_from_elsewhere_are_stepped_over(onestop_world: OnestopWorld) -> None:
    desk(onestop_world)
    version = version_in(onestop_world)
    Dossier.objects.create(
        code="H15.50.05-261103-0001", agency=onestop_world.own, procedure=version, field=version.procedure.field, channel=1, state=4, received_at=NOW, source="x",
        changed_at=NOW,
    )
    assert receive(onestop_world, version).code == "H15.50.05-261103-0002"


@pytest.mark.parametrize(("person", "may"), [
    ("counter", True), ("officer", True), ("director", True), ("staff", False), ("head", False), ("staff without unit", False), ("officer of another", False),
    ("coordinator", False), ("auditor", False), ("administrator", False),
])
def test_who_receives(onestop_world: OnestopWorld, person: str, may: bool) -> None:
    desk(onestop_world)
    version = version_in(onestop_world)
    if may:
        receive(onestop_world, version, who=person)
    else:
        with pytest.raises(PermissionDenied):
            receive(onestop_world, version, who=person)


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("verb", Verb.values)
def test_the_table_of_steps(state: int, verb: str) -> None:
    """Everybody's rights by the table alone: whoever only handles never takes a step of the desk, nobody takes one that is not there."""
    known = STEPS.get((state, verb))
    for receives, handles in ((True, True), (False, True), (False, False)):
        if known is not None and (receives if known[1] else handles):
            assert next_state(state, verb, receives=receives, handles=handles) == known[0]
        else:
            with pytest.raises(StepRefused):
                next_state(state, verb, receives=receives, handles=handles)


def test_a_whole_life_with_supplement_and_extension(onestop_world: OnestopWorld) -> None:
    desk(onestop_world)
    one = receive(onestop_world, version_in(onestop_world))
    unit = onestop_world.units["Phòng Quản lý"]
    one = step(onestop_world, one, Verb.HAND_OVER, unit=unit, at=here(3, 10))
    one = step(onestop_world, one, Verb.ASK_SUPPLEMENT, "staff", note="Thiếu bản vẽ", at=here(4))
    assert (one.state, one.due_at, one.supplements) == (State.SUPPLEMENT_ASKED, None, 1)
    one = step(onestop_world, one, Verb.TAKE_SUPPLEMENT, at=here(6))
    assert (local_day(one.due_at), local_day(one.first_due_at), one.waited_days) == (date(2026, 11, 13), date(2026, 11, 10), 2)
    one = step(onestop_world, one, Verb.EXTEND, "staff", note="Chờ ý kiến bộ", due_on=date(2026, 11, 18), at=here(12))
    assert (local_day(one.due_at), local_day(one.first_due_at)) == (date(2026, 11, 18), date(2026, 11, 10))
    one = step(onestop_world, one, Verb.FINISH, "staff", at=here(17))
    assert promptness_of(one, date(2026, 11, 20)) == "early"
    one = step(onestop_world, one, Verb.RETURN, at=here(18))
    assert [event.kind for event in one.events.all()] == [
        "accepted", "handed_over", "supplement_asked", "supplement_received", "apologised", "extended", "finished", "returned",
    ]


def test_asking_and_extending_end_after_once(onestop_world: OnestopWorld) -> None:
    desk(onestop_world)
    one = receive(onestop_world, version_in(onestop_world))
    one = step(onestop_world, one, Verb.EXTEND, note="x", due_on=date(2026, 11, 18), at=here(4))
    with pytest.raises(ProblemsFound, match="extended_enough"):
        step(onestop_world, one, Verb.EXTEND, note="x", due_on=date(2026, 11, 19), at=here(5))
    one = step(onestop_world, one, Verb.ASK_SUPPLEMENT, note="x", at=here(5))
    one = step(onestop_world, one, Verb.TAKE_SUPPLEMENT, at=here(6))
    with pytest.raises(ProblemsFound, match="asked_enough"):
        step(onestop_world, one, Verb.ASK_SUPPLEMENT, note="x", at=here(9))


@pytest.mark.parametrize(("verb", "given", "code"), [
    (Verb.ASK_SUPPLEMENT, {}, "reason_missing"), (Verb.EXTEND, {"note": "x"}, "due_missing"), (Verb.EXTEND, {"note": "x", "due_on": date(2026, 11, 10)}, "not_longer"),
    (Verb.EXTEND, {"note": "x", "due_on": date(2026, 11, 15)}, "day_off"), (Verb.HAND_OVER, {}, "unit_missing"), (Verb.ASK_FEE, {}, "amount_missing"),
    (Verb.STOP, {}, "reason_missing"),
])
def test_what_a_step_lacks_is_said(onestop_world: OnestopWorld, verb: Verb, given: dict[str, Any], code: str) -> None:
    desk(onestop_world)
    one = receive(onestop_world, version_in(onestop_world))
    with pytest.raises(ProblemsFound) as refused:
        step(onestop_world, one, verb, **given)
    assert [found.code for found in refused.value.problems] == [f"dossiers.{code}"]
    assert one.events.count() == 1


def test_every_late_dossier_has_an_apology_with_its_reason(onestop_world: OnestopWorld) -> None:
    desk(onestop_world)
    one = receive(onestop_world, version_in(onestop_world))
    assert list(dossiers_found([onestop_world.own.pk], Filters(group="chua-xin-loi"), date(2026, 11, 12))) == [one]
    with pytest.raises(ProblemsFound, match="apology_missing"):
        step(onestop_world, one, Verb.FINISH, at=here(12))
    one = step(onestop_world, one, Verb.FINISH, note="Chờ kết quả kiểm nghiệm", at=here(12))
    assert promptness_of(one, date(2026, 11, 12)) == "late"
    assert [(event.kind, event.note) for event in one.events.all()][1:] == [("apologised", "Chờ kết quả kiểm nghiệm"), ("finished", "")]


def test_waiting_for_a_fee_moves_the_day(onestop_world: OnestopWorld) -> None:
    desk(onestop_world)
    one = receive(onestop_world, version_in(onestop_world))
    one = step(onestop_world, one, Verb.ASK_FEE, amount=200_000, at=here(4))
    one = step(onestop_world, one, Verb.TAKE_FEE, is_paid_online=True, at=here(6))
    assert (local_day(one.due_at), one.fee, one.waited_days) == (date(2026, 11, 12), 2, 0)


def test_dossiers_of_other_systems_are_stepped_there(onestop_world: OnestopWorld) -> None:
    from parix.web.onestop.dossiers.actions.recording import record_dossiers

    record_dossiers(source="iGate", rows=[row(onestop_world, version_in(onestop_world))], by="system", at=NOW)
    with pytest.raises(StepRefused, match="iGate"):
        step(onestop_world, Dossier.objects.get(), Verb.FINISH)


def test_personal_data_is_read_in_full_by_who_works_on_it_and_noted(onestop_world: OnestopWorld) -> None:
    desk(onestop_world)
    one = receive(onestop_world, version_in(onestop_world))
    assert disclose_applicant(dossier=one, why="x", by=onestop_world.people["counter"], at=NOW) == CITIZEN
    assert Entry.objects.filter(act="dossiers.applicant_read").count() == 1
    for person in ("staff", "coordinator", "auditor", "officer of another"):
        with pytest.raises(PermissionDenied):
            disclose_applicant(dossier=one, why="x", by=onestop_world.people[person], at=NOW)


def test_a_changed_calendar_lists_the_dossier_and_leaves_its_day(onestop_world: OnestopWorld) -> None:
    desk(onestop_world)
    one = receive(onestop_world, version_in(onestop_world))
    province = onestop_world.agencies["DEMO"]
    change = set_day(province=province, given=DayGiven(date(2026, 11, 6), "Nghỉ", "Văn bản"), by=onestop_world.people["coordinator"], at=NOW)
    (touched,) = change.deadlines.all()
    assert (touched.promised, touched.would_be, touched.url) == (date(2026, 11, 10), date(2026, 11, 11), f"/ho-so/{one.code}/")
    one.refresh_from_db()
    assert local_day(one.due_at) == date(2026, 11, 10)
    later = set_day(province=province, given=DayGiven(date(2026, 11, 20), "Nghỉ", "Văn bản"), by=onestop_world.people["coordinator"], at=NOW)
    assert later.touched == 0


def test_who_works_on_it_is_reminded(onestop_world: OnestopWorld) -> None:
    desk(onestop_world)
    one = receive(onestop_world, version_in(onestop_world), unit=onestop_world.units["Phòng Quản lý"])
    (found,) = deadlines(date(2026, 11, 9))
    assert (found.due, set(found.recipients)) == (date(2026, 11, 10), {onestop_world.people[name].pk for name in ("staff", "head")})
    step(onestop_world, one, Verb.FINISH, at=here(5))
    assert list(deadlines(date(2026, 11, 9))) == []


def test_events_are_final_and_codes_never_double(each_database: Database) -> None:
    world = build_onestop_world()
    desk(world)
    version = version_in(world)
    one = receive(world, version)
    for change in (lambda: Event.objects.update(note="x"), lambda: Event.objects.all().delete()):
        with pytest.raises(DatabaseError, match="final"), transaction.atomic():
            change()

    def another(_number: int) -> str:
        try:
            return receive(world, version).code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(another, range(8)))
    assert sorted([one.code, *codes]) == [f"H15.50.05-261103-{number:04}" for number in range(1, 10)]
