"""Measurement sets that fit an edition: every measure it asks for, some not known yet, some where nothing arose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from parix.criteria.editions import Edition
from parix.demo_data.dispositions import Disposition, family_of
from parix.demo_data.made_up_sources import made_up_sources
from parix.demo_data.plausible_facts import plausible_fact
from parix.demo_data.wanted_measures import WantedMeasure, wanted_measures
from parix.foundation.agencies import Agency
from parix.foundation.facts import Answers, Fact, NothingArose, NotKnown, Share
from parix.foundation.measurements import Measurement, MeasurementSet, Source
from parix.foundation.numbers import shown
from parix.foundation.periods import Period

WHOLE = Fraction(1)
_NOTHING_AROSE = 0.06
_ALWAYS_ARISE = ("onestop", "procedures", "plan", "reports")
_NOTE = "Số liệu minh họa do phần mềm tạo ra, không phải của cơ quan nào"


def measurement_sets(
    edition: Edition, agencies: Sequence[Agency], period: Period, seed: int, completeness: Fraction = WHOLE,
    dispositions: Mapping[str, Disposition] | None = None,
) -> tuple[MeasurementSet, ...]:
    """One set per agency, in the order given. `completeness` 0..1 is the share of measures that are known.

    Agencies of a kind the edition does not cover are passed over. What is not known yet is, first of all, the surveys.
    `dispositions` (by agency code) tells how the agencies work; the others' is drawn from the seed.
    """
    wanted = wanted_measures(edition, period)
    told = dispositions or {}
    return tuple(
        _measured(told.get(agency.code) or Disposition.drawn(seed, agency), wanted, period, completeness)
        for agency in agencies if agency.kind in edition.settings.applies_to
    )


def _measured(disposition: Disposition, wanted: Sequence[WantedMeasure], period: Period, completeness: Fraction) -> MeasurementSet:
    open_codes = _not_known_yet(disposition, wanted, period, completeness)
    sources = made_up_sources(disposition, period)
    before, sources_before = period.a_year_before(), made_up_sources(disposition, period.a_year_before())
    measurements: list[Measurement] = []
    for one in wanted:
        fact: Fact = NotKnown("kỳ này chưa có số liệu") if one.code in open_codes else _fact(disposition, one, period)
        measurements.append(_measurement(one, fact, period, sources))
        if one.is_compared_with_previous:
            measurements.append(_measurement(one, _fact(disposition, one, before), before, sources_before))
    return MeasurementSet(disposition.agency, period, tuple(measurements), (), "demo", _NOTE)


def _fact(disposition: Disposition, wanted: WantedMeasure, period: Period) -> Fact:
    may_not_arise = wanted.may_not_arise and not wanted.is_compared_with_previous and family_of(wanted.code) not in _ALWAYS_ARISE
    if may_not_arise and disposition.draws(wanted.code, period.key, "arises").random() < _NOTHING_AROSE:
        counted = wanted.first.measure.of or wanted.first.measure.item
        return NothingArose(f"trong kỳ không có {counted.vi}")
    return plausible_fact(wanted, disposition, period)


def _not_known_yet(disposition: Disposition, wanted: Sequence[WantedMeasure], period: Period, completeness: Fraction) -> frozenset[str]:
    """Just the wanted share of the codes: those that come latest, surveys before all."""
    count = round(len(wanted) * (1 - completeness))
    if not count:
        return frozenset()
    lateness = {
        one.code: disposition.draws(one.code, period.key, "late").random() + (one.first.leaf.scored_by == "survey") for one in wanted
    }
    return frozenset(sorted(lateness, key=lambda code: -lateness[code])[:count])


def _measurement(wanted: WantedMeasure, fact: Fact, period: Period, sources: Mapping[str, Source]) -> Measurement:
    source = sources[wanted.first.leaf.scored_by]
    return Measurement(wanted.code, period, fact, source, _quote(wanted, fact), f"Mục {wanted.first.leaf.code}")


def _quote(wanted: WantedMeasure, fact: Fact) -> str:
    item = wanted.first.measure.item.vi
    if isinstance(fact, Share):
        return f"{shown(fact.numerator, 'vi')}/{shown(fact.denominator, 'vi')} {item}"
    return f"{fact.total} {item}" if isinstance(fact, Answers) else ""
