"""Tidying: uploads that nobody went on with, parts that nothing refers to, files that wait although nothing was asked for."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from parix.web.background.actions import enqueue
from parix.web.files.actions import storing
from parix.web.files.actions.scanning import is_scanning
from parix.web.files.choices import WAITING, FileState, UploadState
from parix.web.files.models import StoredFile, Upload
from parix.web.files.queries.store import root

KEPT_OPEN = timedelta(days=3)
WAITS_TOO_LONG = timedelta(minutes=30)
MOST_AT_ONCE = 500


def sweep(*, now: datetime) -> int:
    """Returns how much there was to do. Content in the store is never removed here."""
    return _abandon_old(now) + _drop_stray_parts(now) + _ask_for_waiting(now)


def _abandon_old(now: datetime) -> int:
    old = list(Upload.objects.filter(state=UploadState.OPEN, touched_at__lt=now - KEPT_OPEN).values_list("pk", flat=True)[:MOST_AT_ONCE])
    for upload_id in old:
        with storing.held_part(upload_id):
            still = Upload.objects.filter(pk=upload_id, state=UploadState.OPEN, touched_at__lt=now - KEPT_OPEN)
            still.update(state=UploadState.ABANDONED, ended_at=now)
            storing.discard_part(upload_id)
    return len(old)


def _drop_stray_parts(now: datetime) -> int:
    """Parts of uploads that are over, or that were never written down."""
    folder = root() / "parts"
    if not folder.is_dir():
        return 0
    dropped = 0
    for path in folder.iterdir():
        is_old = path.stat().st_mtime < (now - timedelta(hours=1)).timestamp()
        upload_id = _uuid(path.name)
        if is_old and (upload_id is None or not Upload.objects.filter(pk=upload_id, state=UploadState.OPEN).exists()):
            path.unlink(missing_ok=True)
            dropped += 1
    return dropped


def _uuid(name: str) -> UUID | None:
    try:
        return UUID(name)
    except ValueError:
        return None


@transaction.atomic
def _ask_for_waiting(now: datetime) -> int:
    """Equal requests are merged by the background, so asking once too often does no harm."""
    wanted = Q(state__in=WAITING, received_at__lt=now - WAITS_TOO_LONG)
    if is_scanning():
        wanted |= Q(scanned_at__isnull=True) & ~Q(state=FileState.QUARANTINED) & Q(received_at__lt=now - WAITS_TOO_LONG)
    waiting = list(StoredFile.objects.filter(wanted).order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE])
    for file_id in waiting:
        enqueue("parix.web.files.jobs.examine", now=now, file_id=file_id)
    return len(waiting)
