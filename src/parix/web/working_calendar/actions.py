"""Changes of the calendar: a day, a swap of two, and taking a day back. Each lists the promised deadlines that it touches.

Every function can be asked first: `what_would_change` says the same without writing. Side effects of the others: rows of the calendar,
one CalendarChange with the deadlines touched, an entry in the journal. No promised date is moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from parix.foundation.problems import Place, Problem, refuse_errors
from parix.foundation.working_calendar.calendars import SATURDAY, NamedDay, WorkingCalendar
from parix.web.accounts.queries import User, standing_of
from parix.web.audit_trail.actions import record
from parix.web.organisations.queries import Agency, ids_within
from parix.web.working_calendar.choices import ChangeKind, DayKind
from parix.web.working_calendar.models import CalendarChange, CalendarDay, TouchedDeadline
from parix.web.working_calendar.queries import calendar_for, is_within, working_calendar
from parix.web.working_calendar.queries.promises import Changed, Touched, touched_by
from parix.web.working_calendar.rules import may_keep


@dataclass(frozen=True, slots=True)
class DayGiven:
    """`worked` is the day that is worked instead, where two are swapped; `for_province` says whether it holds for the province alone."""

    day: date
    name: str
    act: str
    kind: str = DayKind.OFF
    worked: date | None = None
    for_province: bool = False


def what_would_change(*, province: Agency, given: DayGiven, at: datetime) -> list[Touched]:
    """Raises ProblemsFound for a day that cannot be so."""
    calendar = _calendar(province, given.for_province, at)
    refuse_errors(_day_problems(calendar, given))
    return list(touched_by(_changed(calendar, _rows_of(given), province, given.for_province)))


@transaction.atomic
def set_day(*, province: Agency, given: DayGiven, by: User, at: datetime) -> CalendarChange:
    """Writes one day, or the two days of a swap; a day that was written before is written over. Raises PermissionDenied, ProblemsFound."""
    _refuse_unless_kept(by, province)
    calendar = _calendar(province, given.for_province, at)
    refuse_errors(_day_problems(calendar, given))
    rows = _rows_of(given)
    touched = list(touched_by(_changed(calendar, rows, province, given.for_province)))
    whose = province if given.for_province else None
    for day, kind, partner in rows:
        _let_go(day, whose)
        values = {"kind": kind, "name": given.name.strip(), "act": given.act.strip(), "swapped_with": partner}
        CalendarDay.objects.update_or_create(day=day, province=whose, defaults=values)
    kind = ChangeKind.SWAPPED if given.worked else ChangeKind.SET
    after = {"day": given.day, "kind": given.kind, "worked": given.worked, "name": given.name, "act": given.act, "touched": len(touched)}
    return _kept(kind, [day for day, _kind, _partner in rows], given.name, given.act, whose, touched, province, by, at, after)


@transaction.atomic
def remove_day(*, province: Agency, day: CalendarDay, by: User, at: datetime) -> CalendarChange:
    """The day is again as the shipped calendar says; the other day of a swap goes with it. Raises PermissionDenied."""
    _refuse_unless_kept(by, province)
    if day.province_id not in (None, province.pk):
        raise PermissionDenied("ngày này của tỉnh khác")
    days = [day.day, *([day.swapped_with] if day.swapped_with else [])]
    whose, before = day.province, {"day": day.day, "kind": day.kind, "worked": day.swapped_with, "name": day.name, "act": day.act}
    CalendarDay.objects.filter(day__in=days, province=whose).delete()
    calendar = calendar_for(province.pk, timezone.localdate(at)) if whose else working_calendar(timezone.localdate(at))
    touched = list(touched_by(Changed(calendar, min(days), max(days), ids_within([province.pk]) if whose else None)))
    return _kept(ChangeKind.REMOVED, days, day.name, day.act, whose, touched, province, by, at, {"touched": len(touched)}, before)


def _kept(
    kind: ChangeKind, days: Sequence[date], name: str, act: str, whose: Agency | None, touched: Sequence[Touched], province: Agency, by: User, at: datetime,
    after: dict[str, object], before: dict[str, object] | None = None,
) -> CalendarChange:
    change = CalendarChange.objects.create(
        kind=kind, first=min(days), last=max(days), name=name.strip(), act=act.strip(), province=whose, changed_at=at, touched=len(touched),
    )
    rows = [
        TouchedDeadline(change=change, subject=one.subject, label=one.label[:300], url=one.url, promised=one.promised, would_be=one.would_be)
        for one in touched
    ]
    TouchedDeadline.objects.bulk_create(rows, batch_size=500)
    subject = f"working_calendar.CalendarChange:{change.pk}"
    record(act=f"working_calendar.{kind.value}", subject=subject, by=by, before=before, after=after, scope=province.code, at=at)
    return change


def _let_go(day: date, whose: Agency | None) -> None:
    """A day that was one half of a swap no longer is: the other half has lost its reason."""
    held = CalendarDay.objects.filter(day=day, province=whose).first()
    if held is not None and held.swapped_with is not None:
        CalendarDay.objects.filter(day=held.swapped_with, province=whose, swapped_with=day).delete()


def _rows_of(given: DayGiven) -> list[tuple[date, str, date | None]]:
    if given.worked is None:
        return [(given.day, given.kind, None)]
    return [(given.day, DayKind.OFF, given.worked), (given.worked, DayKind.WORKED, given.day)]


def _changed(calendar: WorkingCalendar, rows: Sequence[tuple[date, str, date | None]], province: Agency, for_province: bool) -> Changed:
    days = [day for day, _kind, _partner in rows]
    named = (NamedDay(day, kind, "") for day, kind, _partner in rows)  # type: ignore[arg-type]
    return Changed(calendar.with_days(named), min(days), max(days), ids_within([province.pk]) if for_province else None)


def _calendar(province: Agency, for_province: bool, at: datetime) -> WorkingCalendar:
    today = timezone.localdate(at)
    return calendar_for(province.pk, today) if for_province else working_calendar(today)


def _day_problems(calendar: WorkingCalendar, given: DayGiven) -> list[Problem]:
    found = []
    if not given.name.strip():
        found.append(_problem("name_missing", "chưa ghi tên ngày", "ghi tên, ví dụ «Nghỉ Tết Nguyên đán»", "name"))
    if not given.act.strip():
        found.append(_problem("act_missing", "chưa dẫn văn bản", "ghi số, ngày, cơ quan ban hành của văn bản quy định ngày này", "act"))
    if given.kind not in DayKind.values:
        found.append(_problem("unknown_kind", f"không có loại ngày «{given.kind}»", "chọn trong danh sách", "kind"))
    for path, day in (("day", given.day), ("worked", given.worked)):
        if day is not None and not is_within(calendar, day):
            remedy = f"chọn ngày từ {calendar.first:%d/%m/%Y} đến {calendar.last:%d/%m/%Y}"
            found.append(_problem("outside", f"ngày {day:%d/%m/%Y} nằm ngoài lịch", remedy, path))
    if given.worked is not None and not found:
        if not calendar.is_worked(given.day):
            found.append(_problem("swap_gives_nothing", f"ngày {given.day:%d/%m/%Y} đã là ngày nghỉ", "chọn một ngày làm việc để hoán đổi", "day"))
        if given.worked.weekday() < SATURDAY and calendar.is_worked(given.worked):
            found.append(_problem("swap_gives_nothing", f"ngày {given.worked:%d/%m/%Y} vốn là ngày làm việc", "chọn một ngày nghỉ để làm bù", "worked"))
    return found


def _refuse_unless_kept(by: User, province: Agency) -> None:
    if not may_keep(standing_of(by), province.pk):
        raise PermissionDenied("chỉ quản trị và điều phối cấp tỉnh sửa được lịch làm việc")


def _problem(code: str, message: str, remedy: str, path: str) -> Problem:
    return Problem(f"working_calendar.{code}", message, remedy, Place(path=path))
