"""For those who watch: what changed lately, and the rounds that are looked on at."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils import timezone

from parix.web.accounts.rules import Standing
from parix.web.assessment.queries.work import RoundWork, round_work
from parix.web.assessment.rules import may_see_windows
from parix.web.audit_trail.queries.entries import Entry, Filter, page_of, tally
from parix.web.audit_trail.queries.words import Said, said, words
from parix.web.organisations.queries import agencies_by_id, has_any_agency_besides

DAYS, MOST_ENTRIES, MOST_ACTS = 7, 10, 8
# Acts that an auditor asks about first, whatever else happened.
NOTABLE = ("assessment.unlocked", "assessment.certificate_lapsed", "accounts.role_granted", "accounts.role_ended", "assessment.edition_switched")


@dataclass(frozen=True, slots=True)
class Noted:
    entry: Entry
    act: Said


@dataclass(frozen=True, slots=True)
class Activity:
    """The last days in the journal: how often each act occurred, the newest entries, and those that are asked about first."""

    days: int
    entries: int
    acts: tuple[tuple[Said, int], ...]
    newest: tuple[Noted, ...]
    notable: int


def activity_of(standing: Standing, now: datetime) -> Activity | None:
    """For the auditor alone; about six queries, however long the journal is."""
    if not standing.audits:
        return None
    codes = [agency.code for agency in agencies_by_id(standing.audits).values()]
    seen = Filter(within=codes if has_any_agency_besides(codes) else None)
    known = words("ACTS")
    counted = tally(replace(seen, since=timezone.localdate(now) - timedelta(days=DAYS)))
    newest = page_of(seen, size=MOST_ENTRIES).entries
    return Activity(
        DAYS, sum(times for _act, times in counted), tuple((said(act, known), times) for act, times in counted[:MOST_ACTS]),
        tuple(Noted(one, said(one.act, known)) for one in newest), sum(times for act, times in counted if act in NOTABLE),
    )


def watched_rounds(standing: Standing, now: datetime, besides: Collection[int] = ()) -> list[RoundWork]:
    """Rounds that the person looks on at as appraiser, council member or auditor, and neither coordinates nor is shown already."""
    appraised = (one for appraising in standing.appraises for one in appraising.agencies)
    found = round_work(standing.council_over.union(standing.audits, appraised) - standing.coordinates, now, besides=besides)
    return [replace(one, may_see_windows=may_see_windows(standing, one.round)) for one in found]
