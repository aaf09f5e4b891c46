"""Figures out of measured facts: of the stretch to the cut-off day, or of the calendar's where nothing was counted to that day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from pydantic import TypeAdapter

from parix.foundation.facts import Fact, NotKnown
from parix.foundation.measurement_files import FactShape, fact_from
from parix.foundation.periods import Period
from parix.foundation.problems import Place, refuse_errors
from parix.official_documents.composing.figure_values import FigureValue, of_fact
from parix.official_documents.composing.outlines import NamedFigure
from parix.web.measurements.queries import Measurement, current_measurements

Rows = Mapping[tuple[str, Period], Measurement]


def rows_of(agency_id: int, periods: Iterable[Period]) -> Rows:
    """One query."""
    return {(one.code, Period(one.period_start, one.period_end)): one for one in current_measurements([agency_id], periods)}


def measured_value(figure: NamedFigure, rows: Rows, periods: Sequence[Period]) -> FigureValue:
    """The first of the periods for which the fact is known; what is looked for and not known says so."""
    best: FigureValue | None = None
    for period in periods:
        row = rows.get((figure.measure, period))
        if row is None:
            continue
        found = of_fact(figure.key, figure.label, figure.unit, figure.part, _fact(row), period.key, _source(row))
        if found.is_known:
            return found
        best = best or found
    return best or of_fact(figure.key, figure.label, figure.unit, figure.part, None, periods[0].key, "")


def _source(row: Measurement) -> str:
    return " · ".join(part for part in (row.source_title or row.source_key, row.source_reference) if part)


def _fact(row: Measurement) -> Fact:
    fact, problems = fact_from(_shape().validate_python(row.fact), Place(path=f"measurement {row.pk}"))
    refuse_errors(problems)
    return fact if fact is not None else NotKnown("không đọc được số liệu")


@cache
def _shape() -> TypeAdapter[FactShape]:
    return TypeAdapter(FactShape)
