"""Who a sentence orders to act, and with whom: `Giao A chủ trì, phối hợp với B …`, `A có trách nhiệm …`, `… do A chủ trì, B phối hợp`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from parix.official_documents.assignments.mentions import beside, is_joined, is_tagged, mentions, role_behind
from parix.official_documents.assignments.sentences import sentences
from parix.official_documents.document_bodies.passages import Passage
from parix.official_documents.document_heads.records import Found
from parix.official_documents.letters import LOWER, UPPER
from parix.official_documents.unit_names.unit_lists import Listed, units_at
from parix.official_documents.unit_names.verbs import is_verb

_ORDER = (
    r"(?:giao(?: trach nhiem| nhiem vu)?(?: cho)?|phan cong(?: nhiem vu)?(?: cho)?|yeu cau|de nghi|kinh de nghi|chi dao|uy quyen(?: cho)?|don doc|nhac nho|"
    r"phe binh|"
    r"de xuat giao|thong nhat giao|tran trong de nghi|thong nhat phan cong|thong nhat de|dong y (?:giao|de)|nhat tri (?:giao|de))"
)
_ORDERED = re.compile(rf"(?<![a-z]){_ORDER}\s*:?\s+(?=[a-z(])")
_ENTRUSTED = re.compile(r"(?<![a-z])(?:giao|phan cong) (?:nhiem vu|viec|trach nhiem) [^.;:]{3,120}? cho\s+(?=[a-z(])")
_TOLD_BEFORE = re.compile(r"(?:\b(?:da|deu|duoc|dang|tung)\s+(?:duoc\s+|kip thoi\s+|chu dong\s+)?|\b(?:do|ma|theo|boi)\s+"
    r"(?:ubnd|uy ban|so|chinh phu|thu tuong|cap tren|cap co tham quyen|lanh dao|giam doc|chu tich|tinh|trung uong|bo|hdnd|thanh pho)\s+(?:[a-z]+\s+){0,5})$")
_NOUN_BEFORE = re.compile(
    r"(?:\b(?:theo|cac|nhung|van ban|y kien|cong tac|su|viec|nhiem vu|noi dung|dap ung|kien nghi|dan|da|duoc|phieu|cap tren|cong van)|,\s*lanh)$"
)
_RESPONSIBLE = re.compile(r"\s*,?\s*(?:co trach nhiem|chiu trach nhiem|co nhiem vu|phai|can|se|la (?:don vi|co quan|dau moi|bo phan))(?![a-z])")
_PAST = re.compile(r"\s*(?:đã|đang|vẫn|chưa|đều|luôn|cũng đã|thời gian qua)(?!\w)")
_SPEAKS = re.compile(
    r"\s*,?\s*(?:(?:da|phat bieu|co y kien|thay mat [^,.;]{3,60})\s+)*(?:ket luan|co y kien|thong nhat(?! voi)|nhat tri|giao|yeu cau|de nghi|danh gia cao|"
    r"ghi nhan|bieu duong|"
    r"nhan manh|tran trong|kinh moi|chu tri (?:phien|cuoc|buoi|hop|hoi nghi|toa dam)|hoan nghenh|quyet dinh giao|chi dao(?=,| nhu sau| cac noi dung|:| mot "
    r"so)|phan cong|luu y)(?![a-z])"
)
# `theo chức năng, nhiệm vụ được giao`, between the name and what it does.
_WITHIN = re.compile(
    r"(?:\s*,?\s*(?:theo|can cu(?: vao)?|tren co so|trong pham vi) (?:chuc nang|nhiem vu|tham quyen|quyen han|pham vi|linh vuc|quy dinh)[^.;:]{0,70}?"
    r"(?:duoc giao|duoc phan cong|quan ly|cua minh|don vi minh|phu trach|phap luat)(?![a-z]),?)?"
)
_SIGNS = re.compile(r"\s*[,:]?\s*")
_INTRODUCTION = re.compile(
    r"\s*(?:de|tren co so|can cu|nham|theo|thuc hien (?:ke hoach|quyet dinh|cong van|nghi|chi thi|thong bao|y kien|chi dao|chuong trinh|van ban|luat|ket luan|"
    r"huong dan|nhiem vu)|trong|qua|doi voi|tu|ve|lien quan(?: den)?|ben canh|ngoai ra|thoi gian toi|truoc|cham nhat|hang|dinh ky|khi|sau|neu|truong hop|"
    r"song song|dong thoi|cung voi|rieng|voi|tai|nhu vay|vi vay|do do|truoc mat|cong tac|noi dung|giai doan|tien toi|bat dau|nam|quy|thang|ngay)(?![a-z])"
)
_TOPIC = re.compile(r"\s*(?:ve|doi voi|lien quan(?: den)?|cong tac|noi dung|rieng)\s[^.:;]{3,160}[:.]\s+|\s*[^.:;,]{3,90}:\s+")
_CONCERNS = re.compile(r"\s*(?:[-–+•*]\s*)?(?:doi voi|rieng|ve phia|trach nhiem cua)\s+")
_UNKNOWN = re.compile(
    rf"(?:(?P<giao>[Gg]iao(?: cho| nhiệm vụ cho| trách nhiệm cho)?|[Pp]hân công|[Yy]êu cầu|[Đđ]ề "
    rf"nghị)\s+)?(?P<name>[{UPPER}][{LOWER}]+(?:\s[{UPPER}{LOWER}\d][^\s,.;:()]*){{0,9}}?)"
    r"\s+(?:chủ động\s+|tiếp tục\s+|khẩn trương\s+|sớm\s+)?\(?(?:chủ trì|phối hợp|chịu trách nhiệm|có trách nhiệm|tham mưu|tổ chức|phải|cần|rà soát|thực "
    r"hiện)(?=[\s,)])"
)
_NO_NAME = re.compile(
    r"(?:cong tac|viec|ket qua|noi dung|nhiem vu|cac|nhung|moi|trong|de|can cu|tren co so|giai phap|ke hoach|cong viec|thoi gian|tang|thong qua|so|dong thoi|"
    r"nguoi dan|to chuc|doanh nghiep|ho so|van ban|thu tuc|giao|yeu cau|de nghi)(?![a-z])"
)
_UPWARD = re.compile(
    r"\s*,?\s*(?:quan tam,? )?(?:xem xet|cho y kien|phe duyet|quyet dinh(?! (?:thanh lap|ban hanh))|chap thuan|cho phep|cho chu truong|tham dinh, trinh|"
    r"ung ho|som phe duyet|du hop|du\b)"
)

Units = tuple[Found[str], ...]


@dataclass(frozen=True, slots=True)
class Order:
    """`start` is where the sentence or clause begins. `is_upward`: asks a superior to consider or approve."""

    start: int
    end: int
    lead: Units = ()
    support: Units = ()
    is_explicit: bool = False
    is_upward: bool = False
    only_supports: bool = False
    reason: str = ""


def orders_in(passage: Passage) -> list[Order]:
    """Every sentence with what it says of who acts; sentences without an actor are there too, with nobody."""
    return [_order(passage, start, end) for start, end in _with_whole_lists(passage)]


def _with_whole_lists(passage: Passage) -> Iterator[tuple[int, int]]:
    """Sentences and clauses, where a semicolon inside a list of names ends nothing (`yêu cầu A, B; C và D thực hiện …`)."""
    since: int | None = None
    for start, end in sentences(passage):
        since = start if since is None else since
        if passage.text[end - 1 : end] != ";" or end == len(passage) or not _only_names(passage, since, end):
            yield since, end
            since = None


def _only_names(passage: Passage, start: int, end: int) -> bool:
    """Whether a list that an order opens runs over the semicolon."""
    return any((listed := units_at(passage, found.end())) is not None and listed.end > end for found in _ORDERED.finditer(passage.flat, start, end))


def _order(passage: Passage, start: int, end: int) -> Order:
    actor = _actor(passage, start, end)
    if actor is not None and _UPWARD.match(passage.flat, actor.end):
        return Order(start, end, is_upward=True)
    named = mentions(passage, start, end)
    leads = _units(mention.listed for mention in named if mention.role == "lead")
    supports = _units(mention.listed for mention in named if mention.role == "support")
    if actor is None and not leads:
        unknown = _unknown_name(passage, start, end)
        lead: Units = (unknown,) if unknown is not None else ()
        return Order(start, end, lead, _others(supports, lead), bool(lead), reason=unknown.reason if unknown else "")
    if actor is None:
        return Order(start, end, leads, _others(supports, leads), True)
    if role_behind(passage, actor.end) == "support":
        return Order(start, end, leads, _others((*actor.units, *supports), leads), True, only_supports=not leads)
    is_other = bool(leads) and leads[0].value.lower() not in {unit.value.lower() for unit in actor.units}
    if is_other and any(mention.role == "lead" and is_tagged(passage, mention.listed.end) for mention in named):
        return Order(start, end, leads, _others((*actor.units, *supports), leads), True)
    lead = leads if is_other and len(actor.units) > 1 else actor.units
    together = beside(passage, actor.end)
    reason = "có ngoại lệ trong ngoặc" if actor.has_exception else ""
    return Order(start, end, lead, _others((*(together.units if together else ()), *supports), lead), True, reason=reason)


def _actor(passage: Passage, start: int, end: int) -> Listed | None:
    """Whoever acts at the beginning, or is ordered to: `A đôn đốc các đơn vị …` is A's."""
    ordered, acting = _ordered(passage, start, end), _acting(passage, start, end)
    return acting if acting is not None and (ordered is None or acting.end < ordered.end) else ordered


