"""One leaf being appraised: the claim, the evidence beside it, last year, other agencies, earlier rulings, questions and answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.db.models import Prefetch, Q
from django.db.models.fields.json import KeyTransform

from parix.criteria.editions import PlacedLeaf
from parix.foundation.numbers import exact_from_text
from parix.foundation.phrases import Text
from parix.web.assessment.choices import Answer, View
from parix.web.assessment.models import Appeal, Claim, Inquiry, LiveSheet, Marking, Participation, Ruling, Statement
from parix.web.assessment.queries.appraisal.queue import appraised_view
from parix.web.assessment.queries.editions import edition_of, placed_leaf
from parix.web.assessment.queries.evidence import LeafEvidence, evidence_at, submitted_at
from parix.web.assessment.queries.questions import Question, questions_of
from parix.web.assessment.queries.rounds import round_before, title_of
from parix.web.assessment.queries.rulings import view_below, views_up_to
from parix.web.assessment.queries.sheets import LeafRow, leaf_in, shown_run_of
from parix.web.assessment.rules import Opening

EARLIER = 30


@dataclass(frozen=True, slots=True)
class OtherAgency:
    """The same leaf elsewhere in the ranking group."""

    code: str
    name: str
    claimed: Fraction | None
    now: Fraction | None
    max_points: Fraction
    shown: Text


@dataclass(frozen=True, slots=True)
class Conversation:
    """A question with what the agency said to it; `inquiry` is None for what was said unasked."""

    inquiry: Inquiry | None
    statements: tuple[Statement, ...]
    is_overdue: bool

    @property
    def is_silent(self) -> bool:
        return self.inquiry is not None and self.inquiry.closed_at is None and not self.statements


@dataclass(frozen=True, slots=True)
class AppraisedLeaf:
    """`leaf` as claimed, `now` as it is seen in `view`, `below` what a ruling would be laid over. `markings` are the person's to see."""

    participation: Participation
    title: Text
    opening: Opening
    view: View
    placed: PlacedLeaf
    leaf: LeafRow
    now: LeafRow
    below: LeafRow
    claim: Claim | None
    submitted_at: datetime | None
    questions: tuple[Question, ...]
    evidence: LeafEvidence
    before: LeafRow | None
    others: tuple[OtherAgency, ...]
    rulings: tuple[Ruling, ...]
    earlier: tuple[Ruling, ...]
    conversations: tuple[Conversation, ...]
    appeals: tuple[Appeal, ...]
    markings: tuple[Marking, ...]
    markers: int

    @property
    def ruling(self) -> Ruling | None:
        """What is in force in this view."""
        return next((one for one in self.rulings if one.view == self.view and one.superseded_at is None), None)

    @property
    def first_ruling(self) -> Ruling | None:
        return next((one for one in self.rulings if one.view == View.FIRST and one.superseded_at is None), None)

    @property
    def number(self) -> int:
        return max((one.number for one in self.rulings if one.view == self.view), default=0)

    @property
    def appeal(self) -> Appeal | None:
        return next((one for one in self.appeals if one.outcome == Answer.OPEN), None)

    @property
    def inquiry(self) -> Inquiry | None:
        return next((one.inquiry for one in self.conversations if one.inquiry and one.inquiry.closed_at is None), None)

    @property
    def is_stale(self) -> bool:
        ruling = self.ruling or self.first_ruling
        return ruling is not None and ruling.claim_version != (self.claim.version if self.claim else 0)

    @property
    def is_out(self) -> bool:
        """By a decision; it can be brought back by another."""
        return self.now.state == "dropped"

    @property
    def known(self) -> Mapping[str, Any]:
        """The facts that the form starts with: those in force, without what stands for none."""
        return {one.role: one.fact for one in self.now.measurements if one.role and "not_known" not in one.fact and "not_applicable" not in one.fact}


def appraised_leaf_page(participation: Participation, opening: Opening, key: str, user_id: int, today: date) -> AppraisedLeaf | None:
    """None for a leaf that the round's edition does not have, or that does not apply to the agency."""
    round = participation.round
    placed, view = placed_leaf(edition_of(round), key), appraised_view(round)
    live = LiveSheet.objects.filter(participation=participation, view__in=views_up_to(view)).values_list("view", "group_key", "sheet")
    sheets = {name: (group, sheet) for name, group, sheet in live}
    if placed is None or View.SELF not in sheets:
        return None
    seen = {name: leaf_in(sheet, key) for name, (_group, sheet) in sheets.items()}
    leaf = seen[View.SELF]
    if leaf is None or leaf.state == "not_applicable":
        return None
    rulings = _rulings(participation, key)
    own = tuple(one for one in rulings if one.participation_id == participation.pk)
    markings = list(Marking.objects.filter(participation=participation, leaf_key=key, view=view, ruling__isnull=True).select_related("marker"))
    marked = any(one.marker_id == user_id for one in markings)
    now, below = seen.get(view) or leaf, seen.get(view_below(view)) or leaf
    known = {one.role: one.fact for row in (leaf, now) for one in row.measurements if one.role}
    return AppraisedLeaf(
        participation, title_of(round), opening, view, placed, leaf, now, below,
        Claim.objects.filter(participation=participation, leaf_key=key).select_related("saved_by").first(),
        submitted_at(participation),
        questions_of(placed.leaf, round.period_end, known, by_appraiser=True), evidence_at(participation, key), _last_year(participation, key),
        _others(participation, sheets[View.SELF][0], key, view), own, tuple(one for one in rulings if one.participation_id != participation.pk),
        conversations_of(participation, key, today), appeals_of(participation, key), tuple(markings) if marked else (), len(markings),
    )


