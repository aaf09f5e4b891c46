"""Scores one leaf: does it apply, what is known, what does the rule give; missing is a reason, never a zero."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple

from parix.criteria.editions import Leaf
from parix.criteria.rule_shapes import CappedSumRule, ConditionsRule, GateRule, MeanRule, Rule
from parix.foundation.agencies import Agency
from parix.foundation.facts import Conditions, Known, NotApplicable, NothingArose, NotKnown, Rate
from parix.foundation.measurements import Measurement
from parix.foundation.phrases import Phrase, Text, phrase
from parix.scoring.kept_words import account_of, sentence_of
from parix.scoring.leaf_plans import LeafPlan, inner_rule
from parix.scoring.outcomes import Account, Scored, Unscored
from parix.scoring.rules.conditions import unknown_conditions
from parix.scoring.rules.gate import is_closed, is_open, nothing_of
from parix.scoring.rules.registry import RULES

State = Literal["scored", "not_scored", "dropped", "not_applicable"]

ZERO = Fraction(0)


class LeafScore(NamedTuple):
    """`points` is exact and None unless scored; `low` and `high` bound what is still possible, which may be (`may_be_dropped`)
    that the leaf is left out of the maximum. `basis` is what the account is made from: the facts that the rule was given, or a
    ready account; None where nothing is to be explained."""

    leaf: Leaf
    rule: Rule
    state: State
    points: Fraction | None
    low: Fraction
    high: Fraction
    branch: str
    used: Mapping[str, Measurement]
    reason: Phrase | None = None
    basis: Account | Mapping[str, Known] | None = None
    may_be_dropped: bool = False

    @property
    def applicable_max(self) -> Fraction:
        return ZERO if self.state in ("dropped", "not_applicable") else self.leaf.max_points

    @property
    def account(self) -> Account | None:
        """How the points came about; None unless scored with `explain`. Made when read: a ranking of thousands reads a few."""
        if self.basis is None or isinstance(self.basis, Account):
            return self.basis
        made = account_of(self.leaf, self.rule, self.basis, Scored(self.points or ZERO, self.branch))
        # More of what is punished is nothing to be advised.
        return Account(made.applied, None, ()) if self.leaf.effect == "penalty" else made

    @property
    def sentence(self) -> Phrase:
        """The rule in words, with its own numbers."""
        return sentence_of(self.leaf, self.rule)


@dataclass(frozen=True, slots=True)
class Lookup:
    """One agency's measurements by code: of the scored period, and of the same stretch a year before."""

    now: Mapping[str, Measurement]
    before: Mapping[str, Measurement]


def score_leaf(plan: LeafPlan, agency: Agency, given: Lookup, best: Mapping[str, Known], *, explain: bool) -> LeafScore:
    """Score one leaf of one agency for one period. `best` holds the best value of the ranking group by measure code.

    Facts are taken to fit the rule's roles (parix.scoring.fitting refuses others before).
    """
    leaf, rule = plan.leaf, plan.rule
    if not plan.applies(agency):
        return _without_points(leaf, rule, "not_applicable", {}, phrase("không áp dụng cho cơ quan này", "does not apply to this agency"))
    now = given.now
    used: dict[str, Measurement] = {}
    known: dict[str, Known] = {}
    unknown: list[str] = []
    for role, code in plan.codes:
        if code not in now:
            continue
        used[role] = one = now[code]
        fact = one.fact
        if isinstance(fact, (NothingArose, NotKnown, NotApplicable)):
            unknown.append(role)
        else:
            known[role] = fact
    gone = _left_out(plan, used, known, unknown) if unknown else None
    if gone:
        return gone
    if plan.context == "previous":
        used = _with_previous(plan, given, used, known)
    elif plan.context == "best" and plan.context_code in best:
        known["best"] = best[plan.context_code]
    missing = _missing(plan, known)
    if missing is not None:
        return _not_scored(leaf, rule, used, known, missing(leaf, used))
    outcome = plan.module.exact(rule, known, plan.max_points)
    if isinstance(outcome, Unscored):
        if outcome.consequence == "drop":
            return _without_points(leaf, rule, "dropped", used, outcome.reason, outcome.branch)
        return _not_scored(leaf, rule, used, {}, outcome.reason, outcome.branch)
    points = outcome.points
    return LeafScore(leaf, rule, "scored", points, points, points, outcome.branch, used, None, known if explain else None)


def _left_out(plan: LeafPlan, used: Mapping[str, Measurement], known: dict[str, Known], unknown: Sequence[str]) -> LeafScore | None:
    """What a decision not to apply, or nothing having arisen, does to the leaf; facts that follow from it are added to `known`."""
    leaf, rule = plan.leaf, plan.rule
    nothing: list[str] = []
    for role in unknown:
        fact = used[role].fact
        if isinstance(fact, NotApplicable):
            words = ("không áp dụng theo quyết định của {who}: {why}", "not applicable by decision of {who}: {why}")
            return _without_points(leaf, rule, "dropped", used, phrase(*words, who=fact.decided_by, why=fact.reason))
        if isinstance(fact, NothingArose):
            if role in plan.inner_roles:
                nothing.append(role)
            elif role == "prerequisite":
                known[role] = nothing_of(rule)
    # Behind a gate that is closed, or not known to be open, it does not matter yet that nothing arose.
    if nothing and (not isinstance(rule, GateRule) or is_open(rule, known)):
        if len(nothing) >= len(plan.inner_roles) or not isinstance(plan.inner, (MeanRule, CappedSumRule)):
            fact = used[nothing[0]].fact
            assert isinstance(fact, NothingArose)
            return _nothing_arose(leaf, rule, used, fact.reason)
        if leaf.nothing_arose in ("full", "zero"):
            known.update({role: Rate(Fraction(leaf.nothing_arose == "full")) for role in nothing})
    return None