def _units(lists: Iterable[Listed]) -> Units:
    return tuple(unit for listed in lists for unit in listed.units)


def _others(support: Units, lead: Units) -> Units:
    """Supporters that do not lead, each once."""
    named = {unit.value.lower() for unit in lead}
    once = {unit.value.lower(): unit for unit in reversed(support)}
    return tuple(unit for unit in dict.fromkeys(once[one.value.lower()] for one in support) if unit.value.lower() not in named)


def _ordered(passage: Passage, start: int, end: int) -> Listed | None:
    """Behind a word that orders: `giao`, `yêu cầu`, `đề nghị` … unless it tells what was done before."""
    words = passage.flat
    for found in (*_ORDERED.finditer(words, start, end), *_ENTRUSTED.finditer(words, start, end)):
        before = words[start : found.start()]
        if _TOLD_BEFORE.search(before) or _NOUN_BEFORE.search(before.rstrip()):
            continue
        listed = units_at(passage, found.end())
        if listed is not None and listed.end <= end:
            return listed
    return None


def _acting(passage: Passage, start: int, end: int) -> Listed | None:
    """A name at the beginning of the sentence, or behind its introduction, that a verb follows."""
    for place in _clause_starts(passage, start, end):
        listed = units_at(passage, place)
        if listed is not None and listed.end <= end and _acts(passage, listed.end, end):
            return listed
    return None


