"""Evidence issued outside of the assessed period, or an explanation that cites a day outside of it: it proves nothing for the period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from parix.foundation.periods import Period
from parix.foundation.phrases import Text
from parix.foundation.problems import Place, Problem
from parix.web.assessment.queries.drafts import Draft, DraftLeaf

CODE = "readiness.outside_period"
TITLE = Text("Tài liệu ngoài kỳ đánh giá", "Documents outside of the assessed period")
DAY = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")


def found(draft: Draft) -> Iterator[Problem]:
    period = Period.parse(draft.live.sheet["period"])
    for one in draft.claimed:
        outside = sorted({day for day in (*_linked_days(one), *_days(one.explanation)) if not period.start <= day <= period.end})
        if outside:
            days = ", ".join(f"{day:%d/%m/%Y}" for day in outside)
            message = f"tiêu chí {one.leaf.code} dẫn văn bản ngày {days}, ngoài kỳ {period.key}"
            yield Problem(CODE, message, "thay bằng văn bản trong kỳ, hoặc giải trình vì sao vẫn dùng", Place(path=one.leaf.key), "warning")


def _linked_days(one: DraftLeaf) -> Iterator[date]:
    for row in one.evidence.brief:
        day = row.document_issued_on or row.issued_on
        if day is not None:
            yield day


def _days(text: str) -> Iterator[date]:
    for day, month, year in DAY.findall(text):
        try:
            yield date(int(year), int(month), int(day))
        except ValueError:
            continue
