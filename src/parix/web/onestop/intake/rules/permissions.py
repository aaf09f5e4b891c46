"""Who takes dossiers in: the agency's reform officer and whoever administers it."""

from __future__ import annotations

from parix.web.accounts.rules import Standing, is_administrator_of, is_officer_of


def has_intake(standing: Standing) -> bool:
    return bool(standing.officer_of or standing.administers)


def may_take_in(standing: Standing, agency_id: int) -> bool:
    return is_officer_of(standing, agency_id) or is_administrator_of(standing, agency_id)
