"""The work of an agency's own people in the newest open round: leaves of the own units, units behind, the way to the submission."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.utils import timezone

from parix.web.accounts.rules import Standing
from parix.web.assessment.choices import CertificationStep, Stage
from parix.web.assessment.models import Certification, Inquiry, Participation, Submission
from parix.web.assessment.queries.drafts import DraftLeaf
from parix.web.assessment.queries.openings import opening_in, with_opening
from parix.web.assessment.queries.readiness import checked
from parix.web.assessment.queries.self_assessment import SelfHead, head_of
from parix.web.assessment.queries.sheets import ZERO
from parix.web.assessment.rules import is_over, may_approve, may_check

CHECK, APPROVE, SUBMIT, SUBMITTED = "check", "approve", "submit", "submitted"
MOST_LEAVES = 8


@dataclass(frozen=True, slots=True)
class UnitBehind:
    """A unit with leaves that are not reported ready; `name` is empty for leaves that nobody leads."""

    unit_id: int | None
    name: str
    missing: int
    late: int
    at_stake: Fraction
    next_due: date | None


@dataclass(frozen=True, slots=True)
class OwnWork:
    """`own` are the leaves of the reader's units, for somebody who works in one; `leads` says that the reader is a unit's head."""

    head: SelfHead
    today: date
    works_in_unit: bool
    leads: bool
    own: tuple[DraftLeaf, ...]
    units: tuple[UnitBehind, ...]
    blocking: int
    warnings: int
    certificates: Mapping[str, Certification]
    submission: Submission | None
    inquiries: tuple[Inquiry, ...]

    @property
    def signs(self) -> bool:
        """Officer or director: answers for the whole sheet."""
        return self.head.may_check or self.head.may_approve

    @property
    def is_self_assessed(self) -> bool:
        return self.head.participation.round.stage == Stage.SELF_ASSESSMENT

    @property
    def is_locked(self) -> bool:
        """Its time has passed, on this very day too, and nothing has opened it again."""
        return is_over(self.head.state)

    @property
    def shown(self) -> tuple[DraftLeaf, ...]:
        return self.own[:MOST_LEAVES]

    @property
    def missing(self) -> int:
        return len(self.own)

    @property
    def late(self) -> int:
        return sum(one.is_late(self.today) for one in self.own)

    @property
    def at_stake(self) -> Fraction:
        return sum((one.at_stake for one in self.own), ZERO)

    @property
    def behind(self) -> tuple[UnitBehind, ...]:
        return tuple(one for one in self.units if one.unit_id is not None)

    @property
    def unassigned(self) -> UnitBehind | None:
        return next((one for one in self.units if one.unit_id is None), None)

    @property
    def ends_on(self) -> date | None:
        return timezone.localdate(self.head.ends_at) if self.head.ends_at else None

    @property
    def days_left(self) -> int | None:
        return (self.ends_on - self.today).days if self.ends_on else None

    @property
    def next_step(self) -> str:
        """What stands between the sheet and its receipt."""
        if CertificationStep.APPROVED in self.certificates:
            digest = self.certificates[CertificationStep.APPROVED].frozen_digest
            return SUBMITTED if self.submission and self.submission.frozen_digest == digest else SUBMIT
        if CertificationStep.CHECKED in self.certificates:
            return APPROVE
        return CHECK


def own_work(standing: Standing, at: datetime) -> list[OwnWork]:
    """Of each agency that the person works for, in the order of names; about ten queries for each, and one where there is none."""
    if not standing.member_of:
        return []
    rows = with_opening(Participation.objects.filter(agency_id__in=standing.member_of).exclude(round__stage=Stage.PUBLISHED), "")
    newest: dict[int, Participation] = {}
    for one in rows.select_related("round__province", "agency").order_by("agency__folded_name", "-round__period_end", "round__slug"):
        newest.setdefault(one.agency_id, one)
    return [_of(one, standing, at) for one in newest.values()]


def _of(participation: Participation, standing: Standing, at: datetime) -> OwnWork:
    signs = may_check(standing, participation.agency_id) or may_approve(standing, participation.agency_id)
    head = head_of(participation, opening_in(participation, participation), standing, at, proved=None if signs else ())
    today = timezone.localdate(at)
    waiting = [one for one in (head.draft.claimed if head.draft else ()) if not one.is_done]
    own = sorted((one for one in waiting if one.lead_id in standing.units), key=lambda one: _urgency(one, today))
    found = [rule for rule in (checked(head.draft) if head.draft and signs else ()) if rule.found]
    submission = Submission.objects.filter(participation=participation).select_related("submitted_by").defer("bundle").order_by("-number").first()
    in_force = Certification.objects.filter(participation=participation, withdrawn_at__isnull=True).select_related("certified_by")
    asked = Inquiry.objects.filter(participation=participation, closed_at__isnull=True, statements__isnull=True).order_by("reply_by", "pk")
    return OwnWork(
        head, today, bool(standing.units), bool(standing.heads), tuple(own), _units(waiting, today), sum(len(one.found) for one in found if one.blocks),
        sum(len(one.found) for one in found if not one.blocks), {one.step: one for one in in_force}, submission, tuple(asked),
    )


def _units(waiting: list[DraftLeaf], today: date) -> tuple[UnitBehind, ...]:
    """The most points at stake first."""
    by_unit: dict[int | None, list[DraftLeaf]] = defaultdict(list)
    for one in waiting:
        by_unit[one.lead_id].append(one)
    rows = [
        UnitBehind(
            unit_id, many[0].lead_name, len(many), sum(one.is_late(today) for one in many), sum((one.at_stake for one in many), ZERO),
            min((one.due_on for one in many if one.due_on), default=None),
        )
        for unit_id, many in by_unit.items()
    ]
    return tuple(sorted(rows, key=lambda one: (-one.at_stake, one.name)))


def _urgency(one: DraftLeaf, today: date) -> tuple[bool, date, Fraction, str]:
    """What is late, then the nearest day, the most points first."""
    return (not one.is_late(today), one.due_on or date.max, -one.at_stake, one.leaf.code)