def leaf_at_hand(participation: Participation, key: str) -> PlacedLeaf | None:
    """The leaf alone, for acts that show nothing of it; None where there is no page of it either."""
    placed = placed_leaf(edition_of(participation.round), key)
    leaves = LiveSheet.objects.filter(participation=participation, view=View.SELF).values_list("leaves", flat=True).first() or {}
    return placed if key in leaves and leaves[key]["state"] != "not_applicable" else None


def markers_of(participation: Participation, key: str, view: View) -> int:
    """How many have marked the leaf since the last ruling."""
    return Marking.objects.filter(participation=participation, leaf_key=key, view=view, ruling__isnull=True).count()


def conversations_of(participation: Participation, key: str, today: date) -> tuple[Conversation, ...]:
    """Questions with their answers, the newest first, then what was said unasked."""
    statements = Statement.objects.select_related("made_by").prefetch_related("documents")
    asked = Inquiry.objects.filter(participation=participation, leaf_key=key).select_related("asked_by", "closed_by").order_by("-asked_at", "-pk")
    found = [
        Conversation(one, tuple(one.statements.all()), one.closed_at is None and one.reply_by < today)
        for one in asked.prefetch_related(Prefetch("statements", statements))
    ]
    unasked = tuple(statements.filter(participation=participation, leaf_key=key, inquiry__isnull=True))
    return (*found, Conversation(None, unasked, False)) if unasked else tuple(found)


def appeals_of(participation: Participation, key: str) -> tuple[Appeal, ...]:
    held = Appeal.objects.filter(participation=participation, leaf_key=key).select_related("filed_by", "answered_by", "ruling")
    return tuple(held.prefetch_related("documents").order_by("-number"))


def _rulings(participation: Participation, key: str) -> Sequence[Ruling]:
    """All of this agency's, and the latest in force elsewhere: other agencies of this round, and earlier rounds of the same set."""
    round = participation.round
    elsewhere = Q(participation__round__province=round.province_id, participation__round__set_key=round.set_key, superseded_at__isnull=True)
    rows = Ruling.objects.filter(leaf_key=key).select_related("ruled_by").prefetch_related("cites").order_by("-ruled_at", "-pk")
    own = list(rows.filter(participation=participation))
    for one in own:
        one.participation = participation
    others = rows.filter(elsewhere).exclude(participation=participation).select_related("participation__agency", "participation__round")
    return [*own, *others[:EARLIER]]


def _last_year(participation: Participation, key: str) -> LeafRow | None:
    before = round_before(participation.round)
    run = shown_run_of(before, participation.agency_id) if before is not None else None
    return leaf_in(run.sheet, key) if run is not None else None


def _others(participation: Participation, group: str, key: str, view: View) -> tuple[OtherAgency, ...]:
    sheets = LiveSheet.objects.filter(participation__round_id=participation.round_id, group_key=group, view__in=(View.SELF, view))
    figures: dict[tuple[str, str], dict[str, Any]] = {}
    # Of every sheet this leaf alone: the whole of all would be read to show one line of each.
    rows = sheets.exclude(participation=participation).annotate(own=KeyTransform(key, "leaves")).order_by("participation__agency__folded_name")
    for code, name, seen, own in rows.values_list("participation__agency__code", "participation__agency__name", "view", "own"):
        if own is not None and own["state"] != "not_applicable":
            figures.setdefault((code, name), {})[seen] = own
    return tuple(
        OtherAgency(code, name, _points(one.get(View.SELF)), _points(one.get(view)), _maximum(one), _shown(one)) for (code, name), one in figures.items()
    )


def _points(stored: Mapping[str, Any] | None) -> Fraction | None:
    return None if stored is None or stored["points"] is None else exact_from_text(stored["points"])


def _shown(by_view: Mapping[str, Any]) -> Text:
    """What the agency claimed, in words; empty where nothing is measured."""
    stored = by_view.get(View.SELF, {}).get("shown")
    return Text(stored["vi"], stored["en"]) if stored else Text("", "")


def _maximum(by_view: Mapping[str, Any]) -> Fraction:
    return exact_from_text(next(iter(by_view.values()))["max_points"])
