"""Removing what the ledger no longer needs to keep."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from parix.web.background.choices import State
from parix.web.background.models import Run


@transaction.atomic
def forget_before(*, ended: datetime, failed: datetime) -> None:
    """Remove runs that ended before `ended`, failures only before `failed`, and what the queue has long finished."""
    DBTaskResult.objects.filter(status__in=(TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED), finished_at__lt=ended).delete()
    Run.objects.filter(state__in=(State.DONE, State.MERGED), ended_at__lt=ended).delete()
    Run.objects.filter(state=State.FAILED, ended_at__lt=failed).delete()
