"""What the steps that an export tells of do to the clock: days waited, extensions, the due time that is in force after them.

A due time that the export names stays: the other system counted it. One that is counted here moves with the wait, by the rules of the day
of receipt, row by row in the exact form; an extension's own day holds from then on. The times themselves go on to the history.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import numpy as np

from parix.dossiers.clock_rules import Way
from parix.dossiers.clocks import Wait, due_in_force
from parix.exchange_formats.dossiers.readings import Batch
from parix.exchange_formats.dossiers.step_moments import STEPS
from parix.foundation.problems import ProblemsFound
from parix.foundation.working_calendar.calendars import WorkingCalendar
from parix.foundation.working_calendar.due_dates import Term

_NAT = np.datetime64("NaT", "s")


@dataclass(frozen=True, slots=True)
class OfficeClock:
    """The agency's calendar; by day of receipt the hour after which it counts for the next day and what waiting does; `closing` of an
    array of days, as time since midnight."""

    calendar: WorkingCalendar
    next_day_after: Callable[[date], time | None]
    waiting: Callable[[date], Way]
    closing: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Steps:
    """`due` in force, on the office's clock; `supplements` at least so many; `counts` and `moments` only where the file tells of steps:
    days waited, extensions, whether the row tells of one; the due time before them and the times."""

    due: Any
    supplements: Any = 0
    counts: Mapping[str, Any] = field(default_factory=dict)
    moments: Mapping[str, Any] = field(default_factory=dict)


def steps_of(batch: Batch, due: Any, terms: Sequence[tuple[Any, Term]], clock: OfficeClock) -> Steps:
    """`due`: as receipt alone makes it."""
    if not any(name in batch.columns for name in STEPS):
        return Steps(due)
    nothing = np.full(len(batch), _NAT)
    told = {name: batch.columns.get(name, nothing) for name in STEPS}
    told["extended_due_at"] = promised = _until_closing(batch, told["extended_due_at"], clock)
    moved = np.where(np.isnat(promised), _after_waits(batch, due, terms, told, clock), promised)
    tells = np.any([~np.isnat(values) for values in (*told.values(), batch.columns["refused_at"])], axis=0)
    extended = ~np.isnat(told["extended_at"]) | ~np.isnat(promised)
    counts = {"waited_days": _waited(told), "extensions": extended.astype(np.int64), "tells_steps": tells}
    moments = {**told, "refused_at": batch.columns["refused_at"], "first_due_at": due}
    return Steps(moved, (~np.isnat(told["supplement_asked_at"])).astype(np.int64), counts, moments)


def _until_closing(batch: Batch, promised: Any, clock: OfficeClock) -> Any:
    """A promise that names a day alone holds until closing time."""
    if "extended_due_at" not in batch.moments:
        return promised
    days, whole = promised.astype("datetime64[D]"), ~np.isnat(promised) & ~batch.moments["extended_due_at"].has_hour
    held = promised.copy()
    held[whole] = days[whole].astype("datetime64[s]") + clock.closing(days[whole])
    return held


def _waited(told: Mapping[str, Any]) -> Any:
    asked, answered = told["supplement_asked_at"], told["supplement_received_at"]
    days = (answered.astype("datetime64[D]") - asked.astype("datetime64[D]")).astype(np.int64)
    return np.clip(np.where(np.isnat(asked) | np.isnat(answered), 0, days), 0, 32_767)


def _after_waits(batch: Batch, due: Any, terms: Sequence[tuple[Any, Term]], told: Mapping[str, Any], clock: OfficeClock) -> Any:
    asked, answered, moved = told["supplement_asked_at"], told["supplement_received_at"], due.copy()
    is_counted = np.isnat(batch.columns["due_at"]) & ~np.isnat(asked) & ~np.isnat(due)
    for rows, term in terms:
        for row in rows[is_counted[rows]].tolist():
            received, began = batch.columns["received_at"][row].item(), asked[row].item()
            turn = Wait(began, None if np.isnat(answered[row]) else answered[row].item(), clock.waiting(received.date()))
            moved[row] = _after(clock.calendar, received, Term(term.count, term.unit, clock.next_day_after(received.date())), turn)
    return moved


def _after(calendar: WorkingCalendar, received: datetime, term: Term, turn: Wait) -> Any:
    """Nothing while it is still waited for, and beyond the calendar."""
    try:
        due = due_in_force(calendar, received, term, [turn])
    except ProblemsFound:
        return _NAT
    return _NAT if due is None else np.datetime64(due.replace(tzinfo=None), "s")

