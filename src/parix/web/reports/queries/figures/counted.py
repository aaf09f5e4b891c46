"""Figures counted in registers of other rooms: units of the agency, directive documents that it issued."""

from __future__ import annotations

from fractions import Fraction

from django.utils.translation import gettext as _

from parix.foundation.numbers import shown
from parix.foundation.periods import Period
from parix.official_documents.composing.figure_values import FigureValue
from parix.official_documents.composing.outlines import NamedFigure
from parix.web.files.queries import Document
from parix.web.files.queries.issued import documents_issued
from parix.web.organisations.choices import UnitKind
from parix.web.organisations.queries import Agency
from parix.web.organisations.queries.units import units_of
from parix.web.reports.choices import DIRECTIVE_KINDS

PUBLIC_SERVICE = UnitKind.PUBLIC_SERVICE


def directives(agency: Agency, period: Period) -> list[Document]:
    return documents_issued(agency, DIRECTIVE_KINDS, period.start, period.end)


def counted_value(figure: NamedFigure, agency: Agency, period: Period) -> FigureValue | None:
    """None for a query that counts nothing here."""
    if figure.query == "directives_issued":
        return _counted(figure, len(directives(agency, period)), period.key, _("Sổ văn bản của cơ quan"))
    if figure.query == "units":
        return _counted(figure, len(units_of([agency.pk], period.end)), period.key, _("Danh sách đơn vị của cơ quan"))
    if figure.query == "public_service_units":
        units = units_of([agency.pk], period.end).filter(kind=PUBLIC_SERVICE)
        return _counted(figure, len(units), period.key, _("Danh sách đơn vị của cơ quan"))
    return None


def _counted(figure: NamedFigure, count: int, period: str, source: str) -> FigureValue:
    value = Fraction(count)
    return FigureValue(figure.key, figure.label, figure.unit, value, shown(value, "vi"), period=period, source=source)
