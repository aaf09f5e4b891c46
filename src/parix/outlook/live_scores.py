"""Where an agency stands by an edition with the figures of today, group by group, and what is missing to the next grade.

Points come from the edition's own rules. What nobody has counted yet is not zero: it is left out of the points and shown as open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from parix.criteria.editions import Edition, Grade
from parix.foundation.agencies import Agency
from parix.foundation.facts import Fact
from parix.foundation.measurements import Measurement, MeasurementSet, Source
from parix.foundation.periods import Period
from parix.foundation.phrases import Text
from parix.scoring.leaf_scores import LeafScore
from parix.scoring.sheets import NodeScore, ScoreSheet, score


@dataclass(frozen=True, slots=True)
class Line:
    """One leaf: `points` None where it is open; `missing` is what could still be won of what was counted."""

    key: str
    code: str
    text: Text
    measures: tuple[str, ...]
    points: Fraction | None
    max_points: Fraction
    state: str

    @property
    def missing(self) -> Fraction:
        return Fraction() if self.points is None else self.max_points - self.points


@dataclass(frozen=True, slots=True)
class Group:
    """A field of the edition; `counted_max` is the maximum of its leaves that have points."""

    code: str
    text: Text
    points: Fraction
    counted_max: Fraction
    max_points: Fraction
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """`index` over what was counted, 0..100; None where nothing was. `grade` is of it alone. `to_next` are points of the index that
    are missing to `next_grade`, both None at the top. `open_max` are points that nothing is known of yet."""

    groups: tuple[Group, ...]
    index: Fraction | None
    grade: Grade | None
    next_grade: Grade | None
    to_next: Fraction | None
    open_max: Fraction

    @property
    def best_moves(self) -> tuple[Line, ...]:
        """Where most can be won, most first."""
        lines = [line for group in self.groups for line in group.lines if line.missing > 0]
        return tuple(sorted(lines, key=lambda line: (-line.missing, line.code)))


def live_standing(edition: Edition, agency: Agency, period: Period, facts: Mapping[str, Fact]) -> Standing:
    """`facts` by the codes of the edition's measures; those that the edition does not ask for are passed over."""
    asked = edition.measure_uses
    source = Source("live", "Số liệu trực tiếp", "register")
    given = tuple(Measurement(code, period, fact, source) for code, fact in facts.items() if code in asked)
    return standing_of(score(edition, MeasurementSet(agency, period, given), explain=False))


def standing_of(sheet: ScoreSheet) -> Standing:
    groups = tuple(_group(node) for node in sheet.fields if not node.is_outside_scale)
    won, counted = sum((one.points for one in groups), Fraction()), sum((one.counted_max for one in groups), Fraction())
    index = won / counted * 100 if counted else None
    grades = sorted(sheet.edition.settings.grades, key=lambda one: one.at_least)
    grade = None if index is None else next((one for one in reversed(grades) if index >= one.at_least), None)
    above = None if index is None else next((one for one in grades if one.at_least > index), None)
    missing = above.at_least - index if above is not None and index is not None else None
    return Standing(groups, index, grade, above, missing, sum((one.max_points - one.counted_max for one in groups), Fraction()))


def _group(node: NodeScore) -> Group:
    lines = tuple(_line(one) for one in _leaves(node) if one.state != "not_applicable")
    known = [one for one in lines if one.points is not None]
    return Group(
        node.node.code, node.node.text, sum((one.points for one in known if one.points is not None), Fraction()),
        sum((one.max_points for one in known), Fraction()), sum((one.max_points for one in lines), Fraction()), lines,
    )


def _line(one: LeafScore) -> Line:
    codes = tuple(use.code for use in one.leaf.measures.values())
    return Line(one.leaf.key, one.leaf.code, one.leaf.text, codes, one.points if one.state == "scored" else None, one.leaf.max_points, one.state)


def _leaves(node: NodeScore) -> list[LeafScore]:
    found: list[LeafScore] = []
    for child in node.children:
        found += _leaves(child) if isinstance(child, NodeScore) else [child]
    return found
