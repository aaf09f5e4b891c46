"""What a made-up agency has counted by the cut-off day of a reporting season: its figures for a part of the year."""

from __future__ import annotations

from dataclasses import replace

from parix.criteria.editions import Edition
from parix.demo_data.measuring import WHOLE, measurement_sets
from parix.demo_data.province import DemoProvince
from parix.foundation.facts import Number, Share
from parix.foundation.measurements import MeasurementSet
from parix.foundation.periods import Period

_DAYS_A_YEAR = 365


def season_set(demo: DemoProvince, edition: Edition, code: str, period: Period) -> MeasurementSet:
    """Counts and shares alone, which are what reports say. Raises LookupError for an agency that the demonstration has not."""
    disposition = next((one for one in demo.dispositions if one.agency.code == code), None)
    if disposition is None:
        raise LookupError(code)
    days = (period.end - period.start).days + 1
    flow = replace(disposition, dossiers=max(1, disposition.dossiers * min(days, _DAYS_A_YEAR) // _DAYS_A_YEAR))
    given = measurement_sets(edition, [disposition.agency], period, demo.seed, WHOLE, {code: flow})[0]
    return replace(given, measurements=tuple(one for one in given.measurements if one.period == period and isinstance(one.fact, Share | Number)))
