"""Pages of the ledger: the whole with its filters, one leaf's split, and who answers for what, unit head by unit head."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from parix.foundation.phrases import Text
from parix.web.accounts.queries import User
from parix.web.accounts.rules import Standing
from parix.web.assessment.choices import Cause, View
from parix.web.assessment.models import LiveSheet, ScoringRun
from parix.web.assessment.queries.lost_points.ledger import Entry, Ledger, Line, ledger_of
from parix.web.assessment.queries.lost_points.sums import FieldSum, GroundSum, Sum, UnitSum, by_field, by_ground, by_unit, sum_of
from parix.web.assessment.queries.rounds import Round, title_of
from parix.web.assessment.queries.sheets import ZERO, LeafRow, leaves_in
from parix.web.assessment.rules import may_divide_loss
from parix.web.organisations.queries import Unit

UNCLASSIFIED, OPEN_REMEDIES, LATE_REMEDIES = "chua-phan-loai", "bien-phap", "qua-han"


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands in the address of the page."""

    unit: str = ""
    field: str = ""
    cause: str = ""
    only: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry in the table, with its line; `is_first` of its line on the page, so that the leaf is named once."""

    line: Line
    entry: Entry
    is_first: bool
    may_divide: bool


@dataclass(frozen=True, slots=True)
class LedgerPage:
    round: Round
    title: Text
    ledger: Ledger
    whole: Sum
    units: tuple[UnitSum, ...]
    fields: tuple[FieldSum, ...]
    grounds: tuple[GroundSum, ...]
    shown: tuple[Shown, ...]
    asked: Asked
    open_remedies: int
    late_remedies: int
    today: date

    @property
    def most(self) -> Fraction:
        """What a full bar stands for, the same for units and fields so that they compare."""
        sums = (*(one.sum for one in self.units), *(one.sum for one in self.fields), *(one.sum for one in self.grounds))
        return max((one.total for one in sums), default=ZERO)


@dataclass(frozen=True, slots=True)
class LossPage:
    round: Round
    title: Text
    ledger: Ledger
    line: Line
    may_divide: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """One entry in the account of a unit; `own_score` is what the agency had given itself, where it is known."""

    line: Line
    entry: Entry
    own_score: Fraction | None

    @property
    def deducted(self) -> Fraction:
        """What appraisal and council took off the leaf against the agency's own score."""
        leaf = self.line.loss.leaf
        return max(ZERO, self.own_score - leaf.won) if self.own_score is not None and leaf is not None and leaf.is_on_scale else ZERO


@dataclass(frozen=True, slots=True)
class Account:
    """What one unit answers for. `head` led the unit on the day of publication."""

    unit: Unit | None
    head: User | None
    sum: Sum
    answered: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class AccountabilityPage:
    round: Round
    title: Text
    ledger: Ledger
    accounts: tuple[Account, ...]
    whole: Sum


def ledger_page(run: ScoringRun, standing: Standing, asked: Asked, today: date) -> LedgerPage:
    ledger = ledger_of(run)
    pairs = list(ledger.entries())
    remedies = [entry for _line, entry in pairs if entry.recover_by is not None and entry.done_on is None]
    shown, seen = [], set()
    for line, entry in pairs:
        if line.is_divided and _is_wanted(line, entry, asked, today):
            may = may_divide_loss(standing, run.round, run.agency_id, ledger.lead_of(line.loss.key))
            shown.append(Shown(line, entry, line.loss.key not in seen, may))
            seen.add(line.loss.key)
    return LedgerPage(
        run.round, title_of(run.round), ledger, sum_of(entry for _line, entry in pairs), by_unit(ledger), by_field(ledger), by_ground(ledger), tuple(shown),
        asked, len(remedies), sum(entry.is_late(today) for entry in remedies), today,
    )


def loss_page(run: ScoringRun, standing: Standing, key: str) -> LossPage | None:
    ledger = ledger_of(run)
    line = ledger.line(key)
    if line is None:
        return None
    return LossPage(run.round, title_of(run.round), ledger, line, may_divide_loss(standing, run.round, run.agency_id, ledger.lead_of(key)))


def accountability_page(run: ScoringRun) -> AccountabilityPage:
    """Every divided loss under the unit that answers for it: the unit with the most internal loss first."""
    ledger = ledger_of(run)
    own = own_scores(run)
    pairs = [(line, entry) for line, entry in ledger.entries() if line.is_divided]
    groups: dict[int, list[tuple[Line, Entry]]] = {}
    for line, entry in pairs:
        groups.setdefault(entry.unit.pk if entry.unit else 0, []).append((line, entry))
    units = {unit.pk: unit for unit in ledger.units}
    accounts = [
        Account(
            units.get(pk), ledger.head_of(units.get(pk)), sum_of(entry for _line, entry in group),
            tuple(Answered(line, entry, _points(own.get(line.loss.key))) for line, entry in sorted(group, key=lambda pair: _order(pair[1]))),
        )
        for pk, group in groups.items()
    ]
    accounts.sort(key=lambda one: (one.unit is None, -one.sum.internal, -one.sum.total, one.unit.name if one.unit else ""))
    return AccountabilityPage(run.round, title_of(run.round), ledger, tuple(accounts), sum_of(entry for _line, entry in pairs))


def own_scores(run: ScoringRun) -> Mapping[str, LeafRow]:
    """The agency's own sheet as it stood when its time was over, by leaf; empty where the round had no self-assessment."""
    live = LiveSheet.objects.filter(participation__round_id=run.round_id, participation__agency_id=run.agency_id, view=View.SELF).first()
    return {leaf.key: leaf for leaf in leaves_in(live.sheet)} if live is not None else {}


def _points(leaf: LeafRow | None) -> Fraction | None:
    return None if leaf is None else leaf.points


def _order(entry: Entry) -> tuple[int, Fraction]:
    return (list(Cause).index(entry.cause) if entry.cause != Cause.INTERNAL else -1, -entry.points)


def _is_wanted(line: Line, entry: Entry, asked: Asked, today: date) -> bool:
    if asked.unit and asked.unit != str(entry.unit.pk if entry.unit else 0):
        return False
    if asked.field and asked.field != line.loss.field:
        return False
    if asked.cause and asked.cause != entry.cause:
        return False
    return {
        UNCLASSIFIED: entry.cause == Cause.UNCLASSIFIED, OPEN_REMEDIES: entry.recover_by is not None and entry.done_on is None,
        LATE_REMEDIES: entry.is_late(today),
    }.get(asked.only, True)
