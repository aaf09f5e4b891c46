"""Reads the dated rules of dossiers' clocks: the hour of the next day, what waiting does, how often one may ask and extend."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, TypeAdapter
from pydantic.dataclasses import dataclass as shape

import parix
from parix.foundation.located_yaml import read_yaml_file
from parix.foundation.phrases import Text
from parix.foundation.problems import Problem
from parix.foundation.shapes import STRICT, Count, Day, keys_of, typed

SHIPPED = Path(parix.__file__).parent / "definitions" / "dossier_clocks" / "national.yaml"
Way = Literal["shift", "restart"]


@dataclass(frozen=True, slots=True)
class ClockRules:
    """In force from `since` until the next ones. `next_day_after` None: whatever comes while the office is open counts on the day."""

    since: date
    act: str
    next_day_after: time | None
    supplement: Way
    supplements: int
    extensions: int
    apology_days_before: int


def _clock(value: object) -> time | None:
    if value in ("", "none", None):
        return None
    try:
        return time.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"«{value}» không phải giờ viết theo dạng 15:00") from None


@shape(frozen=True, config=STRICT)
class _Title:
    vi: str
    en: str


@shape(frozen=True, config=STRICT)
class _Rules:
    since: Day
    act: str
    next_day_after: Annotated[time | None, BeforeValidator(_clock)]
    supplement: Way
    supplements: Count
    extensions: Count
    apology_days_before: Count


@shape(frozen=True, config=STRICT)
class _File:
    title: _Title
    rules: tuple[_Rules, ...]


_ADAPTER = TypeAdapter(_File)
_KEYS = keys_of(_File, _Title, _Rules)


@dataclass(frozen=True, slots=True)
class ClockBook:
    """All rules, oldest first."""

    title: Text
    rules: tuple[ClockRules, ...]

    def on(self, day: date) -> ClockRules:
        """The rules of the day; before the first ones, the first."""
        held = [one for one in self.rules if one.since <= day]
        return held[-1] if held else self.rules[0]


def read_clock_book(path: Path = SHIPPED) -> tuple[ClockBook | None, list[Problem]]:
    """The rules, or None and every problem with its line. Never raises for what the file holds."""
    node, problems = read_yaml_file(path)
    if node is None:
        return None, problems
    read = typed(_ADAPTER, node, _KEYS)
    if read.value is None:
        return None, read.problems
    days = [one.since for one in read.value.rules]
    if not days or days != sorted(set(days)):
        message, remedy = "các quy tắc không xếp theo ngày hiệu lực", "xếp từ cũ đến mới, mỗi ngày một lần, ít nhất một quy tắc"
        return None, [Problem("dossiers.clock_order", message, remedy, node.find(("rules",)).place)]
    rules = tuple(
        ClockRules(one.since, one.act, one.next_day_after, one.supplement, one.supplements, one.extensions, one.apology_days_before)
        for one in read.value.rules
    )
    return ClockBook(Text(read.value.title.vi, read.value.title.en), rules), []
