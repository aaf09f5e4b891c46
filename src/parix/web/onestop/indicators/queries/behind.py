"""The rows behind a figure: how many were counted and missed, and a page of them as their registers hold them now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise

from parix.foundation.periods import Period
from parix.indicators.behind import Side as EngineSide
from parix.indicators.behind import behind, sides
from parix.indicators.formulas import INDICATORS
from parix.indicators.snapshot_counts import tables_of
from parix.web.onestop.dossiers.queries import Dossier
from parix.web.onestop.dossiers.queries.rows import masked_applicant
from parix.web.onestop.feedback.queries import Feedback
from parix.web.onestop.indicators.choices import Side
from parix.web.onestop.indicators.queries import TakenSnapshot, store
from parix.web.onestop.procedures.queries.catalogue import Procedure
from parix.web.onestop.ratings.queries import Rating
from parix.web.organisations.queries import ids_within

_SIDES: Mapping[str, EngineSide] = {Side.MISSED: "missed", Side.REACHED: "reached", Side.COUNTED: "counted", Side.UNKNOWN: "unknown"}


@dataclass(frozen=True, slots=True)
class BehindRow:
    """One row of a register. `person` is masked; `amount` are the points or days of an indicator that adds them up, else None. A row that the
    register no longer holds has neither name nor address."""

    number: int
    title: str
    address: str
    about: str
    person: str
    place: str
    state: str | Promise
    began_on: date | None
    due_on: date | None
    ended_on: date | None
    has_missed: bool
    is_known: bool
    amount: int | None


@dataclass(frozen=True, slots=True)
class Behind:
    """`counted` and `missed` are all rows of the figure, `unknown` those that it leaves out because a mark is not known, `rows` those asked for."""

    counted: int
    missed: int
    unknown: int
    rows: tuple[BehindRow, ...]

    @property
    def is_not_measured(self) -> bool:
        return not self.counted and self.unknown > 0

    @property
    def reached(self) -> int:
        return self.counted - self.missed

    def many(self, side: str) -> int:
        return {Side.MISSED: self.missed, Side.REACHED: self.reached, Side.UNKNOWN: self.unknown}.get(Side(side), self.counted)


NOTHING = Behind(0, 0, 0, ())


def rows_behind_figure(
    snapshot: TakenSnapshot, key: str, agency_id: int, period: Period, side: str = Side.COUNTED, *, first: int = 0, most: int, as_of: date | None = None,
) -> Behind:
    """`most` rows from the number `first` on, those that missed before the others. Raises ProblemsFound for a snapshot whose files are of
    another version; KeyError for what is no indicator."""
    one = INDICATORS[key]
    if not snapshot.rows.get(one.table):
        return NOTHING
    with store() as opened:
        held = opened.named(snapshot.name)
        tables = tables_of(opened, held, one.dated_by, period, {})
        asked = partial(behind, tables, one, as_of=as_of or snapshot.as_of, within=period, agencies=ids_within([agency_id]))
        (counted,) = opened.engine.rows(sides(asked()))
        found = opened.engine.rows(asked(side=_SIDES[side]).limit(most, offset=first))
    return Behind(counted["counted"], counted["missed"], counted["unknown"], tuple(_rows(one.table, found, has_amount=one.kind in ("mean", "levels"))))


def _rows(table: str, found: Sequence[Mapping[str, Any]], *, has_amount: bool) -> list[BehindRow]:
    numbers = list(dict.fromkeys(row["subject"] for row in found))
    said = _READ[table](numbers) if table in _READ else {}
    nothing: Mapping[str, Any] = {"title": "", "address": ""}
    plain = {"about": "", "person": "", "place": "", "state": "", "began_on": None, "due_on": None, "ended_on": None}
    return [
        BehindRow(
            number=row["subject"], has_missed=row["has_missed"], is_known=row["is_known"],
            amount=int(row["reached"]) if has_amount and row["reached"] is not None else None,
            **{**plain, **said.get(row["subject"], nothing)},
        )
        for row in found
    ]


def _dossiers(numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
    """One query; applicants masked as in every list."""
    held = Dossier.objects.select_related("unit", "procedure").in_bulk(numbers)
    return {
        pk: {
            "title": one.code, "address": reverse("dossiers:dossier", args=[one.code]), "about": one.procedure.name, "person": masked_applicant(one).name,
            "place": one.unit.name if one.unit else "", "state": one.get_state_display(), "began_on": timezone.localdate(one.received_at),
            "due_on": _day(one.due_at), "ended_on": _day(one.finished_at),
        }
        for pk, one in held.items()
    }


def _procedures(numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
    """One query."""
    held = Procedure.objects.select_related("field").in_bulk(numbers)
    return {
        pk: {"title": one.code or one.own_code, "address": reverse("procedures:procedure", args=[pk]), "about": one.name, "place": one.field.name}
        for pk, one in held.items()
    }


def _feedback(numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
    """One query; who sent it stays sealed."""
    held = Feedback.objects.in_bulk(numbers)
    return {
        pk: {
            "title": one.receipt, "address": reverse("feedback:feedback", args=[pk]), "about": str(one.get_about_display()), "state": one.get_state_display(),
            "began_on": timezone.localdate(one.received_at), "due_on": one.answer_by, "ended_on": _day(one.closed_at),
        }
        for pk, one in held.items()
    }


def _ratings(numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
    """One query; the row leads to the dossier that was rated."""
    held = Rating.objects.select_related("dossier__procedure", "dossier__unit").in_bulk(numbers)
    return {
        pk: {
            "title": one.dossier.code, "address": reverse("dossiers:dossier", args=[one.dossier.code]), "about": one.dossier.procedure.name,
            "place": one.dossier.unit.name if one.dossier.unit else "", "state": one.get_overall_display(), "began_on": timezone.localdate(one.rated_at),
        }
        for pk, one in held.items()
    }


_READ: Mapping[str, Callable[[Sequence[int]], dict[int, dict[str, Any]]]] = {
    "dossiers": _dossiers, "procedures": _procedures, "promulgations": _procedures, "feedback": _feedback, "ratings": _ratings,
}


def _day(moment: Any) -> date | None:
    return None if moment is None else timezone.localdate(moment)
