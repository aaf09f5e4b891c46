"""Who may do what to which dossier. Personal data in full is for those who work on the dossier; everybody else sees it masked.

In: a standing, a dossier's agency and unit, the one-stop units of the agency. Out: yes or no. Must not: ask a table.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from parix.web.accounts.rules import Standing, is_auditor_over, is_coordinator_over, is_director_of, is_in_unit, is_member_of, is_officer_of


class DossierLike(Protocol):
    source: str

    @property
    def agency_id(self) -> int: ...

    @property
    def unit_id(self) -> int | None: ...


def has_dossiers(standing: Standing) -> bool:
    return bool(standing.member_of or standing.coordinates or standing.audits)


def may_see(standing: Standing, agency_id: int) -> bool:
    return is_member_of(standing, agency_id) or is_coordinator_over(standing, agency_id) or is_auditor_over(standing, agency_id)


def may_receive(standing: Standing, agency_id: int, one_stop: Collection[int]) -> bool:
    """At the desk: people of the agency's one-stop unit, its reform officer and its head."""
    clerk = is_member_of(standing, agency_id) and any(is_in_unit(standing, unit_id) for unit_id in one_stop)
    return clerk or is_officer_of(standing, agency_id) or is_director_of(standing, agency_id)


def may_handle(standing: Standing, dossier: DossierLike, one_stop: Collection[int]) -> bool:
    """The unit that works on it, and whoever stands at the desk."""
    works = dossier.unit_id is not None and is_member_of(standing, dossier.agency_id) and is_in_unit(standing, dossier.unit_id)
    return works or may_receive(standing, dossier.agency_id, one_stop)


def may_read_applicant(standing: Standing, dossier: DossierLike, one_stop: Collection[int]) -> bool:
    """Name, numbers and address in full; each reading stands in the journal."""
    return may_handle(standing, dossier, one_stop)


def may_set_prefix(standing: Standing, agency_id: int) -> bool:
    """The agency part of codes: given from above, kept by its reform officer and head."""
    return is_officer_of(standing, agency_id) or is_director_of(standing, agency_id) or is_coordinator_over(standing, agency_id)


def is_own(dossier: DossierLike) -> bool:
    """Steps are taken only where the dossier is kept: one system owns its status, the others hold a copy."""
    return not dossier.source
