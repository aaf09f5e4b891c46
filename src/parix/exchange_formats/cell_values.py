"""What a cell of a criteria table says: text, points with a decimal comma, a code such as 1.2.1, II, a) or 3a."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from parix.exchange_formats.workbook_sheets import Value

_POINTS = re.compile(r"\(?\s*(-?\d{1,6}(?:[.,]\d{1,6})?)\s*(?:điểm|diem|đ|d)?\s*\)?\.?", re.IGNORECASE)
_CODE = re.compile(r"(?:[A-ZĐ]{1,5}[-.]?)?(?:\d{1,3}[a-zđ]?|[IVXLC]{1,7}|[A-ZĐ]{1,3}|[a-zđ]|[ivx]{1,5})(?:[.\-]\d{1,3}[a-zđ]?)*[.)]?")
_LEADING_CODE = re.compile(
    r"\s*(?:(?P<dotted>(?:[A-ZĐ]{1,3}[-.]?)?\d{1,3}(?:\.\d{1,3}[a-zđ]?)+)[.)]?|(?P<roman>[IVXLC]{1,7})[.)]"
    r"|(?P<letter>[A-ZĐ])[.)]|(?P<number>\d{1,3}[a-zđ]?)[.)]|(?P<small>[a-zđ])\))\s+(?=\S)"
)
_WITH_WORD = re.compile(
    r"\s*(?:lĩnh vực|tiêu chí|nội dung|phần|mục)\s+(?P<code>(?:[IVXLC]{1,7}|\d{1,3}(?:\.\d{1,3})*|[A-ZĐ]))\s*[.:)\-–]\s*(?=\S)", re.IGNORECASE
)


def text_of(value: Value) -> str:
    """Lines kept, other white space collapsed, signs that cannot be printed dropped."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, (int, float)):
        return number_text(value)
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, (date, time, timedelta)):
        return value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value)
    kept = (sign if sign == "\n" or sign.isprintable() else " " for sign in unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n")))
    lines = (" ".join(line.split()) for line in "".join(kept).split("\n"))
    return "\n".join(line for line in lines if line)


def number_text(value: float) -> str:
    if isinstance(value, int) or (math.isfinite(value) and value == int(value)):
        return str(int(value))
    return repr(round(value, 9)) if math.isfinite(value) else str(value)


def points_of(value: Value) -> Fraction | None:
    """Points as number or text ("0,5", "0.5 điểm"); None when the cell says no number."""
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return Fraction(number_text(value)) if math.isfinite(value) and abs(value) < 10**6 else None
    match = _POINTS.fullmatch(value.strip()) if isinstance(value, str) else None
    return Fraction(match[1].replace(",", ".")) if match else None


def says_no_points(value: Value) -> bool:
    """Empty, a dash or a mark: there is nothing to read as points."""
    return isinstance(value, str) and not re.search(r"\d", value)


def code_of(text: str) -> str:
    """The code that the whole cell is, without blanks and a closing stop; empty for bullets and other text."""
    bare = re.sub(r"\s+", "", text)
    return bare.rstrip(".") if _CODE.fullmatch(bare) else ""


def leading_code(text: str) -> tuple[str, str]:
    """The code at the beginning of a text, and the rest; an empty code when there is none."""
    match = _LEADING_CODE.match(text)
    if match:
        return match[0].strip().rstrip("."), text[match.end() :].strip()
    match = _WITH_WORD.match(text)
    return (match["code"], text[match.end() :].strip()) if match else ("", text)
