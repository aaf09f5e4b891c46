"""What a page of another room needs so that its one file goes up in pieces, and what it says where not all of it came."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.conf import settings

from parix.foundation.problems import Problem, ProblemsFound
from parix.web.accounts.queries import User
from parix.web.files.actions.receiving import OffsetDiffers
from parix.web.files.choices import UploadState
from parix.web.files.queries import Upload, upload_of
from parix.web.files.rules import Ticket, written
from parix.web.organisations.queries import Agency


def sending(by: User, agency: Agency, purpose: str, most: int, upload: str = "") -> dict[str, Any]:
    """For the template: the ticket, the sizes, and what lies here already of a form that has to be sent again."""
    about = {"ticket": written(Ticket(by.pk, agency.pk, purpose, most)), "piece": settings.FILES_PIECE_BYTES, "most": most}
    sent = upload_of(upload, by.pk) if _is_number(upload) else None
    return {**about, "sent": sent if sent and sent.state == UploadState.OPEN and sent.offset == sent.size else None}


def _is_number(upload: str) -> bool:
    try:
        UUID(upload)
    except ValueError:
        return False
    return True


@contextmanager
def not_all_there() -> Iterator[None]:
    """Around taking what was sent: what is missing becomes a problem to read."""
    try:
        yield
    except (Upload.DoesNotExist, OffsetDiffers):
        raise ProblemsFound([Problem("files.not_all_there", "tệp chưa gửi lên đủ", "chọn lại tệp này để gửi tiếp phần còn lại")]) from None
