"""Full-text search over the pages of evidence, without caring about marks: one function, for SQLite (FTS5) and PostgreSQL (tsvector).

Words are joined by "and", within one page; words in quotation marks follow each other; the last word may be unfinished.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from parix.official_documents.pages import flat
from parix.web.files.models import PageText

MOST_WORDS = 12
AROUND = 70
# PostgreSQL indexes at most a megabyte of a row; no page that people wrote comes near.
INDEXED = 200_000


@dataclass(frozen=True, slots=True)
class Hit:
    """Where the words stand: the page, and a stretch of it in three parts, the middle one being what was looked for."""

    page: int
    before: str
    found: str
    after: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A search in plain words: single ones and phrases; `unfinished` when the last one may go on."""

    phrases: tuple[tuple[str, ...], ...]
    unfinished: bool

    @property
    def words(self) -> list[str]:
        return [word for phrase in self.phrases for word in phrase]


def wanted(text: str) -> Wanted:
    """What the person typed: `"cải cách hành chính" 56/KH-SKHCN` is a phrase of four words and one of three."""
    phrases: list[tuple[str, ...]] = []
    for quoted, bare in re.findall(r'"([^"]*)"?|([^\s"]+)', flat(text)):
        words = tuple(re.findall(r"[a-z0-9]+", quoted or bare))
        if words:
            phrases.append(words)
    unfinished = not text.rstrip().endswith('"') and text == text.rstrip()
    return Wanted(tuple(phrases[:MOST_WORDS]), unfinished)


def pages_with(search: Wanted) -> QuerySet[PageText]:
    """The pages that hold all of it."""
    if not search.phrases:
        return PageText.objects.none()
    if connection.vendor == "postgresql":
        sql = f"SELECT id FROM files_pagetext WHERE to_tsvector('simple', left(words, {INDEXED})) @@ to_tsquery('simple', %s)"  # nosec B608 # no input
        return PageText.objects.filter(pk__in=RawSQL(sql, [_for_postgresql(search)]))  # nosec B611 # the text travels as a parameter
    sql = "SELECT rowid FROM files_page_search WHERE files_page_search MATCH %s"
    return PageText.objects.filter(pk__in=RawSQL(sql, [_for_sqlite(search)]))  # nosec B611 # the text travels as a parameter


def _for_postgresql(search: Wanted) -> str:
    parts = ["(" + " <-> ".join(phrase) + ")" for phrase in search.phrases]
    return " & ".join([*parts[:-1], parts[-1][:-1] + (":*)" if search.unfinished else ")")])


def _for_sqlite(search: Wanted) -> str:
    parts = ['"' + " ".join(phrase) + '"' for phrase in search.phrases]
    return " AND ".join([*parts[:-1], parts[-1] + (" *" if search.unfinished else "")])


def hits_in(file_ids: Iterable[int], search: Wanted) -> dict[int, Hit]:
    """For each file its first page that holds the words, with what stands around the first of them; one query."""
    found: dict[int, Hit] = {}
    rows = pages_with(search).filter(file_id__in=list(file_ids)).order_by("file_id", "number").values_list("file_id", "number", "text")
    for file_id, number, text in rows.iterator():
        if file_id not in found:
            found[file_id] = hit(number, text, search)
    return found


def hit(number: int, text: str, search: Wanted) -> Hit:
    """All words in a row where they stand so, else the first of the phrases; the page's beginning when they stand too far apart."""
    words = flat(text)
    for phrase in (tuple(search.words), *search.phrases):
        place = re.search(r"(?<![a-z0-9])" + r"[^a-z0-9]+".join(phrase), words)
        if place:
            start, end = max(0, place.start() - AROUND), min(len(text), place.end() + AROUND)
            return Hit(number, _line(text[start : place.start()]), _line(text[place.start() : place.end()]), _line(text[place.end() : end]))
    return Hit(number, "", "", _line(text[: 2 * AROUND]))


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
