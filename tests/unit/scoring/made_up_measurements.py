"""Random measurement sets that fit an edition, in every form a fact may take, often just on a threshold.

Drawn with `random.Random`, so that one seed gives one set and a whole edition costs no shrinking.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Any

from parix.criteria.editions import AppliesTo, Edition, Leaf
from parix.criteria.rule_shapes import AgainstPreviousRule, Rule, optional_roles
from parix.foundation.agencies import Agency
from parix.foundation.facts import (
    Answers,
    Conditions,
    Fact,
    Known,
    Level,
    NotApplicable,
    NothingArose,
    NotKnown,
    Number,
    Rate,
    Share,
    YesNo,
)
from parix.foundation.measurements import Measurement, MeasurementSet, Source
from parix.foundation.periods import Period
from parix.scoring.leaf_plans import inner_rule

F = Fraction
SOURCES = (Source("report", "Báo cáo năm", reference="12/BC-VP", date="2022-01-05"), Source("register", "Hệ thống một cửa", "register"))


def scored_period(edition: Edition) -> Period:
    """The first whole year in which the edition is in force."""
    since = edition.settings.in_force.since
    return Period.of_year(since.year if (since.month, since.day) == (1, 1) else since.year + 1)


def random_agencies(edition: Edition, random: Random, count: int) -> list[Agency]:
    traits = sorted({trait for applies in _restrictions(edition) for trait in (*applies.traits, *applies.without_traits)})
    kinds = edition.settings.applies_to
    return [
        Agency(f"{number:04d}", f"Cơ quan {number}", random.choice(kinds), frozenset(trait for trait in traits if random.random() < 0.4))
        for number in range(count)
    ]


def random_sets(edition: Edition, seed: int, count: int, *, known: float = 0.8) -> list[MeasurementSet]:
    """`known` is how many of the measures are known; the others are missing in one of the ways there are."""
    random, period = Random(seed), scored_period(edition)
    return [random_set(edition, one, period, random, known=known) for one in random_agencies(edition, random, count)]


def random_set(edition: Edition, agency: Agency, period: Period, random: Random, *, known: float = 0.8) -> MeasurementSet:
    measurements: list[Measurement] = []
    for code in edition.measure_uses:
        fact = random_fact(edition, code, period, random) if random.random() < known else _missing(random)
        if fact is not None:
            measurements.append(_measurement(code, period, fact, random))
        if is_compared(edition, code, period) and random.random() < known:
            measurements.append(_measurement(code, period.a_year_before(), random_fact(edition, code, period, random), random))
    return MeasurementSet(agency, period, tuple(measurements))


def completed(edition: Edition, given: MeasurementSet, random: Random, *, nothing_arose: bool = True) -> MeasurementSet:
    """Everything that is missing becomes known (or did not arise); what is known stays, and what may be left out stays out."""
    period, held = given.period, given.by_code()
    kept = {key: one for key, one in held.items() if not isinstance(one.fact, NotKnown)}
    for code, uses in edition.measure_uses.items():
        one = kept.get((code, period))
        if one is not None and isinstance(one.fact, Conditions):
            rest = random_fact(edition, code, period, random)
            assert isinstance(rest, Conditions)
            kept[code, period] = _measurement(code, period, Conditions({**rest.met, **one.fact.met}), random)
        elif one is None and not all(role in optional_roles(leaf.rule_on(period.end)) for leaf, role, _ in uses):
            may_not_arise = nothing_arose and all(leaf.nothing_arose is not None or role == "prerequisite" for leaf, role, _ in uses)
            fact: Fact = NothingArose("không có") if may_not_arise and random.random() < 0.3 else random_fact(edition, code, period, random)
            kept[code, period] = _measurement(code, period, fact, random)
        if is_compared(edition, code, period) and (code, period.a_year_before()) not in kept:
            kept[code, period.a_year_before()] = _measurement(code, period.a_year_before(), random_fact(edition, code, period, random), random)
    return MeasurementSet(given.agency, period, tuple(kept.values()))


def random_fact(edition: Edition, code: str, period: Period, random: Random) -> Known:
    """A known fact of a form, and with words, that every leaf which reads the measure allows."""
    uses = [(leaf, role, use, leaf.rule_on(period.end)) for leaf, role, use in edition.measure_uses[code]]
    forms = [set({**rule.roles(), **optional_roles(rule)}[role]) for _, role, _, rule in uses]
    form = random.choice(sorted(set.intersection(*forms), key=lambda one: one.__name__))
    # What two years or many agencies are compared by has one form everywhere.
    if any(role == "value" and not _is_stepped(rule) for _, role, _, rule in uses) and form in (Number, Share, Rate):
        form = Share if uses[0][2].of is not None else Number if Number in set.intersection(*forms) else Share
    marks = [*(mark for _, _, _, rule in uses for mark in _marks(inner_rule(rule))), F(1)]
    may_exceed = all(use.numerator_may_exceed for _, _, use, _ in uses)
    ceiling = min((leaf.max_points for leaf, _, _, rule in uses if rule.kind == "awarded"), default=None)
    words = [_words(inner_rule(rule)) for _, _, _, rule in uses]
    common = [word for word in words[0] if all(word in others for others in words)]
    return _drawn(form, random, marks, may_exceed, ceiling, common)


def is_compared(edition: Edition, code: str, period: Period) -> bool:
    """Whether some leaf compares the measure with the year before."""
    return any(isinstance(inner_rule(leaf.rule_on(period.end)), AgainstPreviousRule) and role == "value" for leaf, role, _ in edition.measure_uses[code])


def _drawn(form: type, random: Random, marks: Sequence[Fraction], may_exceed: bool, ceiling: Fraction | None, words: Sequence[str]) -> Known:
    if form is Share:
        return _share(random, marks, may_exceed)
    if form is Rate:
        on_mark = [mark for mark in marks if mark <= 1]
        return Rate(random.choice(on_mark) if on_mark and random.random() < 0.3 else F(random.randint(0, 10_000), 10_000))
    if form is Number:
        if ceiling is not None:
            return Number(ceiling * random.randint(0, 20) / 20)
        return Number(random.choice([F(0), F(1), F(2), F(random.randint(0, 12)), F(random.randint(0, 900), 10), *marks]))
    if form is YesNo:
        return YesNo(random.random() < 0.7)
    if form is Level:
        return Level(random.choice(words))
    if form is Conditions:
        chosen = words if random.random() < 0.7 else random.sample(words, random.randint(0, len(words)))
        return Conditions({word: random.random() < 0.7 for word in chosen})
    most = random.choice([2, 12, 200])
    return Answers({word: random.randint(0, most) for word in words})


def _share(random: Random, marks: Sequence[Fraction], may_exceed: bool) -> Share:
    unit = random.choice([1, 1, 1, 10])
    if random.random() < 0.5:
        mark = random.choice(marks)
        below = F(mark.denominator * random.randint(1, 30), unit)
        above = mark * below + random.choice([-1, 0, 0, 1])
    else:
        below = F(random.choice([random.randint(1, 9), random.randint(1, 200_000)]), unit)
        above = below * random.randint(0, 110 if may_exceed else 100) / 100
        above = F(int(above * unit), unit)
    return Share(max(F(0), above if may_exceed else min(above, below)), below)


def _missing(random: Random) -> Fact | None:
    kind = random.randrange(4)
    if kind == 0:
        return NothingArose("trong kỳ không có")
    if kind == 1:
        return NotApplicable("Hội đồng thẩm định", "không có chức năng") if random.random() < 0.4 else None
    return NotKnown("báo cáo không nêu") if kind == 2 else None


def _measurement(code: str, period: Period, fact: Fact, random: Random) -> Measurement:
    return Measurement(code, period, fact, random.choice(SOURCES), random.choice(["", "«trích»"]), random.choice(["", "Mục I.2"]))


def _is_stepped(rule: Rule) -> bool:
    return inner_rule(rule).kind == "steps"


def _marks(rule: Any) -> list[Fraction]:
    steps = [edge for step in getattr(rule, "steps", ()) for edge in (step.at_least, step.above) if edge is not None]
    return [*steps, *(mark for mark in (getattr(rule, "floor", None), getattr(rule, "full_at", None)) if mark is not None)]


def _words(rule: Any) -> list[str]:
    for name in ("levels", "conditions", "weights", "options"):
        words: Mapping[str, Any] | Sequence[str] | None = getattr(rule, name, None)
        if words is not None:
            return list(words)
    return []


def _restrictions(edition: Edition) -> list[AppliesTo]:
    groups = [group.members for group in edition.settings.ranking_groups]
    leaves: list[Leaf] = list(edition.leaves.values())
    return [
        *groups, *(one.applies_to for one in edition.fields), *(
            child.applies_to for one in edition.fields for child in one.criteria
        ), *(leaf.applies_to for leaf in leaves)
    ]
