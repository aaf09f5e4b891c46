"""Figures of a year's round: what was claimed, what was published, where the agency stands, whose causes the lost points have."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from parix.foundation.numbers import shown
from parix.official_documents.composing.figure_values import FigureValue
from parix.official_documents.composing.outlines import NamedFigure
from parix.web.assessment.choices import Cause
from parix.web.assessment.queries.drafts import live_sheet
from parix.web.assessment.queries.lost_points import Ledger, ledger_of
from parix.web.assessment.queries.openings import participation_seen
from parix.web.assessment.queries.rounds import rounds_with, title_of
from parix.web.assessment.queries.sheets import SheetRow, shown_run_of, totals_in
from parix.web.organisations.queries import Agency

QUERIES = frozenset({
    "most_points", "claimed_points", "published_points", "published_index", "rank", "ranked_among", "lost", "lost_external", "lost_internal",
    "lost_unclassified",
})
# What people divide by cause; the rest of what is missing follows from arithmetic.
_LOST = {
    "lost": (Cause.EXTERNAL, Cause.INTERNAL, Cause.UNCLASSIFIED), "lost_external": (Cause.EXTERNAL,), "lost_internal": (Cause.INTERNAL,),
    "lost_unclassified": (Cause.UNCLASSIFIED,),
}


@dataclass(frozen=True, slots=True)
class YearResult:
    """`ledger` is there once the round is published, `claimed` once the self-assessment was opened."""

    title: str = ""
    claimed: Fraction | None = None
    most: Fraction | None = None
    ledger: Ledger | None = None

    @property
    def sheet(self) -> SheetRow | None:
        return None if self.ledger is None else self.ledger.sheet


def year_result(agency: Agency, year: int) -> YearResult:
    """Of the newest round that covers the year; nothing where there is none."""
    round = max((one for one in rounds_with([agency.pk]) if one.period_end.year == year), key=lambda one: (one.is_published, one.pk), default=None)
    if round is None:
        return YearResult()
    run = shown_run_of(round, agency.pk) if round.is_published else None
    seen = participation_seen(round.slug, agency.code)
    live = live_sheet(seen[0]) if seen is not None else None
    claimed = totals_in(live.sheet) if live is not None else None
    ledger = ledger_of(run) if run is not None else None
    most = ledger.sheet.totals.applicable_max if ledger is not None else claimed.applicable_max if claimed is not None else None
    return YearResult(title_of(round).vi, claimed.points if claimed else None, most, ledger)


def indexed_value(figure: NamedFigure, result: YearResult, year: int) -> FigureValue:
    value = _value(figure.query, result)
    missing = "" if value is not None else "chưa có kết quả của năm này"
    text = "" if value is None else shown(value, "vi") + ("%" if figure.unit == "%" else "")
    return FigureValue(figure.key, figure.label, figure.unit, value, text, period=str(year), source=result.title, missing=missing)


def _value(query: str, result: YearResult) -> Fraction | None:
    if query == "claimed_points":
        return result.claimed
    if query == "most_points":
        return result.most
    if result.ledger is None:
        return None
    sheet = result.ledger.sheet
    if query in _LOST:
        return sum((entry.points for _line, entry in result.ledger.entries() if entry.cause in _LOST[query]), Fraction(0))
    return {
        "published_points": sheet.totals.points, "published_index": sheet.totals.published_index, "rank": Fraction(sheet.standing.rank),
        "ranked_among": Fraction(sheet.standing.out_of),
    }[query]
