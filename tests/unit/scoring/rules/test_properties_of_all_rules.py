"""What holds for every kind of rule, whatever its numbers: points in bounds, two forms that agree, true gains, sentences."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parix.criteria.editions import MeasureUse
from parix.criteria.rule_shapes import RULE_SHAPES, Component, GateRule, MeanRule, Rule, StepsRule
from parix.foundation.facts import Answers, Conditions, Known, Number, Rate, Share, YesNo
from parix.foundation.numbers import shown
from parix.scoring.outcomes import Account, Scored, Unscored
from parix.scoring.rules.registry import RULES
from tests.unit.scoring.property_settings import examples
from tests.unit.scoring.rule_cases import CASES, Row, RuleCase, as_columns, text

CLOSE = 1e-9


def for_every_kind(count: int) -> Callable[[Callable[..., None]], Callable[[str], None]]:
    """Run a property over so many cases of each kind of rule, one test for each kind."""

    def decorated(prove: Callable[..., None]) -> Callable[[str], None]:
        @pytest.mark.parametrize("kind", CASES)
        def test(kind: str) -> None:
            examples(count)(given(CASES[kind])(prove))()

        test.__name__, test.__doc__ = prove.__name__, prove.__doc__
        return test

    return decorated


def outcome(case: RuleCase, row: Row) -> Scored | Unscored:
    return RULES[case.rule.kind].exact(case.rule, row, case.maximum)


def told(case: RuleCase, row: Row) -> tuple[Scored, Account] | None:
    scored = outcome(case, row)
    if isinstance(scored, Unscored):
        return None
    return scored, RULES[case.rule.kind].account(case.rule, row, case.maximum, scored, case.uses)


def test_every_kind_has_a_strategy() -> None:
    assert set(CASES) == set(RULES)
    assert {shape.__name__ for shape in RULE_SHAPES if shape.__name__.endswith("Rule")} == {
        "YesNoRule", "ConditionsRule", "LevelsRule", "StepsRule", "ProportionalRule", "DeductionRule", "MeanRule", "SurveyAnswersRule",
        "ShareSatisfiedRule", "AgainstPreviousRule", "AgainstBestRule", "CappedSumRule", "PerItemRule", "AwardedRule", "GateRule",
    }


@for_every_kind(25)
def test_points_lie_within_bounds_and_the_branch_is_a_known_one(case: RuleCase) -> None:
    for row in case.rows:
        scored = outcome(case, row)
        low, high = RULES[case.rule.kind].bounds(case.rule, row, case.maximum)
        assert 0 <= low <= high <= case.maximum
        if isinstance(scored, Scored):
            assert type(scored.points) is Fraction
            assert low <= scored.points <= high
            assert scored.branch in RULES[case.rule.kind].branches(case.rule)
        else:
            # An edition without a minimum need not show what comes of no answers at all.
            assert scored.branch in (*RULES[case.rule.kind].branches(case.rule), "too_few_answers")


@for_every_kind(35)
def test_array_form_equals_exact_form_for_agencies_and_draws(case: RuleCase) -> None:
    expected = [float(one.points) if isinstance(one, Scored) else np.nan for one in (outcome(case, row) for row in case.rows)]
    columns = as_columns(case.rule, case.rows)
    before = {role: values.copy() for role, values in columns.items()}
    points = RULES[case.rule.kind].array(case.rule, columns, float(case.maximum))
    assert points.shape == (len(case.rows),)
    np.testing.assert_allclose(points, expected, rtol=0, atol=CLOSE)
    draws = {role: np.stack([values, values[::-1], values]) for role, values in columns.items()}
    np.testing.assert_array_equal(RULES[case.rule.kind].array(case.rule, draws, float(case.maximum)), np.stack([points, points[::-1], points]))
    for role, values in columns.items():
        np.testing.assert_array_equal(values, before[role], err_msg="the array form changed what it was given")


@for_every_kind(15)
def test_not_a_number_in_gives_not_a_number_out_there_and_nowhere_else(case: RuleCase) -> None:
    columns = as_columns(case.rule, case.rows)
    known = RULES[case.rule.kind].array(case.rule, columns, float(case.maximum))
    for role, values in columns.items():
        holed = values.copy()
        holed[0, ...] = np.nan
        points = RULES[case.rule.kind].array(case.rule, {**columns, role: holed}, float(case.maximum))
        closed = isinstance(case.rule, GateRule) and role != "prerequisite" and outcome(case, case.rows[0]).branch == "gate_closed"
        np.testing.assert_array_equal(points[0], 0.0 if closed else np.nan)
        np.testing.assert_array_equal(points[1:], known[1:])


@for_every_kind(35)
def test_every_gain_is_true_and_the_least_change_and_the_first_one_the_least_of_all(case: RuleCase) -> None:
    for row in case.rows:
        both = told(case, row)
        if both is None:
            continue
        scored, account = both
        assert [gain.points for gain in account.gains] == sorted({gain.points for gain in account.gains})
        for at, gain in enumerate(account.gains):
            again = outcome(case, gain.facts)
            assert isinstance(again, Scored)
            assert gain.points > 0
            assert again.points == scored.points + gain.points
            for less in _one_item_less(case.rule, row, gain.facts):
                short = outcome(case, less)
                assert isinstance(short, Scored)
                assert short.points < again.points
                assert at > 0 or short.points <= scored.points


@for_every_kind(25)
def test_account_is_in_both_languages_and_tells_a_gain_whenever_there_is_one(case: RuleCase) -> None:
    for row in case.rows:
        both = told(case, row)
        if both is None:
            continue
        scored, account = both
        phrases = [account.applied, *(gain.change for gain in account.gains), *([account.shortfall] if account.shortfall else [])]
        for words in (one.text(language) for one in phrases for language in ("vi", "en")):
            assert words.strip()
            assert "{" not in words
        if scored.points == case.maximum:
            assert account.gains == ()
        if not account.gains and case.rule.kind != "gate":
            for better in _improved(case, row):
                again = outcome(case, better)
                assert isinstance(again, Scored)
                assert again.points <= scored.points


@for_every_kind(15)
def test_sentence_is_in_both_languages_and_names_the_maximum(case: RuleCase) -> None:
    sentence = RULES[case.rule.kind].sentence(case.rule, case.maximum, case.uses)
    for language in ("vi", "en"):
        assert shown(case.maximum, language, decimals=4) in sentence.text(language)
        assert "{" not in sentence.text(language)


@pytest.mark.parametrize("kind", CASES)
def test_bounds_of_what_is_partly_known_hold_for_every_completion(kind: str) -> None:
    @examples(25)
    @given(CASES[kind], st.data())
    def prove(case: RuleCase, data: st.DataObject) -> None:
        for row in case.rows:
            known: dict[str, Known] = {role: _partly(fact, data) for role, fact in row.items() if data.draw(st.booleans())}
            low, high = RULES[kind].bounds(case.rule, known, case.maximum)
            assert 0 <= low <= high <= case.maximum
            scored = outcome(case, row)
            if isinstance(scored, Scored):
                assert low <= scored.points <= high

    prove()


@for_every_kind(25)
def test_a_good_fact_never_lowers_points(case: RuleCase) -> None:
    inner = case.rule.then if isinstance(case.rule, GateRule) else case.rule
    if isinstance(inner, StepsRule) and not _rises(inner):
        return
    for row in case.rows:
        scored = outcome(case, row)
        for better in _improved(case, row):
            again = outcome(case, better)
            if isinstance(scored, Scored) and isinstance(again, Scored):
                assert again.points >= scored.points


def _rises(rule: StepsRule) -> bool:
    """Whether higher steps have no fewer points."""
    steps = sorted(rule.steps, key=lambda step: step.at_least if step.at_least is not None else step.above if step.above is not None else -1)
    points = [step.points for step in steps]
    return points == sorted(points)


def _partly(fact: Known, data: st.DataObject) -> Known:
    """A fact as it may be known so far: of conditions, any part."""
    if isinstance(fact, Conditions):
        return Conditions({name: met for name, met in fact.met.items() if data.draw(st.booleans())})
    return fact


def _one_item_less(rule: Rule, before: Row, after: Row) -> list[Row]:
    """What stands one item, answer or condition short of the change; empty where a change is not counted in items."""
    inner, rows = rule.then if isinstance(rule, GateRule) else rule, []
    for role, fact in after.items():
        if fact != before.get(role):
            rows += [{**after, role: one} for one in _less(inner, before.get(role), fact)]
    return rows


def _less(rule: Rule, before: Known | None, after: Known) -> list[Known]:
    if isinstance(before, Share) and isinstance(after, Share):
        grew = 1 if after.denominator > before.denominator else 0
        if after.numerator < before.numerator:
            return [Share(min(before.numerator, after.numerator + 1), after.denominator)]
        return [before] if after.numerator - 1 < before.numerator else [Share(after.numerator - 1, after.denominator - grew)]
    if isinstance(before, Number) and isinstance(after, Number) and rule.kind != "awarded":
        if after.value > before.value:
            return [Number(max(before.value, after.value - 1))]
        return [Number(min(before.value, after.value + 1))]
    if isinstance(before, Conditions) and isinstance(after, Conditions):
        return [Conditions({**after.met, name: False}) for name in after.met if after.met[name] and not before.met[name]]
    if isinstance(before, Answers) and isinstance(after, Answers):
        gone = [option for option in before.counts if after.counts[option] < before.counts[option]]
        come = [option for option in after.counts if after.counts[option] > before.counts.get(option, 0)]
        return [Answers({**after.counts, gone[0]: after.counts[gone[0]] + 1, come[0]: after.counts[come[0]] - 1})]
    return []


def _improved(case: RuleCase, row: Row) -> list[Row]:
    """The row with one good fact more, for each role in turn."""
    rule = case.rule
    inner = rule.then if isinstance(rule, GateRule) else rule
    rows: list[Row] = []
    if isinstance(rule, GateRule):
        opened: Known = Number(Fraction(0)) if rule.passes_when == "zero" else YesNo(rule.passes_when == "yes")
        rows.append({**row, "prerequisite": opened})
    for role, fact in row.items():
        if role not in ("prerequisite", "previous", "best"):
            rows += [{**row, role: one} for one in _better(inner, role, fact, case.uses[role])]
    return rows


def _better(rule: Rule, role: str, fact: Known, use: MeasureUse) -> list[Known]:
    lower_is_better = role == "faults" or getattr(rule, "better", "higher") == "lower"
    if isinstance(fact, Share):
        if lower_is_better:
            return [Share(fact.numerator - 1, fact.denominator)] if fact.numerator >= 1 else []
        if use.grows == "both" and role != "done":
            return [Share(fact.numerator + 1, fact.denominator + 1)] if fact.numerator <= fact.denominator else []
        return [Share(fact.numerator + 1, fact.denominator)] if fact.numerator + 1 <= fact.denominator or use.numerator_may_exceed else []
    if isinstance(fact, Rate):
        step = Fraction(-1 if lower_is_better else 1, 100)
        return [Rate(fact.value + step)] if 0 <= fact.value + step <= 1 else []
    if isinstance(fact, Number):
        if rule.kind == "awarded":
            return []
        return [Number(fact.value + (-1 if lower_is_better else 1))] if not lower_is_better or fact.value >= 1 else []
    if isinstance(fact, YesNo):
        return [YesNo(getattr(rule, "full_when", "yes") == "yes")]
    if isinstance(fact, Conditions):
        return [Conditions({**fact.met, name: True}) for name in fact.met]
    if isinstance(fact, Answers):
        return _better_answers(rule, fact)
    levels = rule.levels  # type: ignore[union-attr]
    return [type(fact)(key) for key in levels if levels[key].points >= levels[fact.key].points]


def _better_answers(rule: Rule, fact: Answers) -> list[Known]:
    """One answer moves to an option that is worth no less."""
    weights = getattr(rule, "weights", None) or {option: Fraction(option in rule.satisfied) for option in rule.options}  # type: ignore[union-attr]
    return [
        Answers({**fact.counts, one: fact.counts[one] - 1, other: fact.counts.get(other, 0) + 1})
        for one in fact.counts if fact.counts[one] for other in weights if other != one and weights[other] >= weights[one]
    ]


def test_a_mean_without_its_weightless_parts_is_known_beforehand() -> None:
    """A component of weight zero that is not known changes nothing: the bounds meet."""
    rule = MeanRule("mean_of_components", {"a": Component(text("a"), Fraction(1)), "b": Component(text("b"), Fraction(0))})
    assert RULES["mean_of_components"].bounds(rule, {"a": Rate(Fraction(1, 2))}, Fraction(4)) == (2, 2)
