"""A leaf made ready for one day: its rule in force and what scoring asks of them, sought once and used for every agency."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from parix.criteria.editions import AppliesTo, Edition, Leaf, MeasureUse, PlacedLeaf
from parix.criteria.rule_shapes import AgainstBestRule, AgainstPreviousRule, ConditionsRule, Forms, GateRule, Rule, optional_roles
from parix.foundation.agencies import Agency
from parix.scoring.rules.open_rules import RuleModule
from parix.scoring.rules.registry import RULES

_MOST = 64
_UNRESTRICTED = AppliesTo()
_PLANS: dict[tuple[int, date], EditionPlan] = {}


@dataclass(frozen=True, slots=True)
class LeafPlan:
    """`codes` are the measures by role, `roles` what the rule needs (`needed` as a set), `inner_roles` what gives the points behind a gate.

    `context` names what the rule compares with besides its own measures: the year before, or the best of the group.
    """

    leaf: Leaf
    rule: Rule
    inner: Rule
    module: RuleModule
    restrictions: tuple[AppliesTo, ...]
    codes: tuple[tuple[str, str], ...]
    roles: tuple[str, ...]
    inner_roles: frozenset[str]
    needed: frozenset[str]
    context: Literal["", "previous", "best"]
    context_code: str
    named_conditions: frozenset[str]
    forms: Mapping[str, Forms]
    max_points: Fraction

    def applies(self, agency: Agency) -> bool:
        return not self.restrictions or all(one.covers(agency) for one in self.restrictions)


@dataclass(frozen=True, slots=True)
class EditionPlan:
    """The leaves in legal order, by measure code each leaf and role that uses it, and the points that the leaves of the scale
    right below each field and criterion have together."""

    edition: Edition
    leaves: tuple[LeafPlan, ...]
    uses: Mapping[str, tuple[tuple[LeafPlan, str, MeasureUse], ...]]
    below: Mapping[tuple[str, str], Fraction]


def inner_rule(rule: Rule) -> Rule:
    """The rule that gives the points: a gate's inner rule, or the rule itself."""
    return rule.then if isinstance(rule, GateRule) else rule


def leaf_plan(leaf: Leaf, rule: Rule, restrictions: Iterable[AppliesTo] = ()) -> LeafPlan:
    """The plan of a leaf under a rule, which may be a mutant of its own."""
    inner = inner_rule(rule)
    context: Literal["", "previous", "best"] = "previous" if isinstance(inner, AgainstPreviousRule) else "best" if isinstance(inner, AgainstBestRule) else ""
    return LeafPlan(
        leaf=leaf, rule=rule, inner=inner, module=RULES[rule.kind],
        restrictions=tuple(one for one in restrictions if one != _UNRESTRICTED),
        codes=tuple((role, use.code) for role, use in leaf.measures.items()),
        roles=tuple(rule.roles()), inner_roles=frozenset(inner.roles()), needed=frozenset(rule.roles()),
        context=context, context_code=leaf.measures["value"].code if context and "value" in leaf.measures else "",
        named_conditions=frozenset(inner.conditions) if isinstance(inner, ConditionsRule) else frozenset(),
        forms={**rule.roles(), **optional_roles(rule)},
        max_points=leaf.max_points,
    )


def placed_plan(placed: PlacedLeaf, rule: Rule) -> LeafPlan:
    """The plan of a leaf where it stands, with whom field, criterion and leaf are restricted to."""
    above = [placed.criterion.applies_to] if placed.criterion else []
    return leaf_plan(placed.leaf, rule, (placed.field.applies_to, *above, placed.leaf.applies_to))


def edition_plan(edition: Edition, day: date) -> EditionPlan:
    """The plan of all leaves, kept for as long as editions and days come again.

    Kept by identity (an edition holds mappings and has no hash), so the edition is kept with it.
    """
    held = _PLANS.get((id(edition), day))
    if held is None:
        if len(_PLANS) >= _MOST:
            _PLANS.clear()
        leaves = tuple(placed_plan(placed, placed.leaf.rule_on(day)) for placed in edition.placed_leaves)
        uses: dict[str, tuple[tuple[LeafPlan, str, MeasureUse], ...]] = {}
        for one in leaves:
            for role, use in one.leaf.measures.items():
                uses[use.code] = (*uses.get(use.code, ()), (one, role, use))
        below: dict[tuple[str, str], Fraction] = {}
        for placed in edition.placed_leaves:
            node = placed.field.key, placed.criterion.key if placed.criterion else ""
            below[node] = below.get(node, Fraction(0)) + (placed.leaf.max_points if placed.leaf.effect == "scale" else 0)
        held = _PLANS[id(edition), day] = EditionPlan(edition, leaves, uses, below)
    return held
