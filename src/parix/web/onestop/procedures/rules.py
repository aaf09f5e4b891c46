"""Who reads a catalogue, who keeps it."""

from __future__ import annotations

from collections.abc import Collection

from parix.web.accounts.rules import Standing, is_auditor_over, is_coordinator_over, is_director_of, is_in_unit, is_member_of, is_officer_of


def has_catalogue(standing: Standing) -> bool:
    return bool(standing.member_of or standing.coordinates or standing.audits)


def may_see(standing: Standing, agency_id: int) -> bool:
    return is_member_of(standing, agency_id) or is_coordinator_over(standing, agency_id) or is_auditor_over(standing, agency_id)


def may_keep(standing: Standing, agency_id: int, one_stop: Collection[int], *, at_top: bool) -> bool:
    """The agency's reform officer and head, the people of its one-stop unit; the coordinator for the province itself."""
    at_counter = is_member_of(standing, agency_id) and any(is_in_unit(standing, unit_id) for unit_id in one_stop)
    return at_counter or is_officer_of(standing, agency_id) or is_director_of(standing, agency_id) or (at_top and is_coordinator_over(standing, agency_id))
