"""Counts as facts of the waist, under the codes of the measures that criteria sets ask for."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from parix.foundation.facts import Answers, Fact, NothingArose, NotKnown, Number, Share
from parix.foundation.measurements import Measurement, Source
from parix.foundation.periods import Period
from parix.indicators.counting import Count
from parix.indicators.described import Described, shipped
from parix.indicators.formulas import INDICATORS
from parix.indicators.indicator import Indicator
from parix.web.onestop.indicators.choices import REGISTER
from parix.web.onestop.indicators.queries import TakenSnapshot


def fact_of(one: Indicator, count: Count, words: Described) -> Fact:
    if count.is_not_measured:
        return NotKnown(left_out(count, words))
    if not count.of:
        return NothingArose(words.nothing_arose.vi)
    if one.kind == "levels":
        return Answers({"full": count.full, "half": count.half, "none": count.none})
    if one.kind == "mean":
        return Number(Fraction(count.reached, count.of))
    return Share(Fraction(count.reached), Fraction(count.of))


def left_out(count: Count, words: Described) -> str:
    return f"không tính {count.unknown} {words.unknown.vi}" if count.unknown and words.unknown else ""


def source_of(snapshot: TakenSnapshot, issuer: str) -> Source:
    title = f"Đếm từ sổ, ảnh chụp dữ liệu {snapshot.name}"
    return Source(f"snapshot:{snapshot.name}", title, REGISTER, issuer=issuer[:200], date=snapshot.as_of.isoformat())


def measurements(whole: Mapping[str, Count], period: Period, snapshot: TakenSnapshot, issuer: str, suffix: str = "") -> list[Measurement]:
    """One for each indicator, with the snapshot as its source; what the figure leaves out as unknown is said beside it."""
    words, source = shipped(), source_of(snapshot, issuer)
    return [
        Measurement(one.measure + suffix, period, fact_of(one, count, words[key]), source, left_out(count, words[key]), place_in_source=key)
        for key, count in whole.items() for one in (INDICATORS[key],)
    ]
