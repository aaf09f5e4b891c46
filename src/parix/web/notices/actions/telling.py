"""Telling people: a notice for each, once for the same kind, subject and occasion, whoever asks and however often."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from parix.foundation.phrases import Phrase, Text, Value
from parix.web.notices.choices import Channel, NoticeKind
from parix.web.notices.models import Notice, Preference
from parix.web.notices.queries.kinds import kind_of
from parix.web.notices.rules import is_local

TITLE_LENGTH = 300
BATCH = 500


@dataclass(frozen=True, slots=True)
class NewNotice:
    """What to tell whom. `words` fill the places in the kind's templates; `url` is an address within the site."""

    to: Sequence[int]
    kind: str
    subject: str
    occasion: str
    url: str
    words: Mapping[str, Value] = field(default_factory=dict)
    due: date | None = None


def notify(
    *, to: Iterable[int], kind: str, subject: str, occasion: str, url: str, now: datetime, words: Mapping[str, Value] | None = None,
    due: date | None = None,
) -> None:
    """Tell each of these people once. Two queries. Call it inside the transaction of the change: both are kept, or neither.

    Whoever has switched the kind off is not told. Mail follows by the day's digest. Raises KindUnknown, and ValueError for
    an address that leads elsewhere or a template whose places are not filled.
    """
    notify_each(notices=[NewNotice(list(to), kind, subject, occasion, url, words or {}, due)], now=now)


@transaction.atomic
def notify_each(*, notices: Sequence[NewNotice], now: datetime) -> None:
    """The same for many at once. Rows that are there already stay as they are, with their time and whether they were read."""
    chosen = _channels({user_id for one in notices for user_id in one.to}, {one.kind for one in notices})
    rows = [row for one in notices for row in _rows_of(one, chosen, now)]
    rows.sort(key=lambda row: (row.recipient_id, row.kind, row.subject, row.occasion))  # one order, so that two writers never block each other
    Notice.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def _channels(user_ids: set[int], kinds: set[str]) -> dict[tuple[int, str], str]:
    found = Preference.objects.filter(kind__in=kinds)
    if len(user_ids) <= BATCH:
        found = found.filter(user_id__in=user_ids)
    return {(user_id, kind): channel for user_id, kind, channel in found.values_list("user_id", "kind", "channel")}


def _rows_of(one: NewNotice, chosen: Mapping[tuple[int, str], str], now: datetime) -> Iterable[Notice]:
    kind = kind_of(one.kind)
    if not is_local(one.url):
        raise ValueError(f"«{one.url}» không dẫn tới trang nào của phần mềm")
    title, body = _said(kind, kind.title, one.words), _said(kind, kind.body, one.words)
    for user_id in dict.fromkeys(one.to):
        channel = Channel.BOTH if kind.is_formal else chosen.get((user_id, one.kind), Channel.BOTH)
        if channel != Channel.OFF:
            yield Notice(
                recipient_id=user_id, kind=one.kind, subject=one.subject, occasion=one.occasion, title_vi=_cut(title.vi), title_en=_cut(title.en),
                body_vi=body.vi.strip(), body_en=body.en.strip(), due=one.due, url=one.url, is_formal=kind.is_formal, by_email=channel == Channel.BOTH,
                created_at=now,
            )


def _said(kind: NoticeKind, template: Text, words: Mapping[str, Value]) -> Text:
    said = Phrase(template.vi, template.en, words)
    try:
        return Text(said.text("vi"), said.text("en"))
    except KeyError as missing:
        raise ValueError(f"thông báo {kind.code} thiếu {missing}") from None


def _cut(text: str) -> str:
    return text if len(text) <= TITLE_LENGTH else text[: TITLE_LENGTH - 1] + "…"
