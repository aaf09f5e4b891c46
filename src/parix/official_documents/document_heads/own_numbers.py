"""The document's own number and symbol: `Số: 56/KH-SKHCN`, `Số: /KL-SKHCN`, `Số 15-KL/TU`, `Số: 01/2022/QĐ-UBND`.

Numbers of cited documents follow the name of a kind (`Kế hoạch số 56/…`) and are written small; those are not taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from parix.official_documents.document_heads.pieces import Label, Piece, is_upper
from parix.official_documents.document_heads.records import Found
from parix.official_documents.document_kinds import DocumentKind, kind_of_abbreviation
from parix.official_documents.pages import Span, flat

_SO = re.compile(r"(?<![a-z0-9])s[o06]\s{0,3}[:;.,]?[\s.…_]{0,40}")
_DIGITS = r"(?:[0-9OoIl|][0-9OoIl|óÓSB]{0,5}[a-z]?)?"
_SLASHED = re.compile(rf"(?P<number>{_DIGITS})[\s.…_]{{0,30}}/\s?(?P<symbol>SYMBOL)".replace("SYMBOL", r"[0-9A-ZĐ][\w.&]*(?:\s?[-–—/.]\s?[A-ZĐ0-9][\w.&]*)*"))
_OF_PARTY = re.compile(r"(?P<number>\d{1,5}[a-z]?)\s?[-–—]\s?(?P<symbol>[A-ZĐ][A-Za-zĐđ]{0,4}\s?/\s?[A-ZĐ][\w.&]*(?:\s?[-–—/]\s?[A-ZĐ][\w.&]*)*)")
_BARE = re.compile(r"(?P<number>\d{1,5})\s*$")
_LOST_HYPHEN = re.compile(r"(\d{4}/)?(QĐ|KH|BC|TB|TTr|CTr|HD|NQ|CT|KL|BB|GM|CĐ|NĐ|TT)((?:UBND|HĐND|CP|TTg|S[A-ZĐ]{2,}|B[A-ZĐ]{2,})[A-ZĐ.]*)")
_SPACES_AT_SIGNS = re.compile(r"\s*([-–—/])\s*")
_SLIPS = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1", "|": "1", "ó": "6", "Ó": "6", "S": "5", "B": "8"})


@dataclass(frozen=True, slots=True)
class OwnNumber:
    number: Found[str] | None = None
    symbol: Found[str] | None = None

    @property
    def kind_code(self) -> str:
        """The code of the kind that opens the symbol, or ""."""
        kind = kind_of_abbreviation(_kind_part(self.symbol.value)) if self.symbol else None
        return kind.code if kind else ""

    @property
    def issuer_code(self) -> str:
        """The issuer's part of the symbol: SKHCN of KH-SKHCN, of SKHCN-VP and of 2022/QĐ-SKHCN."""
        if self.symbol is None:
            return ""
        parts = re.split(r"[-/]", re.sub(r"^\d{4}/", "", self.symbol.value))
        return parts[1] if self.kind_code and len(parts) > 1 else parts[0]


def _kind_part(symbol: str) -> str:
    return re.split(r"[-/]", re.sub(r"^\d{4}/", "", symbol))[0]


def find_number(piece: Piece) -> tuple[int, int, Label] | None:
    """Where the own number stands in the piece: at its start, or behind a name in capitals when the head was run together."""
    for so in _SO.finditer(piece.flat):
        before = piece.text[: so.start()].strip(" *,;.-")
        if not piece.text[so.start()].isupper() or (before and not is_upper(before)):
            continue
        for pattern in (_SLASHED, _OF_PARTY, _BARE):
            found = pattern.match(piece.text, so.end())
            if found:
                return so.start(), found.end(), "number"
    return None


def is_number(piece: Piece) -> bool:
    """The whole piece is a number with its symbol."""
    found = find_number(piece)
    return found is not None and found[0] == 0 and found[1] == len(piece.text) and "/" in piece.text


def number_in(piece: Piece) -> OwnNumber:
    """What a piece labelled as number says."""
    so = _SO.match(piece.flat)
    assert so is not None
    found = next(match for match in (pattern.match(piece.text, so.end()) for pattern in (_SLASHED, _OF_PARTY, _BARE)) if match)
    written = found["number"]
    number = None
    if written:
        digits = _digits(written)
        number = Found(digits, written, _span(piece, found, "number"))
        if digits != written:
            number = number.doubted("chữ số quét không rõ")
        elif "symbol" not in found.groupdict():
            number = number.doubted("không thấy ký hiệu")
    symbol = None
    if "symbol" in found.groupdict():
        text = found["symbol"]
        symbol = Found(_mended(text), text, _span(piece, found, "symbol"))
        whole = _hyphenated(symbol.value)
        if whole:
            symbol = Found(whole, text, symbol.span, False, "dấu gạch nối trong ký hiệu bị mất")
    return OwnNumber(number, symbol)


def _digits(written: str) -> str:
    """Letters that scans put for digits; a last small letter (36a) belongs to the number."""
    last = written[-1] if len(written) > 1 and written[-1].isascii() and written[-1].islower() and written[-1] not in "ol" else ""
    return (written[:-1] if last else written).translate(_SLIPS) + last


def _mended(symbol: str) -> str:
    """No spaces around signs, one kind of hyphen, and the kind's letters as the decree writes them."""
    tight = _SPACES_AT_SIGNS.sub(lambda sign: "-" if sign[1] != "/" else "/", symbol).strip(".-/ ")
    opening = _kind_part(tight)
    kind = kind_of_abbreviation(opening)
    if kind and kind.abbreviation != opening and flat(kind.abbreviation) == flat(opening):
        return tight.replace(opening, kind.abbreviation, 1)
    return tight


def _hyphenated(symbol: str) -> str | None:
    """QĐUBND, as some copies lose the hyphen, is QĐ-UBND."""
    if "-" in symbol or kind_of_abbreviation(symbol):
        return None
    lost = _LOST_HYPHEN.fullmatch(symbol)
    return f"{lost[1] or ''}{lost[2]}-{lost[3]}" if lost else None


def symbol_as_titled(own: OwnNumber, kind: DocumentKind) -> OwnNumber:
    """A scan that doubled or changed a letter of the kind (CĐĐ-KKT): the title tells which kind it is."""
    if own.symbol is None or own.kind_code or not kind.abbreviation:
        return own
    written = _kind_part(own.symbol.value)
    if _undoubled(written) != _undoubled(kind.abbreviation):
        return own
    value = own.symbol.value.replace(written, kind.abbreviation, 1)
    return OwnNumber(own.number, Found(value, own.symbol.text, own.symbol.span, False, "ký hiệu quét không rõ, sửa theo tên loại"))


def _undoubled(letters: str) -> str:
    return re.sub(r"(.)\1+", r"\1", flat(letters))


def _span(piece: Piece, found: re.Match[str], group: str) -> Span:
    return Span(piece.page, piece.start + found.start(group), piece.start + found.end(group))
