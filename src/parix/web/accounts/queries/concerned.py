"""Whom something concerns, for notices: who holds a role at an agency, works in a unit, or watches over an agency from above.

Only people who can sign in, by their roles of the day; one query each, however many agencies or units.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from parix.web.accounts.choices import AGENCY_ROLES
from parix.web.accounts.models import Membership, User
from parix.web.organisations.queries import ids_above, in_force

People = tuple[int, ...]


def people_at(roles: Collection[str], agency_ids: Iterable[int] | None, on: date) -> Mapping[int, People]:
    """By agency: who holds one of the roles at this very agency; of every agency where `agency_ids` is None."""
    return _grouped(roles, "agency_id", agency_ids, on)


def people_in_units(unit_ids: Iterable[int], on: date) -> Mapping[int, People]:
    """By unit: who works in it, its head included."""
    return _grouped(AGENCY_ROLES, "unit_id", unit_ids, on)


def people_over(roles: Collection[str], agency_ids: Iterable[int], on: date) -> Mapping[int, People]:
    """By agency: who holds one of the roles at it or at an agency above it."""
    above = ids_above(agency_ids)
    held = people_at(roles, {one for chain in above.values() for one in chain}, on)
    return {agency_id: tuple(dict.fromkeys(user for one in chain for user in held.get(one, ()))) for agency_id, chain in above.items()}


def names_of(user_ids: Iterable[int]) -> Mapping[int, str]:
    """Full names, also of people who have left."""
    return dict(User.objects.filter(pk__in=list(user_ids)).values_list("pk", "full_name"))


def _grouped(roles: Collection[str], place: str, ids: Iterable[int] | None, on: date) -> Mapping[int, People]:
    held = Membership.objects.filter(role__in=roles)
    if ids is not None:
        wanted = list(ids)
        if not wanted:
            return {}
        held = held.filter(**{f"{place}__in": wanted})
    found: dict[int, list[int]] = defaultdict(list)
    for where, user_id in held.filter(in_force(on), user__is_active=True).order_by("user__username").values_list(place, "user_id"):
        found[where].append(user_id)
    return {where: tuple(dict.fromkeys(users)) for where, users in found.items()}
