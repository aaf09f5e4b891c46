"""What many agencies share is explained once: the sentence of a rule, and the account of a fact that is one of few.

Accounts of levels, conditions, numbers and shares of few things (3 of 4 reports) come out alike for many agencies; those
of thousands of dossiers do not and are not kept. Kept by identity of leaf and rule (they hold mappings and have no hash),
so the objects are kept with them.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace

from parix.criteria.editions import Leaf
from parix.criteria.rule_shapes import Rule
from parix.foundation.facts import Conditions, Known, Level, Number, Share, YesNo
from parix.foundation.phrases import Phrase
from parix.scoring.outcomes import Account, Scored
from parix.scoring.rules.registry import RULES

_MOST = 8192
_FEW = 20
_SENTENCES: dict[tuple[int, int], tuple[Leaf, Rule, Phrase]] = {}
_ACCOUNTS: dict[tuple[object, ...], tuple[Leaf, Rule, Account]] = {}


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
    """How the points came about. Facts of a kept account equal the given ones, and may be another agency's objects."""
    key: list[object] = [id(leaf), id(rule)]
    for role, fact in known.items():
        told = _one_of_few(fact)
        if told is None:
            return RULES[rule.kind].account(rule, known, leaf.max_points, scored, leaf.measures)
        key += (role, type(fact), told)
    held = _ACCOUNTS.get(tuple(key))
    if held is None:
        if len(_ACCOUNTS) >= _MOST:
            _ACCOUNTS.clear()
        account = RULES[rule.kind].account(rule, known, leaf.max_points, scored, leaf.measures)
        held = _ACCOUNTS[tuple(key)] = (leaf, rule, _settled(account))
    return held[2]


def _one_of_few(fact: Known) -> Hashable:
    """What tells the fact from others of its form; None for forms that differ from agency to agency."""
    if isinstance(fact, Share):
        return (fact.numerator, fact.denominator) if fact.denominator <= _FEW else None
    if isinstance(fact, Level):
        return fact.key
    if isinstance(fact, Number):
        return fact.value
    if isinstance(fact, YesNo):
        return fact.answer
    return tuple(fact.met.items()) if isinstance(fact, Conditions) else None


def _settled(account: Account) -> Account:
    gains = tuple(replace(gain, change=gain.change.settled()) for gain in account.gains)
    return Account(account.applied.settled(), account.shortfall.settled() if account.shortfall else None, gains)
