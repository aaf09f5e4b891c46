"""Made-up rules with made-up facts of several agencies: a strategy for every kind of rule.

Facts lie on thresholds, one item beside them, and far from them; counts go from none to a thousand million.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from parix.criteria.editions import MeasureUse
from parix.criteria.rule_shapes import (
    AgainstBestRule,
    AgainstPreviousRule,
    AwardedRule,
    CappedSumRule,
    Component,
    ConditionsRule,
    DeductionRule,
    GateRule,
    LevelsRule,
    MeanRule,
    PerItemRule,
    ProportionalRule,
    Rule,
    RuleLevel,
    ShareSatisfiedRule,
    Step,
    StepsRule,
    SurveyAnswersRule,
    Term,
    YesNoRule,
)
from parix.foundation.facts import Answers, Conditions, Known, Level, Number, Rate, Share, YesNo
from parix.foundation.phrases import Text

F = Fraction
Row = Mapping[str, Known]
Draw = Any
OPTIONS = ("A", "B", "C", "D", "E")
NAMES = ("plan", "report", "inspection", "outreach", "contest")


@dataclass(frozen=True)
class RuleCase:
    """A sound rule of a leaf worth `maximum`, how its measures are called, and the facts of some agencies."""

    rule: Rule
    maximum: Fraction
    uses: Mapping[str, MeasureUse]
    rows: tuple[Row, ...]


def text(word: str) -> Text:
    return Text(f"{word} (vi)", f"{word} (en)")


def use(role: str, *, grows: str = "numerator", may_exceed: bool = False) -> MeasureUse:
    return MeasureUse(f"made_up.{role}", text(role), text("all"), grows, may_exceed)  # type: ignore[arg-type]


MAXIMA = st.one_of(
    st.sampled_from([F(1), F(2), F(1, 4), F(1, 2), F(3, 2), F(3), F(6), F(10), F(123, 2)]),
    st.integers(1, 100_000).map(lambda hundredths: F(hundredths, 100)), st.just(F(0)),
)
MARKS = st.one_of(
    st.sampled_from([F(1, 2), F(7, 10), F(4, 5), F(9, 10), F(19, 20), F(1), F(3, 5), F(1, 4)]), st.integers(0, 10_000).map(lambda n: F(n, 10_000)),
)


@st.composite
def shares(draw: Draw, marks: Sequence[Fraction] = (), *, may_exceed: bool = False, largest: int = 10**9, amounts: bool = True) -> Share:
    """Counts, now and then amounts of money; half of them on a mark or one item beside it."""
    unit = draw(st.sampled_from([1, 1, 1, 10])) if amounts else 1
    if marks and draw(st.booleans()):
        mark = draw(st.sampled_from(list(marks)))
        below = F(mark.denominator * draw(st.integers(1, 40)), unit)
        above = mark * below + draw(st.sampled_from([-1, 0, 0, 1]))
    else:
        below = F(draw(st.one_of(st.integers(1, 12), st.integers(1, 5000), st.just(min(largest, 999_999_937)))), unit)
        above = F(draw(st.integers(0, int(below * unit * (3 if may_exceed else 2) / 2))), unit)
    return Share(max(F(0), above if may_exceed else min(above, below)), below)


def rates(marks: Sequence[Fraction] = ()) -> st.SearchStrategy[Rate]:
    anywhere = st.integers(0, 1_000_000).map(lambda n: F(n, 1_000_000))
    beside = [max(F(0), min(F(1), mark + step)) for mark in marks for step in (F(-1, 10**6), F(0), F(1, 10**6))]
    return st.one_of(anywhere, st.sampled_from(beside) if beside else anywhere).map(Rate)


def ratios(marks: Sequence[Fraction] = (), *, may_exceed: bool = False) -> st.SearchStrategy[Known]:
    return st.one_of(shares(marks, may_exceed=may_exceed), shares(marks, may_exceed=may_exceed), rates(marks))


def numbers(marks: Sequence[Fraction] = ()) -> st.SearchStrategy[Number]:
    beside = [max(F(0), F(round(mark)) + step) for mark in marks for step in (-1, 0, 1)] + [mark for mark in marks if mark >= 0]
    values = st.one_of(st.integers(0, 6), st.integers(0, 10**9)).map(F)
    return st.one_of(values, st.sampled_from(beside) if beside else values, st.integers(0, 400).map(lambda n: F(n, 4))).map(Number)


def rows_of(draw: Draw, facts: Mapping[str, st.SearchStrategy[Known]]) -> tuple[Row, ...]:
    return tuple(draw(st.lists(st.fixed_dictionaries(dict(facts)), min_size=1, max_size=4)))


def points_up_to(draw: Draw, maximum: Fraction, count: int) -> list[Fraction]:
    """So many points between zero and the maximum; the maximum is one of them."""
    parts = draw(st.lists(st.integers(0, 20), min_size=count, max_size=count))
    points = [maximum * part / 20 for part in parts]
    points[draw(st.integers(0, count - 1))] = maximum
    return points


@st.composite
def yes_no_cases(draw: Draw) -> RuleCase:
    rows = rows_of(draw, {"answer": st.booleans().map(YesNo)})
    return RuleCase(YesNoRule("yes_no", draw(st.sampled_from(["yes", "no"]))), draw(MAXIMA), {"answer": use("answer")}, rows)


@st.composite
def conditions_cases(draw: Draw) -> RuleCase:
    """Points fall, or stay, with each condition that is missing."""
    maximum, count = draw(MAXIMA), draw(st.integers(1, len(NAMES)))
    table = sorted(points_up_to(draw, maximum, draw(st.integers(1, count + 1))), reverse=True)
    rule = ConditionsRule("conditions", {name: text(name) for name in NAMES[:count]}, tuple(table))
    met = st.fixed_dictionaries({name: st.booleans() for name in NAMES[:count]}).map(Conditions)
    return RuleCase(rule, maximum, {"conditions": use("conditions")}, rows_of(draw, {"conditions": met}))


@st.composite
def levels_cases(draw: Draw) -> RuleCase:
    maximum, count = draw(MAXIMA), draw(st.integers(1, 5))
    points = points_up_to(draw, maximum, count)
    rule = LevelsRule("levels", {name: RuleLevel(text(name), points[at]) for at, name in enumerate(NAMES[:count])})
    return RuleCase(rule, maximum, {"level": use("level")}, rows_of(draw, {"level": st.sampled_from(NAMES[:count]).map(Level)}))


@st.composite
def steps_cases(draw: Draw, *, rising: bool | None = None) -> RuleCase:
    """Points rise with the edges (`rising`), or go any way: fewer errors are better, or the middle is best."""
    maximum, of = draw(MAXIMA), draw(st.sampled_from(["share", "number"]))
    may_exceed = of == "share" and draw(st.booleans())
    edges = st.one_of(MARKS, st.just(F(11, 10))) if may_exceed else MARKS if of == "share" else st.one_of(
        st.integers(0, 6).map(F), st.integers(0, 10**9).map(F), st.integers(0, 40).map(lambda n: F(n, 4)))
    marks = sorted(draw(st.lists(edges, min_size=0, max_size=4, unique=True)))
    points = points_up_to(draw, maximum, len(marks) + 1)
    if draw(st.booleans()) if rising is None else rising:
        points.sort()
    steps = [Step(points[0])]
    for at, mark in enumerate(marks, 1):
        steps.append(Step(points[at], at_least=mark) if draw(st.booleans()) else Step(points[at], above=mark))
    rule = StepsRule("steps", of, tuple(reversed(steps) if draw(st.booleans()) else steps))
    facts: st.SearchStrategy[Known] = ratios(marks, may_exceed=may_exceed) if of == "share" else numbers(marks)
    uses = {"value": use("value", grows=draw(st.sampled_from(["numerator", "both"])), may_exceed=may_exceed)}
    return RuleCase(rule, maximum, uses, rows_of(draw, {"value": facts}))


@st.composite
def proportional_cases(draw: Draw) -> RuleCase:
    full_at = draw(st.one_of(st.none(), MARKS.filter(lambda mark: mark > 0)))
    floor = draw(st.one_of(st.none(), MARKS.filter(lambda mark: mark <= (full_at or 1))))
    rule = ProportionalRule("proportional", floor, floor is not None and draw(st.booleans()), full_at, draw(st.booleans()))
    marks = [mark for mark in (floor, full_at, F(1)) if mark is not None]
    may_exceed = draw(st.booleans())
    uses = {"share": use("share", grows=draw(st.sampled_from(["numerator", "both"])), may_exceed=may_exceed)}
    return RuleCase(rule, draw(MAXIMA), uses, rows_of(draw, {"share": ratios(marks, may_exceed=may_exceed)}))


@st.composite
def deduction_cases(draw: Draw) -> RuleCase:
    maximum, counted = draw(MAXIMA), draw(st.sampled_from(["faults", "done"]))
    each = draw(st.one_of(st.sampled_from([F(1, 4), F(1, 2), F(3, 4), F(1), F(3, 10)]), st.just(maximum / 3), st.just(F(0))))
    may_exceed = counted == "done" and draw(st.booleans())
    until_nothing = [maximum / each] if each else []
    facts: dict[str, st.SearchStrategy[Known]] = {
        counted: numbers(until_nothing) if counted == "faults" else st.one_of(shares(may_exceed=may_exceed), shares([F(1)], may_exceed=may_exceed)),
    }
    if draw(st.booleans()):
        facts["waived"] = numbers([F(1)])
    uses = {role: use(role, may_exceed=may_exceed and role == "done") for role in facts}
    return RuleCase(DeductionRule("deduction", each, counted), maximum, uses, rows_of(draw, facts))


@st.composite
def mean_cases(draw: Draw) -> RuleCase:
    names = NAMES[: draw(st.integers(1, 4))]
    weights = draw(st.lists(st.integers(0, 5), min_size=len(names), max_size=len(names)).filter(any))
    rule = MeanRule("mean_of_components", {name: Component(text(name), F(weight)) for name, weight in zip(names, weights, strict=True)})
    grows = draw(st.sampled_from(["numerator", "both"]))
    return RuleCase(rule, draw(MAXIMA), {name: use(name, grows=grows) for name in names}, rows_of(draw, {name: ratios([F(1)]) for name in names}))


def answers(options: Sequence[str], few: int) -> st.SearchStrategy[Answers]:
    counts = st.one_of(st.integers(0, 3), st.integers(0, few + 1), st.integers(0, 10**6))
    return st.dictionaries(st.sampled_from(list(options)), counts, max_size=len(options)).map(Answers)


@st.composite
def survey_answers_cases(draw: Draw) -> RuleCase:
    options = OPTIONS[: draw(st.integers(1, 5))]
    weights = points_up_to(draw, F(1), len(options))
    minimum = draw(st.sampled_from([0, 1, 5, 30]))
    rule = SurveyAnswersRule("survey_answers", dict(zip(options, weights, strict=True)), minimum, draw(st.sampled_from(["drop", "not_scored"])))
    return RuleCase(rule, draw(MAXIMA), {"answers": use("answers")}, rows_of(draw, {"answers": answers(options, minimum)}))


@st.composite
def share_satisfied_cases(draw: Draw) -> RuleCase:
    options = OPTIONS[: draw(st.integers(1, 5))]
    satisfied = tuple(draw(st.lists(st.sampled_from(options), min_size=1, max_size=len(options), unique=True)))
    minimum, mark = draw(st.sampled_from([0, 1, 5, 30])), draw(st.one_of(st.none(), MARKS.filter(lambda one: one > 0)))
    rule = ShareSatisfiedRule("share_satisfied", options, satisfied, mark, minimum, draw(st.sampled_from(["drop", "not_scored"])))
    facts = st.one_of(answers(options, minimum), answers(options, minimum), ratios([F(1) if mark is None else mark]))
    return RuleCase(rule, draw(MAXIMA), {"answers": use("answers")}, rows_of(draw, {"answers": facts}))


@st.composite
def against_previous_cases(draw: Draw) -> RuleCase:
    """Both years in one form. Counts stay small: differences of shares are told apart down to 1e-12 only."""
    maximum = draw(MAXIMA)
    down, equal, up = sorted(points_up_to(draw, maximum, 3))
    number = draw(st.booleans())
    margin = draw(st.one_of(st.none(), st.sampled_from([F(0), F(1), F(3)]) if number else st.integers(0, 5).map(lambda n: F(n, 100))))
    rule = AgainstPreviousRule("against_previous", up, equal, down, margin, draw(st.sampled_from(["higher", "lower"])))
    small = shares([F(1, 2), F(51, 100), F(4, 5), F(3, 4)], largest=5000, amounts=False).filter(lambda fact: fact.denominator <= 20_000)
    one = st.one_of(small, st.integers(0, 100).map(lambda n: Rate(F(n, 100))))
    fact: st.SearchStrategy[Known] = numbers([F(10), F(12)]) if number else one
    uses = {"value": use("value", grows=draw(st.sampled_from(["numerator", "both"])))}
    return RuleCase(rule, maximum, uses, rows_of(draw, {"value": fact, "previous": fact}))


@st.composite
def against_best_cases(draw: Draw) -> RuleCase:
    """The best is the highest of the agencies, or of another one beside them."""
    number = draw(st.booleans())
    fact: st.SearchStrategy[Known] = numbers([F(10)]) if number else ratios([F(1, 2), F(1), F(0)], may_exceed=True)
    own = draw(st.lists(fact, min_size=1, max_size=6))
    best = max([*own, draw(fact)], key=lambda one: one.value)  # type: ignore[union-attr]
    uses = {"value": use("value", grows=draw(st.sampled_from(["numerator", "both"])), may_exceed=True)}
    return RuleCase(AgainstBestRule("against_best"), draw(MAXIMA), uses, tuple({"value": one, "best": best} for one in own))


@st.composite
def capped_sum_cases(draw: Draw) -> RuleCase:
    """Terms that reach just the maximum, or more together, or are capped one by one."""
    maximum, names = draw(MAXIMA), NAMES[: draw(st.integers(1, 4))]
    terms = {}
    for name in names:
        whole = maximum * draw(st.integers(0, 6)) / 4
        cap = draw(st.one_of(st.none(), st.integers(0, 5).map(lambda part: maximum * part / 4)))
        terms[name] = Term(text(name), whole, cap)
    grows = draw(st.sampled_from(["numerator", "both"]))
    uses = {name: use(name, grows=grows) for name in names}
    return RuleCase(CappedSumRule("capped_sum", terms), maximum, uses, rows_of(draw, {name: ratios([F(4, 5), F(1)]) for name in names}))


@st.composite
def per_item_cases(draw: Draw) -> RuleCase:
    maximum = draw(MAXIMA)
    rule = PerItemRule("per_item", draw(st.sampled_from([F(1), F(1, 2), F(1, 3), F(0), maximum, maximum * 2])))
    return RuleCase(rule, maximum, {"items": use("items")}, rows_of(draw, {"items": numbers([F(2), F(4)])}))


@st.composite
def awarded_cases(draw: Draw) -> RuleCase:
    maximum = draw(MAXIMA)
    points = st.one_of(st.integers(0, 100).map(lambda part: Number(maximum * part / 100)), st.just(Number(maximum)))
    return RuleCase(AwardedRule("awarded"), maximum, {"points": use("points")}, rows_of(draw, {"points": points}))


OPEN_CASES: dict[str, st.SearchStrategy[RuleCase]] = {
    "yes_no": yes_no_cases(), "conditions": conditions_cases(), "levels": levels_cases(), "steps": steps_cases(),
    "proportional": proportional_cases(), "deduction": deduction_cases(), "mean_of_components": mean_cases(),
    "survey_answers": survey_answers_cases(), "share_satisfied": share_satisfied_cases(), "against_previous": against_previous_cases(),
    "against_best": against_best_cases(), "capped_sum": capped_sum_cases(), "per_item": per_item_cases(), "awarded": awarded_cases(),
}


@st.composite
def gate_cases(draw: Draw) -> RuleCase:
    inner = draw(st.one_of(*OPEN_CASES.values()))
    passes_when = draw(st.sampled_from(["yes", "no", "zero"]))
    fact: st.SearchStrategy[Known] = st.sampled_from([0, 0, 1, 7]).map(lambda n: Number(F(n))) if passes_when == "zero" else st.booleans().map(YesNo)
    rows = tuple({"prerequisite": draw(fact), **row} for row in inner.rows)
    return RuleCase(GateRule("gate", passes_when, inner.rule), inner.maximum, {"prerequisite": use("prerequisite"), **inner.uses}, rows)


CASES: dict[str, st.SearchStrategy[RuleCase]] = {**OPEN_CASES, "gate": gate_cases()}


def as_columns(rule: Rule, rows: Sequence[Row]) -> dict[str, NDArray[np.float64]]:
    """The rows as the array forms want them, an array of shape (n,) for each role (answers one axis more)."""
    inner = rule.then if isinstance(rule, GateRule) else rule
    return {role: np.array([_cell(inner, role, row[role]) for row in rows], dtype=np.float64) for role in rows[0]}


def _cell(rule: Rule, role: str, fact: Known) -> Any:
    if isinstance(fact, YesNo):
        return float(fact.answer)
    if isinstance(fact, Level) and isinstance(rule, LevelsRule):
        return list(rule.levels).index(fact.key)
    if isinstance(fact, Conditions) and isinstance(rule, ConditionsRule):
        return sum(not fact.met[name] for name in rule.conditions)
    if isinstance(rule, ShareSatisfiedRule) and role == "answers":
        if isinstance(fact, Answers):
            return [sum(fact.counts.get(option, 0) for option in chosen) for chosen in (rule.satisfied, rule.options)]
        assert isinstance(fact, (Share, Rate))
        many = 10_000_000  # a published rate has no count; any that is enough will do
        return [float(min(fact.value, F(1)) * many), many]
    if isinstance(fact, Answers) and isinstance(rule, SurveyAnswersRule):
        return [fact.counts.get(option, 0) for option in rule.weights]
    if isinstance(fact, Share) and role == "done":
        return float(fact.denominator - fact.numerator)
    assert isinstance(fact, (Share, Rate, Number))
    return float(fact.value)
