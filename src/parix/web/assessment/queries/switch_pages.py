"""Pages of a switch of edition after it was made: what it means to an agency and its units, the old state, and where one leaf has gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from parix.criteria.editions import Leaf
from parix.foundation.phrases import Text
from parix.web.accounts.rules import Standing
from parix.web.assessment.choices import SwitchedTo, SwitchNeed, View
from parix.web.assessment.models import ClaimRevision, EditionSwitch, LeafDuty, LiveSheet, Participation, Submission, SwitchedLeaf, SwitchedSheet
from parix.web.assessment.queries.editions import known_edition
from parix.web.assessment.queries.self_assessment import SelfHead
from parix.web.assessment.queries.sheets import LeafRow, Totals, leaves_in, totals_in
from parix.web.assessment.queries.switches import claims_left, leaf_after, sheet_left
from parix.web.assessment.rules import may_see_self_assessment
from parix.web.organisations.queries import Unit
from parix.web.organisations.queries.units import units_of

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Named:
    """A leaf as an edition prints it; the key alone where the edition's files are not there any more."""

    key: str
    code: str
    text: Text


@dataclass(frozen=True, slots=True)
class SwitchLine:
    """One way of a leaf, in words. `old` is None for a new leaf, `new` for one that was left."""

    old: Named | None
    new: Named | None
    outcome: SwitchedTo
    need: SwitchNeed
    changes: tuple[Text, ...]
    reason: Text
    left_facts: Facts
    has_content: bool
    lead_id: int | None
    supporting: frozenset[int]


@dataclass(frozen=True, slots=True)
class UnitPart:
    """What a unit has to do and to know; `unit` None gathers the leaves that nobody answers for."""

    unit: Unit | None
    is_own: bool
    to_claim: tuple[SwitchLine, ...]
    to_review: tuple[SwitchLine, ...]
    changed: tuple[SwitchLine, ...]
    left: tuple[SwitchLine, ...]


@dataclass(frozen=True, slots=True)
class SwitchedAgencyPage:
    switch: EditionSwitch
    participation: Participation
    kept: SwitchedSheet | None
    now: LiveSheet | None
    units: tuple[UnitPart, ...]
    unchanged: int
    submissions: int

    @property
    def before(self) -> Totals | None:
        return totals_in(self.kept.sheet) if self.kept else None

    @property
    def after(self) -> Totals | None:
        """Of the new edition, while the round is still scored by it."""
        return totals_in(self.now.sheet) if self.now and self.now.edition_fingerprint == self.switch.to_fingerprint else None


@dataclass(frozen=True, slots=True)
class OldLeaf:
    leaf: LeafRow
    said: ClaimRevision | None


@dataclass(frozen=True, slots=True)
class OldStatePage:
    switch: EditionSwitch
    participation: Participation
    kept: SwitchedSheet
    totals: Totals
    leaves: tuple[OldLeaf, ...]


@dataclass(frozen=True, slots=True)
class AgencyRow:
    participation: Participation
    kept: SwitchedSheet | None
    to_claim: int
    to_review: int
    left_with_content: int


@dataclass(frozen=True, slots=True)
class MovedPage:
    switch: EditionSwitch
    old: Named
    new: tuple[Named, ...]
    reason: Text


def switched_agency_page(switch: EditionSwitch, participation: Participation, own_units: Iterable[int] = ()) -> SwitchedAgencyPage:
    rows = SwitchedLeaf.objects.filter(switch=switch, participation=participation).order_by("pk")
    helped: dict[str, set[int]] = defaultdict(set)
    supporting = LeafDuty.supporting.through.objects.filter(leafduty__participation=participation)
    for key, unit_id in supporting.values_list("leafduty__leaf_key", "unit_id"):
        helped[key].add(unit_id)
    lines = stored_lines(switch, rows, helped)
    live = LiveSheet.objects.filter(participation=participation, view=View.SELF).first()
    sent = Submission.objects.filter(participation=participation, submitted_at__lt=switch.switched_at).count()
    parts = by_unit(lines, units_of([participation.agency_id]), frozenset(own_units))
    return SwitchedAgencyPage(switch, participation, sheet_left(switch, participation), live, parts, sum(is_unchanged(one) for one in lines), sent)


