"""What came in against what was settled and what is left: `tiếp nhận 23 đơn, đã xử lý 17 đơn, còn 6 đơn đang xem xét`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from parix.foundation.problems import Problem
from parix.official_documents.assignments.sentences import sentences
from parix.official_documents.document_bodies.passages import Passage
from parix.official_documents.figure_checks.findings import finding, number
from parix.official_documents.figures.reading import Placed

_IN = re.compile(r"(?:tiep nhan|nhan duoc|duoc giao|phai giai quyet|thu ly|tong so)(?: moi| duoc| la| giai quyet| xu ly)*\s*:?\s*$")
_DONE = re.compile(r"(?:giai quyet|xu ly|hoan thanh|tra ket qua|tra loi)(?: xong| duoc| dut diem| la)*\s*:?\s*$")
_LEFT = re.compile(r"(?:con(?: lai)?|dang (?:giai quyet|xu ly|xem xet|thuc hien))(?: la| co)*\s*:?\s*$")
# Words that bring in what the three figures do not tell.
_MORE = re.compile(
    r"(?<![a-z])(?:ky truoc|nam truoc|quy truoc|chuyen (?:sang|tiep|don)|ton (?:dau|ky|dong)|rut|tra lai|tu choi|huong dan|luy ke|trong do|gom)(?![a-z])"
)


def wrong_balances(passage: Passage, figures: Sequence[Placed]) -> Iterator[Problem]:
    """Only where a sentence has these three of one unit and nothing that could explain a difference."""
    told = [*sentences(passage)]
    for start, end in [*told, *((first[0], second[1]) for first, second in pairwise(told))]:
        words = passage.flat[start:end]
        counts = [one for one in figures if start <= one.start < end and one.figure.form == "count" and not one.figure.bound]
        if len(counts) != 3 or len({one.figure.unit.lower() for one in counts}) != 1 or _MORE.search(words):
            continue
        came, done, left = counts
        roles = ((came, _IN, start), (done, _DONE, came.end), (left, _LEFT, done.end))
        if not all(pattern.search(passage.flat[since : one.start]) for one, pattern, since in roles):
            continue
        together = done.figure.value + left.figure.value
        if together != came.figure.value:
            message = f"ghi {came.figure.text} nhưng đã xong và còn lại cộng được {number(together)} ({done.figure.text} + {left.figure.text})"
            yield finding("total_differs", message, came.figure.span)
