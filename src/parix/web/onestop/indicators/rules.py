"""Who sees figures of an agency, and who may have them counted anew."""

from __future__ import annotations

from parix.web.accounts.rules import Standing, is_auditor_over, is_coordinator_over, is_director_of, is_member_of, is_officer_of


def has_indicators(standing: Standing) -> bool:
    return bool(standing.member_of or standing.coordinates or standing.audits)


def may_see(standing: Standing, agency_id: int) -> bool:
    return is_member_of(standing, agency_id) or is_coordinator_over(standing, agency_id) or is_auditor_over(standing, agency_id)


def may_see_officials(standing: Standing, agency_id: int) -> bool:
    """How each person of the agency is graded: its head and its reform officer; everybody sees the own line."""
    return is_director_of(standing, agency_id) or is_officer_of(standing, agency_id)


def may_refresh(standing: Standing, agency_id: int) -> bool:
    return is_officer_of(standing, agency_id) or is_director_of(standing, agency_id) or is_coordinator_over(standing, agency_id)
