"""Compares what a source prints (total, index, rank, grade) with what its own parts give; differences are problems."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from parix.criteria.editions import Grade
from parix.criteria.rule_shapes import AwardedRule
from parix.foundation.measurements import Declared
from parix.foundation.numbers import shown, written_number
from parix.foundation.problems import Problem
from parix.scoring.sheets import ScoreSheet

_VALUES = ("total", "index")
_RANK = re.compile(r"[0-9]{1,6}")


def irreconcilable(sheet: ScoreSheet) -> list[Problem]:
    """Declared totals, indices and grades that the parts do not give, compared with the decimals that were printed."""
    problems = []
    for one in sheet.given.declared:
        if one.what in _VALUES:
            problems += _value(sheet, one)
        elif one.what == "grade" and sheet.grade is not None and all(one.value not in (grade.key, grade.text.vi) for grade in _possible_grades(sheet)):
            message = f"nguồn ghi xếp loại «{one.value}», các phần cho «{sheet.grade.text.vi}»"
            problems.append(Problem("declared.grade", message, "kiểm tra lại nguồn", one.place, "warning"))
    return problems


def out_of_order(sheets: Sequence[ScoreSheet]) -> list[Problem]:
    """Declared ranks of one period that contradict the declared or computed order of the same agencies."""
    ranked = [(int(one.value), sheet, one) for sheet in sheets for one in sheet.given.declared if one.what == "rank" and _RANK.fullmatch(one.value)]
    ranked.sort(key=lambda entry: entry[0])
    problems = []
    for (rank, sheet, _), (next_rank, next_sheet, one) in pairwise(ranked):
        if rank < next_rank and next_sheet.index_low > sheet.index_high:
            message = (
                f"{next_sheet.agency.name} công bố hạng {next_rank} nhưng các phần cộng được {shown(next_sheet.index_low, 'vi')}, "
                f"cao hơn {sheet.agency.name} hạng {rank} ({shown(sheet.index_high, 'vi')})"
            )
            problems.append(Problem("declared.rank", message, "kiểm tra lại nguồn", one.place, "warning"))
    return problems


def _possible_grades(sheet: ScoreSheet) -> list[Grade]:
    """From the best that is still possible down to the worst."""
    worst, best = sheet.grade_range
    grades = list(sheet.edition.settings.grades)
    return grades[grades.index(best) : grades.index(worst) + 1] if best is not None and worst is not None else []


def _value(sheet: ScoreSheet, one: Declared) -> list[Problem]:
    """A value that lies between the lowest and the highest that the known parts allow is no contradiction."""
    try:
        stated = written_number(one.value)
    except ValueError as error:
        return [Problem("declared.unreadable", f"giá trị công bố không đọc được: {error}", "sửa giá trị", one.place)]
    decimals = len(one.value.strip().partition(".")[2])
    half_unit = Fraction(1, 2 * 10**decimals)
    low, high = (sheet.total.low, sheet.total.high) if one.what == "total" else (sheet.index_low, sheet.index_high)
    computed = min(max(stated, low), high)
    difference = abs(computed - stated)
    cut_off = sheet.edition.settings.arithmetic.rounding.mode == "truncate" and 0 <= computed - stated < 2 * half_unit
    if difference <= half_unit or cut_off:
        return []
    printed, parts, gap = (shown(value, "vi", decimals=4) for value in (stated, computed, computed - stated))
    message = f"{sheet.agency.name}, kỳ {sheet.period}: nguồn ghi {printed} nhưng các phần cộng lại được {parts} (lệch {gap})"
    if difference <= half_unit * (1 + _printed_parts(sheet, one)):
        message += "; làm tròn của các phần đã in có thể giải thích chênh lệch này"
        return [Problem("declared.rounding", message, "không sửa số; ghi chú là chênh lệch do làm tròn", one.place, "warning")]
    return [Problem("declared.sum", message, "không sửa số; nêu rõ chênh lệch và hỏi lại nguồn", one.place, "warning")]


def _printed_parts(sheet: ScoreSheet, one: Declared) -> Fraction:
    """How many halves of the last decimal the printed parts may be off together: one each, in the unit of the stated value."""
    count = sum(leaf.state == "scored" and isinstance(leaf.rule, AwardedRule) for leaf in sheet.leaves)
    in_percent = one.what == "index" and sheet.edition.settings.index == "percent_of_applicable"
    return count * 100 / sheet.total.applicable_max if in_percent and sheet.total.applicable_max else Fraction(count)
