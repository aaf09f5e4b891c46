"""Seals texts with AES-256-GCM and finds them again by a keyed hash.

A sealed value is one byte with the number of its key, twelve of a nonce, then the ciphertext with its tag; it is bound to the purpose
it was sealed for, so that no column's value passes for another's. Keys rotate: setting PERSONAL_KEYS holds all of them by number, new
values take the highest, old ones are opened by theirs. The hash has a key of its own (PERSONAL_LOOKUP_KEY); while it changes, the one
before (PERSONAL_LOOKUP_KEY_BEFORE) still finds what was not hashed anew.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Iterable, Sequence
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE = 12
HASH_BYTES = 16  # of SHA-256's 32: still no two people share one


class NotOpened(Exception):
    """The value was sealed with a key that this installation does not have, for another purpose, or was changed since."""


def sealed(text: str, purpose: str) -> bytes:
    """Nothing stays nothing: an empty text is an empty value."""
    return sealed_many([text], purpose)[0]


def sealed_many(texts: Sequence[str], purpose: str) -> list[bytes]:
    """The same for many, about a million in two or three seconds."""
    number, lock = _newest()
    head, about, encrypt = bytes([number]), purpose.encode(), lock.encrypt
    noise = os.urandom(_NONCE * len(texts))
    out = []
    for at, text in enumerate(texts):
        if text:
            nonce = noise[at * _NONCE : (at + 1) * _NONCE]
            out.append(head + nonce + encrypt(nonce, text.encode(), about))
        else:
            out.append(b"")
    return out


def opened(value: bytes | memoryview, purpose: str) -> str:
    """Raises NotOpened."""
    value = bytes(value)
    if not value:
        return ""
    secret = settings.PERSONAL_KEYS.get(value[0])
    if secret is None:
        raise NotOpened(f"không có khóa số {value[0]}: thêm khóa này vào PARIX_PERSONAL_KEYS")
    try:
        return lock_of(secret).decrypt(value[1 : 1 + _NONCE], value[1 + _NONCE :], purpose.encode()).decode()
    except (InvalidTag, ValueError):
        raise NotOpened(f"không mở được dữ liệu khóa bằng khóa số {value[0]}: khóa đã bị thay, hoặc dữ liệu đã bị sửa") from None


def is_of_newest_key(value: bytes | memoryview) -> bool:
    """False for what is to be sealed anew after a rotation."""
    value = bytes(value)
    return not value or value[0] == max(settings.PERSONAL_KEYS)


def lookup_hash(text: str, purpose: str) -> bytes:
    """The same for the same text and purpose, for an index; nothing stays nothing."""
    return lookup_hashes([text], purpose)[0]


def lookup_hashes(texts: Iterable[str], purpose: str) -> list[bytes]:
    key = _lookup_key(settings.PERSONAL_LOOKUP_KEY, purpose)
    return [_hashed(key, text) if text else b"" for text in texts]


def _hashed(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), "sha256")[:HASH_BYTES]


def hashes_known(text: str, purpose: str) -> list[bytes]:
    """Under which the text may lie: by the key that holds and, while it changes, by the one before."""
    before = settings.PERSONAL_LOOKUP_KEY_BEFORE
    return [lookup_hash(text, purpose), *([_hashed(_lookup_key(before, purpose), text)] if before and text else [])]


def _newest() -> tuple[int, AESGCM]:
    number = max(settings.PERSONAL_KEYS)
    return number, lock_of(settings.PERSONAL_KEYS[number])


@lru_cache(maxsize=32)
def lock_of(secret: str) -> AESGCM:
    """The lock that a key of the settings makes."""
    return AESGCM(hashlib.sha256(f"personal seal {secret}".encode()).digest())


@lru_cache(maxsize=64)
def _lookup_key(secret: str, purpose: str) -> bytes:
    return hashlib.sha256(f"personal lookup {purpose} {secret}".encode()).digest()
