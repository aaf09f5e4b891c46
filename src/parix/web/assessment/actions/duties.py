"""Writes of duties: who answers for a leaf, by when, and how it will be proved; defaults first, then changed in bulk."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from parix.foundation.problems import Place, Problem, refuse_errors
from parix.web.accounts.queries import User, standing_of
from parix.web.assessment.actions.holding import hold_participation
from parix.web.assessment.actions.telling import tell_duties, tell_supporting
from parix.web.assessment.models import Claim, LeafDuty, Participation, Round
from parix.web.assessment.rules import may_assign_duties
from parix.web.assessment.workflow import refuse_unless_open
from parix.web.audit_trail.actions import Change, record_many, refuse_if_changed
from parix.web.organisations.queries import Unit
from parix.web.organisations.queries.units import units_of


@dataclass(frozen=True, slots=True)
class DefaultDuty:
    """What the edition says of a leaf for one participation; `lead` and `supporting` are units of the agency."""

    participation: Participation
    leaf_key: str
    is_claimed: bool
    lead: Unit | None
    supporting: tuple[Unit, ...]
    due_on: date | None


@dataclass(frozen=True, slots=True)
class DutyChange:
    """What to set for the chosen leaves; None leaves it as it is, and a lead of 0 takes the owner away."""

    lead_id: int | None = None
    due_on: date | None = None
    evidence_plan: str | None = None
    supporting: frozenset[int] | None = None


@transaction.atomic
def add_default_duties(*, round: Round, duties: Sequence[DefaultDuty], by: User, at: datetime) -> int:
    """Duties and empty claims for the leaves that have none yet; what people have decided stays. Returns how many were added."""
    here = set(LeafDuty.objects.filter(participation__round=round).values_list("participation_id", "leaf_key"))
    fresh = [one for one in duties if (one.participation.pk, one.leaf_key) not in here]
    LeafDuty.objects.bulk_create(
        (LeafDuty(participation=one.participation, leaf_key=one.leaf_key, lead=one.lead, due_on=one.due_on) for one in fresh), ignore_conflicts=True,
    )
    Claim.objects.bulk_create((Claim(participation=one.participation, leaf_key=one.leaf_key) for one in duties if one.is_claimed), ignore_conflicts=True)
    helped = {(one.participation.pk, one.leaf_key): one.supporting for one in duties if one.supporting}
    if helped:
        links = LeafDuty.supporting.through
        held = LeafDuty.objects.filter(participation_id__in={pk for pk, _key in helped}, supporting__isnull=True)
        links.objects.bulk_create(
            (links(leafduty_id=duty.pk, unit_id=unit.pk) for duty in held for unit in helped.get((duty.participation_id, duty.leaf_key), ())),
            ignore_conflicts=True,
        )
    given: dict[str, dict[str, Any]] = {}
    for one in fresh:
        given.setdefault(one.participation.agency.code, {})[one.leaf_key] = {"lead": one.lead.code if one.lead else None, "due_on": one.due_on}
    subject, scope = f"assessment.Round:{round.pk}", f"{round.slug}/"
    record_many(act="assessment.duties_added", changes=[Change(subject, None, leaves, scope + code) for code, leaves in given.items()], by=by, at=at)
    return len(fresh)


@transaction.atomic
def change_duties(*, participation: Participation, leaf_keys: Collection[str], change: DutyChange, by: User, at: datetime, seen: int | None = None) -> int:
    """The same change for all these leaves; returns how many duties it touched. Raises StageLocked, PermissionDenied, ProblemsFound, and
    ChangedMeanwhile when one of them was changed after the mark `seen`."""
    held = hold_participation(participation_id=participation.pk)
    agency = held.participation.agency
    if not may_assign_duties(standing_of(by), agency.pk):
        raise PermissionDenied("chỉ cán bộ cải cách hành chính của cơ quan phân công được tiêu chí")
    refuse_unless_open(held.opening, at)
    units = {unit.pk: unit for unit in units_of([agency.pk])}
    wanted = LeafDuty.objects.filter(participation=held.participation, leaf_key__in=leaf_keys).order_by("leaf_key")
    duties = list(wanted.prefetch_related("supporting"))
    problems = []
    if not duties:
        problems.append(Problem("duties.none_chosen", "chưa chọn tiêu chí nào", "đánh dấu ít nhất một tiêu chí", Place(path="leaves")))
    if change == DutyChange():
        problems.append(Problem("duties.no_change", "chưa chọn thay đổi gì", "chọn đơn vị, hạn hoặc ghi kế hoạch tài liệu", Place(path="lead")))
    if change.lead_id and change.lead_id not in units:
        problems.append(Problem("duties.foreign_unit", "đơn vị không thuộc cơ quan", "chọn một đơn vị của cơ quan", Place(path="lead")))
    if (change.supporting or frozenset()) - units.keys():
        problems.append(Problem("duties.foreign_unit", "đơn vị không thuộc cơ quan", "chọn đơn vị của cơ quan", Place(path="supporting")))
    refuse_errors(problems)
    refuse_if_changed([_subject(duty) for duty in duties], seen)
    changes, told = [], []
    asked_to_help: dict[int, list[LeafDuty]] = {}
    helped: dict[int, frozenset[int]] = {}
    helping = {duty.pk: frozenset(unit.pk for unit in duty.supporting.all()) for duty in duties}
    for duty in duties:
        before = _shown(duty, units, helping[duty.pk])
        if change.lead_id is not None:
            duty.lead_id = change.lead_id or None
        duty.due_on = change.due_on or duty.due_on
        duty.evidence_plan = duty.evidence_plan if change.evidence_plan is None else change.evidence_plan
        helped[duty.pk] = (helping[duty.pk] if change.supporting is None else change.supporting) - {duty.lead_id or 0}
        after = _shown(duty, units, helped[duty.pk])
        if before != after:
            changes.append(Change(_subject(duty), before, after, f"{held.participation.round.slug}/{agency.code}/{duty.leaf_key}"))
            told.append(duty)
        for unit in helped[duty.pk] - helping[duty.pk]:
            asked_to_help.setdefault(unit, []).append(duty)
    LeafDuty.objects.bulk_update(duties, ["lead", "due_on", "evidence_plan"])
    moved = [duty for duty in duties if helped[duty.pk] != helping[duty.pk]]
    if moved:
        links = LeafDuty.supporting.through
        links.objects.filter(leafduty__in=moved).delete()
        links.objects.bulk_create(links(leafduty_id=duty.pk, unit_id=unit) for duty in moved for unit in sorted(helped[duty.pk]))
    record_many(act="assessment.duties_changed", changes=changes, by=by, at=at)
    tell_duties(held.participation, told, by=by, at=at)
    tell_supporting(held.participation, asked_to_help, by=by, at=at)
    return len(duties)


def _subject(duty: LeafDuty) -> str:
    return f"assessment.LeafDuty:{duty.pk}"


def _shown(duty: LeafDuty, units: Mapping[int, Unit], supporting: frozenset[int]) -> Mapping[str, object]:
    """Units by their codes, as the journal names everything; by number where one is no unit of the agency any more."""
    lead, *helping = (units[one].code if one in units else one for one in (duty.lead_id or 0, *sorted(supporting)))
    return {
        "leaf": duty.leaf_key, "lead": lead or None, "supporting": [str(one) for one in helping], "due_on": duty.due_on, "evidence_plan": duty.evidence_plan,
    }
