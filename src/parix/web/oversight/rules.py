"""Who may look at the trail and the ledger, and who may set a job going."""

from __future__ import annotations

from parix.web.accounts.rules import Standing


def may_see_trail(standing: Standing) -> bool:
    return bool(standing.audits or standing.administers)


def may_see_every_room(standing: Standing) -> bool:
    """An auditor reads everything; an administrator only acts on people, agencies and the software."""
    return bool(standing.audits)


def may_see_ledger(standing: Standing) -> bool:
    return may_see_trail(standing)


def may_see_run(standing: Standing, username: str, asked_by: str) -> bool:
    """Whoever asked for it follows its progress."""
    return may_see_ledger(standing) or (asked_by != "" and asked_by == username)


def may_verify(standing: Standing) -> bool:
    return may_see_trail(standing)


def may_set_going(standing: Standing) -> bool:
    """Asking for failed runs again, switching the schedule. An auditor writes nothing."""
    return bool(standing.administers)
