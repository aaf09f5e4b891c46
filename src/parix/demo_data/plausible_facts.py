"""One plausible fact for a wanted measure, by the form it needs and the rule it serves: the better the work, the better the fact."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from random import Random

from parix.criteria.rule_shapes import (
    AgainstPreviousRule,
    AwardedRule,
    DeductionRule,
    LevelsRule,
    PerItemRule,
    ShareSatisfiedRule,
    Step,
    StepsRule,
    SurveyAnswersRule,
    YesNoRule,
)
from parix.demo_data.dispositions import Disposition
from parix.demo_data.usual_sizes import counted, shares_between
from parix.demo_data.wanted_measures import Use, WantedMeasure
from parix.foundation.facts import Answers, Conditions, Known, Level, Number, Rate, Share, YesNo
from parix.foundation.periods import Period

_BEST_FROM, _WORST_BELOW = 0.63, 0.2


def plausible_fact(wanted: WantedMeasure, disposition: Disposition, period: Period) -> Known:
    return _MAKERS[wanted.form](wanted, disposition, period)


def _share(wanted: WantedMeasure, disposition: Disposition, period: Period) -> Share:
    use, whole = wanted.first, counted(disposition, wanted.code, period)
    if isinstance(use.rule, DeductionRule):
        return Share(Fraction(whole - min(whole, _faults(use, wanted.code, disposition, period))), Fraction(whole))
    part = round(whole * _ratio(wanted, disposition, period))
    return Share(Fraction(part if wanted.may_exceed else min(part, whole)), Fraction(whole))


def _rate(wanted: WantedMeasure, disposition: Disposition, period: Period) -> Rate:
    return Rate(min(Fraction(1), Fraction(round(10_000 * _ratio(wanted, disposition, period)), 10_000)))


def _ratio(wanted: WantedMeasure, disposition: Disposition, period: Period) -> float:
    use, mastery = wanted.first, disposition.mastery(wanted.code, period)
    if isinstance(use.rule, AgainstPreviousRule) and use.rule.better == "lower":
        mastery = 1 - mastery
    poor, excellent = shares_between(wanted.code, use.rule)
    return max(0.0, poor + (excellent - poor) * (mastery - 0.15) / 0.8)


def _number(wanted: WantedMeasure, disposition: Disposition, period: Period) -> Number:
    use, mastery = wanted.first, disposition.mastery(wanted.code, period)
    rule, draws = use.rule, disposition.draws(wanted.code, period.key, "number")
    if use.role == "prerequisite":
        return Number(Fraction(0 if mastery >= 0.3 else 1 + draws.randrange(3)))
    if isinstance(rule, StepsRule):
        best_first = sorted(rule.steps, key=lambda step: -step.points)
        return Number(_within(rule, best_first[_place(mastery, len(best_first))], draws))
    if isinstance(rule, DeductionRule):
        waived = use.role == "waived"
        return Number(Fraction(_waived(use, disposition, period, draws) if waived else _faults(use, wanted.code, disposition, period)))
    if isinstance(rule, PerItemRule):
        return Number(Fraction(_items(use, rule, mastery)))
    if isinstance(rule, AwardedRule):
        ceiling = min(one.leaf.max_points for one in wanted.uses)
        return Number(ceiling * Fraction(min(20, round(20 * (0.3 + 0.75 * mastery))), 20))
    goodness = 1 - mastery if isinstance(rule, AgainstPreviousRule) and rule.better == "lower" else mastery
    return Number(Fraction(round(counted(disposition, wanted.code, period) * (0.5 + goodness))))


def _within(rule: StepsRule, step: Step, draws: Random) -> Fraction:
    """A whole number of the step, or what lies in its middle when it holds none."""
    rising = sorted(rule.steps, key=_edge)
    above = next((one for one in rising if _edge(one) > _edge(step)), None)
    low = max(_edge(step), Fraction(0))
    number = Fraction(low // 1 + 1) if step.above is not None else Fraction(-(-low // 1))
    if above is None:
        return number + draws.randrange(2)
    holds = number < _edge(above) if above.at_least is not None else number <= _edge(above)
    return number if holds else (low + _edge(above)) / 2


def _edge(step: Step) -> Fraction:
    edge = step.at_least if step.at_least is not None else step.above
    return Fraction(-1) if edge is None else edge


def _faults(use: Use, code: str, disposition: Disposition, period: Period) -> int:
    assert isinstance(use.rule, DeductionRule)
    missing = max(0.0, _BEST_FROM - disposition.mastery(code, period)) / _BEST_FROM
    until_nothing = use.leaf.max_points / use.rule.points_each if use.rule.points_each else Fraction(3)
    return min(12, -(-round(1000 * missing * float(until_nothing)) // 1000))


def _waived(use: Use, disposition: Disposition, period: Period, draws: Random) -> int:
    """Now and then one of the faults had an external cause."""
    assert isinstance(use.rule, DeductionRule)
    faults = _faults(use, use.leaf.measures[use.rule.counted].code, disposition, period)
    return min(faults, 1 if draws.random() < 0.35 else 0)


def _items(use: Use, rule: PerItemRule, mastery: float) -> int:
    if use.leaf.effect == "penalty":
        return (mastery < 0.25) + (mastery < 0.1)
    if use.leaf.effect == "bonus":
        return (mastery > 0.97) + (mastery >= 1)
    return round(mastery * float(use.leaf.max_points / rule.points_each)) if rule.points_each else 0


def _answer(wanted: WantedMeasure, disposition: Disposition, period: Period) -> YesNo:
    use, good = wanted.first, disposition.mastery(wanted.code, period) >= 0.3
    if use.role == "prerequisite" and use.gate is not None:
        return YesNo(good == (use.gate.passes_when == "yes"))
    return YesNo(good == (not isinstance(use.rule, YesNoRule) or use.rule.full_when == "yes"))


def _level(wanted: WantedMeasure, disposition: Disposition, period: Period) -> Level:
    rule = wanted.first.rule
    assert isinstance(rule, LevelsRule)
    best_first = sorted(wanted.words, key=lambda key: -rule.levels[key].points)
    return Level(best_first[_place(disposition.mastery(wanted.code, period), len(best_first))])


def _conditions(wanted: WantedMeasure, disposition: Disposition, period: Period) -> Conditions:
    missing = _place(disposition.mastery(wanted.code, period), len(wanted.words) + 1)
    lacking = set(disposition.draws(wanted.code, "conditions").sample(wanted.words, missing))
    return Conditions({name: name not in lacking for name in wanted.words})


def _answers(wanted: WantedMeasure, disposition: Disposition, period: Period) -> Answers:
    """Most choose the best options when the work is good; the rest thins out towards the worst."""
    rule, mastery = wanted.first.rule, disposition.mastery(wanted.code, period)
    assert isinstance(rule, (SurveyAnswersRule, ShareSatisfiedRule))
    draws = disposition.draws(wanted.code, period.key, "answers")
    left = max(rule.min_answers, 30) + draws.randint(20, 160)
    weights = rule.weights if isinstance(rule, SurveyAnswersRule) else {one: Fraction(one in rule.satisfied) for one in rule.options}
    best_first = sorted(wanted.words, key=lambda option: -weights[option])
    counts = dict.fromkeys(wanted.words, 0)
    for option in best_first[:-1]:
        counts[option] = round(left * min(0.95, 0.3 + 0.55 * mastery))
        left -= counts[option]
    counts[best_first[-1]] += left
    return Answers(counts)


def _place(mastery: float, places: int) -> int:
    """0 for the best of the places, the last for the worst; the middle ones share what is between."""
    if mastery >= _BEST_FROM or places == 1:
        return 0
    if mastery < _WORST_BELOW or places == 2:
        return places - 1
    return 1 + int((_BEST_FROM - mastery) / (_BEST_FROM - _WORST_BELOW + 1e-9) * (places - 2))


_MAKERS: Mapping[type, Callable[[WantedMeasure, Disposition, Period], Known]] = {
    Share: _share, Rate: _rate, Number: _number, YesNo: _answer, Level: _level, Conditions: _conditions, Answers: _answers,
}
