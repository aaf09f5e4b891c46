"""Dossiers of other systems: whole or not at all, again without doubles, personal data sealed, the first promise kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from parix.foundation.problems import Place, ProblemsFound
from parix.web.audit_trail.models import Entry
from parix.web.onestop.dossiers.actions.recording import EventRow, Recorded, record_dossiers
from parix.web.onestop.dossiers.models import Dossier, Event
from parix.web.onestop.dossiers.queries.due_times import local_day
from parix.web.onestop.dossiers.queries.snapshots import COLUMNS, rows_changed
from parix.web.onestop.dossiers.rules.applicants import open_applicant
from tests.web.databases import Database
from tests.web.onestop.dossiers.dossier_world import CITIZEN, NOW, receive, row, version_in
from tests.web.onestop.dossiers.dossier_world import desk as open_desk
from tests.web.onestop.onestop_world import OnestopWorld, build_onestop_world

LATER = NOW + timedelta(hours=1)


def recorded(world: OnestopWorld, *rows: Any, at: Any = NOW, source: str = "iGate") -> Recorded:
    return record_dossiers(source=source, rows=rows, by=world.people["officer"], at=at, scope="KHCN")


def test_on_both_databases_again_changes_nothing_and_a_change_moves_one(each_database: Database) -> None:
    world = build_onestop_world()
    version = version_in(world)
    rows = [row(world, version, number) for number in range(1, 41)]
    assert recorded(world, *rows) == Recorded(40, 0, 0)
    assert recorded(world, *rows, at=LATER) == Recorded(0, 0, 40)
    assert recorded(world, *rows[1:], replace(rows[0], state=9, finished_at=NOW), at=LATER) == Recorded(0, 1, 39)
    assert [one.code for one in Dossier.objects.filter(changed_at=LATER)] == [rows[0].code]
    assert Entry.objects.filter(act="dossiers.recorded").count() == 2
    one = Dossier.objects.get(code=rows[1].code)
    assert open_applicant(one.applicant) == CITIZEN and b"An" not in bytes(one.applicant)


def test_the_due_day_is_counted_and_the_first_promise_stays(onestop_world: OnestopWorld) -> None:
    version = version_in(onestop_world)
    given = row(onestop_world, version)
    recorded(onestop_world, given)
    one = Dossier.objects.get()
    assert local_day(one.due_at) == local_day(one.first_due_at) == date(2026, 11, 9)
    recorded(onestop_world, replace(given, due_at=NOW + timedelta(days=20)), at=LATER)
    one.refresh_from_db()
    assert (local_day(one.due_at), local_day(one.first_due_at)) == (date(2026, 11, 23), date(2026, 11, 9))


def test_events_are_added_once(onestop_world: OnestopWorld) -> None:
    version = version_in(onestop_world)
    given = row(onestop_world, version, events=(EventRow("accepted", NOW - timedelta(days=1)),))
    recorded(onestop_world, given)
    recorded(onestop_world, replace(given, state=5, supplements=1, events=(*given.events, EventRow("supplement_asked", NOW))), at=LATER)
    assert [one.kind for one in Event.objects.all()] == ["accepted", "supplement_asked"]


@pytest.mark.parametrize(("changes", "code"), [
    ({"finished_at": NOW - timedelta(days=3)}, "result_before_receipt"), ({"returned_at": NOW - timedelta(days=3)}, "result_before_receipt"),
    ({"received_at": NOW + timedelta(days=1)}, "received_in_future"), ({"finished_at": NOW + timedelta(days=1)}, "result_in_future"),
    ({"procedure_id": None}, "unknown_procedure"), ({"code": "x"}, "code_form"), ({"code": "H15-261399-0001"}, "code_day"), ({"state": 11}, "unknown_code"),
    ({"channel": 7}, "unknown_code"), ({"state": 9}, "settled_without_day"), ({"due_at": NOW - timedelta(days=9)}, "due_before_receipt"),
    ({"submitted_at": NOW}, "received_before_sent"),
])
def test_bad_rows_are_named_and_nothing_is_half_applied(onestop_world: OnestopWorld, changes: dict[str, Any], code: str) -> None:
    version = version_in(onestop_world)
    bad = replace(row(onestop_world, version, 2), place=Place("a.xlsx", 3), **changes)
    with pytest.raises(ProblemsFound) as refused:
        recorded(onestop_world, row(onestop_world, version), bad)
    assert [(one.code, one.place.line) for one in refused.value.problems] == [(f"dossiers.{code}", 3)]
    assert not Dossier.objects.exists() and not Entry.objects.filter(act="dossiers.recorded").exists()


def test_two_dossiers_with_one_code_are_both_named(onestop_world: OnestopWorld) -> None:
    version = version_in(onestop_world)
    rows = [replace(row(onestop_world, version), source_row=str(line), place=Place("a.xlsx", line)) for line in (2, 3)]
    with pytest.raises(ProblemsFound) as refused:
        recorded(onestop_world, *rows)
    assert [(one.code, one.place.line) for one in refused.value.problems] == [("dossiers.code_twice", 2), ("dossiers.code_twice", 3)]


def test_each_dossier_has_one_owner(onestop_world: OnestopWorld) -> None:
    version = version_in(onestop_world)
    recorded(onestop_world, row(onestop_world, version))
    open_desk(onestop_world)
    own = receive(onestop_world, version)
    for code in (own.code, row(onestop_world, version).code):
        with pytest.raises(ProblemsFound, match="quản lý"):
            recorded(onestop_world, replace(row(onestop_world, version), code=code, source_row="9"), source="other")


def test_a_row_of_the_source_does_not_become_another_dossier(onestop_world: OnestopWorld) -> None:
    version = version_in(onestop_world)
    recorded(onestop_world, row(onestop_world, version))
    with pytest.raises(ProblemsFound, match="row_moved"):
        recorded(onestop_world, replace(row(onestop_world, version, 2), source_row="1"))


def test_snapshots_take_what_changed(onestop_world: OnestopWorld) -> None:
    version = version_in(onestop_world)
    rows = [row(onestop_world, version, number) for number in (1, 2)]
    recorded(onestop_world, *rows)
    recorded(onestop_world, rows[0], replace(rows[1], fee=2), at=LATER)
    assert len(list(rows_changed())) == 2
    (changed,) = rows_changed(after=NOW)
    said = dict(zip(COLUMNS, changed, strict=True))
    assert (said["agency"], said["fee"], said["received_on"], said["due_on"], said["finished_on"]) == (onestop_world.own.pk, 2, date(2026, 11, 2), date(2026, 11, 9), None)


def test_many_at_once_are_quick(onestop_world: OnestopWorld, django_assert_max_num_queries: Any) -> None:
    version = version_in(onestop_world)
    with django_assert_max_num_queries(60):
        assert recorded(onestop_world, *(row(onestop_world, version, number) for number in range(1, 301))).created == 300
