"""Reminders 7, 3 and 1 days before a deadline, and once when it has passed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from parix.foundation.phrases import Text, Value
from parix.web.notices.actions.telling import NewNotice, notify_each
from parix.web.notices.choices import DEADLINE_LATE, DEADLINE_NEAR
from parix.web.notices.queries.kinds import Deadline, deadlines
from parix.web.notices.rules import LATE, reminder_for

AT_ONCE = 200


def remind(*, today: date, now: datetime, progress: Callable[[int, int], None]) -> int:
    """Tell whoever has a deadline that the day calls for; returns how many deadlines those were. A moved deadline reminds anew."""
    due = [(one, days) for one in deadlines(today) if (days := reminder_for(one.due, today)) is not None]
    for start in range(0, len(due), AT_ONCE):
        notify_each(notices=[_notice(one, days, today) for one, days in due[start : start + AT_ONCE]], now=now)
        progress(min(start + AT_ONCE, len(due)), len(due))
    return len(due)


def _notice(one: Deadline, days: int, today: date) -> NewNotice:
    kind = DEADLINE_LATE if days == LATE else DEADLINE_NEAR
    occasion = f"{'late' if days == LATE else days}:{one.due.isoformat()}"
    words: dict[str, Value] = {"what": one.what, "worth": one.worth, "left": _left((one.due - today).days)}
    return NewNotice(one.recipients, kind.code, one.subject, occasion, one.url, words, one.due)


def _left(days: int) -> Text:
    if days == 0:
        return Text("Hạn hôm nay", "Due today")
    if days == 1:
        return Text("Hạn ngày mai", "Due tomorrow")
    return Text(f"Còn {days} ngày", f"{days} days left")
