"""The board: what an agency's figures make in points by the set of decision 766, group by group, with the way to the next class.

In: an agency, a period, a snapshot. Out: a frozen board. Must not: store anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.conf import settings
from django.utils.functional import Promise

from parix.criteria.editions import Edition, Grade
from parix.criteria.library import find_edition
from parix.foundation.measurements import MeasurementSet
from parix.foundation.periods import Period
from parix.foundation.phrases import Phrase, Text
from parix.foundation.problems import ProblemsFound
from parix.indicators.counting import Count
from parix.indicators.described import Described, board_sets, shipped
from parix.indicators.formulas import INDICATORS
from parix.scoring.leaf_scores import LeafScore
from parix.scoring.sheets import NodeScore, ScoreSheet, score
from parix.web.onestop.indicators.choices import EMPTY, NOT_HELD
from parix.web.onestop.indicators.queries import TakenSnapshot, newest_snapshot
from parix.web.onestop.indicators.queries.facts import measurements
from parix.web.onestop.indicators.queries.figures import Figures, figures_by_agency, figures_of
from parix.web.organisations.queries import Agency, engine_agency

_BY_MEASURE = {one.measure: one.key for one in INDICATORS.values()}
ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Reading:
    """Another way to read an indicator, with what it counts here."""

    key: str
    words: Described
    count: Count


@dataclass(frozen=True, slots=True)
class BoardFigure:
    """`count` is None where no register here holds what is asked, `lacking` says why; 0 of 0 is nothing arose, or not measured. `trend` is by
    month: the first day and the value, None where there is none. `readings` are the same indicator as others read it."""

    key: str
    words: Described
    count: Count | None
    lacking: str | Promise
    trend: tuple[tuple[date, Fraction | None], ...]
    readings: tuple[Reading, ...]

    @property
    def value(self) -> Fraction | None:
        return self.count.value if self.count else None


@dataclass(frozen=True, slots=True)
class BoardLeaf:
    """`points` is None where a figure is lacking. `state` as in score sheets: scored, dropped, not_applicable, not_scored. `gain` is the
    least change that gains points, with `gain_points`."""

    code: str
    key: str
    text: Text
    points: Fraction | None
    max_points: Fraction
    state: str
    reason: Phrase | None
    gain: Phrase | None
    gain_points: Fraction
    figures: tuple[BoardFigure, ...]


@dataclass(frozen=True, slots=True)
class BoardGroup:
    code: str
    key: str
    text: Text
    points: Fraction
    possible: Fraction
    max_points: Fraction
    leaves: tuple[BoardLeaf, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """`points` are certain, `possible` what could still be reached while figures are lacking; `watched` give no points. `next_grade` lies
    `points_to_next` above the certain points; None at the top."""

    agency: Agency
    period: Period
    as_of: date
    snapshot: TakenSnapshot
    edition: Edition
    groups: tuple[BoardGroup, ...]
    watched: tuple[BoardFigure, ...]
    points: Fraction
    possible: Fraction
    applicable_max: Fraction
    index: Fraction
    grade: Grade | None
    next_grade: Grade | None
    points_to_next: Fraction


def board(agency: Agency, period: Period, as_of: date | None = None) -> Board | None:
    """From the newest snapshot; None while there is none, or nothing in it of the agency. Raises ProblemsFound for an agency or period that
    the set does not cover."""
    snapshot = newest_snapshot()
    figures = figures_of(snapshot, agency.pk, period, as_of) if snapshot else None
    return _board(agency, period, snapshot, figures, as_of) if snapshot and figures and figures.has_any else None


def boards(agencies: list[Agency], period: Period, as_of: date | None = None) -> dict[int, Board]:
    """Of those agencies that the set covers and a register holds something of, by id; counted once for all."""
    snapshot = newest_snapshot()
    if snapshot is None:
        return {}
    covered = [one for one in agencies if one.kind in edition_for(period).settings.applies_to]
    figures = figures_by_agency(snapshot, [one.pk for one in covered], period, as_of)
    return {one.pk: _board(one, period, snapshot, figures[one.pk], as_of) for one in covered if figures[one.pk].has_any}


def edition_for(period: Period) -> Edition:
    """Raises ProblemsFound."""
    intake = find_edition(settings.QUALITY_SET or board_sets().quality, period.end, *settings.CRITERIA_SETS)
    if intake.edition is None:
        raise ProblemsFound(intake.problems)
    return intake.edition


def _board(agency: Agency, period: Period, snapshot: TakenSnapshot, figures: Figures, as_of: date | None) -> Board:
    edition = edition_for(period)
    asked = {use.code for leaf in edition.leaves.values() for use in leaf.measures.values()}
    given = tuple(one for one in measurements(figures.whole, period, snapshot, agency.name) if one.code in asked)
    sheet = score(edition, MeasurementSet(engine_agency(agency), period, given))
    words = shipped()
    groups = tuple(_group(field, figures, words) for field in sheet.fields)
    seen = {figure.key for group in groups for leaf in group.leaves for figure in leaf.figures}
    watched = tuple(
        _figure(key, figures, words) for key, one in INDICATORS.items() if key not in seen and key in figures.whole and not one.reading_of
    )
    following, lacking = _next(sheet)
    return Board(
        agency, period, as_of or snapshot.as_of, snapshot, edition, groups, watched, sheet.total.low, sheet.total.high, sheet.total.applicable_max,
        sheet.published_index, sheet.grade, following, lacking,
    )


def _group(field: NodeScore, figures: Figures, words: Mapping[str, Described]) -> BoardGroup:
    leaves = tuple(_leaf(one, figures, words) for one in _leaves(field))
    return BoardGroup(field.node.code, field.node.key, field.node.text, field.sums.low, field.sums.high, field.node.max_points or ZERO, leaves)


def _leaves(node: NodeScore) -> list[LeafScore]:
    return [leaf for child in node.children for leaf in ([child] if isinstance(child, LeafScore) else _leaves(child))]


def _leaf(one: LeafScore, figures: Figures, words: Mapping[str, Described]) -> BoardLeaf:
    gains = one.account.gains if one.account else ()
    keys = [_BY_MEASURE[use.code] for use in one.leaf.measures.values() if use.code in _BY_MEASURE]
    return BoardLeaf(
        one.leaf.code, one.leaf.key, one.leaf.text, one.points, one.leaf.max_points, one.state, one.reason, gains[0].change if gains else None,
        gains[0].points if gains else ZERO, tuple(_figure(key, figures, words) for key in keys),
    )


def _figure(key: str, figures: Figures, words: Mapping[str, Described]) -> BoardFigure:
    trend = tuple((month, several[key].value) for month, several in figures.months.items() if key in several)
    readings = tuple(
        Reading(other.key, words[other.key], figures.whole[other.key])
        for other in INDICATORS.values() if other.reading_of == key and other.key in figures.whole
    )
    lacking = "" if key in figures.whole else NOT_HELD.get(key, EMPTY)
    return BoardFigure(key, words[key], figures.whole.get(key), lacking, trend, readings)


def _next(sheet: ScoreSheet) -> tuple[Grade | None, Fraction]:
    """The class above that of the certain points, and the points that it lies above them."""
    grades = sorted(sheet.edition.settings.grades, key=lambda one: one.at_least)
    above = next((one for one in grades if one.at_least > sheet.published_index), None)
    if above is None or not sheet.total.applicable_max:
        return None, ZERO
    return above, above.at_least * sheet.total.applicable_max / 100 - sheet.total.low
