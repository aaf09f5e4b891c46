"""First step: a file is sealed onto the disk while it comes in, opened once, and waits for its mapping."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from parix.exchange_formats.dossiers.exports import JSON, XML, Export
from parix.exchange_formats.dossiers.headings import guess
from parix.foundation.problems import Problem, ProblemsFound
from parix.web.accounts.queries import User
from parix.web.audit_trail.actions import record
from parix.web.files.actions.handing_over import hand_over
from parix.web.files.queries import Upload
from parix.web.onestop.intake.actions import subject_of
from parix.web.onestop.intake.choices import FILE, KEPT, RUNNING, SAMPLES, SENT, State
from parix.web.onestop.intake.models import Finding, Import, Source
from parix.web.onestop.intake.queries.kept_files import bytes_of, export_of, folder, path_of
from parix.web.personal_data.rules.sealed_streams import StreamSealer
from parix.web.personal_data.rules.sealing import sealed

NAME_LENGTH = 200
KEPT_UNAPPLIED = timedelta(days=7)
_SPARE = 512 * 1024 * 1024


class TooLarge(Exception):
    """More came than is allowed; nothing is kept."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A file that lies sealed on the disk and belongs to no import yet."""

    id: UUID
    size: int
    sha256: str


class Laying:
    """Takes bytes as they come and lays them down sealed. `end` makes a `Laid` of them, `give_up` leaves nothing behind."""

    def __init__(self) -> None:
        folder().mkdir(parents=True, exist_ok=True, mode=0o700)
        if shutil.disk_usage(folder()).free < _SPARE:
            raise ProblemsFound([Problem("files.no_room", "máy chủ không còn đủ chỗ chứa tệp", "báo người vận hành; thử lại sau")])
        self._id, self._digest = uuid4(), hashlib.sha256()
        number = os.open(path_of(self._id), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = os.fdopen(number, "wb")
        self._sealer = StreamSealer(self._file, FILE)

    def write(self, piece: bytes) -> None:
        if self._sealer.size + len(piece) > settings.INTAKE_MAX_BYTES:
            self.give_up()
            raise TooLarge
        self._digest.update(piece)
        self._sealer.write(piece)

    def end(self) -> Laid:
        self._sealer.finish()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        return Laid(self._id, self._sealer.size, self._digest.hexdigest())

    def give_up(self) -> None:
        self._file.close()
        forget_file(self._id)


def lay_down(pieces: Iterable[bytes]) -> Laid:
    """All of it, sealed. Raises TooLarge, ProblemsFound."""
    laying = Laying()
    for piece in pieces:
        laying.write(piece)
    return laying.end()


def receive_sent(*, upload_id: UUID, source: Callable[[], Source], by: User, at: datetime) -> UUID:
    """The same for a file that was sent in pieces: the import that came of it. Raises ProblemsFound; side effects: those of `receive`."""

    def take(upload: Upload, pieces: Iterator[bytes]) -> str:
        return str(receive(source=source(), laid=lay_down(pieces), file_name=upload.original_name, by=by, at=at).pk)

    return UUID(hand_over(upload_id=upload_id, by=by, purpose=SENT, at=at, take=take))


def receive(*, source: Source, laid: Laid, file_name: str, by: User, at: datetime) -> Import:
    """Reads what the file says of itself. Raises ProblemsFound for what is no export; then nothing is kept.

    Side effects: an entry in the journal.
    """
    name = file_name.replace("\\", "/").rpartition("/")[2][-NAME_LENGTH:] or "tep"
    one = Import(pk=laid.id, source=source, by=by, at=at, file_name=name, sha256=laid.sha256, size=laid.size)
    try:
        with _refused_as_problem(name):
            export = export_of(one)
    except ProblemsFound:
        forget_file(laid.id)
        raise
    return _kept(one, export)


class _refused_as_problem:
    """What a hostile file makes a reader raise, beyond what it foresees, is a problem of the file."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, (MemoryError, RecursionError)):
            raise ProblemsFound([Problem("export.unreadable", f"không đọc được tệp «{self._name}»", "xuất lại tệp từ phần mềm")]) from None


@transaction.atomic
def _kept(one: Import, export: Export) -> Import:
    one.kind, one.encoding, one.heads = export.kind, export.encoding, export.names
    one.samples = sealed(json.dumps({name: export.samples(name) for name in export.names}, ensure_ascii=False), SAMPLES)
    one.notes = [note.to_json() for note in export.notes]
    one.mapping = mapping_for(one.source, export.names, is_message=export.kind in (JSON, XML))
    one.day_order = one.source.day_order
    one.save(force_insert=True)
    after = {"source": one.source.name, "file": one.file_name, "size": one.size}
    record(act="intake.file_received", subject=subject_of(one), by=one.by, after=after, scope=one.source.agency.code, at=one.at)
    return one


def mapping_for(source: Source, heads: list[str], *, is_message: bool = False) -> dict[str, str]:
    """What was confirmed for the source, where the file still has the head; what it lacks is guessed. Messages name their columns."""
    guessed = guess(heads)
    if is_message:
        return guessed
    saved = {column: head for column, head in source.mapping.items() if head in heads}
    taken = set(saved.values())
    return saved | {column: head for column, head in guessed.items() if column not in saved and head not in taken and column not in source.mapping}


@transaction.atomic
def discard(*, import_id: UUID, by: User, at: datetime) -> None:
    """Side effects: the file is gone once this commits, an entry in the journal. What runs or is applied stays."""
    one = Import.objects.select_for_update(of=("self",)).select_related("source__agency").get(pk=import_id)
    if one.state in RUNNING or one.state not in KEPT:
        return
    _drop(one, at)
    record(act="intake.discarded", subject=subject_of(one), by=by, after={"file": one.file_name}, scope=one.source.agency.code, at=at)


@transaction.atomic
def forget_unapplied(*, now: datetime) -> int:
    """Files that nobody applied do not lie about; nor do those that a broken upload left."""
    old = list(Import.objects.select_for_update().filter(state__in=KEPT, at__lt=now - KEPT_UNAPPLIED).exclude(state__in=RUNNING))
    for one in old:
        _drop(one, now)
    if folder().exists():
        known = {str(pk) for pk in Import.objects.filter(state__in=KEPT).values_list("pk", flat=True)}
        for path in folder().iterdir():
            if path.name not in known and path.stat().st_mtime < (now - timedelta(days=1)).timestamp():
                path.unlink(missing_ok=True)
    return len(old)


def _drop(one: Import, at: datetime) -> None:
    one.state, one.ended_at, one.samples, one.kept_out = State.DISCARDED, at, b"", b""
    one.save(update_fields=["state", "ended_at", "samples", "kept_out"])
    Finding.objects.filter(of=one).delete()
    transaction.on_commit(lambda: forget_file(one.pk))


def forget_file(import_id: UUID) -> None:
    with suppress(OSError):
        path_of(import_id).unlink(missing_ok=True)


__all__ = ["Laid", "Laying", "TooLarge", "bytes_of", "discard", "forget_file", "forget_unapplied", "lay_down", "mapping_for", "receive", "receive_sent"]
