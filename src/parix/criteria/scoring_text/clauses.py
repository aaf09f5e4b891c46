"""One clause of a scoring text: a level with its worth, a deduction, points per item, a gate, a lower or upper limit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Union

from parix.criteria.scoring_text.amounts import NUMBER, UNIT, Amount, amount_in
from parix.criteria.scoring_text.passages import Passage, exact_number


@dataclass(frozen=True, slots=True)
class Level:
    """What has to hold, and what it is worth; `condition` is empty when the clause is a formula alone."""

    condition: Passage
    amount: Amount
    whole: Passage


@dataclass(frozen=True, slots=True)
class Deduction:
    """So much off for each fault; `per` faults at a time; `limit` is the most that may be taken off, if said."""

    each: Amount
    per: Fraction
    fault: Passage
    limit: Fraction | None
    whole: Passage


@dataclass(frozen=True, slots=True)
class PerItem:
    """So many points for each counted thing."""

    each: Fraction
    item: Passage
    limit: Fraction | None
    whole: Passage


@dataclass(frozen=True, slots=True)
class Exemption:
    """ "trừ khi ...": zero when it holds (`zero`), or cases that are excused."""

    condition: Passage
    zero: bool
    whole: Passage


@dataclass(frozen=True, slots=True)
class Limit:
    """ "tối thiểu 0" (lowest) or "tối đa 2 điểm" (highest)."""

    lowest: bool
    points: Fraction
    whole: Passage


Clause = Union[Level, Deduction, PerItem, Exemption, Limit]

_COUNT = r"(?P<per>\d+|mot)?"
_TAKEN = rf"tru\s+(?:di\s+)?(?P<each>{NUMBER})\s*(?P<percent>%)?\s*(?:(?:cua\s+)?(?:(?:tong\s+)?so\s+)?{UNIT}(?:\s+toi da)?)?"
_LIMIT = (
    rf"(?:\s*[,;(]?\s*(?:nhung\s+|va\s+)?(?:"
    rf"(?:tru\s+)?(?:toi da|khong qua|nhieu nhat)\s+(?:tru\s+)?(?:khong qua\s+)?(?P<limit>{NUMBER})\s*(?:{UNIT})?"
    rf"|(?:tru\s+)?(?:cho\s+)?(?:den|toi)\s+(?:khi\s+)?(?:het|bang 0|0)(?:\s+(?:so\s+)?diem[a-z\s]*)?"
    rf"|(?:nhung\s+)?(?:khong (?:am|duoi 0|thap hon 0|qua (?:so )?diem (?:toi da|chuan)[a-z\s]*)|(?:toi da|khong qua) (?:bang )?(?:so )?diem[a-z\s]*))\)?)?"
)
_EACH = r"(?:(?:neu|truong hop)\s+)?(?:cu moi|cu|moi|voi moi|doi voi moi)"
_END = r"[\s.;,)]*"
_DEDUCTIONS = (
    re.compile(rf"{_EACH}\s+(?:(?:co|cham|thieu)\s+)?{_COUNT}\s*(?P<fault>[^:;]+?)\s*[,:]?\s*(?:(?:thi|se|bi|duoc)\s+)*{_TAKEN}(?:\s*/\s*[^:;,]+?)?{_LIMIT}{_END}"),
    re.compile(rf"(?:bi\s+|se\s+)*{_TAKEN}\s*(?:/|cho|doi voi|voi|khi)\s*(?:(?:moi|1|01|mot)\s+)(?P<fault>[^:;,]+?){_LIMIT}{_END}"),
    re.compile(rf"(?P<fault>[^:;]+?)\s*[,:]?\s*(?:(?:thi|se|bi)\s+)*{_TAKEN}\s*/\s*(?:(?:moi|1|01|mot)\s+)?(?P<per_what>[^:;,]+?){_LIMIT}{_END}"),
    re.compile(
        r"(?:neu\s+)?(?P<fault>(?:bao cao\s+)?(?:cham|thieu|tre|sai|vi pham|khong dat)\s+(?:0?1|mot|moi)\s+[^:;]+?)\s*[,:]?\s*(?:(?:thi"
        rf"|se|bi)\s+)*{_TAKEN}{_LIMIT}{_END}"
    ),
    re.compile(rf"(?P<fault>(?:0?1|mot)\s+[^:;]+?)\s*[,:]?\s*(?:(?:thi|se|bi)\s+)*{_TAKEN}{_LIMIT}{_END}"),
)
_MOST = (
    rf"(?:\s*[,;(]?\s*(?:nhung\s+|va\s+)?(?:(?:tong\s+)?(?:so\s+)?diem\s+)?(?:cong\s+)?(?:toi da|khong (?:vuot\s+)?qua|nhieu nhat)"
    rf"\s+(?:khong qua\s+|la\s+)?(?P<limit>{NUMBER})\s*(?:{UNIT})?\)?)?"
)
_PER_ITEMS = (
    re.compile(
        rf"{_EACH}\s+(?:0?1\s+|mot\s+|co\s+)*(?P<item>[^:;]+?)\s*[,:]?\s*(?:(?:thi|duoc|se|dat|tinh|cham|cho"
        rf"|cong|thuong|la|them|=)\s+)+(?P<each>{NUMBER})\s*(?:{UNIT})?{_MOST}{_END}"
    ),
    re.compile(rf"{_EACH}\s+(?:0?1\s+|mot\s+|co\s+)*(?P<item>[^:;]+?)\s*(?::\s*(?P<each>{NUMBER})\s*(?:{UNIT})?|(?P<each2>{NUMBER})\s*{UNIT}){_MOST}{_END}"),
    re.compile(rf"(?:cong|thuong)\s+(?:them\s+)?(?P<each>{NUMBER})\s*(?:{UNIT})?\s*(?:/|cho|doi voi)\s*(?:moi|1|01|mot)?\s*(?P<item>[^:;,]+?){_END}"),
)
_LOWEST = re.compile(
    r"(?:nhung\s+)?(?:(?:so\s+)?diem\s+)?(?:toi thieu|thap nhat|it nhat|khong duoi|khong thap hon|khong nho hon)(?:\s+(?:la"
    rf"|bang|con))?\s*:?\s*(?P<points>{NUMBER})\s*(?:{UNIT})?{_END}"
    rf"|(?:nhung\s+)?khong (?:tru|tinh|duoc)?\s*am(?:\s+diem)?{_END}|tru (?:cho\s+)?(?:den|toi) (?:khi\s+)?het(?:\s+(?:so\s+)?diem[a-z\s]*)?{_END}"
)
_HIGHEST = re.compile(
    r"(?:nhung\s+)?(?:tong\s+)?(?:(?:so\s+)?diem\s+)?(?:cong\s+|tru\s+|thuong\s+)?(?:toi da|khong (?:vuot\s+)?qua"
    rf"|cao nhat|nhieu nhat|khong tru qua)(?:\s+(?:la|bang|khong qua|tru|bi tru|cong|duoc))*\s*:?\s*(?P<points>{NUMBER})\s*(?:{UNIT})?{_END}"
)
_EXCEPTION = re.compile(
    r"\(?\s*(?:tru|ngoai tru|loai tru)\s+(?:khi|neu|cac truong hop|truong hop|nhung truong hop|cac|nhung"
    r"|yeu to|ly do|nguyen nhan)\s+(?P<what>.+)",
    re.DOTALL,
)
_BOUNDARY = re.compile(
    r"\bthi\b|:|(?<![<>=])=(?!=)|\s-\s|,\s*(?=(?:duoc|dat|tinh)\s)|\s(?=(?:duoc|dat|tinh|cho|huong)\s+(?:\(?\d"
    r"|diem|toi da|du|tron|khong))|\s(?=khong\s+(?:duoc\s+|co\s+|tinh\s+|cho\s+)+diem)"
    r"|\s(?=(?:duoc\s+)?(?:loai|loai tru|giam tru|tru)\s+(?:(?:khoi|ra khoi)\b|(?:vao\s+)?(?:so\s+)?diem (?:chuan|toi da)))"
    r"|\s(?=khong (?:ap dung|danh gia|xem xet)\b)|(?=\(\s*\d[^()]*\)\s*[.;,]*\s*$)"
)
_ENDS_WITH_POINTS = re.compile(rf"(?<![\d.,/])(?P<points>{NUMBER})\s*{UNIT}{_END}$")
_STARTS_WITH_POINTS = re.compile(
    rf"\(?(?:(?:duoc|dat|cho|tinh)\s+)*(?P<points>{NUMBER})\s*{UNIT}\s*\)?\s*(?::|-|,)?\s*(?:neu|khi|doi voi|cho|voi|trong)?\s*(?:truong hop\s+)?"
)
_STARTS_WITH_NUMBER = re.compile(rf"(?P<points>{NUMBER})\s*:\s*(?P<condition>[^:;\d]+)")
_TURNED = re.compile(r"(?P<amount>.{1,40}?)\s+(?:neu|khi|doi voi|cho truong hop|truong hop)\s+(?P<condition>\S.*)", re.DOTALL)
_OPENERS = re.compile(r"(?:(?:neu|khi|truong hop|trong truong hop|doi voi|voi|\(?(?:\d{1,2}|[a-h])[.)]|-|\+|\*|•)\s+)+")
_CLOSERS = re.compile(r"(?:\s+(?:thi|duoc|se|duoc\s+tinh))+$")
_OF_EACH = re.compile(r"(?:^|,\s*)(?:neu\s+)?(?:cu|moi|cu\s+moi|voi\s+moi)\b")
_JUST_MET = re.compile(r"\(?\s*(?:dat|co|duoc|dung|bang)\s*[:=(]")
_ANSWERED = re.compile(rf"(?P<answer>(?:co|dat|khong(?:\s+(?:co|dat))?|chua(?:\s+(?:co|dat))?))\s+(?P<points>{NUMBER})\s*(?:{UNIT})?")
_LABELLED = re.compile(rf"(?P<label>[^:;()]{{1,24}}?)\s*\(\s*(?P<points>{NUMBER})\s*(?:{UNIT})?\s*\)\s*(?::|-)\s*(?P<condition>[^:;]+)")
_POINTS_INSIDE = re.compile(rf":\s*{NUMBER}\s*(?:{UNIT})?\s*(?:[,;/.]|$)|\b(?:duoc|dat|thi)\s+{NUMBER}\s*{UNIT}\s*[,;/.]")


def clause_in(given: Passage, maximum: Fraction) -> Clause | None:
    """The clause that the whole passage is, or None."""
    whole = given.trimmed(" \n.;,-+*•|")
    if not whole:
        return None
    found = _limit(whole) or _exception(whole, maximum) or _deduction(whole) or _per_item(whole) or _level(whole, maximum)
    if found is None and whole.plain.startswith("(") and whole.plain.endswith(")"):
        return clause_in(whole.cut(1, len(whole.plain) - 1), maximum)
    return found


def _limit(whole: Passage) -> Limit | None:
    for lowest, pattern in ((True, _LOWEST), (False, _HIGHEST)):
        match = pattern.fullmatch(whole.plain)
        if match:
            return Limit(lowest, exact_number(match["points"]) if match["points"] else Fraction(0), whole)
    return None


def _exception(whole: Passage, maximum: Fraction) -> Exemption | None:
    match = _EXCEPTION.fullmatch(whole.plain)
    if match is None or re.match(r"\d", match["what"]):
        return None
    inner = _unbracketed(whole, match.start("what"))
    level = _level(inner, maximum)
    if level is not None and level.amount.kind in ("points", "unsaid"):
        return Exemption(level.condition, True, whole) if level.amount.value == 0 else None
    return Exemption(inner.trimmed(), False, whole) if level is None else None


def _unbracketed(whole: Passage, start: int) -> Passage:
    end = len(whole.plain) - (1 if whole.plain.startswith("(") and whole.plain.endswith(")") else 0)
    return whole.cut(start, end)


def _deduction(whole: Passage) -> Deduction | None:
    for pattern in _DEDUCTIONS:
        match = pattern.fullmatch(whole.plain)
        if match is None or _POINTS_INSIDE.search(match["fault"]) or re.search(r"\btru\b", match["fault"]):
            continue
        names = match.groupdict()
        number = exact_number(match["each"])
        each = Amount("part", number / 100) if match["percent"] else Amount("points", number)
        per = names.get("per")
        count = Fraction(int(per)) if per and per.isdigit() else Fraction(1)
        limit = exact_number(match["limit"]) if match["limit"] else None
        return Deduction(each, count, whole.cut(*match.span("fault")).trimmed(), limit, whole)
    return None


def _per_item(whole: Passage) -> PerItem | None:
    for pattern in _PER_ITEMS:
        match = pattern.fullmatch(whole.plain)
        if match is not None and not re.search(r"\btru\b|%|\d", match["item"]):
            each = match["each"] or match.groupdict().get("each2") or ""
            limit = match.groupdict().get("limit")
            return PerItem(exact_number(each), whole.cut(*match.span("item")).trimmed(), exact_number(limit) if limit else None, whole)
    return None


def _level(whole: Passage, maximum: Fraction) -> Level | None:
    answered = _ANSWERED.fullmatch(whole.plain)
    if answered and exact_number(answered["points"]) <= maximum:
        return Level(whole.cut(*answered.span("answer")), Amount("points", exact_number(answered["points"])), whole)
    alone = amount_in(whole, maximum)
    if alone is not None and alone.kind == "drop":
        return _turned_level(whole, maximum)
    if alone is not None and alone.kind in ("formula", "ratio"):
        return Level(whole.cut(0, 0), alone, whole)
    if alone is not None and not _JUST_MET.match(whole.plain):
        return None
    found = _labelled_level(whole) or _split_level(whole, maximum) or _prefixed_level(whole) or _suffixed_level(whole) or _turned_level(whole, maximum)
    return None if found is not None and _OF_EACH.search(found.condition.plain) else found


def _split_level(whole: Passage, maximum: Fraction) -> Level | None:
    for boundary in _BOUNDARY.finditer(whole.plain):
        condition = _condition(whole.cut(0, boundary.start()))
        if not condition or _POINTS_INSIDE.search(condition.plain) or condition.plain.count("(") != condition.plain.count(")"):
            continue
        amount = amount_in(whole.cut(boundary.end()), maximum)
        if amount is not None and not (boundary[0].strip() == "-" and re.search(r"[\d%]$", condition.plain)):
            return Level(condition, amount, whole)
    return None


def _labelled_level(whole: Passage) -> Level | None:
    """ "Mức 1 (1 điểm): đầy đủ": the label counts nothing beside what it stands for."""
    match = _LABELLED.fullmatch(whole.plain)
    if match is None or not re.match(r"(?:muc|loai|cap|bac|hang|nhom)\b", match["label"]) or amount_like(match["condition"]):
        return None
    return Level(_condition(whole.cut(*match.span("condition"))), Amount("points", exact_number(match["points"])), whole)


def amount_like(words: str) -> bool:
    return bool(re.fullmatch(rf"\s*{NUMBER}\s*(?:{UNIT})?\s*", words))


def _prefixed_level(whole: Passage) -> Level | None:
    match = _STARTS_WITH_POINTS.match(whole.plain) or _STARTS_WITH_NUMBER.fullmatch(whole.plain)
    if match is None:
        return None
    if match.re is _STARTS_WITH_NUMBER:
        return Level(_condition(whole.cut(*match.span("condition"))), Amount("points", exact_number(match["points"])), whole)
    condition = _condition(whole.cut(match.end()))
    if not condition or re.search(rf"{NUMBER}\s*{UNIT}", condition.plain) or re.match(r"tren|/", condition.plain):
        return None
    return Level(condition, Amount("points", exact_number(match["points"])), whole)


def _turned_level(whole: Passage, maximum: Fraction) -> Level | None:
    """ "50% điểm tối đa nếu chậm": the amount before the condition."""
    match = _TURNED.fullmatch(whole.plain)
    amount = amount_in(whole.cut(*match.span("amount")), maximum) if match else None
    if match is None or amount is None or amount.kind in ("formula", "ratio", "range"):
        return None
    return Level(_condition(whole.cut(*match.span("condition"))), amount, whole)


def _suffixed_level(whole: Passage) -> Level | None:
    match = _ENDS_WITH_POINTS.search(whole.plain)
    if match is None:
        return None
    condition = _condition(whole.cut(0, match.start()))
    if not condition or re.search(r"\b(?:tru|toi da|toi thieu|den|tu|cong|-)\s*$", whole.plain[: match.start()]) or _POINTS_INSIDE.search(condition.plain):
        return None
    return Level(condition, Amount("points", exact_number(match["points"])), whole)


def _condition(part: Passage) -> Passage:
    """Without bullets and words that only open a condition ("nếu", "trường hợp", "đối với")."""
    bare = part.trimmed(" \n.,;:-+*•/|\"'")
    opener = _OPENERS.match(bare.plain)
    kept = bare.cut(opener.end()).trimmed() if opener and opener.end() < len(bare.plain) else bare
    closer = _CLOSERS.search(kept.plain)
    return kept.cut(0, closer.start()) if closer and closer.start() else kept
