"""What an administrator ought to look at: people without a role, people who never came in, agencies where nobody can sign."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Subquery

from parix.web.accounts.choices import Role
from parix.web.accounts.models import Membership, User
from parix.web.organisations.queries import Agency, in_force

SIGNING = (Role.REFORM_OFFICER, Role.DIRECTOR)
MOST = 8


@dataclass(frozen=True, slots=True)
class Lacking:
    """An agency without an officer, without a director, or without both."""

    agency: Agency
    officer: bool
    director: bool


@dataclass(frozen=True, slots=True)
class Attention:
    """The first of each list and how many there are. People carry the code of an agency where they are found (`place`)."""

    without_role: tuple[User, ...]
    without_role_count: int
    never_came: tuple[User, ...]
    never_came_count: int
    lacking: tuple[Lacking, ...]
    lacking_count: int

    @property
    def is_quiet(self) -> bool:
        return not (self.without_role_count or self.never_came_count or self.lacking_count)


def attention(agency_ids: Collection[int], on: date) -> Attention:
    """Of the people and agencies that the administrator looks after; four queries, however many they are. Where the trees end,
    nobody is scored, so nobody has to sign."""
    ids = list(agency_ids)
    held = Membership.objects.filter(user=OuterRef("pk"), agency_id__in=ids)
    place = Subquery(held.order_by("-valid_from", "pk").values("agency__code")[:1])
    ours = User.objects.filter(Exists(held), is_active=True).annotate(place=place).order_by("sorting_name", "pk")
    without_role = list(ours.exclude(Exists(Membership.objects.filter(in_force(on), user=OuterRef("pk")))))
    never_came = list(ours.filter(Exists(held.filter(in_force(on))), last_login__isnull=True))
    scored = list(Agency.objects.filter(in_force(on), pk__in=ids, parent__isnull=False).order_by("folded_name"))
    signing = Membership.objects.filter(in_force(on), role__in=SIGNING, agency_id__in=ids, user__is_active=True)
    there = set(signing.values_list("agency_id", "role"))
    lacking = [
        Lacking(one, (one.pk, Role.REFORM_OFFICER.value) not in there, (one.pk, Role.DIRECTOR.value) not in there)
        for one in scored if any((one.pk, role.value) not in there for role in SIGNING)
    ]
    return Attention(
        tuple(without_role[:MOST]), len(without_role), tuple(never_came[:MOST]), len(never_came), tuple(lacking[:MOST]), len(lacking),
    )
