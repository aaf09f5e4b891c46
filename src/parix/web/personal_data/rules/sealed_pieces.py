"""A file that comes in pieces, each sealed as it is laid down: so many pieces lie there, and the file can be gone on with after any of them.

Before every piece stand its length (four bytes), the number of its key and a nonce; it is bound to the purpose and to where it begins, so
that no piece passes for another.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from django.conf import settings

from parix.web.personal_data.rules.sealing import NotOpened, lock_of

_LENGTH, _NONCE, _TAG = 4, 12, 16
HEAD = _LENGTH + 1 + _NONCE


def sealed_piece(data: bytes, offset: int, purpose: str) -> bytes:
    number, nonce = max(settings.PERSONAL_KEYS), os.urandom(_NONCE)
    return len(data).to_bytes(_LENGTH) + bytes([number]) + nonce + lock_of(settings.PERSONAL_KEYS[number]).encrypt(nonce, data, _about(purpose, offset))


def whole_pieces(part: BinaryIO) -> Iterator[tuple[int, int]]:
    """After each piece that lies there entirely: how many bytes of the file it makes, and where in the part it ends."""
    there = os.fstat(part.fileno()).st_size
    count = at = 0
    while at + HEAD <= there:
        part.seek(at)
        length = int.from_bytes(part.read(_LENGTH))
        at += HEAD + length + _TAG
        if not length or at > there:
            return
        count += length
        yield count, at


def key_of(part: BinaryIO) -> bytes:
    """The number of the first piece's key; nothing where there is none yet."""
    part.seek(_LENGTH)
    return part.read(1)


def opened_pieces(part: BinaryIO, purpose: str) -> Iterator[bytes]:
    """Raises NotOpened."""
    begin, start = 0, 0
    for count, end in whole_pieces(part):
        part.seek(start + _LENGTH)
        number, nonce, closed = part.read(1)[0], part.read(_NONCE), part.read(end - start - HEAD)
        secret = settings.PERSONAL_KEYS.get(number)
        if secret is None:
            raise NotOpened("không có khóa của tệp: thêm khóa này vào PARIX_PERSONAL_KEYS")
        try:
            yield lock_of(secret).decrypt(nonce, closed, _about(purpose, begin))
        except InvalidTag:
            raise NotOpened("tệp đã bị sửa hoặc bị cắt") from None
        begin, start = count, end


def _about(purpose: str, offset: int) -> bytes:
    return f"{purpose} {offset}".encode()
