"""Reads what documents are made of: named figures, outlines of sections, appendices, seasons: definitions/report_outlines.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, TypeAdapter
from pydantic.dataclasses import dataclass as shape

import parix
from parix.foundation.located_yaml import read_yaml_file
from parix.foundation.nearest import did_you_mean
from parix.foundation.periods import Period
from parix.foundation.problems import Place, Problem, refuse_errors
from parix.foundation.shapes import STRICT, Count, Truth, keys_of, typed
from parix.official_documents.composing.figure_values import BEFORE, CHANGE, Part
from parix.official_documents.composing.sentences import names_in

OUTLINES = Path(parix.__file__).parent / "definitions" / "report_outlines.yaml"


def _month_and_day(value: object) -> tuple[int, int]:
    month, _dash, day = str(value).partition("-")
    if not (month.isdecimal() and day.isdecimal() and 1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        raise ValueError(f"«{value}» phải là tháng-ngày, ví dụ 12-15")
    return int(month), int(day)


Day = Annotated[tuple[int, int], BeforeValidator(_month_and_day)]


@shape(frozen=True, config=STRICT)
class NamedFigure:
    """A figure by its name. `measure` and `part` name a fact; `query` one of the room's own queries."""

    key: str
    label: str
    unit: str
    measure: str = ""
    part: Part = "value"
    query: str = ""


@shape(frozen=True, config=STRICT)
class Season:
    """A stretch that is reported on: from a day (of the year before, when it says so) to the day on which figures are cut off, and by when
    the report is sent. `calendar` is the stretch of the calendar whose figures are taken where none were counted to the cut-off days."""

    key: str
    name: str
    since: Day
    until: Day
    send_by: Day
    calendar: str
    since_year_before: Truth = False

    def period(self, year: int) -> Period:
        return Period(date(year - self.since_year_before, *self.since), date(year, *self.until))

    def calendar_period(self, year: int) -> Period:
        return Period.parse(f"{year}{self.calendar}")

    def due(self, year: int) -> date:
        return date(year, *self.send_by)


@shape(frozen=True, config=STRICT)
class OutlineSection:
    """`lead` is the kind of unit that writes it; `listing` the lines that the room writes into a new draft below the text."""

    key: str
    title: str = ""
    text: str = ""
    lead: str = ""
    listing: str = ""

    @property
    def depth(self) -> int:
        return self.key.count(".") + 1


@shape(frozen=True, config=STRICT)
class StatisticRow:
    """A row of a statistics table; one without a figure opens a group."""

    number: str
    title: str
    figure: str = ""
    note: str = ""


@shape(frozen=True, config=STRICT)
class Appendix:
    """Either rows of figures, or a table that the room fills."""

    title: str
    rows: tuple[StatisticRow, ...] = ()
    table: str = ""


@shape(frozen=True, config=STRICT)
class Outline:
    """One form of document. `kind` is a code of official_documents.document_kinds."""

    key: str
    kind: str
    name: str
    abstract: str
    sections: tuple[OutlineSection, ...]
    is_periodic: Truth = False
    recipients: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    closing: str = ""


@shape(frozen=True, config=STRICT)
class Outlines:
    seasons: tuple[Season, ...]
    figures: tuple[NamedFigure, ...]
    documents: tuple[Outline, ...]
    most_sections: Count = field(default=60)

    def document(self, key: str) -> Outline | None:
        return next((one for one in self.documents if one.key == key), None)

    def season(self, key: str) -> Season | None:
        return next((one for one in self.seasons if one.key == key), None)

    @property
    def by_name(self) -> dict[str, NamedFigure]:
        return {one.key: one for one in self.figures}

    @property
    def names(self) -> frozenset[str]:
        """Every name that a text may use: the figure, the same of the period before, and how it changed."""
        return frozenset(name for one in self.figures for name in (one.key, f"{one.key}.{BEFORE}", f"{one.key}.{CHANGE}"))


_ADAPTER = TypeAdapter(Outlines)
_KEYS = keys_of(Outlines, Season, NamedFigure, Outline, OutlineSection, Appendix, StatisticRow)


@cache
def outlines() -> Outlines:
    """Raises ProblemsFound with file and line."""
    node, problems = read_yaml_file(OUTLINES)
    refuse_errors(problems)
    assert node is not None
    found = typed(_ADAPTER, node, _KEYS)
    refuse_errors(found.problems)
    assert found.value is not None
    refuse_errors(list(_unknown_figures(found.value)))
    return found.value


def _unknown_figures(given: Outlines) -> Iterator[Problem]:
    for document in given.documents:
        for section in document.sections:
            for name in names_in(section.text):
                if name not in given.names and name not in TEXT_NAMES:
                    yield _unknown(name, given, f"{document.key}, {section.key}")
        for row in (row for appendix in document.appendices for row in appendix.rows if row.figure):
            if row.figure not in given.by_name:
                yield _unknown(row.figure, given, f"{document.key}, {row.number}")


def _unknown(name: str, given: Outlines, where: str) -> Problem:
    return Problem("outlines.figure_unknown", f"không có số liệu tên «{name}»", did_you_mean(name, given.names), Place(str(OUTLINES), path=where))


# Words that a starting text takes from the report itself when it is made.
TEXT_NAMES = frozenset({"ky", "nam", "nam_sau", "co_quan", "Co_quan", "tu_ngay", "den_ngay", "ky_sau"})
