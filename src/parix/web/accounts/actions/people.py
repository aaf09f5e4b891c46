"""Adding, editing, deactivating people, and the address with which somebody sets a password."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from parix.foundation.problems import Problem, ProblemsFound
from parix.web.accounts.actions.memberships import Actor, grant_role, standing_of_actor
from parix.web.accounts.models import Membership, User
from parix.web.accounts.queries.people import agency_ids_of
from parix.web.accounts.rules import may_deactivate, may_edit_person
from parix.web.audit_trail.actions import record, refuse_if_changed
from parix.web.organisations.queries import Agency, Unit

SYSTEM = "system"


@transaction.atomic
def add_person(
    *, username: str, full_name: str, email: str, agency: Agency, role: str, password: str = "", hashed_password: str = "", position: str = "",
    unit: Unit | None = None, fields: Sequence[str] = (), valid_from: date | None = None, valid_until: date | None = None,
    must_be_new: bool = False, by: Actor = SYSTEM,
) -> User:
    """A person with a first role; somebody who is there already keeps name and password. Without a password nobody can sign in
    before setting one by the address of `make_reset_link`; one that is hashed already serves many who share it, as in the
    demonstration. Raises ProblemsFound or PermissionDenied."""
    person = None if must_be_new else User.objects.filter(username=username).first()
    if person is None:
        refuse_taken(username=username, email=email)
        person = User(username=username, email=email.strip().lower(), full_name=full_name.strip(), position=position.strip())
        person.password = hashed_password or make_password(password or None)
        person.save()
        vouch_for_email([person])
        record(act="accounts.person_added", subject=subject_of(person), by=by, after={"username": username}, scope=agency.code)
    elif not isinstance(by, str):
        _refuse_unless_editable(person, by)
    grant_role(person=person, agency=agency, role=role, unit=unit, fields=fields, valid_from=valid_from, valid_until=valid_until, by=by)
    return person


@transaction.atomic
def edit_person(*, person: User, full_name: str, email: str, position: str, by: Actor, seen: int | None = None) -> User:
    """A user name stays for ever: the audit trail names people by it. Raises ProblemsFound, PermissionDenied, and
    ChangedMeanwhile when somebody edited the person after the mark `seen`."""
    person = _held(person)
    _refuse_unless_editable(person, by)
    given = {"full_name": full_name.strip(), "email": email.strip().lower(), "position": position.strip()}
    changed = [name for name, value in given.items() if getattr(person, name) != value]
    if not changed:
        return person
    refuse_if_changed([subject_of(person)], seen)
    if "email" in changed:
        refuse_taken(username="", email=given["email"], besides=person.pk)
    for name in changed:
        setattr(person, name, given[name])
    person.save(update_fields=changed)
    if "email" in changed:
        vouch_for_email([person])
    told = {"username": person.username, **dict.fromkeys(changed, True)}
    record(act="accounts.person_changed", subject=subject_of(person), by=by, after=told, scope=scope_of(person))
    return person


@transaction.atomic
def deactivate_person(*, person: User, reason: str, by: Actor) -> User:
    """The person cannot sign in any more, from the next click on; what the person did stays under the name."""
    person = _held(person)
    standing = standing_of_actor(by)
    if standing is not None and not may_deactivate(standing, person.pk, agency_ids_of(person.pk), is_operator=is_operator(person)):
        raise PermissionDenied
    if person.is_active:
        _switch(person, on=False, act="accounts.person_deactivated", reason=reason, by=by)
    return person


@transaction.atomic
def reactivate_person(*, person: User, reason: str, by: Actor) -> User:
    person = _held(person)
    _refuse_unless_editable(person, by)
    if not person.is_active:
        _switch(person, on=True, act="accounts.person_reactivated", reason=reason, by=by)
    return person


@transaction.atomic
def make_reset_link(*, person: User, by: Actor) -> tuple[str, str]:
    """Who and key of the address where the person sets a password; it works once, for some days. Raises ProblemsFound."""
    person = _held(person)
    _refuse_unless_editable(person, by)
    if not person.is_active:
        raise ProblemsFound([Problem("accounts.inactive", "tài khoản đang ngừng hoạt động", "kích hoạt lại tài khoản trước")])
    key = default_token_generator.make_token(person)
    record(act="accounts.reset_link_made", subject=subject_of(person), by=by, after={"username": person.username}, scope=scope_of(person))
    return user_pk_to_url_str(person), key


@transaction.atomic
def remove_second_factor(*, person: User, reason: str, by: Actor) -> int:
    """For somebody who lost the telephone: the next sign-in asks for the password alone, and a new second factor can be set up."""
    person = _held(person)
    _refuse_unless_editable(person, by)
    removed, _kinds = Authenticator.objects.filter(user=person).delete()
    if removed:
        record(
            act="accounts.second_factor_removed", subject=subject_of(person), by=by, after={"username": person.username}, reason=reason, scope=scope_of(person),
        )
    return removed


def refuse_taken(*, username: str, email: str, besides: int | None = None) -> None:
    """Says that a user name or address is taken, never by whom."""
    wanted = Q(pk__in=[])
    if username:
        wanted |= Q(username__iexact=username)
    if email:
        wanted |= Q(email__iexact=email)
    for person in User.objects.filter(wanted).exclude(pk__in=[] if besides is None else [besides]):
        if username and person.username.lower() == username.lower():
            raise ProblemsFound([Problem("accounts.username_taken", f"tên đăng nhập «{username}» đã có người dùng", "chọn tên khác")])
        raise ProblemsFound([Problem("accounts.email_taken", f"thư điện tử «{email}» đã thuộc một tài khoản khác", "kiểm tra lại, hoặc hỏi quản trị của tỉnh")])


def vouch_for_email(people: Iterable[User]) -> None:
    """The administrator stands for the addresses: sign-in by the province's own system and lost passwords rely on them."""
    people = list(people)
    EmailAddress.objects.filter(user__in=people).delete()
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email.lower(), verified=True, primary=True) for person in people if person.email
    )


def subject_of(person: User) -> str:
    return f"accounts.User:{person.pk}"


def scope_of(person: User) -> str:
    """Codes of the agencies where the person holds or held a role."""
    return "/".join(Membership.objects.filter(user=person).order_by("agency__code").values_list("agency__code", flat=True).distinct())


def is_operator(person: User) -> bool:
    return person.is_superuser or person.is_staff


def _held(person: User) -> User:
    return User.objects.select_for_update().get(pk=person.pk)


def _switch(person: User, *, on: bool, act: str, reason: str, by: Actor) -> None:
    person.is_active = on
    person.save(update_fields=["is_active"])
    told: dict[str, Any] = {"username": person.username, "is_active": on}
    record(act=act, subject=subject_of(person), by=by, before={"is_active": not on}, after=told, reason=reason, scope=scope_of(person))


def _refuse_unless_editable(person: User, by: Actor) -> None:
    standing = standing_of_actor(by)
    if standing is not None and not may_edit_person(standing, agency_ids_of(person.pk), is_operator=is_operator(person)):
        raise PermissionDenied
