"""Numbers and names of people: one way of writing them for comparing, and what a list shows of them."""

from __future__ import annotations

import re

PHONE = re.compile(r"(?:\+?84|0)(\d{9,10})")
IDENTITY = re.compile(r"\d{12}|\d{9}")
_BETWEEN, _BETWEEN_DIGITS, _BETWEEN_LETTERS = re.compile(r"[\s.\-()]+"), re.compile(r"[\s.\-]+"), re.compile(r"[\s.]+")


def plain_phone(text: str) -> str:
    """`+84 912 345 678` and `0912.345.678` are the same: `0912345678`; "" for what is no telephone number."""
    found = PHONE.fullmatch(_BETWEEN.sub("", text))
    return f"0{found[1]}" if found else ""


def plain_identity(text: str) -> str:
    """Twelve digits of a citizen's card, or nine of an older one; "" for what is neither."""
    digits = _BETWEEN_DIGITS.sub("", text)
    return digits if IDENTITY.fullmatch(digits) else ""


def plain_number(text: str) -> str:
    """Any number that names a person or an organisation, without what people put between: `0101234567-001` stays apart from its parent."""
    return _BETWEEN_LETTERS.sub("", text).upper()


def masked_name(name: str) -> str:
    """`Nguyễn Văn An` becomes `N. V. An`: friends know each other, strangers nobody."""
    words = name.split()
    return " ".join([*(f"{word[0].upper()}." for word in words[:-1]), words[-1][:30]]) if words else ""


def masked_number(number: str) -> str:
    """The last three digits: `*******678`."""
    return "*" * max(len(number) - 3, 0) + number[-3:]


def masked_email(address: str) -> str:
    """`ng…@example.com`."""
    name, at, host = address.partition("@")
    return f"{name[:2]}…{at}{host}" if at else ("…" if address else "")
