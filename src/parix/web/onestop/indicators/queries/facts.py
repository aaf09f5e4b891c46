"""Counts as facts of the waist, under the codes of the measures that criteria sets ask for."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from parix.foundation.facts import Answers, Fact, NothingArose, Number, Share
from parix.foundation.measurements import Measurement, Source
from parix.foundation.periods import Period
from parix.indicators.counting import Count
from parix.indicators.described import Described, shipped
from parix.indicators.formulas import INDICATORS
from parix.indicators.indicator import Indicator
from parix.web.onestop.indicators.choices import REGISTER
from parix.web.onestop.indicators.queries import TakenSnapshot


def fact_of(one: Indicator, count: Count, words: Described) -> Fact:
    if not count.of:
        return NothingArose(words.nothing_arose.vi)
    if one.kind == "levels":
        return Answers({"full": count.full, "half": count.half, "none": count.none})
    if one.kind == "mean":
        return Number(Fraction(count.reached, count.of))
    return Share(Fraction(count.reached), Fraction(count.of))


def source_of(snapshot: TakenSnapshot, issuer: str) -> Source:
    title = f"Đếm từ sổ, ảnh chụp dữ liệu {snapshot.name}"
    return Source(f"snapshot:{snapshot.name}", title, REGISTER, issuer=issuer[:200], date=snapshot.as_of.isoformat())


def measurements(whole: Mapping[str, Count], period: Period, snapshot: TakenSnapshot, issuer: str, suffix: str = "") -> list[Measurement]:
    """One for each indicator, with the snapshot as its source."""
    words, source = shipped(), source_of(snapshot, issuer)
    return [
        Measurement(INDICATORS[key].measure + suffix, period, fact_of(INDICATORS[key], count, words[key]), source, place_in_source=key)
        for key, count in whole.items()
    ]
