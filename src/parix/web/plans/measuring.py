"""Counts of assignments as measurements, with the way down to the assignments; and to the leaves of the open round that ask for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction

from django.urls import reverse
from django.utils import timezone

from parix.foundation.facts import Number, Share
from parix.foundation.measurements import Measurement, Source
from parix.foundation.periods import Period
from parix.web.accounts.queries import User
from parix.web.assessment.queries.rounds import open_participations, period_of
from parix.web.assessment.scoring_runs.feeding import feed_counts
from parix.web.assessment.workflow import StageLocked
from parix.web.organisations.queries import Agency, agencies_by_id
from parix.web.plans.choices import MEASURED_AS
from parix.web.plans.queries import measured_plans
from parix.web.plans.queries.counting import counts_of

REGISTER = "register"


def measurements_of(agency: Agency, measured_as: str, period: Period, today: date) -> list[Measurement]:
    """A share over the assignments due in the period; with `overdue`, also the number not done after their day. Nothing where there is
    no such assignment: no plan is not the same as nought."""
    counts, how = counts_of(agency.pk, measured_as, period, today), MEASURED_AS[measured_as]
    if not counts.of:
        return []
    numbers = "; ".join(filter(None, (plan.number_and_symbol for plan in counts.plans)))[:500]
    source = Source(
        f"plans:{measured_as}", f"Đếm nhiệm vụ trong sổ kế hoạch của {agency.name}"[:500], REGISTER, numbers, agency.name[:200], today.isoformat(),
        reverse("plans:counted", args=[agency.code, measured_as, period.end.year]),
    )
    done = counts.on_time if how.on_time_only else counts.done
    found = [Measurement(how.share, period, Share(Fraction(done), Fraction(counts.of)), source)]
    if how.overdue:
        found.append(Measurement(how.overdue, period, Number(Fraction(counts.overdue)), source))
    return found


def feed_agency(*, agency: Agency, by: User | None, at: datetime) -> int:
    """The counts of all its plans to every open round of the agency; returns how many figures changed. A round that is locked is
    passed over: what was submitted does not move."""
    kinds, changed = measured_plans([agency.pk]).get(agency.pk, set()), 0
    for participation in open_participations(agency.pk) if kinds else ():
        period, today = period_of(participation.round), timezone.localdate(at)
        counted = [one for kind in sorted(kinds) for one in measurements_of(agency, kind, period, today)]
        try:
            changed += feed_counts(participation=participation, counted=counted, by=by, at=at)
        except StageLocked:
            continue
    return changed


def feed_all(*, at: datetime, progress: Callable[[int, int], None]) -> int:
    """Every agency with a plan that is counted."""
    agencies, changed = agencies_by_id(measured_plans()), 0
    for place, agency in enumerate(agencies.values(), 1):
        changed += feed_agency(agency=agency, by=None, at=at)
        progress(place, len(agencies))
    return changed
