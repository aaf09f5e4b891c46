"""What people change about their own way to sign in goes into the audit trail too; django-allauth says so by its signals."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest

from parix.web.accounts.actions.people import scope_of, subject_of
from parix.web.accounts.models import User
from parix.web.audit_trail.actions import record

# Set in the session in which a second factor was set up; `project.sign_in` asks for it.
SET_UP_HERE = "second_factor_set_up_here"


def password_changed(*, user: User, **_signal: Any) -> None:
    _note(user, "accounts.own_password_changed", {})


def password_reset(*, user: User, **_signal: Any) -> None:
    _note(user, "accounts.password_reset_by_link", {})


def second_factor_added(*, request: HttpRequest, user: User, authenticator: Any, **_signal: Any) -> None:
    if authenticator.type != authenticator.Type.RECOVERY_CODES:
        request.session[SET_UP_HERE] = True
    _note(user, "accounts.own_second_factor_added", {"kind": authenticator.type})


def second_factor_dropped(*, user: User, authenticator: Any, **_signal: Any) -> None:
    _note(user, "accounts.own_second_factor_removed", {"kind": authenticator.type})


def province_account_linked(*, sociallogin: Any, **_signal: Any) -> None:
    _note(sociallogin.user, "accounts.linked_to_province", {})


@transaction.atomic
def _note(user: User, act: str, columns: dict[str, Any]) -> None:
    record(act=act, subject=subject_of(user), by=user, after={"username": user.username, **columns}, scope=scope_of(user))
