"""What the pages show: the trail cut down to what a person may see, and words for acts, jobs and columns from every room."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from parix.web.accounts.rules import Standing
from parix.web.audit_trail.queries.entries import Difference, Entry, Filter, acts_recorded, differences, entry, page_of
from parix.web.audit_trail.queries.words import Said, Words, said, words
from parix.web.background.queries import RunRow, ScheduleRow, last_run_of, run_row, run_rows, schedules, tally
from parix.web.organisations.queries import agencies_by_id, has_any_agency_besides
from parix.web.oversight.choices import ADMINISTRATORS_ROOMS, VERIFY
from parix.web.oversight.rules import may_see_every_room


@dataclass(frozen=True, slots=True)
class EntryRow:
    sequence: int
    at: datetime
    actor: str
    actor_name: str
    act: Said
    subject: str
    scope: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class TrailPage:
    rows: list[EntryRow]
    older: int | None
    newer: int | None
    checked: RunRow | None


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    column: Said
    before: str | None
    after: str | None
    is_changed: bool


@dataclass(frozen=True, slots=True)
class EntryPage:
    row: EntryRow
    differences: list[DifferenceRow]
    previous_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class JobRow:
    """A run in words."""

    run: RunRow
    job: Said


@dataclass(frozen=True, slots=True)
class LedgerPage:
    rows: list[JobRow]
    older: int | None
    open: int
    failed: int
    schedules: list[tuple[Said, ScheduleRow]]


def seen_by(standing: Standing) -> Filter:
    """What the person may see of the trail: acts of which rooms, and about which agencies."""
    over = standing.audits if may_see_every_room(standing) else standing.administers
    codes = [agency.code for agency in agencies_by_id(over).values()]
    return Filter(
        rooms=None if may_see_every_room(standing) else ADMINISTRATORS_ROOMS,
        within=codes if has_any_agency_besides(codes) else None,
    )


def narrowed(seen: Filter, wanted: Filter) -> Filter:
    """What is asked for, within what may be seen."""
    return replace(wanted, rooms=seen.rooms, within=seen.within)


def trail_page(wanted: Filter, *, below: int | None, above: int | None, now: datetime) -> TrailPage:
    page, acts = page_of(wanted, below=below, above=above), words("ACTS")
    return TrailPage([_entry_row(one, acts) for one in page.entries], page.older, page.newer, last_run_of(VERIFY, now))


def entry_page(sequence: int, seen: Filter) -> EntryPage | None:
    one = entry(sequence, seen)
    if one is None:
        return None
    columns = words("COLUMNS")
    return EntryPage(_entry_row(one, words("ACTS")), [_row_of(each, columns) for each in differences(one)], one.previous_hash, one.hash)


def _entry_row(one: Entry, acts: Words) -> EntryRow:
    scope = tuple(filter(None, one.scope.split("/")))
    return EntryRow(one.sequence, one.at, one.actor, one.actor_name, said(one.act, acts), one.subject, scope, one.reason)


def _row_of(one: Difference, columns: Words) -> DifferenceRow:
    return DifferenceRow(said(one.name, columns), one.before, one.after, one.is_changed)


def act_choices(rooms: Collection[str] | None) -> list[tuple[str, str]]:
    """The acts that occur and may be seen, in words."""
    known = words("ACTS")
    acts = [act for act in acts_recorded() if rooms is None or act.partition(".")[0] in rooms]
    return sorted(((act, said(act, known).words) for act in acts), key=lambda pair: pair[1])


def ledger_page(*, now: datetime, state: str, below: int | None) -> LedgerPage:
    jobs = words("JOBS")
    rows, older = run_rows(now=now, state=state, below=below)
    counted = tally()
    planned = [(said(one.job, jobs), one) for one in schedules()]
    return LedgerPage([JobRow(row, said(row.job, jobs)) for row in rows], older, counted.open, counted.failed, planned)


def job_row(run_id: int, now: datetime) -> JobRow | None:
    row = run_row(run_id, now)
    return JobRow(row, said(row.job, words("JOBS"))) if row else None