def stored_lines(switch: EditionSwitch, rows: Iterable[SwitchedLeaf], helped: Mapping[str, Iterable[int]]) -> list[SwitchLine]:
    old, new = leaves_named(switch.from_edition), leaves_named(switch.to_edition)
    return [
        SwitchLine(
            _named(one.old_key, old), _named(one.new_key, new), SwitchedTo(one.outcome), SwitchNeed(one.need),
            tuple(Text(change["vi"], change["en"]) for change in one.changes), Text(one.reason_vi, one.reason_en), one.left_facts, one.old_version > 0,
            one.lead_id, frozenset(helped.get(one.new_key or one.old_key, ())),
        )
        for one in rows
    ]


def by_unit(lines: Iterable[SwitchLine], units: Iterable[Unit], own: frozenset[int]) -> tuple[UnitPart, ...]:
    """The own units first, then in Vietnamese order; leaves without a lead at the end."""
    lines = list(lines)
    parts = [
        _part(unit, unit.pk in own, [one for one in lines if one.lead_id == unit.pk or unit.pk in one.supporting]) for unit in units
    ]
    nobodys = _part(None, False, [one for one in lines if one.lead_id is None])
    told = [one for one in (*sorted(parts, key=lambda one: not one.is_own), nobodys) if one.to_claim or one.to_review or one.changed or one.left]
    return tuple(told)


def is_unchanged(line: SwitchLine) -> bool:
    return line.need == SwitchNeed.NOTHING and line.new is not None and not line.changes and not line.left_facts and line.outcome == SwitchedTo.CARRIED


def _part(unit: Unit | None, is_own: bool, lines: list[SwitchLine]) -> UnitPart:
    def with_need(need: SwitchNeed) -> tuple[SwitchLine, ...]:
        return tuple(one for one in lines if one.need == need)

    left = tuple(one for one in lines if one.new is None)
    changed = tuple(one for one in with_need(SwitchNeed.NOTHING) if one.new is not None and not is_unchanged(one))
    return UnitPart(unit, is_own, with_need(SwitchNeed.CLAIM), with_need(SwitchNeed.REVIEW), changed, left)


def old_state_page(switch: EditionSwitch, participation: Participation) -> OldStatePage | None:
    """The agency's leaves, points and words as they stood; None where its self-assessment was not open then."""
    kept = sheet_left(switch, participation)
    if kept is None:
        return None
    said = claims_left(switch, participation)
    leaves = tuple(OldLeaf(one, said.get(one.key)) for one in leaves_in(kept.sheet) if one.state != "not_applicable")
    return OldStatePage(switch, participation, kept, totals_in(kept.sheet), leaves)


def switched_agencies(switch: EditionSwitch, standing: Standing) -> list[AgencyRow]:
    """Of the agencies that the person may read about; three queries, however many there are."""
    counted: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for pk, new_key, need, version in SwitchedLeaf.objects.filter(switch=switch).values_list("participation_id", "new_key", "need", "old_version"):
        counted[pk][need] += bool(new_key)
        counted[pk]["left"] += not new_key and version > 0
    kept = {one.participation_id: one for one in SwitchedSheet.objects.filter(switch=switch, view=View.SELF).defer("sheet")}
    taking_part = Participation.objects.filter(round_id=switch.round_id).select_related("agency").order_by("agency__folded_name", "agency__code")
    return [
        AgencyRow(one, kept.get(one.pk), counted[one.pk][SwitchNeed.CLAIM], counted[one.pk][SwitchNeed.REVIEW], counted[one.pk]["left"])
        for one in taking_part if may_see_self_assessment(standing, one.agency_id)
    ]


def moved_page(head: SelfHead, key: str) -> MovedPage | None:
    """Where a leaf has gone that the round's edition does not hold under this key, or holds with other questions."""
    rows = leaf_after(head.participation.round, key)
    if not rows:
        return None
    own = [one for one in rows if one.participation_id == head.participation.pk] or rows[:1]
    switch = own[0].switch
    old, new = leaves_named(switch.from_edition), leaves_named(switch.to_edition)
    named = tuple(one for row in own if (one := _named(row.new_key, new)) is not None)
    before = _named(key, old)
    assert before is not None
    return MovedPage(switch, before, named, Text(own[0].reason_vi, own[0].reason_en))


def leaves_named(edition_name: str) -> Mapping[str, Leaf]:
    known = known_edition(edition_name)
    return known.edition.leaves if known and known.edition else {}


def _named(key: str, leaves: Mapping[str, Leaf]) -> Named | None:
    leaf = leaves.get(key)
    return None if not key else Named(key, leaf.code, leaf.text) if leaf else Named(key, key, Text("", ""))
