"""The catalogue's counts as measurements, recorded with every act that changes them; beside what is declared, never in its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from fractions import Fraction
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from parix.foundation.facts import Fact, NothingArose, Share
from parix.foundation.measurements import Measurement, MeasurementSet, Source
from parix.foundation.periods import Period
from parix.web.accounts.queries import User
from parix.web.measurements.measuring import record
from parix.web.onestop.procedures.queries.catalogue import Counts, catalogue_of, counts_of
from parix.web.onestop.procedures.queries.clocks import ClockCounts, clock_counts
from parix.web.onestop.procedures.queries.reviews import counts_of_reviews
from parix.web.organisations.queries import Agency, agencies_by_id, engine_agency, ids_above

Made = TypeVar("Made")


def counted(act: Callable[[], Made], *, agency: Agency, by: User, at: datetime, year: int | None = None) -> Made:
    """The act, and the counts that it may have changed, together or not at all."""
    with transaction.atomic():
        made = act()
        record_counts(agency=agency, year=year or timezone.localdate(at).year, by=by, at=at)
        return made


@transaction.atomic
def record_counts(*, agency: Agency, year: int, by: User | None, at: datetime) -> int:
    """Returns how many were new or changed; an agency that keeps no catalogue here has none. The state of the catalogue is that of
    today, and stands for the year that is running."""
    today = timezone.localdate(at)
    rows = catalogue_of(agency.pk, today)
    if not rows:
        return 0
    top = agencies_by_id(ids_above([agency.pk])[agency.pk][-1:])
    facts = _clocks(clock_counts(agency, next(iter(top.values())), Period.of_year(year), today)) | _reviews(*counts_of_reviews(agency.pk, year))
    if year == today.year:
        facts |= _state(counts_of(rows))
    period = Period.of_year(year)
    source = Source(f"procedures.{year}", f"Danh mục thủ tục hành chính năm {year}", "register", issuer=agency.name, date=today.isoformat())
    measured = tuple(Measurement(f"{code}.registry", period, fact, source) for code, fact in facts.items())
    return record(agency=agency, given=MeasurementSet(engine_agency(agency), period, measured), by=by, at=at)


def _state(counts: Counts) -> dict[str, Fact]:
    """What nobody has entered is not counted as no: a share is there once it is known of every procedure."""
    if not counts.total:
        return {}
    facts: dict[str, Fact] = {"procedures.published": _share(counts.published, counts.total)}
    if counts.published:
        facts["procedures.published_complete"] = _share(counts.complete, counts.published)
    if counts.online_known == counts.total:
        facts["procedures.online"] = _share(counts.online, counts.total)
    if counts.fee_known == counts.total and counts.has_fee:
        facts["procedures.payments_integrated"] = _share(counts.takes_payment, counts.has_fee)
    return facts


def _clocks(counts: ClockCounts) -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    if counts.to_promulgate:
        facts["procedures.promulgated_on_time"] = _share(counts.promulgated_on_time, counts.to_promulgate)
    else:
        facts["procedures.promulgated_on_time"] = NothingArose("trong năm không có thủ tục nào đến hạn công bố")
    if counts.to_publish:
        facts["procedures.published_on_time"] = _share(counts.published_on_time, counts.to_publish)
    return facts


def _reviews(reviewed: int, planned: int) -> dict[str, Fact]:
    return {"procedures.reviewed": _share(reviewed, planned)} if planned else {}


def _share(part: int, whole: int) -> Share:
    return Share(Fraction(part), Fraction(whole))
