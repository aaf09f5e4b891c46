"""What is kept for many agencies says the same as what is made anew for one, and never grows without end."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from parix.criteria.editions import DatedRule, Leaf, MeasureUse
from parix.criteria.rule_shapes import (
    ConditionsRule,
    DeductionRule,
    LevelsRule,
    PerItemRule,
    ProportionalRule,
    Rule,
    RuleLevel,
    Step,
    StepsRule,
    YesNoRule,
)
from parix.foundation.facts import Conditions, Known, Level, Number, Rate, Share, YesNo
from parix.foundation.phrases import Text
from parix.scoring import kept_words
from parix.scoring.outcomes import Account, Scored
from parix.scoring.rules.registry import RULES

F = Fraction
WORDS = Text("hồ sơ {đúng hạn}", "dossiers {on time}")
CASES: list[tuple[Rule, str, list[Known]]] = [
    (YesNoRule("yes_no"), "answer", [YesNo(True), YesNo(False)]),
    (LevelsRule("levels", {"timely": RuleLevel(WORDS, F(4)), "none": RuleLevel(WORDS, F(0))}), "level", [Level("timely"), Level("none")]),
    (ConditionsRule("conditions", {"a": WORDS, "b": WORDS}, (F(4), F(2))), "conditions",
     [Conditions({"a": True, "b": False}), Conditions({"a": False, "b": True}), Conditions({"a": False, "b": False})]),
    (PerItemRule("per_item", F(1)), "items", [Number(F(0)), Number(F(1)), Number(F(3, 2)), Number(F(9))]),
    (DeductionRule("deduction", F(1, 2), "faults"), "faults", [Number(F(0)), Number(F(1)), Number(F(12))]),
    (StepsRule("steps", "share", (Step(F(4), above=F(9, 10)), Step(F(0)))), "value", [Share(F(1), F(2)), Share(F(2), F(4)), Share(F(19), F(20))]),
    (ProportionalRule("proportional", F(1, 2)), "share", [Share(F(3), F(4)), Share(F(6), F(8)), Share(F(3000), F(4000)), Rate(F(3, 4))]),
]


def _leaf(rule: Rule, role: str) -> Leaf:
    return Leaf("1.1", "leaf", WORDS, F(4), (DatedRule(date.min, rule),), {role: MeasureUse("a.b", WORDS, WORDS)}, "data")


def _told(account: Account) -> object:
    texts = [account.applied, account.shortfall, *(gain.change for gain in account.gains)]
    return [[text and text.text(language) for text in texts] for language in ("vi", "en")], [(gain.points, gain.facts) for gain in account.gains]


@pytest.mark.parametrize(("rule", "role", "facts"), CASES, ids=[rule.kind for rule, _, _ in CASES])
def test_kept_accounts_say_what_the_rule_says(rule: Rule, role: str, facts: list[Known]) -> None:
    leaf, module = _leaf(rule, role), RULES[rule.kind]
    for fact in [*facts, *facts]:
        known = {role: fact}
        scored = module.exact(rule, known, leaf.max_points)
        assert isinstance(scored, Scored)
        assert _told(kept_words.account_of(leaf, rule, known, scored)) == _told(module.account(rule, known, leaf.max_points, scored, leaf.measures))


@pytest.mark.parametrize(("rule", "role", "facts"), CASES, ids=[rule.kind for rule, _, _ in CASES])
def test_the_sentence_is_the_rules_and_made_once(rule: Rule, role: str, facts: list[Known]) -> None:
    leaf = _leaf(rule, role)
    made = RULES[rule.kind].sentence(rule, leaf.max_points, leaf.measures)
    kept = kept_words.sentence_of(leaf, rule)
    assert (kept.text("vi"), kept.text("en")) == (made.text("vi"), made.text("en"))
    assert kept_words.sentence_of(leaf, rule) is kept


def test_an_equal_leaf_of_another_edition_has_its_own_words() -> None:
    rule = YesNoRule("yes_no")
    first = _leaf(rule, "answer")
    other = Leaf("1.1", "leaf", WORDS, F(2), first.rule, first.measures, "data")
    known: dict[str, Known] = {"answer": YesNo(True)}
    points = [kept_words.account_of(leaf, rule, known, Scored(leaf.max_points, "full")).applied.text("en") for leaf in (first, other)]
    assert [text.rpartition(":")[2] for text in points] == [" all 4 points", " all 2 points"]


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_words, "_MOST", 8)
    monkeypatch.setattr(kept_words, "_ACCOUNTS", {})
    monkeypatch.setattr(kept_words, "_SENTENCES", {})
    rule = PerItemRule("per_item", F(1))
    leaves = [_leaf(rule, "items") for _ in range(20)]
    for leaf in leaves:
        known: dict[str, Known] = {"items": Number(F(1))}
        assert kept_words.account_of(leaf, rule, known, Scored(F(1), "per_item")).gains[0].points == 1
        assert kept_words.sentence_of(leaf, rule).text("en").startswith("1 points per dossiers {on time}")
        assert len(kept_words._ACCOUNTS) <= 8
        assert len(kept_words._SENTENCES) <= 8
