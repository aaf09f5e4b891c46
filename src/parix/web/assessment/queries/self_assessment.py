"""Pages of a self-assessment: the list of leaves, one claim, the calendar, what is still to do before submitting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property

from parix.foundation.phrases import Text
from parix.web.accounts.rules import Standing
from parix.web.assessment.choices import WindowState
from parix.web.assessment.models import Certification, EditionSwitch, LeafDuty, Participation, Round, ScoringRun, Submission
from parix.web.assessment.queries.between_editions import bridge_between
from parix.web.assessment.queries.drafts import Draft, DraftLeaf, draft_of
from parix.web.assessment.queries.lost_points.carried import CarriedLoss, carried_from, carried_into
from parix.web.assessment.queries.questions import Question, questions_of
from parix.web.assessment.queries.readiness import Checked, checked
from parix.web.assessment.queries.rounds import round_before, title_of
from parix.web.assessment.queries.sheets import ZERO, LeafRow, leaves_in, shown_run_of
from parix.web.assessment.queries.switches import latest_switch
from parix.web.assessment.rules import (
    Opening,
    is_open,
    is_over,
    may_approve,
    may_assign_duties,
    may_check,
    may_link_evidence,
    may_save_claim,
    may_see_ledger,
    may_submit,
    state_of,
)
from parix.web.organisations.queries import Unit
from parix.web.organisations.queries.units import units_of

MISSING, LATE, ORPHANS, UNPROVED, LOST, HELPED, EVERYTHING = "thieu", "qua-han", "chua-giao", "thieu-tai-lieu", "diem-mat", "phoi-hop", "tat-ca"


@dataclass(frozen=True, slots=True)
class SelfHead:
    """What stands at the top of every page of a self-assessment. `draft` is None before it was opened; `switch` is the latest change of edition."""

    participation: Participation
    title: Text
    opening: Opening
    state: WindowState
    draft: Draft | None
    may_assign: bool
    may_check: bool
    may_approve: bool
    may_submit: bool
    switch: EditionSwitch | None = None

    @property
    def is_open(self) -> bool:
        return is_open(self.state)

    @property
    def may_ask_unlock(self) -> bool:
        """Somebody who speaks for the agency, while only an unlock would help."""
        return self.may_submit and is_over(self.state)

    @property
    def ends_at(self) -> datetime | None:
        return self.opening.unlocked_until if self.state == WindowState.UNLOCKED else self.opening.closes_at


@dataclass(frozen=True, slots=True)
class ListPage:
    """`own` are the reader's units; the list shows those of `unit`, or of the own units first. `helping` are the names of the units that
    support each leaf, `helped` the leaves that the own units support."""

    head: SelfHead
    leaves: tuple[DraftLeaf, ...]
    units: tuple[Unit, ...]
    unit: Unit | None
    own: frozenset[int]
    only: str
    missing: int
    late: int
    orphans: int
    unproved: int
    at_stake: Fraction
    today: date
    carried: Mapping[str, CarriedLoss]
    helping: Mapping[str, str]
    helped: frozenset[str]

    @property
    def lost_before(self) -> int:
        """Leaves of the agency that lost points last year."""
        return sum(one.leaf.key in self.carried for one in self.head.draft.claimed) if self.head.draft else 0


@dataclass(frozen=True, slots=True)
class ClaimPage:
    head: SelfHead
    one: DraftLeaf
    questions: tuple[Question, ...]
    before: LeafRow | None
    may_save: bool
    may_link: bool
    carried: CarriedLoss | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day on which something is due, with what falls if it is missed."""

    due_on: date
    leaves: tuple[DraftLeaf, ...]
    is_past: bool

    @property
    def points(self) -> Fraction:
        return sum((one.at_stake for one in self.leaves), ZERO)


@dataclass(frozen=True, slots=True)
class CalendarPage:
    head: SelfHead
    deadlines: tuple[Deadline, ...]
    undated: tuple[DraftLeaf, ...]


@dataclass(frozen=True)
class SubmitPage:
    """`digest` names the version that a certificate would be of."""

    head: SelfHead
    rules: tuple[Checked, ...]
    digest: str
    certificates: dict[str, Certification]
    submissions: tuple[Submission, ...]

    @property
    def failing(self) -> tuple[Checked, ...]:
        """What has to be mended first, then what should be looked at."""
        return tuple(sorted((rule for rule in self.rules if rule.found), key=lambda rule: not rule.blocks))

    @property
    def passed(self) -> tuple[Checked, ...]:
        return tuple(rule for rule in self.rules if not rule.found)

    @cached_property
    def leaves(self) -> Mapping[str, DraftLeaf]:
        return {one.leaf.key: one for one in self.head.draft.claimed} if self.head.draft else {}

    @property
    def blocks(self) -> bool:
        return any(rule.blocks for rule in self.rules)

    @property
    def is_submitted(self) -> bool:
        return bool(self.submissions) and self.submissions[0].frozen_digest == self.digest

    def holds(self, step: str) -> bool:
        held = self.certificates.get(step)
        return held is not None and held.frozen_digest == self.digest


def head_of(
    participation: Participation, opening: Opening, standing: Standing, at: datetime, *, proved: Collection[str] | None = None,
    with_rows: bool = True,
) -> SelfHead:
    """`proved` and `with_rows` as in `draft_of`: how much the page says of evidence."""
    agency_id, draft = participation.agency_id, draft_of(participation, proved=proved, with_rows=with_rows)
    return SelfHead(
        participation, title_of(participation.round), opening, state_of(opening, at), draft, may_assign_duties(standing, agency_id),
        may_check(standing, agency_id), may_approve(standing, agency_id), may_submit(standing, agency_id), latest_switch(participation.round),
    )


