"""The registers' figures as measurements beside what agencies declare, for every agency with something to count."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from parix.foundation.measurement_files import fact_to_json
from parix.foundation.measurements import Measurement
from parix.foundation.periods import Period
from parix.web.accounts.queries import User
from parix.web.measurements.measuring import record_for_all
from parix.web.measurements.queries import current_measurements
from parix.web.onestop.indicators.actions import take_snapshot
from parix.web.onestop.indicators.choices import COUNTED
from parix.web.onestop.indicators.queries import TakenSnapshot
from parix.web.onestop.indicators.queries.facts import measurements
from parix.web.onestop.indicators.queries.figures import figures_by_agency
from parix.web.organisations.queries import Agency, agencies_on, ids_above


def refresh(*, at: datetime, by: User | None = None) -> TakenSnapshot:
    """A snapshot, and what it says under the codes of the kind `….registry`: of the year, the quarter and the month it was taken in."""
    snapshot = take_snapshot(at=at, by=by)
    record_figures(snapshot=snapshot, periods=periods_around(snapshot.as_of), at=at)
    return snapshot


def periods_around(day: date) -> tuple[Period, ...]:
    quarter = (day.month - 1) // 3 + 1
    return tuple(Period.parse(one) for one in (f"{day.year:04d}", f"{day.year:04d}-Q{quarter}", f"{day.year:04d}-{day.month:02d}"))


def record_figures(*, snapshot: TakenSnapshot, periods: Iterable[Period], at: datetime) -> int:
    """Returns how many were new or changed. A figure that stays the same keeps the snapshot that first gave it; an agency of which no
    register holds anything gets none, for an empty register is not a nought."""
    changed = 0
    for period in periods:
        agencies = {one.pk: one for one in agencies_on(snapshot.as_of)}
        given = [(agency, period, facts) for agency, facts in _stated(snapshot, agencies, period)]
        known = {(row.agency_id, row.code): row.fact for row in current_measurements([agency.pk for agency, *_rest in given], [period])}
        fresh = [
            (agency, period, [one for one in facts if known.get((agency.pk, one.code)) != fact_to_json(one.fact)]) for agency, period, facts in given
        ]
        changed += record_for_all(given=[one for one in fresh if one[2]], by=None, at=at)
    return changed


def _stated(snapshot: TakenSnapshot, agencies: dict[int, Agency], period: Period) -> list[tuple[Agency, list[Measurement]]]:
    figures = figures_by_agency(snapshot, agencies, period)
    some = {agency_id for agency_id, one in figures.items() if one.has_any}
    kept = {above for chain in ids_above(some).values() for above in chain} & agencies.keys()
    return [
        (agencies[agency_id], measurements(figures[agency_id].whole, period, snapshot, agencies[agency_id].name, COUNTED)) for agency_id in sorted(kept)
    ]
