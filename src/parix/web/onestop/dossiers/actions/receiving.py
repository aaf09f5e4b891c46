"""Receiving at the desk, or registering what was sent online: the code, the term by the rules of the day, the appointment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from parix.foundation.folding import folded
from parix.foundation.problems import Place, Problem, refuse_errors
from parix.foundation.working_calendar.due_dates import Term
from parix.web.accounts.queries import User, standing_of
from parix.web.audit_trail.actions import record
from parix.web.onestop.dossiers.actions import subject_of
from parix.web.onestop.dossiers.actions.numbering import next_numbers
from parix.web.onestop.dossiers.choices import ApplicantKind, Channel, EventKind, Fee, OnlineLevel, State
from parix.web.onestop.dossiers.models import Dossier, Event
from parix.web.onestop.dossiers.queries import clock_book, receives
from parix.web.onestop.dossiers.queries.due_times import first_due, with_rules
from parix.web.onestop.dossiers.rules.applicants import Applicant, seal_applicants
from parix.web.organisations.queries import Agency, Unit
from parix.web.working_calendar.queries import calendar_for


@dataclass(frozen=True, slots=True)
class Filed:
    """The version of the procedure that a dossier is filed under: ids, its term, what is to be paid (none: nothing)."""

    version_id: int
    field_id: int
    term: Term | None
    fee_amount: Decimal | None = None
    has_fee: bool = False
    online_level: int = OnlineLevel.INFORMATION


@dataclass(frozen=True, slots=True)
class ReceiptGiven:
    """`papers` are `{name, originals, copies}`. `received_at` none: now. With `submitted_at` it was sent online before."""

    filed: Filed | None
    applicant: Applicant
    abstract: str
    channel: int = Channel.DIRECT
    applicant_kind: int = ApplicantKind.CITIZEN
    unit: Unit | None = None
    papers: Sequence[dict[str, Any]] = field(default_factory=list)
    sets: int = 1
    received_at: datetime | None = None
    submitted_at: datetime | None = None


@transaction.atomic
def receive_dossier(*, agency: Agency, given: ReceiptGiven, by: User, at: datetime) -> Dossier:
    """Takes a code and a line of the register, promises a day. Raises PermissionDenied, ProblemsFound.

    Side effects: the dossier, its first events, an entry in the journal.
    """
    if not receives(standing_of(by), agency.pk, timezone.localdate(at)):
        raise PermissionDenied("chỉ bộ phận Một cửa tiếp nhận được hồ sơ")
    received = given.received_at or at
    refuse_errors(_problems(agency, given, received, at))
    assert given.filed is not None
    rules = clock_book().on(timezone.localdate(received))
    term = given.filed.term and with_rules(given.filed.term, rules)
    due = first_due(calendar_for(agency.pk, timezone.localdate(at)), received, term) if term else None
    numbers, (seal,) = next_numbers(agency, timezone.localdate(received)), seal_applicants([given.applicant])
    one = Dossier.objects.create(
        code=numbers.code, book_year=numbers.year, book_number=numbers.line, agency=agency, unit=given.unit, procedure_id=given.filed.version_id,
        field_id=given.filed.field_id, channel=given.channel, state=State.ACCEPTED, applicant_kind=given.applicant_kind, applicant=seal.applicant,
        number_hash=seal.number_hash, phone_hash=seal.phone_hash, abstract=given.abstract.strip(), search=folded(given.abstract), papers=list(given.papers),
        sets=given.sets, submitted_at=given.submitted_at, received_at=received, first_due_at=due, due_at=due,
        fee=Fee.UNPAID if given.filed.has_fee else Fee.NONE, fee_amount=given.filed.fee_amount,
        online_level=given.filed.online_level, has_apology=False, changed_at=at,
    )
    events = [Event(dossier=one, kind=EventKind.ACCEPTED, at=received, noted_at=at, by=by, unit=given.unit, due_at=due)]
    if given.submitted_at is not None:
        events.insert(0, Event(dossier=one, kind=EventKind.REGISTERED, at=given.submitted_at, noted_at=at))
    Event.objects.bulk_create(events)
    record(act="dossiers.received", subject=subject_of(one), by=by, after={"dossier": one.code, "due_at": due}, scope=agency.code, at=at)
    return one


def _problems(agency: Agency, given: ReceiptGiven, received: datetime, at: datetime) -> list[Problem]:
    found = []
    if given.filed is None:
        found.append(_problem("unknown_procedure", "chưa chọn thủ tục, hoặc thủ tục không có hiệu lực vào ngày tiếp nhận", "chọn trong danh mục", "procedure"))
    if not given.applicant.name.strip():
        found.append(_problem("name_missing", "chưa ghi tên chủ hồ sơ", "ghi họ và tên, hoặc tên tổ chức", "name"))
    if received > at:
        found.append(_problem("received_in_future", "thời điểm tiếp nhận ở tương lai", "ghi lại thời điểm", "received_at"))
    if given.submitted_at is not None and given.submitted_at > received:
        found.append(_problem("received_before_sent", "tiếp nhận trước khi nộp", "kiểm tra hai thời điểm", "submitted_at"))
    if given.unit is not None and given.unit.agency_id != agency.pk:
        found.append(_problem("other_unit", "đơn vị thụ lý thuộc cơ quan khác", "chọn đơn vị của cơ quan này", "unit"))
    if not 1 <= given.sets <= 100:
        found.append(_problem("sets", "số bộ hồ sơ từ 1 đến 100", "ghi lại số bộ", "sets"))
    return found


def _problem(code: str, message: str, remedy: str, path: str) -> Problem:
    return Problem(f"dossiers.{code}", message, remedy, Place(path=path))
