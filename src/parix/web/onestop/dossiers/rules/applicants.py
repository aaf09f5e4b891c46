"""Who applies: sealed as a whole, found by the hashes of number and telephone, masked for lists."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from typing import Protocol

from parix.web.onestop.dossiers.choices import NUMBER, PHONE, SEAL, ApplicantKind
from parix.web.personal_data.rules.people import masked_email, masked_name, masked_number, plain_identity, plain_number, plain_phone
from parix.web.personal_data.rules.sealing import hashes_known, lookup_hashes, opened, sealed_many


@dataclass(frozen=True, slots=True)
class Applicant:
    """`number` is a citizen's identity number or an organisation's registration number."""

    name: str = ""
    number: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


NOBODY = Applicant()
_LEAST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Sealed:
    """What columns hold of one applicant."""

    applicant: bytes
    number_hash: bytes
    phone_hash: bytes


def seal_applicants(applicants: Sequence[Applicant]) -> list[Sealed]:
    """Fast for many: an array form."""
    blobs = sealed_many(["" if one == NOBODY else json.dumps(astuple(one), ensure_ascii=False) for one in applicants], SEAL)
    numbers = lookup_hashes((known_number(one.number) for one in applicants), NUMBER)
    phones = lookup_hashes((plain_phone(one.phone) for one in applicants), PHONE)
    return [Sealed(*columns) for columns in zip(blobs, numbers, phones, strict=True)]


def open_applicant(value: bytes | memoryview) -> Applicant:
    """Raises NotOpened."""
    text = opened(value, SEAL)
    return Applicant(*json.loads(text)) if text else NOBODY


def masked(one: Applicant, kind: int) -> Applicant:
    """As lists show it. The name of an organisation is no secret."""
    name = masked_name(one.name) if kind == ApplicantKind.CITIZEN else one.name
    return Applicant(name, masked_number(one.number), "", masked_number(one.phone), masked_email(one.email))


def known_number(text: str) -> str:
    """The same for however an identity or registration number is written."""
    return plain_identity(text) or plain_number(text)


class NumbersLike(Protocol):
    number_hash: bytes | memoryview
    phone_hash: bytes | memoryview


def is_number_of(dossier: NumbersLike, words: str) -> bool:
    """Whether the words are the identity number, registration number or telephone that stands on the dossier."""
    return any(hmac.compare_digest(bytes(getattr(dossier, column)), bytes(value)) for column, value in hashes_of(words))


def hashes_of(words: str) -> Iterable[tuple[str, bytes]]:
    """What a search for the words would find by: the column and the hashes, for what looks like a number or a telephone."""
    digits = known_number(words)
    if sum(letter.isdigit() for letter in digits) >= _LEAST_DIGITS:
        yield from (("number_hash", one) for one in hashes_known(digits, NUMBER))
    if phone := plain_phone(words):
        yield from (("phone_hash", one) for one in hashes_known(phone, PHONE))

