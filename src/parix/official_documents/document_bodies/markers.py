"""Numbers, letters and bullets that open a point: `II.`, `1.2.`, `a)`, `Điều 3.`, `Thứ nhất,`, `-`, `+`.

NĐ 30/2020/NĐ-CP Phụ lục I mục 6: phần, chương (Roman), mục, điều, khoản, điểm; official practice adds dashes and plus signs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from parix.official_documents.letters import LOWER, UPPER
from parix.official_documents.pages import flat

_PART = re.compile(r"\s*(?P<word>phan|chuong|muc|dieu|phu luc|bieu)\s+(?P<value>\d{1,3}|[ivxlc]{1,6}|thu [a-z]+)\s*(?:[.:)]|-(?=\s)|$|(?=\s))\s*")
_ROMAN = re.compile(r"\s*(?P<value>[IVXLC]{1,6})\s?(?:[.):]|/(?!\d))\s*(?=\S)|\s*(?P<bare>[IVX]{1,5})\s*[-–]\s+(?=\S)")
_ARABIC = re.compile(
    rf"\s*(?P<value>\d{{1,2}}(?:\.\d{{1,2}}){{0,4}})(?:\s?[.)/:]\s*|\s+(?=[{UPPER}])|\s*[-–]\s+(?=[{UPPER}]))(?=[^\d\s%.,/])(?!(?<=/)[{UPPER}]+-)"
)
_BRACKETED = re.compile(r"\s*\(\s?(?P<value>\d{1,2}|[ivx]{1,5}|[a-zđ])\s?\)\s*(?=\S)")
_SMALL_ROMAN = re.compile(r"\s*(?P<value>[ivx]{2,5})\s?\)\s*(?=\S)")
_LETTER = re.compile(rf"\s*(?P<value>[a-zđA-ZĐ])\s?(?:[)/]|\.(?=\s))\s*(?=[{UPPER}{LOWER}\"“(\d])")
_ORDINAL = re.compile(r"\s*(?P<value>thu (?:nhat|hai|ba|tu|nam|sau|bay|tam|chin|muoi)|(?:mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi) la)\s*[,:]\s*")
_BULLET = re.compile(r"\s*(?P<value>[-–—−+*•●○▪■□◦✓‣⁃·~\uf0b7\uf02d\uf0a7\uf0d8])\s*(?=[^\s\d%])|\s*(?P<spaced>[-–—−+*•])\s+(?=\d)")

_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ORDINALS = ("nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi")
_COUNTS = ("mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi")
_LETTERS = "abcdđeghiklmnopqrstuvxy"  # the Vietnamese order; f, j, w, z are not used for points


@dataclass(frozen=True, slots=True)
class Marker:
    """`style` tells which points are of one list; `value` is 0 for bullets; `label` as printed, `length` up to the words."""

    style: str
    value: int
    label: str
    length: int
    above: tuple[int, ...] = ()

    @property
    def is_bullet(self) -> bool:
        return self.style.startswith("bullet")


def marker_of(text: str) -> Marker | None:
    """The marker that the words begin with, or None."""
    words = flat(text[:40])
    part = _PART.match(words)
    if part and _is_part(part["word"], text):
        return Marker(part["word"], _part_value(part["value"]), text[: part.end()].strip(), part.end())
    roman = _ROMAN.match(text)
    if roman:
        written = roman["value"] or roman["bare"]
        value = roman_value(written.lower())
        if value and not (written in ("C", "L") or (written == "D")):
            return Marker("roman", value, roman[0].strip(), roman.end())
    return _numbered(text, words) or _bulleted(text, words)


def _numbered(text: str, words: str) -> Marker | None:
    arabic = _ARABIC.match(text)
    if arabic:
        values = [int(part) for part in arabic["value"].split(".")]
        return Marker(f"arabic{len(values)}", values[-1], arabic[0].strip(), arabic.end(), tuple(values[:-1]))
    bracketed = _BRACKETED.match(text)
    if bracketed:
        written = bracketed["value"]
        if written.isdigit():
            return Marker("(arabic)", int(written), bracketed[0].strip(), bracketed.end())
        is_roman = roman_value(written) and written != "v"
        value = roman_value(written) if is_roman else _letter_value(written)
        return Marker("(roman)" if is_roman else "(letter)", value, bracketed[0].strip(), bracketed.end())
    small = _SMALL_ROMAN.match(text)
    if small and roman_value(small["value"]):
        return Marker("small roman", roman_value(small["value"]), small[0].strip(), small.end())
    ordinal = _ORDINAL.match(words)
    if ordinal and text.lstrip()[:1].isupper():
        return Marker("ordinal", _ordinal_value(ordinal["value"]), text[: ordinal.end()].strip(), ordinal.end())
    return None


def _bulleted(text: str, words: str) -> Marker | None:
    letter = _LETTER.match(text)
    if letter and (letter["value"].islower() or text[letter.end() : letter.end() + 1].isupper()):
        style = "letter" if letter["value"].islower() else "capital"
        value = _letter_value(letter["value"].lower())
        if value and not (style == "capital" and re.match(r"\s*[A-Z]\.\s?[A-Z]\.", text)):
            return Marker(style, value, letter[0].strip(), letter.end())
    bullet = _BULLET.match(text)
    if bullet:
        sign = bullet["value"] or bullet["spaced"]
        kind = "-" if sign in "-–—−\uf02d⁃~" else sign
        return Marker(f"bullet {kind}", 0, sign, bullet.end())
    return None


def _is_part(word: str, text: str) -> bool:
    """`Điều 3.` opens an article; `điều 3 của` inside a wrapped sentence does not."""
    first = text.lstrip()[:1]
    return first.isupper() and not (word == "muc" and len(text) > 120)


def _part_value(written: str) -> int:
    if written.isdigit():
        return int(written)
    return roman_value(written) or next((place for place, word in enumerate(_ORDINALS, 1) if written.endswith(word)), 0)


def roman_value(written: str) -> int:
    """0 for what is no Roman number."""
    total = 0
    values = [_ROMAN_VALUES.get(letter, 0) for letter in written.lower()]
    if not values or 0 in values:
        return 0
    for place, value in enumerate(values):
        total += -value if place + 1 < len(values) and value < values[place + 1] else value
    return total


def _letter_value(letter: str) -> int:
    return _LETTERS.find(letter) + 1


def _ordinal_value(words: str) -> int:
    first, _, second = words.partition(" ")
    if first == "thu":
        return _ORDINALS.index(second) + 1
    return _COUNTS.index(first) + 1
