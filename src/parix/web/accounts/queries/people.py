"""People as administrators see them: lists with their roles, one person's page, who may be found by whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from parix.foundation.folding import folded
from parix.foundation.phrases import Text
from parix.web.accounts.choices import AGENCY_ROLES, ROLE_DUTIES, Role
from parix.web.accounts.models import Membership, User
from parix.web.accounts.queries.field_keys import said_fields
from parix.web.organisations.queries import Agency, in_force
from parix.web.organisations.queries.ordering import vietnamese

ORDERS = {"ten": "sorting_name", "dang-nhap": "username", "lan-cuoi": "last_login"}


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address of the list."""

    words: str = ""
    role: str = ""
    unit: str = ""
    agency: str = ""
    state: str = ""
    order: str = "ten"


@dataclass(frozen=True, slots=True)
class Held:
    """One role in a list."""

    role: str
    label: str
    unit: str
    agency: str
    agency_id: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonRow:
    username: str
    full_name: str
    position: str
    email: str
    is_active: bool
    last_login: datetime | None
    has_second_factor: bool
    roles: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class ListedRole:
    """One role of one person, flat, as a row of a workbook."""

    full_name: str
    username: str
    email: str
    position: str
    agency: str
    unit: str
    label: str
    fields: tuple[str, ...]


def listed_roles(agency_ids: Collection[int], on: date) -> list[ListedRole]:
    """Every role that active people hold today at these agencies, by the people's names; one query."""
    held = Membership.objects.filter(in_force(on), agency_id__in=list(agency_ids), user__is_active=True).select_related("user", "agency", "unit")
    return [
        ListedRole(
            one.user.full_name, one.user.username, one.user.email, one.user.position, one.agency.name, one.unit.name if one.unit else "",
            one.get_role_display(), tuple(one.fields),
        )
        for one in held.order_by(vietnamese("user__sorting_name"), "user_id", "role", "pk")
    ]


def people_found(agency_ids: Collection[int], filters: Filters, on: date) -> QuerySet[User]:
    """People with a role at one of the agencies, today or before, in the order asked for."""
    held = Membership.objects.filter(user=OuterRef("pk"), agency_id__in=list(agency_ids))
    if filters.agency:
        held = held.filter(agency__code=filters.agency)
    if filters.role:
        held = held.filter(in_force(on), role=filters.role)
    if filters.unit:
        held = held.filter(in_force(on), unit__code=filters.unit)
    found = User.objects.filter(Exists(held))
    for word in folded(filters.words).split():
        found = found.filter(Q(folded_name__contains=word) | Q(username__icontains=word) | Q(email__icontains=word))
    if filters.state == "ngung":
        found = found.filter(is_active=False)
    elif filters.state != "tat-ca":
        found = found.filter(is_active=True)
    field = ORDERS.get(filters.order, "sorting_name")
    if field == "sorting_name":
        return found.order_by(vietnamese(field), "pk")
    return found.order_by("-last_login" if field == "last_login" else field, "pk")


def rows_of(people: Iterable[User], agency_ids: Collection[int], on: date) -> list[PersonRow]:
    """The people of one page with the roles they hold today at these agencies: two queries, however many they are."""
    people = list(people)
    ids = [person.pk for person in people]
    roles: dict[int, list[Held]] = {}
    for one in Membership.objects.filter(in_force(on), user_id__in=ids, agency_id__in=list(agency_ids)).select_related("agency", "unit").order_by("role", "pk"):
        roles.setdefault(one.user_id, []).append(_held(one))
    secured = set(Authenticator.objects.filter(user_id__in=ids).exclude(type=Authenticator.Type.RECOVERY_CODES).values_list("user_id", flat=True))
    return [
        PersonRow(
            one.username, one.full_name, one.position, one.email, one.is_active, one.last_login, one.pk in secured, tuple(roles.get(one.pk, ())),
        )
        for one in people
    ]


def person_within(username: str, agency_ids: Collection[int]) -> User | None:
    """The person, if there is or was a role at one of the agencies."""
    memberships = Prefetch("memberships", Membership.objects.select_related("agency", "unit").order_by("agency__folded_name", "role", "pk"))
    held = Membership.objects.filter(user=OuterRef("pk"), agency_id__in=list(agency_ids))
    return User.objects.filter(Exists(held), username=username).prefetch_related(memberships).first()


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A role on a person's page: `state` is held, later or ended."""

    id: int
    label: str
    duty: str
    agency: Agency
    unit: str
    fields: list[Text]
    valid_from: date | None
    valid_until: date | None
    state: str
    is_here: bool


