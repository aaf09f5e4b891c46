"""Links with what judging them needs and nothing else: lists of leaves say only how the evidence of each stands, and whole rows of hundreds
of links would be most of their time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from parix.web.assessment.models import EvidenceLink, Participation
from parix.web.assessment.queries.evidence.held import FILE, PROPOSED_HEAD, REVISION, HeldCheck
from parix.web.files.choices import DocumentState


class JudgedFile(NamedTuple):
    state: str
    read_at: datetime | None
    head: dict[str, Any] | None  # what the reader proposes; left out where a person has confirmed


class JudgedRevision(NamedTuple):
    file: JudgedFile


class JudgedDocument(NamedTuple):
    state: str
    confirmed_at: datetime | None
    current_id: int | None
    kind: str
    issued_on: date | None
    issuer: str
    link: str
    current: JudgedRevision | None

    @property
    def is_confirmed(self) -> bool:
        return self.state == DocumentState.CONFIRMED


class JudgedLink(NamedTuple):
    pk: int
    participation_id: int
    leaf_key: str
    participation: Participation
    document: JudgedDocument
    check_kept: HeldCheck | None


_DOCUMENT = [f"document__{name}" for name in JudgedDocument._fields[:-1]]
COLUMNS = (
    "pk", "participation_id", "leaf_key", *_DOCUMENT, REVISION + "file_id", FILE + "state", FILE + "read_at", "proposed_head", "check_kept__basis",
    "check_kept__problems",
)
_DOCUMENT_ENDS = 3 + len(_DOCUMENT)


def judged_links(links: QuerySet[EvidenceLink], participations: Mapping[int, Participation]) -> list[JudgedLink]:
    """One query; the oldest first. `participations` by id, with their rounds."""
    rows = with_proposed_head(links).order_by("added_at", "pk")
    return [judged_from(row, participations) for row in rows.values_list(*COLUMNS)]


def with_proposed_head(links: QuerySet[EvidenceLink]) -> QuerySet[EvidenceLink]:
    """What `COLUMNS` are read from."""
    return links.annotate(proposed_head=PROPOSED_HEAD)


def judged_from(row: tuple[Any, ...], participations: Mapping[int, Participation]) -> JudgedLink:
    """A row of `COLUMNS`."""
    file_id, state, read_at, head, basis, problems = row[_DOCUMENT_ENDS:]
    current = JudgedRevision(JudgedFile(state, read_at, head)) if file_id is not None else None
    check = HeldCheck(basis, problems) if basis is not None else None
    document = JudgedDocument._make((*row[3:_DOCUMENT_ENDS], current))
    return JudgedLink._make((*row[:3], participations[row[1]], document, check))
