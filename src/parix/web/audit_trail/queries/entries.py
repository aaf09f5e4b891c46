"""Entries by scope, subject, act, actor and dates, newest first, a page at a time, or all of them as JSON lines."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from parix.web.audit_trail.models import Entry as Entry
from parix.web.audit_trail.models import ScopeWord, canonical

PAGE_SIZE = 50
CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Filter:
    """Empty means any. `act` may end in a dot to name a whole room; `subject` may be a kind ("assessment.Claim") or one row;
    `since` and `until` are days of the site's time zone, both included. `rooms` and `within` narrow what somebody may see: acts of
    these rooms, and entries with one of these codes in their scope or with no scope at all; None does not narrow."""

    scope: str = ""
    subject: str = ""
    act: str = ""
    actor: str = ""
    since: Date | None = None
    until: Date | None = None
    rooms: Collection[str] | None = None
    within: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Entries newest first; `older` and `newer` are the sequence numbers that the neighbouring pages start from."""

    entries: list[Entry]
    older: int | None
    newer: int | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One column of before and after, as text. None where the column was not there."""

    name: str
    before: str | None
    after: str | None

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


def entries_of(wanted: Filter) -> QuerySet[Entry]:
    found = _seen(wanted, Entry.objects.order_by("-sequence"))
    for word in wanted.scope.split("/"):
        if word:
            found = found.filter(words__word=word)
    if wanted.subject:
        is_row = ":" in wanted.subject
        found = found.filter(subject=wanted.subject) if is_row else found.filter(subject__startswith=wanted.subject + ":")
    if wanted.act:
        found = found.filter(act__startswith=wanted.act) if wanted.act.endswith(".") else found.filter(act=wanted.act)
    if wanted.actor:
        found = found.filter(actor=wanted.actor)
    if wanted.since:
        found = found.filter(at__gte=_midnight(wanted.since))
    if wanted.until:
        found = found.filter(at__lt=_midnight(wanted.until + timedelta(days=1)))
    return found


def _seen(wanted: Filter, found: QuerySet[Entry]) -> QuerySet[Entry]:
    if wanted.rooms is not None:
        of_rooms = Q(pk__in=[])
        for room in wanted.rooms:
            of_rooms |= Q(act__startswith=f"{room}.")
        found = found.filter(of_rooms)
    if wanted.within is not None:
        found = found.filter(Exists(ScopeWord.objects.filter(entry=OuterRef("pk"), word__in=[*wanted.within, ""])))
    return found


def page_of(wanted: Filter, *, below: int | None = None, above: int | None = None, size: int = PAGE_SIZE) -> Page:
    """Two queries whatever the size of the journal: pages are cut at sequence numbers, never counted from the start."""
    found = entries_of(wanted)
    if above is not None:
        rows = list(found.filter(sequence__gt=above).order_by("sequence")[: size + 1])
        more, rows = len(rows) > size, rows[:size][::-1]
        has_older = bool(rows) and found.filter(sequence__lt=rows[-1].sequence).exists()
        return Page(rows, rows[-1].sequence if has_older else None, rows[0].sequence if more else None)
    rows = list((found if below is None else found.filter(sequence__lt=below))[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    has_newer = below is not None and bool(rows) and found.filter(sequence__gt=rows[0].sequence).exists()
    return Page(rows, rows[-1].sequence if more else None, rows[0].sequence if has_newer else None)


def entry(sequence: int, seen: Filter) -> Entry | None:
    """The entry with this number, when the filter lets it through."""
    return entries_of(seen).filter(sequence=sequence).first()


def entries_about(subjects: Collection[str], acts: str = "", since: int = 0) -> list[Entry]:
    """The newest first: acts of a room ("organisations.") or all of them on these rows, after the entry numbered `since`; one query."""
    found = Entry.objects.filter(subject__in=list(subjects), sequence__gt=since).order_by("-sequence")
    return list(found.filter(act__startswith=acts) if acts else found)


def numbers_at(moments: Collection[datetime], word: str) -> dict[datetime, int]:
    """The entry with this code in its scope that was recorded at each of the moments; of several the last. One query."""
    found = Entry.objects.filter(at__in=list(moments), words__word=word).order_by("sequence").values_list("at", "sequence")
    return dict(found)


def tally(wanted: Filter) -> list[tuple[str, int]]:
    """How often each act occurs, the most frequent first; one query."""
    counted = entries_of(wanted).order_by().values_list("act").annotate(times=Count("sequence"))
    return sorted(counted, key=lambda pair: (-pair[1], pair[0]))


def acts_recorded() -> list[str]:
    """The acts that occur, for a filter's list; one step along the index for each."""
    found: list[str] = []
    while True:
        following = Entry.objects.order_by("act").filter(act__gt=found[-1] if found else "").values_list("act", flat=True).first()
        if following is None:
            return found
        found.append(following)


def lines_of(wanted: Filter) -> Iterator[str]:
    """The entries as JSON lines in the order they were written, with both hashes; fetched in pieces."""
    for one in entries_of(wanted).order_by("sequence").iterator(CHUNK):
        yield canonical({**one.content(), "previous_hash": one.previous_hash, "hash": one.hash}) + "\n"


def differences(one: Entry) -> list[Difference]:
    """Before and after side by side, every column that occurs in either."""
    before, after = one.before or {}, one.after or {}
    names = list(dict.fromkeys([*before, *after]))
    return [Difference(name, _text(before, name), _text(after, name)) for name in names]


def _text(columns: dict[str, Any], name: str) -> str | None:
    return _written(columns[name]) if name in columns else None


def _written(value: Any) -> str:
    """For reading: the items of a list one below the other, an empty value as nothing."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(_written(one) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_written(one)}" for name, one in value.items())
    return value if isinstance(value, str) else canonical(value)


def _midnight(day: Date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
