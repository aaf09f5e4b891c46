"""Figures of agencies from one snapshot: counts whole and by month, and the dossiers behind a figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings

from parix.foundation.periods import Period
from parix.indicators.counting import Count, rows_behind
from parix.indicators.formulas import INDICATORS
from parix.indicators.register_tables import TABLES
from parix.indicators.snapshot_counts import counts_of
from parix.indicators.tallies import Grain
from parix.web.onestop.dossiers.queries import Dossier
from parix.web.onestop.indicators.choices import NOT_HELD
from parix.web.onestop.indicators.queries import TakenSnapshot, store
from parix.web.organisations.queries import ids_within

COUNTED = tuple(one for one in INDICATORS.values() if one.key not in NOT_HELD)
_CUTS: Sequence[Grain] = ("R", "M")
BEHIND = 500


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one agency with everything below it. `whole` by indicator; `months` the same for the first day of each month. An indicator whose
    register is not here is in neither; one of which nothing arose counts 0 of 0."""

    whole: Mapping[str, Count]
    months: Mapping[date, Mapping[str, Count]]


@dataclass(frozen=True, slots=True)
class Behind:
    """The first dossiers of a figure, those that missed it first; `count` are all of them."""

    dossiers: tuple[tuple[Dossier, bool], ...]
    count: int
    missed: int


def figures_of(snapshot: TakenSnapshot, agency_id: int, period: Period, as_of: date | None = None) -> Figures:
    return figures_by_agency(snapshot, [agency_id], period, as_of)[agency_id]


def figures_by_agency(snapshot: TakenSnapshot, agency_ids: Iterable[int], period: Period, as_of: date | None = None) -> dict[int, Figures]:
    """For each of the agencies; counted once for a snapshot, period and day, whoever asks next."""
    whole, months = (_counted(str(settings.INDICATORS_ROOT), snapshot.name, period, as_of or snapshot.as_of, grain) for grain in _CUTS)
    found = {}
    for agency_id in agency_ids:
        inside = ids_within([agency_id])
        by_month: dict[date, dict[str, Count]] = defaultdict(dict)
        for (agency, month), several in months.items():
            if agency in inside:
                _add(by_month[month], several)
        together: dict[str, Count] = {one.key: Count() for one in COUNTED if snapshot.rows.get(one.table)}
        for (agency, _start), several in whole.items():
            if agency in inside:
                _add(together, several)
        found[agency_id] = Figures(together, dict(sorted(by_month.items())))
    return found


def rows_behind_figure(snapshot: TakenSnapshot, key: str, agency_id: int, period: Period, as_of: date | None = None) -> Behind:
    """Of an indicator of dossiers; those of other registers have no list here."""
    one = INDICATORS[key]
    if one.table != "dossiers" or not snapshot.rows.get("dossiers"):
        return Behind((), 0, 0)
    reached = _reached(str(settings.INDICATORS_ROOT), snapshot.name, key, tuple(sorted(ids_within([agency_id]))), period, as_of or snapshot.as_of)
    shown = sorted(reached, key=lambda row: (row[1], row[0]))[:BEHIND]
    held = Dossier.objects.select_related("agency", "unit", "procedure", "field").in_bulk([number for number, _reached in shown])
    return Behind(tuple((held[number], was) for number, was in shown if number in held), len(reached), sum(not was for _number, was in reached))


@lru_cache(maxsize=64)
def _counted(_root: str, name: str, period: Period, as_of: date, grain: Grain) -> dict[tuple[int, date], dict[str, Count]]:
    with store() as opened:
        return counts_of(opened, opened.named(name), COUNTED, as_of=as_of, within=period, grain=grain)


@lru_cache(maxsize=32)
def _reached(_root: str, name: str, key: str, agency_ids: tuple[int, ...], period: Period, as_of: date) -> tuple[tuple[int, bool], ...]:
    one = INDICATORS[key]
    with store() as opened:
        snapshot = opened.named(name)
        tables: dict[str, Any] = {"dossiers": opened.table(snapshot, "dossiers", one.dated_by, period)}
        tables["dossiers"] = tables["dossiers"].filter(tables["dossiers"].agency.isin(agency_ids))
        query = rows_behind(tables, one, as_of=as_of, within=period, subject=TABLES["dossiers"].subject, where={})
        return tuple((row["subject"], bool(row["reached"])) for row in opened.engine.rows(query))


def _add(into: dict[str, Count], several: Mapping[str, Count]) -> None:
    for key, count in several.items():
        into[key] = into.get(key, Count()) + count
