"""The way in: the outline of the body to its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parix.official_documents.cited_documents.citing import citations_in
from parix.official_documents.document_bodies.outline import Node
from parix.official_documents.document_bodies.passages import Passage
from parix.official_documents.figures.records import Bound, Figure
from parix.official_documents.figures.units import unit_at
from parix.official_documents.figures.written_numbers import NUMBER, number_of

_RATIO = re.compile(rf"(?<![\d/.,-])(?P<a>{NUMBER})\s?/\s?(?P<b>{NUMBER})(?![\d/]|\s?/)(?=\s+(?P<word>[^\W\d_]+))")
_PERCENT = re.compile(rf"(?<![\d/.,])(?P<n>{NUMBER})\s?\\?(?:%|phần trăm)")
_COUNT = re.compile(rf"(?<![\d/.,\-–:@])(?<![^\W\d_])(?P<n>{NUMBER})(?:\s*[-–]\s*(?P<to>{NUMBER}))?\s+(?:\([^()\d]{{3,30}}\)\s+)?(?=[^\W\d_])")
_GLUED = re.compile(r"(?<![\w/.,])(?P<n>\d{1,4})(?P<unit>MB|GB|TTHC|DVC|HS)(?![\w])")
_NO_FIGURE_BEFORE = re.compile(
    r"(?:\b(?:so|dieu|khoan|muc do|cap do|muc|thu|quy|thang|nam|ngay|lan thu|nhom|phu luc|bieu|mau|chuong|phan|loai|phien ban|hang|cap|tuan|khoa|ky hop thu|"
    r"tu|lop|trang|ban|tieu chi|iso|tcvn|qcvn|vong|co che|nghi dinh|chi thi|quyet dinh|nghi quyet|"
    r"thong tu|ke hoach|cong van|luat|giai doan|dot|lan|dt|tel|fax|duong|ngo|phong|so nha)\s*)$"
)
_TIME_AFTER = re.compile(r"(?:ngay|thang|nam|gio|phut|quy|tuan|giay(?! (?:phep|to|chung|moi))|cua(?! hang))(?![a-z])")
_BOUNDS: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("at_least", re.compile(r"(?:\b(?:it nhat|toi thieu|tu|khong duoi|khong it hon|khong thap hon)\s*|(?:>=|≥|\\geq)\s*\$?\s*)$")),
    ("at_most", re.compile(r"(?:\b(?:toi da|khong qua|nhieu nhat|khong vuot qua)\s*|(?:<=|≤|\\leq)\s*)$")),
    ("over", re.compile(r"(?:\b(?:hon|tren|vuot)\s*|>\s*)$")), ("under", re.compile(r"(?:\b(?:duoi|chua den|chua toi)\s*|<\s*)$")),
    ("about", re.compile(r"\b(?:gan|khoang|xap xi|uoc)\s*$")),
)
_MEASURE_ENDS = re.compile(r"[.;:()]|\s+va\s+(?=\d)|,(?!\s*(?:ban|nganh|kien nghi|cong chuc|vien chuc)\b)|$")
_LONGEST_MEASURE = 110
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure at its stretch of a passage."""

    start: int
    end: int
    figure: Figure


def figures_in(root: Node) -> tuple[Figure, ...]:
    """Figures in reading order."""
    found: list[Figure] = []
    for node in root.below():
        passages = [cell for row in node.table.rows for cell in row.cells if cell.text] if node.table is not None else [node.passage]
        for passage in passages:
            found += [placed.figure for placed in figures_of(passage)]
    return tuple(found)


def figures_of(passage: Passage) -> list[Placed]:
    """Those of one passage, none twice, in order."""
    if not _DIGIT.search(passage.text):
        return []
    taken = [(place.start, place.end) for place in citations_in(passage)]
    found: list[Placed] = []
    for placed in (*_points(passage), *_ratios(passage), *_percents(passage), *_counts(passage), *_labelled(passage)):
        others = [*taken, *((one.start, one.end) for one in found)]
        if not any(placed.start < end and start < placed.end for start, end in others):
            found.append(placed)
    return sorted(found, key=lambda one: one.start)


def _ratios(passage: Passage) -> Iterator[Placed]:
    words = passage.flat
    for match in _RATIO.finditer(passage.text):
        numerator, part_decimals = number_of(match["a"])
        denominator, whole_decimals = number_of(match["b"])
        if part_decimals or whole_decimals or not denominator or re.search(r"\bngay\s*$", words[: match.start()]):
            continue
        unit = _unit(passage, match.start("word"))
        may_be_a_day = 1 <= numerator <= 31 and 1 <= denominator <= 12
        if unit is None and (may_be_a_day or not match["word"][0].islower() or _TIME_AFTER.match(words, match.start("word"))):
            continue
        end = match.start("word") + len(unit) if unit else match.end()
        text = passage.text[match.start() : end]
        measure = _measure(passage, match.start("word"))
        yield Placed(match.start(), end, Figure(
            "ratio", numerator / denominator, unit or match["word"], measure, text, passage.span(match.start(), end), int(numerator), int(denominator),
            bound=_bound(words, match.start()), is_sure=unit is not None, reason="" if unit else "không nhận ra đơn vị đếm",
        ))


_POINTS = re.compile(rf"(?<![\d/.,-])(?P<n>{NUMBER})\s?/\s?(?P<most>\d{{1,3}})\s+(?=điểm(?!\w))")


