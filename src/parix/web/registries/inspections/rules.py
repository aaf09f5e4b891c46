"""Who plans and concludes inspections, who mends what was found, who decides on more time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from parix.web.accounts.rules import Standing, is_auditor_over, is_coordinator_over, is_director_of, is_in_unit, is_member_of, is_officer_of
from parix.web.registries.inspections.choices import FindingState


class InspectionLike(Protocol):
    state: str

    @property
    def agency_id(self) -> int: ...

    @property
    def unit_id(self) -> int | None: ...

    @property
    def below_id(self) -> int | None: ...


class FindingLike(Protocol):
    state: str
    fix_by: date

    @property
    def inspection(self) -> InspectionLike: ...


@dataclass(frozen=True, slots=True)
class Rights:
    """What somebody may do in one agency's registry, with one inspection."""

    keeps: bool
    remedies: bool


def has_registry(standing: Standing) -> bool:
    return bool(standing.member_of or standing.coordinates or standing.audits)


def may_see(standing: Standing, agency_id: int) -> bool:
    return is_member_of(standing, agency_id) or is_coordinator_over(standing, agency_id) or is_auditor_over(standing, agency_id)


def may_see_inspection(standing: Standing, one: InspectionLike) -> bool:
    """Also whoever was inspected, where it is an agency below."""
    return may_see(standing, one.agency_id) or (one.below_id is not None and is_member_of(standing, one.below_id))


def may_keep(standing: Standing, agency_id: int, inspectorate: Collection[int], *, at_top: bool) -> bool:
    """Plans, concludes, sets days: the agency's inspectorate, its reform officer and head; the coordinator for the province itself."""
    inspects = is_member_of(standing, agency_id) and any(is_in_unit(standing, unit_id) for unit_id in inspectorate)
    return inspects or is_officer_of(standing, agency_id) or is_director_of(standing, agency_id) or (at_top and is_coordinator_over(standing, agency_id))


def may_remedy(standing: Standing, one: InspectionLike, inspectorate: Collection[int], *, at_top: bool) -> bool:
    """Whoever was inspected says that it is mended; and whoever keeps the registry, for those who cannot sign in."""
    if one.unit_id is not None and is_member_of(standing, one.agency_id) and is_in_unit(standing, one.unit_id):
        return True
    below = one.below_id is not None and (is_officer_of(standing, one.below_id) or is_director_of(standing, one.below_id))
    return below or may_keep(standing, one.agency_id, inspectorate, at_top=at_top)


def is_overdue(finding: FindingLike, today: date) -> bool:
    return finding.state == FindingState.OPEN and finding.fix_by < today
