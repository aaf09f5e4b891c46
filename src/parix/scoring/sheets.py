"""The score sheet of one agency: leaves, criteria, fields and totals, exact inside, rounded once where declared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Union

from parix.criteria.editions import Criterion, Edition, Field, Grade, RankingGroup, Rounding
from parix.foundation.agencies import Agency
from parix.foundation.facts import Known
from parix.foundation.measurements import MeasurementSet
from parix.foundation.numbers import exact_sum, rounded
from parix.foundation.periods import Period
from parix.foundation.problems import Problem, refuse_errors
from parix.foundation.version import SOFTWARE_VERSION
from parix.scoring.fitting import unfit
from parix.scoring.leaf_plans import edition_plan
from parix.scoring.leaf_scores import ZERO, LeafScore, Lookup, score_leaf
from parix.scoring.totals import NOTHING, Sums, Totals, grade_of, published, summed, totals_of


@dataclass(frozen=True, slots=True)
class NodeScore:
    """A field or criterion with what stands below it."""

    node: Field | Criterion
    sums: Sums
    children: tuple[Union[NodeScore, LeafScore], ...]

    @property
    def is_outside_scale(self) -> bool:
        return isinstance(self.node, Field) and self.node.outside_scale


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """Everything about one agency's score; exact inside, `published_index` is rounded as the edition declares."""

    edition: Edition
    agency: Agency
    period: Period
    fields: tuple[NodeScore, ...]
    totals: Totals
    given: MeasurementSet
    warnings: tuple[Problem, ...]
    software_version: str = SOFTWARE_VERSION

    @property
    def total(self) -> Sums:
        return self.totals.total

    @property
    def bonus(self) -> Fraction:
        return self.totals.bonus

    @property
    def penalty(self) -> Fraction:
        return self.totals.penalty

    @property
    def index(self) -> Fraction:
        return self.totals.index

    @property
    def index_low(self) -> Fraction:
        return self.totals.index_low

    @property
    def index_high(self) -> Fraction:
        return self.totals.index_high

    @property
    def leaves(self) -> tuple[LeafScore, ...]:
        return tuple(_leaves(self.fields))

    @property
    def is_complete(self) -> bool:
        return all(leaf.state != "not_scored" for leaf in self.leaves)

    @property
    def published_index(self) -> Fraction:
        return self.as_published(self.index)

    @property
    def grade(self) -> Grade | None:
        """The grade of the certain index; None while the set declares no grades."""
        return self.grade_of(self.index, self.total.points)

    @property
    def grade_range(self) -> tuple[Grade | None, Grade | None]:
        return self.grade_of(self.index_low, self.total.low), self.grade_of(self.index_high, self.total.high)

    @property
    def ranking_group(self) -> RankingGroup | None:
        return ranking_group_of(self.edition, self.agency)

    def grade_of(self, index: Fraction, points: Fraction) -> Grade | None:
        return grade_of(self.edition.settings, index, points)

    def as_published(self, value: Fraction) -> Fraction:
        """A value of the total as it is printed."""
        return published(self.edition.settings, value)


def score(edition: Edition, given: MeasurementSet, *, best: Mapping[str, Known] | None = None, explain: bool = True) -> ScoreSheet:
    """Score one agency's measurements by one edition.

    `best` gives the best value of the ranking group by measure code, for rules that compare with it
    (parix.scoring.groups fills it). Raises ProblemsFound when the measurements do not fit the edition.
    """
    problems = unfit(edition, given)
    refuse_errors(problems)
    lookup, compared, plan = lookup_of(given), best or {}, edition_plan(edition, given.period.end)
    leaves = iter([score_leaf(one, given.agency, lookup, compared, explain=explain) for one in plan.leaves])
    fields = tuple(_field_score(one, edition.settings.arithmetic.rounding, leaves, plan.below) for one in edition.fields)
    return _sheet(edition, given, fields, tuple(problems))


def lookup_of(given: MeasurementSet) -> Lookup:
    """The set's measurements of its own period and of the year before, by code."""
    period, before = given.period, given.period.a_year_before()
    return Lookup(given.in_period(period), given.in_period(before))


