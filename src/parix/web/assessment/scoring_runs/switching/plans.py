"""The plan of a switch: for every agency and leaf what is carried, split, merged, dropped, new or changed, and what it asks of whom.

Nothing is written here: the preview shows a plan, and the act works out the same plan again inside its transaction.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from parix.criteria.editions import Edition, PlacedLeaf
from parix.criteria.mapping import EditionMapping, read_mapping, turned_back
from parix.foundation.measurements import Measurement, MeasurementSet
from parix.foundation.phrases import Text
from parix.foundation.problems import Place, Problem, ProblemsFound
from parix.scoring.groups import score_group
from parix.scoring.sheets import ScoreSheet
from parix.web.assessment.actions.claims import ClaimText
from parix.web.assessment.choices import CLAIMED_LEAVES, ClaimState, SwitchedTo, SwitchNeed
from parix.web.assessment.models import Participation
from parix.web.assessment.queries.switches import Held, HeldDuty
from parix.web.assessment.scoring_runs.claims import fed_by
from parix.web.assessment.scoring_runs.seen import in_order, used_by
from parix.web.assessment.scoring_runs.switching.carrying import Said, Together, put_together
from parix.web.assessment.scoring_runs.switching.figures import figures_after
from parix.web.assessment.scoring_runs.switching.wording import LeafChange, changes_between

NO_REASON = Text("", "")
NO_TARGET = Text("phiên bản mới không có tiêu chí này và bảng chuyển đổi không nói gì", "the new edition lacks this leaf and the mapping is silent")
NOT_STATED = Text(
    "tiêu chí nay không do cơ quan tự khai: lấy số liệu từ nơi khác", "the leaf is no longer stated by the agency: its figures come from elsewhere",
)
# Changes after which whoever answers has to look again at what was claimed; others only change points, names or places.
LOOK_AGAIN = frozenset({"re_ruled", "re_measured", "re_scoped", "evidence_changed"})
NO_DUTY = HeldDuty(None, frozenset(), None, "")


@dataclass(frozen=True, slots=True)
class Way:
    """From an old leaf (None: it is new) to a new one (None: it is left, for the `reason`)."""

    old: PlacedLeaf | None
    new: PlacedLeaf | None
    outcome: SwitchedTo
    changes: tuple[LeafChange, ...] = ()
    note: str = ""
    reason: Text = NO_REASON
    left_facts: Mapping[str, Any] | None = None
    has_content: bool = False
    is_explained: bool = True


@dataclass(frozen=True, slots=True)
class Arrival:
    """What one leaf of the new edition starts with. `text` is None where the agency states nothing of it, or has stated nothing yet."""

    placed: PlacedLeaf
    ways: tuple[Way, ...]
    need: SwitchNeed
    text: ClaimText | None
    duty: HeldDuty


@dataclass(frozen=True)
class AgencyPlan:
    held: Held
    arrivals: tuple[Arrival, ...]
    left: tuple[Way, ...]
    measured: tuple[Measurement, ...]
    problems: tuple[Problem, ...]
    after: ScoreSheet | None = None

    @property
    def participation(self) -> Participation:
        return self.held.participation

    def needing(self, need: SwitchNeed) -> tuple[Arrival, ...]:
        return tuple(one for one in self.arrivals if one.need == need)

    @property
    def lost(self) -> tuple[Way, ...]:
        """Old leaves of which something had been said and that the new edition does not take."""
        ways = (*self.left, *(way for one in self.arrivals for way in one.ways))
        return tuple(way for way in ways if way.has_content and (way.new is None or way.left_facts))


@dataclass(frozen=True)
class Plan:
    old: Edition
    new: Edition
    mapping: EditionMapping
    agencies: tuple[AgencyPlan, ...]
    problems: tuple[Problem, ...]

    @property
    def mapping_digest(self) -> str:
        """SHA-256 over the mapping in its written form, keys sorted."""
        written = json.dumps([dict(self.mapping.targets), dict(self.mapping.reasons), dict(self.mapping.notes)], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(written.encode()).hexdigest()


def mapping_between(old: Edition, new: Edition) -> tuple[EditionMapping | None, list[Problem]]:
    """By the table beside the newer of the two; going back turns it around."""
    if old.settings.in_force.since <= new.settings.in_force.since:
        return read_mapping(old, new)
    mapping, problems = read_mapping(new, old)
    return (turned_back(mapping, new, old) if mapping else None), problems


def plan_of(
    old: Edition, new: Edition, held: list[tuple[Held, MeasurementSet]], due_on: date, at: datetime, defaults: Mapping[tuple[int, str], HeldDuty],
) -> Plan:
    """`defaults` are the duties of leaves that come without any, by participation and leaf. Problems in the plan stop the act."""
    mapping, problems = mapping_between(old, new)
    if mapping is None:
        return Plan(old, new, EditionMapping({}, {}), (), tuple(problems))
    agencies = [_agency_plan(old, new, mapping, one, given, due_on, at, defaults) for one, given in held]
    scored, more = _scored(new, agencies, [given for _held, given in held])
    found = [*problems, *more, *(problem for one in scored for problem in one.problems), *_unexplained(scored)]
    return Plan(old, new, mapping, tuple(scored), tuple(dict.fromkeys(found)))


def _agency_plan(
    old: Edition, new: Edition, mapping: EditionMapping, held: Held, given: MeasurementSet, due_on: date, at: datetime,
    defaults: Mapping[tuple[int, str], HeldDuty],
) -> AgencyPlan:
    before = {one.leaf.key: one for one in old.placed_leaves if one.applies(given.agency)}
    after = {one.leaf.key: one for one in new.placed_leaves if one.applies(given.agency)}
    sources = mapping.sources
    arrivals = []
    for key, placed in after.items():
        olds = [before[source] for source in sources.get(key, ()) if source in before]
        duty = defaults.get((held.participation.pk, key), NO_DUTY)
        arrivals.append(_arrival(placed, olds, mapping, held, given, due_on, duty))
    left = tuple(_leaving(placed, mapping, held, set(after)) for key, placed in before.items() if not set(mapping.targets.get(key, ())) & set(after))
    measured, problems = figures_after(new, {one.placed.leaf.key: one.text for one in arrivals}, given, at)
    return AgencyPlan(held, tuple(arrivals), left, measured, problems)


def _arrival(
    placed: PlacedLeaf, olds: list[PlacedLeaf], mapping: EditionMapping, held: Held, given: MeasurementSet, due_on: date, default: HeldDuty,
) -> Arrival:
    key, leaf = placed.leaf.key, placed.leaf
    is_claimed = leaf.scored_by in CLAIMED_LEAVES and fed_by(leaf, given) is None
    restored = held.restored.get(key)
    said = [Said(one.leaf, held.claims[one.leaf.key].facts, held.claims[one.leaf.key].explanation) for one in olds if held.has_words(one.leaf.key)]
    together = put_together(leaf, said, given.period.end) if is_claimed else None
    ways = tuple(_way(one, placed, olds, mapping, held, is_claimed, together) for one in olds)
    if restored is not None and is_claimed:
        back = [Way(way.old, placed, SwitchedTo.RESTORED, way.changes, has_content=True) for way in ways]
        ways = tuple(back) or (Way(None, placed, SwitchedTo.RESTORED, has_content=True),)
        state = ClaimState.READY if restored.state == ClaimState.CHECKED else ClaimState(restored.state)
        duty = held.duties.get(key) or _duty(olds, held, default)
        return Arrival(placed, ways, SwitchNeed.NOTHING, ClaimText(restored.facts, restored.explanation, state), duty)
    ways = ways or (Way(None, placed, SwitchedTo.ADDED, (_added(placed),)),)
    need = _need(ways, is_claimed, has_text=bool(together and (together.facts or together.explanation)))
    text = None
    if together is not None and said:
        states = {held.claims[one.leaf.key].state for one in said}
        done = need == SwitchNeed.NOTHING and states <= {ClaimState.READY, ClaimState.CHECKED}
        text = ClaimText(together.facts, together.explanation, ClaimState.READY if done else ClaimState.DRAFTED)
    duty = _duty(olds, held, default)
    if need != SwitchNeed.NOTHING and (duty.due_on is None or duty.due_on < due_on):
        duty = HeldDuty(duty.lead_id, duty.supporting, due_on, duty.evidence_plan)
    return Arrival(placed, ways, need, text, duty)


def _way(
    old: PlacedLeaf, new: PlacedLeaf, olds: list[PlacedLeaf], mapping: EditionMapping, held: Held, is_claimed: bool, together: Together | None,
) -> Way:
    outcome = SwitchedTo.MERGED if len(olds) > 1 else SwitchedTo.SPLIT if len(mapping.targets[old.leaf.key]) > 1 else SwitchedTo.CARRIED
    left = together.left.get(old.leaf.key) if together else None
    reason = together.why.get(old.leaf.key, NO_REASON) if together else NO_REASON
    content = held.has_content(old.leaf.key)
    if held.has_words(old.leaf.key) and not is_claimed:
        left = held.claims[old.leaf.key].facts
        reason = NOT_STATED
    changes = changes_between(old, new, held.participation.round.period_end)
    return Way(old, new, outcome, changes, mapping.notes.get(old.leaf.key, ""), reason, left or None, content)


def _leaving(old: PlacedLeaf, mapping: EditionMapping, held: Held, after: set[str]) -> Way:
    """Dropped by the mapping with its reason, not applied to this agency any more, or forgotten by the mapping: that stops the act."""
    key = old.leaf.key
    written = mapping.reasons.get(key, "")
    if written:
        return Way(old, None, SwitchedTo.DROPPED, reason=Text(written, written), has_content=held.has_content(key))
    if mapping.targets.get(key):
        reason = Text("tiêu chí mới không áp dụng cho cơ quan này", "the new leaf does not apply to this agency")
        return Way(old, None, SwitchedTo.LEFT, reason=reason, has_content=held.has_content(key))
    return Way(old, None, SwitchedTo.LEFT, reason=NO_TARGET, has_content=held.has_content(key), is_explained=False)


def _need(ways: tuple[Way, ...], is_claimed: bool, has_text: bool) -> SwitchNeed:
    if not is_claimed:
        return SwitchNeed.NOTHING
    if ways[0].old is None:
        return SwitchNeed.CLAIM
    if not any(way.has_content for way in ways):
        return SwitchNeed.NOTHING  # it was open before, and it is open still
    looks_again = any(
        way.left_facts or way.outcome in (SwitchedTo.MERGED, SwitchedTo.SPLIT) or LOOK_AGAIN & {one.kind for one in way.changes} for way in ways
    )
    return SwitchNeed.REVIEW if looks_again or not has_text else SwitchNeed.NOTHING


def _duty(olds: list[PlacedLeaf], held: Held, default: HeldDuty) -> HeldDuty:
    """The first old leaf's lead stays lead, the others' leads support it; who supported goes on supporting."""
    before = [held.duties[one.leaf.key] for one in olds if one.leaf.key in held.duties]
    if not before:
        return default
    leads = [one.lead_id for one in before if one.lead_id is not None]
    lead = leads[0] if leads else default.lead_id
    supporting = frozenset().union(*(one.supporting for one in before), leads[1:]) - {lead}
    dates = [one.due_on for one in before if one.due_on]
    plans = dict.fromkeys(one.evidence_plan for one in before if one.evidence_plan)
    return HeldDuty(lead, supporting, min(dates) if dates else default.due_on, "\n".join(plans))


def _added(placed: PlacedLeaf) -> LeafChange:
    return LeafChange("added", Text("tiêu chí mới", "a new leaf"))


def _scored(new: Edition, agencies: list[AgencyPlan], given: list[MeasurementSet]) -> tuple[list[AgencyPlan], list[Problem]]:
    """Each plan with the sheet that its figures would give; unscored, with all problems, where one does not fit."""
    if any(one.problems for one in agencies):
        return agencies, []
    sets = []
    for one, before in zip(agencies, given, strict=True):
        replaced = {each.code for each in one.measured}
        kept = tuple(each for each in before.measurements if each.period != before.period or each.code not in replaced)
        sets.append(in_order(used_by(new, MeasurementSet(before.agency, before.period, (*kept, *one.measured)))))
    try:
        sheets = score_group(new, sets)
    except ProblemsFound as refused:
        return agencies, list(refused.problems)
    return [AgencyPlan(one.held, one.arrivals, one.left, one.measured, one.problems, sheet) for one, sheet in zip(agencies, sheets, strict=True)], []


def _unexplained(agencies: list[AgencyPlan]) -> Iterator[Problem]:
    """One problem for each old leaf that would lose something without a word in the mapping."""
    losing: dict[str, tuple[PlacedLeaf, int]] = {}
    for one in agencies:
        for way in one.left:
            if way.has_content and not way.is_explained and way.old is not None:
                losing[way.old.leaf.key] = (way.old, losing.get(way.old.leaf.key, (way.old, 0))[1] + 1)
    for key, (placed, many) in losing.items():
        message = f"tiêu chí {placed.leaf.code} «{placed.leaf.text.vi}» đã có {many} cơ quan khai, nhưng bảng chuyển đổi không nói chuyển đi đâu"
        yield Problem("switch.loses", message, "ghi vào mapping.yaml: chuyển tới tiêu chí nào, hoặc bỏ kèm lý do", Place(path=key))
