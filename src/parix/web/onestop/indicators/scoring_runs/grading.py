"""The one-stop grading: an agency by nine indices, its units by those that its registers tell apart, its officials by five.

In: an agency, a period, the newest snapshot. Out: frozen rows; what nobody measured is open, never nought. Must not: store anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.conf import settings
from django.utils.functional import Promise

from parix.criteria.editions import Edition, Grade
from parix.criteria.library import find_edition
from parix.foundation import agencies as engine
from parix.foundation.facts import Conditions
from parix.foundation.measurements import Measurement, MeasurementSet
from parix.foundation.periods import Period
from parix.foundation.phrases import Phrase, Text
from parix.foundation.problems import ProblemsFound
from parix.indicators.counting import Count
from parix.indicators.described import Described, board_sets, shipped
from parix.indicators.formulas import INDICATORS
from parix.indicators.grading import OfficialGrade, conditions_met, grading_rules, official_grade
from parix.indicators.register_tables import TABLES
from parix.scoring.leaf_scores import LeafScore
from parix.scoring.sheets import NodeScore, ScoreSheet, score
from parix.web.accounts.queries import User
from parix.web.onestop.indicators.choices import EMPTY, NOT_BY_UNIT, NOT_HELD
from parix.web.onestop.indicators.queries import TakenSnapshot, newest_snapshot
from parix.web.onestop.indicators.queries.facts import measurements, source_of
from parix.web.onestop.indicators.queries.figures import counts_by, figures_by_agency
from parix.web.organisations.queries import Agency, Unit, engine_agency
from parix.web.organisations.queries.units import units_by_id

_BY_MEASURE = {one.measure: one.key for one in INDICATORS.values()}


@dataclass(frozen=True, slots=True)
class IndexFigure:
    """One count that an index is made of; None where nothing here counts it, then `lacking` says why."""

    key: str
    words: Described
    count: Count | None
    lacking: str | Promise


@dataclass(frozen=True, slots=True)
class GradedIndex:
    """`points` is None where a figure is lacking; `reason` says in words what gave them."""

    code: str
    key: str
    text: Text
    note: str
    points: Fraction | None
    max_points: Fraction
    reason: Phrase | None
    figures: tuple[IndexFigure, ...]


@dataclass(frozen=True, slots=True)
class Grading:
    """`points` are certain, `possible` what may still come; `grade` is None while both lie in different classes."""

    edition: Edition
    indices: tuple[GradedIndex, ...]
    points: Fraction
    possible: Fraction
    max_points: Fraction
    grade: Grade | None

    @property
    def open(self) -> Fraction:
        return self.possible - self.points


@dataclass(frozen=True, slots=True)
class GradedOfficial:
    """`dossiers` are those that the person settled, or took in, in the period."""

    person: User
    dossiers: int
    grade: OfficialGrade


def grading_edition(period: Period) -> Edition:
    """That in force when the period ends. Raises ProblemsFound."""
    intake = find_edition(board_sets().grading, period.end, *settings.CRITERIA_SETS)
    if intake.edition is None:
        raise ProblemsFound(intake.problems)
    return intake.edition


def gradings(agencies: Iterable[Agency], period: Period) -> dict[int, Grading]:
    """Of those agencies that the set covers and a register holds something of, by id; nothing while there is no snapshot. Raises ProblemsFound."""
    snapshot, edition = newest_snapshot(), grading_edition(period)
    covered = [one for one in agencies if one.kind in edition.settings.applies_to]
    if snapshot is None or not covered:
        return {}
    figures = figures_by_agency(snapshot, [one.pk for one in covered], period)
    return {one.pk: _grading(engine_agency(one), period, edition, snapshot, figures[one.pk].whole, NOT_HELD) for one in covered if figures[one.pk].has_any}


def gradings_of_units(agency: Agency, period: Period) -> list[tuple[Unit, Grading]]:
    """Of the units that worked on a dossier, the most points first. Raises ProblemsFound."""
    snapshot, edition = newest_snapshot(), grading_edition(period)
    if snapshot is None:
        return []
    keys = _keys(edition)
    found = counts_by(snapshot, keys, "unit", agency.pk, period)
    units = units_by_id({unit_id for unit_id in found if unit_id is not None})
    lacking = {**{key: NOT_BY_UNIT for key in keys if "unit" not in TABLES[INDICATORS[key].table].columns}, **NOT_HELD}
    graded = [
        (units[unit_id], _grading(engine.Agency(units[unit_id].code, units[unit_id].name, "unit"), period, edition, snapshot, some, lacking))
        for unit_id, some in found.items() if unit_id in units
    ]
    return sorted(graded, key=lambda one: (-one[1].points, one[0].folded_name))


def graded_officials(agency: Agency, period: Period, column: str) -> list[GradedOfficial]:
    """By who took dossiers in (`received_by`) or settled them (`handled_by`), the most points first."""
    snapshot, rules = newest_snapshot(), grading_rules()
    if snapshot is None:
        return []
    found = {person: some for person, some in counts_by(snapshot, rules.indices, column, agency.pk, period).items() if person is not None}
    people = User.objects.in_bulk(list(found))
    graded = [
        GradedOfficial(people[person], some.get("contacts_needed", Count()).of, official_grade(rules, {key: one.value for key, one in some.items()}))
        for person, some in found.items() if person in people and any(one.of for one in some.values())
    ]
    return sorted(graded, key=lambda one: (-one.grade.points, one.person.get_full_name()))


def _grading(
    whom: engine.Agency, period: Period, edition: Edition, snapshot: TakenSnapshot, counts: Mapping[str, Count], lacking: Mapping[str, str | Promise],
) -> Grading:
    asked = set(_codes(edition))
    given = [one for one in measurements(counts, period, snapshot, whom.name) if one.code in asked]
    met = conditions_met(grading_rules(), counts)
    if met:
        given.append(Measurement(grading_rules().measure, period, Conditions(met), source_of(snapshot, whom.name), place_in_source="conditions"))
    sheet = score(edition, MeasurementSet(whom, period, tuple(given)))
    low, high = sheet.total.low, sheet.total.high
    classes = [_class(sheet, points) for points in (low, high)]
    return Grading(
        edition, tuple(_index(leaf, counts, lacking) for field in sheet.fields for leaf in _leaves(field)), low, high, sheet.total.applicable_max,
        classes[0] if classes[0] == classes[1] else None,
    )


def _class(sheet: ScoreSheet, points: Fraction) -> Grade | None:
    return next((one for one in sorted(sheet.edition.settings.grades, key=lambda one: -one.at_least) if points >= one.at_least), None)


def _index(one: LeafScore, counts: Mapping[str, Count], lacking: Mapping[str, str | Promise]) -> GradedIndex:
    codes = [use.code for use in one.leaf.measures.values()]
    conditions = [one.indicator for one in grading_rules().conditions.values()]
    keys = [key for code in codes for key in (conditions if code == grading_rules().measure else [_BY_MEASURE[code]] if code in _BY_MEASURE else [])]
    words = shipped()
    figures = tuple(IndexFigure(key, words[key], counts.get(key), "" if key in counts else lacking.get(key, EMPTY)) for key in keys)
    return GradedIndex(one.leaf.code, one.leaf.key, one.leaf.text, one.leaf.note, one.points, one.leaf.max_points, one.reason, figures)


def _keys(edition: Edition) -> list[str]:
    """Of the indicators that the nine indices are made of."""
    conditions = [one.indicator for one in grading_rules().conditions.values()]
    return list(dict.fromkeys([*(_BY_MEASURE[code] for code in _codes(edition) if code in _BY_MEASURE), *conditions]))


def _codes(edition: Edition) -> list[str]:
    return [use.code for leaf in edition.leaves.values() for use in leaf.measures.values()]


def _leaves(node: NodeScore) -> list[LeafScore]:
    return [leaf for child in node.children for leaf in ([child] if isinstance(child, LeafScore) else _leaves(child))]
