"""Who a sentence orders to act, and with whom: `Giao A chủ trì, phối hợp với B …`, `A có trách nhiệm …`, `… do A chủ trì, B phối hợp`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from parix.official_documents.document_bodies.passages import Passage
from parix.official_documents.document_heads.records import Found
from parix.official_documents.letters import LOWER, UPPER
from parix.official_documents.unit_names.unit_lists import Listed, units_at
from parix.official_documents.unit_names.verbs import is_verb

_ORDER = (
    r"(?:giao(?: trach nhiem| nhiem vu)?(?: cho)?|phan cong(?: nhiem vu)?(?: cho)?|yeu cau|de nghi|kinh de nghi|chi dao|uy quyen(?: cho)?|don doc|nhac nho|"
    r"phe binh|de xuat giao|"
    r"thong nhat giao|tran trong de nghi|thong nhat phan cong|thong nhat de|dong y (?:giao|de)|nhat tri (?:giao|de))"
)
_ORDERED = re.compile(rf"(?<![a-z]){_ORDER}\s*:?\s+(?=[a-z(])")
_TOLD_BEFORE = re.compile(r"(?:\b(?:da|deu|duoc|do|ma|nhiem vu|cac nhiem vu|dang|tung|theo|boi)\s+(?:[a-z]+\s+){0,4})$")
_RESPONSIBLE = re.compile(r"\s*,?\s*(?:co trach nhiem|chiu trach nhiem|co nhiem vu|phai|can|se|la (?:don vi|co quan|dau moi|bo phan))(?![a-z])")
_PAST = re.compile(r"\s*(?:da|dang|van|chua|deu|luon|cung da|thoi gian qua)(?![a-z])")
_ACTS = re.compile(r"\s*[,:]?\s*")
_SENTENCE_END = re.compile(rf"(?<=[{LOWER}\d)”\"%])(?:[.!]\s+(?=[\"“]?[{UPPER}])|;\s+)|(?<=[{UPPER}]{{2}})(?:\.\s+(?=[{UPPER}][{LOWER}])|;\s+)")
_INTRODUCTION = re.compile(
    r"\s*(?:de|tren co so|can cu|nham|theo|thuc hien (?:ke hoach|quyet dinh|cong van|nghi|chi thi|thong bao|y kien|chi dao|chuong trinh|van ban|luat|ket "
    r"luan|huong dan|nhiem vu)|trong|qua|doi voi|tu|ve|lien quan(?: den)?|ben canh|ngoai ra|thoi gian toi|truoc|cham nhat|hang|dinh ky|khi|sau|neu|truong "
    r"hop|"
    r"song song|dong thoi|cung voi|rieng|voi|tai|nhu vay|vi vay|do do|truoc mat|cong tac|noi dung|giai doan|tien toi|bat dau)(?![a-z])"
)
_TOPIC = re.compile(r"\s*(?:ve|doi voi|lien quan(?: den)?|cong tac|noi dung|rieng)\s[^.:;]{3,160}[:.]\s+|\s*[^.:;,]{3,90}:\s+")
_WITH = re.compile(
    r"(?<![a-z])(?:chu tri\s*,?\s*)?(?:(?:cung\s+)?phoi hop(?: chat che| tot| hieu qua| dong bo)?(?:\s*,)?(?:\s+(?:cung voi|voi|cung))?|voi su (?:phoi hop|"
    r"tham gia) cua|cung voi|lien he voi|phoi, ket hop voi)\s+"
)
_SUPPORTS = re.compile(r"\s*,?\s*(?:co trach nhiem |chiu trach nhiem |tich cuc |chu dong |kip thoi )*(?:cung\s+)?phoi hop(?![a-z])(?: (?:chat che|tot))?")
_LEADS = re.compile(
    r"\s*,?\s*(?:(?:co trach nhiem|la (?:don vi|co quan)|duoc giao) )*(?:chu tri|lam dau moi|la dau moi|dau moi|chiu trach nhiem chinh|tham muu)(?![a-z])"
)
_BY = re.compile(r"(?<![a-z])(?:do|giao)\s+(?=[a-z])")
_UNKNOWN = re.compile(rf"(?P<name>[{UPPER}][^,.;:()]{{3,70}}?)\s+(?:chủ động\s+)?(?:chủ trì|phối hợp|chịu trách nhiệm|có trách nhiệm)(?=[\s,])")
_NO_NAME = re.compile(
    r"(?:cong tac|viec|ket qua|noi dung|nhiem vu|cac|nhung|moi|trong|de|can cu|tren co so|giai phap|ke hoach|cong viec|thoi gian|tang|thong qua|"
    r"so\b)(?![a-z])"
)
_UPWARD = re.compile(
    r"\s*,?\s*(?:quan tam,? )?(?:xem xet|cho y kien|phe duyet|quyet dinh(?! (?:thanh lap|ban hanh))|chap thuan|cho phep|cho chu truong|tham dinh, trinh|"
    r"thong nhat|ung ho|som phe duyet|du hop|du\b)"
)


@dataclass(frozen=True, slots=True)
class Order:
    """`start` is where the sentence or clause begins. `is_upward`: asks a superior to consider or approve."""

    start: int
    end: int
    lead: tuple[Found[str], ...] = ()
    support: tuple[Found[str], ...] = ()
    is_explicit: bool = False
    is_upward: bool = False
    only_supports: bool = False
    reason: str = ""


def orders_in(passage: Passage) -> list[Order]:
    """Every sentence with what it says of who acts; sentences without an actor are there too, with nobody."""
    return [_order(passage, start, end) for start, end in sentences(passage)]


def sentences(passage: Passage) -> Iterator[tuple[int, int]]:
    start = 0
    for end in _SENTENCE_END.finditer(passage.text):
        if _inside_brackets(passage.text, start, end.start()) or re.search(r"(?:^|\s)(?:TP|Tp|P|ThS|TS|Đ/c|Tr|Q|H|TX|St|tr|vv)$", passage.text[: end.start()]):
            continue
        yield start, end.start() + 1
        start = end.end()
    yield start, len(passage)


def _inside_brackets(text: str, start: int, end: int) -> bool:
    return text.count("(", start, end) > text.count(")", start, end)


def _order(passage: Passage, start: int, end: int) -> Order:
    words = passage.flat
    actor = _ordered(passage, start, end) or _acting(passage, start, end)
    led = _led_elsewhere(passage, start, end)
    support = _supporting(passage, start, end)
    if actor is None and not led:
        unknown = _unknown_name(passage, start, end)
        if unknown is not None:
            return Order(start, end, (unknown,), _others(support, (unknown,)), True, reason=unknown.reason)
    if actor is None:
        lead = led
        return Order(start, end, lead, _others(support, lead), bool(lead))
    listed, explicit = actor
    behind = listed.end
    if _UPWARD.match(words, behind):
        return Order(start, end, is_upward=True)
    if _only_supports(passage, behind) and not explicit:
        return Order(start, end, led, _others((*listed.units, *support), led), True, only_supports=not led)
    reason = "có ngoại lệ trong ngoặc" if listed.has_exception else ""
    return Order(start, end, listed.units, _others(support, listed.units), True, reason=reason)


def _others(support: tuple[Found[str], ...], lead: tuple[Found[str], ...]) -> tuple[Found[str], ...]:
    named = {unit.span for unit in lead}
    return tuple(dict.fromkeys(unit for unit in support if unit.span not in named))


def _ordered(passage: Passage, start: int, end: int) -> tuple[Listed, bool] | None:
    """Behind a word that orders: `giao`, `yêu cầu`, `đề nghị` … unless it tells what was done before."""
    words = passage.flat
    for found in _ORDERED.finditer(words, start, end):
        if _TOLD_BEFORE.search(words[start : found.start()]) or _is_noun(words, found):
            continue
        listed = units_at(passage, found.end())
        if listed is not None and listed.end <= end:
            return listed, found[0].strip().startswith(("giao", "phan cong", "thong nhat giao"))
    return None


def _is_noun(words: str, found: re.Match[str]) -> bool:
    """`theo yêu cầu các …`, `văn bản chỉ đạo`, `nhiệm vụ được giao`: nouns, or orders of somebody else."""
    before = words[: found.start()].rstrip()
    return bool(re.search(
        r"(?:\b(?:theo|cac|nhung|van ban|y kien|cong tac|su|viec|nhiem vu|noi dung|dap ung|kien nghi|dan|da|duoc|phieu|cap tren|cong van)|,\s*lanh)$",
        before))


def _acting(passage: Passage, start: int, end: int) -> tuple[Listed, bool] | None:
    """A name at the beginning of the sentence, or behind its introduction, that a verb follows."""
    for place in _clause_starts(passage, start, end):
        listed = units_at(passage, place)
        if listed is None or listed.end > end:
            continue
        if _acts(passage, listed.end, end):
            return listed, False
    return None


def _clause_starts(passage: Passage, start: int, end: int) -> Iterator[int]:
    words = passage.flat
    yield start
    topic = _TOPIC.match(words, start, end)
    if topic:
        yield topic.end()
    for bracket in re.finditer(r"^\s*[-–+•*]\s+", words[start:end]):
        yield start + bracket.end()
    if _INTRODUCTION.match(words, topic.end() if topic else start) or re.match(r"\s*(?:thoi gian|nam|quy|thang|ngay)", words[start:]):
        for comma in re.finditer(r",\s+|(?<=[a-z]):\s+", words[start:end]):
            yield start + comma.end()


def _acts(passage: Passage, at: int, end: int) -> bool:
    """Whether what follows the name is something to do, not something that was done."""
    words = passage.flat
    if _PAST.match(words, at):
        return False
    if _RESPONSIBLE.match(words, at) or _WITH.match(words, _ACTS.match(words, at).end()):  # type: ignore[union-attr]
        return True
    place = _ACTS.match(words, at).end()  # type: ignore[union-attr]
    if place >= end:
        return False
    return (is_verb(passage.text, words, place) or bool(re.match(
        r"(?:xay|trien|nghiem|khan|chu dong|tiep|to chuc|co van ban|truc tiep|som|tang)",
        words[place:]))) and not _PAST.match(words, place)


def _unknown_name(passage: Passage, start: int, end: int) -> Found[str] | None:
    """What a sentence begins with before `chủ trì` or `phối hợp`, when no known word opens it: a name, but not a sure one."""
    found = _UNKNOWN.match(passage.text, start, end)
    if found is None or is_verb(passage.text, passage.flat, start) or _NO_NAME.match(passage.flat, start) or _PAST.search(passage.flat[start : found.end(
        "name"
    )]):
        return None
    name = found["name"].strip()
    return Found(name, name, passage.span(start, start + len(name)), False, "không nhận ra loại đơn vị")


def _led_elsewhere(passage: Passage, start: int, end: int) -> tuple[Found[str], ...]:
    """`… do A chủ trì`, `(A chủ trì, B phối hợp)`: a name straight before a word that leads."""
    words = passage.flat
    for place in _inner_starts(words, start, end):
        listed = units_at(passage, place)
        if listed is not None and listed.end <= end and _LEADS.match(words, listed.end):
            return listed.units
    return ()


def _inner_starts(words: str, start: int, end: int) -> Iterator[int]:
    for found in re.finditer(r"(?<![a-z])(?:do|va)\s+|[,;(:.]\s*", words[start:end]):
        yield start + found.end()


def _supporting(passage: Passage, start: int, end: int) -> tuple[Found[str], ...]:
    """Behind `phối hợp với`, and names that `phối hợp` follows."""
    words = passage.flat
    found: list[Found[str]] = []
    for match in _WITH.finditer(words, start, end):
        listed = units_at(passage, match.end())
        if listed is not None and listed.end <= end:
            found += listed.units
    for place in _inner_starts(words, start, end):
        listed = units_at(passage, place)
        if listed is not None and listed.end <= end and _only_supports(passage, listed.end):
            found += listed.units
    return tuple(found)


def _only_supports(passage: Passage, at: int) -> bool:
    """`phối hợp thực hiện`, `phối hợp cung cấp số liệu`; with a partner behind it (`phối hợp với`) the name leads."""
    found = _SUPPORTS.match(passage.flat, at)
    if found is None:
        return False
    behind = passage.text[found.end() :].lstrip().lower()
    return not behind.startswith(("với", "cùng", "voi ")) and units_at(passage, found.end()) is None


def merged(orders: list[Order]) -> Order:
    """One order of several sentences: the first that names a lead, supporters of all."""
    first = next((order for order in orders if order.lead), orders[0])
    support = tuple(dict.fromkeys(unit for order in orders for unit in order.support))
    return replace(
        first, start=orders[0].start, end=orders[-1].end, support=_others(support, first.lead), is_explicit=any(order.is_explicit for order in orders)
    )
