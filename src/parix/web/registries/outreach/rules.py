"""Who keeps the plan, reports items, runs contests; how a contest stands at a moment; what an entrant shows of himself."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Protocol

from parix.foundation.folding import folded
from parix.web.accounts import rules as people
from parix.web.accounts.rules import is_auditor_over, is_coordinator_over, is_director_of, is_in_unit, is_member_of, is_officer_of
from parix.web.registries.outreach.choices import LATE_MINUTES, ContestState, ItemState, KnownBy, Standing


class ItemLike(Protocol):
    state: str

    @property
    def agency_id(self) -> int: ...

    @property
    def unit_id(self) -> int: ...


class ContestLike(Protocol):
    state: str
    opens_at: datetime
    closes_at: datetime

    @property
    def agency_id(self) -> int: ...


def has_registry(standing: people.Standing) -> bool:
    return bool(standing.member_of or standing.coordinates or standing.audits)


def may_see(standing: people.Standing, agency_id: int) -> bool:
    return is_member_of(standing, agency_id) or is_coordinator_over(standing, agency_id) or is_auditor_over(standing, agency_id)


def may_keep(standing: people.Standing, agency_id: int) -> bool:
    """The year's plan and the contests: the reform officer and the head of the agency."""
    return is_officer_of(standing, agency_id) or is_director_of(standing, agency_id)


def may_change_item(standing: people.Standing, item: ItemLike) -> bool:
    """What was reported stays as it was reported on."""
    return item.state == ItemState.PLANNED and may_keep(standing, item.agency_id)


def may_report_on(standing: people.Standing, item: ItemLike) -> bool:
    """The unit that carries it out, and whoever keeps the plan."""
    return may_keep(standing, item.agency_id) or (is_member_of(standing, item.agency_id) and is_in_unit(standing, item.unit_id))


def may_direct(standing: people.Standing, item: ItemLike) -> bool:
    return may_keep(standing, item.agency_id)


def is_overdue(item: ItemLike, due_on: date, today: date) -> bool:
    return item.state == ItemState.PLANNED and due_on < today


# --- contests ---------------------------------------------------------------------------------------------------------------


def may_change_contest(standing: people.Standing, contest: ContestLike) -> bool:
    """Questions and rules are the same for everybody, so they end changing when the contest is announced."""
    return contest.state == ContestState.DRAFTED and may_keep(standing, contest.agency_id)


def may_direct_contest(standing: people.Standing, contest: ContestLike) -> bool:
    """Extends it, annuls it, counts a late entry: once it is announced, with a reason."""
    return contest.state == ContestState.ANNOUNCED and may_keep(standing, contest.agency_id)


def may_see_entrants(standing: people.Standing, contest: ContestLike) -> bool:
    """Names and numbers in full: whoever runs the contest, to hand out prizes; each time stands in the journal."""
    return contest.state != ContestState.DRAFTED and may_keep(standing, contest.agency_id)


def standing_at(contest: ContestLike, now: datetime) -> Standing:
    if contest.state == ContestState.DRAFTED:
        return Standing.DRAFTED
    if contest.state == ContestState.ANNULLED:
        return Standing.ANNULLED
    if now < contest.opens_at:
        return Standing.WAITING
    return Standing.RUNNING if now < contest.closes_at else Standing.CLOSED


def is_kept_late(contest: ContestLike, opened_form_at: datetime | None, now: datetime) -> bool:
    """Late, but the form was open before the end, and it is not long past."""
    in_time = opened_form_at is not None and contest.opens_at <= opened_form_at < contest.closes_at
    return in_time and contest.closes_at <= now <= contest.closes_at + timedelta(minutes=LATE_MINUTES)


# --- who somebody is --------------------------------------------------------------------------------------------------------


def words_of_person(known_by: str, name: str, number: str) -> str:
    """What is hashed: the same for however somebody writes the own name and number."""
    return number if known_by == KnownBy.IDENTITY else f"{folded(name)}|{number}"
