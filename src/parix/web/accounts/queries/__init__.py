"""Reads of people: the standing of a user, the roles that a page shows, lists for administrators.

In: users, requests, filters. Out: standings, small frozen rows, querysets; the user's type goes to other rooms from here.
Must not: change anything, or decide who may see a page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, FilteredRelation, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from parix.web.accounts.choices import AGENCY_ROLES, ROLE_DUTIES, Role
from parix.web.accounts.models import Membership
from parix.web.accounts.models import User as User
from parix.web.accounts.rules import NOBODY, Appraising, Standing, holds, reaches_below
from parix.web.organisations.queries import ids_below, in_force

_OF_A_ROLE = ("role", "agency_id", "unit_id", "fields")


@dataclass(frozen=True, slots=True)
class Post:
    """One role of one person, in words."""

    agency_id: int
    agency: str
    role: str
    duty: str
    unit: str = ""
    fields: tuple[str, ...] = ()


def person_with_roles(user_id: int) -> User | None:
    """The person with the roles of today at hand, in one query: whoever signs in is asked for both by every page."""
    day = timezone.localdate()
    rows = list(_people_with_roles(day).filter(pk=user_id))
    if not rows:
        return None
    roles = [tuple(getattr(row, f"held_{name}") for name in _OF_A_ROLE) for row in rows]
    person = rows[0]
    person.roles_read = (day, [one for one in roles if one[0] is not None])
    return person


@lru_cache(maxsize=2)
def _people_with_roles(day: date) -> QuerySet[Any]:
    """Never asked itself, only narrowed down: every page asks, and putting the question together takes longer than the answer."""
    held = FilteredRelation("memberships", condition=in_force(day, "memberships__"))
    return User.objects.annotate(held=held).annotate(**{f"held_{name}": F(f"held__{name}") for name in _OF_A_ROLE})


def _roles(user: User, day: date) -> list[tuple[Any, ...]]:
    read_on, roles = getattr(user, "roles_read", (None, []))
    return roles if read_on == day else list(Membership.objects.filter(in_force(day), user=user).values_list(*_OF_A_ROLE))


def standing_of(user: User | AnonymousUser, on: date | None = None) -> Standing:
    """What the person's roles allow on the day (today). At most one query for somebody whose roles end at one agency's door; the tree
    is walked only for a role that reaches further."""
    if not isinstance(user, User) or not user.is_active:
        return NOBODY
    day = on or timezone.localdate()
    rows = _roles(user, day)
    tops = {agency_id for role, agency_id, _unit, _fields in rows if reaches_below(role)}
    reach = ids_below(tops) if tops else {}

    def covered(*roles: str) -> frozenset[int]:
        return frozenset(
            one for held in roles for one in holds(held, [agency_id for role, agency_id, _u, _f in rows if role == held], reach)
        )

    return Standing(
        user_id=user.pk,
        member_of=covered(*AGENCY_ROLES),
        units=frozenset(unit for role, _a, unit, _f in rows if unit is not None and role in AGENCY_ROLES),
        heads=frozenset(unit for role, _a, unit, _f in rows if unit is not None and role == Role.UNIT_HEAD),
        officer_of=covered(Role.REFORM_OFFICER),
        director_of=covered(Role.DIRECTOR),
        appraises=tuple(
            Appraising(holds(Role.APPRAISER, [agency_id], reach), frozenset(fields)) for role, agency_id, _u, fields in rows if role == Role.APPRAISER
        ),
        council_over=covered(Role.COUNCIL_MEMBER),
        coordinates=covered(Role.COORDINATOR),
        audits=covered(Role.AUDITOR),
        administers=covered(Role.ADMINISTRATOR),
        roles=frozenset(role for role, _a, _u, _f in rows),
    )


def standing_for(request: HttpRequest) -> Standing:
    """The standing of the person who asks, worked out once per request."""
    known = getattr(request, "_standing", None)
    if isinstance(known, Standing):
        return known
    standing = standing_of(request.user)
    request._standing = standing  # type: ignore[attr-defined]
    return standing


def person_of(request: HttpRequest) -> User:
    """Who asks, in a view that asks for a signed-in person first."""
    assert isinstance(request.user, User)
    return request.user


def posts_of(user: User, on: date | None = None) -> list[Post]:
    """The roles that the person holds on the day (today)."""
    day = on or timezone.localdate()
    memberships = Membership.objects.filter(in_force(day), user=user).select_related("agency", "unit").order_by("agency__folded_name", "role", "pk")
    return [
        Post(
            one.agency_id, one.agency.name, one.get_role_display(), str(ROLE_DUTIES[Role(one.role)]),
            one.unit.name if one.unit else "", tuple(one.fields),
        )
        for one in memberships
    ]


def user_by_username(username: str) -> User | None:
    return User.objects.filter(username=username).first()


def has_any_user_besides(usernames: list[str]) -> bool:
    return User.objects.exclude(username__in=usernames).exists()


def people_with_role(role: str, agency_id: int, on: date, unit_id: int | None = None) -> list[User]:
    """Who holds the role at this agency (in this unit) on the day, for notices and assignments; active people alone."""
    held = Membership.objects.filter(in_force(on), role=role, agency_id=agency_id)
    if unit_id is not None:
        held = held.filter(unit_id=unit_id)
    return list(User.objects.filter(is_active=True, pk__in=held.values("user_id")).order_by("username"))
