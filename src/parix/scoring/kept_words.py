"""What was explained is not explained anew: the sentence of a rule, and the account of a leaf's facts.

A sheet is scored again with every figure that changes, and most of its leaves stay as they were; levels, conditions and
shares of few things (3 of 4 reports) come out alike for many agencies. Kept by identity of leaf and rule (they hold
mappings and have no hash), so the objects are kept with them.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace

from parix.criteria.editions import Leaf
from parix.criteria.rule_shapes import Rule
from parix.foundation.facts import Conditions, Known, Level, Number, Rate, Share, YesNo
from parix.foundation.phrases import Phrase
from parix.scoring.outcomes import Account, Scored
from parix.scoring.rules.registry import RULES

_MOST = 8192
_SENTENCES: dict[tuple[int, int], tuple[Leaf, Rule, Phrase]] = {}
_ACCOUNTS: dict[tuple[object, ...], _Kept] = {}


@dataclass(slots=True)
class _Kept:
    leaf: Leaf
    rule: Rule
    account: Account
    is_settled: bool = False


def forget() -> None:
    """Drop what is kept, so that the next reading explains as if for the first time; for measuring."""
    _SENTENCES.clear()
    _ACCOUNTS.clear()


def sentence_of(leaf: Leaf, rule: Rule) -> Phrase:
    """The rule in words, with its own numbers."""
    held = _SENTENCES.get((id(leaf), id(rule)))
    if held is None:
        if len(_SENTENCES) >= _MOST:
            _SENTENCES.clear()
        words = RULES[rule.kind].sentence(rule, leaf.max_points, leaf.measures).settled()
        held = _SENTENCES[id(leaf), id(rule)] = (leaf, rule, words)
    return held[2]


def account_of(leaf: Leaf, rule: Rule, known: Mapping[str, Known], scored: Scored) -> Account:
    """How the points came about. Facts of a kept account equal the given ones, and may be another agency's objects.

    What is asked for a second time is put into words for good: it will be read again.
    """
    key = (id(leaf), id(rule), *((role, type(fact), *_told(fact)) for role, fact in known.items()))
    held = _ACCOUNTS.get(key)
    if held is None:
        if len(_ACCOUNTS) >= _MOST:
            _ACCOUNTS.clear()
        held = _ACCOUNTS[key] = _Kept(leaf, rule, RULES[rule.kind].account(rule, known, leaf.max_points, scored, leaf.measures))
    elif not held.is_settled:
        held.account, held.is_settled = _settled(held.account), True
    return held.account


def _told(fact: Known) -> tuple[Hashable, ...]:
    """What tells the fact from others of its form. Numbers as whole numbers: those of a fraction take longer to hash."""
    if isinstance(fact, Share):
        above, below = fact.numerator, fact.denominator
        return above.numerator, above.denominator, below.numerator, below.denominator
    if isinstance(fact, (Number, Rate)):
        return fact.value.numerator, fact.value.denominator
    if isinstance(fact, Level):
        return (fact.key,)
    if isinstance(fact, YesNo):
        return (fact.answer,)
    return tuple(fact.met.items()) if isinstance(fact, Conditions) else tuple(fact.counts.items())


def _settled(account: Account) -> Account:
    gains = tuple(replace(gain, change=gain.change.settled()) for gain in account.gains)
    return Account(account.applied.settled(), account.shortfall.settled() if account.shortfall else None, gains)
