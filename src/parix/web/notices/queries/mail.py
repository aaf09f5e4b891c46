"""Whom the day's mail still has to reach, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from parix.web.notices.models import Digest, Notice

# Read in the meantime: nothing to mail. A formal notice is mailed all the same.
_STILL_TO_TELL = Q(by_email=True, emailed_at__isnull=True) & (Q(read_at__isnull=True) | Q(is_formal=True))
# Not in a mail yet, or in one that certainly did not go.
_FREE = Q(digest__isnull=True) | Q(digest__sent_at__isnull=True, digest__attempted_at__isnull=True)


@dataclass(frozen=True, slots=True)
class Mail:
    """Everything that a mail is made of."""

    digest_id: int
    day: date
    address: str
    full_name: str
    notices: list[Notice]
    late: int


def notices_to_mail(user_id: int) -> QuerySet[Notice]:
    return Notice.objects.filter(_STILL_TO_TELL & _FREE, recipient_id=user_id)


def people_to_mail(day: date) -> list[int]:
    """Who has something to be told by mail and has had no mail of this day; people who left or have no address are passed over."""
    had = Digest.objects.filter(recipient=OuterRef("recipient"), day=day, attempted_at__isnull=False)
    waiting = Notice.objects.filter(_STILL_TO_TELL & _FREE, recipient__is_active=True).exclude(recipient__email="")
    return sorted(set(waiting.filter(~Exists(had)).values_list("recipient_id", flat=True)))
