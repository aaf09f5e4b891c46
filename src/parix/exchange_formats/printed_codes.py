"""Codes as printed. A spreadsheet that keeps them as numbers turns 1.10 into 1.1: the order of the codes tells which it was."""

from __future__ import annotations

from parix.exchange_formats.cell_values import code_of
from parix.exchange_formats.workbook_sheets import Value


class CodeReader:
    """Reads codes in order; remembers the last number under each whole number."""

    def __init__(self) -> None:
        self.last: dict[str, int] = {}

    def read(self, value: Value, text: str) -> tuple[str, bool]:
        """The code, and whether a number was read as another one than it shows (1.1 after 1.9 is 1.10)."""
        code = code_of(text)
        whole, stop, part = code.partition(".")
        if code and not stop:
            self.last.clear()  # a new field or criterion: numbers below it may begin again
        if not (stop and whole.isdigit() and part.isdigit() and len(part) < 4):
            return code, False
        guessed = False
        if isinstance(value, float) and not isinstance(value, bool):
            expected = self.last.get(whole, 0) + 1
            if expected % 10 == 0 and str(expected).rstrip("0") == part:
                code, part, guessed = f"{whole}.{expected}", str(expected), True
        self.last[whole] = int(part)
        return code, guessed
