"""Problems in the order in which a person meets them in the table: by sheet and row, doubles left out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from parix.foundation.problems import Problem


def in_reading_order(problems: Iterable[Problem]) -> list[Problem]:
    """What concerns a whole file comes before its rows; problems of one row keep their order."""
    return sorted(dict.fromkeys(problems), key=_place)


def _place(problem: Problem) -> tuple[str, str, int]:
    sheet, _, cell = problem.place.path.rpartition("!")
    row = re.search(r"\d+$", cell)
    return problem.place.file, sheet, int(row[0]) if row else problem.place.line
