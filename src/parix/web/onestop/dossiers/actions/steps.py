"""One function that takes every step of a dossier. Each leaves an event with its time and an entry in the journal.

Waiting stops the clock; what ends it starts the clock by the rules of the day of receipt. An extension is given with an apology and its
reason; a dossier that ends after its day without one asks for both then, so that no late dossier is without.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from parix.dossiers.clock_rules import ClockRules
from parix.foundation.problems import Place, Problem, refuse_errors
from parix.foundation.working_calendar.calendars import WorkingCalendar
from parix.web.accounts.queries import User, standing_of
from parix.web.audit_trail.actions import record
from parix.web.onestop.dossiers.actions import subject_of
from parix.web.onestop.dossiers.choices import EVENT_OF, NEEDS_REASON, EventKind, Fee, State, Verb
from parix.web.onestop.dossiers.models import Dossier, Event
from parix.web.onestop.dossiers.queries import clock_book, rights_in
from parix.web.onestop.dossiers.queries.due_times import due_now, local_day, waited_for_supplements
from parix.web.onestop.dossiers.rules import is_own
from parix.web.onestop.dossiers.workflow import StepRefused, next_state
from parix.web.organisations.queries import Unit
from parix.web.working_calendar.queries import calendar_for, is_within


@dataclass(frozen=True, slots=True)
class StepGiven:
    """`note` is the reason, in words for the applicant; `unit` receives the dossier; `due_on` is the day of an extension."""

    note: str = ""
    unit: Unit | None = None
    due_on: date | None = None
    amount: Decimal | None = None
    is_paid_online: bool = False
    is_offices_fault: bool = False


@dataclass(frozen=True, slots=True)
class _Desk:
    """What a step is judged by."""

    held: Dossier
    events: list[Event]
    rules: ClockRules
    calendar: WorkingCalendar
    at: datetime

    @property
    def today(self) -> date:
        return timezone.localdate(self.at)

    @property
    def is_past_due(self) -> bool:
        due = local_day(self.held.due_at)
        return due is not None and due < self.today

    @property
    def has_apology(self) -> bool:
        return any(one.kind == EventKind.APOLOGISED for one in self.events)


@transaction.atomic
def take_step(*, dossier: Dossier, verb: Verb, given: StepGiven, by: User, at: datetime) -> Dossier:
    """Raises StepRefused (state or person), ProblemsFound (what was given)."""
    held = Dossier.objects.select_for_update(of=("self",)).select_related("agency", "procedure").get(pk=dossier.pk)
    if not is_own(held):
        raise StepRefused(f"hồ sơ này do {held.source} quản lý: thực hiện bước này ở đó")
    today = timezone.localdate(at)
    rights = rights_in(standing_of(by), held, today)
    following = next_state(held.state, verb, receives=rights.receives, handles=rights.handles)
    rules = clock_book().on(timezone.localdate(held.received_at))
    desk = _Desk(held, list(held.events.all()), rules, calendar_for(held.agency_id, today), at)
    refuse_errors(list(_problems(desk, verb, given)))
    before = {"state": State(held.state).label, "due_at": held.due_at}
    held.state, held.changed_at = following, at
    fresh = list(_events(desk, verb, given, by))
    _apply(desk, verb, given, fresh)
    Event.objects.bulk_create(fresh)
    held.save()
    after = {"state": State(held.state).label, "due_at": held.due_at}
    act = f"dossiers.{EVENT_OF[verb].value}"
    record(act=act, subject=subject_of(held), by=by, before=before, after=after, reason=given.note[:300], scope=held.agency.code, at=at)
    return held


def _problems(desk: _Desk, verb: Verb, given: StepGiven) -> Iterator[Problem]:
    held, rules = desk.held, desk.rules
    last = max((one.at for one in desk.events), default=held.received_at)
    if desk.at < last:
        yield _problem("before_last", "bước này có thời điểm trước bước đã ghi gần nhất", "tải lại trang", "")
    if verb in NEEDS_REASON and not given.note.strip():
        yield _problem("reason_missing", "chưa ghi lý do", "ghi lý do, người nộp sẽ đọc được", "note")
    if verb == Verb.HAND_OVER and (given.unit is None or given.unit.agency_id != held.agency_id):
        yield _problem("unit_missing", "chưa chọn đơn vị xử lý của cơ quan này", "chọn đơn vị", "unit")
    if verb == Verb.ASK_SUPPLEMENT and held.supplements >= rules.supplements:
        yield _problem("asked_enough", f"chỉ được yêu cầu bổ sung {rules.supplements} lần ({rules.act})", "giải quyết, hoặc từ chối có lý do", "note")
    if verb == Verb.EXTEND:
        yield from _extension_problems(desk, given)
    if verb == Verb.FINISH and desk.is_past_due and not desk.has_apology and not given.note.strip():
        message = "hồ sơ đã quá hạn mà chưa có xin lỗi: phải ghi lý do quá hạn"
        yield _problem("apology_missing", message, "ghi lý do, sẽ in vào văn bản xin lỗi", "note")
    if verb == Verb.ASK_FEE and (given.amount is None or given.amount <= 0):
        yield _problem("amount_missing", "chưa ghi số tiền phải nộp", "ghi số tiền, đồng", "amount")


def _extension_problems(desk: _Desk, given: StepGiven) -> Iterator[Problem]:
    held, rules, calendar = desk.held, desk.rules, desk.calendar
    if held.extensions >= rules.extensions:
        yield _problem("extended_enough", f"chỉ được gia hạn {rules.extensions} lần ({rules.act})", "giải quyết xong, ghi lý do quá hạn", "due_on")
    due = local_day(held.due_at)
    if given.due_on is None or not is_within(calendar, given.due_on):
        yield _problem("due_missing", "chưa ghi ngày hẹn trả mới", "ghi ngày", "due_on")
    elif given.due_on <= max(due or desk.today, desk.today):
        yield _problem("not_longer", "ngày hẹn mới phải sau ngày hẹn đang có hiệu lực và sau hôm nay", "ghi ngày khác", "due_on")
    elif not calendar.is_worked(given.due_on):
        yield _problem("day_off", f"ngày {given.due_on:%d/%m/%Y} là ngày nghỉ", f"chọn {calendar.on_or_after(given.due_on):%d/%m/%Y}", "due_on")


def _events(desk: _Desk, verb: Verb, given: StepGiven, by: User) -> Iterator[Event]:
    note = given.note.strip()
    late = verb == Verb.FINISH and desk.is_past_due and not desk.has_apology
    if verb == Verb.EXTEND or late:
        yield Event(dossier=desk.held, kind=EventKind.APOLOGISED, at=desk.at, noted_at=desk.at, by=by, note=note)
    due = None
    if verb == Verb.EXTEND and given.due_on is not None:
        due = desk.calendar.closing(given.due_on, timezone.get_current_timezone())
    yield Event(dossier=desk.held, kind=EVENT_OF[verb], at=desk.at, noted_at=desk.at, by=by, unit=given.unit, note="" if late else note, due_at=due)


def _apply(desk: _Desk, verb: Verb, given: StepGiven, fresh: list[Event]) -> None:
    held, events = desk.held, [*desk.events, *fresh]
    held.has_apology = held.has_apology or any(one.kind == EventKind.APOLOGISED for one in fresh)
    if verb == Verb.ACCEPT:
        held.received_at = desk.at
        held.due_at = held.first_due_at = due_now(desk.calendar, held, (), desk.rules)
        fresh[-1].due_at = held.due_at
    elif verb == Verb.HAND_OVER:
        held.unit = given.unit
    elif verb in (Verb.ASK_SUPPLEMENT, Verb.ASK_FEE):
        held.due_at = None
        if verb == Verb.ASK_SUPPLEMENT:
            held.supplements, held.is_submitters_fault = held.supplements + 1, not given.is_offices_fault
        else:
            held.fee, held.fee_amount = Fee.UNPAID, given.amount
    elif verb in (Verb.TAKE_SUPPLEMENT, Verb.TAKE_FEE):
        held.due_at = fresh[-1].due_at = due_now(desk.calendar, held, events, desk.rules)
        held.waited_days = waited_for_supplements(events, desk.rules)
        if verb == Verb.TAKE_FEE:
            held.fee = Fee.PAID_ONLINE if given.is_paid_online else Fee.PAID_OTHERWISE
    elif verb == Verb.EXTEND:
        held.due_at, held.extensions = fresh[-1].due_at, held.extensions + 1
    elif verb == Verb.FINISH:
        held.finished_at = desk.at
    elif verb == Verb.RETURN:
        held.returned_at = desk.at
    elif verb in (Verb.REFUSE, Verb.WITHDRAW, Verb.STOP):
        held.due_at = None


def _problem(code: str, message: str, remedy: str, path: str) -> Problem:
    return Problem(f"dossiers.{code}", message, remedy, Place(path=path))
