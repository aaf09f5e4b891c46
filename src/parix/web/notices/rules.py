"""What may be done with a notice and with a kind, and which reminder a day calls for."""

from __future__ import annotations

from datetime import date

from parix.web.notices.choices import NoticeKind

DAYS_BEFORE = (7, 3, 1)
LATE = -1


def may_switch_off(kind: NoticeKind) -> bool:
    return not kind.is_formal


def is_local(url: str) -> bool:
    """Leads to a page of this site."""
    return url.startswith("/") and not url.startswith("//") and "\\" not in url


def reminder_for(due: date, today: date) -> int | None:
    """The reminder that the day calls for: 7, 3 or 1 (days before, or fewer when a day was missed), LATE, or None."""
    left = (due - today).days
    if left < 0:
        return LATE
    return min((days for days in DAYS_BEFORE if left <= days), default=None)
