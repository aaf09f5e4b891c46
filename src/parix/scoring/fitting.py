"""Do the measurements fit the edition? Everything wrong is found before anything is scored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from parix.criteria.editions import Edition, Leaf, MeasureUse
from parix.criteria.rule_shapes import (
    AwardedRule,
    ConditionsRule,
    Forms,
    LevelsRule,
    Rule,
    ShareSatisfiedRule,
    SurveyAnswersRule,
)
from parix.foundation import facts
from parix.foundation.measurements import Measurement, MeasurementSet, Source
from parix.foundation.nearest import did_you_mean
from parix.foundation.numbers import shown
from parix.foundation.periods import Period
from parix.foundation.problems import Place, Problem
from parix.scoring.leaf_plans import LeafPlan, edition_plan, leaf_plan

_ANYWHERE: Forms = (facts.NothingArose, facts.NotApplicable, facts.NotKnown)
_FORM_NAMES = {
    facts.Share: "share", facts.Rate: "rate", facts.Number: "number", facts.YesNo: "answer", facts.Level: "level",
    facts.Conditions: "conditions", facts.Answers: "answers",
}
_ANY_PERIOD = Period.of_year(1)


def unfit(edition: Edition, given: MeasurementSet) -> list[Problem]:
    """Every problem: an agency or period the edition does not cover, unknown measures, facts of a wrong form or range."""
    problems = list(_of_set(edition, given))
    uses = edition_plan(edition, given.period.end).uses
    before = given.period.a_year_before()
    for one in given.measurements:
        if one.code not in uses:
            message = f"số đo «{one.code}» không có trong bộ chỉ số {edition.name}"
            problems.append(Problem("measurement.unknown", message, did_you_mean(one.code, uses), one.place))
            continue
        is_now = one.period is given.period or one.period == given.period
        is_before = not is_now and one.period == before
        if not is_now and not is_before:
            message = f"số đo «{one.code}» thuộc kỳ {one.period}, không dùng để chấm kỳ {given.period}"
            problems.append(Problem("measurement.period", message, "sửa kỳ hoặc bỏ số đo", one.place, "warning"))
        for plan, role, use in uses[one.code]:
            problems += _of_fact(plan, role, use, one)
            if is_before and role == "value" and plan.context == "previous":
                problems += _of_two_years(plan.leaf, one, [now for now in given.measurements if now.code == one.code and now.period == given.period])
    return list(dict.fromkeys(problems)) if problems else []


def unfit_facts(leaf: Leaf, rule: Rule, by_role: Mapping[str, facts.Fact], place: Place) -> list[Problem]:
    """The same for facts given by role, as in a case of an edition."""
    source, plan = Source("", ""), leaf_plan(leaf, rule)
    problems: list[Problem] = []
    for role, fact in by_role.items():
        use = leaf.measures[role]
        problems += _of_fact(plan, role, use, Measurement(use.code, _ANY_PERIOD, fact, source, place=place))
    return problems


def _of_set(edition: Edition, given: MeasurementSet) -> Iterator[Problem]:
    settings, period = edition.settings, given.period
    if given.agency.kind not in settings.applies_to:
        message = f"loại cơ quan «{given.agency.kind}» không thuộc phạm vi của bộ chỉ số {edition.name}"
        yield Problem("measurement.kind", message, did_you_mean(given.agency.kind, settings.applies_to), Place(path="agency.kind"))
    if period.start < settings.in_force.since or (settings.in_force.until is not None and period.end > settings.in_force.until):
        until = settings.in_force.until or "nay"
        message = f"kỳ {period} nằm ngoài hiệu lực của bộ chỉ số {edition.name} (từ {settings.in_force.since} đến {until})"
        yield Problem("measurement.out_of_force", message, "chọn phiên bản có hiệu lực trong kỳ", Place(path="period"))


def _of_two_years(leaf: Leaf, earlier: Measurement, this_year: Sequence[Measurement]) -> Iterator[Problem]:
    """A share is not compared with a number: 93 % is not less than 25 dossiers."""
    for now in this_year:
        pair = (now.fact, earlier.fact)
        if any(isinstance(fact, facts.Number) for fact in pair) and any(isinstance(fact, (facts.Share, facts.Rate)) for fact in pair):
            message = f"số đo «{now.code}» khai dạng {_FORM_NAMES[type(now.fact)]} nhưng năm trước khai dạng {_FORM_NAMES[type(earlier.fact)]}"
            yield Problem("measurement.form_differs", message, f"khai cùng một dạng cho cả hai năm (tiêu chí {leaf.code})", earlier.place)


def _of_fact(plan: LeafPlan, role: str, use: MeasureUse, one: Measurement) -> Sequence[Problem]:
    fact, wanted = one.fact, plan.forms.get(role, ())
    if not isinstance(fact, wanted):
        if isinstance(fact, _ANYWHERE):
            return ()
        forms = ", ".join(_FORM_NAMES[form] for form in wanted)
        message = f"số đo «{one.code}» khai dạng {_FORM_NAMES[type(fact)]}, tiêu chí {plan.leaf.code} cần {forms}"
        return [Problem("measurement.wrong_form", message, f"khai lại bằng {forms}", one.place)]
    if isinstance(fact, facts.Share):
        return _of_share(fact, use, one)
    if _is_negative(fact):
        return [_negative(one)]
    return () if isinstance(fact, facts.YesNo) else list(_of_words(plan, one))


def _of_share(fact: facts.Share, use: MeasureUse, one: Measurement) -> Sequence[Problem]:
    """Compared as whole numbers: most facts of a province are shares, and fractions compare slowly."""
    (above, above_of), (whole, whole_of) = fact.numerator.as_integer_ratio(), fact.denominator.as_integer_ratio()
    if above < 0:
        return [_negative(one)]
    if not use.numerator_may_exceed and above * whole_of > whole * above_of:
        message = f"số đo «{one.code}»: tử số {shown(fact.numerator, 'vi')} lớn hơn mẫu số {shown(fact.denominator, 'vi')}"
        return [Problem("measurement.above_whole", message, "kiểm tra lại hai số đếm", one.place)]
    return ()


def _negative(one: Measurement) -> Problem:
    return Problem("measurement.negative", f"số đo «{one.code}» có số âm", "nhập số không âm", one.place)


def _is_negative(fact: facts.Fact) -> bool:
    """What a file cannot hold, but a program may hand over."""
    if isinstance(fact, (facts.Rate, facts.Number)):
        return fact.value.numerator < 0
    return isinstance(fact, facts.Answers) and any(count < 0 for count in fact.counts.values())


def _of_words(plan: LeafPlan, one: Measurement) -> Iterator[Problem]:
    leaf, fact, inner = plan.leaf, one.fact, plan.inner
    if isinstance(fact, facts.Level) and isinstance(inner, LevelsRule) and fact.key not in inner.levels:
        yield _unknown_word("mức", fact.key, list(inner.levels), leaf, one)
    if isinstance(fact, facts.Conditions) and isinstance(inner, ConditionsRule):
        for name in sorted(fact.met.keys() - inner.conditions.keys()):
            yield _unknown_word("điều kiện", name, list(inner.conditions), leaf, one)
    if isinstance(fact, facts.Answers) and isinstance(inner, (SurveyAnswersRule, ShareSatisfiedRule)):
        options = list(inner.weights) if isinstance(inner, SurveyAnswersRule) else list(inner.options)
        for option in sorted(fact.counts.keys() - set(options)):
            yield _unknown_word("phương án trả lời", option, options, leaf, one)
    if isinstance(fact, facts.Number) and isinstance(inner, AwardedRule) and fact.value > leaf.max_points:
        message = f"tiêu chí {leaf.code}: điểm {shown(fact.value, 'vi')} vượt điểm tối đa {shown(leaf.max_points, 'vi')}"
        yield Problem("measurement.above_max", message, "kiểm tra lại điểm", one.place)


def _unknown_word(what: str, word: str, known: list[str], leaf: Leaf, one: Measurement) -> Problem:
    return Problem("measurement.unknown_word", f"tiêu chí {leaf.code}: không có {what} «{word}»", did_you_mean(word, known), one.place)
