"""Jobs of the tests' own room."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any

from django.db import transaction

from parix.foundation.problems import Place, Problem, ProblemsFound
from parix.web.audit_trail.actions import record
from parix.web.audit_trail.models import Entry
from parix.web.background.actions.performing import HERE

CALLS: list[dict[str, Any]] = []
ELSEWHERE = time.sleep


def note(*, now: datetime, progress: Any, **ids: int | str) -> None:
    CALLS.append({"now": now, **ids})


def stumble(*, now: datetime, progress: Any, person: str) -> None:
    raise ValueError(f"{person} <{person}@example.com>")


def refuse(*, now: datetime, progress: Any) -> None:
    raise ProblemsFound([
        Problem("sample.bad", "tệp của Nguyễn Văn A hỏng", "nộp lại tệp", Place("nguyen_van_a.xlsx", path="sheet 1")),
        Problem("sample.worse", "không đọc được", "xuất lại tệp"),
    ])


def be_stopped(*, now: datetime, progress: Any) -> None:
    for count in range(10):
        CALLS.append({"count": count})
        if count == 3:
            HERE.stopping.set()
        progress(count, 10)


def walk(*, now: datetime, progress: Any, steps: int, seconds: str) -> None:
    """Each step leaves one entry, once; a step that is there already is passed over."""
    for step in range(steps):
        with transaction.atomic():
            if not Entry.objects.filter(subject=f"sample.Step:{step}").exists():
                record(act="sample.step_made", subject=f"sample.Step:{step}", by="system", at=now)
        time.sleep(float(seconds))
        progress(step + 1, steps)


def mark(*, now: datetime, progress: Any, number: int) -> None:
    """An entry each time that it runs, so that running twice would show."""
    with transaction.atomic():
        record(act="sample.marked", subject=f"sample.Mark:{number}", by="system", at=now)


def _private(*, now: datetime, progress: Any) -> None:
    raise AssertionError("never called")
