"""Proves what stands above the leaves: caps of bonus and penalty, rounding, the index and the cut-offs of grades."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from parix.criteria.cases import Expected, TotalCase
from parix.criteria.editions import IndexKind, Precision, Settings
from parix.foundation.numbers import RoundingMode, exact_text
from parix.foundation.problems import Place, Problem, Severity
from parix.scoring.totals import Sums, grade_of, published, totals_of

PlacedCase = tuple[TotalCase, Place]


@dataclass(frozen=True, slots=True)
class SettingsProof:
    grades: tuple[str, ...]
    reached: frozenset[str]
    mutants: int
    survivors: tuple[str, ...]
    problems: tuple[Problem, ...]


def prove_settings(settings: Settings, cases: Sequence[PlacedCase], place: Place, severity: Severity) -> SettingsProof:
    """Run the total cases, then run them again for each changed setting."""
    problems = [problem for case, where in cases for problem in _differences(settings, case, where)]
    changed = list(_mutants(settings))
    survivors = tuple(words for mutant, words in changed if all(not _differences(mutant, case, where) for case, where in cases))
    grades = tuple(grade.key for grade in settings.grades)
    reached = frozenset(case.expect.grade for case, _ in cases if case.expect.grade)
    missing = [key for key in grades if key not in reached]
    if missing:
        message = f"chưa có ca mẫu cho mức xếp loại {', '.join(missing)}"
        problems.append(Problem("edition.untested_branch", message, "thêm total_cases vào thư mục cases", place, severity))
    if survivors:
        message = f"đổi {'; '.join(survivors)} mà không ca mẫu nào phát hiện"
        problems.append(Problem("edition.unguarded_number", message, "thêm total_cases ngay tại ngưỡng đó", place, severity))
    return SettingsProof(grades, reached, len(changed), survivors, tuple(problems))


def _differences(settings: Settings, case: TotalCase, place: Place) -> list[Problem]:
    got = _totals(settings, case)
    problems = []
    for name in ("points", "applicable_max", "index", "grade"):
        expected, value = getattr(case.expect, name), getattr(got, name)
        if expected is not None and expected != value:
            words = [exact_text(one) if isinstance(one, Fraction) else str(one) for one in (expected, value)]
            message = f"ca mẫu tổng điểm: {name} mong đợi {words[0]}, tính ra {words[1]}"
            problems.append(Problem("case.differs", message, "sửa ca mẫu hoặc thiết lập của phiên bản", place))
    return problems


def _totals(settings: Settings, case: TotalCase) -> Expected:
    scale = Sums(case.points, case.points, case.points, case.applicable_max)
    bonus, penalty = (Sums(points, points, points, Fraction(0)) for points in (case.bonus, case.penalty))
    totals = totals_of(settings, scale, bonus, penalty)
    grade = grade_of(settings, totals.index, totals.total.points)
    return Expected(totals.total.points, case.applicable_max, published(settings, totals.index), grade.key if grade else None)


def _mutants(settings: Settings) -> Iterator[tuple[Settings, str]]:
    unit = Fraction(1, 10**settings.arithmetic.rounding.decimals)
    for at, grade in enumerate(settings.grades):
        for cut in (grade.at_least + unit, grade.at_least - unit):
            if cut >= 0 and grade.at_least:
                grades = (*settings.grades[:at], replace(grade, at_least=cut), *settings.grades[at + 1 :])
                yield replace(settings, grades=grades), f"grades.{grade.key} {exact_text(grade.at_least)} -> {exact_text(cut)}"
    caps = settings.outside_scale
    if caps is not None:
        for name in ("bonus_cap", "penalty_cap"):
            cap = getattr(caps, name)
            for other in (cap + unit, max(cap - unit, Fraction(0))) if cap else (cap + unit,):
                yield replace(settings, outside_scale=replace(caps, **{name: other})), f"{name} {exact_text(cap)} -> {exact_text(other)}"
    yield from _arithmetic_mutants(settings)


def _arithmetic_mutants(settings: Settings) -> Iterator[tuple[Settings, str]]:
    other_index: IndexKind = "points" if settings.index == "percent_of_applicable" else "percent_of_applicable"
    yield replace(settings, index=other_index), f"index {settings.index} -> {other_index}"
    arithmetic = settings.arithmetic
    rounding = arithmetic.rounding
    if settings.index == "points" and rounding.level != "total":
        return
    for decimals in (rounding.decimals + 1, rounding.decimals - 1):
        if decimals >= 0:
            changed = replace(arithmetic, rounding=replace(rounding, decimals=decimals))
            yield replace(settings, arithmetic=changed), f"decimals {rounding.decimals} -> {decimals}"
    mode: RoundingMode = "truncate" if rounding.mode == "half_up" else "half_up"
    yield replace(settings, arithmetic=replace(arithmetic, rounding=replace(rounding, mode=mode))), f"mode {rounding.mode} -> {mode}"
    if settings.grades:
        graded_on: Precision = "exact" if arithmetic.graded_on == "rounded" else "rounded"
        yield replace(settings, arithmetic=replace(arithmetic, graded_on=graded_on)), f"graded_on {arithmetic.graded_on} -> {graded_on}"
