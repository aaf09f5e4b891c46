"""Writes of conflicts of interest: declared by the person or the coordinator, ended by the coordinator alone."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from parix.foundation.problems import Place, Problem, refuse_errors
from parix.web.accounts.queries import User, standing_of
from parix.web.assessment.models import ConflictOfInterest, Participation, Round
from parix.web.assessment.rules import may_declare_conflict, may_end_conflict
from parix.web.audit_trail.actions import record

REASON_LENGTH = 10


@transaction.atomic
def declare_conflict(
    *, round: Round, person: User, participation: Participation | None, leaf_key: str, reason: str, by: User, at: datetime,
) -> ConflictOfInterest:
    """Takes the agency (no leaf), the leaf, or the leaf of every agency (no participation) from the person. Raises PermissionDenied, ProblemsFound."""
    agency_id = participation.agency_id if participation else round.province_id
    if not may_declare_conflict(standing_of(by), person.pk, agency_id):
        raise PermissionDenied("mỗi người tự khai xung đột lợi ích của mình; điều phối của Sở Nội vụ khai được cho người khác")
    problems = []
    if participation is None and not leaf_key:
        problems.append(Problem("conflict.about_nothing", "chưa chọn cơ quan hoặc tiêu chí", "chọn ít nhất một trong hai", Place(path="agency")))
    if len(reason.strip()) < REASON_LENGTH:
        problems.append(Problem("conflict.no_reason", "chưa nêu lý do", f"viết lý do, ít nhất {REASON_LENGTH} ký tự", Place(path="reason")))
    refuse_errors(problems)
    made = ConflictOfInterest.objects.create(
        person=person, participation=participation, leaf_key=leaf_key, reason=reason.strip(), declared_at=at, declared_by=by,
    )
    record(
        act="assessment.conflict_declared", subject=f"assessment.ConflictOfInterest:{made.pk}", by=by, at=at, scope=_scope(round, made), reason=made.reason,
        after={"person": person.get_username(), "leaf": leaf_key},
    )
    return made


@transaction.atomic
def end_conflict(*, round: Round, conflict: ConflictOfInterest, reason: str, by: User, at: datetime) -> ConflictOfInterest:
    """The leaves come back to the person's queue. Raises PermissionDenied, ProblemsFound."""
    held = ConflictOfInterest.objects.select_for_update(of=("self",)).select_related("participation__agency", "person").get(pk=conflict.pk)
    if not may_end_conflict(standing_of(by), held.participation.agency_id if held.participation else round.province_id):
        raise PermissionDenied("chỉ điều phối của Sở Nội vụ kết thúc được xung đột lợi ích: không ai tự gỡ cho mình")
    if len(reason.strip()) < REASON_LENGTH:
        refuse_errors([Problem("conflict.no_reason", "chưa nêu lý do", f"viết lý do, ít nhất {REASON_LENGTH} ký tự", Place(path="reason"))])
    if held.ended_at is None:
        held.ended_at, held.ended_by = at, by
        held.save(update_fields=["ended_at", "ended_by"])
        record(
            act="assessment.conflict_ended", subject=f"assessment.ConflictOfInterest:{held.pk}", by=by, at=at, scope=_scope(round, held), reason=reason.strip(),
            after={"person": held.person.get_username(), "leaf": held.leaf_key},
        )
    return held


def _scope(round: Round, conflict: ConflictOfInterest) -> str:
    agency = conflict.participation.agency.code if conflict.participation else "*"
    return f"{round.slug}/{agency}/{conflict.leaf_key or '*'}"