def _clause_starts(passage: Passage, start: int, end: int) -> Iterator[int]:
    words = passage.flat
    yield start
    concerns = _CONCERNS.match(words, start, end)
    if concerns:
        yield concerns.end()
    topic = _TOPIC.match(words, start, end)
    if topic:
        yield topic.end()
    for bracket in re.finditer(r"^\s*[-–+•*]\s+", words[start:end]):
        yield start + bracket.end()
    if _INTRODUCTION.match(words, topic.end() if topic else start):
        for comma in re.finditer(r",\s+|(?<=[a-z]):\s+", words[start:end]):
            yield start + comma.end()


def _acts(passage: Passage, at: int, end: int) -> bool:
    """Whether what follows the name is something to do, not something that was done."""
    words = passage.flat
    if _PAST.match(passage.text, at) or _SPEAKS.match(words, at):
        return False
    at = _WITHIN.match(words, at).end()  # type: ignore[union-attr]
    behind = _SIGNS.match(words, at).end()  # type: ignore[union-attr]
    if _RESPONSIBLE.match(words, at) or is_joined(passage, behind) or role_behind(passage, at) is not None:
        return True
    together = beside(passage, at)
    place = _SIGNS.match(words, together.end).end() if together else behind  # type: ignore[union-attr]
    return place < end and is_verb(passage.text, words, place) and not _PAST.match(passage.text, place)


def _unknown_name(passage: Passage, start: int, end: int) -> Found[str] | None:
    """What stands where an actor should, when no known word opens it: a name, but not a sure one."""
    found = _UNKNOWN.match(passage.text, start, end)
    if found is None:
        return None
    at, behind = found.span("name")
    capitals = len(re.findall(rf"(?:^|\s)[{UPPER}]", found["name"]))
    if is_verb(passage.text, passage.flat, at) or _NO_NAME.match(passage.flat, at) or _PAST.search(passage.text[at:behind]) or (
        capitals < 2 and not found["giao"]
    ):
        return None
    name = found["name"].strip()
    return Found(name, name, passage.span(at, at + len(name)), False, "không nhận ra loại đơn vị")


def merged(orders: list[Order]) -> Order:
    """One order of several sentences: the first that names a lead, supporters of all."""
    first = next((order for order in orders if order.lead), orders[0])
    support = tuple(dict.fromkeys(unit for order in orders for unit in order.support))
    return replace(
        first, start=orders[0].start, end=orders[-1].end, support=_others(support, first.lead), is_explicit=any(order.is_explicit for order in orders),
    )
