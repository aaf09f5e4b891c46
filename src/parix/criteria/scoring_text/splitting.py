"""Cuts a scoring text into clauses: lines and semicolons always part, commas, stops and slashes where both sides are whole.

Taken out beforehand: what letters stand for ("a là tổng số ..."), lists of evidence and notes, words that only introduce.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction

from parix.criteria.scoring_text.amounts import NUMBER, UNIT
from parix.criteria.scoring_text.clauses import Clause, clause_in
from parix.criteria.scoring_text.passages import Passage, exact_number

MAX_CLAUSE = 700

_DEFINED = re.compile(
    r"(?<![a-z0-9/(])\(?(?P<name>[a-dtnxy])\s*(?:la|:|=)\s*(?=(?:tong|so|ty|luong|khoi|muc|kinh phi|gia tri"
    r"|von|cac|nhung|ho so|van ban|nhiem vu|tthc|thu tuc|don vi|[ck]o quan|bao cao)\b)"
)
_DEFINITION_END = re.compile(r"[;\n]|\.(?=\s|$)|\)|,\s*(?=(?:neu|truong hop|duoi|tren|khi|con)\b)|(?:,|\bva\b|\bcon\b)?\s*$")
_BEFORE_DEFINITION = re.compile(r"(?:[\s,;:.(]|\btrong do\b|\bvoi\b|\bva\b|\bo day\b|-|\+)+$")
_ASIDE = re.compile(
    r"(?:^|(?<=[\n;.]))\s*[-+*]?\s*(?:(?P<rest>tai lieu kiem chung|tlkc|(?:ho so |tai lieu )?minh chung"
    r"|ho so kiem chung|can cu (?:cham|kiem chung)|tai lieu chung minh)\s*:[\s\S]*"
    r"|\(?(?:ghi chu|luu y)\s*:[^\n]*)"
)
_INTRODUCTION = re.compile(
    r"^\s*(?:[-+*]\s*)?(?:cach (?:thuc )?(?:cham|tinh|danh gia)(?: diem)?|phuong phap (?:cham|tinh|danh gia)(?: diem)?"
    r"|huong dan(?: cach)?(?: cham| tinh| danh gia)?(?: diem)?"
    r"|thang diem|tieu chuan cham(?: diem)?|muc diem|cham diem|tinh diem|cho diem|(?:(?:diem|danh gia|duoc"
    r"|cham|tinh|xac dinh|cho|cach) ?)*nhu sau|cu the|trong do"
    r"|(?:duoc )?(?:danh gia|cham|tinh|cho|chia)(?: diem)? (?:theo|thanh) (?:\d+ |cac )?(?:muc|cap|bac)(?: do| diem)?(?: sau)?)(?: nhu sau)?\s*:\s*"
)
_UNFINISHED = re.compile(
    r"(?:\b(?:den|tu|va|hoac|trong|cua|la|thi|voi|theo|bang|duoi|tren|duoc|dat)|cong thuc(?: sau)?(?: day)?\s*:?"
    r"|[,:=<>/x(-]|\bthi\b.{0,30}:)\s*$"
)
_SEPARATORS = re.compile(
    rf"(?P<stop>\.\s+(?=\S))|(?P<comma>,\s+)|(?<=\d)(?P<slash>\s*/\s+(?=[^\d\s]|\d[\d.,]*\s*%|\d+\s+[a-z]))|(?<=diem)(?P<slash2>\s*/\s+)"
    rf"|(?<=[\d)])(?P<gap>\s+(?=[-+•*]\s))|:\s*{NUMBER}(?:\s*{UNIT})?(?P<run>\s+(?=[^\s/]))|(?P<dash>\s-\s+)"
    r"|(?P<bracket>\s*(?=\((?:tru|ngoai tru|nhung|neu|truong hop|toi thieu|toi da|khong (?:am|duoi|qua))\b))"
)
_OPERATIVE = re.compile(
    r"\d|%|\b(?:tru|neu|duoi|tren|toi thieu|toi da|diem|khong tinh|khong ap dung|khong danh gia|cong them"
    r"|thuong|phat|ty le|he so|nhan|chia|truong hop|gap doi|nua|chi)\b"
)
_DENOMINATOR = re.compile(r"\s*100\s*%?\s*")  # a fraction printed on two lines
_TIMES = re.compile(r"(?<![a-z])x(?![a-z])[^:;]*$")
_MAXIMUM_AGAIN = re.compile(rf"(?:tong )?(?:so )?diem (?:toi da|chuan)(?: la|\s*[:=])?\s*(?P<number>{NUMBER})(?!\d)\s*(?:{UNIT})?(?P<rest>\D*)")


@dataclass(slots=True)
class Pieces:
    """The clauses in order, what letters stand for, and what is left: not a clause, and not harmless words either."""

    clauses: list[Clause] = field(default_factory=list)
    definitions: dict[str, Passage] = field(default_factory=dict)
    left_over: list[Passage] = field(default_factory=list)
    asides: list[Passage] = field(default_factory=list)
    introduced: bool = False


def pieces_of(text: Passage, maximum: Fraction) -> Pieces:
    pieces = Pieces()
    text = _without_asides(text, pieces)
    text = _without_definitions(text, pieces)
    segments = _segments(text)
    place = 0
    while place < len(segments):
        segment, _ = segments[place]
        place += 1
        while place < len(segments) and segments[place][1] and (joiner := _joiner(segment, segments[place][0], maximum)):
            following = segments[place][0]
            segment = Passage(f"{segment.text.rstrip()}{joiner}{following.text}", f"{segment.plain.rstrip()}{joiner}{following.plain}")
            place += 1
        _take(segment, maximum, pieces)
    return pieces


def without_introduction(text: Passage) -> Passage:
    """Without "Cách chấm điểm:" and the bullet before the first clause."""
    introduced = _INTRODUCTION.match(text.plain)
    return text.cut(introduced.end() if introduced else 0).trimmed(" \n.,;-+*•")


def is_operative(words: Passage) -> bool:
    """Whether words can change a score: they hold a number or a word such as "trừ", "nếu", "dưới"."""
    return bool(_OPERATIVE.search(words.plain))


def _take(segment: Passage, maximum: Fraction, pieces: Pieces) -> None:
    introduced = _INTRODUCTION.match(segment.plain)
    if introduced:
        pieces.introduced = True
        segment = segment.cut(introduced.end())
    if not segment:
        return
    if len(segment.plain) > MAX_CLAUSE:
        pieces.left_over.append(segment)
        return
    clauses, rest = _softly_split(segment, maximum, {}, 0)
    pieces.clauses += clauses
    if rest and not _harmless(rest, maximum):
        pieces.left_over.append(rest.trimmed())


def _softly_split(segment: Passage, maximum: Fraction, known: dict[int, tuple[list[Clause], Passage]], start: int) -> tuple[list[Clause], Passage]:
    """Clauses from `start` on and what is left of the segment after them (empty when all of it was understood)."""
    if start in known:
        return known[start]
    rest = segment.cut(start)
    result: tuple[list[Clause], Passage] | None = None
    partial: tuple[list[Clause], Passage] | None = None
    for begin, end in _breaks(rest):
        clause = clause_in(rest.cut(0, begin), maximum)
        if clause is None:
            continue
        more, left = _softly_split(segment, maximum, known, start + end)
        if not left:
            result = ([clause, *more], left)
            break
        if partial is None and more == [] and _harmless(left, maximum):
            partial = ([clause], left)
    if result is None:
        whole = clause_in(rest, maximum)
        result = ([whole], rest.cut(0, 0)) if whole is not None else partial or ([], rest)
    known[start] = result
    return result


def _breaks(rest: Passage) -> list[tuple[int, int]]:
    """Places of soft separators outside brackets: where the left side ends and the right side begins."""
    depths = _depths(rest.plain)
    places: list[tuple[int, int]] = []
    for match in _SEPARATORS.finditer(rest.plain):
        name = match.lastgroup or ""
        begin, end = match.span(name)
        if depths[begin] or (name in ("stop", "run") and not _starts_anew(rest.text[end:])):
            continue
        places.append((begin, end))
    return places


def _starts_anew(text: str) -> bool:
    return bool(text) and (text[0].isupper() or text[0] in "-+•*(<>=" or text[0].isdigit())


def _depths(plain: str) -> list[int]:
    depths, depth = [], 0
    for sign in plain:
        depth += (sign == "(") - (sign == ")")
        depths.append(depth)
    return depths if depth == 0 and min(depths, default=0) >= 0 else [0] * len(plain)


def _segments(text: Passage) -> list[tuple[Passage, bool]]:
    """The parts between lines and semicolons, each with whether it stands on a new line."""
    depths = _depths(text.plain)
    cuts = [place for place, sign in enumerate(text.plain) if sign == "\n" or (sign == ";" and not depths[place])]
    begins = [0, *(place + 1 for place in cuts)]
    parts = [(text.cut(begin, end), begin == 0 or text.plain[begin - 1] == "\n") for begin, end in zip(begins, [*cuts, len(text.plain)], strict=True)]
    return [part for part in parts if part[0]]


def _joiner(segment: Passage, following: Passage, maximum: Fraction) -> str:
    """What joins a line to the one before it: nothing, a blank in the middle of a clause, a stroke above a denominator."""
    if _DENOMINATOR.fullmatch(following.plain) and _TIMES.search(segment.plain) and len(segment.plain) < MAX_CLAUSE:
        return " / "
    return " " if _goes_on(segment, following, maximum) else ""


def _goes_on(segment: Passage, following: Passage, maximum: Fraction) -> bool:
    """Whether a line was broken in the middle of a clause."""
    if len(segment.plain) > MAX_CLAUSE or _INTRODUCTION.fullmatch(segment.plain.strip() + " ") or clause_in(segment, maximum) is not None:
        return False
    if _UNFINISHED.search(segment.plain):
        return not re.match(r"\s*[-+•*]\s", following.plain)
    opening = following.text.strip()[:1]
    return opening.islower() and not _softly_split(segment, maximum, {}, 0)[0]


def _without_asides(text: Passage, pieces: Pieces) -> Passage:
    while match := _ASIDE.search(text.plain):
        pieces.asides.append(text.cut(*match.span()).trimmed())
        text = text.without(*match.span())
    return text


def _without_definitions(text: Passage, pieces: Pieces) -> Passage:
    while match := _DEFINED.search(text.plain):
        following = _DEFINED.search(text.plain, match.end())
        limit = following.start() if following else len(text.plain)
        end = _DEFINITION_END.search(text.plain, match.end(), limit)
        stop = end.start() if end else limit
        pieces.definitions.setdefault(match["name"], text.cut(match.end(), stop).trimmed())
        before = _BEFORE_DEFINITION.search(text.plain, 0, match.start())
        begin = before.start() if before else match.start()
        if text.plain[stop : stop + 1] == ")" and text.plain.count("(", 0, begin) <= text.plain.count(")", 0, begin):
            stop += 1  # its opening bracket went with the definition
        kept = ";" if begin else ""
        text = Passage(f"{text.text[:begin]}{kept} {text.text[stop:]}", f"{text.plain[:begin]}{kept} {text.plain[stop:]}")
    return text


def _harmless(words: Passage, maximum: Fraction) -> bool:
    again = _MAXIMUM_AGAIN.fullmatch(words.words)
    if again and exact_number(again["number"]) == maximum:
        return not is_operative(Passage(again["rest"], again["rest"]))
    return not is_operative(words)
