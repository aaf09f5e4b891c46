"""Finds citations: `Quyết định số 3674/QĐ-UBND ngày 23/12/2016 của UBND tỉnh …`, `Nghị quyết 36a/NQ-CP của Chính phủ`, `Luật … năm …`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from parix.official_documents.cited_documents.issuers_of_citations import issuer_at
from parix.official_documents.cited_documents.records import Citation
from parix.official_documents.document_bodies.passages import Passage
from parix.official_documents.document_heads.records import WrittenDate
from parix.official_documents.document_kinds import ALL_KINDS, DISPATCH, DocumentKind, kind_of_abbreviation, kind_of_name
from parix.official_documents.letters import UPPER
from parix.official_documents.pages import flat

_ALIASES = {
    "van ban": "", "cv": "cong van", "qd": "quyet dinh", "nd": "nghi dinh", "tt": "thong tu", "nq": "nghi quyet", "thong bao ket luan": "thong bao",
    "bo luat": "luat", "ke hoach hanh dong": "ke hoach", "chuong trinh hanh dong": "chuong trinh", "van kien": "", "van ban hop nhat": "",
}
_NAMES = sorted({kind.folded_name for kind in ALL_KINDS} | set(_ALIASES), key=len, reverse=True)
_KIND = "(?:" + "|".join(name.replace(" ", r"\s+") for name in _NAMES) + ")"
_LETTERS = rf"[{UPPER}][{UPPER}a-zđ&.]*"
_SYMBOL = rf"(?:(?:19|20)\d\d\s?/\s?)?{_LETTERS}(?:\s?[-–]\s?[{UPPER}][\w&.]*|/[{UPPER}][\w&.-]*)*\d{{0,2}}"
_NUMBER = re.compile(rf"(?P<number>\d{{1,5}}[a-zđ]?)\s?(?:/\s?(?P<symbol>{_SYMBOL})|[-–]\s?(?P<party>[{UPPER}][{UPPER}a-zđ]{{0,4}}/[{UPPER}][\w.-]*))")
_BARE = re.compile(r"(?P<number>\d{1,5}[a-zđ]?)(?![\d/.,%]|\s?[/]\s?\d)")
_HEAD = re.compile(
    rf"(?<![a-z])(?P<kind>{_KIND})(?P<of>\s+(?:lien tich|lien nganh|cua\s(?:(?!{_KIND}\s)[^.;:()]){{3,60}}?))?\s*(?:,\s*)?(?P<so>s[o6]\s*:?\s*|\s)(?=\d)"
)
_ANOTHER = re.compile(r"\s*(?:,|;|va|,\s*va)\s+(?:(?:so|s6)\s*:?\s*)?(?=\d)")
_DATE = re.compile(
    r"\s*,?\s*(?:\(\s?)?(?:(?:ban hanh|ky)\s+)?ngay\s+(?P<day>[0-3]?\d)(?:\s?[/.\-]\s?(?P<month>[01]?\d)\s?[/.\-]\s?(?P<year>(?:19|20)\d\d)|"
    r"\s+thang\s+(?P<month_word>[01]?\d)\s+nam\s+(?P<year_word>(?:19|20)\d\d))"
)
_LAW = re.compile(
    rf"(?<!\w)(?P<kind>Luật|Bộ luật|Pháp lệnh)\s+(?P<name>(?!số\b)[{UPPER}](?:[^.;:()\n\"”]{{2,140}}?))(?=\s*(?:,?\s*(?:số\s+\d|ngày\s+\d|năm\s+\d|\(|và các|"
    rf"và Nghị|và Luật|để|trong|theo|;|\.|:|,|về việc sửa|đã|được|quy định|có hiệu lực|thì|ban hành)|$))"
)
_AMENDING = re.compile(
    r"(?<!\w)(?P<kind>Luật)\s+(?P<name>[Ss]ửa đổi,?\s[^.;:()\n\"”]{5,240}?)(?=\s*(?:,?\s*(?:số\s+\d|ngày\s+\d|năm\s+\d)|;|\.|\(|$))"
)
_LAW_DATE = re.compile(
    r"\s*,?\s*(?:so\s+(?P<number>\d{1,3})/(?P<symbol>(?:19|"
    r"20)\d\d/qh\d{1,2}),?\s*)?(?:ngay\s+(?P<day>\d{1,2})(?:[/.\-](?P<month>\d{1,2})[/.\-](?P<year>\d{4})|"
    r"\s+thang\s+(?P<month_word>\d{1,2})\s+nam\s+(?P<year_word>\d{4}))|nam\s+(?P<alone>\d{4}))?"
)
_NOT_CITED = re.compile(r"(?:mau|bieu mau|bieu|phu luc|phieu|muc do|dieu|khoan|quy|lan thu|to|ky)\s*$")
_OWN = re.compile(r"(?:kem theo|ban hanh theo)\s*$")


@dataclass(frozen=True, slots=True)
class Place:
    """A citation at its stretch of a passage."""

    start: int
    end: int
    citation: Citation


def citations_in(passage: Passage) -> list[Place]:
    """Every citation of one passage, in order, each as often as it stands there."""
    found = [*_numbered(passage), *_laws(passage)]
    found.sort(key=lambda place: (place.start, -place.end))
    kept: list[Place] = []
    for place in found:
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
    return kept


def cited(places: Iterable[Place], own: tuple[str, str]) -> tuple[Citation, ...]:
    """One for each document, the fullest wording of each with all places; the document's own number and symbol left out."""
    by_key: dict[tuple[str, str, str], Citation] = {}
    own_number, own_symbol = own[0].lstrip("0"), own[1].upper()
    for place in places:
        one = place.citation
        if own_number and one.number.lstrip("0") == own_number and one.symbol.upper() == own_symbol:
            continue
        before = by_key.get(one.key)
        by_key[one.key] = one if before is None else _fuller(before, one)
    return tuple(by_key.values())