def _with_previous(plan: LeafPlan, given: Lookup, used: dict[str, Measurement], known: dict[str, Known]) -> dict[str, Measurement]:
    """The measurements used with that of the year before, where it is known; its fact is added to `known`."""
    earlier = given.before.get(plan.context_code)
    if earlier is None or isinstance(earlier.fact, (NothingArose, NotApplicable, NotKnown)):
        return used
    known["previous"] = earlier.fact
    return {**used, "previous": earlier}


def _nothing_arose(leaf: Leaf, rule: Rule, used: Mapping[str, Measurement], why: str) -> LeafScore:
    if leaf.nothing_arose == "drop":
        words = ("không phát sinh ({why}): loại khỏi điểm tối đa", "nothing arose ({why}): left out of the maximum")
        return _without_points(leaf, rule, "dropped", used, phrase(*words, why=why), "nothing_arose")
    if leaf.nothing_arose is None:
        words = ("không phát sinh ({why}) nhưng bộ chỉ số không nói cách tính", "nothing arose ({why}) and the set does not say what follows")
        return _not_scored(leaf, rule, used, {}, phrase(*words, why=why), "nothing_arose")
    points = leaf.max_points if leaf.nothing_arose == "full" else ZERO
    words = ("không phát sinh ({why}): được {points} điểm", "nothing arose ({why}): {points} points")
    account = Account(phrase(*words, why=why, points=points), None, ())
    return LeafScore(leaf, rule, "scored", points, points, points, "nothing_arose", used, None, account)


def _missing(plan: LeafPlan, known: Mapping[str, Known]) -> _Missing | None:
    rule = plan.rule
    if not plan.context and not plan.named_conditions and known.keys() >= plan.needed:
        return None
    lacking = [role for role in plan.roles if role not in known]
    if (lacking or plan.context or plan.named_conditions) and isinstance(rule, GateRule) and is_closed(rule, known):
        return None
    if lacking:
        return _Missing(tuple(lacking))
    if plan.context and plan.context not in known:
        return _Missing((plan.context,))
    if plan.named_conditions:
        fact = known["conditions"]
        assert isinstance(fact, Conditions)
        if not fact.met.keys() >= plan.named_conditions:
            assert isinstance(plan.inner, ConditionsRule)
            return _Missing((), tuple(plan.inner.conditions[name] for name in unknown_conditions(plan.inner, fact)))
    return None


@dataclass(frozen=True, slots=True)
class _Missing:
    """What is lacking, put into the sentence of a leaf that is not scored."""

    roles: tuple[str, ...]
    conditions: tuple[Text, ...] = ()

    def __call__(self, leaf: Leaf, used: Mapping[str, Measurement]) -> Phrase:
        if self.conditions:
            return phrase("chưa biết điều kiện: {names}", "conditions not known: {names}", names=self.conditions)
        if "previous" in self.roles:
            return phrase("chưa có số liệu cùng kỳ năm trước của {item}", "no figure of the year before for {item}", item=leaf.measures["value"].item)
        if "best" in self.roles:
            return phrase("chưa biết đơn vị tốt nhất của khối về {item}", "the best of the group in {item} is not known", item=leaf.measures["value"].item)
        whys = tuple(_why(leaf, role, used) for role in self.roles)
        return phrase("chưa chấm được: {whys}", "not scored: {whys}", whys=whys)


def _why(leaf: Leaf, role: str, used: Mapping[str, Measurement]) -> Phrase:
    item = leaf.measures[role].item
    fact = used[role].fact if role in used else None
    if isinstance(fact, NotKnown):
        return phrase("{item}: {why}", "{item}: {why}", item=item, why=fact.reason)
    return phrase("thiếu số liệu {item}", "no figure for {item}", item=item)


def _not_scored(leaf: Leaf, rule: Rule, used: Mapping[str, Measurement], known: Mapping[str, Known], reason: Phrase, branch: str = "") -> LeafScore:
    low, high = RULES[rule.kind].bounds(rule, known, leaf.max_points)
    inner, may_be_dropped = inner_rule(rule), False
    if not branch and not any(role in known for role in inner.roles()):
        # Nothing is known of the inner rule: it may still turn out that nothing arose, or that too few answered.
        may_be_dropped = leaf.nothing_arose == "drop" or getattr(inner, "below_minimum", "") == "drop"
        low = ZERO if may_be_dropped or leaf.nothing_arose == "zero" else low
        high = leaf.max_points if leaf.nothing_arose == "full" else high
    return LeafScore(leaf, rule, "not_scored", None, low, high, branch, used, reason, None, may_be_dropped)


def _without_points(leaf: Leaf, rule: Rule, state: State, used: Mapping[str, Measurement], reason: Phrase, branch: str = "") -> LeafScore:
    return LeafScore(leaf, rule, state, None, ZERO, ZERO, branch, used, reason)
