"""One agency's stored score sheet as frozen rows: fields, criteria, leaves with their explanation.

The rows hold what the engine stored, exact numbers read back from text; nothing here is scored again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any, Union

from django.db.models import QuerySet

from parix.foundation.numbers import exact_from_text
from parix.foundation.phrases import Text
from parix.web.assessment.models import Round
from parix.web.assessment.models import ScoringRun as ScoringRun

Stored = Mapping[str, Any]
ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class GainRow:
    """A change that adds points; the last gain of a leaf reaches the most that can still be had."""

    change: Text
    points: Fraction


@dataclass(frozen=True, slots=True)
class MeasurementRow:
    item: Text | None
    code: str
    period: str
    shown: Text
    quote: str
    place: str
    source: Mapping[str, str]
    role: str
    fact: Stored


@dataclass(frozen=True, slots=True)
class LeafRow:
    code: str
    key: str
    text: Text
    effect: str
    state: str
    max_points: Fraction
    applicable_max: Fraction
    points: Fraction | None
    low: Fraction
    high: Fraction
    rule: Text
    applied: Text | None
    shortfall: Text | None
    reason: Text | None
    gains: tuple[GainRow, ...]
    measurements: tuple[MeasurementRow, ...]
    legal_basis: str
    evidence: tuple[Stored, ...]
    scored_by: str
    lead: str
    note: str
    field: Text
    criterion: Text | None

    @property
    def won(self) -> Fraction:
        return self.points or ZERO

    @property
    def open(self) -> Fraction:
        """What is neither won nor lost while the leaf is not scored."""
        return self.high - self.won if self.state == "not_scored" else ZERO

    @property
    def lost(self) -> Fraction:
        return max(self.applicable_max - self.high, ZERO) if self.effect == "scale" else ZERO

    @property
    def winnable(self) -> Fraction:
        """The most that the known changes of this leaf add."""
        return max((gain.points for gain in self.gains), default=ZERO)

    @property
    def is_on_scale(self) -> bool:
        return self.effect == "scale"


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A field or criterion with what stands below it."""

    code: str
    key: str
    text: Text
    max_points: Fraction
    applicable_max: Fraction
    won: Fraction
    low: Fraction
    high: Fraction
    open: Fraction
    lost: Fraction
    outside_scale: bool
    children: tuple[Union[NodeRow, LeafRow], ...]

    @property
    def is_on_scale(self) -> bool:
        return not self.outside_scale

    @property
    def leaves(self) -> tuple[LeafRow, ...]:
        return tuple(_leaves(self.children))

    @property
    def not_scored(self) -> int:
        return sum(leaf.state == "not_scored" for leaf in self.leaves)

    @property
    def short(self) -> int:
        return sum(leaf.lost > 0 for leaf in self.leaves)


@dataclass(frozen=True, slots=True)
class Totals:
    points: Fraction
    low: Fraction
    high: Fraction
    open: Fraction
    lost: Fraction
    applicable_max: Fraction
    max_points: Fraction
    bonus: Fraction
    penalty: Fraction
    index: Fraction
    index_low: Fraction
    index_high: Fraction
    published_index: Fraction
    grade: Text | None
    grade_low: Text | None
    grade_high: Text | None
    complete: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """The agency's place in its ranking group when the batch was scored."""

    group_key: str
    group: Text
    rank: int
    best: int
    worst: int
    out_of: int


@dataclass(frozen=True, slots=True)
class SheetRow:
    run: ScoringRun
    agency_id: int
    agency_code: str
    agency: str
    edition: Stored
    period: str
    arithmetic: Text
    totals: Totals
    fields: tuple[NodeRow, ...]
    standing: Standing
    scored_at: datetime

    @property
    def edition_title(self) -> Text:
        return text(self.edition["title"])

    @property
    def leaves(self) -> tuple[LeafRow, ...]:
        return tuple(_leaves(self.fields))

    @property
    def scale_fields(self) -> tuple[NodeRow, ...]:
        return tuple(one for one in self.fields if not one.outside_scale)

    @property
    def largest_field(self) -> Fraction:
        return max((one.max_points for one in self.scale_fields), default=ZERO)

    @property
    def not_scored(self) -> tuple[LeafRow, ...]:
        """Leaves without a score, the most points at stake first."""
        return tuple(sorted((leaf for leaf in self.leaves if leaf.state == "not_scored"), key=lambda leaf: (-leaf.open, leaf.code)))

    @property
    def best_moves(self) -> tuple[LeafRow, ...]:
        """Scored leaves where points can still be won, the most points first."""
        return tuple(sorted((leaf for leaf in self.leaves if leaf.winnable and leaf.is_on_scale), key=lambda leaf: (-leaf.winnable, leaf.code)))

    def leaf(self, key: str) -> LeafRow | None:
        return next((leaf for leaf in self.leaves if leaf.key == key), None)

    def beside(self, key: str) -> tuple[LeafRow | None, LeafRow | None]:
        """The leaves before and after this one in legal order."""
        keys = [leaf.key for leaf in self.leaves]
        place = keys.index(key)
        return (self.leaves[place - 1] if place else None, self.leaves[place + 1] if place + 1 < len(keys) else None)


