"""Runs one case and says what came out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from parix.criteria.cases import CONTEXT_ROLES, AgencyCase, LeafCase
from parix.criteria.editions import AppliesTo, Edition, Leaf, PlacedLeaf
from parix.criteria.rule_shapes import Rule
from parix.foundation.agencies import Agency
from parix.foundation.facts import Fact, Known, NotApplicable, NothingArose, NotKnown
from parix.foundation.measurements import Measurement, Source
from parix.foundation.numbers import exact_text
from parix.foundation.periods import Period
from parix.foundation.problems import Problem, ProblemsFound
from parix.scoring.fitting import unfit_facts
from parix.scoring.leaf_plans import placed_plan
from parix.scoring.leaf_scores import LeafScore, Lookup, score_leaf
from parix.scoring.sheets import score

_SOURCE = Source("case", "ca mẫu", "case")


@dataclass(frozen=True, slots=True)
class LeafRun:
    points: Fraction | None
    state: str
    branch: str


def run_leaf_case(edition: Edition, case: LeafCase, leaf: Leaf, rule: Rule) -> LeafRun:
    """Score the case's facts by a leaf and a rule, which may be mutants of the edition's own."""
    placed = next(one for one in edition.placed_leaves if one.leaf.key == leaf.key)
    agency = Agency("case", "ca mẫu", _kind(edition, placed), _traits(placed))
    period = Period.of_year(case.on.year) if case.on == date(case.on.year, 1, 1) else Period(case.on, case.on)
    given = _lookup(leaf, case.facts, period)
    best: dict[str, Known] = {}
    if "best" in case.facts and "value" in leaf.measures:
        fact = case.facts["best"]
        if not isinstance(fact, (NothingArose, NotApplicable, NotKnown)):
            best[leaf.measures["value"].code] = fact
    result: LeafScore = score_leaf(placed_plan(replace(placed, leaf=leaf), rule), agency, given, best, explain=True)
    return LeafRun(result.points, result.state, result.branch)


def leaf_case_problems(case: LeafCase, run: LeafRun) -> list[Problem]:
    if case.points == run.points and case.state == run.state:
        return []
    expected = exact_text(case.points) if case.points is not None else case.state
    got = exact_text(run.points) if run.points is not None else run.state
    message = f"ca mẫu của tiêu chí {case.leaf.code}: mong đợi {expected}, tính ra {got} (nhánh {run.branch or '-'})"
    return [Problem("case.differs", message, "sửa ca mẫu hoặc quy tắc", case.place)]


def misfits(case: LeafCase) -> list[Problem]:
    """Facts in a case that no measurement file could hold for this leaf."""
    rule = case.leaf.rule_on(case.on)
    own = {role: fact for role, fact in case.facts.items() if role not in CONTEXT_ROLES}
    context = [{"value": fact} for role, fact in case.facts.items() if role in CONTEXT_ROLES]
    return [problem for facts in (own, *context) for problem in unfit_facts(case.leaf, rule, facts, case.place)]


def agency_case_problems(edition: Edition, case: AgencyCase) -> list[Problem]:
    try:
        sheet = score(edition, case.given, explain=False)
    except ProblemsFound as found:
        return [problem if problem.place.line else problem.at(case.place) for problem in found.problems]
    got = {
        "points": sheet.total.points, "applicable_max": sheet.total.applicable_max, "index": sheet.published_index,
        "grade": sheet.grade.key if sheet.grade else None,
    }
    problems = []
    for name, value in got.items():
        expected = getattr(case.expect, name)
        if expected is not None and expected != value:
            written = [exact_text(one) if isinstance(one, Fraction) else str(one) for one in (expected, value)]
            message = f"ca mẫu «{case.title.vi}»: {name} mong đợi {written[0]}, tính ra {written[1]}"
            problems.append(Problem("case.differs", message, "sửa ca mẫu hoặc quy tắc", case.place))
    return problems


def _kind(edition: Edition, placed: PlacedLeaf) -> str:
    """The first kind of agency that the edition covers and neither leaf, criterion nor field shuts out."""
    narrowed = [one.kinds for one in _restrictions(placed) if one.kinds]
    covered = edition.settings.applies_to
    return next((kind for kind in covered if all(kind in kinds for kinds in narrowed)), covered[0])


def _traits(placed: PlacedLeaf) -> frozenset[str]:
    return frozenset(trait for one in _restrictions(placed) for trait in one.traits)


def _restrictions(placed: PlacedLeaf) -> list[AppliesTo]:
    criterion = [placed.criterion.applies_to] if placed.criterion else []
    return [placed.leaf.applies_to, *criterion, placed.field.applies_to]


def _lookup(leaf: Leaf, facts: Mapping[str, Fact], period: Period) -> Lookup:
    now = {use.code: Measurement(use.code, period, facts[role], _SOURCE) for role, use in leaf.measures.items() if role in facts}
    before: dict[str, Measurement] = {}
    if "previous" in facts and "value" in leaf.measures:
        code = leaf.measures["value"].code
        before[code] = Measurement(code, period.a_year_before(), facts["previous"], _SOURCE)
    return Lookup(now, before)