def posts_within(person: User, agency_ids: Collection[int], on: date) -> list[HeldPost]:
    """The roles that the person holds, will hold and held at these agencies, those of today first. Needs `memberships` fetched."""
    posts = [
        HeldPost(
            one.pk, one.get_role_display(), str(ROLE_DUTIES[Role(one.role)]), one.agency, one.unit.name if one.unit else "", said_fields(one.fields),
            one.valid_from, one.valid_until, _state(one, on), one.agency_id in agency_ids,
        )
        for one in person.memberships.all()
    ]
    return sorted((one for one in posts if one.is_here), key=lambda one: ("held", "later", "ended").index(one.state))


@dataclass(frozen=True, slots=True)
class Colleague:
    """One active person of an agency, and the units that the person works in or leads on the day."""

    user: User
    units: frozenset[int]
    heads: frozenset[int]


def colleagues_of(agency_id: int, on: date) -> list[Colleague]:
    """Everybody with a role that ends at the agency's door, by their names; one query."""
    held = Membership.objects.filter(in_force(on), agency_id=agency_id, role__in=AGENCY_ROLES, user__is_active=True).select_related("user")
    found: dict[int, Colleague] = {}
    for one in held.order_by(vietnamese("user__sorting_name"), "user_id", "pk"):
        unit = frozenset({one.unit_id} if one.unit_id else ())
        heads = unit if one.role == Role.UNIT_HEAD else frozenset()
        before = found.get(one.user_id, Colleague(one.user, frozenset(), frozenset()))
        found[one.user_id] = Colleague(before.user, before.units | unit, before.heads | heads)
    return list(found.values())


def agencies_of_people(user_ids: Collection[int], on: date) -> dict[int, frozenset[int]]:
    """The agencies that each of these people works for on the day, in a role that ends at the agency's door; one query."""
    pairs = Membership.objects.filter(in_force(on), user_id__in=list(user_ids), role__in=AGENCY_ROLES).values_list("user_id", "agency_id")
    found: dict[int, frozenset[int]] = {}
    for user_id, agency_id in pairs:
        found[user_id] = found.get(user_id, frozenset()) | {agency_id}
    return found


def people_by_unit(unit_ids: Collection[int], on: date) -> dict[int, int]:
    """How many active people work in each unit on the day; one query."""
    pairs = Membership.objects.filter(in_force(on), unit_id__in=list(unit_ids), user__is_active=True).values_list("unit_id", "user_id").distinct()
    counts: dict[int, int] = {}
    for unit_id, _user_id in pairs:
        counts[unit_id] = counts.get(unit_id, 0) + 1
    return counts


def membership_of(person: User, membership_id: int) -> Membership | None:
    return Membership.objects.filter(user=person, pk=membership_id).select_related("agency", "unit").first()


def agency_ids_of(user_id: int) -> set[int]:
    """Agencies where the person holds or ever held a role."""
    return set(Membership.objects.filter(user_id=user_id).values_list("agency_id", flat=True))


def not_ended(on: date) -> Q:
    """Roles that hold on the day or will hold later."""
    return Q(valid_until__isnull=True) | Q(valid_until__gte=on)


def roles_held(user_id: int, on: date) -> list[str]:
    """Roles that the person holds on the day or will hold later."""
    return list(Membership.objects.filter(not_ended(on), user_id=user_id).order_by().values_list("role", flat=True).distinct())


def has_second_factor(user: User) -> bool:
    return Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def counts_by_agency(agency_ids: Collection[int], on: date) -> dict[int, int]:
    """How many active people have a role at each agency; one query."""
    pairs = Membership.objects.filter(in_force(on), agency_id__in=list(agency_ids), user__is_active=True).values_list("agency_id", "user_id").distinct()
    counts: dict[int, int] = {}
    for agency_id, _user_id in pairs:
        counts[agency_id] = counts.get(agency_id, 0) + 1
    return counts


def _held(one: Membership) -> Held:
    return Held(one.role, one.get_role_display(), one.unit.name if one.unit else "", one.agency.short_name, one.agency_id, tuple(one.fields))


def _state(one: Membership, on: date) -> str:
    if one.valid_until is not None and one.valid_until < on:
        return "ended"
    return "later" if one.valid_from is not None and one.valid_from > on else "held"
