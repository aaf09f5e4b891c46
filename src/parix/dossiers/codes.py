"""Codes of dossiers, old and new: `agency-yymmdd-number`.

The agency part was `000.00.01.H29` (circular 01/2018/TT-VPCP) and is `H15.50.05.13` (decision 20/2020/QĐ-TTg, circular 03/2025/TT-VPCP).
The number has four digits and begins anew each day; dossiers that were born on a ministry's system have six or seven, of which the
first two name the ministry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from parix.foundation.problems import Place, Problem

_AGENCY = r"[A-Z]\d{2}(?:\.\d{1,3}){0,4}|\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}"
_CODE = re.compile(rf"(?P<agency>{_AGENCY})-(?P<day>\d{{6}})-(?P<number>\d{{4,7}})", re.ASCII)
_PREFIX = re.compile(_AGENCY, re.ASCII)
_DASHES = str.maketrans({"–": "-", "—": "-", "‑": "-", "−": "-"})
_NOWHERE = Place()
_CENTURY = 20  # codes name years by two digits
MOST_A_DAY = 9_999


@dataclass(frozen=True, slots=True)
class DossierCode:
    """`ministry` holds the two digits of the ministry's system, or nothing."""

    agency: str
    day: date
    number: int
    ministry: str = ""
    is_old: bool = False


def plain_code(value: object) -> str:
    """As it is kept and looked up: capitals, plain dashes, no spaces."""
    return "".join(str(value).upper().translate(_DASHES).split())


def read_code(value: object) -> DossierCode | None:
    found = _CODE.fullmatch(plain_code(value))
    if found is None:
        return None
    digits = found["day"]
    try:
        day = date(_CENTURY * 100 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError:
        return None
    number = found["number"]
    return DossierCode(found["agency"], day, int(number), number[:2] if len(number) > 5 else "", found["agency"][0].isdigit())


def check_code(value: object, place: Place = _NOWHERE) -> DossierCode | Problem:
    """The code, or what is wrong with it."""
    code = read_code(value)
    if code is not None:
        return code
    found = _CODE.fullmatch(plain_code(value))
    if found is not None:
        message = f"mã hồ sơ «{value}» ghi ngày {found['day'][4:]}/{found['day'][2:4]}, không có ngày này"
        return Problem("dossiers.code_day", message, "phần giữa mã là năm, tháng, ngày, mỗi phần hai chữ số", place)
    remedy = "ghi dạng H15.50.05.13-261008-0975, hoặc dạng cũ 000.00.01.H29-240115-0001"
    return Problem("dossiers.code_form", f"«{str(value)[:60]}» không phải mã hồ sơ", remedy, place)


def written_code(agency: str, day: date, number: int) -> str:
    """The code of the day's `number`-th dossier. Raises ValueError for an agency part or number that no code can hold."""
    if not is_agency_part(agency) or not 1 <= number <= MOST_A_DAY or day.year // 100 != _CENTURY:
        raise ValueError(f"no dossier code for {agency!r}, {day}, {number}")
    return f"{agency}-{day:%y%m%d}-{number:04}"


def is_agency_part(text: str) -> bool:
    return _PREFIX.fullmatch(text) is not None
