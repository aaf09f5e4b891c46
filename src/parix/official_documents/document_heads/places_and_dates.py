"""Place and date of a document: `Quảng Ngãi, ngày 27 tháng 5 năm 2021`, also with the day left open."""

from __future__ import annotations

import re

from parix.official_documents.document_heads.pieces import Label, Piece
from parix.official_documents.document_heads.records import Found, WrittenDate
from parix.official_documents.letters import LOWER, UPPER
from parix.official_documents.pages import Span

_OPEN = r"[\s.…_\-]{0,12}"
_DAY_MONTH = r"[0-9oilzsbó|]{0,2}"
_WORDS = re.compile(
    rf"ngay{_OPEN}(?P<day>{_DAY_MONTH}){_OPEN}thang{_OPEN}(?P<month>{_DAY_MONTH}){_OPEN}nam\s{{0,3}}(?P<year>[12][0-9oil|]{{3}}|[12]0[0-9]?(?=[\s.…_]*$))"
)
_NUMERIC = re.compile(r"ngay\s{0,3}(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>\d{4})")
# Words of a place: Nghệ An, Bà Rịa - Vũng Tàu, TP. Hồ Chí Minh, Ea H'leo; never all in capitals, which is an issuer's name.
_WORD = rf"[{UPPER}]'?[{LOWER}']+"
_PLACE = re.compile(rf"(?<![{UPPER}{LOWER}\d/&-])(?:(?:T[Pp]|TX|Tx)\.?\s?)?{_WORD}(?:(?:\s?[-–]\s?|\s)(?:{_WORD}|\d{{1,2}})){{0,5}}\s*[,.;]?\s*$")
_UNIT_WORDS = re.compile(r"(?:(?:thành phố|thị xã|thị trấn|huyện|quận|xã|phường|tỉnh|Thành phố|Thị xã|Huyện|Quận|Xã|Phường|Tỉnh)\s+)$")
_SUBJECT = re.compile(r"v\s?/\s?v\b")  # its lines and the date stand side by side
_SLIPS = str.maketrans("oil|zsbó", "01112586")


def find_place_date(piece: Piece) -> tuple[int, int, Label] | None:
    """Where place and date stand; a date in a sentence (`ngày 30 tháng 12 năm 2021 của …`) is not one."""
    for pattern in (_WORDS, _NUMERIC):
        found = pattern.search(piece.flat)
        if found is None:
            continue
        start = _place_start(piece.text, found.start())
        rest = piece.text[found.end() :].lstrip(" .,;*_")
        opens_piece = not piece.text[:start].strip(" *,.-") and pattern is _WORDS
        goes_on = bool(rest) and (rest[0].islower() or rest[0].isdigit()) and not _SUBJECT.match(piece.flat)
        if (start < found.start() or opens_piece) and not goes_on:
            return start, found.end(), "place_date"
    return None


def is_place_date(piece: Piece) -> bool:
    """The whole piece is a place with a date."""
    found = find_place_date(piece)
    return found is not None and found[:2] == (0, len(piece.text)) and not piece.flat.startswith("ngay")


def _place_start(text: str, before: int) -> int:
    """Where the place's name begins that ends before the date, or the date's own start."""
    head = text[:before]
    place = _PLACE.search(head)
    if place is None:
        return before
    unit = _UNIT_WORDS.search(head[: place.start()])
    return unit.start() if unit else place.start()


def place_and_date(piece: Piece) -> tuple[Found[str] | None, Found[WrittenDate]]:
    """What a piece labelled as place and date says."""
    found = _WORDS.search(piece.flat) or _NUMERIC.search(piece.flat)
    assert found is not None
    name = piece.text[: found.start()].strip(" ,.;*_")
    place = None
    if name:
        start = piece.text.index(name)
        place = Found(" ".join(name.split()), name, Span(piece.page, piece.start + start, piece.start + start + len(name)))
    written = WrittenDate(_number(found["day"]), _number(found["month"]), _year(found["year"]))
    text = piece.text[found.start() : found.end()]
    date = Found(written, text, Span(piece.page, piece.start + found.start(), piece.start + found.end()))
    if written.is_impossible:
        date = date.doubted(f"không có ngày {written}")
    elif written.date is None:
        date = date.doubted("ngày, tháng hoặc năm để trống")
    elif not all(found[name].isdigit() for name in ("day", "month", "year")):
        date = date.doubted("chữ số quét không rõ")
    return place, date


def _number(written: str) -> int | None:
    digits = written.translate(_SLIPS)
    return int(digits) if digits.isdigit() and int(digits) > 0 else None


def _year(written: str) -> int | None:
    digits = written.translate(_SLIPS)
    return int(digits) if len(digits) == 4 and digits.isdigit() else None
