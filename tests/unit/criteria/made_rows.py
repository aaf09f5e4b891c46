"""Rows of a criteria table for tests of drafting, as any reader of tables might hand them over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from parix.criteria.drafting import Draft, DraftSettings, draft_edition
from parix.foundation.problems import Place

SETTINGS = DraftSettings("made_set", date(2024, 1, 1), ("department",), "Bộ thử", "Quyết định thử", "bang.xlsx")


@dataclass(frozen=True)
class Row:
    row: int
    code: str
    text: str
    points: Fraction | None = None
    scoring: str = ""
    scoring_points: Fraction | None = None
    survey_points: Fraction | None = None
    by_survey: bool = False
    note: str = ""
    evidence: str = ""
    method: str = ""
    is_total: bool = False
    level: int | None = None
    sheet: str = "Bảng"

    def place(self, file: str, what: str = "text") -> Place:
        column = {"code": "A", "text": "B", "points": "C", "scoring": "D"}[what]
        return Place(file, path=f"{self.sheet}!{column}{self.row}")


def rows(*lines: tuple[object, ...]) -> list[Row]:
    """(code, text), (code, text, points) or (code, text, points, scoring); points as text with a dot."""
    made = []
    for number, line in enumerate(lines, start=2):
        code, text, points, scoring = (*line, "", "")[:4] if len(line) == 2 else (*line, "")[:4]
        worth = None if points == "" else Fraction(str(points))
        made.append(Row(number, str(code), str(text), worth, str(scoring), is_total=str(text).startswith("Tổng")))
    return made


def draft(*lines: tuple[object, ...]) -> Draft:
    return draft_edition(rows(*lines), SETTINGS)
