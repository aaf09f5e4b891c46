"""What an agency declares against what a register counts, for the same code and period: every pair that differs, with both sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from django.conf import settings

from parix.criteria.intake import take_in
from parix.criteria.library import edition_folders
from parix.foundation.periods import Period
from parix.foundation.phrases import Text
from parix.web.measurements.queries import Measurement, current_measurements
from parix.web.onestop.indicators.choices import COUNTED
from parix.web.organisations.queries import Agency, agencies_by_id


@dataclass(frozen=True, slots=True)
class Contradiction:
    """`title` is the leaf that asks for the figure, or the bare code where no criteria set does. `apart` is how far the shares lie from each
    other, None where one of the two is no share."""

    agency: Agency
    code: str
    title: Text
    declared: Measurement
    counted: Measurement
    apart: Fraction | None


def contradictions(agency_ids: Iterable[int], periods: Iterable[Period]) -> list[Contradiction]:
    """The farthest apart first; those of which one side has no share before them. Two queries."""
    rows = {(row.agency_id, row.code, row.period_start, row.period_end): row for row in current_measurements(agency_ids, periods)}
    agencies = agencies_by_id({key[0] for key in rows})
    found = []
    for (agency_id, code, start, end), counted in rows.items():
        declared = rows.get((agency_id, code.removesuffix(COUNTED), start, end)) if code.endswith(COUNTED) else None
        if declared is not None and declared.fact != counted.fact and "not_known" not in counted.fact:
            apart = _apart(declared.fact, counted.fact)
            if apart != 0 or _size(declared.fact) != _size(counted.fact):
                plain = declared.code
                found.append(Contradiction(agencies[agency_id], plain, _titles().get(plain, Text(plain, plain)), declared, counted, apart))
    return sorted(found, key=lambda one: (one.apart is not None, -(one.apart or 0), one.agency.name, one.code))


def _apart(declared: Mapping[str, Any], counted: Mapping[str, Any]) -> Fraction | None:
    shares = [_share(fact) for fact in (declared, counted)]
    return None if shares[0] is None or shares[1] is None else abs(shares[0] - shares[1])


def _share(fact: Mapping[str, Any]) -> Fraction | None:
    if "rate" in fact:
        return Fraction(str(fact["rate"]).removesuffix("%")) / (100 if str(fact["rate"]).endswith("%") else 1)
    above, slash, below = str(fact.get("share", "")).partition("/")
    return Fraction(above) / Fraction(below) if slash and Fraction(below) else None


def _size(fact: Mapping[str, Any]) -> object:
    """28/28 and 14/14 are one share and two claims."""
    return fact.get("share") or dict(fact)


@cache
def _titles() -> dict[str, Text]:
    """What leaves call the figures they ask for; the newest edition of each set has the last word."""
    found: dict[str, Text] = {}
    for folder in edition_folders(*settings.CRITERIA_SETS):
        edition = take_in(folder).edition
        for leaf in edition.leaves.values() if edition else ():
            for use in leaf.measures.values():
                found[use.code] = leaf.text
    return found
