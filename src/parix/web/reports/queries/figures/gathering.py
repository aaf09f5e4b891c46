"""All figures that one document uses, from wherever they come; of an issued one, those that were frozen with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from parix.foundation.numbers import exact_from_text
from parix.foundation.periods import Period
from parix.official_documents.composing.figure_values import FigureValue, number_shown, of_fact, shown_by_name
from parix.official_documents.composing.outlines import NamedFigure, Outline, outlines
from parix.official_documents.composing.sentences import names_in
from parix.web.reports.choices import ReportState
from parix.web.reports.models import FrozenFigure, Report
from parix.web.reports.queries.figures.counted import counted_value
from parix.web.reports.queries.figures.indexed import QUERIES, indexed_value, year_result
from parix.web.reports.queries.figures.measured import measured_value, rows_of
from parix.web.reports.queries.settlements import DOSSIERS, dossier_facts


@dataclass(frozen=True, slots=True)
class Figures:
    now: Mapping[str, FigureValue]
    before: Mapping[str, FigureValue]

    @property
    def by_name(self) -> dict[str, str]:
        """What each name in a text stands for."""
        return shown_by_name(self.now, self.before)


def figures_of(report: Report, texts: Iterable[str] = ()) -> Figures:
    """`texts` are those of the sections: they may name figures that the outline does not."""
    if report.is_issued:
        return frozen_figures(report.pk)
    wanted = _wanted(outlines().document(report.form), texts)
    now = _looked_up(report, wanted, report.year, _typed(report))
    return Figures(now, _before(report, wanted))


def _wanted(outline: Outline | None, texts: Iterable[str]) -> list[NamedFigure]:
    named = {name.partition(".")[0] for text in texts for name in names_in(text)}
    if outline is not None:
        named |= {name.partition(".")[0] for section in outline.sections for name in names_in(section.text)}
        named |= {row.figure for appendix in outline.appendices for row in appendix.rows}
    return [one for one in outlines().figures if one.key in named]


def periods_of(report: Report, year: int) -> list[Period]:
    """The stretch to the cut-off days first, then the calendar's."""
    season = outlines().season(report.season)
    return [season.period(year), season.calendar_period(year)] if season else [Period.of_year(year)]


def _looked_up(report: Report, wanted: Collection[NamedFigure], year: int, typed: Mapping[str, FigureValue]) -> dict[str, FigureValue]:
    periods = periods_of(report, year)
    rows = rows_of(report.agency_id, periods)
    dossiers = dossier_facts(report.agency, periods[0], periods[0].end)
    result = year_result(report.agency, year) if any(one.query in QUERIES for one in wanted) else None
    found: dict[str, FigureValue] = {}
    for figure in wanted:
        if figure.query in QUERIES and result is not None:
            value: FigureValue | None = indexed_value(figure, result, year)
        elif figure.query:
            value = counted_value(figure, report.agency, periods[0])
        else:
            value = measured_value(figure, rows, periods)
            if not value.is_known and figure.measure in dossiers:
                value = of_fact(figure.key, figure.label, figure.unit, figure.part, dossiers[figure.measure], periods[0].key, DOSSIERS)
        if value is not None:
            found[figure.key] = value if value.is_known else typed.get(figure.key, value)
    return found


def _typed(report: Report) -> dict[str, FigureValue]:
    named = outlines().by_name
    return {
        one.key: typed_value(named[one.key], exact_from_text(one.value), one.source, periods_of(report, report.year)[0].key)
        for one in report.typed_figures.all() if one.key in named
    }


def typed_value(figure: NamedFigure, value: Fraction, source: str, period: str) -> FigureValue:
    """A percentage is typed as it is printed, 98,5."""
    is_percent = figure.unit == "%"
    exact = value / 100 if is_percent else value
    return FigureValue(figure.key, figure.label, figure.unit, exact, number_shown(exact, is_percent=is_percent), period=period, source=source, is_typed=True)


def _before(report: Report, wanted: Collection[NamedFigure]) -> dict[str, FigureValue]:
    """What the document of the same season a year before said; what it did not say is looked up."""
    earlier = Report.objects.filter(
        agency_id=report.agency_id, form=report.form, season=report.season, year=report.year - 1, state=ReportState.ISSUED,
    ).order_by("-issued_at").first()
    said = frozen_figures(earlier.pk).now if earlier is not None else {}
    found = _looked_up(report, wanted, report.year - 1, {})
    return {**found, **{key: value for key, value in said.items() if value.is_known}}


def frozen_figures(report_id: int) -> Figures:
    rows = list(FrozenFigure.objects.filter(report_id=report_id))
    now = {row.key: _thawed(row, row.value, row.shown) for row in rows}
    before = {row.key: _thawed(row, row.before, row.before_shown) for row in rows if row.before}
    return Figures(now, before)


def _thawed(row: FrozenFigure, value: str, shown: str) -> FigureValue:
    figure = FigureValue(
        row.key, row.label, row.unit, exact_from_text(value) if value else None, shown, period=row.period, source=row.source, missing=row.missing,
        is_typed=row.is_typed,
    )
    return replace(figure, numerator=_exact(row.numerator), denominator=_exact(row.denominator))


def _exact(text: str) -> Fraction | None:
    return exact_from_text(text) if text else None
