"""Figures of agencies from one snapshot: counts whole and by month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.conf import settings

from parix.foundation.periods import Period
from parix.indicators.counting import Count
from parix.indicators.formulas import INDICATORS
from parix.indicators.snapshot_counts import counts_of
from parix.indicators.tallies import Grain
from parix.web.onestop.indicators.choices import NOT_HELD
from parix.web.onestop.indicators.queries import TakenSnapshot, store
from parix.web.organisations.queries import ids_within

COUNTED = tuple(one for one in INDICATORS.values() if one.key not in NOT_HELD)
_CUTS: Sequence[Grain] = ("R", "M")


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one agency with everything below it. `whole` by indicator; `months` the same for the first day of each month. An indicator whose
    register is not here is in neither; one of which nothing arose counts 0 of 0, and 0 of 0 beside some unknown is not measured."""

    whole: Mapping[str, Count]
    months: Mapping[date, Mapping[str, Count]]

    @property
    def has_any(self) -> bool:
        """Whether a register holds anything of the agency: of an empty one nothing is known, not even that nothing arose."""
        return any(count.of or count.unknown for count in self.whole.values())


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
        together: dict[str, Count] = {one.key: Count() for one in COUNTED if all(snapshot.rows.get(table) for table in (one.table, *one.needs))}
        for (agency, _start), several in whole.items():
            if agency in inside:
                _add(together, several)
        found[agency_id] = Figures(together, dict(sorted(by_month.items())))
    return found


@lru_cache(maxsize=64)
def _counted(_root: str, name: str, period: Period, as_of: date, grain: Grain) -> dict[tuple[int, date], dict[str, Count]]:
    with store() as opened:
        return counts_of(opened, opened.named(name), COUNTED, as_of=as_of, within=period, grain=grain)


def counts_by(snapshot: TakenSnapshot, keys: Sequence[str], column: str, agency_id: int, period: Period) -> dict[int | None, dict[str, Count]]:
    """Of one agency's own rows, by the values of a column; None where the row leaves it out. Indicators whose register knows no such column
    are left out."""
    several = [INDICATORS[key] for key in keys if snapshot.rows.get(INDICATORS[key].table) and key not in NOT_HELD]
    with store() as opened:
        found = counts_of(opened, opened.named(snapshot.name), several, as_of=snapshot.as_of, within=period, by=(column,), where={"agency": agency_id})
    return {place[0]: some for place, some in found.items()}


def _add(into: dict[str, Count], several: Mapping[str, Count]) -> None:
    for key, count in several.items():
        into[key] = into.get(key, Count()) + count
