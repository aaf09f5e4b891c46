"""What a condition says in words: all of several, so many missing, only some, up or down, nothing arose, the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from parix.criteria.scoring_text.passages import Passage

Change = Literal["up", "equal", "down"]

_NUMBER = r"(?:\d+|mot|hai|ba|bon)"
_VALUES = {"mot": 1, "hai": 2, "ba": 3, "bon": 4}
_PARTS = r"(?:dieu kien|noi dung|yeu cau|tieu chi|yeu to|tieu chuan|muc|van de|noi dung tren|dieu kien tren|y|viec|hang muc|thanh phan|loai)"
_VERBS = r"(?:(?:dat|co|dap ung|thuc hien|bao dam|dam bao|hoan thanh|duoc)\s+)*"

_MISSING = re.compile(
    rf"(?:{_VERBS})?(?:chi\s+)?(?:con\s+)?(?:thieu|khong dat|khong co|khong dap ung|chua co|chua dat)\s+(?P<from>tu\s+)?(?P<count>{_NUMBER})"
    rf"(?P<up>.*\btro len)?(?:\s+trong(?:\s+so)?\s+(?:cac|so|(?P<of>{_NUMBER})))?(?P<noun>.*)"
)
_MISSING_ALL = re.compile(
    rf"(?:thieu|khong (?:co|dat|dap ung|thuc hien)|chua (?:co|dat))\s+(?:ca|tat ca|toan bo)(?:\s+(?P<of>{_NUMBER}))?(?P<noun>.*)"
    rf"|khong\s+(?:co|dat|dap ung|thuc hien|du)\s+(?:bat ky\s+)?(?:{_PARTS})\s+nao.*"
)
_MISSING_ANY = re.compile(r"thieu(?:\s+(?:it nhat\s+)?mot\s+trong\s+cac.*)?|khong (?:day )?du|chua (?:day )?du|khong (?:dat|dap ung)(?: day)? du.*")
_ONLY = re.compile(
    rf"(?:chi\s+{_VERBS}|{_VERBS})(?P<count>{_NUMBER})\s*(?:(?:trong(?:\s+so)?|/)\s*(?:cac|(?P<of>{_NUMBER})))(?P<noun>.*)"
    rf"|chi\s+{_VERBS}(?P<count2>{_NUMBER})(?P<noun2>.*)|(?P<count3>{_NUMBER})"
)
_ALL = re.compile(
    rf"(?:{_VERBS})?(?:day\s+)?(?:du\s+)?(?:ca|tat ca)\s+(?P<of>{_NUMBER})(?P<noun>.*)|(?:{_VERBS})?(?:day\s+)?du\s+(?P<of2>{_NUMBER})\s+(?P<noun2>.*)"
    rf"|(?:{_VERBS})?(?:(?:day\s+)?du\s+)?(?P<of3>\d+)\s*/\s*(?P=of3)(?P<noun3>.*)"
)
_ALL_OF_MANY = re.compile(rf"(?:{_VERBS})?(?:day\s+)?du\s+(?:tat ca\s+)?(?:cac\s+)?(?P<noun>.+)|(?:{_VERBS})?(?:tat ca|toan bo)\s+(?:cac\s+)?(?P<noun2>.+)")

_REST = re.compile(
    r"(?:(?:cac\s+|nhung\s+)?(?:truong hop|muc|ket qua)\s+)?(?:con lai|khac)|nguoc lai|(?:o\s+)?duoi(?:\s+(?:muc"
    r"|nguong)(?:\s+(?:nay|tren|do))?)?|thap hon|khong|khac nua|cac truong hop khong (?:dat|thuoc).*"
)
_NEGATIVE = re.compile(
    r"\b(?:khong|chua|(?<!toi )(?<!giam )thieu|cham|tre|sai|qua han|vi pham|kem(?! theo)|(?<!chu )(?<!thiet )yeu(?! cau"
    r"| to)|vuot|muon|loi|(?<!thu )thap|that bai|bo sot)\b"
)
_PERIOD = r"(?:(?:trong\s+)?(?:nam|ky|quy)(?:\s+(?:danh gia|bao cao|[¤]+))?\s*,?\s+)?"
_NONE_OF_IT = re.compile(
    r"(?:khong|chua)(?:\s+(?:dat|co|thuc hien|dap ung|hoan thanh|ban hanh|trien khai|xay dung|to chuc|bao dam|dam bao))*"
    rf"(?:\s+(?:bat ky\s+)?{_PARTS})?(?:\s+(?:nao|gi|yeu cau))?"
)
_SAYS_NO = re.compile(rf"{_PERIOD}(?:khong|chua)\b")
_FAULT = re.compile(
    r"\b(?:(?<!toi )(?<!giam )thieu|cham|tre|sai|sot|qua han|vi pham|ky luat|khieu nai|khong dung|khong dat"
    r"|loi|muon|trai|canh cao|bi xu ly|bi phe binh|nhac nho|tham nhung|tieu cuc|that lac|chua)\b"
)
_NOTHING_AROSE = re.compile(
    r"\b(?:khong|chua)(?:\s+(?:co|bi|duoc))?\s+phat (?:sinh|hien)\b|\b(?:khong|chua)\s+(?:duoc\s+)?(?:giao|phan cong|phan bo)\b"
    r"|\bkhong\s+thu(?:oc|\s+phi|\s+le phi)\b|\bkhong\s+co\s+(?:chuc nang|tham quyen|thu tuc|tthc|ho so|nhiem vu|doi tuong|van ban|phan anh|kien nghi"
    r"|vu viec|viec|ton tai|van de|don vi|co so|du an|to chuc|ket luan|cuoc|truong hop)\b"
)
_SURELY_NOTHING_AROSE = re.compile(
    r"\b(?:khong|chua)(?:\s+(?:co|bi|duoc))?\s+phat sinh\b|\b(?:khong|chua)\s+duoc\s+(?:giao|phan cong)\b"
    r"|\bkhong\s+thu(?:oc|\s+phi|\s+le phi)\b|\bkhong\s+co\s+(?:chuc nang|tham quyen|doi tuong)\b"
)
_FULLY = re.compile(
    r"(?:hoan thanh|thuc hien|dat|dung|du|day du|tat ca|toan bo|xu ly)\b(?!.*\b(?:khong|chua|mot phan|nhung)\b).*"
)
_UP = re.compile(r"(?<!khong )\b(?:tang(?!\s+cuong)|cao hon|tot hon|nhieu hon|cai thien)\b")
_EQUAL = re.compile(r"\b(?:bang|giu nguyen|khong doi|khong thay doi|tuong duong|ngang|on dinh|duy tri)\b")
_DOWN = re.compile(r"(?<!khong )\b(?:giam(?!\s+(?:doc|sat|dinh))|thap hon|kem hon|it hon|tut)\b")
_NOT_UP = re.compile(r"\bkhong\s+(?:tang|cao hon|cai thien|tot hon)\b")
_NOT_DOWN = re.compile(r"\bkhong\s+(?:giam|thap hon|kem hon)\b")
_BEFORE = re.compile(r"\b(?:nam|ky|quy)\s+(?:truoc|lien truoc|lien ke|ngoai|[¤]+)\b|\bso voi\b|\bnam truoc\b")
_CHANGE_ONLY = re.compile(
    r"(?:(?:co|ty le|ket qua|diem|thu hang|muc|duoc|hoac|va|hon|khong|cao|thap|tang|giam|bang|giu nguyen"
    r"|doi|thay|on dinh|tuong duong|so voi|nam|truoc|lien|ke)\s*)+"
)


@dataclass(frozen=True, slots=True)
class Count:
    """So many `count` (or `count` and more, when `more`) of `of` things, as far as said."""

    count: int
    of: int | None
    noun: str
    more: bool = False


def missing_in(condition: Passage) -> Count | None:
    """ "thiếu một", "thiếu từ 2", "thiếu cả hai": how many are missing (count 0 stands for all of them)."""
    words = condition.words
    everything = _MISSING_ALL.fullmatch(words)
    if everything:
        return Count(0, _count(everything["of"]), "")
    match = _MISSING.fullmatch(words)
    if match:
        count = _count(match["count"])
        assert count is not None
        return Count(count, _count(match["of"]), (match["noun"] or "").strip(), bool(match["from"] or match["up"]))
    return Count(1, None, "", more=True) if _MISSING_ANY.fullmatch(words) else None


def only_in(condition: Passage) -> Count | None:
    """ "chỉ một trong hai", "chỉ đạt 1", "một": how many are met."""
    match = _ONLY.fullmatch(condition.words)
    if match is None:
        return None
    count = _count(match["count"] or match["count2"] or match["count3"])
    assert count is not None
    return Count(count, _count(match["of"]), (match["noun"] or match["noun2"] or "").strip())


def all_in(condition: Passage) -> Count | None:
    """ "đủ cả hai điều kiện", "2/2 nội dung", "đủ hai quy chế": all of so many."""
    match = _ALL.fullmatch(condition.words)
    if match is None:
        return None
    of = _count(match["of"] or match["of2"] or match["of3"])
    assert of is not None
    return Count(of, of, (match["noun"] or match["noun2"] or match["noun3"] or "").strip())


def all_of_many(condition: Passage) -> bool:
    """ "đủ các hoạt động", "tất cả nội dung": all, without saying how many."""
    return bool(_ALL_OF_MANY.fullmatch(condition.words))


def is_part_noun(noun: str) -> bool:
    """Whether a counted noun means conditions of the leaf itself rather than things such as reports."""
    return not noun or bool(re.match(rf"{_PARTS}\b|(?:so\s+)?(?:cac\s+)?{_PARTS}\b|tren|nay", noun))


def changes_in(condition: Passage) -> frozenset[Change]:
    words = condition.words
    found: set[Change] = set()
    if _NOT_UP.search(words):
        found |= {"equal", "down"}
    elif _UP.search(words):
        found.add("up")
    if _NOT_DOWN.search(words):
        found |= {"equal", "up"}
    elif _DOWN.search(words):
        found.add("down")
    if _EQUAL.search(words):
        found.add("equal")
    return frozenset(found)


def names_an_earlier_period(condition: Passage) -> bool:
    return bool(_BEFORE.search(condition.plain))


def is_change_alone(condition: Passage) -> bool:
    return bool(_CHANGE_ONLY.fullmatch(condition.words))


def is_rest(condition: Passage) -> bool:
    """ "còn lại", "dưới", "không": whatever the other levels leave."""
    return bool(_REST.fullmatch(condition.words))


def is_none_of_it(condition: Passage) -> bool:
    """ "không đạt", "không có nội dung nào": nothing of what the leaf asks."""
    return bool(_NONE_OF_IT.fullmatch(condition.words))


def is_negative(condition: Passage) -> bool:
    return bool(_NEGATIVE.search(condition.words))


def says_no(condition: Passage) -> bool:
    return bool(_SAYS_NO.match(condition.words))


def counts_faults(condition: Passage) -> bool:
    return bool(_FAULT.search(condition.words))


def is_fully(condition: Passage) -> bool:
    """ "hoàn thành kế hoạch", "đúng", "đủ": all of it, in words."""
    return bool(_FULLY.fullmatch(condition.words))


def nothing_arose_in(condition: Passage, *, surely: bool = False) -> bool:
    return bool((_SURELY_NOTHING_AROSE if surely else _NOTHING_AROSE).search(condition.words))


def without_no(condition: Passage) -> Passage:
    """ "không ban hành kế hoạch" -> "ban hành kế hoạch"."""
    match = re.match(rf"\s*{_PERIOD}(?:khong|chua)(?:\s+(?:co|duoc|bi|de))?\s+", condition.plain)
    return condition.cut(match.end()).trimmed() if match else condition


def _count(text: str | None) -> int | None:
    if text is None:
        return None
    return _VALUES.get(text) or int(Fraction(text))
