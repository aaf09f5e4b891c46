"""Giving and ending roles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from parix.foundation.problems import Problem, ProblemsFound
from parix.web.accounts.choices import Role
from parix.web.accounts.models import Membership, User
from parix.web.accounts.queries import standing_of
from parix.web.accounts.queries.people import not_ended, roles_held
from parix.web.accounts.rules import Standing, may_end_membership, may_grant, role_problems
from parix.web.audit_trail.actions import record
from parix.web.organisations.queries import Agency, Unit
from parix.web.organisations.rules import is_top

ONE_DAY = timedelta(days=1)
# A person who acts, or a word for the machine's own act.
Actor = User | str


def standing_of_actor(by: Actor) -> Standing | None:
    """None for the machine's own acts, which nobody has to allow."""
    return None if isinstance(by, str) else standing_of(by)


@transaction.atomic
def grant_role(
    *, person: User, agency: Agency, role: str, unit: Unit | None = None, fields: Sequence[str] = (), valid_from: date | None = None,
    valid_until: date | None = None, by: Actor,
) -> Membership:
    """The person holds the role there from now on; one that is held already is kept, with its fields brought up to date.

    Raises ProblemsFound, or PermissionDenied for a role that the acting person may not give.
    """
    standing = standing_of_actor(by)
    if standing is not None and not may_grant(standing, role, agency.pk, at_top=is_top(agency.parent_id)):
        raise PermissionDenied
    problems = role_problems(
        role, at_top=is_top(agency.parent_id), unit_agency_id=unit.agency_id if unit else None, agency_id=agency.pk, fields=fields,
        held=roles_held(person.pk, timezone.localdate()), valid_from=valid_from, valid_until=valid_until,
    )
    if problems:
        raise ProblemsFound(problems)
    wanted = sorted(set(fields))
    held = Membership.objects.select_for_update().filter(not_ended(timezone.localdate()), user=person, agency=agency, role=role, unit=unit).first()
    if held is not None:
        if held.fields != wanted or held.valid_until != valid_until:
            _change(held, wanted, valid_until, by)
        return held
    made = Membership.objects.create(user=person, agency=agency, role=role, unit=unit, fields=wanted, valid_from=valid_from, valid_until=valid_until)
    record(act="accounts.role_granted", subject=_subject(made), by=by, after=_told(made), scope=agency.code)
    return made


@transaction.atomic
def end_role(*, membership: Membership, last_day: date, reason: str, by: Actor) -> Membership:
    """The role ends with the day; today's changes count from tomorrow, so a role that must stop at once ends yesterday."""
    held = Membership.objects.select_for_update(of=("self",)).select_related("agency", "user", "unit").get(pk=membership.pk)
    standing = standing_of_actor(by)
    if standing is not None and not may_end_membership(standing, held.agency_id, held.role, at_top=is_top(held.agency.parent_id)):
        raise PermissionDenied
    if held.role == Role.ADMINISTRATOR and not isinstance(by, str) and held.user_id == by.pk:
        raise ProblemsFound([Problem("accounts.own_administration", "không tự bỏ vai trò quản trị của chính mình", "nhờ một quản trị khác làm")])
    if held.valid_from is not None and last_day < held.valid_from:
        last_day = held.valid_from - ONE_DAY  # given by mistake: it holds on no day at all
    if held.valid_until is not None and held.valid_until <= last_day:
        return held
    before = {"valid_until": held.valid_until}
    held.valid_until = last_day
    held.save(update_fields=["valid_until"])
    record(act="accounts.role_ended", subject=_subject(held), by=by, before=before, after=_told(held), reason=reason, scope=held.agency.code)
    return held


def _change(held: Membership, fields: list[str], valid_until: date | None, by: Actor) -> None:
    before = {"fields": held.fields, "valid_until": held.valid_until}
    held.fields, held.valid_until = fields, valid_until
    held.save(update_fields=["fields", "valid_until"])
    record(act="accounts.role_changed", subject=_subject(held), by=by, before=before, after=_told(held), scope=held.agency.code)


def _subject(membership: Membership) -> str:
    return f"accounts.Membership:{membership.pk}"


def _told(membership: Membership) -> dict[str, object]:
    return {
        "username": membership.user.username, "role": membership.role, "agency": membership.agency.code,
        "unit": membership.unit.code if membership.unit else None, "fields": membership.fields, "valid_from": membership.valid_from,
        "valid_until": membership.valid_until,
    }
