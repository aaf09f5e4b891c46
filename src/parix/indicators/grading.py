"""The one-stop grading beside its criteria set: whether the conditions of index 9 hold, and what officials' indices make together.

In: counts of indicators, and `definitions/indicators/grading.yaml`. Out: conditions, points between certain and possible, a band where it
is certain. Circular 01/2018/TT-VPCP, articles 13 to 15.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass as shape

from parix.foundation.located_yaml import read_yaml_file
from parix.foundation.numbers import exact_from_text, rounded
from parix.foundation.phrases import Text
from parix.foundation.problems import ProblemsFound
from parix.foundation.shapes import STRICT, keys_of, typed
from parix.indicators.counting import Count
from parix.indicators.described import SHIPPED

DECIMALS = 1


@shape(frozen=True, config=STRICT)
class _Words:
    vi: str
    en: str

    def text(self) -> Text:
        return Text(self.vi, self.en)


@shape(frozen=True, config=STRICT)
class _Condition:
    indicator: str
    at_least: str
    nothing_arose: Literal["holds", "open"] = "open"


@shape(frozen=True, config=STRICT)
class _Conditions:
    measure: str
    indicators: dict[str, _Condition]


@shape(frozen=True, config=STRICT)
class _Band:
    key: str
    at_least: str
    text: _Words


@shape(frozen=True, config=STRICT)
class _Officials:
    indices: tuple[str, ...]
    full: str
    bands: tuple[_Band, ...]


@shape(frozen=True, config=STRICT)
class _Example:
    given: dict[str, str]
    points: str
    possible: str
    band: str
    because: _Words


@shape(frozen=True, config=STRICT)
class _File:
    reference: str
    conditions: _Conditions
    officials: _Officials
    examples: tuple[_Example, ...]


@dataclass(frozen=True, slots=True)
class Band:
    key: str
    at_least: Fraction
    text: Text


@dataclass(frozen=True, slots=True)
class Condition:
    """The share of an indicator that must be reached; `holds_of_nothing` where it is met when nothing arose."""

    indicator: str
    at_least: Fraction
    holds_of_nothing: bool


@dataclass(frozen=True, slots=True)
class GradeExample:
    """Means of indices by key, as counted by hand; `band` is empty where it is not certain."""

    given: Mapping[str, Fraction]
    points: Fraction
    possible: Fraction
    band: str


@dataclass(frozen=True, slots=True)
class GradingRules:
    """`conditions` of index 9 by name; `bands` from the highest."""

    reference: str
    measure: str
    conditions: Mapping[str, Condition]
    indices: tuple[str, ...]
    full: Fraction
    bands: tuple[Band, ...]
    examples: tuple[GradeExample, ...]


@dataclass(frozen=True, slots=True)
class OfficialGrade:
    """`points` are certain, `possible` what they may be once every index is measured; `band` is None while both lie in different ones."""

    values: Mapping[str, Fraction | None]
    points: Fraction
    possible: Fraction
    band: Band | None


def read_grading(path: Path) -> GradingRules:
    """Raises ProblemsFound with every problem and its line."""
    node, problems = read_yaml_file(path)
    read = typed(TypeAdapter(_File), node, keys_of(_File, _Words, _Condition, _Conditions, _Band, _Officials, _Example)) if node else None
    if read is None or read.value is None:
        raise ProblemsFound(read.problems if read else problems)
    file = read.value
    bands = sorted((Band(one.key, exact_from_text(one.at_least), one.text.text()) for one in file.officials.bands), key=lambda one: -one.at_least)
    conditions = {
        name: Condition(one.indicator, exact_from_text(one.at_least), one.nothing_arose == "holds") for name, one in file.conditions.indicators.items()
    }
    examples = tuple(
        GradeExample({key: exact_from_text(value) for key, value in one.given.items()}, exact_from_text(one.points), exact_from_text(one.possible), one.band)
        for one in file.examples
    )
    full = exact_from_text(file.officials.full)
    return GradingRules(file.reference, file.conditions.measure, conditions, file.officials.indices, full, tuple(bands), examples)


@cache
def grading_rules() -> GradingRules:
    return read_grading(SHIPPED / "grading.yaml")


def conditions_met(rules: GradingRules, counts: Mapping[str, Count]) -> dict[str, bool]:
    """By condition; one that nothing counts, or of which nothing arose and it does not hold of nothing, is left out: it is not known."""
    met = {}
    for name, one in rules.conditions.items():
        value = counts[one.indicator].value if one.indicator in counts else None
        if value is not None:
            met[name] = value >= one.at_least
        elif one.indicator in counts and one.holds_of_nothing and not counts[one.indicator].unknown:
            met[name] = True
    return met


def official_grade(rules: GradingRules, means: Mapping[str, Fraction | None]) -> OfficialGrade:
    """From the mean points of each index, None or absent where nothing arose."""
    values = {key: None if (mean := means.get(key)) is None else rounded(mean, DECIMALS, "half_up") for key in rules.indices}
    points = sum((value for value in values.values() if value is not None), Fraction(0))
    possible = points + rules.full * sum(value is None for value in values.values())
    low, high = (next(band for band in rules.bands if sum_ >= band.at_least) for sum_ in (points, possible))
    return OfficialGrade(values, points, possible, low if low == high else None)
