"""Tables 06 and 07: what was there is settled or still open, in every row; counted as plain reading of each dossier counts it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from parix.foundation.periods import Period
from parix.web.onestop.dossiers.models import Dossier
from parix.web.onestop.dossiers.queries.settlement import NOT_TAKEN_IN, Settled, settlement, total
from tests.web.onestop.dossiers.dossier_world import version_in
from tests.web.onestop.onestop_world import OnestopWorld

QUARTER, TODAY = Period.parse("2026-Q3"), date(2026, 11, 3)


def made(world: OnestopWorld, count: int, seed: int) -> list[Dossier]:
    draws, version, units = Random(seed), version_in(world), [None, *world.units.values()]
    first = datetime(2026, 6, 1, 17, 30, tzinfo=UTC)  # half past midnight of the next day where the site is
    rows = []
    for number in range(count):
        received = first + timedelta(hours=draws.randrange(24 * 150))
        due = received + timedelta(days=draws.randrange(0, 12)) if draws.random() < 0.9 else None
        finished = received + timedelta(hours=draws.randrange(24 * 15)) if draws.random() < 0.8 else None
        state = draws.choice((9, 10, 7, 8)) if finished else draws.choice((1, 2, 3, 4, 5))
        rows.append(Dossier(
            code=f"H15.50.05-260601-{number:04}", agency=world.own, unit=draws.choice(units), procedure=version, field=version.procedure.field, state=state,
            channel=draws.choice((1, 2, 3)), received_at=received, due_at=due, first_due_at=due, finished_at=finished, changed_at=received,
        ))
    return Dossier.objects.bulk_create(rows)


def read_plainly(rows: list[Dossier], last: date) -> dict[str, Settled]:
    found: dict[str, Counter[str]] = {}
    for one in rows:
        came, done, due = (timezone.localdate(at) if at else None for at in (one.received_at, one.finished_at, one.due_at))
        assert came is not None
        if one.state in NOT_TAKEN_IN or came > last or (done and done < QUARTER.start):
            continue
        row = found.setdefault(one.unit.name if one.unit else "", Counter())
        row["carried" if came < QUARTER.start else "online" if one.channel == 2 else "other"] += 1
        if done and done <= last:
            row["on_time" if due is None or done == due else "early" if done < due else "late"] += 1
        else:
            row["overdue" if due and due < last else "within_term"] += 1
    return {name: Settled(name, **row) for name, row in found.items()}


@pytest.mark.django_db
@pytest.mark.parametrize("today", [TODAY, date(2026, 8, 17)])
def test_every_row_agrees_with_a_plain_reading(onestop_world: OnestopWorld, today: date) -> None:
    rows = made(onestop_world, 300, today.day)
    with CaptureQueriesContext(connection) as asked:
        counted = settlement([onestop_world.own.pk], QUARTER, "unit", today)
    assert {row.name: row for row in counted} == read_plainly(rows, min(today, QUARTER.end))
    assert len(asked) == 1 and len(counted) > 2
    assert [row.name for row in counted if not row.agrees] == []
    by_field = settlement([onestop_world.own.pk], QUARTER, "field", today)
    assert total(by_field, "x") == total(counted, "x") and total(counted, "x").agrees


@pytest.mark.django_db
def test_an_agency_without_dossiers_has_no_rows(onestop_world: OnestopWorld) -> None:
    assert settlement([onestop_world.own.pk], QUARTER, "unit", TODAY) == []
    assert total([], "Tổng số") == Settled("Tổng số")
