"""The narrow waist: one value, one agency, one code, one period, one source. Scoring eats nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from parix.foundation.agencies import Agency
from parix.foundation.facts import Fact
from parix.foundation.periods import Period
from parix.foundation.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures come from: a document, a register's snapshot, a survey, or a value typed by a named role."""

    key: str
    title: str
    kind: str = "document"
    reference: str = ""
    issuer: str = ""
    date: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Measurement:
    """One fact with its source and the place and words in the source that it was read from."""

    code: str
    period: Period
    fact: Fact
    source: Source
    quote: str = ""
    place_in_source: str = ""
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class Declared:
    """A result that a source prints (index, total, rank...), kept to be compared, never to be scored."""

    what: str
    value: str
    source: Source
    quote: str = ""
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class MeasurementSet:
    """Everything measured of one agency for one scored period (older periods may be among the measurements)."""

    agency: Agency
    period: Period
    measurements: tuple[Measurement, ...]
    declared: tuple[Declared, ...] = ()
    status: str = ""
    note: str = ""

    def by_code(self) -> dict[tuple[str, Period], Measurement]:
        """Keyed by code and period. Doubles are refused when reading, so none is lost here."""
        return {(one.code, one.period): one for one in self.measurements}

    def in_period(self, period: Period) -> dict[str, Measurement]:
        """Those of one period, by code."""
        return {one.code: one for one in self.measurements if one.period is period or one.period == period}


def double_measurements(measurements: Iterable[Measurement]) -> list[Problem]:
    seen: dict[tuple[str, Period], Measurement] = {}
    problems = []
    for one in measurements:
        first = seen.setdefault((one.code, one.period), one)
        if first is not one:
            message = f"số đo «{one.code}» kỳ {one.period} được khai hai lần (lần đầu: {first.place})"
            problems.append(Problem("measurement.double", message, "giữ lại một số đo, một nguồn", one.place))
    return problems