def ranking_group_of(edition: Edition, agency: Agency) -> RankingGroup | None:
    """The group the agency states, or the first one whose description covers it."""
    for group in edition.settings.ranking_groups:
        if group.key == agency.ranking_group if agency.ranking_group else group.members.covers(agency):
            return group
    return None


def _sheet(edition: Edition, given: MeasurementSet, fields: tuple[NodeScore, ...], warnings: tuple[Problem, ...]) -> ScoreSheet:
    scale = summed(one.sums for one in fields if not one.is_outside_scale)
    rounding = edition.settings.arithmetic.rounding
    outside = [one for one in fields if one.is_outside_scale] if edition.settings.outside_scale is not None else []
    bonus, penalty = (summed(_outside(one, effect, rounding) for one in outside) for effect in ("bonus", "penalty"))
    totals = totals_of(edition.settings, scale, bonus, penalty)
    return ScoreSheet(edition, given.agency, given.period, fields, totals, given, warnings)


def _field_score(one: Field, rounding: Rounding, leaves: Iterator[LeafScore], maxima: Mapping[tuple[str, str], Fraction]) -> NodeScore:
    """`leaves` gives the scores of the edition's leaves in legal order, and those of this field are taken from it; `maxima` as `below`
    of the edition's plan."""
    children: list[NodeScore | LeafScore] = []
    sums: list[Sums] = []
    direct: list[LeafScore] = []
    for child in one.criteria:
        if isinstance(child, Criterion):
            own = tuple([next(leaves) for _ in child.sub_criteria])
            below = _rounded(_sums_of(own, rounding, maxima.get((one.key, child.key), ZERO)), rounding, "criterion")
            children.append(NodeScore(child, below, own))
            sums.append(below)
        else:
            leaf_score = next(leaves)
            children.append(leaf_score)
            direct.append(leaf_score)
    # A leaf beside criteria is rounded as one of them.
    if rounding.level == "criterion":
        sums += [_rounded(_leaf_sums(leaf, rounding), rounding, "criterion") for leaf in direct]
    elif direct:
        sums.append(_sums_of(direct, rounding, maxima[one.key, ""]))
    return NodeScore(one, _rounded(summed(sums), rounding, "field"), tuple(children))


def _sums_of(leaves: Sequence[LeafScore], rounding: Rounding, maximum: Fraction) -> Sums:
    """The leaves together, each rounded where the edition rounds leaves; `maximum` is that of them all."""
    if rounding.level == "leaf" or any(leaf.points is None or leaf.leaf.effect != "scale" for leaf in leaves):
        return summed([_leaf_sums(leaf, rounding) for leaf in leaves])
    # All scored, as most are: one sum serves for what is certain, least and most.
    points = exact_sum([leaf.low for leaf in leaves])
    return Sums(points, points, points, maximum)


def _leaf_sums(leaf: LeafScore, rounding: Rounding) -> Sums:
    if leaf.leaf.effect != "scale":
        return NOTHING
    droppable = leaf.leaf.max_points if leaf.may_be_dropped else ZERO
    return _rounded(Sums(leaf.points or ZERO, leaf.low, leaf.high, leaf.applicable_max, droppable), rounding, "leaf")


def _rounded(sums: Sums, rounding: Rounding, level: str) -> Sums:
    if rounding.level != level:
        return sums
    points, low, high = (rounded(value, rounding.decimals, rounding.mode) for value in (sums.points, sums.low, sums.high))
    return Sums(points, low, high, sums.applicable_max, sums.droppable)


def _outside(node: NodeScore | LeafScore, effect: str, rounding: Rounding) -> Sums:
    """Bonus or penalty below a node, rounded at the same level as the scale."""
    if isinstance(node, LeafScore):
        return _rounded(Sums(node.points or ZERO, node.low, node.high, ZERO), rounding, "leaf") if node.leaf.effect == effect else NOTHING
    below = (_outside(child, effect, rounding) for child in node.children)
    if isinstance(node.node, Criterion):
        return summed(below)
    # A leaf beside criteria is rounded as one of them.
    return _rounded(summed(_rounded(one, rounding, "criterion") for one in below), rounding, "field")


def _leaves(nodes: Iterable[NodeScore | LeafScore]) -> Iterable[LeafScore]:
    for node in nodes:
        if isinstance(node, LeafScore):
            yield node
        else:
            yield from _leaves(node.children)