def _fuller(before: Citation, one: Citation) -> Citation:
    places = tuple(dict.fromkeys((*before.places, *one.places)))
    return replace(before, date=before.date or one.date, issuer=before.issuer or one.issuer, places=places)


def _numbered(passage: Passage) -> Iterator[Place]:
    words = passage.flat
    for head in _HEAD.finditer(words):
        if _NOT_CITED.search(words[: head.start()]) or not _is_spelled(passage.text[head.start() : head.end("kind")]):
            continue
        at = head.end()
        says_number = head["so"].strip() != ""
        first, kind = True, _kind(head["kind"])
        start = head.start()
        places: list[Place] = []
        while True:
            number = _NUMBER.match(passage.text, at) or (_BARE.match(passage.text, at) if says_number or (first and _bare_is_meant(words, head, at)) else None)
            if number is None:
                break
            place = _place(passage, start, number, kind)
            places.append(place)
            another = _ANOTHER.match(words, place.end)
            if another is None or _NUMBER.match(passage.text, another.end()) is None:
                break
            start = at = another.end()
            first = False
        yield from _sharing(passage, [_with_issuer_before(passage, head.start(), place) for place in places])


def _with_issuer_before(passage: Passage, start: int, place: Place) -> Place:
    """`hướng dẫn của Sở Nội vụ tại Công văn số …`: the issuer stands before."""
    if place.citation.issuer:
        return place
    for of in re.finditer(r"(?<![a-z])cua\s", passage.flat[max(0, start - 90) : start]):
        named = issuer_at(passage, max(0, start - 90) + of.start())
        if named and re.fullmatch(r"\s*tai\s+", passage.flat[named[1] : start]):
            return replace(place, citation=replace(place.citation, issuer=named[0]))
    return place


def _bare_is_meant(words: str, head: re.Match[str], at: int) -> bool:
    """`Chỉ thị 17 của …`: a number without `số` needs an issuer or a day behind it."""
    return bool(re.match(r"\d{1,5}[a-z]?\s+(?:cua|ngay)\s", words[at:])) and head["kind"] not in ("van ban", "tt", "hd")


