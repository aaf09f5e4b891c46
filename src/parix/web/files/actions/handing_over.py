"""A file that was sent in pieces for another room: handed over once, whole, and never turned into a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import User
from parix.web.files.actions import storing
from parix.web.files.actions.receiving import OffsetDiffers, end_upload
from parix.web.files.choices import UploadState
from parix.web.files.models import Upload
from parix.web.personal_data.rules.sealed_pieces import opened_pieces

Taking = Callable[[Upload, Iterator[bytes]], str]


def hand_over(*, upload_id: UUID, by: User, purpose: str, at: datetime, take: Taking) -> str:
    """`take` gets the bytes and says what it made of them; both are written in one transaction. Asked again, the answer is the same.

    Raises Upload.DoesNotExist, OffsetDiffers when pieces are missing, ProblemsFound when `take` refuses the file; then the pieces are gone.
    Side effects: those of `take`.
    """
    mine = Upload.objects.filter(pk=upload_id, by=by, purpose=purpose, state__in=(UploadState.OPEN, UploadState.COMPLETE))
    mine.get()  # before anything is held: nobody touches another's part
    with storing.held_part(upload_id) as part:
        upload = mine.select_related("agency").get()
        if upload.state == UploadState.OPEN:
            there = min(upload.offset, storing.length_of(part, purpose))
            if there != upload.size:
                raise OffsetDiffers(there)
            try:
                with transaction.atomic():
                    end_upload(upload, UploadState.COMPLETE, at, taken_as=take(upload, opened_pieces(part, purpose)))
            except ProblemsFound as refused:
                end_upload(upload, UploadState.REFUSED, at, taken_as="", problems=[one.to_json() for one in refused.problems])
                storing.discard_part(upload_id)
                raise
        storing.discard_part(upload_id)
        return upload.taken_as
