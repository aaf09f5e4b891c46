"""Rows that tell when something happened on the way: the history has it as a desk writes it, once, and figures see the waiting."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from parix.web.onestop.dossiers.models import Dossier, Event
from parix.web.onestop.dossiers.queries.snapshots import COLUMNS, rows_changed
from parix.web.onestop.intake.models import Finding
from tests.unit.exchange_formats.dossiers.made_exports import HEADS, csv_of, row
from tests.web.databases import Database
from tests.web.onestop.intake.intake_world import applied
from tests.web.onestop.onestop_world import OnestopWorld, build_onestop_world

STEPS = ("Ngày yêu cầu bổ sung", "Ngày nhận bổ sung", "Ngày gia hạn", "Hẹn trả sau gia hạn", "Ngày rút hồ sơ", "Ngày dừng giải quyết")
OPEN = {"Ngày trả kết quả": "", "Trạng thái": "", "Ngày hẹn trả": ""}
WAITED = row(1, **{"Ngày hẹn trả": "", "Ngày yêu cầu bổ sung": "07/10/2026 09:00", "Ngày nhận bổ sung": "12/10/2026 10:00", "Ngày trả kết quả": "16/10/2026 16:00"})
EXTENDED = row(2, **{"Ngày gia hạn": "09/10/2026 15:00", "Hẹn trả sau gia hạn": "20/10/2026", "Ngày trả kết quả": "19/10/2026 08:00"})
STILL = row(3, **OPEN, **{"Ngày yêu cầu bổ sung": "07/10/2026"})
WITHDRAWN = row(4, **OPEN, **{"Ngày rút hồ sơ": "05/10/2026"})
STOPPED = row(5, **OPEN, **{"Ngày dừng giải quyết": "08/10/2026 11:00"})
PLAIN = row(6)
ROWS = [WAITED, EXTENDED, STILL, WITHDRAWN, STOPPED, PLAIN]


def export(*rows: dict[str, str]) -> bytes:
    return csv_of(rows or ROWS, (*HEADS, *STEPS))


def history(number: int) -> list[tuple[str, str, str]]:
    found = Event.objects.filter(dossier__code=f"H38.12-261005-{number:04}").order_by("at", "pk").values_list("kind", "at", "due_at")
    return [(kind, said(at), said(due)) for kind, at, due in found]


def said(moment: Any) -> str:
    return f"{timezone.localtime(moment):%d/%m %H:%M}" if moment else ""


def clock(number: int) -> tuple[Any, ...]:
    one = Dossier.objects.get(code=f"H38.12-261005-{number:04}")
    return one.state, said(one.first_due_at), said(one.due_at), one.waited_days, one.supplements, one.extensions


def test_what_rows_tell_of_stands_in_the_history_once_and_moves_the_clock(each_database: Database) -> None:
    world = build_onestop_world()
    assert applied(world, export()).created == 6
    seen = [(history(number), clock(number)) for number in range(1, 7)]
    assert seen == [
        ([
            ("accepted", "05/10 08:30", "12/10 17:30"), ("supplement_asked", "07/10 09:00", ""), ("supplement_received", "12/10 10:00", "19/10 17:30"),
            ("returned", "16/10 16:00", ""),
        ], (10, "12/10 17:30", "19/10 17:30", 5, 1, 0)),
        ([("accepted", "05/10 08:30", "12/10 17:30"), ("extended", "09/10 15:00", "20/10 17:30"), ("returned", "19/10 08:00", "")],
         (10, "12/10 17:30", "20/10 17:30", 0, 0, 1)),
        ([("accepted", "05/10 08:30", "12/10 17:30"), ("supplement_asked", "07/10 00:00", "")], (5, "12/10 17:30", "", 0, 1, 0)),
        ([("accepted", "05/10 08:30", "12/10 17:30"), ("withdrawn", "05/10 08:30", "")], (7, "12/10 17:30", "12/10 17:30", 0, 0, 0)),
        ([("accepted", "05/10 08:30", "12/10 17:30"), ("stopped", "08/10 11:00", "")], (8, "12/10 17:30", "12/10 17:30", 0, 0, 0)),
        ([], (10, "12/10 17:30", "12/10 17:30", 0, 0, 0)),
    ]  # fmt: skip
    again = applied(world, export())
    assert (again.created, again.changed, again.unchanged) == (0, 0, 6)
    assert [(history(number), clock(number)) for number in range(1, 7)] == seen


def test_an_answer_that_comes_later_is_added_and_the_first_promise_stays(each_database: Database) -> None:
    world = build_onestop_world()
    applied(world, export())
    answered = {**STILL, "Ngày nhận bổ sung": "09/10/2026 10:00"}
    again = applied(world, export(answered, PLAIN))
    assert (again.created, again.changed, again.unchanged) == (0, 1, 1)
    assert [kind for kind, _at, _due in history(3)] == ["accepted", "supplement_asked", "supplement_received"]
    assert clock(3) == (4, "12/10 17:30", "16/10 17:30", 2, 1, 0)


@pytest.mark.django_db
def test_figures_see_the_waiting(onestop_world: OnestopWorld) -> None:
    applied(onestop_world, export(WAITED, PLAIN))
    found = sorted((dict(zip(COLUMNS, values, strict=True)) for values in rows_changed()), key=lambda one: one["waited_days"])
    assert [(one["waited_days"], one["supplements"], one["due_on"]) for one in found] == [(0, 0, date(2026, 10, 12)), (5, 1, date(2026, 10, 19))]


@pytest.mark.django_db
def test_a_file_without_such_columns_leaves_no_events(onestop_world: OnestopWorld) -> None:
    assert applied(onestop_world, csv_of([PLAIN])).created == 1
    assert not Event.objects.exists()


WRONG = [
    {"Ngày yêu cầu bổ sung": "04/10/2026"}, {"Ngày gia hạn": "01/12/2026"}, {"Ngày yêu cầu bổ sung": "09/10/2026", "Ngày nhận bổ sung": "08/10/2026"},
    {"Ngày nhận bổ sung": "08/10/2026"},
]


@pytest.mark.django_db
def test_steps_in_no_possible_order_are_told(onestop_world: OnestopWorld) -> None:
    one = applied(onestop_world, export(*(row(number, **steps) for number, steps in enumerate(WRONG, 1))))
    told = list(Finding.objects.filter(of=one).order_by("row").values_list("row", "column", "code", "is_error"))
    assert told == [
        (2, "supplement_asked_at", "step.before_received", True), (3, "extended_at", "step.future", True),
        (4, "supplement_received_at", "step.answered_before_asked", True), (5, "supplement_received_at", "step.never_asked", False),
    ]
    assert one.created == 1
