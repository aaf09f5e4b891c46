"""Scores many agencies by one edition and ranks them inside their ranking groups.

Ranks come from exact values unless the edition ranks on rounded ones; ties share a rank, standard (1, 1, 3) or dense
(1, 1, 2). While something is not scored, `best` and `worst` bound the rank that is still possible.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from parix.criteria.editions import Edition, PlacedLeaf
from parix.criteria.rule_shapes import AgainstBestRule
from parix.foundation.agencies import Agency
from parix.foundation.facts import Known, Number, Rate, Share
from parix.foundation.measurements import MeasurementSet
from parix.scoring.leaf_plans import inner_rule
from parix.scoring.sheets import ScoreSheet, ranking_group_of, score


@dataclass(frozen=True, slots=True)
class Placing:
    sheet: ScoreSheet
    group: str
    rank: int
    best: int
    worst: int
    out_of: int


def score_group(edition: Edition, sets: Sequence[MeasurementSet], *, explain: bool = True) -> tuple[ScoreSheet, ...]:
    """One sheet per set, in the order given; values to compare with are the best of each ranking group."""
    best = best_values(edition, sets)
    return tuple(score(edition, given, best=best[group_key(edition, given.agency)], explain=explain) for given in sets)


def best_values(edition: Edition, sets: Iterable[MeasurementSet]) -> dict[str, dict[str, Known]]:
    """By ranking group and measure code, the highest known value among the group's agencies to which it applies."""
    sets = list(sets)
    compared: dict[str, list[PlacedLeaf]] = defaultdict(list)
    for placed in edition.placed_leaves:
        if any(isinstance(inner_rule(dated.rule), AgainstBestRule) for dated in placed.leaf.rule):
            compared[placed.leaf.measures["value"].code].append(placed)
    best: dict[str, dict[str, Known]] = defaultdict(dict)
    for given in sets:
        group = best[group_key(edition, given.agency)]
        for one in given.measurements:
            fact = one.fact
            if one.code not in compared or one.period != given.period:
                continue
            if isinstance(fact, (Share, Rate, Number)) and any(placed.applies(given.agency) for placed in compared[one.code]):
                held = group.get(one.code)
                if not isinstance(held, (Share, Rate, Number)) or fact.value > held.value:
                    group[one.code] = fact
    return best


def ranked(sheets: Sequence[ScoreSheet]) -> tuple[Placing, ...]:
    """Placings sorted by group and rank; agencies of one edition only. Equal ranks keep the order of names."""
    groups: dict[str, list[ScoreSheet]] = defaultdict(list)
    for sheet in sheets:
        groups[group_key(sheet.edition, sheet.agency)].append(sheet)
    return tuple(placing for group, members in sorted(groups.items()) for placing in _placings(group, members))


def _placings(group: str, members: Sequence[ScoreSheet]) -> list[Placing]:
    spans = [_Span.of(sheet) for sheet in members]
    count = (_dense_counts if members[0].edition.settings.arithmetic.ties == "dense" else _standard_counts)(spans)
    placings = []
    for sheet, span in sorted(zip(members, spans, strict=True), key=lambda pair: (-pair[1].value, pair[0].agency.name)):
        better, surely, possibly = count(span)
        placings.append(Placing(sheet, group, 1 + better, 1 + min(surely, better), 1 + max(possibly, better), len(members)))
    return placings


@dataclass(frozen=True, slots=True)
class _Span:
    """What a sheet is ranked on: the value from known figures, the lowest and the highest still possible."""

    value: Fraction
    low: Fraction
    high: Fraction

    @classmethod
    def of(cls, sheet: ScoreSheet) -> _Span:
        indices = (sheet.index, sheet.index_low, sheet.index_high)
        if sheet.edition.settings.arithmetic.ranked_on == "rounded":
            indices = (sheet.as_published(indices[0]), sheet.as_published(indices[1]), sheet.as_published(indices[2]))
        return cls(*indices)


_Counts = Callable[[_Span], tuple[int, int, int]]


def _standard_counts(spans: Sequence[_Span]) -> _Counts:
    """How many of a group stand above a span: by known figures, surely, and possibly."""
    values, lows, highs = (sorted(getattr(span, name) for span in spans) for name in ("value", "low", "high"))

    def count(own: _Span) -> tuple[int, int, int]:
        return _above(values, own.value), _above(lows, own.high), _above(highs, own.low) - (own.high > own.low)

    return count


def _dense_counts(spans: Sequence[_Span]) -> _Counts:
    """The same in different values: those that are still open may surely end on one value where their spans meet,
    and possibly each on its own."""
    values = sorted({span.value for span in spans})
    certain = sorted({span.low for span in spans if span.low == span.high})
    open_highs = sorted(span.high for span in spans if span.low != span.high)
    meeting: list[Fraction] = []
    for span in sorted(spans, key=lambda one: one.low, reverse=True):
        if not meeting or span.high < meeting[-1]:
            meeting.append(span.low)
    meeting.reverse()

    def count(own: _Span) -> tuple[int, int, int]:
        possibly = _above(certain, own.low) + _above(open_highs, own.low) - (own.high > own.low)
        return _above(values, own.value), _above(meeting, own.high), possibly

    return count


def _above(rising: Sequence[Fraction], value: Fraction) -> int:
    return len(rising) - bisect_right(rising, value)


def group_key(edition: Edition, agency: Agency) -> str:
    group = ranking_group_of(edition, agency)
    return group.key if group is not None else agency.ranking_group
