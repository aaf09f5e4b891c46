"""The order of Vietnamese words: a ă â b c d đ e ê … o ô ơ … u ư, then by tone, then small letters before capitals.

The same order as ICU's `vi`, so that a list looks alike whatever database sorted it.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_SHAPES = {"\u0306": "breve", "\u0302": "circumflex", "\u031b": "horn"}
_SHAPED = {
    ("a", "breve"): "ă", ("a", "circumflex"): "â", ("e", "circumflex"): "ê", ("o", "circumflex"): "ô", ("o", "horn"): "ơ", ("u", "horn"): "ư",
}
# Blanks and signs first, then digits, then the alphabet, then whatever else there is.
_DIGIT, _LETTER, _OTHER = 0x200, 0x300, 0x1000
_WEIGHTS = {letter: chr(_LETTER + place) for place, letter in enumerate(_ALPHABET)}


@lru_cache(maxsize=16_384)
def collation_key(text: str) -> str:
    """Compare two of these to order two texts: letters first, then tones, then capitals, then the text itself."""
    letters: list[str] = []
    tones: list[str] = []
    capitals: list[str] = []
    for base, marks in _syllabics(text):
        small = base.lower()
        shaped = next((_SHAPED[small, _SHAPES[mark]] for mark in marks if (small, _SHAPES.get(mark, "")) in _SHAPED), small)
        letters.append(_weight(shaped))
        tones.append(next((_TONES[mark] for mark in marks if mark in _TONES), "0"))
        capitals.append("1" if base != small else "0")
    return "\x00".join(("".join(letters), "".join(tones), "".join(capitals), text))


def name_for_sorting(full_name: str) -> str:
    """A person's name as lists of people are ordered: given name first, then family and middle names."""
    *before, given = full_name.split() or [""]
    return " ".join([given, *before])


def _syllabics(text: str) -> list[tuple[str, list[str]]]:
    """Each letter with its marks."""
    found: list[tuple[str, list[str]]] = []
    for sign in unicodedata.normalize("NFD", text):
        if unicodedata.combining(sign):
            if found:
                found[-1][1].append(sign)
        else:
            found.append((sign, []))
    return found


def _weight(letter: str) -> str:
    if letter in _WEIGHTS:
        return _WEIGHTS[letter]
    if letter.isspace():
        return "\x01"
    if letter.isdigit():
        return chr(_DIGIT + unicodedata.digit(letter, 9))
    if letter.isalpha():
        return chr(min(_OTHER + ord(letter), 0x10FFFF))
    return chr(min(2 + ord(letter), _DIGIT - 1))
