"""Which unit of the agency a name in a document means: by its own words, by a head's title, by its short name; nothing when unsure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

from parix.foundation.folding import folded


class UnitLike(Protocol):
    name: str
    short_name: str


One = TypeVar("One", bound=UnitLike)
# A head's title stands for the unit that is led.
_TITLES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^(?:pho )?chanh van phong\b"), "van phong"), (re.compile(r"^(?:pho )?chanh thanh tra\b"), "thanh tra"),
    (re.compile(r"^(?:pho )?truong phong\b"), "phong"), (re.compile(r"^(?:pho )?giam doc (?=trung tam|ban|quy)"), ""),
    (re.compile(r"^(?:pho )?chi cuc truong (?:chi cuc )?"), "chi cuc "), (re.compile(r"^(?:pho )?truong (?=ban|bo phan|trung tam)"), ""),
    (re.compile(r"^(?:lanh dao|cong chuc|can bo|bo phan cua) (?=phong|van phong|thanh tra|chi cuc|trung tam)"), ""),
)
_TAIL = re.compile(r"\s+(?:so|cua so|thuoc so|tinh|ubnd tinh)$")
_SIGNS = re.compile(r"[^a-z0-9]+")
_LEAST_LETTERS = 4


def unit_words(name: str) -> str:
    """The name as it is compared: plain letters, no title, no "Sở" at the end."""
    words = _SIGNS.sub(" ", folded(name)).strip()
    for pattern, instead in _TITLES:
        words = pattern.sub(instead, words)
    return _TAIL.sub("", words).strip()


def unit_meant(name: str, units: Sequence[One]) -> One | None:
    """The one unit whose name or short name is this; else the one whose name holds all these words, or begins with them. Two that
    fit equally well are none."""
    words = unit_words(name)
    if not words:
        return None
    same = [unit for unit in units if words in (unit_words(unit.name), unit_words(unit.short_name))]
    if same:
        return same[0] if len(same) == 1 else None
    if len(words.replace(" ", "")) < _LEAST_LETTERS:
        return None
    near = [unit for unit in units if f" {words} " in f" {unit_words(unit.name)} " or unit_words(unit.name).startswith(f"{words} ")]
    if not near:
        near = [unit for unit in units if len(unit_words(unit.name).split()) > 1 and f" {unit_words(unit.name)} " in f" {words} "]
    return near[0] if len(near) == 1 else None