def _sharing(passage: Passage, places: Sequence[Place]) -> Iterator[Place]:
    """`số 01/…, 02/… ngày … của …`: day and issuer stand once, behind the last."""
    last = places[-1].citation if places else None
    for place in places:
        one = place.citation
        if last is not None and one is not last:
            yield replace(place, citation=replace(one, date=one.date or None, issuer=one.issuer or last.issuer))
        else:
            yield place


def _place(passage: Passage, start: int, number: re.Match[str], kind: DocumentKind | None) -> Place:
    groups = number.groupdict()
    symbol = re.sub(r"\s+", "", groups.get("symbol") or groups.get("party") or "").replace("–", "-").rstrip(".-")
    end, date, issuer = _tail(passage, number.end() - (len(groups.get("symbol") or "") - len((groups.get("symbol") or "").rstrip(".-"))))
    text = passage.text[start:end]
    by_symbol = kind_of_abbreviation(re.split(r"[-/]", re.sub(r"^\d{4}/", "", symbol))[0]) if symbol else None
    citation = Citation(kind or by_symbol, number["number"], symbol, date, issuer, text, (passage.span(start, end),))
    if date is not None and date.is_impossible:
        citation = replace(citation, is_sure=False, reason=f"không có ngày {date}")
    elif not symbol:
        citation = replace(citation, is_sure=False, reason="không ghi ký hiệu")
    return Place(start, end, citation)


def _tail(passage: Passage, at: int) -> tuple[int, WrittenDate | None, str]:
    """Day and issuer behind the number, in either order; a note's number between them is passed over."""
    date: WrittenDate | None = None
    issuer = ""
    end = at
    for _turn in range(3):
        note = re.match(r"\s?\d{1,2}(?=\s+của)", passage.text[end:])
        behind = end + note.end() if note and date is not None else end
        dated = _DATE.match(passage.flat, end) if date is None else None
        if dated:
            date = WrittenDate(int(dated["day"]), int(dated["month"] or dated["month_word"]), int(dated["year"] or dated["year_word"]))
            end = dated.end()
            continue
        named = issuer_at(passage, behind) if not issuer else None
        if named:
            issuer, end = named
            continue
        break
    return end, date, issuer


def _kind(words: str) -> DocumentKind | None:
    plain = " ".join(words.split())
    name = _ALIASES.get(plain, plain)
    if plain == "cv":
        return DISPATCH
    return kind_of_name(name) if name else None


def _is_spelled(written: str) -> bool:
    """Names of kinds that plain letters confuse: `đề án` is not `dẻ ẩn`, `hợp đồng`, `luật`; short forms only in capitals."""
    words = flat(written)
    if words in ("cv", "qd", "nd", "tt", "nq"):
        return written.isupper()
    known = kind_of_name(written)
    return known is None or known.name.vi.lower() == " ".join(written.lower().split()) or written[:1].isupper()


def _laws(passage: Passage) -> Iterator[Place]:
    for found in (*_AMENDING.finditer(passage.text), *_LAW.finditer(passage.text)):
        name = found["name"].strip(" ,")
        tail = _LAW_DATE.match(passage.flat, found.start("name") + len(found["name"].rstrip()))
        assert tail is not None
        date = None
        if tail["day"]:
            date = WrittenDate(int(tail["day"]), int(tail["month"] or tail["month_word"]), int(tail["year"] or tail["year_word"]))
        elif tail["alone"]:
            date = WrittenDate(None, None, int(tail["alone"]))
        end = max(tail.end(), found.end())
        kind = kind_of_name("Luật" if found["kind"] == "Bộ luật" else found["kind"])
        full = f"{found['kind']} {name}"
        text = passage.text[found.start() : end].rstrip(" ,")
        span = passage.span(found.start(), found.start() + len(text))
        symbol = (tail["symbol"] or "").upper()
        citation = Citation(kind, tail["number"] or "", symbol, date, "Quốc hội" if symbol else "", text, (span,), full)
        yield Place(found.start(), end, citation)
