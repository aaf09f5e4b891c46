"""The national code of a procedure in what systems print: d.dddddd, with the province's tail, an online service's number, or eaten noughts."""

from __future__ import annotations

import re
from functools import lru_cache

_NATIONAL = re.compile(r"(\d\.\d{6})(?:\.\d{3}\.\d{2}\.\d{2})?(?:\.[A-Z]\d{2}(?:\.\d{1,3})*)?")
# What Excel leaves of a code that it took for a number; a comma where the sheet is Vietnamese.
_AS_NUMBER = re.compile(r"(\d)[.,](\d{1,6})")


@lru_cache(maxsize=50_000)
def national_code(text: str) -> str:
    """`2.002381.000.00.00.H38` is 2.002381; codes of older portals are kept as written."""
    bare = "".join(text.split()).upper()
    if match := _NATIONAL.fullmatch(bare):
        return match[1]
    if match := _AS_NUMBER.fullmatch(bare):
        return f"{match[1]}.{match[2]:0<6}"
    return bare
