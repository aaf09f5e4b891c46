"""Notices of plans: what was given to which unit, extended, done, cancelled. Inside the transaction of the change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from parix.foundation.phrases import Text, Value
from parix.web.accounts.choices import Role
from parix.web.accounts.queries import User
from parix.web.accounts.queries.concerned import people_at, people_in_units
from parix.web.notices.actions import NewNotice, notify_each
from parix.web.plans.choices import CANCELLED, DONE, EXTENDED, GIVEN_TO_UNIT, MORE_TIME_ASKED, MORE_TIME_REFUSED, Verb
from parix.web.plans.models import Assignment, Plan, Turn

WORDS = 120


def tell_assignment_given(*, plan: Plan, assignments: Sequence[Assignment], by: User, at: datetime) -> None:
    """One notice for each unit, however many assignments it leads or supports."""
    by_unit: dict[int, list[Assignment]] = defaultdict(list)
    names: dict[int, str] = {}
    for one in Assignment.objects.filter(pk__in=[held.pk for held in assignments]).select_related("lead").prefetch_related("supporting"):
        for unit in (*((one.lead,) if one.lead else ()), *one.supporting.all()):
            by_unit[unit.pk].append(one)
            names[unit.pk] = unit.name
    people = people_in_units(by_unit, timezone.localdate(at))
    url, first = reverse("plans:plan", args=[plan.pk]), min((one.pk for one in assignments), default=0)
    notify_each(notices=[
        NewNotice(
            _without(people.get(unit_id, ()), by), GIVEN_TO_UNIT.code, f"plans.Plan:{plan.pk}", f"given:{first}:{unit_id}", f"{url}?don-vi={unit_id}",
            {"unit": names[unit_id], "count": len(given), "plan": plan.title, "what": "; ".join(short(one.text) for one in given[:5])},
        )
        for unit_id, given in sorted(by_unit.items())
    ], now=at)


def tell_extended(*, turn: Turn, reason: str, by: User, at: datetime) -> None:
    due = f"{turn.due_on:%d/%m/%Y}" if turn.due_on else ""
    _tell(turn, EXTENDED.code, f"extended:{due}", {"due": due, "reason": reason}, _working(turn.assignment, at), by, at)


def tell_more_time_asked(*, turn: Turn, reason: str, by: User, at: datetime) -> None:
    """To those who decide: the officers and the directors."""
    deciding = people_at([Role.REFORM_OFFICER, Role.DIRECTOR], [turn.assignment.agency_id], timezone.localdate(at))
    words: dict[str, Value] = {"wished": f"{turn.wished_on:%d/%m/%Y}", "reason": reason, "by": by.full_name}
    _tell(turn, MORE_TIME_ASKED.code, f"asked:{at:%Y%m%d%H%M%S}", words, deciding.get(turn.assignment.agency_id, ()), by, at)


def tell_more_time_refused(*, turn: Turn, reason: str, by: User, at: datetime) -> None:
    due = f"{turn.due_on:%d/%m/%Y}" if turn.due_on else ""
    _tell(turn, MORE_TIME_REFUSED.code, f"refused:{at:%Y%m%d%H%M%S}", {"due": due, "reason": reason}, _working(turn.assignment, at), by, at)


def tell_done(*, turn: Turn, by: User, at: datetime) -> None:
    """To the officers, and to those who watch it in the supporting units."""
    officers = people_at([Role.REFORM_OFFICER], [turn.assignment.agency_id], timezone.localdate(at))
    _tell(turn, DONE.code, f"done:{at:%Y%m%d%H%M%S}", {"result": turn.result}, officers.get(turn.assignment.agency_id, ()), by, at)


def tell_turned(*, turn: Turn, verb: Verb, reason: str, by: User, at: datetime) -> None:
    """Cancelled, or opened again."""
    said = Text("Đã huỷ", "Cancelled") if verb == Verb.CANCEL else Text("Mở lại", "Opened again")
    _tell(turn, CANCELLED.code, f"{verb}:{at:%Y%m%d%H%M%S}", {"verb": said, "reason": reason}, _working(turn.assignment, at), by, at)


def tell_changed(*, assignment: Assignment, reason: str, by: User, at: datetime) -> None:
    turn = assignment.turns.select_related("assignment__plan", "assignment__lead").prefetch_related("assignment__supporting").first()
    if turn is not None:
        said = Text("Nội dung đã sửa", "Changed")
        _tell(turn, CANCELLED.code, f"changed:{at:%Y%m%d%H%M%S}", {"verb": said, "reason": reason}, _working(assignment, at), by, at)


def short(text: str) -> str:
    return text if len(text) <= WORDS else text[: WORDS - 1] + "…"


def _working(assignment: Assignment, at: datetime) -> Iterable[int]:
    units = [*((assignment.lead_id,) if assignment.lead_id else ()), *assignment.supporting_ids]
    people = people_in_units(units, timezone.localdate(at))
    handler = (assignment.handler_id,) if assignment.handler_id else ()
    return dict.fromkeys((*handler, *(one for unit in units for one in people.get(unit, ()))))


def _tell(turn: Turn, kind: str, occasion: str, words: dict[str, Value], to: Iterable[int], by: User, at: datetime) -> None:
    url = reverse("plans:assignment", args=[turn.assignment_id])
    what = short(turn.assignment.text) + (f" ({turn.label})" if turn.label else "")
    notice = NewNotice(_without(to, by), kind, f"plans.Turn:{turn.pk}", occasion, url, {"what": what, **words}, turn.due_on)
    notify_each(notices=[notice], now=at)


def _without(people: Iterable[int], by: User) -> list[int]:
    """Whoever acts knows it."""
    return [one for one in people if one != by.pk]
