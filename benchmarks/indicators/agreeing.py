"""Answers by place, agency and quarter, and whether two ways of counting give the same: to the last digit, or nothing is timed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from benchmarks.indicators.country import AGENCIES, ON
from parix.foundation.periods import Period
from parix.indicators.counting import stretches
from parix.indicators.formulas import QUALITY_INDICATORS
from parix.indicators.register_tables import DOSSIERS
from parix.indicators.snapshots import Snapshot, Store
from parix.indicators.tallies import PERIOD, count_columns
from tests.spec.plain_meanings import counted

Place = tuple[int, str]
Counts = dict[Place, dict[str, int]]

YEARS = Period(date(2021, 1, 1), ON)
SAMPLE_ROWS, SAMPLE_AGENCIES = 10_000, 400

# A denominator that is one and the same count, which nobody who writes a query by hand would ask for twice.
_SAME_COUNT = {"dossiers_satisfied_of": "dossiers_on_schedule_of"}


class AnswersDiffer(Exception):
    """Two ways of counting disagree; no time is worth printing then."""


def by_place(rows: Iterable[Mapping[str, Any]]) -> Counts:
    """Every count of every indicator; a query by hand has each just once."""
    names = count_columns(QUALITY_INDICATORS)
    return {
        (row["agency"], str(row[PERIOD])[:10]): {name: int(row[name if name in row else _SAME_COUNT[name]] or 0) for name in names} for row in rows
    }


def same(ours: Counts, theirs: Counts, who: str) -> int:
    """Count by count, for every agency and quarter that either counts anything of; how many were compared."""
    some = [{(place, name): count for place, one in side.items() for name, count in one.items() if count} for side in (ours, theirs)]
    if some[0] != some[1]:
        differing = [place for place in some[0].keys() | some[1].keys() if some[0].get(place) != some[1].get(place)]
        raise AnswersDiffer(f"{who}: {len(differing)} of {len(some[0])} counts differ, such as {sorted(differing)[:3]}")
    return len(some[0])


def same_as_plain_python(store: Store, snapshot: Snapshot, answer: Counts, dossiers: int) -> tuple[int, int]:
    """The reference, row by row, for as many agencies as make a sample; how many dossiers and counts were compared."""
    several = range(min(SAMPLE_AGENCIES, max(1, SAMPLE_ROWS * AGENCIES // dossiers)))
    table = store.table(snapshot, "dossiers")
    rows = store.engine.rows(table.filter(table.agency.isin(list(several))).select(*DOSSIERS.columns))
    quarters = list(stretches(YEARS, "Q"))
    plain: Counts = {}
    for agency in several:
        mine = [row for row in rows if row["agency"] == agency]
        for quarter in quarters:
            dated = [row for row in mine if any(row[day] is not None and quarter.start <= row[day] <= quarter.end for day in ("received_on", "finished_on"))]
            plain[agency, quarter.start.isoformat()] = {
                f"{one.key}_{what}": count for one in QUALITY_INDICATORS for what, count in zip(one.counts, counted(dated, one.key, quarter, ON), strict=True)
            }
    return len(rows), same({place: one for place, one in answer.items() if place[0] in several}, plain, "plain Python")
