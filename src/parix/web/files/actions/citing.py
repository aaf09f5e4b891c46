"""A document that somebody cites by kind, number and day: the one of the register, or one that is registered now, without a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from parix.web.accounts.queries import User
from parix.web.files.actions.registering import register_document
from parix.web.files.models import Document
from parix.web.organisations.queries import Agency


@dataclass(frozen=True, slots=True)
class Cited:
    kind: str
    number: str
    symbol: str
    issued_on: date
    abstract: str = ""
    issuer: str = ""


@transaction.atomic
def cited_document(*, agency: Agency, cited: Cited, by: User, at: datetime) -> Document:
    """The agency's confirmed document with this kind, number, symbol and day. Raises ProblemsFound for a head that cannot be."""
    same = {"kind": cited.kind, "number": cited.number.strip(), "symbol": cited.symbol.strip(), "issued_on": cited.issued_on}
    held = Document.objects.filter(agency=agency, **same).order_by("registered_at", "pk").first()
    if held is not None:
        return held
    given = {**same, "in_force_on": None, "received_on": None, "issuer": cited.issuer or agency.name, "abstract": cited.abstract, "link": ""}
    return register_document(agency=agency, given=given, by=by, at=at, today=timezone.localdate(at))
