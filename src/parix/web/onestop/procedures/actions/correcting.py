"""Corrections of what was entered: the head of an entry, the words of a version, the day it ends. The journal keeps what stood before.

A new rule is a new version; a correction brings the entry nearer to a decision that stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from parix.foundation.problems import refuse_errors
from parix.procedures.codes import ProcedureCode, check_code
from parix.procedures.required_parts import TEXT_PARTS
from parix.procedures.terms import read_term
from parix.web.accounts.queries import User
from parix.web.audit_trail.actions import record
from parix.web.files.actions.citing import cited_document
from parix.web.onestop.procedures.actions.keeping import (
    VersionGiven,
    codes_taken,
    field_named,
    held_procedure,
    index,
    problem,
    subject_of,
    version_problems,
)
from parix.web.onestop.procedures.choices import MARKS, CodeKind, Level, Scope
from parix.web.onestop.procedures.models import Code, Procedure, Version
from parix.web.organisations.queries import Unit


@dataclass(frozen=True, slots=True)
class HeadGiven:
    """`code` empty leaves the code as it is; another one makes the former an old code that still leads here."""

    field: str
    code: str = ""
    level: str = Level.PROVINCE
    unit: Unit | None = None
    iso: str = Scope.UNKNOWN
    iso_since: date | None = None
    unverified: tuple[str, ...] = ()
    note: str = ""


@transaction.atomic
def change_procedure(*, procedure: Procedure, given: HeadGiven, by: User, at: datetime) -> Procedure:
    """Raises PermissionDenied, ProblemsFound."""
    held = held_procedure(procedure, by, at)
    code = check_code(given.code) if given.code.strip() else None
    found = []
    if code is not None and not isinstance(code, ProcedureCode):
        found.append(code)
    elif code is not None and code.is_old:
        found.append(problem("code_not_national", "mã của cổng cũ không thể là mã quốc gia", "ghi mã dạng 2.002381", "code"))
    elif code is not None:
        found += codes_taken(held.province, [code.key], besides=held)
    if not given.field.strip():
        found.append(problem("field_missing", "chưa ghi lĩnh vực", "ghi lĩnh vực như trong danh mục", "field"))
    if given.unit is not None and given.unit.agency_id != held.agency_id:
        found.append(problem("unit_elsewhere", "đơn vị thuộc cơ quan khác", "chọn đơn vị của cơ quan này", "unit"))
    refuse_errors(found)
    before = {"code": held.code, "level": held.level}
    if isinstance(code, ProcedureCode) and code.key != held.code:
        held.codes.filter(kind=CodeKind.NATIONAL).update(kind=CodeKind.OLD)
        Code.objects.update_or_create(province=held.province, code=code.key, defaults={"procedure": held, "kind": CodeKind.NATIONAL})
        held.code = code.key
    held.field, held.level, held.unit = field_named(held.province, given.field), given.level, given.unit
    held.iso, held.iso_since = given.iso, given.iso_since if given.iso == Scope.INSIDE else None
    held.unverified, held.note = list(given.unverified), given.note.strip()
    held.save()
    index(held)
    after = {"code": held.code, "level": held.level}
    record(act="procedures.changed", subject=subject_of(held), by=by, before=before, after=after, scope=held.agency.code, at=at)
    return held


@transaction.atomic
def correct_version(*, version: Version, given: VersionGiven, by: User, at: datetime) -> Version:
    """Everything but its first day, which the version before hangs on. Raises PermissionDenied, ProblemsFound."""
    procedure = held_procedure(version.procedure, by, at)
    held = procedure.versions.select_for_update().get(pk=version.pk)
    refuse_errors(version_problems(given, timezone.localdate(at)))
    before = _told(held)
    term = read_term(given.term_words) if given.term_count is None else None
    held.name, held.term_words = " ".join(given.name.split()), " ".join(given.term_words.split())
    held.term_count, held.term_unit = (term.count, term.unit) if term else (given.term_count, given.term_unit if given.term_count is not None else "")
    held.fee, held.fee_amount, held.fee_words = given.fee, given.fee_amount, " ".join(given.fee_words.split())
    held.papers, held.sets = [dict(one) for one in given.papers], given.sets
    held.parts = {key: given.parts[key].strip() for key in TEXT_PARTS if given.parts.get(key, "").strip()}
    held.absent, held.ordered_on, held.published_on = sorted(set(given.absent)), given.ordered_on, given.published_on
    for key in MARKS:
        setattr(held, key, given.marks.get(key))
    if given.promulgation is not None:
        held.promulgation = cited_document(agency=procedure.agency, cited=given.promulgation, by=by, at=at)
        held.promulgated_on = held.promulgation.issued_on
    held.save()
    if procedure.versions.order_by("-number").values_list("pk", flat=True)[0] == held.pk:
        procedure.name = held.name
        procedure.save(update_fields=["name"])
        index(procedure)
    record(act="procedures.version_corrected", subject=subject_of(procedure), by=by, before=before, after=_told(held), scope=procedure.agency.code, at=at)
    return held


@transaction.atomic
def abolish(*, procedure: Procedure, last_day: date, by: User, at: datetime) -> Procedure:
    """The last version ends, and none follows. Raises PermissionDenied, ProblemsFound."""
    held = held_procedure(procedure, by, at)
    last = held.versions.order_by("-number").first()
    if last is None or last.valid_until is not None:
        refuse_errors([problem("not_in_force", "thủ tục đã hết hiệu lực", "tải lại trang", "last_day")])
    elif last.valid_from is not None and last_day < last.valid_from:
        refuse_errors([problem("ends_before_it_begins", f"phiên bản có hiệu lực từ {last.valid_from:%d/%m/%Y}", "ghi ngày cuối muộn hơn", "last_day")])
    else:
        last.valid_until = last_day
        last.save(update_fields=["valid_until"])
        record(act="procedures.abolished", subject=subject_of(held), by=by, after={"last_day": last_day}, scope=held.agency.code, at=at)
    return held


def _told(version: Version) -> dict[str, Any]:
    return {
        "name": version.name, "term": version.term_words or f"{version.term_count} {version.term_unit}", "fee": version.fee_words or version.fee,
        "published_on": version.published_on,
    }
