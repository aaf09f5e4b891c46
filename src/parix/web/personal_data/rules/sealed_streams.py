"""Seals a file on its way to the disk and opens it on its way back, piece by piece, so that its size does not matter.

The head is one byte with the number of the key and twelve of a nonce; every piece is sealed with AES-256-GCM under that nonce with the
piece's number mixed in, and bound to the purpose and to being the last or not: a piece that is missing, moved or cut off does not open.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO

from cryptography.exceptions import InvalidTag
from django.conf import settings

from parix.web.personal_data.rules.sealing import NotOpened, lock_of

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

PIECE = 1024 * 1024
_NONCE, _TAG = 12, 16


class StreamSealer:
    """Give it the bytes as they come, then `finish`; `size` says how many they were. It closes nothing."""

    def __init__(self, into: BinaryIO, purpose: str) -> None:
        number = max(settings.PERSONAL_KEYS)
        self._lock, self._nonce, self._purpose, self._into = lock_of(settings.PERSONAL_KEYS[number]), os.urandom(_NONCE), purpose, into
        self._waiting, self._at, self.size = bytearray(), 0, 0
        into.write(bytes([number]) + self._nonce)

    def write(self, piece: bytes) -> None:
        self.size += len(piece)
        self._waiting += piece
        while len(self._waiting) > PIECE:
            self._seal(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]

    def finish(self) -> None:
        self._seal(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _seal(self, piece: bytes, *, last: bool) -> None:
        self._into.write(self._lock.encrypt(_nonce(self._nonce, self._at), piece, _about(self._purpose, last=last)))
        self._at += 1


def seal_stream(pieces: Iterable[bytes], into: BinaryIO, purpose: str) -> int:
    """How many bytes came in."""
    sealer = StreamSealer(into, purpose)
    for piece in pieces:
        sealer.write(piece)
    sealer.finish()
    return sealer.size


def open_stream(sealed: BinaryIO, purpose: str) -> BinaryIO:
    """The bytes as they came in; reading raises NotOpened where they cannot be had. Closing it closes what lies below."""
    return io.BufferedReader(_Opened(sealed, purpose), PIECE)


class _Opened(io.RawIOBase):
    def __init__(self, sealed: BinaryIO, purpose: str) -> None:
        head = sealed.read(1 + _NONCE)
        secret = settings.PERSONAL_KEYS.get(head[0]) if len(head) == 1 + _NONCE else None
        if secret is None:
            raise NotOpened("không có khóa của tệp: thêm khóa này vào PARIX_PERSONAL_KEYS")
        self._sealed, self._purpose, self._lock, self._nonce = sealed, purpose, lock_of(secret), head[1:]
        self._at, self._left, self._next = 0, b"", sealed.read(PIECE + _TAG)

    def readable(self) -> bool:
        return True

    def readinto(self, into: WriteableBuffer) -> int:
        view = memoryview(into)
        if not self._left and self._next:
            following = self._sealed.read(PIECE + _TAG)
            self._left = self._open(self._next, last=not following)
            self._next, self._at = following, self._at + 1
        count = min(len(view), len(self._left))
        view[:count], self._left = self._left[:count], self._left[count:]
        return count

    def _open(self, piece: bytes, *, last: bool) -> bytes:
        try:
            return self._lock.decrypt(_nonce(self._nonce, self._at), piece, _about(self._purpose, last=last))
        except InvalidTag:
            raise NotOpened("tệp đã bị sửa hoặc bị cắt") from None

    def close(self) -> None:
        self._sealed.close()
        super().close()


def _nonce(nonce: bytes, at: int) -> bytes:
    return nonce[:8] + (int.from_bytes(nonce[8:]) ^ at).to_bytes(4)


def _about(purpose: str, *, last: bool) -> bytes:
    return f"{purpose} {'last' if last else 'more'}".encode()
