"""a/b against the percentage that is printed beside it: `27/28 thủ tục (96,4%)`, `tiếp nhận 200 hồ sơ, đúng hạn 190 hồ sơ, đạt 95%`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from parix.foundation.numbers import rounded
from parix.foundation.problems import Problem
from parix.official_documents.assignments.sentences import sentences
from parix.official_documents.document_bodies.passages import Passage
from parix.official_documents.figure_checks.findings import finding, number
from parix.official_documents.figures.reading import Placed
from parix.official_documents.figures.records import Figure

_CHANGES = re.compile(r"(?:tang|giam|vuot|cao hon|thap hon|so voi|muc tieu|ke hoach giao|chi tieu|phan dau|yeu cau)[^,.;()]{0,25}$")
_BESIDE = re.compile(
    r"[\s,;:(\-–=]*(?:(?:da |duoc )?(?:dat|chiem|bang|tuong ung|tuong duong|ty le|ti le|voi|la|tuc|dung han|hoan thanh|va|o muc|khoang|hon|tren|gan|qua|"
    r"(?:ty|ti) le (?:la|dat)?|"
    r"tong so|tren tong so|so|ho so|tthc|thu tuc(?: hanh chinh)?|don vi|van ban|nhiem vu|nguoi|cong chuc)[\s,:(]*)*"
)
_CHAINED = re.compile(r"[\s,;:(\-–=)]*(?:(?:qua|trong|cua|o) [^\d.;,]{0,40}, )?(?:dat|chiem|bang|tuong ung|tuong duong|(?:voi )?(?:ty|ti) le)[^\d.;]{0,60}")


_OF_ALL = re.compile(r"(?:tren tong so|trong tong so|/ ?tong so|tren tong|trong so|tren)\s*$")


def wrong_percentages(passage: Passage, figures: Sequence[Placed]) -> Iterator[Problem]:
    for start, end in sentences(passage):
        inside = [placed for placed in figures if start <= placed.start < end]
        for percent in (placed for placed in inside if placed.figure.form == "percent"):
            if _CHANGES.search(passage.flat[start : percent.start]):
                continue
            yield from _against_ratio(passage, inside, percent)
            yield from _against_counts(passage, inside, percent, start)


def _against_ratio(passage: Passage, inside: Sequence[Placed], percent: Placed) -> Iterator[Problem]:
    for ratio in (placed for placed in inside if placed.figure.form == "ratio"):
        first, second = (ratio, percent) if ratio.start < percent.start else (percent, ratio)
        between = passage.flat[first.end : second.start]
        is_beside = _BESIDE.fullmatch(between) or (first is ratio and len(between) < 130 and _reaches(between))
        if not is_beside or any(first.end <= other.start < second.start for other in inside):
            continue
        if not agrees(percent.figure, ratio.figure.value * 100):
            yield _wrong(percent, ratio.figure.text, ratio.figure.value * 100)


def _reaches(between: str) -> bool:
    """The clause goes on about the same things and then reaches its share: `… được công khai, đạt`, `… đúng hạn (đạt tỷ lệ`."""
    return not re.search(r"[.;]", between) and bool(re.search(
        r"(?:[,(]\s*(?:da |va )?(?:dat|chiem|bang|tuong (?:ung|duong))(?: (?:ty|ti) le| voi| khoang| tren| hon)*|\(\s*)\s*$",
        between))


def _against_counts(passage: Passage, inside: Sequence[Placed], percent: Placed, start: int) -> Iterator[Problem]:
    """Two counts of the same thing before `đạt …%`; of more counts some pair or sum must give it, or nothing is said."""
    counts = [placed for placed in inside if placed.end <= percent.start and placed.figure.form in ("count", "ratio")]
    same = [placed for placed in counts if placed.figure.form == "count" and _kind(placed.figure) == _kind(counts[-1].figure)] if counts else []
    if len(same) < 2 or counts[-1].figure.form != "count" or any(placed.figure.bound for placed in same):
        return
    between = passage.flat[same[-1].end : percent.start]
    if not (_CHAINED.fullmatch(between) or re.fullmatch(
        r"\s*\(\s*(?:dat|chiem|ty le)?\s*",
        between)) or any(same[-1].end <= one.start < percent.start for one in inside):
        return
    whole, part = same[0].figure.value, same[-1].figure.value
    if _explained(percent.figure, [placed.figure.value for placed in same]):
        return
    if len(same) == 2 and _OF_ALL.search(passage.flat[same[0].end : same[1].start]):
        whole, part = part, whole
    if len(same) == 2 and 0 < part <= whole:
        yield _wrong(percent, f"{number(part)}/{number(whole)} {same[0].figure.unit}", part / whole * 100)


def _explained(percent: Figure, values: Sequence[Fraction]) -> bool:
    for size in range(1, len(values)):
        for chosen in combinations(values, size):
            if any(whole and agrees(percent, sum(chosen, Fraction(0)) / whole * 100) for whole in values):
                return True
    return False


def _kind(figure: Figure) -> str:
    return figure.unit.lower()


def agrees(printed: Figure, exact: Fraction) -> bool:
    """Rounded or cut off to the printed decimals; `trên 95%` and `gần 96%` as they say."""
    if printed.bound in ("over", "at_least"):
        return exact >= printed.value
    if printed.bound in ("under", "at_most"):
        return exact <= printed.value
    if printed.bound == "about":
        return abs(exact - printed.value) <= 1
    return printed.value in (rounded(exact, printed.decimals, "half_up"), rounded(exact, printed.decimals, "truncate"))


def _wrong(percent: Placed, calculation: str, exact: Fraction) -> Problem:
    message = f"ghi {percent.figure.text} nhưng {calculation} là {number(exact)}%"
    return finding("percentage_differs", message, percent.figure.span)
