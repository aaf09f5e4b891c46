"""What all agencies of a round lost, side by side: by agency, field, cause and unit; as many queries for twenty agencies as for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from parix.foundation.phrases import Text
from parix.web.assessment.models import LeafDuty, LossSplit, ScoringRun
from parix.web.assessment.queries.losses import Loss, losses_of
from parix.web.assessment.queries.lost_points.ledger import Entry, Line, leading_unit, line_of, proposed, shapes_on, splits_in_force
from parix.web.assessment.queries.lost_points.sums import FieldSum, GroundSum, Pair, Sum, field_sums, ground_sums, sum_of
from parix.web.assessment.queries.rounds import Round, title_of
from parix.web.assessment.queries.sheets import ZERO, NodeRow, fields_in, shown_runs, totals_in
from parix.web.organisations.queries import Unit
from parix.web.organisations.queries.units import units_of

# Units are many where agencies are: those that lost the most are shown, all of them are in the workbook.
UNITS_SHOWN = 25


@dataclass(frozen=True, slots=True)
class AgencySum:
    """`points` of `applicable_max` are what the agency has; `undivided` are losses that nobody has looked at yet."""

    code: str
    name: str
    points: Fraction
    applicable_max: Fraction
    sum: Sum
    undivided: int
    late: int


@dataclass(frozen=True, slots=True)
class UnitOfAgency:
    code: str
    agency: str
    unit: Unit
    sum: Sum


@dataclass(frozen=True, slots=True)
class ProvincePage:
    round: Round
    title: Text
    field: NodeRow | None  # that the page is about alone
    whole: Sum
    agencies: tuple[AgencySum, ...]
    fields: tuple[FieldSum, ...]
    grounds: tuple[GroundSum, ...]
    units: tuple[UnitOfAgency, ...]
    undivided: int
    late: int

    @property
    def units_shown(self) -> tuple[UnitOfAgency, ...]:
        return self.units[:UNITS_SHOWN]

    @property
    def most(self) -> Fraction:
        """What a full bar stands for among agencies and units, which compare."""
        return _most([one.sum for one in self.agencies], [one.sum for one in self.units])

    @property
    def most_of_sums(self) -> Fraction:
        """And among fields and grounds, which are sums over all agencies."""
        return _most([one.sum for one in self.fields], [one.sum for one in self.grounds])


def _most(*sums: list[Sum]) -> Fraction:
    return max((one.total for several in sums for one in several), default=ZERO)


@dataclass(frozen=True, slots=True)
class _Agency:
    run: ScoringRun
    fields: tuple[NodeRow, ...]
    points: Fraction
    applicable_max: Fraction
    lines: tuple[Line, ...]

    def pairs(self, field: str) -> list[Pair]:
        return [(line, entry) for line in self.lines for entry in line.entries if field in ("", line.loss.field)]


def province_page(round: Round, field: str, today: date) -> ProvincePage:
    """`field` is the key of one field, or empty for all; one that there is not is as if nothing was asked."""
    held = list(_agencies(round))
    nodes = held[0].fields if held else ()
    asked = next((one for one in nodes if one.key == field), None)
    key = asked.key if asked else ""
    every = [pair for one in held for pair in one.pairs("")]
    shown = [pair for one in held for pair in one.pairs(key)]
    agencies = sorted((_sum_of_agency(one, key, today) for one in held), key=lambda one: (-one.sum.total, one.name))
    units = sorted((found for one in held for found in _units(one, key)), key=lambda one: (-one.sum.total, one.agency, one.unit.name))
    return ProvincePage(
        round, title_of(round), asked, sum_of(entry for _line, entry in shown), tuple(agencies), field_sums(every, nodes), ground_sums(shown), tuple(units),
        sum(one.undivided for one in agencies), sum(one.late for one in agencies),
    )


def _agencies(round: Round) -> Iterator[_Agency]:
    """Five queries."""
    runs = list(shown_runs(round))
    splits: dict[tuple[int, str], LossSplit] = {(one.run_id, one.leaf_key): one for one in splits_in_force([run.pk for run in runs])}
    duties: dict[int, dict[str, int | None]] = defaultdict(dict)
    for agency_id, key, lead in LeafDuty.objects.filter(participation__round=round).values_list("participation__agency_id", "leaf_key", "lead_id"):
        duties[agency_id][key] = lead
    units: dict[int, list[Unit]] = defaultdict(list)
    for unit in units_of([run.agency_id for run in runs]):
        units[unit.agency_id].append(unit)
    for run in runs:
        fields, totals = fields_in(run.sheet), totals_in(run.sheet)
        propose = _proposing(duties[run.agency_id], units[run.agency_id], round.period_end)
        lines = tuple(line_of(loss, splits.get((run.pk, loss.key)), propose) for loss in losses_of(fields, totals))
        yield _Agency(run, fields, totals.points, totals.applicable_max, lines)


def _proposing(leads: Mapping[str, int | None], units: Sequence[Unit], day: date) -> Callable[[Loss], Entry]:
    """A loss that nobody has divided falls to the unit that led the leaf."""
    by_id, shapes = {unit.pk: unit for unit in units}, shapes_on(units, day)
    return lambda loss: proposed(loss, by_id.get((loss.leaf and leading_unit(loss.leaf, leads, shapes)) or 0))


def _sum_of_agency(one: _Agency, field: str, today: date) -> AgencySum:
    lines = [line for line in one.lines if field in ("", line.loss.field)]
    entries = [entry for line in lines for entry in line.entries]
    node = next((each for each in one.fields if each.key == field), None)
    points, most = (node.won, node.applicable_max) if node else (one.points, one.applicable_max)
    undivided = sum(line.is_divided and not line.is_saved for line in lines)
    return AgencySum(one.run.agency.code, one.run.agency.name, points, most, sum_of(entries), undivided, sum(entry.is_late(today) for entry in entries))


def _units(one: _Agency, field: str) -> Iterator[UnitOfAgency]:
    found: dict[int, list[Entry]] = defaultdict(list)
    units: dict[int, Unit] = {}
    for _line, entry in one.pairs(field):
        if entry.unit is not None:
            found[entry.unit.pk].append(entry)
            units[entry.unit.pk] = entry.unit
    for pk, entries in found.items():
        yield UnitOfAgency(one.run.agency.code, one.run.agency.name, units[pk], sum_of(entries))
