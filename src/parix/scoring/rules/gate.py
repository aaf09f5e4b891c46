"""Gate: zero when a prerequisite fails; when it holds, the inner rule counts.

Source: wordings such as "... x 1,5; trừ khi có nhiệm vụ quá hạn chưa xong: 0".
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from parix.criteria.editions import MeasureUse
from parix.criteria.rule_shapes import GateRule, Rule
from parix.foundation.facts import Known, Number, YesNo
from parix.foundation.lazy_modules import lazy_module
from parix.foundation.phrases import Phrase, phrase
from parix.scoring.outcomes import Account, Facts, Gain, Outcome, Scored
from parix.scoring.rules import open_rules

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    np = lazy_module("numpy")

Uses = Mapping[str, MeasureUse]


def branches(rule: GateRule) -> tuple[str, ...]:
    return ("gate_closed", *open_rules.branches(rule.then))


def exact(rule: GateRule, facts: Facts, maximum: Fraction) -> Outcome:
    if not _passes(rule, facts["prerequisite"]):
        return Scored(Fraction(0), "gate_closed")
    return open_rules.exact(rule.then, facts, maximum)


def array(rule: GateRule, columns: Mapping[str, NDArray[np.float64]], maximum: float) -> NDArray[np.float64]:
    """`columns["prerequisite"]`: 1/0 or a count, NaN for not known; the inner rule's columns beside it."""
    given = columns["prerequisite"]
    closed = given > 0 if rule.passes_when in ("zero", "no") else given == 0
    points = open_rules.array(rule.then, columns, maximum)
    points = np.where(np.isnan(given), np.nan, points)
    return np.where(closed, 0.0, points)


def bounds(rule: GateRule, known: Facts, maximum: Fraction) -> tuple[Fraction, Fraction]:
    prerequisite = known.get("prerequisite")
    if prerequisite is not None and not _passes(rule, prerequisite):
        return Fraction(0), Fraction(0)
    low, high = open_rules.bounds(rule.then, known, maximum)
    return (low, high) if prerequisite is not None else (Fraction(0), high)


def is_closed(rule: GateRule, known: Facts) -> bool:
    """Whether the known facts already close the gate, so that the inner ones need not be known."""
    prerequisite = known.get("prerequisite")
    return prerequisite is not None and not _passes(rule, prerequisite)


def is_open(rule: GateRule, known: Facts) -> bool:
    """Whether the known facts open the gate."""
    prerequisite = known.get("prerequisite")
    return prerequisite is not None and _passes(rule, prerequisite)


def nothing_of(rule: Rule) -> Known:
    """What "nothing arose" means for the prerequisite: there are none of it."""
    return Number(Fraction(0)) if isinstance(rule, GateRule) and rule.passes_when == "zero" else YesNo(False)


def sentence(rule: GateRule, maximum: Fraction, uses: Uses) -> Phrase:
    inner, item = open_rules.sentence(rule.then, maximum, uses), uses["prerequisite"].item
    if rule.passes_when == "yes":
        return phrase("{inner}; nếu không có {item}: 0", "{inner}; without {item}: 0", inner=inner, item=item)
    return phrase("{inner}; nếu có {item}: 0", "{inner}; with any {item}: 0", inner=inner, item=item)


def account(rule: GateRule, facts: Facts, maximum: Fraction, scored: Scored, uses: Uses) -> Account:
    if scored.branch != "gate_closed":
        return open_rules.account(rule.then, facts, maximum, scored, uses)
    item = uses["prerequisite"].item
    opened: Facts = {**facts, "prerequisite": _open_fact(rule)}
    if rule.passes_when == "yes":
        applied = phrase("Không có {item} nên được 0 điểm", "Without {item}: 0 points", item=item)
        change = phrase("hoàn thành {item}", "achieve {item}", item=item)
    else:
        applied = phrase("Có {item} nên được 0 điểm", "With {item}: 0 points", item=item)
        change = phrase("xử lý xong {item}", "settle {item}", item=item)
    gains: tuple[Gain, ...] = ()
    if open_rules.is_known(rule.then, facts):
        after = open_rules.exact(rule.then, opened, maximum)
        if isinstance(after, Scored) and after.points > 0:
            gains = (Gain(change, after.points, opened),)
    return Account(applied, phrase("Điều kiện tiên quyết chưa đạt", "The prerequisite is not met"), gains)


def _passes(rule: GateRule, fact: Known) -> bool:
    if rule.passes_when == "zero":
        assert isinstance(fact, Number)
        return fact.value == 0
    assert isinstance(fact, YesNo)
    return fact.answer == (rule.passes_when == "yes")


def _open_fact(rule: GateRule) -> Known:
    return Number(Fraction(0)) if rule.passes_when == "zero" else YesNo(rule.passes_when == "yes")
