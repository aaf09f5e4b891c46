"""Ranges in a condition: "từ 80% đến dưới 100%", "trên 90%", "70% - 90%", "01 sáng kiến", "≥ 0,5", "vượt từ 10%".

An edge is (value, 0) where a range begins at the value itself and (value, 1) where it begins just above it; a range
holds from its low edge up to, not including, its high edge. So [70 %, 90 %] is from (0.7, 0) to (0.9, 1).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from parix.criteria.scoring_text.passages import Passage, exact_number

Edge = tuple[Fraction, int]

ZERO = Fraction(0)
ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Span:
    """`percent` says that a % sign (or the word "tỷ lệ") was there; `noun` is what is left of the condition.

    `exact` is a single value; `over` counts what goes beyond 100 %.
    """

    low: Edge | None
    high: Edge | None
    percent: bool
    noun: Passage
    exact: bool = False
    over: bool = False

    @property
    def shares(self) -> Span:
        """The same range in shares of one, where it was printed in percent without the sign."""
        return replace(self, low=_hundredth(self.low), high=_hundredth(self.high), percent=True)


def _hundredth(edge: Edge | None) -> Edge | None:
    return None if edge is None else (edge[0] / 100, edge[1])


def _number(name: str) -> str:
    return rf"(?P<{name}>\d{{1,3}}\s*/\s*\d{{1,3}}|\d+(?:[.,]\d+)?|\b(?:mot\s+)?nua\b|\b(?:mot|hai|ba|bon)\b)\s*(?P<{name}_percent>%|phan tram)?"


_WORDS = r"[^:;<>=\d%]{0,80}?"
_A, _B = _number("a"), _number("b")
_MIDDLE = r"(?:ty le|[a-z](?:\s*/\s*[a-z])?|b/a|\(b/a\)|ket qua|chi so|muc do)[^<>=\d]{0,60}"
_AT_LEAST = (
    r"(?:>\s*=|=\s*>|\btu(?:\s+(?:tren\s+)?muc)?|\bit nhat(?: la)?|\btoi thieu(?: la)?|\bkhong duoi|\bkhong (?:thap"
    r"|it|nho|kem) hon|\b(?:lon|cao) hon hoac bang|\bbang hoac (?:lon|cao) hon|\btren hoac bang|\bbang (?:hoac|va) tren|\bdat tu)"
)
_ABOVE = r"(?:>|\btren|\b(?:lon|cao|nhieu) hon|\btu tren|\bvuot(?: qua| tren)?|\bqua|\bhon)"
_AT_MOST = (
    r"(?:<\s*=|=\s*<|\bkhong (?:vuot\s+)?qua|\bkhong vuot|\bkhong tren|\btoi da(?: la)?|\bduoi hoac bang"
    r"|\bbang (?:hoac|va) duoi|\b(?:nho|thap|it) hon hoac bang|\bbang hoac (?:nho|thap) hon|\bnhieu nhat)"
)
_BELOW = r"(?:<|\bduoi|\b(?:nho|it|thap|kem) hon|\bchua (?:dat|den|du|toi)(?: duoc)?|\bkhong (?:dat|du|toi))"

_FROM_TO = (
    rf"(?:(?P<above>\btren|\bhon|>(?!\s*=))|>\s*=|\btu(?P<above2>\s+tren)?)?\s*{_A}(?:{_WORDS}(?:\bden|\btoi)|\s*-)"
    rf"\s*(?P<below>can\s+)?(?P<below2>duoi|nho hon|chua den|<(?!\s*=))?\s*(?:<\s*=)?\s*{_B}"
)
_FROM_AND_BELOW = (
    rf"(?:(?P<above>\btren|\bhon|>(?!\s*=))|{_AT_LEAST})\s*{_A}{_WORDS}(?:\bva|\bnhung|,)\s*"
    rf"(?:(?P<below>duoi|nho hon|thap hon|<(?!\s*=))|<\s*=|khong qua|khong vuot(?: qua)?)(?P<below2>)?\s*{_B}"
)

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("over", rf"\bvuot\s+(?:(?:du toan|ke hoach|chi tieu|muc tieu|dinh muc)\s+)?(?P<how>tu|tren|duoi|muc)?\s*{_A}(?P<up>{_WORDS}\btro len)?"),
    ("between_signs", rf"{_A}\s*(?P<open>>|<)\s*(?P<open_equal>=)?\s*{_MIDDLE}(?P<close><|>)\s*(?P<close_equal>=)?\s*{_B}"),
    ("falling", rf"\bduoi\s+{_B}{_WORDS}(?:\bden|\btoi|\s*-)\s*(?:{_AT_LEAST}\s*)?{_A}"),
    ("falling", rf"(?:<(?!\s*=)|\bduoi|\bnho hon)\s*{_B}\s*(?:va|,|nhung|dong thoi)\s*{_WORDS}{_AT_LEAST}\s*{_A}"),
    ("between", _FROM_TO),
    ("between", _FROM_AND_BELOW),
    ("at_most", rf"\btu\s+{_A}{_WORDS}\btro xuong|{_number('c')}{_WORDS}\btro xuong"),
    ("at_most", rf"{_AT_MOST}\s*{_A}"),
    ("at_least", rf"{_AT_LEAST}\s*{_A}(?:{_WORDS}\btro len)?"),
    ("at_least", rf"{_A}{_WORDS}\btro len"),
    ("below", rf"{_BELOW}\s*{_A}"),
    ("above", rf"{_ABOVE}\s*{_A}"),
    ("exact", rf"(?:=\s*|\bdung\s+|\b(?:day\s+)?du\s+|\bdat\s+)?{_A}"),
)  # fmt: skip
_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in _PATTERNS)
_FIGURES = re.compile(
    r"\d{1,3}\s*/\s*\d{1,3}|\d+(?:[.,]\d+)?|%|phan tram|\b(?:mot\s+)?nua\b|[<>=]+|(?<!\w)-(?!\w)|\b(?:tro len|tro xuong|tu|tren|duoi|den|toi|it nhat"
    r"|toi thieu|toi da|muc|mot|hai|ba|bon|can|chua|bang|hoac|va"
    r"|lon|nho|cao|thap|nhieu|kem|it|hon|khong|qua|vuot|day du|dat|du|dung|nhieu nhat)\b"
)
_IN_PERCENT = re.compile(r"[a-z]\s*/\s*[a-z]\s*\)?(?P<times>\s*x\s*100\s*%?)")
_VALUES = {"mot": 1, "hai": 2, "ba": 3, "bon": 4}
_RATIO_WORDS = re.compile(r"\bty le\b|\bti le\b|\bb/a\b|\ba/b\b|\(b/a\)|phan tram")


def span_in(condition: Passage) -> Span | None:
    """The one range that the condition names, or None when it names none or more than one."""
    in_percent = _IN_PERCENT.search(condition.plain)
    if in_percent:
        condition = condition.without(*in_percent.span("times"))
    for name, pattern in _COMPILED:
        match = pattern.search(condition.plain)
        if match is None:
            continue
        span = _BUILDERS[name](match)
        if span is None:
            continue
        rest = _without_figures(condition, *match.span())
        if re.search(r"\d", rest.plain):
            return None
        ratio = span.percent or bool(_RATIO_WORDS.search(condition.plain))
        return _in_shares(replace(span, noun=rest, percent=ratio), signed=span.percent)
    return None


def _without_figures(condition: Passage, start: int, end: int) -> Passage:
    """What the condition speaks of: the range's own numbers and signs taken out, the words between them kept."""
    for match in reversed(list(_FIGURES.finditer(condition.plain, start, end))):
        condition = condition.without(*match.span())
    return condition.trimmed()


