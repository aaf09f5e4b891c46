"""Appending to the journal, inside the transaction that makes the change: both are kept, or neither."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, Protocol
from uuid import UUID

from django.db import connection
from django.db.models import CharField
from django.utils import timezone
from django.utils.functional import Promise

from parix.web.audit_trail.models import Entry, Head, ScopeWord
from parix.web.audit_trail.queries.entries import entries_about

# Names of columns whose values stay out of the journal: say that they changed, not what they are.
PERSONAL = frozenset({
    "address", "birth_date", "date_of_birth", "email", "full_name", "ip", "mobile", "national_id", "password", "phone", "recovery_codes", "secret",
    "session_key", "token", "totp",
})

LIMITS: dict[str, int] = {
    field.name: field.max_length for field in Entry._meta.fields if isinstance(field, CharField) and field.max_length is not None
}
WORD_LIMIT = 100


class Person(Protocol):
    def get_username(self) -> str: ...

    def get_full_name(self) -> str: ...


class NotRecorded(Exception):
    """The entry was refused: a mistake of the code that asked, never of a person's input."""


class ChangedMeanwhile(Exception):
    """Somebody changed these rows after the page was opened: the entries say who, when and what. Nothing was saved."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        super().__init__("người khác đã sửa trong lúc bạn mở trang; chưa lưu gì")


@dataclass(frozen=True, slots=True)
class Change:
    """What changed of one subject; for `record_many`."""

    subject: str
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    scope: str = ""


def record(
    *, act: str, subject: str, by: Person | str, before: Mapping[str, Any] | None = None, after: Mapping[str, Any] | None = None,
    reason: str = "", scope: str = "", at: datetime | None = None,
) -> int:
    """Append one entry and return its number. Two or three queries; other writers of the journal wait until the caller's
    transaction ends, so call it late in the action. Raises NotRecorded outside of a transaction.

    `by` is a person, or a word for a machine's own act such as "system". `scope` holds the codes of the round and of the agency
    (of the province, where all its agencies are concerned), parted by "/": who may see the entry hangs on them. Dates, exact
    numbers and labels in `before` and `after` become text; floats are refused.
    """
    return record_many(act=act, changes=[Change(subject, before, after, scope)], by=by, reason=reason, at=at)[0]


def record_many(*, act: str, changes: Sequence[Change], by: Person | str, reason: str = "", at: datetime | None = None) -> list[int]:
    """The same act on many subjects: as many entries, in the same few queries."""
    if not connection.in_atomic_block:
        raise NotRecorded("ghi nhật ký phải ở trong giao dịch của thay đổi: transaction.atomic")
    if not changes:
        return []
    actor, actor_name = _actor(by)
    at = at or timezone.now()
    head = _held_head()
    entries = []
    sequence, previous = head.sequence, head.hash
    for change in changes:
        sequence += 1
        entry = Entry(
            sequence=sequence, at=at, actor=actor, actor_name=actor_name, act=act, subject=change.subject, scope="/".join(words_of(change.scope)),
            before=_plain_columns(change.before), after=_plain_columns(change.after), reason=clean(reason).strip(), previous_hash=previous,
        )
        entry.hash = previous = entry.right_hash()
        entries.append(entry)
    _refuse_too_long(entries)
    Entry.objects.bulk_create(entries)  # the database moves the head with each of them
    ScopeWord.objects.bulk_create(ScopeWord(entry=entry, word=word) for entry in entries for word in words_of(entry.scope) or [""])
    return [entry.sequence for entry in entries]


def refuse_if_changed(subjects: Collection[str], seen: int | None) -> None:
    """Call it once the rows are held. `seen` is the mark of the page (`queries.marks`); None asks for no such care. Raises ChangedMeanwhile."""
    found = entries_about(subjects, since=seen) if seen is not None else []
    if found:
        raise ChangedMeanwhile(found)


def _refuse_too_long(entries: Sequence[Entry]) -> None:
    """SQLite would store them, PostgreSQL would not: the same answer from both."""
    for entry in entries:
        for name, limit in LIMITS.items():
            if len(getattr(entry, name)) > limit:
                raise NotRecorded(f"«{name}» dài quá {limit} ký tự")
        if any(len(word) > WORD_LIMIT for word in words_of(entry.scope)):
            raise NotRecorded(f"một mã trong «scope» dài quá {WORD_LIMIT} ký tự")


def words_of(scope: str) -> list[str]:
    """The codes in a scope, each once, in the order given."""
    return list(dict.fromkeys(word for word in clean(scope).split("/") if word))


def _held_head() -> Head:
    """The end of the chain, held until the transaction ends (SQLite holds the whole database already)."""
    head = Head.objects.select_for_update().filter(pk=1).first()
    if head is None:
        Head.objects.bulk_create([Head()], ignore_conflicts=True)
        head = Head.objects.select_for_update().get(pk=1)
    return head


def _actor(by: Person | str) -> tuple[str, str]:
    if isinstance(by, str):
        return clean(by), ""
    return clean(by.get_username()), clean(by.get_full_name())


def _plain_columns(given: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if given is None else _plain(given)


def _plain(value: Any) -> Any:
    """The value as JSON that reads back the same from every database."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Enum):
        return _plain(value.value)
    if isinstance(value, str | Promise | Fraction | Decimal | UUID):
        return clean(str(value))
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, int):
        return int(value)
    if isinstance(value, Mapping):
        return {clean(str(name)): _plain(_unnamed(str(name), one)) for name, one in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, bytes):
        return [_plain(one) for one in (sorted(value, key=str) if isinstance(value, set | frozenset) else value)]
    if isinstance(value, float) and math.isfinite(value):
        raise NotRecorded(f"số thực {value!r}: ghi số đúng (Fraction, Decimal) hoặc chữ")
    raise NotRecorded(f"không ghi được giá trị kiểu {type(value).__name__}")


def _unnamed(name: str, value: Any) -> Any:
    """Personal data is refused, except for the mere fact that it changed."""
    if name.lower() in PERSONAL and not isinstance(value, bool):
        raise NotRecorded(f"«{name}» là dữ liệu cá nhân: chỉ ghi rằng đã đổi (True)")
    return value


def clean(text: str) -> str:
    """Without what a database cannot hold: zero characters and halves of letters."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()
