"""Text for patterns: each character beside its folded form, so that a match in one is a place in the other.

Signs with many shapes (dashes, multiplication, comparison, spaces) get one; digits of dates, decrees and standards
are masked in the folded form, so that "trước 15/01" or "ISO 9001" is never taken for points or a threshold.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

MASK = "¤"

_SIGNS = {
    "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\t": " ", "\u200b": "", "\ufeff": "", "\u00ad": "",
    "–": "-", "—": "-", "−": "-", "‒": "-", "‑": "-", "―": "-", "➢": "-", "‐": "-",
    "×": "x", "✕": "x", "⋅": "x", "∗": "x", "·": "x",
    "≥": ">=", "⩾": ">=", "≧": ">=", "≤": "<=", "⩽": "<=", "≦": "<=", "→": ":", "⇒": ":", "÷": "/", "∕": "/", "％": "%", "：": ":", "；": ";",
    "“": '"', "”": '"', "’": "'", "‘": "'", "½": "1/2", "[": "(", "]": ")", "{": "(", "}": ")",
    "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\u0085": "\n",
}  # fmt: skip
_TYPESET = ((r"\\geq?\b", ">="), (r"\\leq?\b", "<="), (r"\\times\b", "x"), (r"\\%", "%"), (r"\$", ""))

# "cá nhân", "nhân dân", "chia sẻ" are no signs: only with the word or thing that makes them one.
_SPELT_OUT = (
    (
        re.compile(
            r"\b(?:được\s+)?(?:nhân|nhan)\s+(?:(?:với|voi|cho)\b"
            r"|(?=\(|\d|(?:số\s+)?điểm (?:tối đa|chuẩn)|(?:so\s+)?diem (?:toi da|chuan)))",
            re.IGNORECASE,
        ),
        "x ",
    ),
    (re.compile(r"\b(?:được\s+)?chia\s+cho\b", re.IGNORECASE), "/"),
)

_END = r"(?!\d|[.,]\d|\s*(?:%|diem\b|d\b|/))"
_REFERENCES = re.compile(
    rf"""
      \b(?:ngay|truoc|sau|han)\s+\d{{1,2}}\s*/\s*\d{{1,2}}(?:/\d{{2,4}})?(?!\d|\s*%)
    | \b(?:den|tu)\s+(?:\d{{2}}/\d{{1,2}}|\d/\d{{2}})(?:/\d{{2,4}})?(?!\d|\s*%)
    | \b\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}}\b
    | \b(?:ngay(?:\s+mung)?|thang)\s+\d{{1,2}}{_END}
    | \b(?:nam|quy)\s+(?:\d{{4}}|[1-4]){_END}
    | \b0?(?:[369]|12)\s+thang\b
    | \b\d+/\d{{4}}/[a-z][-a-z]*
    | \b\d+/(?:nd|qd|tt|nq|kh|ct|cv|bc|ubnd|snv|ttg|bnv)\b[-a-z]*
    | \b(?:nghi\ dinh|quyet\ dinh|thong\ tu|nghi\ quyet|chi\ thi|cong\ van)\s+(?:so\s+)?\d+{_END}
    | \bmuc\s+(?:do\s+)?\d(?:\s*(?:,|va|-)\s*(?:muc\s+(?:do\s+)?)?\d)*{_END}
    | \b(?:dieu|khoan|muc|phu\ luc|bieu|mau|nhom|cap|giai\ doan|hang|loai)\s+(?:so\s+)?\d+{_END}
    | \biso(?:/[a-z]+)?\s*\d+(?::\d+)?
    | \b24/7\b
    | \d{10,} | [.,]\d{7,}
    """,
    re.VERBOSE,
)


_LOOK_ALIKES = re.compile(r"\b(?:cham|co|cu|mot|hai|ba|bon)\b(?=(?P<after>\s+(?:cua|so|long|phan|cach|hoa)\b)?)")


@dataclass(frozen=True, slots=True)
class Passage:
    """`text` as printed (signs made one) and `plain` folded; both of one length."""

    text: str
    plain: str

    def cut(self, start: int, end: int | None = None) -> Passage:
        return Passage(self.text[start:end], self.plain[start:end])

    def trimmed(self, marks: str = " \n.,;:-+*•/|\"'") -> Passage:
        """Without white space and loose punctuation at both ends."""
        start, end = 0, len(self.plain)
        while start < end and self.plain[start] in marks:
            start += 1
        while end > start and self.plain[end - 1] in marks:
            end -= 1
        return self.cut(start, end)

    def without(self, start: int, end: int) -> Passage:
        """The passage with a stretch taken out."""
        return Passage(f"{self.text[:start]} {self.text[end:]}", f"{self.plain[:start]} {self.plain[end:]}")

    @property
    def shown(self) -> str:
        """For people: one line, as printed."""
        return " ".join(self.text.split())

    @property
    def words(self) -> str:
        """Folded, one line, loose punctuation dropped."""
        return " ".join(self.trimmed().plain.split())

    def __bool__(self) -> bool:
        return any(sign.isalnum() or sign == MASK for sign in self.plain)


def passage(text: str) -> Passage:
    """The passage of a text as printed."""
    for pattern, sign in _TYPESET:
        text = re.sub(pattern, sign, text)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = "".join(_SIGNS.get(sign, sign) for sign in text)
    text = re.sub(r"(?<=[\w)%])[ ]*\*[ ]*(?=[\w(])", " x ", text)
    for spelt, sign in _SPELT_OUT:
        text = spelt.sub(sign, text)
    text = re.sub(r"[ ]{2,}", " ", text.replace("(%)", "%"))
    plain = _REFERENCES.sub(_masked, "".join(map(_plain, text)))
    return Passage(text, _LOOK_ALIKES.sub(lambda match: _told_apart(match, text), plain))


def _plain(sign: str) -> str:
    if sign == "đ" or sign == "Đ":
        return "d"
    bare = "".join(mark for mark in unicodedata.normalize("NFD", sign.lower()) if not unicodedata.combining(mark))
    if bare.isdigit() and not bare.isascii():
        return MASK
    return bare if len(bare) == 1 else "?"


def _masked(match: re.Match[str]) -> str:
    return re.sub(r"\d", MASK, match[0])


def _told_apart(match: re.Match[str], text: str) -> str:
    """Words of one folded form kept apart where the marks are printed: "chấm" reads as "tính" (of "chậm" nothing changes),
    "cơ" as "ko", "cử" as "kw"; "hài lòng", "bộ phận một cửa" hold no number and end in j."""
    printed = unicodedata.normalize("NFC", text[match.start() : match.end()].lower())
    if match[0] == "cham":
        return "tinh" if printed == "chấm" else match[0]
    if match[0] == "cu":
        return "kw" if printed in ("cử", "cụ", "cũ", "cư", "củ") else match[0]
    if match[0] == "co":
        return "ko" if printed == "cơ" else match[0]
    is_number = printed in ("một", "mot", "hai", "ba", "bốn", "bon") and not match["after"]
    return match[0] if is_number else match[0][:-1] + "j"


def exact_number(text: str) -> Fraction:
    """A number as printed, with a decimal comma or dot."""
    return Fraction(text.replace(",", "."))
