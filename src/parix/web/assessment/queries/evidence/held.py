"""Links with what a check and a row need of their documents and files, as plain rows: a page reads hundreds of them, and whole models of
five tables each would be most of its time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Case, Exists, F, JSONField, OuterRef, QuerySet, Subquery, When

from parix.web.assessment.models import EvidenceLink, Participation, Submission
from parix.web.files.choices import DocumentState

FILE, REVISION = "document__current__file__", "document__current__"
# Where a person has confirmed what a document is, nobody asks what the reader proposed.
PROPOSED_HEAD = Case(When(document__state=DocumentState.CONFIRMED, then=None), default=F(FILE + "head"), output_field=JSONField(null=True))


class HeldFile(NamedTuple):
    pk: int
    state: str
    media_type: str
    scanned_at: datetime | None
    read_at: datetime | None
    page_count: int
    problems: list[dict[str, Any]]
    signatures: list[dict[str, Any]]
    sha256: str
    head: dict[str, Any] | None  # what the reader proposes; left out where a person has confirmed


class HeldRevision(NamedTuple):
    number: int
    original_name: str
    uploaded_at: datetime
    file: HeldFile


class HeldDocument(NamedTuple):
    pk: UUID
    agency_id: int
    state: str
    confirmed_at: datetime | None
    current_id: int | None
    kind: str
    number: str
    symbol: str
    issued_on: date | None
    issuer: str
    abstract: str
    link: str
    in_force_on: date | None
    received_on: date | None
    current: HeldRevision | None

    @property
    def is_confirmed(self) -> bool:
        return self.state == DocumentState.CONFIRMED


class HeldCheck(NamedTuple):
    basis: str
    problems: list[dict[str, Any]]


class HeldLink(NamedTuple):
    pk: int
    participation_id: int
    leaf_key: str
    page: int | None
    number: str
    symbol: str
    issued_on: date | None
    issuer: str
    quote: str
    proves: str
    added_at: datetime
    removed_at: datetime | None
    removal_reason: str
    adder: str
    remover: str | None
    replacing: bool
    handed_at: datetime | None  # when the agency last submitted
    participation: Participation
    document: HeldDocument
    check_kept: HeldCheck | None

    @property
    def document_id(self) -> UUID:
        return self.document.pk


_LINK = HeldLink._fields[:13]
_DOCUMENT = [f"document__{name}" for name in HeldDocument._fields[:-1] if name != "pk"]
_COLUMNS = (
    *_LINK, "adder", "remover", "replacing", "handed_at", "document_id", *_DOCUMENT, *(REVISION + name for name in HeldRevision._fields[:-1]), FILE + "id",
    *(FILE + name for name in HeldFile._fields[1:-1]), "proposed_head", "check_kept__basis", "check_kept__problems",
)
_LINK_ENDS = len(_LINK) + 4
_DOCUMENT_ENDS = _LINK_ENDS + len(HeldDocument._fields) - 1
_REVISION_ENDS = _DOCUMENT_ENDS + len(HeldRevision._fields) - 1
_FILE_ENDS = _REVISION_ENDS + len(HeldFile._fields)


@cache
def links_with_handing() -> QuerySet[EvidenceLink]:
    """To be narrowed down and given to `held_links`; put together once, which would take longer than the answer."""
    submissions = Submission.objects.filter(participation=OuterRef("participation")).order_by("-number")
    rows = EvidenceLink.objects.annotate(
        handed_at=Subquery(submissions.values("submitted_at")[:1]), adder=F("added_by__full_name"), remover=F("removed_by__full_name"),
        replacing=Exists(EvidenceLink.objects.filter(replaces=OuterRef("pk"))), proposed_head=PROPOSED_HEAD,
    )
    return rows.order_by("added_at", "pk")


def held_links(links: QuerySet[EvidenceLink], participations: Mapping[int, Participation]) -> list[HeldLink]:
    """One query; the oldest first. `links` as `links_with_handing` gives them, `participations` by id, with their rounds."""
    return [_held(row, participations) for row in links.values_list(*_COLUMNS)]


def _held(row: tuple[Any, ...], participations: Mapping[int, Participation]) -> HeldLink:
    revision, file = row[_DOCUMENT_ENDS:_REVISION_ENDS], row[_REVISION_ENDS:_FILE_ENDS]
    current = HeldRevision._make((*revision, HeldFile._make(file))) if file[0] is not None else None
    document = HeldDocument._make((*row[_LINK_ENDS:_DOCUMENT_ENDS], current))
    check = HeldCheck._make(row[_FILE_ENDS:]) if row[_FILE_ENDS] is not None else None
    return HeldLink._make((*row[:_LINK_ENDS], participations[row[1]], document, check))
