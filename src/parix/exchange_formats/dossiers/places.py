"""Where a row stands, packed in one number, so that a million places are one array: the sheet from 0, and the row as people count it."""

from __future__ import annotations

_SHEET = 1 << 32


def place_key(sheet: int, row: int) -> int:
    return sheet * _SHEET + row


def sheet_and_row(key: int) -> tuple[int, int]:
    return divmod(key, _SHEET)
