"""This period against the last: `tiếp nhận 120 hồ sơ, tăng 12 hồ sơ so với quý trước (108 hồ sơ)`, `tăng từ 85,2% lên 90%`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from parix.foundation.numbers import rounded
from parix.foundation.problems import Problem
from parix.official_documents.document_bodies.passages import Passage
from parix.official_documents.figure_checks.findings import finding, number
from parix.official_documents.figures.reading import Placed
from parix.official_documents.figures.records import Figure
from parix.official_documents.figures.written_numbers import NUMBER, number_of
from parix.official_documents.pages import Span

_CHANGE = re.compile(
    rf"(?<![a-z])(?P<way>tang|giam)(?: them| duoc| hon| nhe)?\s+(?P<by>{NUMBER})\s*(?P<unit>%|diem(?: phan tram)?|bac|hang|lan|[a-z]+(?: "
    rf"[a-z]+){{0,4}}?)?\s*(?:\([^()]*\)\s*)?,?\s*so voi\s+"
    rf"(?P<when>[^,.;()]{{2,70}}?)\s*(?:\((?P<in>[^()]{{0,60}}?)(?P<old>{NUMBER})\s*(?P<old_unit>%|[a-z]+(?: [a-z]+){{0,4}})?\s*\)|,?\s*(?:la|chi|dat|"
    rf"co)\s+(?P<old_open>{NUMBER})\s*(?P<open_unit>%|[a-z]+(?: [a-z]+)?)?)"
)
_FROM_TO = re.compile(
    rf"(?<![a-z])(?P<way>tang|giam|nang)\s+(?:len |xuong )?tu\s+(?P<old>{NUMBER})\s*(?P<old_unit>%|[a-z]+(?: [a-z]+){{0,4}}?)?\s*(?:\([^()]*\)\s*)?(?:len|"
    rf"xuong|con|den)\s+(?:con\s+)?(?P<new>{NUMBER})\s*(?P<unit>%|[a-z]+(?: [a-z]+){{0,3}}?)?"
    rf"(?=\s*[,.;()]|$)(?:\s*[,(]\s*(?:tuc |tuong ung )?(?:tang|giam)(?: them)?\s+(?P<by>{NUMBER})\s*(?P<by_unit>%|[a-z]+)?)?"
)


def wrong_changes(passage: Passage, figures: Sequence[Placed]) -> Iterator[Problem]:
    words = passage.flat
    for match in _CHANGE.finditer(words):
        old_group = "old" if match["old"] else "old_open"
        old, _decimals = _number(passage, match, old_group)
        now = _before(figures, match, passage)
        if now is None or (match["in"] and re.search(r"\d", match["in"])):
            continue
        by, decimals = _number(passage, match, "by")
        is_percent = match["unit"] == "%"
        if not _holds(now.figure, old, by, decimals, match["way"] != "giam", is_percent):
            yield _wrong(passage, match, now.figure.value, old, match["way"] != "giam", by, is_percent and now.figure.form != "percent")
    for match in _FROM_TO.finditer(words):
        yield from _from_to(passage, match)


def _number(passage: Passage, match: re.Match[str], group: str) -> tuple[Fraction, int]:
    return number_of(passage.text[match.start(group) : match.end(group)])


def _before(figures: Sequence[Placed], match: re.Match[str], passage: Passage) -> Placed | None:
    """The figure that changed: the nearest before, in the same sentence, a percentage when the last one is."""
    before = [placed for placed in figures if placed.end <= match.start()]
    sentence = max(passage.text.rfind(sign, 0, match.start()) for sign in (". ", "; "))
    before = [placed for placed in before if placed.start > sentence]
    old_is_percent = "%" in (match["old_unit"] or match["open_unit"] or "")
    fitting = [placed for placed in before if placed.figure.form == ("percent" if old_is_percent else "count")]
    return fitting[-1] if fitting and not fitting[-1].figure.bound else None


def _holds(now: Figure, old: Fraction, by: Fraction, decimals: int, up: bool, is_percent: bool) -> bool:
    change = now.value - old if up else old - now.value
    if change < 0:
        return False
    possible = [change]
    if is_percent and old:
        possible = [change / old * 100] + ([change] if now.form == "percent" else [])
    return any(by in (rounded(one, decimals, "half_up"), rounded(one, decimals, "truncate")) for one in possible)


def _from_to(passage: Passage, match: re.Match[str]) -> Iterator[Problem]:
    old, new = _number(passage, match, "old")[0], _number(passage, match, "new")[0]
    up = match["way"] != "giam"
    is_rank = bool(re.match(r"(?:hang|vi tri|thu|bac)", match["unit"] or match["old_unit"] or "")) or bool(re.search(
        r"(?:hang|vi thu|vi tri|xep thu)[^.;]{0,30}$",
        passage.flat[: match.start()]))
    if is_rank:
        return
    if (new < old) == up and new != old:
        yield _wrong(passage, match, new, old, up, None, False)
        return
    if match["by"]:
        by, decimals = _number(passage, match, "by")
        change = abs(new - old)
        possible = [change] if match["by_unit"] != "%" or match["unit"] == "%" else []
        possible += [change / old * 100] if match["by_unit"] == "%" and old else []
        if not any(by in (rounded(one, decimals, "half_up"), rounded(one, decimals, "truncate")) for one in possible):
            yield _wrong(passage, match, new, old, up, by, match["by_unit"] == "%" and match["unit"] != "%")


def _wrong(passage: Passage, match: re.Match[str], new: Fraction, old: Fraction, up: bool, by: Fraction | None, is_percent: bool) -> Problem:
    way = "tăng" if up else "giảm"
    change = new - old if up else old - new
    comes_out = f"{number(change / old * 100)}%" if is_percent and old else number(change)
    told = f"{way} {number(by)}" if by is not None else way
    is_so = f"là {way} {comes_out}" if change >= 0 else f"thì không {way}"
    message = f"ghi {told} nhưng từ {number(old)} đến {number(new)} {is_so}"
    return finding("change_differs", message, _span(passage, match))


def _span(passage: Passage, match: re.Match[str]) -> Span:
    return passage.span(match.start(), match.end())
