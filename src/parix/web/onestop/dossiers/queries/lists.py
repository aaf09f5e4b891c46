"""Lists and searches, made for a million rows: pages by key instead of by number, counts that stop, and an index for every search.

A search is one of: the beginning of a code, an identity number or telephone in full (found by its hash), words of the abstract without
marks. PostgreSQL finds words by an index; SQLite, for smaller offices, reads through.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Q, QuerySet
from django.utils import timezone

from parix.dossiers.codes import plain_code
from parix.foundation.folding import folded
from parix.web.onestop.dossiers.choices import ENDED, RUNNING, SETTLED, WAITING, Channel, State
from parix.web.onestop.dossiers.models import Dossier
from parix.web.onestop.dossiers.rules.applicants import hashes_of

PAGE_SIZE, COUNTED, FEW = 30, 1_000, 2_000
_CODE_BEGINS = re.compile(r"[A-Z]\d{2}[.\-\d]*|\d{3}\.\d{2}[.\-\dA-Z]*")
GROUPS: dict[str, tuple[State, ...]] = {"dang-xu-ly": RUNNING, "cho-bo-sung": WAITING, "da-xong": SETTLED, "ket-thuc-khac": ENDED, "moi": (State.REGISTERED,)}
# What a line of the list shows; a version of a procedure carries whole texts.
_SHOWN = (
    "code", "channel", "state", "applicant", "applicant_kind", "received_at", "first_due_at", "due_at", "finished_at", "returned_at", "unit__name",
    "procedure__name",
)
# Groups that hang on the due time too.
LATE, SOON, UNTOLD = "qua-han", "sap-den-han", "chua-xin-loi"
SOON_DAYS = 3


@dataclass(frozen=True, slots=True)
class Filters:
    """As the address has them. `group` is one of GROUPS, LATE, SOON or UNTOLD (late, and nobody apologised); `after` is the key of the last
    row of the page before."""

    words: str = ""
    group: str = ""
    channel: int | None = None
    unit_id: int | None = None
    after: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    rows: Sequence[Dossier]
    next: str
    previous: str


@dataclass(frozen=True, slots=True)
class Counted:
    """How many, or at least how many where counting stopped."""

    many: int
    is_more: bool


def dossiers_found(agency_ids: Sequence[int], filters: Filters, today: date) -> QuerySet[Dossier]:
    """Without order: pages have theirs. One agency or several."""
    found = Dossier.objects.filter(agency_id=agency_ids[0]) if len(agency_ids) == 1 else Dossier.objects.filter(agency_id__in=agency_ids)
    found = _grouped(found, filters.group, today)
    if filters.channel in Channel.values:
        found = found.filter(channel=filters.channel)
    if filters.unit_id is not None:
        found = found.filter(unit_id=filters.unit_id)
    return _searched(found, filters.words)


def page_of(found: QuerySet[Dossier], filters: Filters) -> Page:
    """By due time where all have one, what is in progress by receipt (some have no term), else the newest first. Two queries with the rows
    that pages show beside."""
    key = "due_at" if filters.group in (LATE, SOON, UNTOLD) else "received_at"
    up, backwards = key == "due_at" or filters.group == "dang-xu-ly", bool(filters.before)
    cursor = _cursor(filters.before or filters.after)
    sign = "" if up != backwards else "-"
    rows = found.order_by(f"{sign}{key}", f"{sign}id")
    if cursor is not None:
        moment, pk = cursor
        beyond = "gt" if not sign else "lt"
        # both conditions: the first alone lets the index begin at the right place
        rows = rows.filter(**{f"{key}__{beyond}e": moment}).exclude(Q(**{key: moment}) & ~Q(**{f"id__{beyond}": pk}))
    held = list(rows.select_related("procedure", "unit").only(*_SHOWN)[: PAGE_SIZE + 1])
    more, held = len(held) > PAGE_SIZE, held[:PAGE_SIZE]
    if backwards:
        held.reverse()
    has_next, has_previous = (more, cursor is not None) if not backwards else (cursor is not None, more)
    return Page(held, _key(held[-1], key) if has_next and held else "", _key(held[0], key) if has_previous and held else "")


def counted(found: QuerySet[Dossier]) -> Counted:
    """Counting stops at a thousand: nobody reads further, and a million would take a second."""
    many = found.order_by()[: COUNTED + 1].count()
    return Counted(min(many, COUNTED), many > COUNTED)


def _grouped(found: QuerySet[Dossier], group: str, today: date) -> QuerySet[Dossier]:
    begins = _begins(today)
    if group == LATE:
        return found.filter(state__in=RUNNING, due_at__lt=begins)
    if group == UNTOLD:
        return found.filter(state__in=RUNNING, due_at__lt=begins).exclude(has_apology=True)
    if group == SOON:
        return found.filter(state__in=RUNNING, due_at__gte=begins, due_at__lt=begins + timedelta(days=SOON_DAYS + 1))
    return found.filter(state__in=GROUPS[group]) if group in GROUPS else found


def _searched(found: QuerySet[Dossier], words: str) -> QuerySet[Dossier]:
    words = words.strip()
    if not words:
        return found
    code = plain_code(words)
    if len(code) >= 3 and _CODE_BEGINS.fullmatch(code):
        return found.filter(code__startswith=code)
    hashes = Q()
    for column, value in hashes_of(words):
        hashes |= Q(**{column: value})
    if hashes:
        return found.filter(hashes)
    return _with_words(found, folded(words).split())


def _with_words(found: QuerySet[Dossier], words: Sequence[str]) -> QuerySet[Dossier]:
    plain = [one for word in words if (one := "".join(letter for letter in word if letter.isalnum()))]
    if not plain:
        return found.none()
    few = _ids_with(plain) if connection.vendor == "postgresql" else None
    if few is not None:
        return found.filter(pk__in=few)
    for word in plain:
        found = found.filter(search__contains=word)
    return found


def _ids_with(words: Sequence[str]) -> list[int] | None:
    """Ids of the dossiers whose abstract has words that begin so, where they are few; None where they are many, for then the newest of
    them are met soon by reading through. The planner, who takes every word for a usual one, is told to ask the index of words; that
    stops by itself after some thousands (`gin_fuzzy_search_limit`)."""
    whole, begun = " & ".join(words), " & ".join(f"{word}:*" for word in words)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off; SET LOCAL jit = off; SET LOCAL gin_fuzzy_search_limit = {2 * FEW}")
        ids = _asked(cursor, whole)
        if len(ids) <= FEW:  # only then is it worth to gather all words that begin so
            ids = _asked(cursor, begun)
        cursor.execute(
            "SET LOCAL enable_seqscan TO DEFAULT; SET LOCAL enable_indexscan TO DEFAULT; SET LOCAL jit TO DEFAULT; SET LOCAL gin_fuzzy_search_limit TO DEFAULT",
        )
    return ids if len(ids) <= FEW else None


def _asked(cursor: CursorWrapper, words: str) -> list[int]:
    cursor.execute(
        "SELECT id FROM dossiers_dossier WHERE to_tsvector('simple'::regconfig, search) @@ to_tsquery('simple'::regconfig, %s) LIMIT %s", [words, FEW + 1],
    )
    return [row[0] for row in cursor.fetchall()]


def _begins(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _key(row: Dossier, name: str) -> str:
    moment: datetime = getattr(row, name)
    return f"{moment.timestamp():.6f}_{row.pk}"


def _cursor(text: str) -> tuple[datetime, int] | None:
    """None for whatever no page gave out."""
    moment, _bar, pk = text.partition("_")
    try:
        return datetime.fromtimestamp(float(moment), timezone.get_current_timezone()), int(pk)
    except (ValueError, OverflowError, OSError):
        return None
