"""Who an entrant is, without keeping it: a keyed hash that tells one from another, and a lock on what is needed to hand out a prize.

Both keys come from the installation's ENTRANTS_KEY. The hash is bound to the contest: nobody can be followed from one to the next.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def person_hash(contest_id: int, words: str) -> str:
    return hmac.new(_key("person"), f"{contest_id}|{words}".encode(), hashlib.sha256).hexdigest()


def sealed(name: str, number: str, phone: str) -> str:
    return _lock().encrypt(json.dumps([name, number, phone]).encode()).decode()


def opened(text: str) -> tuple[str, str, str]:
    """Name, identity number or telephone, telephone; empty where it was erased or locked with another key."""
    try:
        name, number, phone = json.loads(_lock().decrypt(text.encode()))
    except (InvalidToken, ValueError):
        return "", "", ""
    return str(name), str(number), str(phone)


def _key(purpose: str) -> bytes:
    return hashlib.sha256(f"entrants {purpose} {settings.ENTRANTS_KEY}".encode()).digest()


def _lock() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_key("seal")))
