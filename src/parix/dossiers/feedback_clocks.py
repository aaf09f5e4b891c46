"""Reads the dated clocks of feedback, and counts the days by which each thing is due.

Decision 766/QĐ-TTg of 2022: refuse or forward within 2 working days, ask for more within 5, answer within 15 (the time that more was
waited for left out), publish the answer within 2.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass as shape

import parix
from parix.foundation.located_yaml import read_yaml_file
from parix.foundation.problems import Problem
from parix.foundation.shapes import STRICT, Count, Day, keys_of, typed
from parix.foundation.working_calendar.calendars import WorkingCalendar
from parix.foundation.working_calendar.due_dates import due_after_waiting

SHIPPED = Path(parix.__file__).parent / "definitions" / "feedback_clocks" / "national.yaml"


@dataclass(frozen=True, slots=True)
class FeedbackClocks:
    """In working days, in force from `since` until the next ones."""

    since: date
    act: str
    turn_down: int
    ask: int
    answer: int
    publish: int


@dataclass(frozen=True, slots=True)
class DueDays:
    turn_down_by: date
    ask_by: date
    answer_by: date


@shape(frozen=True, config=STRICT)
class _Title:
    vi: str
    en: str


@shape(frozen=True, config=STRICT)
class _Rules:
    since: Day
    act: str
    turn_down: Count
    ask: Count
    answer: Count
    publish: Count


@shape(frozen=True, config=STRICT)
class _File:
    title: _Title
    rules: tuple[_Rules, ...]


_ADAPTER = TypeAdapter(_File)
_KEYS = keys_of(_File, _Title, _Rules)


def read_feedback_clocks(path: Path = SHIPPED) -> tuple[tuple[FeedbackClocks, ...], list[Problem]]:
    """Oldest first, or nothing and every problem with its line. Never raises for what the file holds."""
    node, problems = read_yaml_file(path)
    if node is None:
        return (), problems
    read = typed(_ADAPTER, node, _KEYS)
    if read.value is None:
        return (), read.problems
    days = [one.since for one in read.value.rules]
    if not days or days != sorted(set(days)):
        message, remedy = "các quy tắc không xếp theo ngày hiệu lực", "xếp từ cũ đến mới, mỗi ngày một lần, ít nhất một quy tắc"
        return (), [Problem("feedback.clock_order", message, remedy, node.find(("rules",)).place)]
    return tuple(FeedbackClocks(one.since, one.act, one.turn_down, one.ask, one.answer, one.publish) for one in read.value.rules), []


def clocks_on(clocks: Iterable[FeedbackClocks], day: date) -> FeedbackClocks:
    """Those of the day; before the first ones, the first."""
    ordered = sorted(clocks, key=lambda one: one.since)
    held = [one for one in ordered if one.since <= day]
    return held[-1] if held else ordered[0]


def due_days(calendar: WorkingCalendar, received: date, clocks: FeedbackClocks) -> DueDays:
    """The day of receipt is not counted; received on a day off, the next working day is the day of receipt."""
    after = partial(calendar.after, calendar.on_or_after(received))
    return DueDays(after(clocks.turn_down), after(clocks.ask), after(clocks.answer))


def answer_by_after(calendar: WorkingCalendar, answer_by: date, asked: date, told: date) -> date:
    """Moved by the working days that more was waited for."""
    return due_after_waiting(calendar, answer_by, asked, told)


def publish_by(calendar: WorkingCalendar, answered: date, clocks: FeedbackClocks) -> date:
    return calendar.after(calendar.on_or_after(answered), clocks.publish)
