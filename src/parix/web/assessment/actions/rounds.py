"""Writes of rounds: open one, store the runs of a batch, publish a batch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from parix.foundation.phrases import Text
from parix.web.accounts.queries import User, standing_of
from parix.web.accounts.workflow import StepRefused
from parix.web.assessment.actions.telling import tell_published
from parix.web.assessment.choices import Stage
from parix.web.assessment.models import CollectedResult, CouncilSession, Participation, Round, ScoringRun, Submission
from parix.web.assessment.rules import may_open_round
from parix.web.assessment.workflow import next_stage
from parix.web.audit_trail.actions import Change, record, record_many
from parix.web.organisations.queries import Agency, agencies_by_id


@dataclass(frozen=True, slots=True)
class NewRun:
    """A result ready to be stored: the agency and the columns of `ScoringRun` by name."""

    agency_id: int
    columns: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class EditionChosen:
    set_key: str
    name: str
    fingerprint: str


@transaction.atomic
def open_round(
    *, slug: str, title: Text, province: Agency, agency_kind: str, edition: EditionChosen, period: tuple[date, date],
    agencies: Sequence[Agency], by: User, at: datetime,
) -> Round:
    """A new round with its agencies. Raises PermissionDenied unless `by` coordinates the province."""
    if not may_open_round(standing_of(by), province.pk):
        raise PermissionDenied("chỉ điều phối của Sở Nội vụ mới mở được đợt chấm")
    round = Round.objects.create(
        slug=slug, title_vi=title.vi, title_en=title.en, province=province, agency_kind=agency_kind, set_key=edition.set_key,
        edition_name=edition.name, edition_fingerprint=edition.fingerprint, period_start=period[0], period_end=period[1], opened_at=at, opened_by=by,
    )
    Participation.objects.bulk_create(Participation(round=round, agency=agency) for agency in agencies)
    record(
        act="assessment.round_opened", subject=subject_of(round), by=by, at=at, scope=_scope(round),
        after={
            "slug": slug, "agency_kind": agency_kind, "edition": edition.name, "fingerprint": edition.fingerprint, "period": period,
            "agencies": [agency.code for agency in agencies],
        },
    )
    return round


@transaction.atomic
def store_runs(*, round: Round, runs: Sequence[NewRun], by: User, at: datetime) -> int:
    """Store one batch of results and make it the current one; returns its number. Raises StepRefused."""
    held = _held(round)
    next_stage(held.stage, "score", standing_of(by), held)
    if CouncilSession.objects.filter(round=held, closed_at__isnull=False).exists():
        raise StepRefused("Hội đồng đã họp xong và quyết định: kết quả không chấm lại nữa")
    batch = held.current_batch + 1
    ScoringRun.objects.bulk_create(
        ScoringRun(round=held, batch=batch, agency_id=run.agency_id, created_at=at, created_by=by, **run.columns) for run in runs
    )
    held.current_batch = batch
    held.save(update_fields=["current_batch"])
    record(
        act="assessment.round_scored", subject=subject_of(round), by=by, at=at, scope=_scope(held), before={"batch": batch - 1},
        after={"batch": batch, "edition": held.edition_name, "agencies": len(runs), "index": _indices(runs)},
    )
    round.current_batch = batch
    return batch


@transaction.atomic
def publish_round(*, round: Round, decision: str, by: User, at: datetime) -> Round:
    """Publish the latest batch with the decision that closed the round. Raises StepRefused: also for a round that agencies
    have submitted in and that nobody has appraised."""
    held = _held(round)
    if held.stage == Stage.SELF_ASSESSMENT and Submission.objects.filter(participation__round=held).exists():
        raise StepRefused("có cơ quan đã nộp phiếu tự chấm: phải qua thẩm định và Hội đồng rồi mới công bố")
    before = {"stage": held.stage}
    held.stage = next_stage(held.stage, "publish", standing_of(by), held)
    closed = CouncilSession.objects.filter(round=held, closed_at__isnull=False).first()
    if before["stage"] == Stage.COUNCIL and closed is None:
        raise StepRefused("Hội đồng chưa đóng phiên họp: đóng phiên họp với quyết định rồi mới công bố")
    held.published_batch = held.current_batch if closed is None else closed.batch
    held.published_at, held.published_by, held.decision = at, by, decision
    held.save(update_fields=["stage", "published_batch", "published_at", "published_by", "decision"])
    after = {"stage": held.stage, "batch": held.published_batch, "decision": decision}
    record(act="assessment.round_published", subject=subject_of(held), by=by, at=at, scope=_scope(held), before=before, after=after)
    tell_published(held, by=by, at=at)
    return held


@transaction.atomic
def store_collected(*, results: Sequence[NewRun], at: datetime) -> int:
    """Store results that others published, checked again; returns how many were stored."""
    made = CollectedResult.objects.bulk_create(CollectedResult(agency_id=one.agency_id, created_at=at, **one.columns) for one in results)
    agencies = agencies_by_id({one.agency_id for one in made})
    changes = [
        Change(
            f"assessment.CollectedResult:{one.pk}", None,
            {"period": (one.period_start, one.period_end), "total": one.printed_total, "rank": one.printed_rank, "inputs": one.inputs_digest},
            agencies[one.agency_id].code,
        )
        for one in made
    ]
    record_many(act="assessment.result_collected", changes=changes, by="system", at=at)
    return len(results)


def subject_of(round: Round) -> str:
    return f"assessment.Round:{round.pk}"


def _held(round: Round) -> Round:
    return Round.objects.select_for_update(of=("self",)).select_related("province").get(pk=round.pk)


def _scope(round: Round) -> str:
    return f"{round.slug}/{round.province.code}"


def _indices(runs: Sequence[NewRun]) -> dict[str, Any]:
    """What the batch says of each agency, so that a stored run can be held against the journal."""
    agencies = agencies_by_id({run.agency_id for run in runs})
    return {agencies[run.agency_id].code: run.columns["published_index"] for run in runs}
