"""Predicates over dates, codes and kinds; who may do something is asked of the accounts' rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from parix.foundation.folding import folded
from parix.web.organisations.choices import UNIT_KIND_WORDS, UnitKind

CODE = re.compile(r"[0-9A-Za-zĐđ](?:[0-9A-Za-zĐđ._-]{0,38}[0-9A-Za-zĐđ])?")


def is_in_force(valid_from: date | None, valid_until: date | None, on: date) -> bool:
    """Both days included; no day means since ever, or for ever."""
    return (valid_from is None or valid_from <= on) and (valid_until is None or on <= valid_until)


def is_code(text: str) -> bool:
    """Letters, digits, points and dashes: a code stands in addresses and on paper."""
    return CODE.fullmatch(text) is not None


def is_top(parent_id: int | None) -> bool:
    """Nothing stands above it: a province, a ministry. Roles that reach over many agencies are given there alone."""
    return parent_id is None


def serving(units: Sequence[tuple[int, str, Sequence[str]]], lead: str) -> int | None:
    """Which unit does the work of this kind: of the units given as (id, kind, duties), one of that kind, else one with that
    duty. Two that answer equally well answer nothing: somebody has to choose."""
    for fitting in (
        [unit_id for unit_id, kind, _duties in units if kind == lead],
        [unit_id for unit_id, _kind, duties in units if lead in duties],
    ):
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
    return None


def unit_kind_of(words: str) -> UnitKind | None:
    """The kind that a spreadsheet's words mean: its name, its label, or what the words speak of; None when they say nothing."""
    plain = folded(words)
    for kind in UnitKind:
        if plain in (kind.value, folded(str(kind.label))):
            return kind
    return next((kind for word, kind in UNIT_KIND_WORDS if f" {word} " in f" {plain} "), None)
