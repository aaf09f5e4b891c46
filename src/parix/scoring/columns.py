"""Measurement sets of many agencies as columns for the array form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from parix.criteria.editions import Edition, Leaf, PlacedLeaf
from parix.criteria.rule_shapes import (
    AgainstBestRule,
    AgainstPreviousRule,
    CappedSumRule,
    ConditionsRule,
    GateRule,
    LevelsRule,
    MeanRule,
    Rule,
    ShareSatisfiedRule,
    SurveyAnswersRule,
    optional_roles,
)
from parix.foundation import facts
from parix.foundation.lazy_modules import lazy_module
from parix.foundation.measurements import MeasurementSet
from parix.foundation.periods import Period
from parix.scoring.array_scoring import KNOWN, MISSING, NOT_APPLICABLE, NOTHING_AROSE, LeafColumns
from parix.scoring.groups import best_values
from parix.scoring.leaf_plans import inner_rule
from parix.scoring.leaf_scores import Lookup
from parix.scoring.rules.gate import is_open, nothing_of
from parix.scoring.sheets import lookup_of, ranking_group_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    np = lazy_module("numpy")

_NAN = float("nan")
Cell = float | tuple[float, ...]


def columns_of(edition: Edition, sets: Sequence[MeasurementSet], period: Period) -> dict[str, LeafColumns]:
    """Columns by leaf key for agencies in the order of `sets`, all of one period."""
    lookups = [lookup_of(given) for given in sets]
    best = best_values(edition, sets)
    groups = [ranking_group_of(edition, given.agency) for given in sets]
    best_of = [best[group.key if group else given.agency.ranking_group] for group, given in zip(groups, sets, strict=True)]
    return {placed.leaf.key: _leaf_columns(placed, sets, lookups, best_of, period) for placed in edition.placed_leaves}


def _leaf_columns(
    placed: PlacedLeaf, sets: Sequence[MeasurementSet], lookups: Sequence[Lookup], best: Sequence[Mapping[str, facts.Known]], period: Period
) -> LeafColumns:
    leaf, rule = placed.leaf, placed.leaf.rule_on(period.end)
    states = np.zeros(len(sets), dtype=np.int8)
    columns: dict[str, list[Cell]] = {role: [] for role in _roles(leaf, rule)}
    for index, (given, lookup) in enumerate(zip(sets, lookups, strict=True)):
        row, state = _row(placed, rule, given, lookup, best[index])
        states[index] = state
        for role, cells in columns.items():
            cells.append(row.get(role, _blank(rule, role)))
    arrays: dict[str, NDArray[np.float64]] = {role: np.array(cells, dtype=np.float64) for role, cells in columns.items()}
    return LeafColumns(arrays, states if states.any() else None)


def _roles(leaf: Leaf, rule: Rule) -> list[str]:
    inner = inner_rule(rule)
    context = ["previous"] if isinstance(inner, AgainstPreviousRule) else ["best"] if isinstance(inner, AgainstBestRule) else []
    return [*rule.roles(), *(role for role in optional_roles(rule) if role in leaf.measures), *context]


def _row(
    placed: PlacedLeaf, rule: Rule, given: MeasurementSet, lookup: Lookup, best: Mapping[str, facts.Known]
) -> tuple[dict[str, Cell], int]:
    leaf, inner = placed.leaf, inner_rule(rule)
    if not placed.applies(given.agency):
        return {}, NOT_APPLICABLE
    own = {role: lookup.now[use.code].fact for role, use in leaf.measures.items() if use.code in lookup.now}
    if any(isinstance(fact, facts.NotApplicable) for fact in own.values()):
        return {}, NOT_APPLICABLE
    needed = inner.roles()
    nothing = [role for role, fact in own.items() if isinstance(fact, facts.NothingArose) and role in needed]
    open_ = _is_open(rule, own.get("prerequisite"))
    if nothing and open_ and (len(nothing) >= len(needed) or not isinstance(inner, (MeanRule, CappedSumRule))):
        return {}, NOTHING_AROSE if leaf.nothing_arose is not None else MISSING
    row: dict[str, Cell] = {}
    for role, fact in own.items():
        if isinstance(fact, facts.NothingArose):
            if role not in needed:
                row[role] = 0.0
            elif open_:
                row[role] = {"full": 1.0, "zero": 0.0}.get(leaf.nothing_arose or "", _NAN)
        elif not isinstance(fact, (facts.NotKnown, facts.NotApplicable)):
            row[role] = _cell(rule, inner, role, fact)
    if isinstance(inner, AgainstPreviousRule):
        earlier = lookup.before.get(leaf.measures["value"].code)
        if earlier is not None and isinstance(earlier.fact, (facts.Share, facts.Rate, facts.Number)):
            row["previous"] = _ratio(earlier.fact)
    if isinstance(inner, AgainstBestRule) and leaf.measures["value"].code in best:
        row["best"] = _ratio(best[leaf.measures["value"].code])
    return row, _state(leaf, rule, inner, row)


def _is_open(rule: Rule, fact: facts.Fact | None) -> bool:
    """Whether the rule is no gate, or one that the prerequisite is known to open."""
    if not isinstance(rule, GateRule):
        return True
    if fact is None or isinstance(fact, (facts.NotKnown, facts.NotApplicable)):
        return False
    return is_open(rule, {"prerequisite": nothing_of(rule) if isinstance(fact, facts.NothingArose) else fact})


def _state(leaf: Leaf, rule: Rule, inner: Rule, row: Mapping[str, Cell]) -> int:
    if isinstance(rule, GateRule) and "prerequisite" in row:
        given = row["prerequisite"]
        closed = given == 0 if rule.passes_when == "yes" else given != 0
        if closed:
            return KNOWN
    context = ["previous"] if isinstance(inner, AgainstPreviousRule) else ["best"] if isinstance(inner, AgainstBestRule) else []
    return KNOWN if all(role in row and row[role] == row[role] for role in (*rule.roles(), *context)) else MISSING


def _cell(rule: Rule, inner: Rule, role: str, fact: facts.Known) -> Cell:
    if isinstance(fact, facts.YesNo):
        return float(fact.answer)
    if isinstance(fact, facts.Level):
        assert isinstance(inner, LevelsRule)
        return float(list(inner.levels).index(fact.key))
    if isinstance(fact, facts.Conditions):
        assert isinstance(inner, ConditionsRule)
        return float(sum(not fact.met[name] for name in inner.conditions)) if inner.conditions.keys() <= fact.met.keys() else _NAN
    if isinstance(inner, ShareSatisfiedRule) and role == "answers":
        return _satisfied(inner, fact)
    if isinstance(fact, facts.Answers):
        assert isinstance(inner, SurveyAnswersRule)
        return tuple(float(fact.counts.get(option, 0)) for option in inner.weights)
    if role == "done" and isinstance(fact, facts.Share):
        return float(fact.denominator - fact.numerator)
    return _ratio(fact)


def _satisfied(rule: ShareSatisfiedRule, fact: facts.Known) -> Cell:
    if isinstance(fact, facts.Answers):
        total = sum(fact.counts.get(option, 0) for option in rule.options)
        return float(sum(fact.counts.get(option, 0) for option in rule.satisfied)), float(total)
    # A published rate has no count behind it: it stands for as many answers as the rule asks for.
    enough = float(max(rule.min_answers, 1))
    return min(_ratio(fact), 1.0) * enough, enough


def _ratio(fact: facts.Known) -> float:
    if isinstance(fact, facts.Share):
        # Whole over whole: one rounding only, also for amounts that are no whole numbers (12.3 of 41 is 0.3, the threshold).
        return (fact.numerator.numerator * fact.denominator.denominator) / (fact.numerator.denominator * fact.denominator.numerator)
    assert isinstance(fact, (facts.Rate, facts.Number))
    return float(fact.value)


def _blank(rule: Rule, role: str) -> Cell:
    inner = inner_rule(rule)
    if role == "waived":
        return 0.0
    if role == "answers" and isinstance(inner, SurveyAnswersRule):
        return (_NAN,) * len(inner.weights)
    if role == "answers" and isinstance(inner, ShareSatisfiedRule):
        return (_NAN, _NAN)
    return _NAN
