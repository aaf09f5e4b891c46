"""The key of a procedure's code in what exports print: also where a spreadsheet took the code for a number and ate its noughts."""

from __future__ import annotations

import re
from functools import lru_cache

from parix.procedures.codes import code_key

# What Excel leaves of a code that it took for a number; a comma where the sheet is Vietnamese.
_AS_NUMBER = re.compile(r"(\d)[.,](\d{1,6})")


@lru_cache(maxsize=50_000)
def national_code(text: str) -> str:
    """`2.002381.000.00.00.H38` is 2.002381; codes of older portals are kept as written."""
    bare = "".join(text.split())
    if match := _AS_NUMBER.fullmatch(bare):
        return f"{match[1]}.{match[2]:0<6}"
    return code_key(text) if bare else ""
