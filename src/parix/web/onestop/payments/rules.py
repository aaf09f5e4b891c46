"""Who keeps the fees of an agency: its one-stop unit, finance unit, reform officer and head; whoever sees its dossiers sees what is paid."""

from __future__ import annotations

from collections.abc import Collection

from parix.web.accounts.rules import Standing, is_director_of, is_in_unit, is_member_of, is_officer_of
from parix.web.onestop.dossiers.rules import may_see as may_see


def has_fees(standing: Standing) -> bool:
    """Whose menu leads there; units that take money come by way of a dossier."""
    return bool(standing.officer_of or standing.director_of)


def may_keep(standing: Standing, agency_id: int, units: Collection[int]) -> bool:
    """`units` are the agency's one-stop and finance units."""
    works = is_member_of(standing, agency_id) and any(is_in_unit(standing, unit_id) for unit_id in units)
    return works or is_officer_of(standing, agency_id) or is_director_of(standing, agency_id)


def may_set_account(standing: Standing, agency_id: int) -> bool:
    """Where the money goes is the head's word."""
    return is_director_of(standing, agency_id) or is_officer_of(standing, agency_id)
