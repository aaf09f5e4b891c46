"""The register: the documents that somebody may see, by words, kind, state, agency and year; rows for a page of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from parix.web.accounts.rules import Standing
from parix.web.files.choices import DocumentState, FileState, kind_label
from parix.web.files.models import Document, DocumentRevision
from parix.web.files.queries.duplicates import kin_of
from parix.web.files.queries.proposals import proposed
from parix.web.files.queries.searching import Hit, hits_in, pages_with, wanted
from parix.web.organisations.queries import Agency

PAGE_SIZE = 25
ORDERS = {"moi": ("-registered_at", "id"), "ngay": (F("issued_on").desc(nulls_last=True), "-registered_at", "id")}


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address of the list."""

    words: str = ""
    kind: str = ""
    state: str = ""
    agency: str = ""
    year: int | None = None
    order: str = "moi"


@dataclass(frozen=True, slots=True)
class Row:
    """One document in the list. `is_proposed`: its fields are what the reader proposes, nobody has confirmed them."""

    id: UUID
    kind: str
    number_and_symbol: str
    issued_on: date | None
    issuer: str
    abstract: str
    agency: str
    agency_code: str
    is_confirmed: bool
    is_proposed: bool
    file_state: str
    file_state_label: str
    original_name: str
    pages: int
    is_signed: bool
    is_used_elsewhere: bool
    registered_at: datetime
    hit: Hit | None

    @property
    def title(self) -> str:
        """What the list calls it: the abstract, or the name of the file."""
        return self.abstract or self.original_name or self.number_and_symbol


def agencies_seen_by(standing: Standing) -> frozenset[int]:
    """The agencies whose documents this person may see; the same as `rules.may_see_document` says of each."""
    return standing.member_of | standing.coordinates | standing.audits


def agencies_written_by(standing: Standing) -> frozenset[int]:
    return standing.member_of | standing.coordinates


def agency_choices(ids: Iterable[int]) -> list[Agency]:
    return list(Agency.objects.filter(pk__in=list(ids)).order_by("kind", "folded_name"))


def documents_found(agency_ids: Iterable[int], filters: Filters) -> QuerySet[Document]:
    """Words are looked for in what is registered of a document and in the text of all its revisions."""
    found = Document.objects.filter(agency_id__in=list(agency_ids))
    if filters.agency:
        found = found.filter(agency__code=filters.agency)
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.year:
        found = found.filter(issued_on__year=filters.year)
    found = _in_state(found, filters.state)
    search = wanted(filters.words)
    if search.phrases:
        in_fields = Q()
        for word in search.words:
            in_fields &= Q(search__contains=word)
        in_text = DocumentRevision.objects.filter(file__in=pages_with(search).values("file")).values("document")
        found = found.filter(in_fields | Q(pk__in=in_text))
    return found.order_by(*ORDERS.get(filters.order, ORDERS["moi"]))


def _in_state(found: QuerySet[Document], state: str) -> QuerySet[Document]:
    if state in DocumentState.values:
        return found.filter(state=state)
    if state in FileState.values:
        return found.filter(current__file__state=state)
    return found.filter(current__isnull=True) if state == "khong-tep" else found


def rows_of(documents: QuerySet[Document] | Sequence[Document], words: str = "") -> list[Row]:
    """The documents of one page of the list: five queries at most, one more when words were looked for."""
    return rows_of_ids([document.pk for document in documents], words)


def rows_of_ids(ids: Sequence[UUID], words: str = "") -> list[Row]:
    """The same, in the order of the ids; one query less."""
    by_id = {document.pk: document for document in Document.objects.filter(pk__in=ids).select_related("agency", "current__file")}
    kin = kin_of(ids)
    search = wanted(words)
    files = [one.current.file_id for one in by_id.values() if one.current]
    hits = hits_in(files, search) if search.phrases and files else {}
    return [_row(by_id[pk], hits, bool(kin[pk])) for pk in ids]


def _row(document: Document, hits: dict[int, Hit], is_used_elsewhere: bool) -> Row:
    file = document.current.file if document.current else None
    shown = {} if document.is_confirmed else proposed(file)
    held = {name: getattr(document, name) or shown.get(name) for name in ("kind", "number", "symbol", "issued_on", "issuer", "abstract")}
    cited = f"{held['number'] or ''}/{held['symbol']}" if held["symbol"] else held["number"] or ""
    return Row(
        document.pk, kind_label(held["kind"] or ""), cited, held["issued_on"], held["issuer"] or "", held["abstract"] or "", document.agency.name,
        document.agency.code, document.is_confirmed, not document.is_confirmed and bool(shown), file.state if file else "",
        file.get_state_display() if file else "", document.current.original_name if document.current else "", file.page_count if file else 0,
        bool(file and file.signatures), is_used_elsewhere, document.registered_at, hits.get(file.pk) if file else None,
    )


def years_of(agency_ids: Iterable[int]) -> list[int]:
    """Years in which the agencies' documents were issued, the newest first."""
    return [day.year for day in Document.objects.filter(agency_id__in=list(agency_ids), issued_on__isnull=False).dates("issued_on", "year", order="DESC")]
