"""Second step: every row is read and judged, nothing is written but what is wrong with which row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from itertools import islice
from uuid import UUID

import numpy as np
from django.db import transaction

from parix.exchange_formats.dossiers.exports import Export
from parix.exchange_formats.dossiers.findings import WARNINGS, Findings
from parix.exchange_formats.dossiers.headings import missing
from parix.exchange_formats.dossiers.readings import read_batch
from parix.exchange_formats.dossiers.whole_file import WholeFile
from parix.foundation.ahead import made_ahead
from parix.foundation.collecting_rarely import cycles_sought_rarely
from parix.foundation.problems import Problem, ProblemsFound
from parix.web.accounts.queries import User
from parix.web.background.actions import enqueue
from parix.web.onestop.dossiers.actions.loading import owned_by_others
from parix.web.onestop.intake.actions.sources import save_mapping
from parix.web.onestop.intake.choices import DayOrder, State
from parix.web.onestop.intake.models import Finding, Import
from parix.web.onestop.intake.queries.facts import facts_of, known_of
from parix.web.onestop.intake.queries.kept_files import export_of
from parix.web.onestop.intake.rules.packing import packed
from parix.web.onestop.intake.rules.resolving import judge

MOST_LISTED, MOST_WARNINGS = 200_000, 1_000
_BATCH = 5_000
_BYTES_OF_ROW = 300  # for a first guess of how much there is to do

Progress = Callable[[int, int], None]


@transaction.atomic
def ask_check(*, import_id: UUID, mapping: Mapping[str, str], day_order: str, by: User, at: datetime) -> None:
    """The mapping is confirmed, and kept for the source. Raises ProblemsFound for one with which nothing could be imported.

    Side effects: the job, an entry in the journal where the source's mapping changed.
    """
    one = Import.objects.select_for_update(of=("self",)).select_related("source__agency").get(pk=import_id)
    if one.state not in (State.READ, State.CHECKED, State.REFUSED):
        return
    mapping = {column: head for column, head in mapping.items() if head in one.heads}
    lacking = missing(mapping)
    if lacking:
        raise ProblemsFound([Problem("intake.mapping_lacks", f"chưa ghép cột: {label}", "chọn cột của tệp chứa mục này") for label in lacking])
    doubles = [head for head, many in Counter(mapping.values()).items() if many > 1]
    if doubles:
        raise ProblemsFound([Problem("intake.head_twice", f"cột «{head}» được ghép hai lần", "mỗi cột của tệp chỉ ghép một lần") for head in doubles])
    order = day_order if day_order in DayOrder.values else DayOrder.DAY_FIRST
    save_mapping(source=one.source, mapping=mapping, day_order=order, by=by, at=at)
    one.mapping, one.day_order, one.state, one.judged_at = dict(mapping), order, State.CHECKING, at
    one.run = enqueue("parix.web.onestop.intake.jobs.check", by=by.get_username(), now=at, import_id=str(one.pk))
    one.save(update_fields=["mapping", "day_order", "state", "judged_at", "run"])


@cycles_sought_rarely()
def check(*, import_id: UUID, progress: Progress) -> None:
    """May be run again at any time: it writes its findings anew. A file that is broken further on is refused as a whole, with the place."""
    one = Import.objects.select_related("source__agency").get(pk=import_id)
    if one.state != State.CHECKING or one.judged_at is None:
        return
    try:
        export = export_of(one)
        findings, rows = _judged(one, export, progress)
    except ProblemsFound as refused:
        _refuse(one, refused)
        return
    _keep(one, export, findings, rows)


def _judged(one: Import, export: Export, progress: Progress) -> tuple[Findings, int]:
    assert one.judged_at is not None
    facts = facts_of(one.source.agency, one.judged_at)
    known = known_of(facts, one.judged_at, one.day_order)
    whole, found, rows = WholeFile(one.day_order), Findings(), 0
    guessed = max(one.size // _BYTES_OF_ROW, 1)
    for raw, batch in made_ahead((raw, read_batch(raw, known)) for raw in made_ahead(export.batches(one.mapping))):
        whole.add(batch)
        found.parts += batch.findings.parts + judge(batch, facts).parts
        codes = batch.columns["code"].to_pylist()
        owned = owned_by_others(source=one.source.key, codes=codes)
        if owned:
            found.add("code.elsewhere", "code", batch.keys[np.array([code in owned for code in codes])], [code for code in codes if code in owned])
        rows += len(batch) + len(raw.faults)
        progress(rows, max(guessed, rows + 1))
    found.parts += whole.findings().parts
    progress(rows, max(rows, 1))
    return found, rows


@transaction.atomic
def _keep(one: Import, export: Export, findings: Findings, rows: int) -> None:
    out = findings.kept_out()
    Finding.objects.filter(of=one).delete()
    Finding.objects.bulk_create(_listed(one, export, findings), batch_size=_BATCH)
    one.rows, one.bad, one.kept_out, one.problems = rows, len(out), packed(out), []
    one.counts = [[code, column, many] for (code, column), many in findings.counts().items()]
    one.state, one.batches_done = State.CHECKED, 0
    one.save(update_fields=["rows", "bad", "kept_out", "problems", "counts", "state", "batches_done"])


def _listed(one: Import, export: Export, findings: Findings) -> list[Finding]:
    """Errors up to a number that somebody could ever look through, and the first warnings of each kind; the counts are whole."""
    warned: Counter[str] = Counter()
    listed: list[Finding] = []
    for found in sorted(islice(findings, MOST_LISTED * 5), key=lambda each: each.row):
        if found.code in WARNINGS:
            warned[found.code] += 1
            if warned[found.code] > MOST_WARNINGS:
                continue
        if len(listed) >= MOST_LISTED:
            break
        sheet, row = export.place(found.row)
        listed.append(Finding(of=one, sheet=sheet[:120], row=row, column=found.column, code=found.code, value=found.value, is_error=found.is_error))
    return listed


@transaction.atomic
def _refuse(one: Import, refused: ProblemsFound) -> None:
    one.state, one.problems = State.REFUSED, [problem.to_json() for problem in refused.problems]
    one.save(update_fields=["state", "problems"])
