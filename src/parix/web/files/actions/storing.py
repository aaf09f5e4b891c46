"""Bytes onto the disk so that a crash at any moment leaves a part that can be gone on with, or whole content, never half of it.

A part is written up to its acknowledged length, flushed to the disk, and only then acknowledged. Whole content is linked under
its hash, so it is there at once and entirely.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from parix.web.files.queries.store import content_path, part_path
from parix.web.personal_data.rules.sealed_pieces import sealed_piece, whole_pieces

_PIECE = 1024 * 1024
_OWNER_ONLY_FOLDER, _OWNER_ONLY = 0o700, 0o600


@contextmanager
def held_part(upload_id: UUID) -> Iterator[BinaryIO]:
    """The part of an upload, made when missing, held against every other process until the block ends."""
    path = part_path(upload_id)
    _make_folder(path.parent)
    number = os.open(path, os.O_RDWR | os.O_CREAT, _OWNER_ONLY)
    with os.fdopen(number, "r+b") as part:
        fcntl.flock(part, fcntl.LOCK_EX)
        yield part


def length_of(part: BinaryIO, purpose: str = "") -> int:
    """How many bytes of the file lie there. With a purpose the pieces are sealed; half of one counts for nothing."""
    if purpose:
        return max((count for count, _end in whole_pieces(part)), default=0)
    return os.fstat(part.fileno()).st_size


def append(part: BinaryIO, offset: int, data: bytes, purpose: str = "") -> None:
    """What a crash left behind the acknowledged offset is cut away first. The bytes are on the disk when this returns."""
    end = offset if not purpose else next((end for count, end in whole_pieces(part) if count == offset), 0)
    part.truncate(end)
    part.seek(end)
    part.write(sealed_piece(data, offset, purpose) if purpose else data)
    part.flush()
    os.fsync(part.fileno())


def digest_of(part: BinaryIO) -> str:
    part.seek(0)
    digest = hashlib.sha256()
    while piece := part.read(_PIECE):
        digest.update(piece)
    return digest.hexdigest()


def keep(part: BinaryIO, upload_id: UUID, sha256: str) -> None:
    """The part becomes content under its hash; content that is there already stays as it is. May be done again."""
    path = content_path(sha256)
    _make_folder(path.parent)
    if not path.exists():
        try:
            os.link(part_path(upload_id), path)
        except FileExistsError:
            return
        _flush_folder(path.parent)


def discard_part(upload_id: UUID) -> None:
    part_path(upload_id).unlink(missing_ok=True)


def write_whole(path: Path, data: bytes) -> None:
    """A small file that is there entirely or not at all."""
    _make_folder(path.parent)
    made = path.with_name(f".{path.name}.{os.getpid()}")
    made.write_bytes(data)
    made.replace(path)


def _make_folder(path: Path) -> None:
    path.mkdir(mode=_OWNER_ONLY_FOLDER, parents=True, exist_ok=True)


def _flush_folder(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
