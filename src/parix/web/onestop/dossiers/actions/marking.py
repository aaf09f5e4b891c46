"""Marks that rooms above set on a dossier: somebody gave feedback about it, it was rated, a fee is asked of it, or no longer, its fee was paid."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from parix.web.audit_trail.actions import record
from parix.web.onestop.dossiers.choices import EventKind, Fee, State
from parix.web.onestop.dossiers.models import Dossier, Event
from parix.web.onestop.dossiers.queries import clock_book
from parix.web.onestop.dossiers.queries.due_times import due_now
from parix.web.onestop.procedures.choices import Fee as ProcedureFee
from parix.web.working_calendar.queries import calendar_for


@transaction.atomic
def mark_feedback(*, dossier_id: int, at: datetime) -> None:
    """Once; side effect: an entry in the journal."""
    held = Dossier.objects.select_for_update(of=("self",)).select_related("agency").get(pk=dossier_id)
    if not held.has_feedback:
        held.has_feedback, held.changed_at = True, at
        held.save(update_fields=["has_feedback", "changed_at"])
        record(act="dossiers.feedback_given", subject=f"dossiers.Dossier:{held.pk}", by="system", after={"dossier": held.code}, scope=held.agency.code, at=at)


@transaction.atomic
def mark_rated(*, dossier_id: int, is_disliked: bool, at: datetime) -> None:
    """What the applicant thought of it. Side effect: an entry in the journal."""
    held = Dossier.objects.select_for_update(of=("self",)).select_related("agency").get(pk=dossier_id)
    held.is_disliked, held.changed_at = is_disliked, at
    held.save(update_fields=["is_disliked", "changed_at"])
    record(act="dossiers.rated", subject=f"dossiers.Dossier:{held.pk}", by="system", after={"dossier": held.code}, scope=held.agency.code, at=at)


@transaction.atomic
def mark_fee(*, dossier_id: int, is_owed: bool, amount: Decimal | None, at: datetime) -> None:
    """A sum is asked for, or is not asked for any more. What was paid stays paid; what the procedure charges, or the dossier waits for, stays
    owed. Side effect: an entry in the journal where it changes."""
    held = Dossier.objects.select_for_update(of=("self",)).select_related("agency", "procedure").get(pk=dossier_id)
    owed_anyway = held.procedure.fee == ProcedureFee.CHARGED or held.state == State.FEE_ASKED
    was, held.fee = held.fee, Fee.UNPAID if is_owed or owed_anyway else Fee.NONE
    if was in (Fee.NONE, Fee.UNPAID) and was != held.fee:
        held.fee_amount, held.changed_at = amount if is_owed else None, at
        held.save(update_fields=["fee", "fee_amount", "changed_at"])
        record(act="dossiers.fee_owed", subject=f"dossiers.Dossier:{held.pk}", by="system", after={"dossier": held.code}, scope=held.agency.code, at=at)


@transaction.atomic
def mark_paid(*, dossier_id: int, is_online: bool, amount: Decimal, at: datetime) -> None:
    """The fee is paid; where the dossier waited for it, its clock goes on and the day moves by the time waited. Side effects: an event,
    an entry in the journal."""
    held = Dossier.objects.select_for_update(of=("self",)).select_related("agency", "procedure").get(pk=dossier_id)
    held.fee, held.fee_amount, held.changed_at = Fee.PAID_ONLINE if is_online else Fee.PAID_OTHERWISE, amount, at
    event = Event(dossier=held, kind=EventKind.FEE_PAID, at=at, noted_at=at)
    if held.state == State.FEE_ASKED:
        calendar, rules = calendar_for(held.agency_id, timezone.localdate(at)), clock_book().on(timezone.localdate(held.received_at))
        held.state = State.IN_PROGRESS
        held.due_at = event.due_at = due_now(calendar, held, [*held.events.all(), event], rules)
    event.save()
    held.save()
    record(act="dossiers.fee_paid", subject=f"dossiers.Dossier:{held.pk}", by="system", after={"due_at": held.due_at}, scope=held.agency.code, at=at)
