"""Numbers as an edition writes them, and labels as measures and levels carry them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from parix.criteria.scoring_text.passages import Passage
from parix.criteria.slugs import slug
from parix.foundation.numbers import exact_text, shown

_NO_THING = {"ty", "ti", "le", "tong", "so", "dat", "duoc", "nay", "thuc", "te", "phan", "tram", "a", "b", "hoan", "thanh", "ket", "qua", "tren"}


def points_text(points: Fraction) -> str:
    return exact_text(points)


def share_text(share: Fraction) -> str:
    return f"{exact_text(share * 100)}%"


def points_shown(points: Fraction) -> str:
    return shown(points, "vi", decimals=4)


def both(label: str) -> dict[str, str]:
    """A text of an edition; the English repeats the Vietnamese until a person translates it."""
    return {"vi": label, "en": label}


def keyed(labels: Sequence[str]) -> dict[str, dict[str, str]]:
    """Texts of an edition under keys of their own, in order."""
    made: dict[str, dict[str, str]] = {}
    for label in labels:
        made[slug(label, made, otherwise="part")] = both(label)
    return made


def thing_named(name: Passage) -> str:
    """ "Tổng số hồ sơ đã giải quyết" -> "hồ sơ đã giải quyết"; nothing for "tỷ lệ" alone."""
    bare = re.match(r"(?:(?:la|co|tong(?: so)?|so(?: luong)?|cac|t[yi] le|%|phan tram)\s+)+", name.plain)
    kept = (name.cut(bare.end()) if bare else name).trimmed(" \n.,;:-+*•/|\"'%()")
    words = re.sub(r"[^a-z ]", " ", kept.words).split()
    if not words or set(words) <= _NO_THING:
        return ""
    return label_of(kept)


def label_of(condition: Passage) -> str:
    """A level or condition as a label: one line, small first letter unless an abbreviation stands there."""
    text = condition.trimmed().shown
    if len(text) > 1 and text[0].isupper() and not text[1].isupper():
        return text[0].lower() + text[1:]
    return text
