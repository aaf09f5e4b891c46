"""A person's inbox: pages by filter, and how many are unread (once per request)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest

from parix.web.accounts.queries import User
from parix.web.notices.models import Notice as Notice

PAGE_SIZE = 40


@dataclass(frozen=True, slots=True)
class InboxPage:
    notices: list[Notice]
    older: int | None
    unread: int


def inbox_page(user_id: int, *, view: str = "", below: int | None = None, unread: int, size: int = PAGE_SIZE) -> InboxPage:
    """One query, however long the inbox; `unread` is what the bar of work has counted already."""
    found = _seen_in(view, Notice.objects.filter(recipient_id=user_id).order_by("-id"))
    rows = list((found if below is None else found.filter(id__lt=below))[: size + 1])
    return InboxPage(rows[:size], rows[size - 1].pk if len(rows) > size else None, unread)


def _seen_in(view: str, found: QuerySet[Notice]) -> QuerySet[Notice]:
    if view == "tat-ca":
        return found
    if view == "co-han":
        return found.filter(due__isnull=False)
    if view == "chinh-thuc":
        return found.filter(is_formal=True)
    return found.filter(read_at__isnull=True)


def newest_unread(user_id: int, most: int = 5) -> list[Notice]:
    """Formal ones first."""
    return list(Notice.objects.filter(recipient_id=user_id, read_at__isnull=True).order_by("-is_formal", "-id")[:most])


def unread_for(request: HttpRequest) -> int:
    """How many notices the person who asks has not read: one query per request, none for a visitor."""
    known = getattr(request, "_unread_notices", None)
    if isinstance(known, int):
        return known
    user = request.user
    unread = Notice.objects.filter(recipient=user, read_at__isnull=True).count() if isinstance(user, User) else 0
    request._unread_notices = unread  # type: ignore[attr-defined]
    return unread
