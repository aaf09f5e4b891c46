"""Formulas of points: "(b/a) x điểm tối đa", "(tỷ lệ / 50%) x 4", "(Tỷ lệ % x điểm tối đa)/100%", "số sáng kiến x 0,5".

Only products and quotients; anything with plus or minus is left to a person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction

from parix.criteria.scoring_text.passages import Passage, exact_number

MAX_DEPTH = 12
MAX_TOKENS = 80

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:[.,]\d+)?)(?:\s*(?P<percent>%)|\s*(?:diem|d)(?![a-z])(?!\s+(?:toi da|chuan)))?"
    r"|(?P<sign>[()/]|(?<![a-z])x(?![a-z]))|(?P<word>[^\s()/\d]+))"
)
_LEAD = re.compile(
    r"\s*(?:(?:(?:so\s+)?diem(?!\s+(?:toi da|chuan|quy dinh))(?:\s+(?:danh gia|so|dat(?:\s+duoc)?|cua tieu chi))?|duoc|se|tinh|cach|nhu|sau"
    r"|theo|cong thuc|bang|la|thi|dat|lay)(?![a-z])[\s:=]*|[:=]\s*)*"
)
_MAXIMUM = re.compile(
    r"(?:(?:so\s+)?diem (?:toi da|chuan|cua tieu chi)|diem quy dinh|thang diem)(?: (?:cua )?(?:tieu chi(?: thanh phan)?"
    r"|tctp|muc|noi dung)(?: nay)?)?"
)
_ELSEWHERE = re.compile(r"\b(?:nhu|giong|tuong tu)\b.*\b(?:tren|nay|do|muc|tieu chi)\b")  # "như trên" is no share
_MAXIMUM_AGAIN = re.compile(r"diem (?:toi da|chuan)(?P<again>\s*\(\s*(?:la\s+)?(?P<number>\d+(?:[.,]\d+)?)\s*(?:diem|d)?\s*\))")
_PERCENT_WORD = re.compile(r"ty le|ti le|%|phan tram|chi so|muc do|sipas|ty trong")


@dataclass(frozen=True, slots=True)
class Formula:
    """`points_per_whole` points for a share of one (or for one counted item, when `counts`).

    `points_per_whole` is None when the formula only says how a share is computed, not what it is worth.
    """

    points_per_whole: Fraction | None
    numerator: Passage
    denominator: Passage | None
    counts: bool = False
    printed_points: Fraction = Fraction(1)


@dataclass(slots=True)
class _Product:
    above: list[Passage] = field(default_factory=list)
    below: list[Passage] = field(default_factory=list)
    factor: Fraction = Fraction(1)
    printed: Fraction = Fraction(1)
    named: bool = False
    plain_hundreds_below: int = 0

    def times(self, other: _Product, *, inverse: bool) -> None:
        if inverse and other.factor == 0:
            raise _NotAFormula
        self.above += other.below if inverse else other.above
        self.below += other.above if inverse else other.below
        self.factor = self.factor / other.factor if inverse else self.factor * other.factor
        self.printed *= other.printed if not inverse else 1
        self.named = self.named or other.named
        self.plain_hundreds_below += other.plain_hundreds_below


class _NotAFormula(Exception):
    pass


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    start: int
    end: int
    value: Fraction = Fraction(0)
    sign: str = ""


def formula_in(value: Passage, maximum: Fraction) -> Formula | None:
    """The formula that the whole passage is, or None."""
    start = _after_equals(value.plain)
    lead = _LEAD.match(value.plain, start)
    body = value.cut(lead.end() if lead else start).trimmed(" \n.,;:")
    again = _MAXIMUM_AGAIN.search(body.plain)
    if again and exact_number(again["number"]) == maximum:
        body = body.without(*again.span("again")).trimmed(" \n.,;:")
    tokens = _tokens(body.plain)
    if tokens is None or not any(token.sign in ("/", "x") for token in tokens):
        return None
    try:
        product, rest = _product(body, tokens, 0, 0, maximum)
        if rest != len(tokens):
            return None
    except _NotAFormula:
        return None
    return _formula(product)


def _after_equals(plain: str) -> int:
    """Past "Điểm đánh giá =" or "Tỷ lệ ... =": what stands left of the sign only names the result."""
    left, equals, _ = plain.partition("=")
    if equals and left.strip() and not re.search(r"[\d/<>]", left):
        return len(left) + 1
    return 0


def _with_division_signs(plain: str) -> str:
    """A colon inside brackets divides: "(số đúng hạn : tổng số) x 2"."""
    depth, signs = 0, []
    for sign in plain:
        depth += (sign == "(") - (sign == ")")
        signs.append("/" if sign == ":" and depth > 0 else sign)
    return "".join(signs)


def _tokens(plain: str) -> list[_Token] | None:
    plain = _with_division_signs(plain)
    found: list[_Token] = []
    place = 0
    while place < len(plain.rstrip()):
        match = _TOKEN.match(plain, place)
        if match is None or len(found) >= MAX_TOKENS:
            return None
        place = match.end()
        if match["number"]:
            number = exact_number(match["number"])
            kind = "percent" if match["percent"] else "number"
            found.append(_Token(kind, match.start("number"), match.end(), number / 100 if match["percent"] else number))
        elif match["sign"]:
            found.append(_Token("sign", match.start("sign"), match.end(), sign=match["sign"]))
        elif match["word"] in ("+", "-", "<", ">", ">=", "<=", "="):
            return None
        elif found and found[-1].kind == "word":
            found[-1] = _Token("word", found[-1].start, match.end())
        else:
            found.append(_Token("word", match.start("word"), match.end()))
    return found


def _product(body: Passage, tokens: list[_Token], place: int, depth: int, maximum: Fraction) -> tuple[_Product, int]:
    if depth > MAX_DEPTH:
        raise _NotAFormula
    product, inverse = _Product(), False
    while True:
        part, place = _operand(body, tokens, place, depth, maximum, inverse)
        product.times(part, inverse=inverse)
        if place < len(tokens) and tokens[place].sign in ("/", "x"):
            inverse = tokens[place].sign == "/"
            place += 1
        else:
            return product, place


def _operand(body: Passage, tokens: list[_Token], place: int, depth: int, maximum: Fraction, inverse: bool) -> tuple[_Product, int]:
    if place >= len(tokens):
        raise _NotAFormula
    token = tokens[place]
    if token.sign == "(":
        inner, after = _product(body, tokens, place + 1, depth + 1, maximum)
        if after >= len(tokens) or tokens[after].sign != ")":
            raise _NotAFormula
        return inner, after + 1
    if token.kind in ("number", "percent"):
        hundreds = 1 if inverse and token.kind == "number" and token.value == 100 else 0
        printed = token.value if token.kind == "number" else Fraction(1)
        return _Product(factor=token.value, printed=printed, named=token.kind == "number" and not hundreds, plain_hundreds_below=hundreds), place + 1
    if token.kind != "word":
        raise _NotAFormula
    words = body.cut(token.start, token.end).trimmed()
    if _MAXIMUM.fullmatch(words.words):
        return _Product(factor=maximum, printed=maximum, named=True), place + 1
    return _Product(above=[words]), place + 1


def _formula(product: _Product) -> Formula | None:
    if len(product.above) != 1 or len(product.below) > 1 or not product.above[0]:
        return None
    if any(_ELSEWHERE.search(one.words) for one in (*product.above, *product.below)):
        return None
    above, below = product.above[0], product.below[0] if product.below else None
    factor = product.factor
    if product.plain_hundreds_below == 1 and below is None and _PERCENT_WORD.search(above.words):
        factor *= 100  # "tỷ lệ % / 100" only turns the printed percentage into a share
    if not product.named or (factor == 100 and below is not None):
        return Formula(None, above, below)
    if below is None and re.match(r"(?:tong )?so(?: luong)? [^:]+$", above.words):
        return Formula(factor, above, None, counts=True)
    return Formula(factor, above, below, printed_points=product.printed)
