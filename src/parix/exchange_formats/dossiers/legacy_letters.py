"""Vietnamese as it was written before Unicode, or read with the wrong code page: recognised and turned into Unicode.

TCVN3 is the 8-bit TCVN 5712:1993 VN3 (.VnTime fonts), VNI-Windows writes a vowel and then its mark, cp1258 is Windows' own, and
"twice" is UTF-8 that somebody read as Windows-1252 and saved again. All four arrive as letters of Latin-1, in files of bytes and in
cells of workbooks alike, so that they are told apart by which reading gives syllables of the language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from parix.foundation.folding import folded

ENOUGH_SYLLABLES = 0.85
_LEAST_WORDS = 2

# byte to letter, in the order of the standard from A1
_TCVN3_LETTERS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ", 0xB5: "àảãáạ", 0xBB: "ằẳẵắ", 0xC6: "ặầẩẫấậè", 0xCE: "ẻẽéẹềểễếệìỉ", 0xDC: "ĩíịò", 0xE1: "ỏõóọồổỗốộờởỡớợù", 0xF1: "ủũúụừửữứựỳỷỹýỵ",
}  # fmt: skip
_TCVN3 = {chr(first + at): letter for first, letters in _TCVN3_LETTERS.items() for at, letter in enumerate(letters)}

# what follows a vowel: acute, grave, hook, tilde, dot; then the same upon the circumflex and upon the breve
_VNI_MARKS = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_ROOF = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_VNI_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni_pairs() -> dict[str, str]:
    pairs = dict(_VNI_ALONE)
    for vowel, base in (("a", "a"), ("e", "e"), ("o", "o"), ("u", "u"), ("y", "y"), ("ô", "ơ"), ("ö", "ư")):
        pairs |= {vowel + mark: unicodedata.normalize("NFC", base + tone) for mark, tone in _VNI_MARKS.items()}
    for vowel in "aeo":
        pairs |= {vowel + mark: unicodedata.normalize("NFC", vowel + "\u0302" + tone) for mark, tone in _VNI_ROOF.items()}
    pairs |= {"a" + mark: unicodedata.normalize("NFC", "a\u0306" + tone) for mark, tone in _VNI_BREVE.items()}
    upper = {written[0].upper() + written[1:]: letter.upper() for written, letter in pairs.items()}
    return pairs | upper | {written.upper(): letter.upper() for written, letter in pairs.items()}


_VNI: Mapping[str, str] = _vni_pairs()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_TCVN3_TABLE = str.maketrans(_TCVN3)

# Every letter of Windows-1252 to its byte; the five bytes that it leaves out stand for themselves.
_TO_1252 = {bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in range(256)}


def _bytes_1252(text: str) -> bytes:
    return bytes(_TO_1252.get(letter, 0x3F if ord(letter) > 0xFF else ord(letter)) for letter in text)


def _from_tcvn3(text: str) -> str:
    return text.translate(_TCVN3_TABLE)


def _from_vni(text: str) -> str:
    return _VNI_PATTERN.sub(lambda found: _VNI[found[0]], text)


def _from_cp1258(text: str) -> str:
    return unicodedata.normalize("NFC", _bytes_1252(text).decode("cp1258", "replace"))


def _from_twice(text: str) -> str:
    return _bytes_1252(text).decode("utf-8", "replace")


READINGS: Mapping[str, Callable[[str], str]] = {"tcvn3": _from_tcvn3, "vni": _from_vni, "twice": _from_twice, "cp1258": _from_cp1258}
NAMES = {"": "Unicode", "tcvn3": "TCVN3 (ABC)", "vni": "VNI Windows", "cp1258": "Windows-1258", "twice": "UTF-8 bị đọc nhầm thành Windows-1252"}

_WORD = re.compile(r"[^\W\d_]+(?:[\u00a1-\u00bf\u0080-\u009f˜™›œŸž“”‘’•–—€‚ƒ„…†‡ˆ‰Š‹ŒŽ]+[^\W\d_]*)*")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnprstvx])?"
    r"(?:uye|uya|uyu|ieu|yeu|oai|oay|oao|oeo|uoi|uou|uay|ia|ie|iu|ye|ya|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ai|ao|au|ay|eo|eu|[aeiouy])"
    r"(?:ch|ng|nh|[cmnpt])?"
)
_TONES = frozenset("\u0301\u0300\u0309\u0303\u0323")
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzđ")
_OWN_MARKS = _TONES | frozenset("\u0302\u0306\u031b")


def legacy_of(text: str) -> str:
    """Which reading makes Vietnamese of the text: a key of `READINGS`, or "" when it is Unicode already or none does."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    if len(words) < _LEAST_WORDS or _share(words) >= ENOUGH_SYLLABLES:
        return ""
    shares = {name: _share([part for word in words for part in reading(word).split()]) for name, reading in READINGS.items()}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= ENOUGH_SYLLABLES else ""


def in_unicode(text: str, legacy: str) -> str:
    """The text by the reading that `legacy_of` named; ASCII is the same in all of them."""
    return READINGS[legacy](text) if legacy and not text.isascii() else text


def is_syllable(word: str) -> bool:
    """Whether a word could be one of the language: its letters, one tone at most, an onset, a vowel and an end that exist."""
    decomposed = unicodedata.normalize("NFD", word.casefold())
    marks = [mark for mark in decomposed if unicodedata.combining(mark)]
    if sum(mark in _TONES for mark in marks) > 1 or any(mark not in _OWN_MARKS for mark in marks):
        return False
    return all(letter in _LETTERS for letter in decomposed if not unicodedata.combining(letter)) and _SYLLABLE.fullmatch(folded(word)) is not None


def _share(words: list[str]) -> float:
    marked = [word for word in words if not word.isascii()]
    return sum(map(is_syllable, marked)) / len(marked) if marked else 0.0
