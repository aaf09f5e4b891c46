"""What is measured on: the department set and as many made-up departments as asked for, three in ten without a survey."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from parix.criteria.editions import Edition
from parix.criteria.library import find_edition
from parix.demo_data.measuring import measurement_sets
from parix.foundation.agencies import Agency
from parix.foundation.measurements import MeasurementSet
from parix.foundation.periods import Period
from parix.foundation.problems import ProblemsFound

SET = "department_reconstructed"
SEED = 20_260
# Figures are drawn for so many agencies; larger groups repeat them under other names.
DRAWN = 1_000


@cache
def edition() -> Edition:
    taken = find_edition(SET)
    if taken.edition is None:
        raise ProblemsFound(taken.problems)
    return taken.edition


def period() -> Period:
    """The first year that the edition covers."""
    return Period.of_year(edition().settings.in_force.since.year)


def _agency(number: int) -> Agency:
    traits = frozenset({"no_citizen_survey"}) if number % 10 < 3 else frozenset[str]()
    return Agency(f"DEMO.{number:05}", f"Sở mẫu {number:05}", "department", traits)


@cache
def _drawn(count: int) -> tuple[MeasurementSet, ...]:
    return measurement_sets(edition(), [_agency(number) for number in range(count)], period(), SEED)


def measured_agencies(count: int) -> list[MeasurementSet]:
    drawn = _drawn(min(count, DRAWN))
    return [replace(drawn[number % len(drawn)], agency=_agency(number)) for number in range(count)]
