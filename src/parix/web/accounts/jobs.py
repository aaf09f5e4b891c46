"""At night: workbooks of people that were read and never applied are forgotten. On demand: one invitation by e-mail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from parix.web.accounts.actions.imports import forget_unapplied
from parix.web.accounts.actions.invitations import send_invitation


def forget_workbooks(*, now: datetime, progress: Callable[[int, int], None]) -> None:
    forgotten = forget_unapplied(now=now)
    progress(forgotten, forgotten)


def invite(*, now: datetime, progress: Callable[[int, int], None], user_id: int) -> None:
    send_invitation(user_id=user_id)
    progress(1, 1)