def _points(passage: Passage) -> Iterator[Placed]:
    """`81,35/100 điểm`: points of the most there are."""
    for match in _POINTS.finditer(passage.text):
        value, decimals = number_of(match["n"])
        end = match.end() + len("điểm")
        text = passage.text[match.start() : end]
        if decimals:
            yield Placed(match.start(), end, Figure(
                "count",
                value, "điểm", _measure_before(passage, match.start()), text, passage.span(match.start(), end), decimals=decimals))


def _percents(passage: Passage) -> Iterator[Placed]:
    words = passage.flat
    for match in _PERCENT.finditer(passage.text):
        value, decimals = number_of(match["n"])
        behind = _measure(passage, match.end() + len(passage.text[match.end() :]) - len(passage.text[match.end() :].lstrip(" $/")))
        measure = _measure_before(passage, match.start()) or behind
        yield Placed(match.start(), match.end(), Figure(
            "percent", value, "%", measure, match[0], passage.span(match.start(), match.end()), decimals=decimals, bound=_bound(words, match.start()),
        ))


def _counts(passage: Passage) -> Iterator[Placed]:
    words = passage.flat
    for match in (*_COUNT.finditer(passage.text), *_GLUED.finditer(passage.text)):
        if _NO_FIGURE_BEFORE.search(words[max(0, match.start() - 20) : match.start()]) and not _counted_anyway(passage, match):
            continue
        is_glued = "unit" in match.re.groupindex
        at = match.start("unit") if is_glued else match.end()
        if _TIME_AFTER.match(words, at):
            continue
        unit = match["unit"] if is_glued else _unit(passage, at)
        if unit is None:
            continue
        value, decimals = number_of(match["n"])
        is_range = not is_glued and match["to"] is not None
        end = at + len(unit)
        yield Placed(match.start(), end, Figure(
            "count", value, unit, _measure(passage, at), passage.text[match.start() : end], passage.span(match.start(), end), decimals=decimals,
            bound=_bound(words, match.start()), is_sure=not is_range, reason="ghi một khoảng" if is_range else "",
        ))


_LABELLED = re.compile(rf"(?:tong so|so luong|so)\s+(?P<noun>[a-z][^:;.\d]{{1,80}}?)\s*(?::|\bla\b|\bco\b)\s*(?P<n>{NUMBER})(?!\s*[/%\-–]|\s?\d)")


def _labelled(passage: Passage) -> Iterator[Placed]:
    """`Tổng số hồ sơ tiếp nhận: 150`: the noun stands before the number."""
    for match in _LABELLED.finditer(passage.flat):
        unit = unit_at(passage.text, passage.flat, match.start("noun"))
        if unit is None or _unit(passage, match.end() + 1) is not None or _TIME_AFTER.match(passage.flat, match.end() + 1):
            continue
        value, decimals = number_of(passage.text[match.start("n") : match.end("n")])
        start = match.start("n")
        text = passage.text[start : match.end("n")]
        measure = passage.text[match.start("noun") : match.end("noun")].strip(" ,")
        yield Placed(start, match.end("n"), Figure("count", value, unit, measure, text, passage.span(start, match.end("n")), decimals=decimals))


def _counted_anyway(passage: Passage, match: re.Match[str]) -> bool:
    """`từ 85 điểm`, `trên 07 sở`: words that forbid a figure before a bare number, but not before these units."""
    before = passage.flat[max(0, match.start() - 20) : match.start()]
    if re.search(r"\b(?:tu|ky|lan|ban|hang|dot|nam)\s*$", before) and re.search(r"(?:từ|đợt|lần)\s*$", passage.text[: match.start()]):
        return re.search(r"từ\s*$", passage.text[: match.start()]) is not None
    return re.search(r"\btổng số\s*$", passage.text[: match.start()].lower()) is not None


def _unit(passage: Passage, at: int) -> str | None:
    return unit_at(passage.text, passage.flat, at)


def _bound(words: str, start: int) -> Bound:
    before = words[max(0, start - 24) : start]
    return next((bound for bound, pattern in _BOUNDS if pattern.search(before)), "")


def _measure(passage: Passage, at: int) -> str:
    """The words behind the number, up to the next sign."""
    ends = _MEASURE_ENDS.search(passage.flat, at)
    end = min(ends.start() if ends else len(passage), at + _LONGEST_MEASURE)
    return passage.text[at:end].strip()


_REACHES = re.compile(
    r"(?:dat|la|chiem|bang|len|xuong|con|o muc|ty le|ti le|tang|giam)\s*(?:ty le|ti le|muc|them|tren|hon|tu|toi thieu|it nhat|khoang|gan|$|\$|\\geq|≥|>=|"
    r"\s)*\s*$"
)


def _measure_before(passage: Passage, at: int) -> str:
    """`tỷ lệ hồ sơ trả đúng hẹn … đạt 99%`: the words before the verb, from the clause's beginning."""
    reaches = _REACHES.search(passage.flat[:at])
    if reaches is None:
        return ""
    before = re.sub(r"\s*\([^()]*\)", lambda found: " " * len(found[0]), passage.text[: reaches.start()])
    clause = re.split(r"[;:(]|\.(?!\d)|,\s(?=[^\d])", before.rstrip(" ,"))[-1].strip(" ,")
    named = re.search(r"(?:tỷ|tỉ) lệ .*$", clause, re.IGNORECASE)
    return (named[0] if named else clause)[-_LONGEST_MEASURE:].strip()
