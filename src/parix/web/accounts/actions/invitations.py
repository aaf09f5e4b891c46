"""The letter with which somebody sets a first password, or a new one; sent by a job after the change is kept."""

from __future__ import annotations

from collections.abc import Iterable

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from parix.web.accounts.actions.memberships import Actor, standing_of_actor
from parix.web.accounts.actions.people import is_operator, scope_of, subject_of
from parix.web.accounts.models import User
from parix.web.accounts.queries.people import agency_ids_of
from parix.web.accounts.rules import may_edit_person
from parix.web.audit_trail.actions import Change, record_many
from parix.web.background.actions import enqueue

JOB = "parix.web.accounts.jobs.invite"


@transaction.atomic
def invite_people(*, people: Iterable[User], by: Actor) -> int:
    """Ask for a letter to each of the people who have an address and are active; returns how many.

    Side effect: letters are sent by the background worker.
    """
    standing = standing_of_actor(by)
    invited = [person for person in people if person.email and person.is_active]
    for person in invited:
        if standing is not None and not may_edit_person(standing, agency_ids_of(person.pk), is_operator=is_operator(person)):
            raise PermissionDenied
        enqueue(JOB, by=by if isinstance(by, str) else by.username, user_id=person.pk)
    changes = [Change(subject_of(person), None, {"username": person.username}, scope_of(person)) for person in invited]
    record_many(act="accounts.person_invited", changes=changes, by=by)
    return len(invited)


def send_invitation(*, user_id: int) -> None:
    """One letter, in Vietnamese. A person who is inactive by now gets none."""
    person = User.objects.filter(pk=user_id, is_active=True).exclude(email="").first()
    if person is None:
        return
    key = default_token_generator.make_token(person)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(person), "key": key})
    about = {"person": person, "address": f"{settings.SITE_URL}{path}", "days": settings.PASSWORD_RESET_TIMEOUT // 86400}
    with translation.override("vi"):
        subject = render_to_string("account/email/invitation_subject.txt", about).strip()
        body = render_to_string("account/email/invitation_message.txt", about)
    EmailMessage(f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}{subject}", body, to=[person.email]).send()