def shown_run(round: Round, agency_code: str) -> ScoringRun | None:
    """The stored run that pages show for the agency: of the published batch, or the latest while the round is open."""
    return _shown(round).filter(agency__code=agency_code).first()


def shown_run_of(round: Round, agency_id: int) -> ScoringRun | None:
    return _shown(round).filter(agency_id=agency_id).first()


def shown_runs(round: Round) -> QuerySet[ScoringRun]:
    """Of all agencies, by their names."""
    return _shown(round).order_by("agency__folded_name", "pk")


def _shown(round: Round) -> QuerySet[ScoringRun]:
    return ScoringRun.objects.select_related("agency", "round").filter(round=round, batch=round.shown_batch)


def sheet_row(run: ScoringRun) -> SheetRow:
    stored: Stored = run.sheet
    return SheetRow(
        run, run.agency_id, run.agency.code, run.agency.name, stored["edition"], stored["period"], text(stored["arithmetic"]["text"]),
        _totals(stored["totals"]), tuple(_node(one) for one in stored["fields"]), standing_of_run(run), run.created_at,
    )


def standing_of_run(run: ScoringRun) -> Standing:
    return Standing(run.group_key, Text(run.group_vi, run.group_en), run.rank, run.best_rank, run.worst_rank, run.out_of)


def totals_in(stored: Stored) -> Totals:
    return _totals(stored["totals"])


def fields_in(stored: Stored) -> tuple[NodeRow, ...]:
    return tuple(_node(one) for one in stored["fields"])


def leaves_in(stored: Stored) -> tuple[LeafRow, ...]:
    return tuple(_leaves(fields_in(stored)))


def leaf_in(stored: Stored, key: str) -> LeafRow | None:
    """One leaf of a stored sheet, without reading the others."""
    for one in stored["fields"]:
        field = text(one["text"])
        for child in one["children"]:
            criterion = text(child["text"]) if "children" in child else None
            for leaf in child.get("children", (child,)):
                if leaf["key"] == key:
                    return _leaf(leaf, field, criterion)
    return None


def text(stored: Stored) -> Text:
    return Text(stored["vi"], stored["en"])


def _text_maybe(stored: Stored | None) -> Text | None:
    return None if stored is None else text(stored)


def _totals(stored: Stored) -> Totals:
    names = (
        "points", "low", "high", "open", "lost", "applicable_max", "max_points", "bonus", "penalty", "index", "index_low", "index_high",
        "published_index",
    )
    plain: dict[str, Any] = {name: exact_from_text(stored[name]) for name in names}
    plain |= {name: _text_maybe(stored[name] and stored[name]["text"]) for name in ("grade", "grade_low", "grade_high")}
    return Totals(**plain, complete=stored["complete"])


def _node(stored: Stored, field: Text | None = None) -> NodeRow:
    own = text(stored["text"])
    children = tuple(
        _node(child, field or own) if "children" in child else _leaf(child, field or own, own if field else None) for child in stored["children"]
    )
    numbers = {name: exact_from_text(stored[name]) for name in ("max_points", "applicable_max", "low", "high", "open", "lost")}
    return NodeRow(
        code=stored["code"], key=stored["key"], text=own, won=exact_from_text(stored["points"]), outside_scale=stored["outside_scale"],
        children=children, **numbers,
    )


def _leaf(stored: Stored, field: Text, criterion: Text | None) -> LeafRow:
    plain: dict[str, Any] = {name: stored[name] for name in ("code", "key", "effect", "state", "legal_basis", "scored_by", "lead", "note")}
    plain |= {name: exact_from_text(stored[name]) for name in ("max_points", "applicable_max", "low", "high")}
    plain |= {name: _text_maybe(stored[name]) for name in ("applied", "shortfall", "reason")}
    return LeafRow(
        text=text(stored["text"]), rule=text(stored["rule"]), field=field, criterion=criterion,
        points=None if stored["points"] is None else exact_from_text(stored["points"]),
        gains=tuple(GainRow(text(one["change"]), exact_from_text(one["points"])) for one in stored["gains"]),
        measurements=tuple(_measurement(one) for one in stored["measurements"]),
        evidence=tuple({**one, "text": text(one["text"])} for one in stored["evidence"]),
        **plain,
    )


def _measurement(stored: Stored) -> MeasurementRow:
    return MeasurementRow(
        _text_maybe(stored["item"]), stored["code"], stored["period"], text(stored["shown"]), stored["quote"], stored["place"], stored["source"],
        stored["role"], stored["fact"],
    )


def _leaves(nodes: tuple[Union[NodeRow, LeafRow], ...]) -> Iterator[LeafRow]:
    for node in nodes:
        if isinstance(node, LeafRow):
            yield node
        else:
            yield from _leaves(node.children)
