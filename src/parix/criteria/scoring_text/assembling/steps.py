"""Steps: levels set apart by thresholds of a share or a number.

Words among them ("hoàn thành kế hoạch", "còn lại", "không") take the one stretch that the thresholds leave.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from parix.criteria.scoring_text.assembling.figures import label_of, points_text, share_text, thing_named
from parix.criteria.scoring_text.assembling.ladders import BOTTOM, TOP, Ladder, Rung, edge_shown, ladder_of, refuse_disorder, whole_edge
from parix.criteria.scoring_text.clauses import Level
from parix.criteria.scoring_text.results import Leaf, RoleHint, Rule, Unclear, Understood
from parix.criteria.scoring_text.spans import ONE, ZERO, Edge, Span, span_in
from parix.criteria.scoring_text.wordings import counts_faults, is_fully, is_negative, is_rest, says_no

WHOLE: Edge = (ONE, 0)
_CHANGES = re.compile(r"(?:ty le\s+|muc\s+|co\s+)?(?:tang(?! cuong)|giam(?! sat| doc| dinh))\b")
_JUST_ABOVE_NONE: Edge = (ZERO, 1)


@dataclass(slots=True)
class _Sorted:
    """Levels with a range, levels in words, and whether the ranges are shares."""

    ranged: list[tuple[Level, Span]]
    worded: list[Level]
    share: bool


def steps_rule(levels: Sequence[Level], leaf: Leaf) -> Understood | None:
    """The steps rule of the levels, or None where they are not thresholds."""
    given = _sorted(levels, leaf)
    if given is None or _same_range_twice(given):
        return None
    beyond = any(span.low is not None and span.low >= (ONE, 1) for _, span in given.ranged)
    rungs = [_rung(level, span, leaf.max_points, open_end=given.share and not beyond) for level, span in given.ranged]
    faulty = any(counts_faults(level.condition) for level, _ in given.ranged)
    placed = _with_words(rungs, given, faulty, leaf)
    if placed is None:
        return None
    ladder = ladder_of(placed, whole_numbers=not given.share)
    return _closed(ladder, given, faulty, leaf)


def _sorted(levels: Sequence[Level], leaf: Leaf) -> _Sorted | None:
    ranged: list[tuple[Level, Span]] = []
    worded: list[Level] = []
    for level in levels:
        span = span_in(level.condition)
        if span is None:
            worded.append(level)
        else:
            ranged.append((level, span))
    shares = [pair for pair in ranged if pair[1].percent]
    if not ranged:
        return None
    if shares and len(shares) < len(ranged):
        return _of_both_units(ranged, worded, leaf)
    if not shares and leaf.title.words.startswith(("ty le", "ti le")) and all(_bare(span) for _, span in ranged):
        leaf.remark("ngưỡng không ghi dấu %; đã hiểu là phần trăm")
        return _Sorted([(level, span.shares) for level, span in ranged], worded, True)
    return _without_full_marks(ranged, worded) if not shares else _Sorted(ranged, worded, True)


def _without_full_marks(ranged: list[tuple[Level, Span]], worded: list[Level]) -> _Sorted:
    """ "Đủ số lượng (04 báo cáo)" beside "thiếu 01 báo cáo": faults are counted, and the full number is none of them."""
    faults = [(level, span) for level, span in ranged if counts_faults(level.condition)]
    others = [level for level, _ in ranged if not counts_faults(level.condition)]
    if len(faults) > 0 and len(others) == 1:
        return _Sorted(faults, [*worded, *others], False)
    return _Sorted(ranged, worded, False)


def _of_both_units(ranged: list[tuple[Level, Span]], worded: list[Level], leaf: Leaf) -> _Sorted | None:
    """Percentages beside bare numbers: either all are percentages, or "100%" only means "no fault"."""
    shares = [(level, span) for level, span in ranged if span.percent]
    counts = [(level, span) for level, span in ranged if not span.percent]
    if len(shares) == 1 and shares[0][1].exact and shares[0][1].low == WHOLE and any(counts_faults(level.condition) for level, _ in counts):
        return _Sorted(counts, [*worded, shares[0][0]], False)
    if all(_bare(span) for _, span in counts):
        leaf.remark("có ngưỡng không ghi dấu %; đã hiểu là phần trăm")
        return _Sorted([(level, span if span.percent else span.shares) for level, span in ranged], worded, True)
    return None


def _bare(span: Span) -> bool:
    return not span.noun and max(edge[0] for edge in (span.low, span.high) if edge is not None) > 1


def _same_range_twice(given: _Sorted) -> bool:
    """ "Hoàn thành 100% đúng hạn" beside "hoàn thành 100% nhưng chậm": words decide, not the threshold."""
    ranges = [(span.low, span.high) for _, span in given.ranged]
    return len(ranges) != len(set(ranges))


def _rung(level: Level, span: Span, maximum: Fraction, *, open_end: bool) -> Rung:
    """Up to 100 % is up to the top, unless more than 100 % has a level of its own."""
    low, high = span.low, span.high
    if span.percent and span.exact and low == WHOLE:
        high = None
    elif open_end and high is not None and high >= (ONE, 1):
        high = TOP
    return Rung(low, high, level.amount.points(maximum), level.whole.shown, span.exact)


def _with_words(rungs: list[Rung], given: _Sorted, faulty: bool, leaf: Leaf) -> list[Rung] | None:
    """The rungs with those in words added where they belong; None when a word finds no place."""
    maximum = leaf.max_points
    placed = list(rungs)
    waiting: list[Level] = []
    for level in given.worded:
        whole_free = given.share and not any(rung.low == WHOLE for rung in rungs)
        if whole_free and is_fully(level.condition) and not is_rest(level.condition):
            placed.append(Rung(WHOLE, None, level.amount.points(maximum), level.whole.shown))
        else:
            waiting.append(level)
    if len({level.amount.points(maximum) for level in waiting}) > 2 or (given.share and len({level.amount.points(maximum) for level in waiting}) > 1):
        return None
    return _into_gaps(placed, waiting, given, faulty, leaf)


def _into_gaps(placed: list[Rung], waiting: list[Level], given: _Sorted, faulty: bool, leaf: Leaf) -> list[Rung] | None:
    maximum = leaf.max_points
    rest = [level for level in waiting if is_rest(level.condition) and not says_no(level.condition)]
    for level in [one for one in waiting if one not in rest] + rest:
        gaps = [gap for gap in ladder_of(placed, whole_numbers=not given.share).gaps if not _is_mere_top(gap, placed, faulty, given.share)]
        bottom = [gap for gap in gaps if gap[0] == BOTTOM]
        fits = gaps if level in rest else bottom
        wanted = (not is_negative(level.condition) or says_no(level.condition)) if faulty else (is_negative(level.condition) or level in rest)
        if not fits and wanted and level not in rest and not any(rung.low == _JUST_ABOVE_NONE for rung in placed):
            opened = [replace(rung, low=_JUST_ABOVE_NONE) if rung.low is None and rung is _lowest(placed) else rung for rung in placed]
            placed, fits = opened, [(BOTTOM, _JUST_ABOVE_NONE)] if opened != placed else []
            if fits and not faulty and re.match(r"khong\s+(?:hoan thanh|dat|bao dam|dam bao)\b", level.condition.words):
                leaf.remark(f"«{label_of(level.condition)}» đã hiểu là bằng 0; có thể văn bản nói một ngưỡng khác")
        if not fits or (level not in rest and not wanted):
            return None
        placed += [Rung(low if given.share else whole_edge(low), high, level.amount.points(maximum), level.whole.shown) for low, high in fits]
    return placed


def _lowest(placed: Sequence[Rung]) -> Rung:
    """The rung without a lower edge that ends first: "chậm dưới 5 ngày" beside "đúng hạn" begins just above none."""
    return min(placed, key=lambda rung: (rung.low is not None, rung.high or TOP))


def _is_mere_top(gap: tuple[Edge, Edge], placed: list[Rung], faulty: bool, share: bool) -> bool:
    """Above "4 báo cáo" or "100%" nothing is left out."""
    if gap[1] != TOP or gap[0] == BOTTOM:
        return False
    highest = max(placed, key=lambda rung: rung.low or BOTTOM)
    return (share and gap[0] >= WHOLE) or (highest.exact and not faulty and not share)


def _closed(ladder: Ladder, given: _Sorted, faulty: bool, leaf: Leaf) -> Understood:
    rungs = list(ladder.rungs)
    doubts: list[tuple[str, str]] = [
        (f"mức {edge_shown(higher.low or BOTTOM, share=given.share)} thuộc cả hai mức", f"{lower.quote}; {higher.quote}")
        for lower, higher in ladder.shared_edges
    ]
    for low, high in ladder.gaps:
        if low == BOTTOM:
            rungs = _without_bottom(rungs, high, given, leaf)
        elif high == TOP:
            doubts += _without_top(rungs, low, given, faulty, leaf)
        else:
            first, last = edge_shown(low, share=given.share), edge_shown(high, share=given.share)
            between = f"chưa có điểm khi đúng {first}" if first == last else f"khoảng từ {first} đến {last} chưa có mức điểm"
            doubts.append((between, "; ".join(rung.quote for rung in rungs if low == rung.high or high == rung.low)))
    doubts = _bare_exact(given, rungs, leaf) or doubts
    refuse_disorder(rungs)
    found = _understood(rungs, given, faulty, leaf)
    if doubts:
        raise Unclear("; ".join(reason for reason, _ in doubts), " | ".join(part for _, part in doubts), found)
    return found


def _without_bottom(rungs: list[Rung], high: Edge, given: _Sorted, leaf: Leaf) -> list[Rung]:
    """Below the lowest threshold nothing is said: no points, and a person confirms it."""
    if high <= (ZERO, 0):
        return [replace(rungs[0], low=BOTTOM), *rungs[1:]]
    falls = rungs[0].points == leaf.max_points and not given.share and all(rung.points <= leaf.max_points for rung in rungs) and len(rungs) > 1
    if falls and high <= (ONE, 0):
        return [replace(rungs[0], low=BOTTOM), *rungs[1:]]
    if rungs[0].points:
        leaf.remark(f"không nêu mức điểm dưới {edge_shown(high, share=given.share)}; đã hiểu là 0 điểm")
    return [Rung(BOTTOM, high, ZERO, ""), *rungs]


def _without_top(rungs: list[Rung], low: Edge, given: _Sorted, faulty: bool, leaf: Leaf) -> list[tuple[str, str]]:
    highest = rungs[-1]
    if _is_mere_top((low, TOP), rungs, faulty, given.share) or highest.points == 0 or (highest.exact and given.share):
        return []
    above = edge_shown(low, share=given.share)
    if highest.points == leaf.max_points and not faulty:
        leaf.remark(f"không nêu mức điểm trên {above}; đã hiểu là vẫn đạt mức cao nhất")
        return []
    return [(f"không nêu mức điểm trên {above}", highest.quote)]


def _bare_exact(given: _Sorted, rungs: Sequence[Rung], leaf: Leaf) -> list[tuple[str, str]]:
    """ "90%: 2; 80%: 1": whether from 90 % or at 90 % only is not said. "50%: 1; dưới 50%: 0" leaves only one reading."""
    bare = [(level, span) for level, span in given.ranged if span.exact and given.share and span.low not in (WHOLE, (ZERO, 0))]
    if len(bare) == 1 and rungs[-1].low == bare[0][1].low and len(rungs) > 1 and rungs[-2].high == rungs[-1].low:
        leaf.remark(f"«{label_of(bare[0][0].condition)}» đã hiểu là từ mức đó trở lên")
        return []
    return [(f"không rõ «{label_of(level.condition)}» là từ mức đó trở lên hay đúng mức đó", level.whole.shown) for level, _ in bare]


def _understood(rungs: list[Rung], given: _Sorted, faulty: bool, leaf: Leaf) -> Understood:
    merged: list[Rung] = []
    for rung in rungs:
        if not merged or merged[-1].points != rung.points:
            merged.append(rung)
    steps: list[Rule] = []
    for place, rung in enumerate(merged):
        step: Rule = {}
        if place:
            assert rung.low is not None
            value, above = rung.low
            step["above" if above else "at_least"] = share_text(value) if given.share else points_text(value)
        steps.append({**step, "points": points_text(rung.points)})
    if merged[0].points <= merged[-1].points:
        steps.reverse()
    if given.share and any(_CHANGES.match(level.condition.words) for level, _ in given.ranged):
        leaf.remark("các ngưỡng tính trên mức tăng hoặc giảm; tỷ lệ cần nhập là phần tăng hoặc giảm đó")
    exceeds = given.share and any(rung.low is not None and rung.low[0] > 1 for rung in merged)
    rule: Rule = {"kind": "steps", "of": "share" if given.share else "number", "steps": steps}
    return leaf.understood(rule, {"value": RoleHint(item=_counted(given, faulty), may_exceed=exceeds)})


def _counted(given: _Sorted, faulty: bool) -> str:
    """What the first threshold counts ("sáng kiến", "TTHC"), when it says so."""
    for level, span in given.ranged:
        if not span.noun or len(level.condition.words) > 60:
            continue
        if faulty and not given.share:
            return "ngày chậm" if re.search(r"\bngay\b", span.noun.plain) else f"trường hợp {thing_named(span.noun)}"
        if not is_negative(span.noun) and len(span.noun.words) > 2 and not is_fully(span.noun):
            return thing_named(span.noun)
    return ""
