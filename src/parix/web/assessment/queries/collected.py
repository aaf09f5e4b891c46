"""Results that were published elsewhere, by year: the printed parts, what they add up to, and what was printed as their total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Any

from parix.foundation.numbers import exact_from_text
from parix.foundation.phrases import Text
from parix.web.assessment.models import CollectedResult
from parix.web.assessment.queries.sheets import text

ROUNDING, SUM = "declared.rounding", "declared.sum"


@dataclass(frozen=True, slots=True)
class Part:
    text: Text
    points: Fraction | None
    max_points: Fraction


@dataclass(frozen=True, slots=True)
class CollectedRow:
    agency: str
    agency_code: str
    parts: tuple[Part, ...]
    added: Fraction
    printed_total: Fraction | None
    printed_rank: int | None
    source: Mapping[str, str]
    note: str
    problems: tuple[Mapping[str, Any], ...]

    @property
    def difference(self) -> Fraction | None:
        return None if self.printed_total is None else self.added - self.printed_total

    @property
    def is_off(self) -> bool:
        """The parts do not give the printed total, and rounding of the printed parts cannot explain it."""
        return any(problem["code"] == SUM for problem in self.problems)

    @property
    def is_rounded_off(self) -> bool:
        return any(problem["code"] == ROUNDING for problem in self.problems)

    @property
    def other_problems(self) -> tuple[Mapping[str, Any], ...]:
        return tuple(problem for problem in self.problems if problem["code"] not in (ROUNDING, SUM))


@dataclass(frozen=True, slots=True)
class CollectedYear:
    year: int
    edition: Text
    rows: tuple[CollectedRow, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        return self.rows[0].parts

    @property
    def sources(self) -> tuple[Mapping[str, str], ...]:
        """Where the year's figures come from, each source once."""
        return tuple({row.source.get("title", ""): row.source for row in self.rows if row.source}.values())


@dataclass(frozen=True, slots=True)
class NationalPage:
    years: tuple[int, ...]
    year: int | None
    shown: tuple[CollectedYear, ...]
    count: int
    off: int
    rounded_off: int


def national_page(asked: str = "") -> NationalPage:
    """All years, the newest first, or the one asked for."""
    everything = _by_year()
    years = tuple(one.year for one in everything)
    year = int(asked) if asked.isdecimal() and int(asked) in years else None
    shown = tuple(one for one in everything if year in (None, one.year))
    rows = [row for one in shown for row in one.rows]
    return NationalPage(years, year, shown, len(rows), sum(row.is_off for row in rows), sum(row.is_rounded_off for row in rows))


def is_collected(agency_id: int, digest: str, fingerprint: str, version: str) -> bool:
    return CollectedResult.objects.filter(
        agency_id=agency_id, inputs_digest=digest, edition_fingerprint=fingerprint, software_version=version,
    ).exists()


def _by_year() -> tuple[CollectedYear, ...]:
    """The latest result of each agency and year; older ones stay stored."""
    latest = {(one.agency_id, one.period_end): one for one in CollectedResult.objects.select_related("agency").order_by("id")}
    ordered = sorted(latest.values(), key=lambda one: (-one.period_end.year, one.printed_rank or 10_000, one.agency.folded_name))
    years = []
    for year, group in groupby(ordered, key=lambda one: one.period_end.year):
        results = list(group)
        years.append(CollectedYear(year, text(results[0].sheet["edition"]["title"]), tuple(_row(one) for one in results)))
    return tuple(years)


def _row(result: CollectedResult) -> CollectedRow:
    leaves = [leaf for one in result.sheet["fields"] for leaf in one["children"]]
    parts = tuple(
        Part(text(leaf["text"]), None if leaf["points"] is None else exact_from_text(leaf["points"]), exact_from_text(leaf["max_points"]))
        for leaf in leaves
    )
    measured = [one for leaf in leaves for one in leaf["measurements"]]
    return CollectedRow(
        result.agency.name, result.agency.code, parts, exact_from_text(result.sheet["totals"]["points"]),
        exact_from_text(result.printed_total) if result.printed_total else None, result.printed_rank,
        measured[0]["source"] if measured else {}, result.note, tuple(result.problems),
    )
