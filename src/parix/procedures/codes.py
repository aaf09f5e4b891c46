"""Codes of procedures as they are printed, and the one form under which they are known.

The national code is `d.dddddd` (national database of procedures). What follows it says who prints: `.000.00.00.Hxx` or the short `.Hxx`
for a province, and `.NN` for one online service of the procedure. Portals before the national code used codes such as
`BKHVCN-TGG-282407`; dossiers of those years still carry them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from parix.foundation.problems import Place, Problem

_NATIONAL = re.compile(r"(?P<national>\d\.\d{6})(?:(?:\.\d{3}\.\d{2}\.\d{2})?\.(?P<agency>[A-Z]\d{2}))?(?:\.(?P<service>\d{2}))?", re.ASCII)
_OLD = re.compile(r"[A-Z]{1,10}-[A-Z]{2,4}-\d{4,6}(?:-[A-Z]{2})?", re.ASCII)
_SHORT_OF_DIGITS = re.compile(r"\d\.\d{1,5}", re.ASCII)
_LABEL = re.compile(r"^(?:MÃ\s*)?(?:SỐ\s*)?(?:TTHC|THỦ TỤC|DVC)\s*[:.]?\s*")
NOWHERE = Place()
_DASHES = str.maketrans({"–": "-", "—": "-", "‑": "-", "−": "-", ",": ".", "Đ": "D"})


@dataclass(frozen=True, slots=True)
class ProcedureCode:
    """`key` is what the procedure is known by; `agency` and `service` are empty where the printed form did not say them."""

    key: str
    agency: str = ""
    service: str = ""
    is_old: bool = False

    def __str__(self) -> str:
        """As the national portal prints it for one province."""
        if self.is_old:
            return self.key
        return ".".join(part for part in (self.key, f"000.00.00.{self.agency}" if self.agency else "", self.service) if part)


def read_code(value: object) -> ProcedureCode | None:
    """The code in any printed form, or None. A number lost the noughts at its end in a spreadsheet, and gets them back."""
    if isinstance(value, bool):
        return None
    text = f"{value:.6f}" if isinstance(value, float) else _plain(str(value))
    if found := _NATIONAL.fullmatch(text):
        return ProcedureCode(found["national"], found["agency"] or "", found["service"] or "")
    return ProcedureCode(text, is_old=True) if _OLD.fullmatch(text) else None


def check_code(value: object, place: Place = NOWHERE) -> ProcedureCode | Problem:
    """The code, or what is wrong with it."""
    code = read_code(value)
    if code is not None:
        return code
    text = _plain(str(value))
    if _SHORT_OF_DIGITS.fullmatch(text):
        remedy = f"mã quốc gia có sáu chữ số sau dấu chấm: có thể bảng tính đã bỏ số 0 ở cuối, kiểm tra xem có phải «{text.ljust(8, '0')}»"
        return Problem("procedures.code_short", f"mã thủ tục «{value}» thiếu chữ số", remedy, place)
    remedy = "ghi mã quốc gia dạng 2.002381, có thể thêm .000.00.00.H38 hoặc .H38; hoặc mã của cổng cũ dạng BKHVCN-TGG-282407"
    return Problem("procedures.code_unknown_form", f"«{str(value)[:60]}» không phải mã thủ tục", remedy, place)


def code_key(value: object) -> str:
    """What rows are looked up by: the code's key, else the words themselves in the same case and dashes."""
    code = read_code(value)
    return code.key if code else _plain(str(value))


def _plain(text: str) -> str:
    words = _LABEL.sub("", " ".join(text.upper().split()))
    return "".join(words.translate(_DASHES).split()).strip(".")
