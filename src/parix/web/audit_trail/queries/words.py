"""Words for the codes that entries hold: every room gives its own in its `choices`, and none of them is known here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module

from django.apps import apps
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule

Words = Mapping[str, str | Promise]
OWN = __name__.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Said:
    """A value with the words for it; without words, the value itself."""

    value: str
    words: str

    @property
    def is_plain(self) -> bool:
        return self.value == self.words


def words(name: str) -> dict[str, str | Promise]:
    """What every room's `choices` says under this name: ACTS, JOBS or COLUMNS, each `{code: words}`."""
    found: dict[str, str | Promise] = {}
    for app in apps.get_app_configs():
        if app.name.startswith(f"{OWN}.") and module_has_submodule(app.module, "choices"):
            found |= getattr(import_module(f"{app.name}.choices"), name, {})
    return found


def said(value: str, known: Words) -> Said:
    return Said(value, str(known.get(value, value)))
