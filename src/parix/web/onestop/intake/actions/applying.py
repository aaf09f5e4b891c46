"""Third step: the good rows become dossiers, batch by batch.

Each batch is one transaction that also writes its number, so that a run which was killed goes on with the next one: nothing is lost,
nothing comes twice. All or nothing is one transaction around them all.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F

from parix.exchange_formats.dossiers.readings import read_batch
from parix.foundation.ahead import made_ahead
from parix.foundation.collecting_rarely import cycles_sought_rarely
from parix.foundation.problems import Problem, ProblemsFound
from parix.web.accounts.queries import User
from parix.web.audit_trail.actions import record
from parix.web.background.actions import enqueue
from parix.web.onestop.dossiers.actions.loading import Laden, load, prepare
from parix.web.onestop.intake.actions import subject_of
from parix.web.onestop.intake.actions.receiving import forget_file
from parix.web.onestop.intake.choices import State, Taking
from parix.web.onestop.intake.models import Import
from parix.web.onestop.intake.queries.facts import facts_of, known_of
from parix.web.onestop.intake.queries.kept_files import export_of
from parix.web.onestop.intake.rules.packing import unpacked
from parix.web.onestop.intake.rules.resolving import Facts, kept, resolve

Progress = Callable[[int, int], None]
WRITERS = 2


class TakenOver(Exception):
    """Another run has written this batch."""


@transaction.atomic
def ask_apply(*, import_id: UUID, taking: str, by: User, at: datetime) -> None:
    """Raises ProblemsFound where all or nothing is asked of a file with bad rows. Side effects: the job, an entry in the journal."""
    one = Import.objects.select_for_update(of=("self",)).select_related("source__agency").get(pk=import_id)
    if one.state != State.CHECKED:
        return
    if taking == Taking.ALL_OR_NOTHING and one.bad:
        message = f"tệp có {one.bad} dòng lỗi nên không nhập gì"
        raise ProblemsFound([Problem("intake.bad_rows", message, "sửa các dòng lỗi rồi tải lại, hoặc chọn chỉ nhập dòng tốt")])
    if not one.good:
        raise ProblemsFound([Problem("intake.no_good_row", "không có dòng nào nhập được", "sửa các dòng lỗi rồi tải lại")])
    one.taking = Taking.ALL_OR_NOTHING if taking == Taking.ALL_OR_NOTHING else Taking.GOOD_ROWS
    one.state = State.APPLYING
    one.run = enqueue("parix.web.onestop.intake.jobs.apply", by=by.get_username(), now=at, import_id=str(one.pk))
    one.save(update_fields=["taking", "state", "run"])
    after = {"file": one.file_name, "rows": one.rows, "bad": one.bad, "taking": one.get_taking_display()}
    record(act="intake.applying", subject=subject_of(one), by=by, after=after, scope=one.source.agency.code, at=at)


@cycles_sought_rarely()
def apply(*, import_id: UUID, now: datetime, progress: Progress) -> None:
    """Goes on where it stopped. Side effects: dossiers, the file is gone at the end, an entry in the journal."""
    one = Import.objects.select_related("source__agency", "by").get(pk=import_id)
    if one.state != State.APPLYING:
        return
    if one.taking == Taking.ALL_OR_NOTHING:
        with transaction.atomic():
            for _behind in _in_a_row(one, now):
                pass
            _end(one, now)
    else:
        for behind in _by_two(one, now) if _has_room_for_two() else _in_a_row(one, now):
            progress(min(behind, one.rows), max(one.rows, behind + 1))
        with transaction.atomic():
            _end(one, now)
    forget_file(one.pk)
    progress(one.rows, max(one.rows, 1))


def _has_room_for_two() -> bool:
    """SQLite takes one writer, and a caller's own transaction is seen by nobody else."""
    return connection.vendor == "postgresql" and not connection.in_atomic_block


def _in_a_row(one: Import, now: datetime) -> Iterator[int]:
    """How many rows lie behind each batch that was written. The next one is read and sealed while the database takes this one."""
    for number, (laden, behind) in enumerate(made_ahead(_prepared(one, now)), one.batches_done):
        _write(one, laden, number)
        yield behind


def _by_two(one: Import, now: datetime) -> Iterator[int]:
    """Two batches at once, each over a connection of its own, ended in their order: what was counted lies before what was not. No row of one
    waits for the other's, for a file's good rows have each a code of their own."""

    def write(before: Future[None] | None, laden: Laden, number: int) -> None:
        try:
            _write(one, laden, number, before)
        finally:
            connection.close()

    under_way: deque[tuple[Future[None], int]] = deque()
    with ThreadPoolExecutor(WRITERS, "writing") as writers:
        for number, (laden, behind) in enumerate(made_ahead(_prepared(one, now)), one.batches_done):
            before = under_way[-1][0] if under_way else None
            under_way.append((writers.submit(write, before, laden, number), behind))
            if len(under_way) == WRITERS:
                yield _ended(*under_way.popleft())
        while under_way:
            yield _ended(*under_way.popleft())


def _ended(batch: Future[None], behind: int) -> int:
    batch.result()
    return behind


def _prepared(one: Import, now: datetime) -> Iterator[tuple[Laden, int]]:
    """Each batch that is still to be written, ready for it, and how many rows lie behind it."""
    assert one.judged_at is not None
    return _ready(one, facts_of(one.source.agency, one.judged_at), now)


def _ready(one: Import, facts: Facts, now: datetime) -> Iterator[tuple[Laden, int]]:
    """Runs beside the writing and asks the database nothing."""
    assert one.judged_at is not None
    known, out, rows = known_of(facts, one.judged_at, one.day_order), unpacked(one.kept_out), 0
    for number, raw in enumerate(export_of(one).batches(one.mapping)):
        rows += len(raw.keys) + len(raw.faults)
        if number >= one.batches_done:
            columns = kept(resolve(read_batch(raw, known), facts), out)
            yield prepare(source=one.source.key, agency_id=one.source.agency_id, columns=columns, at=now), rows


@transaction.atomic
def _write(one: Import, laden: Laden, number: int, before: Future[None] | None = None) -> None:
    """Ends after the batch before, and not at all where that one failed."""
    loaded = load(laden, are_likely_new=not (one.changed or one.unchanged))
    if before is not None:
        before.result()
    moved = Import.objects.filter(pk=one.pk, state=State.APPLYING, batches_done=number).update(
        batches_done=number + 1, created=F("created") + loaded.created, changed=F("changed") + loaded.changed, unchanged=F("unchanged") + loaded.unchanged,
    )
    if not moved:
        raise TakenOver
    # Told to this run's later batches only: a file of known codes need not be tried as a new one again and again.
    one.changed += loaded.changed
    one.unchanged += loaded.unchanged


def _end(one: Import, now: datetime) -> None:
    one.refresh_from_db(fields=["created", "changed", "unchanged"])
    one.state, one.ended_at, one.kept_out, one.samples = State.APPLIED, now, b"", b""
    one.save(update_fields=["state", "ended_at", "kept_out", "samples"])
    after = {"file": one.file_name, "created": one.created, "changed": one.changed, "unchanged": one.unchanged, "bad": one.bad}
    record(act="intake.applied", subject=subject_of(one), by=one.by, after=after, scope=one.source.agency.code, at=now)
