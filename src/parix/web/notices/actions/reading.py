"""A person reads notices and chooses where to have them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from parix.web.accounts.queries import User
from parix.web.audit_trail.actions import record
from parix.web.notices.choices import Channel
from parix.web.notices.models import Notice, Preference
from parix.web.notices.queries.kinds import kinds
from parix.web.notices.rules import may_switch_off


@transaction.atomic
def read_notice(*, notice_id: int, by: User, now: datetime) -> Notice | None:
    """Mark one of the person's own notices as read; None when there is no such notice. The receipt of a formal one is recorded."""
    notice = Notice.objects.filter(pk=notice_id, recipient=by).first()
    if notice is None:
        return None
    first = Notice.objects.filter(pk=notice_id, read_at__isnull=True).update(read_at=now)
    if first and notice.is_formal:
        after = {"kind": notice.kind, "about": notice.subject}
        record(act="notices.formal_received", subject=f"notices.Notice:{notice.pk}", by=by, after=after, at=now)
    return notice


def read_all(*, by: User, now: datetime) -> int:
    """Mark everything as read but formal notices, each of which is received by itself; returns how many."""
    return Notice.objects.filter(recipient=by, read_at__isnull=True, is_formal=False).update(read_at=now)


@transaction.atomic
def choose_channels(*, channels: Mapping[str, str], by: User) -> None:
    """Keep where the person wants each kind. Formal and unknown kinds, and unknown channels, are passed over."""
    known = kinds()
    wanted = [
        Preference(user=by, kind=code, channel=channel) for code, channel in sorted(channels.items())
        if code in known and may_switch_off(known[code]) and channel in Channel.values
    ]
    Preference.objects.bulk_create(wanted, update_conflicts=True, unique_fields=["user", "kind"], update_fields=["channel"])
