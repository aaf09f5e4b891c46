"""Where the journal stood when somebody opened a page, and what was changed since: so that the later of two writers is told.

A page reads the mark before it reads the rows, and sends it back with the form; the action refuses when an entry about those rows
has a higher number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from parix.web.audit_trail.models import Entry, Head
from parix.web.audit_trail.queries.entries import differences
from parix.web.audit_trail.queries.words import said, words


@dataclass(frozen=True, slots=True)
class Changed:
    """One column that the other person changed."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Act:
    who: str
    at: datetime
    what: str
    changed: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What is stored now beside what the later writer typed."""

    label: str
    held: str
    given: str


@dataclass(frozen=True, slots=True)
class Meanwhile:
    acts: tuple[Act, ...]
    beside: tuple[Beside, ...] = ()


def mark_now() -> int:
    """The number of the last entry; one query."""
    return Head.objects.values_list("sequence", flat=True).first() or 0


def mark_given(request: HttpRequest) -> int | None:
    """The mark that came back with the form; None when there is none to speak of."""
    text = request.POST.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None


def meanwhile(entries: Iterable[Entry], beside: Iterable[Beside] = ()) -> Meanwhile:
    """In words, the earliest change first."""
    acts, columns = words("ACTS"), words("COLUMNS")
    return Meanwhile(
        tuple(
            Act(
                one.actor_name or one.actor, one.at, said(one.act, acts).words,
                tuple(Changed(said(each.name, columns).words, each.before or "–", each.after or "–") for each in differences(one) if each.is_changed),
            )
            for one in sorted(entries, key=lambda one: one.sequence)
        ),
        tuple(beside),
    )


def beside(labels: Mapping[str, Any], held: Mapping[str, Any], given: Mapping[str, Any]) -> tuple[Beside, ...]:
    """The fields that differ, as a person would compare them."""
    return tuple(
        Beside(str(label), _shown(held.get(name)), _shown(given.get(name)))
        for name, label in labels.items() if _shown(held.get(name)) != _shown(given.get(name))
    )


def _shown(value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(sorted(str(one) for one in value)) or "–"
    return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else str(value)
