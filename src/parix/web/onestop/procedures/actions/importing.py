"""A workbook of procedures in three steps: read and kept, compared with the catalogue for the page, imported as a whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from parix.exchange_formats.procedures_table import ProcedureRow, ProceduresTable, read_procedures
from parix.foundation.problems import Place, Problem, ProblemsFound, errors_among
from parix.web.accounts.queries import User, standing_of
from parix.web.audit_trail.actions import record
from parix.web.files.actions.citing import Cited
from parix.web.files.actions.handing_over import hand_over
from parix.web.files.queries import Upload
from parix.web.onestop.procedures.actions.correcting import correct_version
from parix.web.onestop.procedures.actions.keeping import (
    OnlineGiven,
    ProcedureGiven,
    VersionGiven,
    add_procedure,
    add_version,
    problem,
    set_online,
    version_problems,
)
from parix.web.onestop.procedures.choices import MARKS, SENT, Fee, Level
from parix.web.onestop.procedures.models import KeptTable
from parix.web.onestop.procedures.queries.catalogue import keeps
from parix.web.onestop.procedures.queries.comparing import CHANGED, NEW, NEWER, Compared, compared
from parix.web.organisations.queries import Agency

KEPT_UNAPPLIED = timedelta(days=2)
NAME_LENGTH = 200
_DAYS = ("valid_from", "ordered_on", "signed_on", "published_on")


@transaction.atomic
def keep_table(*, agency: Agency, content: bytes, file_name: str, by: User, at: datetime) -> KeptTable:
    """Read the workbook and keep its rows for the next step; a file without a single row raises ProblemsFound."""
    _refuse_unless(keeps(standing_of(by), agency, timezone.localdate(at)))
    name = file_name.replace("\\", "/").rpartition("/")[2][-NAME_LENGTH:] or "tep.xlsx"
    table = read_procedures(content, name)
    if not table.rows:
        raise ProblemsFound(table.problems)
    rows = {"rows": [_stored(one) for one in table.rows], "problems": [one.to_json() for one in table.problems], "columns": table.columns}
    return KeptTable.objects.create(agency=agency, uploaded_by=by, uploaded_at=at, file_name=name, rows=rows)


def keep_sent_table(*, agency: Agency, upload_id: UUID, by: User, at: datetime) -> UUID:
    """The same for a workbook that was sent in pieces; asked again, the answer is the same. Raises ProblemsFound."""

    def take(upload: Upload, pieces: Iterator[bytes]) -> str:
        return str(keep_table(agency=agency, content=b"".join(pieces), file_name=upload.original_name, by=by, at=at).pk)

    return UUID(hand_over(upload_id=upload_id, by=by, purpose=SENT, at=at, take=take))


def restored(kept: KeptTable) -> ProceduresTable:
    problems = tuple(
        Problem(one["code"], one["message"], one["remedy"], Place(one["file"], one["line"], one["column"], one["path"]), one["severity"])
        for one in kept.rows["problems"]
    )
    return ProceduresTable(tuple(_restored(one) for one in kept.rows["rows"]), kept.rows["columns"], problems)


def problems_of(table: ProceduresTable, lines: Sequence[Compared], today: date) -> list[Problem]:
    """Everything wrong with the file: as it was read, against the catalogue, and with what each row would become."""
    found = [*table.problems, *(one for line in lines for one in line.problems)]
    for line in lines:
        place = Place(path=f"{line.row.sheet}!{line.row.row}")
        found += [one.at(place) for one in version_problems(_version(line), today)]
        if line.kind == NEW and not line.row.field:
            found.append(problem("field_missing", "thủ tục mới chưa ghi lĩnh vực", "ghi cột lĩnh vực", "").at(place))
    return found


@transaction.atomic
def import_table(*, table_id: UUID, by: User, at: datetime) -> dict[str, int]:
    """All rows, or none: an error anywhere raises ProblemsFound. Returns how many were new, changed, got a newer version. Side effect:
    the kept rows are gone."""
    kept = KeptTable.objects.select_for_update(of=("self",)).select_related("agency").get(pk=table_id, uploaded_by=by)
    today = timezone.localdate(at)
    _refuse_unless(keeps(standing_of(by), kept.agency, today))
    table = restored(kept)
    lines = compared(table.rows, kept.agency, today)
    problems = problems_of(table, lines, today)
    if errors_among(problems):
        raise ProblemsFound(problems)
    counts = {NEW: 0, CHANGED: 0, NEWER: 0}
    for line in lines:
        if line.kind in counts:
            _take(line, kept.agency, by, at)
            counts[line.kind] += 1
    after = {"file": kept.file_name, "procedures": sum(counts.values())}
    record(act="procedures.imported", subject=f"procedures.Catalogue:{kept.agency.code}", by=by, after=after, scope=kept.agency.code, at=at)
    kept.delete()
    return counts


@transaction.atomic
def discard_table(*, table_id: UUID, by: User) -> None:
    KeptTable.objects.filter(pk=table_id, uploaded_by=by).delete()


@transaction.atomic
def forget_unapplied(*, now: datetime) -> int:
    """Workbooks that nobody imported do not lie about."""
    return KeptTable.objects.filter(uploaded_at__lt=now - KEPT_UNAPPLIED).delete()[0]


def _take(line: Compared, agency: Agency, by: User, at: datetime) -> None:
    row, version = line.row, _version(line)
    if line.procedure is None or line.version is None:
        online = OnlineGiven(row.online) if row.online else None
        given = ProcedureGiven(row.field, version, code=row.code, own_code=row.own_code, level=row.level or Level.PROVINCE, online=online)
        add_procedure(agency=agency, given=given, by=by, at=at)
        return
    if line.kind == NEWER:
        add_version(procedure=line.procedure, given=version, by=by, at=at)
    else:
        line.version.procedure = line.procedure
        correct_version(version=line.version, given=version, by=by, at=at)
    if row.online and row.online != line.online:
        set_online(procedure=line.procedure, given=OnlineGiven(row.online, row.valid_from or timezone.localdate(at)), by=by, at=at)


def _version(line: Compared) -> VersionGiven:
    """What the row says, over what stands already: an empty cell changes nothing."""
    row, held = line.row, line.version
    papers = [{"name": name, "originals": originals, "copies": copies} for name, originals, copies in row.papers]
    number, _slash, symbol = row.decision.partition("/")
    cited = Cited("decision", number, symbol, row.signed_on, "Công bố thủ tục hành chính") if number and row.signed_on else None
    if held is None:
        return VersionGiven(
            row.name, row.valid_from, term_words=row.term, fee=row.fee or Fee.UNKNOWN, fee_amount=row.fee_amount, fee_words=row.fee_words, papers=papers,
            sets=row.sets, parts=row.parts, absent=row.absent, marks=row.marks, ordered_on=row.ordered_on, promulgation=cited,
            published_on=row.published_on,
        )
    parts = {**{key: text for key, text in held.parts.items() if key not in row.absent}, **row.parts}
    term = {"term_words": row.term} if row.term else {"term_count": held.term_count, "term_unit": held.term_unit, "term_words": held.term_words}
    fee = {"fee": row.fee, "fee_amount": row.fee_amount, "fee_words": row.fee_words} if row.fee else {
        "fee": held.fee, "fee_amount": held.fee_amount, "fee_words": held.fee_words,
    }
    is_newer = line.kind == NEWER
    whole: dict[str, Any] = {
        "name": row.name, "valid_from": row.valid_from or held.valid_from, "papers": papers or held.papers, "sets": row.sets or held.sets, "parts": parts,
        "absent": sorted({*row.absent, *(key for key in held.absent if key not in row.parts)}),
        "marks": {key: row.marks.get(key, getattr(held, key)) for key in MARKS},
        "ordered_on": row.ordered_on or (None if is_newer else held.ordered_on), "promulgation": cited,
        "published_on": row.published_on or (None if is_newer else held.published_on), **term, **fee,
    }
    return VersionGiven(**whole)


def _stored(row: ProcedureRow) -> dict[str, Any]:
    plain = asdict(row)
    days = {key: plain[key].isoformat() if plain[key] else None for key in _DAYS}
    return {**plain, **days, "fee_amount": str(row.fee_amount) if row.fee_amount is not None else None, "parts": dict(row.parts), "marks": dict(row.marks)}


def _restored(one: dict[str, Any]) -> ProcedureRow:
    days = {key: date.fromisoformat(one[key]) if one[key] else None for key in _DAYS}
    papers = tuple((name, originals, copies) for name, originals, copies in one["papers"])
    amount = Decimal(one["fee_amount"]) if one["fee_amount"] is not None else None
    return ProcedureRow(**{**one, **days, "papers": papers, "absent": tuple(one["absent"]), "fee_amount": amount})


def _refuse_unless(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied("chỉ người giữ danh mục nhập được danh mục từ tệp")
