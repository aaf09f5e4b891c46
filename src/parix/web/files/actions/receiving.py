"""Receiving a file: a session, its pieces in order, the end. Every step may be sent again; what was acknowledged stays."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import transaction

from parix.foundation.problems import Problem, ProblemsFound
from parix.official_documents import refusals
from parix.official_documents.text_extraction.media_types import media_type_of, needs_all_bytes
from parix.web.accounts.queries import User
from parix.web.background.actions import enqueue
from parix.web.files.actions import storing
from parix.web.files.actions.registering import add_revision
from parix.web.files.choices import WAITING, UploadState
from parix.web.files.models import Document, StoredFile, Upload
from parix.web.files.queries.store import root
from parix.web.files.rules import Ticket
from parix.web.organisations.queries import Agency

NAME_LENGTH = 400
MOST_OPEN, MOST_OPEN_FOR_ROOMS = 300, 5
_HEAD = 1024 * 1024
_SPARE = 512 * 1024 * 1024


class OffsetDiffers(Exception):
    """The piece does not continue what lies here; `offset` says where to go on."""

    def __init__(self, offset: int) -> None:
        self.offset = offset
        super().__init__(offset)


class PieceDamaged(Exception):
    """The piece is not what its hash says: send it again."""


def start_upload(*, agency: Agency, document: Document | None, name: str, size: int, by: User, at: datetime) -> Upload:
    """Raises ProblemsFound before a single byte is taken."""
    _refuse(_why_not(size, settings.FILES_MAX_BYTES, MOST_OPEN, by, ""))
    return Upload.objects.create(
        by=by, agency=agency, document=document, original_name=kept_name(name), size=size, started_at=at, touched_at=at,
    )


def start_for_room(*, ticket: Ticket, name: str, size: int, by: User, at: datetime) -> Upload:
    """The same for what another room asked for. Raises ProblemsFound."""
    problem = _why_not(size, ticket.most, MOST_OPEN_FOR_ROOMS, by, ticket.purpose)
    _refuse(replace(problem, remedy="chia thành nhiều tệp") if problem and size > ticket.most else problem)
    return Upload.objects.create(
        by=by, agency_id=ticket.agency_id, purpose=ticket.purpose, original_name=kept_name(name), size=size, started_at=at, touched_at=at,
    )


def _refuse(problem: Problem | None) -> None:
    if problem:
        raise ProblemsFound([problem])


def _why_not(size: int, most: int, most_open: int, by: User, purpose: str) -> Problem | None:
    if size <= 0:
        return refusals.empty()
    if size > most:
        return refusals.too_large(size, most)
    if Upload.objects.filter(by=by, state=UploadState.OPEN, purpose=purpose).count() >= most_open:
        return Problem("files.too_many_open", f"đang có {most_open} tệp tải dở", "đợi các tệp trước xong hoặc huỷ chúng")
    folder = root()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if shutil.disk_usage(folder).free < size + _SPARE:
        return Problem("files.no_room", "máy chủ không còn đủ chỗ chứa tệp", "báo người vận hành; thử lại sau")
    return None


def kept_name(name: str) -> str:
    """As text for people: without control characters, and not longer than the column."""
    cleaned = "".join(sign if sign.isprintable() else " " for sign in name).strip() or "không tên"
    return cleaned if len(cleaned) <= NAME_LENGTH else cleaned[: NAME_LENGTH - 1] + "…"


def receive_piece(*, upload_id: UUID, by: User, offset: int, data: bytes, sha256: str, at: datetime) -> int:
    """Keep the piece and return the new offset. A piece that lies here already is acknowledged again.

    Raises Upload.DoesNotExist for an upload that is not this person's or is over, OffsetDiffers, PieceDamaged.
    """
    if sha256 and hashlib.sha256(data).hexdigest() != sha256.lower():
        raise PieceDamaged
    Upload.objects.get(pk=upload_id, by=by, state=UploadState.OPEN)
    with storing.held_part(upload_id) as part:
        upload = Upload.objects.get(pk=upload_id, by=by, state=UploadState.OPEN)
        there = min(upload.offset, storing.length_of(part, upload.purpose))
        if there < upload.offset:  # the disk lost what the database remembers: go on from what is there
            Upload.objects.filter(pk=upload_id).update(offset=there)
            raise OffsetDiffers(there)
        if offset + len(data) <= upload.offset:
            return upload.offset
        if offset != upload.offset or offset + len(data) > upload.size:
            raise OffsetDiffers(upload.offset)
        storing.append(part, offset, data, upload.purpose)
        Upload.objects.filter(pk=upload_id).update(offset=offset + len(data), touched_at=at)
        return offset + len(data)


def finish_upload(*, upload_id: UUID, by: User, at: datetime) -> Upload:
    """The whole file becomes a revision, or is refused for what its bytes are. May be asked again: the answer is the same.

    Raises Upload.DoesNotExist, OffsetDiffers when pieces are missing, ProblemsFound when the file is refused.
    """
    with storing.held_part(upload_id) as part:
        upload = Upload.objects.select_related("agency", "document", "revision__document").get(pk=upload_id, by=by, purpose="")
        if upload.state == UploadState.COMPLETE:
            storing.discard_part(upload_id)
            return upload
        if upload.state != UploadState.OPEN:
            storing.discard_part(upload_id)
            raise Upload.DoesNotExist
        there = min(upload.offset, storing.length_of(part))
        if there != upload.size:
            raise OffsetDiffers(there)
        media_type, refusal = _media_type(part)
        if refusal:
            end_upload(upload, UploadState.REFUSED, at, problems=[refusal.to_json()])
            storing.discard_part(upload_id)
            raise ProblemsFound([refusal])
        digest = storing.digest_of(part)
        storing.keep(part, upload_id, digest)
        _complete(upload, digest, media_type, at)
        storing.discard_part(upload_id)
        return upload


@transaction.atomic
def _complete(upload: Upload, sha256: str, media_type: str, at: datetime) -> None:
    """Side effects: a document and revision, a journal entry, and the job that scans and reads the content."""
    file, _new = StoredFile.objects.get_or_create(sha256=sha256, defaults={"size": upload.size, "media_type": media_type, "received_at": at})
    revision, _added = add_revision(
        agency=upload.agency, document=upload.document, file=file, original_name=upload.original_name, by=upload.by, at=at,
    )
    end_upload(upload, UploadState.COMPLETE, at, revision=revision)
    if file.state in WAITING:
        enqueue("parix.web.files.jobs.examine", by=upload.by.get_username(), now=at, file_id=file.pk)


def end_upload(upload: Upload, state: UploadState, at: datetime, **columns: object) -> None:
    for name, value in {"state": state, "ended_at": at, "touched_at": at, **columns}.items():
        setattr(upload, name, value)
    upload.save(update_fields=["state", "ended_at", "touched_at", *columns])


def _media_type(part: BinaryIO) -> tuple[str, Problem | None]:
    """By the bytes: the first of them, or all where the type is told by a table of contents at the end."""
    part.seek(0)
    head = part.read(_HEAD)
    return media_type_of(head + part.read() if needs_all_bytes(head) else head)


def receive_whole(*, agency: Agency, document: Document | None, name: str, size: int, pieces: Iterable[bytes], by: User, at: datetime) -> Upload:
    """A file that came in one request. Raises ProblemsFound."""
    upload = start_upload(agency=agency, document=document, name=name, size=size, by=by, at=at)
    offset = 0
    for piece in pieces:
        offset = receive_piece(upload_id=upload.pk, by=by, offset=offset, data=piece, sha256="", at=at)
    return finish_upload(upload_id=upload.pk, by=by, at=at)


def cancel_upload(*, upload_id: UUID, by: User, at: datetime) -> None:
    """Given up by the person. Raises Upload.DoesNotExist for one that is over."""
    upload = Upload.objects.get(pk=upload_id, by=by, state=UploadState.OPEN)
    with storing.held_part(upload_id):
        end_upload(upload, UploadState.ABANDONED, at)
        storing.discard_part(upload_id)
