"""Roll-ups of dossiers: the counts that add up, by agency, channel and month, from which any figure of whole months is summed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from parix.foundation.lazy_modules import lazy_module
from parix.foundation.periods import Period
from parix.foundation.problems import Problem, ProblemsFound
from parix.indicators.dossier_conditions import has_term, is_accepted
from parix.indicators.formulas import DOSSIER_INDICATORS
from parix.indicators.indicator import Indicator
from parix.indicators.tallies import PERIOD, Grain, added, count_columns, first_day, tally

ibis = lazy_module("ibis")

BY = ("agency", "channel")
ROLLED = tuple(one for one in DOSSIER_INDICATORS if one.is_mergeable)


def roll_up(dossiers: Any, as_of: date) -> Any:
    return tally(dossiers, ROLLED, as_of=as_of, by=BY, grain="M").order_by([*BY, PERIOD])


def has_every_count(rollup: Any) -> Any:
    """The roll-up, if it counts what is counted today. Raises ProblemsFound."""
    lacking = set(count_columns(ROLLED)) - set(rollup.columns)
    if lacking:
        raise ProblemsFound([Problem("snapshot.earlier_counts", "ảnh chụp dữ liệu chưa có số đếm của phiên bản này", "chụp lại dữ liệu một cửa")])
    return rollup


def added_up(rollups: Any) -> Any:
    """Roll-ups of different rows as one."""
    names = count_columns(ROLLED)
    return rollups.group_by(*BY, PERIOD).aggregate(**{name: added(rollups[name]) for name in names}).order_by([*BY, PERIOD])


def next_change_after(dossiers: Any, as_of: date) -> Any:
    """One row: the first later day on which a roll-up of these rows would count otherwise (`changes_on`), or nothing.

    That is the day a row is dated with, or the one after an open dossier's due day.
    """
    runs = has_term(dossiers, as_of) & (dossiers.due_on >= as_of) & (dossiers.finished_on.isnull() | (dossiers.finished_on > as_of))
    is_open = is_accepted(dossiers, as_of) & runs
    days = [
        dossiers.received_on.min(where=dossiers.received_on > as_of),
        dossiers.finished_on.min(where=dossiers.finished_on > as_of),
        (dossiers.due_on.min(where=is_open) + ibis.interval(days=1)).cast("date"),
    ]
    return dossiers.aggregate(changes_on=ibis.least(*days))


def can_answer(one: Indicator, within: Period, by: Sequence[str]) -> bool:
    """Whether a roll-up holds the figure: a count that adds up, of whole months, by what it is rolled up by."""
    after = within.end + timedelta(days=1)
    return one in ROLLED and within.start.day == 1 and after.day == 1 and set(by) <= set(BY)


def from_rollup(rollup: Any, indicators: Iterable[Indicator], *, within: Period, by: Sequence[str], grain: Grain, where: Mapping[str, Any]) -> Any:
    """The same columns as `tally` gives."""
    names = count_columns(indicators)
    kept = rollup.filter(rollup[PERIOD].cast("date").between(within.start, within.end), *(rollup[name] == value for name, value in where.items()))
    period = ibis.literal(within.start) if grain == "R" else first_day(kept[PERIOD], grain)
    return kept.group_by(*by, **{PERIOD: period}).aggregate(**{name: added(kept[name]) for name in names})
