"""The clocks of promulgation and publication of an agency's procedures in a year, on the working calendar of its province."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from parix.foundation.periods import Period
from parix.foundation.problems import ProblemsFound
from parix.foundation.working_calendar.calendars import WorkingCalendar
from parix.procedures.publication_clocks import CLOCKS, Clocks, State, kept, of_procedure, promulgate_by, publish_by
from parix.web.onestop.procedures.models import Version
from parix.web.organisations.queries import Agency
from parix.web.working_calendar.queries import calendar_for


@dataclass(frozen=True, slots=True)
class Clock:
    """One version's clocks; None where the day it is counted from is not known, or no calendar knows it."""

    promulgate_by: date | None
    promulgated: State | None
    publish_by: date | None
    published: State | None


@dataclass(frozen=True, slots=True)
class ClockCounts:
    """Procedures, not decisions: how many were done in time out of those whose clock has ended or was kept."""

    promulgated_on_time: int
    to_promulgate: int
    published_on_time: int
    to_publish: int


def clock_of(version: Version, calendar: WorkingCalendar, clocks: Clocks, today: date) -> Clock:
    signing = _by(lambda: promulgate_by(calendar, version.ordered_on, clocks) if version.ordered_on else None)
    publishing = _by(lambda: publish_by(calendar, version.promulgated_on, clocks) if version.promulgated_on else None)
    return Clock(
        signing, kept(signing, version.promulgated_on, today) if signing else None,
        publishing, kept(publishing, version.published_on, today) if publishing else None,
    )


def clocks_for(top: Agency) -> Clocks:
    """Those of a ministry, or of a province and everything below it."""
    return CLOCKS.get(top.kind, CLOCKS["province"])


def clock_counts(agency: Agency, top: Agency, within: Period, today: date) -> ClockCounts:
    """A version belongs to the stretch in which its clock ends; two queries."""
    versions = Version.objects.filter(procedure__agency=agency)
    calendar, clocks = calendar_for(agency.pk, today), clocks_for(top)
    signed: dict[int, list[State]] = defaultdict(list)
    published: dict[int, list[State]] = defaultdict(list)
    for one in versions:
        clock = clock_of(one, calendar, clocks, today)
        if clock.promulgate_by and clock.promulgated and within.start <= clock.promulgate_by <= within.end:
            signed[one.procedure_id].append(clock.promulgated)
        if clock.publish_by and clock.published and within.start <= clock.publish_by <= within.end:
            published[one.procedure_id].append(clock.published)
    return ClockCounts(*_counts(signed.values()), *_counts(published.values()))


def _counts(found: Iterable[list[State]]) -> tuple[int, int]:
    states = [state for one in found if (state := of_procedure(one)) != "waiting"]
    return states.count("on_time"), len(states)


def _by(reckoned: Callable[[], date | None]) -> date | None:
    """No clock where no calendar knows the day: a version of long ago is not late."""
    try:
        return reckoned()
    except ProblemsFound:
        return None
