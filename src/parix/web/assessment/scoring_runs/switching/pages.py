"""The page on which a coordinator looks before switching: what changes in the set, and what it means to each agency and unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from parix.criteria.editions import PlacedLeaf
from parix.foundation.numbers import exact_from_text
from parix.foundation.phrases import Text
from parix.foundation.problems import Problem, ProblemsFound
from parix.web.assessment.choices import Stage, SwitchedTo, SwitchNeed
from parix.web.assessment.models import EditionSwitch, Round
from parix.web.assessment.queries.editions import KnownEdition, known_editions
from parix.web.assessment.queries.openings import StageWindow, windows_of
from parix.web.assessment.queries.rounds import title_of
from parix.web.assessment.queries.switch_pages import Named, SwitchLine, UnitPart, by_unit
from parix.web.assessment.queries.switches import switches_of
from parix.web.assessment.scoring_runs.switching.acting import preview
from parix.web.assessment.scoring_runs.switching.plans import AgencyPlan, Plan
from parix.web.assessment.scoring_runs.switching.wording import changes_between
from parix.web.organisations.queries.units import units_of


@dataclass(frozen=True, slots=True)
class SetLine:
    """What becomes of a leaf in the set as a whole."""

    old: tuple[Named, ...]
    new: Named | None
    outcome: SwitchedTo
    changes: tuple[Text, ...]
    words: str


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """`before` and `after` are points; None where the self-assessment is not open, or something does not fit."""

    plan: AgencyPlan
    before: Fraction | None
    after: Fraction | None

    @property
    def to_claim(self) -> int:
        return len(self.plan.needing(SwitchNeed.CLAIM))

    @property
    def to_review(self) -> int:
        return len(self.plan.needing(SwitchNeed.REVIEW))

    @property
    def left_with_content(self) -> int:
        return sum(way.has_content for way in self.plan.left)


@dataclass(frozen=True, slots=True)
class SwitchingPage:
    """`plan` is None until an edition has been chosen, or when the chosen one cannot be taken: `problems` say why."""

    round: Round
    title: Text
    offered: tuple[KnownEdition, ...]
    chosen: str
    plan: Plan | None
    problems: tuple[Problem, ...]
    lines: tuple[SetLine, ...]
    unchanged: int
    agencies: tuple[AgencyLine, ...]
    units: tuple[UnitPart, ...]
    agency: AgencyPlan | None
    switches: tuple[EditionSwitch, ...]
    window: StageWindow | None


def switching_page(round: Round, *, to: str, agency: str, due_on: date, at: datetime) -> SwitchingPage:
    offered = tuple(one for one in known_editions(round.set_key) if one.name != round.edition_name)
    plan: Plan | None = None
    problems: tuple[Problem, ...] = ()
    if to:
        try:
            plan = preview(round=round, to=to, due_on=due_on, at=at)
            problems = plan.problems
        except ProblemsFound as refused:
            problems = tuple(refused.problems)
    lines, unchanged = _set_lines(plan, round.period_end) if plan else ((), 0)
    one = next((one for one in plan.agencies if one.participation.agency.code == agency), None) if plan else None
    units = by_unit(planned_lines(one), units_of([one.participation.agency_id]), frozenset()) if one else ()
    return SwitchingPage(
        round, title_of(round), offered, to, plan, problems, lines, unchanged, tuple(_agency_line(each) for each in (plan.agencies if plan else ())), units,
        one, tuple(switches_of(round)), windows_of(round.pk).get(Stage.SELF_ASSESSMENT),
    )


def planned_lines(plan: AgencyPlan) -> list[SwitchLine]:
    """As they would be stored."""
    lines = [
        SwitchLine(
            _named(way.old), _named(arrival.placed), way.outcome, arrival.need, tuple(change.words for change in way.changes),
            way.reason if way.reason.vi else Text(way.note, way.note), way.left_facts or {}, way.has_content, arrival.duty.lead_id, arrival.duty.supporting,
        )
        for arrival in plan.arrivals for way in arrival.ways
    ]
    for way in plan.left:
        duty = plan.held.duties.get(way.old.leaf.key) if way.old else None
        lines.append(SwitchLine(
            _named(way.old), None, way.outcome, SwitchNeed.NOTHING, (), way.reason, {}, way.has_content, duty.lead_id if duty else None,
            duty.supporting if duty else frozenset(),
        ))
    return lines


def _set_lines(plan: Plan, day: date) -> tuple[tuple[SetLine, ...], int]:
    """New leaves in legal order, then those that are left; and how many stay as they are."""
    before = {one.leaf.key: one for one in plan.old.placed_leaves}
    lines: list[SetLine] = []
    unchanged = 0
    for placed in plan.new.placed_leaves:
        olds = [before[key] for key in plan.mapping.sources.get(placed.leaf.key, ()) if key in before]
        changes = tuple(one.words for old in olds for one in changes_between(old, placed, day))
        split = any(len(plan.mapping.targets[old.leaf.key]) > 1 for old in olds)
        outcome = SwitchedTo.ADDED if not olds else SwitchedTo.MERGED if len(olds) > 1 else SwitchedTo.SPLIT if split else SwitchedTo.CARRIED
        if outcome == SwitchedTo.CARRIED and not changes:
            unchanged += 1
            continue
        notes = " ".join(dict.fromkeys(plan.mapping.notes[old.leaf.key] for old in olds if old.leaf.key in plan.mapping.notes))
        lines.append(SetLine(_several(olds), _named(placed), outcome, changes, notes))
    for key, old in before.items():
        if not plan.mapping.targets.get(key):
            reason = plan.mapping.reasons.get(key, "")
            lines.append(SetLine(_several([old]), None, SwitchedTo.DROPPED if reason else SwitchedTo.LEFT, (), reason))
    return tuple(lines), unchanged


def _several(placed: Sequence[PlacedLeaf]) -> tuple[Named, ...]:
    return tuple(Named(one.leaf.key, one.leaf.code, one.leaf.text) for one in placed)


def _named(placed: PlacedLeaf | None) -> Named | None:
    return None if placed is None else Named(placed.leaf.key, placed.leaf.code, placed.leaf.text)


def _agency_line(plan: AgencyPlan) -> AgencyLine:
    before = exact_from_text(plan.held.live.points) if plan.held.live else None
    return AgencyLine(plan, before, plan.after.total.points if plan.after and before is not None else None)
