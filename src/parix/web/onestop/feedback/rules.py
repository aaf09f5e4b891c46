"""Who handles feedback, and how it stands against its clocks on a day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Protocol

from parix.web.accounts.rules import Standing, is_auditor_over, is_coordinator_over, is_director_of, is_in_unit, is_member_of, is_officer_of
from parix.web.onestop.feedback.choices import State


class FeedbackLike(Protocol):
    state: str
    answer_by: date
    publish_by: date | None

    @property
    def agency_id(self) -> int: ...


def has_feedback(standing: Standing) -> bool:
    return bool(standing.member_of or standing.coordinates or standing.audits)


def may_see(standing: Standing, agency_id: int) -> bool:
    return is_member_of(standing, agency_id) or is_coordinator_over(standing, agency_id) or is_auditor_over(standing, agency_id)


def may_handle(standing: Standing, agency_id: int, one_stop: Collection[int], *, at_top: bool) -> bool:
    """The agency's one-stop unit, its reform officer and its head; the coordinator for the province itself."""
    desk = is_member_of(standing, agency_id) and any(is_in_unit(standing, unit_id) for unit_id in one_stop)
    return desk or is_officer_of(standing, agency_id) or is_director_of(standing, agency_id) or (at_top and is_coordinator_over(standing, agency_id))


def due_on(one: FeedbackLike) -> date | None:
    """The day that counts next; none while more is waited for, and when all is done."""
    if one.state in (State.RECEIVED, State.HANDLING):
        return one.answer_by
    return one.publish_by if one.state == State.ANSWERED else None


def is_overdue(one: FeedbackLike, today: date) -> bool:
    day = due_on(one)
    return day is not None and day < today
