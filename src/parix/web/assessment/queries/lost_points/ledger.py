"""Reading the ledger: saved splits where there are any, otherwise one entry proposed from the sheet, the duties and the rulings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from django.db.models import Prefetch
from django.utils import timezone

from parix.foundation.numbers import exact_from_text
from parix.web.accounts.queries import User
from parix.web.accounts.queries.people import Colleague, colleagues_of
from parix.web.assessment.choices import CAUSE_OF, DIVIDED, Cause, Ground, Outcome
from parix.web.assessment.models import LeafDuty, LossEntry, LossSplit, Ruling, ScoringRun
from parix.web.assessment.queries.losses import Loss, losses_of
from parix.web.assessment.queries.sheets import ZERO, LeafRow, SheetRow, sheet_row
from parix.web.organisations.queries import Unit
from parix.web.organisations.queries.units import units_of
from parix.web.organisations.rules import is_in_force, serving

# A unit by id, kind and duties.
Shape = tuple[int, str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A part of a loss. `person` answers for it; `remedy_unit` and `remedy_person` see to what brings the points back by `recover_by`."""

    points: Fraction
    ground: Ground | None = Ground.UNCLASSIFIED  # None: it follows from arithmetic
    explanation: str = ""
    unit: Unit | None = None
    person: User | None = None
    is_recoverable: bool | None = None
    recover_by: date | None = None
    remedy: str = ""
    remedy_unit: Unit | None = None
    remedy_person: User | None = None
    done_on: date | None = None

    @property
    def cause(self) -> Cause:
        return Cause.ARITHMETIC if self.ground is None else CAUSE_OF[self.ground]

    def is_late(self, today: date) -> bool:
        """The day of the remedy has passed and nobody has said that it is done."""
        return self.recover_by is not None and self.recover_by < today and self.done_on is None


@dataclass(frozen=True, slots=True)
class Line:
    """One loss with its entries; `version` is 0 while they are only proposed."""

    loss: Loss
    entries: tuple[Entry, ...]
    version: int = 0
    saved_by: User | None = None

    @property
    def is_divided(self) -> bool:
        """People divide it; the rest follows from arithmetic."""
        return self.loss.kind in DIVIDED

    @property
    def is_saved(self) -> bool:
        return self.version > 0


@dataclass(frozen=True, slots=True)
class Ledger:
    """All lines in legal order. `units` and `people` are those that an entry may name."""

    run: ScoringRun
    sheet: SheetRow
    lines: tuple[Line, ...]
    units: tuple[Unit, ...]
    people: tuple[Colleague, ...]
    leads: Mapping[str, Unit]

    @property
    def points(self) -> Fraction:
        return self.sheet.totals.applicable_max - self.sheet.totals.points

    @property
    def divided(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.is_divided)

    @property
    def by_arithmetic(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not line.is_divided)

    def line(self, key: str) -> Line | None:
        return next((line for line in self.divided if line.loss.key == key), None)

    def entries(self) -> Iterator[tuple[Line, Entry]]:
        return ((line, entry) for line in self.lines for entry in line.entries)

    def lead_of(self, key: str) -> int | None:
        """The unit that led the leaf in the round; whoever heads it may divide the loss."""
        return self.leads[key].pk if key in self.leads else None

    def head_of(self, unit: Unit | None) -> User | None:
        return None if unit is None else next((one.user for one in self.people if unit.pk in one.heads), None)


def ledger_of(run: ScoringRun) -> Ledger:
    """The ledger of a published run in six queries, however long it is."""
    sheet = sheet_row(run)
    units, people = tuple(units_of([run.agency_id])), tuple(colleagues_of(run.agency_id, _day_of(run)))
    splits = {one.leaf_key: one for one in splits_in_force([run.pk])}
    proposing = _Proposing(run, units, people)
    losses = losses_of(sheet.fields, sheet.totals)
    lines = tuple(line_of(loss, splits.get(loss.key), proposing.entry) for loss in losses)
    leads = {loss.key: unit for loss in losses if loss.leaf and (unit := proposing.unit(loss.leaf))}
    return Ledger(run, sheet, lines, units, people, leads)


def splits_in_force(run_ids: Iterable[int]) -> Iterator[LossSplit]:
    """Two queries, with everything that an entry names."""
    entries = LossEntry.objects.select_related("unit", "person", "remedy_unit", "remedy_person").order_by("position")
    found = LossSplit.objects.filter(run_id__in=list(run_ids), superseded_at__isnull=True).select_related("saved_by")
    return iter(found.prefetch_related(Prefetch("entries", entries)))


