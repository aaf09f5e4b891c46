"""Share satisfied: answers counted as satisfied over all valid answers, times the maximum; full from a mark if given.

Definition: s = satisfied / all; P for s >= m, else P x s / m (m = 1 when not given). A published rate may stand for
the answers. Source: SIPAS, QĐ 1001/QĐ-BNV of 11/12/2023; "tỷ lệ hài lòng x điểm tối đa / 100".
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from parix.criteria.editions import MeasureUse
from parix.criteria.rule_shapes import ShareSatisfiedRule
from parix.foundation.facts import Answers, Known, Rate, Share
from parix.foundation.lazy_modules import lazy_module
from parix.foundation.phrases import Percent, Phrase, phrase
from parix.scoring.outcomes import Account, Facts, Gain, Outcome, Scored
from parix.scoring.rules.ratios import ONE, ratio_of
from parix.scoring.rules.survey_answers import at_least_answers, too_few

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    np = lazy_module("numpy")

Uses = Mapping[str, MeasureUse]


def branches(rule: ShareSatisfiedRule) -> tuple[str, ...]:
    few = ("too_few_answers",) if rule.min_answers else ()
    return (*few, "in_proportion", "full")


def exact(rule: ShareSatisfiedRule, facts: Facts, maximum: Fraction) -> Outcome:
    fact = facts["answers"]
    if isinstance(fact, Answers):
        total = sum(fact.counts.get(option, 0) for option in rule.options)
        if total < max(rule.min_answers, 1):
            return too_few(total, rule.min_answers, rule.below_minimum)
    share, mark = _share(rule, fact), _mark(rule)
    return Scored(maximum, "full") if share >= mark else Scored(maximum * share / mark, "in_proportion")


def array(rule: ShareSatisfiedRule, columns: Mapping[str, NDArray[np.float64]], maximum: float) -> NDArray[np.float64]:
    """`columns["answers"]`: last axis (satisfied, all valid answers); points without that axis, NaN for too few."""
    satisfied, total = columns["answers"][..., 0], columns["answers"][..., 1]
    enough = total >= max(rule.min_answers, 1)
    share = satisfied / np.where(enough, total, 1.0)
    mark = float(_mark(rule))
    points = np.where(share >= mark, maximum, share * (maximum / mark))
    return np.where(enough, points, np.nan)


def bounds(rule: ShareSatisfiedRule, known: Facts, maximum: Fraction) -> tuple[Fraction, Fraction]:
    return Fraction(0), maximum


def sentence(rule: ShareSatisfiedRule, maximum: Fraction, uses: Uses) -> Phrase:
    mark = phrase("; từ {mark} được đủ điểm", "; all points from {mark}", mark=Percent(_mark(rule))) if _mark(rule) != 1 else phrase("", "")
    return phrase("Tỷ lệ {item} × {max}{mark}{minimum}", "Share of {item} × {max}{mark}{minimum}", item=uses["answers"].item, max=maximum, mark=mark,
                  minimum=at_least_answers(rule.min_answers))


def account(rule: ShareSatisfiedRule, facts: Facts, maximum: Fraction, scored: Scored, uses: Uses) -> Account:
    fact, mark = facts["answers"], _mark(rule)
    share = _share(rule, fact)
    if scored.branch == "full":
        return Account(phrase("Tỷ lệ {share} đạt mức {mark}: đủ {max} điểm", "{share} reaches {mark}: all {max} points",
                              share=Percent(share), mark=Percent(mark), max=maximum), None, ())
    applied = phrase("{share} / {mark} × {max} = {points} điểm", "{share} / {mark} × {max} = {points} points",
                     share=Percent(share), mark=Percent(mark), max=maximum, points=scored.points)
    gains: list[Gain] = []
    for changed_fact, change in _improved(rule, fact, mark):
        changed: Facts = {**facts, "answers": changed_fact}
        again = exact(rule, changed, maximum)
        if isinstance(again, Scored) and again.points > scored.points and all(gain.points != again.points - scored.points for gain in gains):
            gains.append(Gain(change, again.points - scored.points, changed))
    return Account(
        applied, phrase("Còn thiếu {missing} để đạt {mark}", "{missing} short of {mark}", missing=Percent(mark - share), mark=Percent(mark)), tuple(gains),
    )


def _improved(rule: ShareSatisfiedRule, fact: Known, mark: Fraction) -> list[tuple[Known, Phrase]]:
    if not isinstance(fact, Answers):
        target = min(mark, _share(rule, fact) + Fraction(1, 100))
        words = ("nâng tỷ lệ hài lòng lên {share}", "raise the share of the satisfied to {share}")
        return [(Rate(goal), phrase(*words, share=Percent(goal))) for goal in (target, mark)]
    total = sum(fact.counts.get(option, 0) for option in rule.options)
    satisfied = sum(fact.counts.get(option, 0) for option in rule.satisfied)
    needed = mark * total - satisfied
    improved: list[tuple[Known, Phrase]] = []
    for count in (1, -(-needed.numerator // needed.denominator)):
        counts, left = dict(fact.counts), count
        for option in rule.options:
            if option not in rule.satisfied:
                moved = min(left, counts.get(option, 0))
                counts[option] = counts.get(option, 0) - moved
                left -= moved
        counts[rule.satisfied[0]] = counts.get(rule.satisfied[0], 0) + count
        improved.append((Answers(counts), phrase("thêm {n} phiếu chuyển sang hài lòng", "{n} more answers turning to satisfied", n=count)))
    return improved


def _share(rule: ShareSatisfiedRule, fact: Known) -> Fraction:
    if isinstance(fact, (Share, Rate)):
        return ratio_of(fact)
    assert isinstance(fact, Answers)
    total = sum(fact.counts.get(option, 0) for option in rule.options)
    return Fraction(sum(fact.counts.get(option, 0) for option in rule.satisfied), total)


def _mark(rule: ShareSatisfiedRule) -> Fraction:
    return ONE if rule.full_at is None else rule.full_at
