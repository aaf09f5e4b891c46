"""The fields that an appraiser can be given: those of the known editions that somebody appraises, by key, in words."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

from django.conf import settings

from parix.criteria.intake import take_in
from parix.criteria.library import edition_folders
from parix.foundation.folding import folded
from parix.foundation.phrases import Text
from parix.web.accounts.choices import ALL_FIELDS

EVERY_FIELD = {"*", "tat ca", "moi linh vuc", "tat ca linh vuc", "toan bo", "all"}
APPRAISED = {"self_then_appraiser", "appraiser"}


def known_fields() -> dict[str, Text]:
    """Key to title; the same key in several editions is one field, and two keys of one title are told apart by the key."""
    return _fields_in(tuple(edition_folders(*settings.CRITERIA_SETS)))


@cache
def _fields_in(folders: tuple[Path, ...]) -> dict[str, Text]:
    """Read once per process, and again when an edition comes or goes."""
    found: dict[str, Text] = {}
    for folder in folders:
        edition = take_in(folder).edition
        for placed in edition.placed_leaves if edition else ():
            if placed.leaf.scored_by in APPRAISED:
                found.setdefault(placed.field.key, placed.field.text)
    titles = Counter(title.vi for title in found.values())
    return {
        key: Text(f"{title.vi} ({key})", f"{title.en} ({key})") if titles[title.vi] > 1 else title for key, title in found.items()
    }


def field_key(words: str) -> str | None:
    """The key that somebody wrote as key, as title or as "all"."""
    plain = folded(words)
    if plain in EVERY_FIELD:
        return ALL_FIELDS
    return next((key for key, title in known_fields().items() if plain in (key, folded(title.vi), folded(title.en))), None)


def said_fields(keys: tuple[str, ...] | list[str]) -> list[Text]:
    """Titles for the page; a key that no edition knows any more stands for itself."""
    return [Text("mọi lĩnh vực", "every field") if key == ALL_FIELDS else known_fields().get(key, Text(key, key)) for key in keys]
