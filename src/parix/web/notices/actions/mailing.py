"""One mail a day and person. Before the mail server is spoken to, the attempt is written down; so even a process killed in the
middle never sends the same twice. What the server refused is tried again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from parix.web.notices.models import Digest, Notice
from parix.web.notices.queries.mail import Mail, notices_to_mail, people_to_mail


class MailNotSent(Exception):
    """Some mails were refused by the mail server or did not reach it; the next attempt takes them up."""


def send_digests(*, day: date, now: datetime, progress: Callable[[int, int], None]) -> int:
    """Mail everybody who has something to be told; returns how many mails went. Raises MailNotSent at the end when some did not."""
    people = people_to_mail(day)
    sent, failed = 0, 0
    connection = get_connection()
    try:
        for count, user_id in enumerate(people, 1):
            mail = take(user_id=user_id, day=day, now=now)
            if mail is not None:
                if _send(mail, connection, now):
                    sent += 1
                else:
                    failed += 1
            progress(count, len(people))
    finally:
        connection.close()
    if failed:
        raise MailNotSent(f"{failed}/{len(people)}")
    return sent


@transaction.atomic
def take(*, user_id: int, day: date, now: datetime) -> Mail | None:
    """Put the person's open notices into the day's mail, for this sender alone; None when another has it or nothing is open."""
    digest, _made = Digest.objects.select_for_update().get_or_create(recipient_id=user_id, day=day, defaults={"created_at": now})
    if digest.attempted_at is not None:
        return None
    Notice.objects.filter(digest=digest).update(digest=None)  # from an attempt that failed; some may have been read since
    open_ids = list(notices_to_mail(user_id).values_list("pk", flat=True))
    if not open_ids:
        return None
    Notice.objects.filter(pk__in=open_ids).update(digest=digest)
    digest.attempted_at = now
    digest.save(update_fields=["attempted_at"])
    notices = list(Notice.objects.filter(digest=digest).select_related("recipient").order_by("due", "id"))
    notices.sort(key=lambda one: (not one.is_formal, one.due is None, one.due or day, one.pk))
    person = notices[0].recipient
    late = sum(one.due is not None and one.due < day for one in notices)
    return Mail(digest.pk, day, person.email, person.get_full_name(), notices, late)


def _send(mail: Mail, connection: BaseEmailBackend, now: datetime) -> bool:
    """Whether the mail went; the outcome is written down either way."""
    try:
        message_of(mail, connection).send()
    except Exception:  # whatever a mail server may answer: this person's mail is tried again, the others go on
        Digest.objects.filter(pk=mail.digest_id).update(attempted_at=None)
        connection.close()
        return False
    with transaction.atomic():
        Digest.objects.filter(pk=mail.digest_id).update(sent_at=now)
        Notice.objects.filter(digest_id=mail.digest_id).update(emailed_at=now)
    return True


def message_of(mail: Mail, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    """Text and simple HTML, Vietnamese first, English below. The same mail has the same Message-ID each time it is made."""
    context = {"mail": mail, "site": settings.SITE_URL, "sections": ("vi", "en")}
    with translation.override("vi"):
        subject = render_to_string("notices/mail/subject.txt", context)
        text = render_to_string("notices/mail/digest.txt", context)
        html = render_to_string("notices/mail/digest.html", context)
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >")
    headers = {"Message-ID": f"<digest.{mail.digest_id}.{mail.day:%Y%m%d}@{domain}>", "Auto-Submitted": "auto-generated"}
    message = EmailMultiAlternatives(" ".join(subject.split()), text, to=[mail.address], connection=connection, headers=headers)
    message.attach_alternative(html, "text/html")
    return message
