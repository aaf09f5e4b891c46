"""The kinds of notice of all rooms, and the deadlines that they give: both named by settings, so that no room above is known here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from parix.foundation.phrases import Text
from parix.web.notices.choices import Channel, NoticeKind
from parix.web.notices.models import Preference

NO_WORDS = Text("", "")


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something that persons have to do by a day. What is done is no longer given. `worth` is a sentence: what depends on it."""

    subject: str
    what: Text
    due: date
    url: str
    recipients: tuple[int, ...]
    worth: Text = NO_WORDS


Deadlines = Callable[[date], Iterable[Deadline]]
DeadlinesOfAgencies = Callable[[date, Collection[int]], Iterable[Deadline]]


@dataclass(frozen=True, slots=True)
class KindChosen:
    kind: NoticeKind
    channel: str


class KindUnknown(Exception):
    """No tuple that NOTICE_KINDS names holds this kind."""


def kinds() -> dict[str, NoticeKind]:
    return {kind.code: kind for path in settings.NOTICE_KINDS for kind in import_string(path)}


def kind_of(code: str) -> NoticeKind:
    try:
        return kinds()[code]
    except KeyError:
        raise KindUnknown(f"loại thông báo «{code}» không có trong NOTICE_KINDS") from None


def deadlines(today: date) -> Iterator[Deadline]:
    """Every open deadline of every room, near and late."""
    for path in settings.NOTICE_DEADLINES:
        source: Deadlines = import_string(path)
        yield from source(today)


def own_deadlines(user_id: int, agencies: Collection[int], today: date) -> list[Deadline]:
    """Near and late ones of a person at these agencies, of the rooms that START_PAGE_DEADLINES names: the nearest day first."""
    sources: list[DeadlinesOfAgencies] = [import_string(path) for path in settings.START_PAGE_DEADLINES] if agencies else []
    return sorted((one for source in sources for one in source(today, agencies) if user_id in one.recipients), key=lambda one: (one.due, one.subject))


def kinds_chosen(user_id: int) -> list[KindChosen]:
    chosen = dict(Preference.objects.filter(user_id=user_id).values_list("kind", "channel"))
    return [KindChosen(kind, Channel.BOTH if kind.is_formal else chosen.get(code, Channel.BOTH)) for code, kind in kinds().items()]
