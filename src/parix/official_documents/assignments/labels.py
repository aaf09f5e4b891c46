"""Lines and brackets that name who leads, supports, follows up, and by when: `Phòng/đơn vị chủ trì theo dõi: Văn phòng Sở.`"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from parix.official_documents.document_bodies.passages import Passage

Role = Literal["lead", "lead_follow", "follow", "support", "due", "product", "aside"]

_WHO = r"(?:cac )?(?:phong\s?[/,]\s?don vi|co quan\s?[/,]\s?don vi|co quan|don vi|bo phan|phong|ca nhan|nguoi|to chuc|thanh phan|phan cong|trach nhiem|giao)"
_DOES = (
    r"(?:chu tri|phoi hop|thuc hien|theo doi|tham muu|dau moi|chiu trach nhiem|phu trach|duoc giao|tong hop|don doc|lien quan|trien khai|cung phoi hop|trach "
    r"nhiem|chinh|chu quan|tham gia)"
)
_LABEL = re.compile(
    rf"(?:^|(?<=[.;,(\[–\-+*••]\s)|(?<=[(\[;.])|(?<=[.;,)]\s\s))(?P<label>(?:{_WHO}(?:\s*[,/-]?\s*(?:va\s+)?{_DOES})*|"
    rf"{_DOES}(?:\s*[,/-]?\s*(?:va\s+)?{_DOES})*|"
    r"thoi (?:gian|han) (?:hoan thanh|thuc hien) [a-z ]{2,20}(?=\s*:\s*(?:truoc|trong|quy|thang|ngay|\d))|"
    r"(?:thoi (?:gian|han|diem)|tien do|han)(?:\s*,?\s*(?:thuc hien|hoan thanh|trien khai|bao cao|cuoi|chot|xong|du kien|gui))*|"
    r"hoan thanh(?=\s*:\s*(?:\d|trong|truoc|quy|thang|nam|ngay|thuong xuyen|hang|cuoi|xong|cham nhat))|"
    r"(?:san pham|ket qua|dau ra|ket qua dau ra)(?:\s*,?\s*(?:dau ra|du kien|hoan thanh|dat duoc|can dat|thuc hien|chu yeu))*|"
    r"(?:kinh phi|nguon kinh phi|dia diem|hinh thuc|ghi chu|nguon luc)(?: thuc hien)?|lanh dao (?:so )?(?:phu trach|chi dao|theo doi)))\s*:\s*"
)
_BARE = ("don vi", "co quan", "phan cong", "giao", "phong/don vi", "bo phan")
_OPENS = re.compile(r"\s*(?:[-–+*•]\s*)?")


@dataclass(frozen=True, slots=True)
class Labelled:
    """What one label says: `value` is the stretch behind its colon, `start` where the label itself begins."""

    role: Role
    value: Passage
    start: int


def labels_in(passage: Passage) -> list[Labelled]:
    """All labels of the passage in order; each value ends where the next label begins."""
    words = passage.flat
    matches = [match for match in _LABEL.finditer(words) if _role(match["label"]) is not None and not _goes_on_a_list(words, match)]
    if not matches:
        return []
    found = []
    for match, stop in zip(matches, [*(one.start("label") for one in matches[1:]), len(words)], strict=True):
        end = _value_end(words, match, stop)
        role = _role(match["label"])
        assert role is not None
        value = passage.part(match.end(), end)
        found.append(Labelled(role, _without_closing(value), match.start("label")))
    return found


def _goes_on_a_list(words: str, match: re.Match[str]) -> bool:
    """`Đối với các phòng, đơn vị: …`: the end of a list of names, no label."""
    return match["label"] in _BARE and words[: match.start("label")].rstrip().endswith(",")


def is_labelled(passage: Passage) -> bool:
    """The passage begins with a label and so says nothing but labels."""
    found = _LABEL.match(passage.flat, _OPENS.match(passage.flat).end())  # type: ignore[union-attr]
    return found is not None and _role(found["label"]) is not None


def _value_end(words: str, match: re.Match[str], end: int) -> int:
    """A label inside brackets ends with them."""
    before = words[: match.start()].rstrip()
    if before.endswith(("(", "[")) or (before.count("(") > before.count(")")):
        depth = 1
        for at in range(match.end(), end):
            depth += {"(": 1, ")": -1}.get(words[at], 0)
            if depth == 0:
                return at
    return end


def _without_closing(value: Passage) -> Passage:
    text = value.text.rstrip(" .;,(-–+[")
    return value.part(0, len(text))


def _role(label: str) -> Role | None:
    if re.match(r"thoi (?:gian|han|diem)|tien do|han\b|hoan thanh", label):
        return "due"
    if re.match(r"san pham|ket qua|dau ra", label):
        return "product"
    if re.match(r"kinh phi|nguon|dia diem|hinh thuc|ghi chu|lanh dao", label):
        return "aside"
    if "phoi hop" in label or "lien quan" in label or "tham gia" in label:
        return "lead" if "chu tri" in label else "support"
    follows = "theo doi" in label or "tong hop" in label or "don doc" in label
    if "chu tri" in label or "chiu trach nhiem" in label or "dau moi" in label:
        return "lead_follow" if follows and "thuc hien" not in label else "lead"
    if follows and "thuc hien" not in label:
        return "follow"
    if re.search(r"thuc hien|tham muu|phu trach|trien khai|trach nhiem|duoc giao|chu quan|chinh", label):
        return "lead"
    return "lead" if label in _BARE else None


def runs(passages: Sequence[Passage]) -> Iterator[Labelled]:
    for passage in passages:
        yield from labels_in(passage)
