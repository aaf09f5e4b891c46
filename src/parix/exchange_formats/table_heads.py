"""Finds the head of a table that people lay out as they like: the first row whose words name the columns that are needed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parix.exchange_formats.cell_values import text_of
from parix.exchange_formats.workbook_sheets import Sheet
from parix.foundation.folding import folded

SEARCHED_ROWS, LONGEST_HEAD = 30, 100


def head_of(sheet: Sheet, roles: Sequence[tuple[str, re.Pattern[str]]], needed: str) -> tuple[dict[str, int], dict[str, str], int] | None:
    """The columns by role, what each head was taken for, and the first row below; a head needs the column `needed` and one more. The
    first head that fits has a role."""
    for row in range(min(len(sheet.cells), SEARCHED_ROWS)):
        at: dict[str, int] = {}
        heads: dict[str, str] = {}
        for column in range(sheet.width):
            words = " ".join(text_of(sheet.spread_value(row, column)).split())
            role = next((role for role, pattern in roles if pattern.fullmatch(folded(words))), "") if len(words) < LONGEST_HEAD else ""
            if role and role not in at:
                at[role], heads[words] = column, role
        if needed in at and len(at) > 1:
            return at, heads, row + 1
    return None
