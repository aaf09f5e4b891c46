"""What the lines above a table say of the set: its title, the issuing decision, the kind of agency it is for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parix.foundation.folding import folded

_TITLE = re.compile(r".*\b(?:bo chi so|bo tieu chi|chi so cai cach|chi so cchc|tieu chi|bang (?:tieu chi|cham diem)|thang diem)\b.*")
_DECISION = re.compile(r".*\bquyet dinh\b.*")
_NOT_A_TITLE = re.compile(r"(?:phu luc|mau so|bieu|uy ban nhan dan|ubnd|cong hoa|doc lap|so noi vu|\(|don vi tinh)\b.*|\(.*")
_KINDS: tuple[tuple[str, str], ...] = (
    ("ministry", r"\bbo, co quan ngang bo\b|\bcap bo\b|\bcac bo\b"),
    ("department", r"\bcap so\b|\bso,? ban\b|\bcac so\b|\bco quan chuyen mon\b|\bso, nganh\b"),
    ("district", r"\bcap huyen\b|\bhuyen, thi xa\b|\bcac huyen\b"),
    ("commune", r"\bcap xa\b|\bxa, phuong\b|\bcac xa\b"),
    ("province", r"\bcap tinh\b|\bcac tinh\b|\btinh, thanh pho truc thuoc\b"),
)


def title_of(headings: Sequence[str]) -> str:
    """The line that names the set, with the line that goes on in capitals after it; empty when none does."""
    lines = [" ".join(line.split()) for heading in headings for line in heading.split("\n")]
    for place, line in enumerate(lines):
        words = folded(line)
        if not _TITLE.fullmatch(words) or _NOT_A_TITLE.match(words) or _DECISION.fullmatch(words):
            continue
        following = lines[place + 1] if place + 1 < len(lines) else ""
        goes_on = line.isupper() and following.isupper() and not _NOT_A_TITLE.match(folded(following))
        return f"{line} {following}" if goes_on else line
    return ""


def decision_of(headings: Sequence[str]) -> str:
    for heading in headings:
        for line in heading.split("\n"):
            if _DECISION.fullmatch(folded(line)):
                return " ".join(line.split()).strip("() ")
    return ""


def kind_of(headings: Sequence[str]) -> str:
    """The kind of agency that the title names; empty when it names none or several."""
    words = folded(" ".join(headings))
    found = [kind for kind, pattern in _KINDS if re.search(pattern, words)]
    return found[0] if len(found) == 1 else ""