def split_in_force(run: ScoringRun, leaf_key: str) -> LossSplit | None:
    return next((one for one in splits_in_force([run.pk]) if one.leaf_key == leaf_key), None)


def entries_in(split: LossSplit) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            exact_from_text(one.points), Ground(one.ground), one.explanation, one.unit, one.person, one.is_recoverable, one.recover_by, one.remedy,
            one.remedy_unit, one.remedy_person, one.done_on,
        )
        for one in split.entries.all()
    )


def line_of(loss: Loss, split: LossSplit | None, propose: Callable[[Loss], Entry]) -> Line:
    """`propose` says what stands where nobody has divided the loss."""
    if loss.kind not in DIVIDED:
        return Line(loss, (Entry(loss.points, None),))
    if split is None:
        return Line(loss, (propose(loss),))
    return Line(loss, entries_in(split), split.version, split.saved_by)


def shapes_on(units: Iterable[Unit], day: date) -> list[Shape]:
    """The units that there were, as `leading_unit` asks for them."""
    return [(unit.pk, unit.kind, unit.duties) for unit in units if is_in_force(unit.valid_from, unit.valid_until, day)]


def leading_unit(leaf: LeafRow, leads: Mapping[str, int | None], shapes: Sequence[Shape]) -> int | None:
    """The lead unit; in a round without duties, the unit that does such work."""
    return leads.get(leaf.key) or (serving(shapes, leaf.lead) if leaf.lead else None)


def _day_of(run: ScoringRun) -> date:
    """Who heads a unit is asked of the day on which the result became known."""
    return timezone.localtime(run.round.published_at or run.created_at).date()


class _Proposing:
    """What the stored sheet and the duties already say of a loss: why, whose, and the least change that would win points."""

    def __init__(self, run: ScoringRun, units: tuple[Unit, ...], people: tuple[Colleague, ...]) -> None:
        duties = LeafDuty.objects.filter(participation__round_id=run.round_id, participation__agency_id=run.agency_id)
        self.leads: Mapping[str, int | None] = dict(duties.values_list("leaf_key", "lead_id"))
        ruled = Ruling.objects.filter(participation__round_id=run.round_id, participation__agency_id=run.agency_id, superseded_at__isnull=True)
        self.ruled = {one.leaf_key: one for one in ruled.exclude(outcome=Outcome.ACCEPTED).order_by("ruled_at", "pk")}
        self.units = {unit.pk: unit for unit in units}
        self.shapes = shapes_on(units, run.round.period_end)
        self.heads = {unit: one.user for one in people for unit in one.heads}

    def entry(self, loss: Loss) -> Entry:
        assert loss.leaf is not None
        unit = self.unit(loss.leaf)
        made = proposed(loss, unit, self.heads.get(unit.pk) if unit else None)
        ruling = self.ruled.get(loss.key)
        return made if ruling is None else replace(made, explanation=f"{made.explanation}; {ruling.get_view_display()}: {ruling.reason}".removeprefix("; "))

    def unit(self, leaf: LeafRow) -> Unit | None:
        return self.units.get(leading_unit(leaf, self.leads, self.shapes) or 0)


def proposed(loss: Loss, unit: Unit | None = None, head: User | None = None) -> Entry:
    """What the stored sheet says of the loss, in Vietnamese as people will go on writing it; the last gain is the one that reaches the most."""
    leaf = loss.leaf
    assert leaf is not None
    remedy = leaf.gains[-1].change.vi if leaf.gains else ""
    return Entry(
        loss.points, explanation=_why(leaf), unit=unit, person=head, is_recoverable=True if remedy else None, remedy=remedy,
        remedy_unit=unit if remedy else None,
    )


def _why(leaf: LeafRow) -> str:
    said = leaf.shortfall or leaf.reason or leaf.applied
    return said.vi if said else ""


def total(lines: Iterable[Line]) -> Fraction:
    return sum((entry.points for line in lines for entry in line.entries), ZERO)


def level_sums(lines: Iterable[Line]) -> Mapping[str, Fraction]:
    """What is lost below every leaf, criterion and field, by key."""
    sums: dict[str, Fraction] = {}
    for line in lines:
        for key in {line.loss.key, line.loss.criterion, line.loss.field} - {""}:
            sums[key] = sums.get(key, ZERO) + sum((entry.points for entry in line.entries), ZERO)
    return sums
