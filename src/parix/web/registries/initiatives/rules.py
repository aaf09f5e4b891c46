"""Who sees, registers, changes, decides and applies; and the day by which a decision is due."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Protocol

from parix.web.accounts.rules import Standing, is_auditor_over, is_coordinator_over, is_director_of, is_in_unit, is_member_of, is_officer_of
from parix.web.registries.initiatives.choices import MONTHS_TO_DECIDE, State


class InitiativeLike(Protocol):
    state: str

    @property
    def agency_id(self) -> int: ...

    @property
    def unit_id(self) -> int: ...


def has_registry(standing: Standing) -> bool:
    """Works for an agency, or looks over some."""
    return bool(standing.member_of or standing.coordinates or standing.audits)


def may_see(standing: Standing, agency_id: int) -> bool:
    return is_member_of(standing, agency_id) or is_coordinator_over(standing, agency_id) or is_auditor_over(standing, agency_id)


def may_decide_for(standing: Standing, agency_id: int) -> bool:
    """Keeps the agency's registry: the reform officer, who enters the head's decision, and the head."""
    return is_officer_of(standing, agency_id) or is_director_of(standing, agency_id)


def may_register(standing: Standing, agency_id: int, unit_id: int) -> bool:
    """For the own unit; for every unit of the agency whoever keeps the registry."""
    return may_decide_for(standing, agency_id) or (is_member_of(standing, agency_id) and is_in_unit(standing, unit_id))


def may_register_some(standing: Standing, agency_id: int) -> bool:
    return may_decide_for(standing, agency_id) or (is_member_of(standing, agency_id) and bool(standing.units))


def may_work_on(standing: Standing, one: InitiativeLike) -> bool:
    """Withdraws, and notes where it is applied: its unit, and whoever keeps the registry."""
    return may_register(standing, one.agency_id, one.unit_id)


def may_change(standing: Standing, one: InitiativeLike) -> bool:
    """What is decided stays as it was decided on."""
    return one.state == State.REGISTERED and may_work_on(standing, one)


def may_decide(standing: Standing, one: InitiativeLike) -> bool:
    return may_decide_for(standing, one.agency_id)


def decide_by(registered_on: date) -> date:
    """The same day some months later, or the last of that month."""
    month = registered_on.month - 1 + MONTHS_TO_DECIDE
    year, month = registered_on.year + month // 12, month % 12 + 1
    return date(year, month, min(registered_on.day, monthrange(year, month)[1]))