def _in_shares(span: Span, *, signed: bool) -> Span:
    """A ratio above one without a sign ("tỷ lệ từ 80 trở lên") is a percentage, one up to one is a share already."""
    highest = max((edge[0] for edge in (span.low, span.high) if edge is not None), default=ZERO)
    return span.shares if signed or (span.percent and highest > 1) else span


def _over(match: re.Match[str]) -> Span | None:
    value, percent = _value(match, "a")
    if not percent:
        return None
    base = ZERO if value >= 100 else Fraction(100)
    if match["how"] == "duoi":
        return Span((base, 1), (base + value, 0), True, _NO_NOUN, over=True)
    included = match["how"] in ("tu", "muc") or bool(match["up"])
    return Span((base + value, 0 if included else 1), None, True, _NO_NOUN, over=True)


def _between_signs(match: re.Match[str]) -> Span | None:
    if match["open"] != match["close"]:
        return None
    low, high = ("a", "b") if match["open"] == "<" else ("b", "a")
    low_equal, high_equal = (match["open_equal"], match["close_equal"]) if low == "a" else (match["close_equal"], match["open_equal"])
    return _both(match, low, high, above=not low_equal, below=not high_equal)


def _falling(match: re.Match[str]) -> Span | None:
    return _both(match, "a", "b", above=False, below=True)


def _between(match: re.Match[str]) -> Span | None:
    names = match.groupdict()
    return _both(match, "a", "b", above=bool(names.get("above") or names.get("above2")), below=bool(names.get("below") or names.get("below2")))


def _both(match: re.Match[str], low: str, high: str, *, above: bool, below: bool) -> Span | None:
    (first, first_percent), (second, second_percent) = _value(match, low), _value(match, high)
    if first >= second:
        return None
    return Span((first, int(above)), (second, int(not below)), first_percent or second_percent, _NO_NOUN)


def _one_sided(low: int | None, high: int | None) -> Callable[[re.Match[str]], Span]:
    def build(match: re.Match[str]) -> Span:
        name = "a" if match["a"] is not None else "c"
        value, percent = _value(match, name)
        return Span(None if low is None else (value, low), None if high is None else (value, high), percent, _NO_NOUN)

    return build


def _exact(match: re.Match[str]) -> Span:
    value, percent = _value(match, "a")
    return Span((value, 0), (value, 1), percent, _NO_NOUN, exact=True)


def _value(match: re.Match[str], name: str) -> tuple[Fraction, bool]:
    text = match[name]
    if text.endswith("nua"):
        return Fraction(50), True
    if "/" in text:
        above, below = text.split("/")
        return (Fraction(int(above), int(below)) * 100 if int(below) else Fraction(0)), True
    value = Fraction(_VALUES[text]) if text in _VALUES else exact_number(text)
    return value, match[f"{name}_percent"] is not None


_NO_NOUN = Passage("", "")
_BUILDERS: dict[str, Callable[[re.Match[str]], Span | None]] = {
    "over": _over,
    "between_signs": _between_signs,
    "falling": _falling,
    "between": _between,
    "at_most": _one_sided(None, 1),
    "at_least": _one_sided(0, None),
    "below": _one_sided(None, 0),
    "above": _one_sided(1, None),
    "exact": _exact,
}
