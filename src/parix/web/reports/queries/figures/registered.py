"""The same figures as the registers count them, to be laid beside those that a document uses: registries record their counts beside what is
declared, plans are counted for the document's own stretch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from parix.foundation.facts import Fact, Number, Share
from parix.foundation.measurements import Measurement
from parix.foundation.periods import Period
from parix.official_documents.composing.figure_values import FigureValue, of_fact
from parix.official_documents.composing.outlines import NamedFigure, outlines
from parix.web.organisations.queries import Agency
from parix.web.plans.measuring import measurements_of
from parix.web.plans.queries import measured_plans
from parix.web.reports.models import Report
from parix.web.reports.queries.figures.gathering import periods_of
from parix.web.reports.queries.figures.measured import measured_value, rows_of
from parix.web.reports.queries.settlements import DOSSIERS, dossier_facts

COUNTED = ".registry"


@dataclass(frozen=True, slots=True)
class TwoSources:
    """`used` stands in the document, `counted` in a register; for the same stretch."""

    used: FigureValue
    counted: FigureValue


def differing(report: Report, used: Iterable[FigureValue], today: date) -> list[TwoSources]:
    """Figures of the document of which a register says something else."""
    named, periods = outlines().by_name, periods_of(report, report.year)
    rows = rows_of(report.agency_id, periods)
    planned = _planned(report.agency, periods, today)
    dossiers = {period: dossier_facts(report.agency, period, today) for period in periods}
    found = []
    for value in used:
        figure = named.get(value.key)
        if figure is None or not figure.measure or not value.is_known:
            continue
        period = next((one for one in periods if one.key == value.period), periods[0])
        beside = measured_value(replace(figure, measure=figure.measure + COUNTED), rows, [period])
        counted = beside if beside.is_known else _of_plans(figure, planned, period) or _of_dossiers(figure, dossiers[period], period)
        if counted is not None and counted.is_known and counted.value != value.value:
            found.append(TwoSources(value, counted))
    return found


def _of_dossiers(figure: NamedFigure, facts: Mapping[str, Fact], period: Period) -> FigureValue | None:
    fact = facts.get(figure.measure)
    return of_fact(figure.key, figure.label, figure.unit, figure.part, fact, period.key, DOSSIERS) if fact is not None else None


def _planned(agency: Agency, periods: Sequence[Period], today: date) -> dict[tuple[str, Period], Measurement]:
    kinds = measured_plans([agency.pk]).get(agency.pk, set())
    counted = [one for period in periods for kind in sorted(kinds) for one in measurements_of(agency, kind, period, min(today, period.end))]
    return {(one.code, one.period): one for one in counted}


def _of_plans(figure: NamedFigure, planned: dict[tuple[str, Period], Measurement], period: Period) -> FigureValue | None:
    row = planned.get((figure.measure, period))
    if row is None or not isinstance(row.fact, Share | Number):
        return None
    return of_fact(figure.key, figure.label, figure.unit, figure.part, row.fact, period.key, row.source.title)
