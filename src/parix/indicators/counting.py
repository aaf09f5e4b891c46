"""Counts of any indicators over the tables at hand, for one stretch of time whole or cut into months, quarters, half-years, years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby
from typing import Any, Protocol

from parix.foundation.periods import Period
from parix.indicators.indicator import HANDLED, STANDING, Indicator
from parix.indicators.tallies import PERIOD, Grain, belonging, tally
from parix.indicators.use_of_procedures import with_use

_MONTHS = {"M": 1, "Q": 3, "H": 6, "Y": 12}

# The values of the columns counted by, then the first day of the period.
Place = tuple[Any, ...]


class Engine(Protocol):
    """Whatever runs a query: see `engines`."""

    def rows(self, query: Any) -> list[dict[str, Any]]: ...


@dataclass(frozen=True, slots=True)
class Count:
    """`reached` of `of`; of levels `reached` are points, and `full` the rows that had two of them. `unknown` rows are in neither: a mark
    that decides about them is not known."""

    of: int = 0
    reached: int = 0
    full: int = 0
    unknown: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.of + other.of, self.reached + other.reached, self.full + other.full, self.unknown + other.unknown)

    @property
    def value(self) -> Fraction | None:
        """Share, mean, or mean points; None where nothing arose, or nothing of it is known."""
        return Fraction(self.reached, self.of) if self.of else None

    @property
    def is_not_measured(self) -> bool:
        """Something arose, but of none of it is known whether it reached: neither a share nor nothing."""
        return not self.of and self.unknown > 0

    @property
    def half(self) -> int:
        return self.reached - 2 * self.full

    @property
    def none(self) -> int:
        return self.of - self.full - self.half


def counts(
    engine: Engine, tables: Mapping[str, Any], indicators: Iterable[Indicator], *,
    as_of: date, within: Period, by: Sequence[str] = ("agency",), grain: Grain = "R",
) -> dict[Place, dict[str, Count]]:
    """By place, each indicator that its table could say something of; a table that is not at hand leaves its indicators out."""
    found: dict[Place, dict[str, Count]] = defaultdict(dict)
    for query, several in _queries(tables, list(indicators), as_of, within, by, grain):
        counted(found, engine.rows(query), several, by, within)
    return dict(found)


def counted(
    found: dict[Place, dict[str, Count]], rows: Iterable[Mapping[str, Any]], indicators: Sequence[Indicator], by: Sequence[str], within: Period,
) -> None:
    """Put the rows of an answer into `found`, each at its place; a period that the range cuts begins with the range."""
    for row in rows:
        place = (*(row[name] for name in by), max(within.start, _day(row[PERIOD])))
        found[place] |= {one.key: Count(**{what: int(row[f"{one.key}_{what}"]) for what in one.counts}) for one in indicators}


def _queries(
    tables: Mapping[str, Any], indicators: Sequence[Indicator], as_of: date, within: Period, by: Sequence[str], grain: Grain,
) -> Iterator[tuple[Any, Sequence[Indicator]]]:
    for name, grouped in groupby(sorted(indicators, key=lambda one: one.table), key=lambda one: one.table):
        if name not in tables:
            continue
        several = [one for one in grouped if _is_at_hand(tables, one)]
        dated = [one for one in several if one.dated_by not in (STANDING, HANDLED)]
        if dated:
            yield tally(tables[name], dated, as_of=as_of, by=by, grain=grain, within=within), dated
        of_a_stretch = [one for one in several if one not in dated]
        for stretch in stretches(within, grain) if of_a_stretch else ():
            if stretch.start <= as_of:
                yield tally(table_of(tables, name, stretch, as_of), of_a_stretch, as_of=as_of, by=by, grain="R", within=stretch), of_a_stretch


def _is_at_hand(tables: Mapping[str, Any], one: Indicator) -> bool:
    return tables.keys() >= set(one.needs) or "has_online_dossier" in tables[one.table].columns


def table_of(tables: Mapping[str, Any], name: str, within: Period, as_of: date) -> Any:
    """The table as its indicators read it: procedures with what the stretch did with each."""
    if name != "procedures" or "has_online_dossier" in tables[name].columns:
        return tables[name]
    if "dossiers" not in tables:
        return tables[name].mutate(has_online_dossier=False, has_paid_online=False)
    return with_use(tables[name], tables["dossiers"], within, as_of)


def rows_behind(tables: Mapping[str, Any], one: Indicator, *, as_of: date, within: Period, subject: str, where: Mapping[str, Any]) -> Any:
    """The rows that a figure counts or, not `is_known`, leaves out: the subject's number, whether it reached (of a mean or of levels, how much;
    of what is left out this says nothing), at the places named in `where`."""
    table = table_of(tables, one.table, within, as_of)
    among = [one.among(table, as_of)] if one.among else []
    there = (table[name] == value for name, value in where.items())
    kept = table.filter(*belonging(table, one.dated_by, as_of, within), *among, one.counted(table, as_of), *there)
    known = one.is_known(kept)
    return kept.select(subject=kept[subject], is_known=True if known is None else known, reached=one.reached(kept, as_of)).order_by("subject")


def stretches(within: Period, grain: Grain) -> Iterator[Period]:
    """The period cut at the grain's borders; a piece at either end may be shorter."""
    start = within.start
    while start <= within.end:
        end = min(within.end, _last_day(start, grain)) if grain != "R" else within.end
        yield Period(start, end)
        start = end + timedelta(days=1)


def _last_day(day: date, grain: Grain) -> date:
    months = _MONTHS[grain]
    after = (day.month - 1) // months * months + months
    return date(day.year + after // 12, after % 12 + 1, 1) - timedelta(days=1)


def _day(value: Any) -> date:
    """Of a date or, as some engines answer, of a moment."""
    return value if type(value) is date else date(value.year, value.month, value.day)
