"""Names that share their first word: `các Sở: Nội vụ, Tài chính`, `Giám đốc các sở Xây dựng và Tư pháp`, `UBND các xã Hòa An, Tân Lập`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parix.official_documents.letters import UPPER
from parix.official_documents.unit_names.heads import head_at
from parix.official_documents.unit_names.name_ends import name_end

_SHARED = re.compile(
    r"(?P<before>(?:(?:thu truong|giam doc|truong|pho truong|lanh dao|chu tich|chi cuc truong|bi thu|nguoi dung dau) )?(?:(?:ubnd|uy ban nhan dan|hdnd|"
    r"dang uy|cong an|mat tran) )?)"
    r"(?:cac |(?=so:|phong:|chi cuc:|trung tam:))(?P<head>so|phong|chi cuc|trung tam|ban|bo|xa|phuong|thi tran|huyen|quan|thi xa|vien|truong|khoa|thon|ap)"
    r"(?P<colon>\s*:)?\s+"
)
# What is one name although a comma or `và` stands inside it.
_WHOLE = re.compile(
    r"van hoa, (?:the thao|thong tin|khoa hoc)(?: va|,) (?:du lich|thong tin|the thao|xa hoi)|(?:ke hoach|tai chinh)(?: va| -|,) (?:dau tu|ke hoach)|(?:khoa "
    r"hoc|kinh te|van hoa|giao duc|tai nguyen|nong nghiep|thong tin|dan toc|to chuc|noi vu|do thi|"
    r"y te|quan ly|ha tang|the thao)(?: va|,) (?:cong nghe|ha tang|the thao|thong tin|dao tao|moi truong|phat trien nong thon|ptnt|truyen thong|ton giao|can "
    r"bo|"
    r"du lich|xa hoi|do thi|dau tu|doi moi sang tao)|lao dong,? (?:- )?thuong binh va xa hoi|tai chinh - ke hoach|kinh te, ha tang va do thi"
)
_PARTS = re.compile(r"\s*[,;]\s*(?:va\s+)?|\s+va\s+")
_SMALL_HEADS = ("xa", "phuong", "thi tran", "huyen", "quan", "thi xa", "thon", "ap")


@dataclass(frozen=True, slots=True)
class Shared:
    """`names`: each as composed, and where its own words stand."""

    names: tuple[tuple[str, int, int], ...]
    end: int


def shared_at(text: str, words: str, at: int) -> Shared | None:
    """Two names or more that share a first word written once at `at`, or None. `words`: the text on plain letters."""
    found = _SHARED.match(words, at)
    if found is None or not re.match(f"[{UPPER}]", text[found.end() :]):
        return None
    end = _list_end(text, words, found.end())
    pieces = _pieces(words, found.end(), end)
    if len(pieces) < 2 or not all(text[start].isupper() for start, _end in pieces):
        return None
    before, head = text[found.start("before") : found.end("before")], text[found.start("head") : found.end("head")]
    if not before and found["head"] not in _SMALL_HEADS:
        head = head[:1].upper() + head[1:]
    return Shared(tuple((f"{before}{head} {text[start:stop]}", start, stop) for start, stop in pieces), end)


def _list_end(text: str, words: str, at: int) -> int:
    """Behind the last name written with a capital; verbs may be among them (`Nội vụ, Xây dựng, Tư pháp`)."""
    end = name_end(text, words, at, at)
    while True:
        joint = _PARTS.match(words, end)
        if joint is None or not re.match(f"[{UPPER}]", text[joint.end() :]) or head_at(text, words, joint.end()) is not None:
            return end
        end = name_end(text, words, joint.end(), joint.end())


def _pieces(words: str, at: int, end: int) -> list[tuple[int, int]]:
    whole = [found.span() for found in _WHOLE.finditer(words, at, end)]
    pieces: list[tuple[int, int]] = []
    for joint in _PARTS.finditer(words, at, end):
        if not any(start < joint.start() < stop for start, stop in whole):
            pieces.append((at, joint.start()))
            at = joint.end()
    return [*pieces, (at, end)]
