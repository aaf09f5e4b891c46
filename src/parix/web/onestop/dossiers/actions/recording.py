"""Dossiers of other systems, many at once: written whole or not at all, again and again without doubles.

A row is known by its code; the source that brought it first owns it. A row that says the same as before changes nothing, so that
snapshots take only what changed. What was promised first stays as it was told first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from parix.dossiers.codes import plain_code
from parix.foundation.folding import folded
from parix.foundation.problems import Place, Problem, ProblemsFound, refuse_errors
from parix.foundation.working_calendar.calendars import WorkingCalendar
from parix.foundation.working_calendar.due_dates import Term
from parix.indicators.register_tables import MARKS
from parix.web.accounts.queries import User
from parix.web.audit_trail.actions import record
from parix.web.onestop.dossiers.choices import ROW, ApplicantKind, Fee, OnlineLevel
from parix.web.onestop.dossiers.models import Dossier, Event
from parix.web.onestop.dossiers.queries import clock_book
from parix.web.onestop.dossiers.queries.due_times import first_due, with_rules
from parix.web.onestop.dossiers.rules.applicants import NOBODY, Applicant, Sealed, seal_applicants
from parix.web.onestop.dossiers.rules.checking import row_problems
from parix.web.personal_data.rules.sealing import lookup_hashes
from parix.web.working_calendar.queries import calendar_for

BATCH = 1_000
_NOWHERE = Place()
MOST_PROBLEMS = 500


@dataclass(frozen=True, slots=True)
class EventRow:
    kind: str
    at: datetime
    note: str = ""
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DossierRow:
    """One dossier as a source says it stands. `procedure_id` is the version of the day of receipt, none where the catalogue lacks it;
    without `due_at` it is counted from `term`. A mark that is None was not told. `place` says where the row stands, for problems."""

    code: str
    agency_id: int
    procedure_id: int | None
    field_id: int | None
    channel: int
    state: int
    received_at: datetime
    applicant: Applicant = NOBODY
    applicant_kind: int = ApplicantKind.CITIZEN
    unit_id: int | None = None
    abstract: str = ""
    submitted_at: datetime | None = None
    due_at: datetime | None = None
    first_due_at: datetime | None = None
    finished_at: datetime | None = None
    returned_at: datetime | None = None
    term: Term | None = None
    waited_days: int = 0
    supplements: int = 0
    extensions: int = 0
    fee: int = Fee.NONE
    fee_amount: Decimal | None = None
    online_level: int = OnlineLevel.INFORMATION
    stage_points: int | None = None
    is_submitters_fault: bool = False
    has_apology: bool | None = None
    is_synced: bool | None = None
    has_digitised_paper: bool | None = None
    reuses_data: bool | None = None
    has_electronic_result: bool | None = None
    uses_personal_store: bool | None = None
    uses_population_data: bool | None = None
    is_disliked: bool = False
    has_feedback: bool = False
    source_row: str = ""
    events: tuple[EventRow, ...] = ()
    place: Place = _NOWHERE


@dataclass(frozen=True, slots=True)
class Recorded:
    created: int
    changed: int
    unchanged: int


_PLAIN = (
    "agency_id", "procedure_id", "field_id", "unit_id", "channel", "state", "applicant_kind", "submitted_at", "received_at", "finished_at", "returned_at",
    "waited_days", "supplements", "extensions", "fee", "fee_amount", "online_level",
    "stage_points", "is_submitters_fault", "has_apology", "is_synced", "has_digitised_paper", "reuses_data", "has_electronic_result",
    "uses_personal_store", "uses_population_data", "is_disliked", "has_feedback", "source_row",
)
# What somebody said here of another system's dossier stays when that system sends it again; a mark that is known stays when it tells none.
_SAID_HERE = ("is_disliked", "has_feedback")
_COLUMNS = (*_PLAIN, "abstract", "search", "due_at", "first_due_at", "applicant", "number_hash", "phone_hash", "row_hash", "changed_at")


@transaction.atomic
def record_dossiers(*, source: str, rows: Sequence[DossierRow], by: User | str, at: datetime, scope: str = "") -> Recorded:
    """Writes what is new and what changed. Raises ProblemsFound with every problem of every row (the first 500); then nothing is written.

    Side effects: dossiers, events that were not there yet, one entry in the journal.
    """
    if not source:
        raise ValueError("dossiers of another system need the name of their source")
    rows = [replace(row, code=plain_code(row.code)) for row in rows]
    held = _held(row.code for row in rows)
    _refuse(_problems(source, rows, held, at))
    hashes = lookup_hashes((_said(row) for row in rows), ROW)
    fresh = [(row, said) for row, said in zip(rows, hashes, strict=True) if row.code not in held]
    moved = [(row, said) for row, said in zip(rows, hashes, strict=True) if row.code in held and bytes(held[row.code].row_hash) != said]
    due_times = _DueTimes(at)
    made = Dossier.objects.bulk_create((_filled(Dossier(code=row.code, source=source), *each) for row, each in _sealed(fresh, due_times, at)), batch_size=BATCH)
    changed = [_filled(held[row.code], *each) for row, each in _sealed(moved, due_times, at)]
    Dossier.objects.bulk_create(changed, update_conflicts=True, unique_fields=["id"], update_fields=_COLUMNS, batch_size=BATCH)
    ids = {one.code: one.pk for one in (*made, *changed)}
    _add_events([row for row, _hash in (*fresh, *moved)], ids, at)
    counts = Recorded(len(made), len(changed), len(rows) - len(made) - len(changed))
    if made or changed:
        after = {"created": counts.created, "changed": counts.changed, "unchanged": counts.unchanged}
        record(act="dossiers.recorded", subject=f"dossiers.source:{source}"[:200], by=by, after=after, scope=scope, at=at)
    return counts


def _held(codes: Iterable[str]) -> dict[str, Dossier]:
    wanted, found = list(dict.fromkeys(codes)), {}
    for start in range(0, len(wanted), BATCH):
        found.update({one.code: one for one in Dossier.objects.select_for_update().filter(code__in=wanted[start : start + BATCH])})
    return found


def _refuse(problems: Iterator[Problem]) -> None:
    found = [one for _number, one in zip(range(MOST_PROBLEMS), problems, strict=False)]
    refuse_errors(found)


def _problems(source: str, rows: Sequence[DossierRow], held: Mapping[str, Dossier], at: datetime) -> Iterator[Problem]:
    now = timezone.localtime(at)
    codes = Counter(row.code for row in rows)
    rows_there = Counter(row.source_row for row in rows if row.source_row)
    others = dict(
        Dossier.objects.filter(source=source).exclude(source_row="").filter(source_row__in=list(rows_there)[:BATCH]).values_list("source_row", "code")
    ) if len(rows_there) <= BATCH else {}
    for row in rows:
        yield from row_problems(row, now)
        if codes[row.code] > 1:
            yield Problem("dossiers.code_twice", f"mã hồ sơ {row.code} ghi {codes[row.code]} lần", "giữ một dòng cho mỗi hồ sơ", row.place)
        if row.source_row and rows_there[row.source_row] > 1:
            yield Problem("dossiers.row_twice", f"dòng nguồn «{row.source_row}» ghi cho nhiều hồ sơ", "mỗi dòng một hồ sơ", row.place)
        before = held.get(row.code)
        if before is not None and before.source != source:
            owner = before.source or "phần mềm này"
            yield Problem("dossiers.other_owner", f"hồ sơ {row.code} do {owner} quản lý", "sửa ở hệ thống đó, hoặc bỏ dòng này", row.place)
        taken = others.get(row.source_row)
        if taken is not None and taken != row.code:
            yield Problem("dossiers.row_moved", f"dòng nguồn «{row.source_row}» trước đây là hồ sơ {taken}", "kiểm tra mã hồ sơ", row.place)


def _said(row: DossierRow) -> str:
    """Everything that the row says, whatever place it stands in; only its keyed hash is kept."""
    return repr((*(getattr(row, name) for name in _PLAIN), row.abstract, row.due_at, row.first_due_at, astuple(row.applicant), row.events, row.term))


Each = tuple[DossierRow, bytes, Sealed, datetime | None, datetime]


def _sealed(given: Sequence[tuple[DossierRow, bytes]], due_times: _DueTimes, at: datetime) -> Iterator[tuple[DossierRow, Each]]:
    seals = seal_applicants([row.applicant for row, _hash in given])
    for (row, said), seal in zip(given, seals, strict=True):
        yield row, (row, said, seal, due_times.of(row), at)


def _filled(one: Dossier, row: DossierRow, said: bytes, seal: Sealed, counted: datetime | None, at: datetime) -> Dossier:
    for name in _PLAIN:
        said_now = getattr(row, name)
        is_kept = (name in _SAID_HERE and not said_now) or (name in MARKS and said_now is None)
        setattr(one, name, getattr(one, name) if is_kept else said_now)
    due = row.due_at or counted
    one.abstract, one.search = row.abstract[:1_000], folded(row.abstract)
    one.due_at, one.first_due_at = due, one.first_due_at or row.first_due_at or counted or due
    one.applicant, one.number_hash, one.phone_hash = seal.applicant, seal.number_hash, seal.phone_hash
    one.row_hash, one.changed_at = said, at
    return one


class _DueTimes:
    """Counts due times of rows that bring none; the calendar of each agency is read once."""

    def __init__(self, at: datetime) -> None:
        self._today, self._calendars = timezone.localdate(at), dict[int, WorkingCalendar]()

    def of(self, row: DossierRow) -> datetime | None:
        if row.due_at is not None or row.term is None:
            return None
        if row.agency_id not in self._calendars:
            self._calendars[row.agency_id] = calendar_for(row.agency_id, self._today)
        rules = clock_book().on(_day(row.received_at))
        try:
            return first_due(self._calendars[row.agency_id], row.received_at, with_rules(row.term, rules))
        except ProblemsFound as beyond:
            raise ProblemsFound([replace(one, message=f"hồ sơ {row.code}: {one.message}", place=row.place) for one in beyond.problems]) from None


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)


def _add_events(rows: Sequence[DossierRow], ids: Mapping[str, int], at: datetime) -> None:
    events = (
        Event(dossier_id=ids[row.code], kind=one.kind, at=one.at, noted_at=at, note=one.note, due_at=one.due_at) for row in rows for one in row.events
    )
    Event.objects.bulk_create(events, batch_size=BATCH, ignore_conflicts=True)
