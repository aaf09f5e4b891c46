"""What a level is worth: "0,5 điểm", "điểm tối đa", "50% số điểm", "trừ 0,25", "không áp dụng", or a formula."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from parix.criteria.scoring_text.formulas import Formula, formula_in
from parix.criteria.scoring_text.passages import Passage, exact_number

NUMBER = r"\d+(?:[.,]\d+)?"
UNIT = r"(?:diem|d)(?![a-z])"

Kind = Literal["points", "part", "minus", "drop", "unsaid", "range", "formula", "ratio"]


@dataclass(frozen=True, slots=True)
class Amount:
    """`points` as such, `part` of the maximum, `minus` from it; `unsaid` when words leave open whether to drop or to give 0."""

    kind: Kind
    value: Fraction = Fraction(0)
    formula: Formula | None = None

    def points(self, maximum: Fraction) -> Fraction:
        """In points; only for points, part, minus and unsaid."""
        return {"part": maximum * self.value, "minus": maximum - self.value}.get(self.kind, self.value)


_LEAD = re.compile(
    r"(?:\s|:|=|-|,|\b(?:thi|duoc|dat|tinh|cho|la|bang|se|huong|co|diem\s+danh\s+gia|diem\s+so|diem\s+dat|so\s+diem|muc\s+diem|danh\s+gia|diem)(?![a-z]))*"
)
_TAIL = r"[\s.;,)]*(?:/\s*(?:1|01)?\s*(?:tieu chi|noi dung))?[\s.;,)]*"
_POINTS = re.compile(rf"\(?\s*({NUMBER})\s*(?:{UNIT})?\s*{_TAIL}")
_RANGE = re.compile(rf"(?:tu\s+)?{NUMBER}\s*(?:{UNIT})?\s*(?:den|-)\s*{NUMBER}\s*(?:{UNIT})?{_TAIL}|toi da\s+{NUMBER}\s*(?:{UNIT})?{_TAIL}")
_OF_THE_LEAF = r"diem(?:\s+(?:toi da|chuan|quy dinh|(?:cua\s+)?(?:tieu chi|muc|noi dung)(?:\s+(?:nay|thanh phan))*))*"
_FULL = re.compile(
    rf"(?:diem\s+)?toi da(?:\s+(?:so\s+)?diem)?(?:\s*\(?\s*(?:la|:|=)?\s*{NUMBER}\s*(?:{UNIT})?\s*\)?)?{_TAIL}"
    rf"|(?:du|tron|tron ven|toan bo|100\s*%)\s+(?:(?:tong\s+)?so\s+)?{_OF_THE_LEAF}{_TAIL}|diem (?:chuan|td){_TAIL}"
)
_PART = re.compile(rf"({NUMBER})\s*%\s*(?:cua\s+)?(?:(?:tong\s+)?so\s+)?{_OF_THE_LEAF}{_TAIL}|(1/2|(?:mot )?nua)\s+(?:(?:tong\s+)?so\s+)?{_OF_THE_LEAF}{_TAIL}")
_MINUS = re.compile(rf"(?:bi\s+)?tru\s+(?:di\s+)?({NUMBER})\s*(?:{UNIT})?{_TAIL}")
_DROP = re.compile(
    r"(?:khong (?:ap dung|danh gia|xem xet|xet)|loai (?:khoi|ra|tru)|(?:duoc )?(?:giam tru|tru) (?:khoi|ra khoi|vao|tong|thang|mau"
    r"|(?:so )?diem (?:chuan|toi da))"
    r"|khong tinh (?:vao )?(?:tong|thang|mau|diem (?:chuan|toi da)|tieu chi|noi dung)|mien tinh)[^:;]*"
)
_UNSAID = re.compile(rf"khong (?:duoc )?(?:tinh|cho)(?:\s+diem)?{_TAIL}")
_NOTHING = re.compile(rf"(?:khong (?:duoc |co )*diem|mat diem){_TAIL}")
_BY_RATIO = re.compile(
    r"(?:tinh\s+)?(?:diem\s+)?(?:theo\s+)?(?:dung\s+)?ty le(?:\s+(?:%|phan tram|tuong ung|thuc te|hoan thanh"
    r"|dat duoc|thuc hien|dat))*[\s.;,]*"
    r"|(?:dat|hoan thanh|thuc hien)?\s*(?:duoc\s+)?bao nhieu (?:%|phan tram)[a-z\s,]*(?:bay|tuong ung) nhieu (?:%|phan tram)[a-z\s]*[\s.;,]*"
)


def amount_in(value: Passage, maximum: Fraction) -> Amount | None:
    """The amount that the whole passage says, or None."""
    plain = value.plain
    for start in _starts(plain):
        rest = plain[start:]
        found = _plain_amount(rest)
        if found is not None:
            return found
    formula = formula_in(value, maximum)
    if formula is not None:
        return Amount("formula", formula=formula)
    return None


def _starts(plain: str) -> list[int]:
    """The very beginning, and after the words that only lead to an amount."""
    lead = _LEAD.match(plain)
    end = lead.end() if lead else 0
    return [0, end] if end else [0]


def _plain_amount(rest: str) -> Amount | None:
    rest = rest.strip()
    number = _POINTS.fullmatch(rest)
    if number:
        return Amount("points", exact_number(number[1]))
    part = _PART.fullmatch(rest)
    if _FULL.fullmatch(rest):
        return Amount("part", Fraction(1))
    if part:
        return Amount("part", exact_number(part[1]) / 100 if part[1] else Fraction(1, 2))
    minus = _MINUS.fullmatch(rest)
    if minus:
        return Amount("minus", exact_number(minus[1]))
    if _BY_RATIO.fullmatch(rest):
        return Amount("ratio")
    return _in_words(rest)


def _in_words(rest: str) -> Amount | None:
    if _NOTHING.fullmatch(rest):
        return Amount("points", Fraction(0))
    if _UNSAID.fullmatch(rest):
        return Amount("unsaid")
    if _DROP.fullmatch(rest):
        return Amount("drop")
    if _RANGE.fullmatch(rest):
        return Amount("range")
    return None
