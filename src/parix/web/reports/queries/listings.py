"""Lines and tables that a document takes from a published round: lost points with their causes, remedies, scores; and directives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from parix.foundation.numbers import shown
from parix.foundation.periods import Period
from parix.official_documents.document_kinds import KIND_BY_CODE
from parix.official_documents.writing.records import Table
from parix.web.assessment.choices import Cause
from parix.web.assessment.queries.drafts import draft_of
from parix.web.assessment.queries.lost_points import Entry, Ledger, Line
from parix.web.assessment.queries.openings import participation_seen
from parix.web.assessment.queries.rounds import rounds_with
from parix.web.organisations.queries import Agency
from parix.web.reports.queries.figures.counted import directives
from parix.web.reports.queries.figures.indexed import YearResult

_SPACE_BEFORE_PERCENT = re.compile(r"\s+%")
_CAUSES = {"losses_external": Cause.EXTERNAL, "losses_internal": Cause.INTERNAL}
_CAUSE_WORDS: Mapping[Cause, str] = {
    Cause.EXTERNAL: "khách quan", Cause.INTERNAL: "chủ quan", Cause.UNCLASSIFIED: "chưa phân loại", Cause.ARITHMETIC: "do cách tính",
}


def listed_lines(listing: str, result: YearResult) -> list[str]:
    """Paragraphs for a new draft; a line that says so where there is nothing to list."""
    if result.ledger is None:
        return []
    if listing in _CAUSES:
        lines = [_loss_line(line, entry) for line, entry in result.ledger.entries() if entry.cause == _CAUSES[listing]]
        return lines or ["- Không có tiêu chí nào mất điểm do nguyên nhân này."]
    if listing == "remedies":
        return list(dict.fromkeys(_SPACE_BEFORE_PERCENT.sub("%", line) for line in _remedy_lines(result.ledger)))
    return []


def _loss_line(line: Line, entry: Entry) -> str:
    what = f"- Tiêu chí {line.loss.code}. {_name(line)}: mất {shown(entry.points, 'vi')} điểm"
    return f"{what}; {entry.explanation.rstrip('.')}." if entry.explanation else f"{what}."


def _remedy_lines(ledger: Ledger) -> Iterator[str]:
    for line, entry in ledger.entries():
        if line.is_divided and entry.points > 0:
            unit = entry.remedy_unit or entry.unit
            who = unit.name if unit is not None else "Các phòng, đơn vị liên quan"
            what = entry.remedy.rstrip(".") or f"khắc phục tiêu chí {line.loss.code}. {_name(line)}"
            until = f", hoàn thành trước ngày {entry.recover_by:%d/%m/%Y}" if entry.recover_by else ""
            yield f"- {who}: {what}{until}."


def _name(line: Line) -> str:
    return line.loss.leaf.text.vi if line.loss.leaf is not None else "Cả phiếu điểm"


def losses_table(result: YearResult) -> Table | None:
    if result.ledger is None:
        return None
    rows = tuple(
        (line.loss.code, _name(line), shown(line.loss.leaf.applicable_max, "vi") if line.loss.leaf else "", shown(entry.points, "vi"),
         _CAUSE_WORDS[entry.cause], entry.unit.name if entry.unit else "")
        for line, entry in result.ledger.entries() if entry.points != 0
    )  # fmt: skip
    columns = ("Mã", "Tiêu chí, tiêu chí thành phần", "Điểm tối đa", "Điểm mất", "Nguyên nhân", "Đơn vị phụ trách")
    return Table(columns, rows, (10, 38, 11, 11, 13, 17), "clrrll")


def claimed_table(agency: Agency, year: int) -> Table | None:
    """Every leaf with its maximum and what the agency gives itself; leaves that others score are empty."""
    round = max((one for one in rounds_with([agency.pk]) if one.period_end.year == year), key=lambda one: one.pk, default=None)
    seen = participation_seen(round.slug, agency.code) if round is not None else None
    draft = draft_of(seen[0], proved=()) if seen is not None else None
    if draft is None:
        return None
    rows: list[tuple[str, ...]] = []
    fields: list[int] = []
    field = None
    for one in draft.leaves:
        leaf = one.leaf
        if leaf.field != field:
            field = leaf.field
            fields.append(len(rows))
            rows.append(("", field.vi, "", "", ""))
        claimed = shown(leaf.points, "vi") if leaf.points is not None else ""
        rows.append((leaf.code, leaf.text.vi, shown(leaf.applicable_max, "vi"), claimed, "" if claimed else "chưa chấm"))
    rows.append(("", "Tổng cộng", shown(draft.totals.applicable_max, "vi"), shown(_sum(draft.leaves), "vi"), ""))
    columns = ("Mã", "Lĩnh vực, tiêu chí, tiêu chí thành phần", "Điểm tối đa", "Điểm tự chấm", "Ghi chú")
    return Table(columns, tuple(rows), (10, 50, 13, 13, 14), "clrrl", frozenset({*fields, len(rows) - 1}))


def _sum(leaves: tuple[object, ...]) -> Fraction:
    return sum((one.leaf.points for one in leaves if one.leaf.points is not None), Fraction(0))  # type: ignore[attr-defined]


def directives_table(agency: Agency, period: Period) -> Table:
    rows = tuple(
        (str(place), one.number_and_symbol, f"{one.issued_on:%d/%m/%Y}" if one.issued_on else "", _kind(one.kind), one.abstract)
        for place, one in enumerate(directives(agency, period), 1)
    )
    return Table(("STT", "Số, ký hiệu", "Ngày ban hành", "Loại văn bản", "Trích yếu"), rows, (8, 23, 15, 14, 40), "cclll")


def _kind(code: str) -> str:
    kind = KIND_BY_CODE.get(code)
    return kind.name.vi if kind else ""
