"""Who may see, change and fetch documents. Other rooms ask these, or pass a permission of their own for one person and document."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Protocol

from django.core import signing

from parix.web.accounts.rules import Standing, is_auditor_over, is_coordinator_over, is_member_of
from parix.web.files.choices import FileState

PERMISSION_SECONDS = 12 * 3600
_SALT = "parix.files.permission"
_TICKET_SALT = "parix.files.ticket"


@dataclass(frozen=True, slots=True)
class Ticket:
    """Another room's leave to one person: send a file of at most so many bytes, for this agency and purpose."""

    user_id: int
    agency_id: int
    purpose: str
    most: int


class DocumentLike(Protocol):
    @property
    def pk(self) -> object: ...

    @property
    def agency_id(self) -> int: ...


class FileLike(Protocol):
    @property
    def state(self) -> str: ...

    @property
    def scanned_at(self) -> datetime | None: ...


def may_register_for(standing: Standing, agency_id: int) -> bool:
    """Upload or register for the agency: its own people, and the coordinator."""
    return is_member_of(standing, agency_id) or is_coordinator_over(standing, agency_id)


def may_see_register(standing: Standing) -> bool:
    """Has registers to see: whoever works for an agency, or looks over some. Not those who only look after people, and not those who
    appraise: they see what was handed over to them, through the room that knows what was."""
    return bool(standing.member_of or standing.coordinates or standing.audits)


def may_see_document(standing: Standing, document: DocumentLike) -> bool:
    """Its agency's people; the coordinator and the auditor over the agency. Everybody else needs a permission (below)."""
    agency_id = document.agency_id
    return is_member_of(standing, agency_id) or is_coordinator_over(standing, agency_id) or is_auditor_over(standing, agency_id)


def may_change_document(standing: Standing, document: DocumentLike) -> bool:
    """Correct and confirm what it is, or add a revision."""
    return may_register_for(standing, document.agency_id)


def is_fit_to_serve(file: FileLike, *, scanning: bool) -> bool:
    """A quarantined file goes to nobody, and while files are scanned, nor does one that was not."""
    return file.state != FileState.QUARANTINED and (not scanning or file.scanned_at is not None)


def may_fetch(standing: Standing, document: DocumentLike, file: FileLike, *, scanning: bool) -> bool:
    return may_see_document(standing, document) and is_fit_to_serve(file, scanning=scanning)


# --- a permission that another room gives ---------------------------------------------------------------------------------


def permission(user_id: int, document_id: object) -> str:
    """For the link to a document that the asking room has found this person may see: holds for both alone, and for half a day."""
    return signing.dumps([user_id, str(document_id)], salt=_SALT)


def is_permitted(given: str, user_id: int | None, document_id: object) -> bool:
    """Whether the permission is for this person and document, and fresh."""
    if not given or user_id is None:
        return False
    try:
        held = signing.loads(given, salt=_SALT, max_age=PERMISSION_SECONDS)
    except signing.BadSignature:
        return False
    return bool(held == [user_id, str(document_id)])


def written(ticket: Ticket) -> str:
    """For the page whose form sends the file; holds for half a day."""
    return signing.dumps(astuple(ticket), salt=_TICKET_SALT)


def ticket_of(given: str, user_id: int | None) -> Ticket | None:
    """None where it is another person's, too old, or nobody's."""
    try:
        held = Ticket(*signing.loads(given, salt=_TICKET_SALT, max_age=PERMISSION_SECONDS))
    except signing.BadSignature:
        return None
    return held if held.user_id == user_id else None