def list_page(head: SelfHead, standing: Standing, *, unit: str = "", only: str = "", today: date) -> ListPage:
    units = tuple(units_of([head.participation.agency_id], today))
    own = frozenset(one.pk for one in units if one.pk in standing.units)
    chosen = next((one for one in units if str(one.pk) == unit), None)
    leaves = [one for one in (head.draft.claimed if head.draft else ()) if chosen is None or one.lead_id == chosen.pk]
    carried = carried_into(head.participation.round, head.participation.agency_id, standing)
    supporting = supporting_units(head.participation)
    helped = frozenset(one.leaf.key for one in leaves if not own.isdisjoint(supporting.get(one.leaf.key, {})))
    wanted = {
        MISSING: lambda one: not one.is_done, LATE: lambda one: one.is_late(today), ORPHANS: lambda one: bool(one.lacks),
        UNPROVED: lambda one: one.lacks_evidence,
        LOST: lambda one: one.leaf.key in carried, HELPED: lambda one: one.leaf.key in helped,
    }.get(only, lambda one: True)
    shown = sorted((one for one in leaves if wanted(one)), key=lambda one: _urgency(one, own, only, today))
    return ListPage(
        head, tuple(shown), units, chosen, own, only, sum(not one.is_done for one in leaves), sum(one.is_late(today) for one in leaves),
        sum(bool(one.lacks) for one in leaves), sum(one.lacks_evidence for one in leaves), sum((one.at_stake for one in leaves), ZERO), today, carried,
        {key: ", ".join(named.values()) for key, named in supporting.items()}, helped,
    )


def claim_page(head: SelfHead, standing: Standing, key: str) -> ClaimPage | None:
    one = head.draft.leaf(key) if head.draft else None
    if one is None:
        return None
    agency_id, day = head.participation.agency_id, head.participation.round.period_end
    round = head.participation.round
    before = round_before(round)
    run = shown_run_of(before, agency_id) if before is not None else None
    last = _last_year(run, round, key) if run is not None else None
    shown = run is not None and may_see_ledger(standing, run.round, agency_id)
    carried = carried_from(run, round).get(key) if shown and run is not None else None
    known = {each.role: each.fact for each in (*one.leaf.measurements, *(last.measurements if last else ())) if each.role}
    may = one.is_claimed and head.is_open and may_save_claim(standing, agency_id, one.lead_id)
    may_link = one.duty is not None and head.is_open and may_link_evidence(standing, agency_id, one.lead_id)
    return ClaimPage(head, one, questions_of(one.asked, day, known), last, may, may_link, carried)


def _last_year(run: ScoringRun, round: Round, key: str) -> LeafRow | None:
    """The one leaf of last year that became this one, by the mapping of the editions; of several none is the same."""
    bridge = bridge_between(run.round, round)
    olds = bridge.sources.get(key, ()) if bridge is not None else (key,)
    return next((leaf for leaf in leaves_in(run.sheet) if leaf.key in olds), None) if len(olds) == 1 else None


def calendar_page(head: SelfHead, today: date) -> CalendarPage:
    by_day: dict[date, list[DraftLeaf]] = defaultdict(list)
    waiting = [one for one in (head.draft.claimed if head.draft else ()) if not one.is_done]
    for one in waiting:
        if one.due_on is not None:
            by_day[one.due_on].append(one)
    deadlines = tuple(Deadline(day, _by_points(by_day[day]), day < today) for day in sorted(by_day))
    return CalendarPage(head, deadlines, _by_points([one for one in waiting if one.due_on is None]))


def submit_page(head: SelfHead, digest: str) -> SubmitPage:
    held = Certification.objects.filter(participation=head.participation, withdrawn_at__isnull=True).select_related("certified_by")
    submissions = Submission.objects.filter(participation=head.participation).select_related("submitted_by").defer("bundle").order_by("-number")
    rules = tuple(checked(head.draft)) if head.draft else ()
    return SubmitPage(head, rules, digest, {one.step: one for one in held}, tuple(submissions))


def supporting_units(participation: Participation) -> dict[str, dict[int, str]]:
    """By leaf, the units that support its lead with their names, in the order of names."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    pairs = LeafDuty.objects.filter(participation=participation, supporting__isnull=False).order_by("supporting__folded_name")
    for key, unit_id, name in pairs.values_list("leaf_key", "supporting", "supporting__name"):
        found[key][unit_id] = name
    return dict(found)


def helping_units(participation: Participation) -> dict[str, str]:
    """By leaf, the names of the units that support its lead."""
    return {key: ", ".join(named.values()) for key, named in supporting_units(participation).items()}


def submission_seen(participation: Participation, number: int) -> Submission | None:
    return Submission.objects.filter(participation=participation, number=number).select_related("submitted_by").first()


def _urgency(one: DraftLeaf, own: Collection[int], only: str, today: date) -> tuple[bool, bool, bool, Fraction, str]:
    """The own unit's first, then what is late, then what is missing, the most points first; orphans by points alone."""
    if only == ORPHANS:
        return (False, False, False, -one.leaf.max_points, one.leaf.code)
    return (one.lead_id not in own, not one.is_late(today), one.is_done, -one.at_stake, one.leaf.code)


def _by_points(leaves: list[DraftLeaf]) -> tuple[DraftLeaf, ...]:
    return tuple(sorted(leaves, key=lambda one: (-one.at_stake, one.leaf.code)))
