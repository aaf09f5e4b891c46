"""The same or nearly the same content elsewhere: in another document, another year, another agency; the same reference twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from parix.web.files.choices import LikenessBasis
from parix.web.files.models import Document, DocumentRevision, Likeness

# Two papers under different numbers are one form filled in twice, unless as much as this of their words, in percent, is the same.
SAME_WORDS = 97

Reference = tuple[str, str]
HELD = ("file_id", "document_id", "document__number", "document__symbol")


@dataclass(frozen=True, slots=True)
class Twin:
    """Another document. `basis` is "same" for the very same bytes, "reference" for the same number and date, else how alike.

    `id` is None for a document that this person may not see: then only that there is one is said.
    """

    id: UUID | None
    basis: str
    percent: int
    title: str
    agency: str
    issued_on: date | None
    is_other_agency: bool
    is_other_year: bool


def twins_of(document: Document, seen_agencies: Collection[int]) -> list[Twin]:
    """Every other document that shares content or reference with this one: the very same first; three queries."""
    file_ids = list(document.revisions.values_list("file_id", flat=True))
    alike = _alike(file_ids)
    shared = DocumentRevision.objects.filter(file_id__in=[*file_ids, *alike]).exclude(document=document).select_related("document__agency", "document__current")
    found: dict[UUID, Twin] = {}
    for revision in shared:
        basis, percent = ("same", 100) if revision.file_id in file_ids else alike[revision.file_id]
        if is_other_paper(_reference(document), _reference(revision.document), basis, percent):
            continue
        known = found.get(revision.document_id)
        if known is None or (basis == "same", percent) > (known.basis == "same", known.percent):
            found[revision.document_id] = _twin(document, revision.document, basis, percent, seen_agencies, revision.original_name)
    for other in _same_reference(document):
        found.setdefault(other.pk, _twin(document, other, "reference", 100, seen_agencies, ""))
    return sorted(found.values(), key=lambda twin: (twin.basis != "same", -twin.percent, str(twin.id)))


def kin_of(document_ids: Collection[UUID]) -> dict[UUID, dict[UUID, tuple[str, int]]]:
    """For each document the others that share a file with it, or hold one that is nearly the same, with basis and percent as in a
    `Twin`; one query, whatever the number, and two more where some are nearly the same. For rooms that know what documents are used for."""
    kin: dict[UUID, dict[UUID, tuple[str, int]]] = {document_id: {} for document_id in document_ids}
    alike_to = Likeness.objects.filter(Q(first_id=OuterRef("file_id")) | Q(second_id=OuterRef("file_id")))
    held = DocumentRevision.objects.filter(document_id__in=document_ids).annotate(is_alike=Exists(alike_to), holder=F("file__revisions__document_id"))
    # Most documents share nothing with any other: only those that do come back.
    held = held.filter(Q(is_alike=True) | ~Q(holder=F("document_id")))
    files: set[int] = set()
    for document_id, holder, file_id, is_alike in held.values_list("document_id", "holder", "file_id", "is_alike"):
        if holder != document_id:
            kin[document_id][holder] = ("same", 100)
        if is_alike:
            files.add(file_id)
    if not files:
        return kin
    alike = list(Likeness.objects.filter(Q(first_id__in=files) | Q(second_id__in=files)).order_by("-percent"))
    holders: dict[int, set[UUID]] = defaultdict(set)
    references: dict[UUID, Reference] = {}
    involved = {file_id for one in alike for file_id in (one.first_id, one.second_id)}
    for file_id, document_id, number, symbol in DocumentRevision.objects.filter(file_id__in=involved).values_list(*HELD):
        holders[file_id].add(document_id)
        references[document_id] = (number, symbol)
    for one in alike:
        found = (LikenessBasis(one.basis).value, one.percent)
        for own, other in ((one.first_id, one.second_id), (one.second_id, one.first_id)):
            for document_id in holders[own] & kin.keys():
                for holder in holders[other] - {document_id}:
                    if not is_other_paper(references[document_id], references[holder], *found):
                        kin[document_id].setdefault(holder, found)
    return kin


def is_other_paper(one: Reference, other: Reference, basis: str, percent: int) -> bool:
    """Likeness means nothing between two papers that a person has registered under different numbers: offices fill in the same forms,
    and pages of one layout look alike. Where nearly every word is the same too, only the number may have been changed."""
    if basis == "same" or not all((*one, *other)) or one == other:
        return False
    return not (basis == LikenessBasis.TEXT and percent >= SAME_WORDS)


def _reference(document: Document) -> Reference:
    return (document.number, document.symbol)


def _alike(file_ids: Collection[int]) -> dict[int, tuple[str, int]]:
    """Other content to how alike it is to one of these, the stronger basis first."""
    found: dict[int, tuple[str, int]] = {}
    for one in Likeness.objects.filter(Q(first_id__in=file_ids) | Q(second_id__in=file_ids)).order_by("percent"):
        other = one.second_id if one.first_id in file_ids else one.first_id
        if other not in file_ids:
            found[other] = (LikenessBasis(one.basis).value, one.percent)
    return found


def _same_reference(document: Document) -> list[Document]:
    """Registered twice by number, symbol and date, whatever the files."""
    if not (document.number and document.symbol and document.issued_on):
        return []
    same = Document.objects.filter(number=document.number, symbol=document.symbol, issued_on=document.issued_on, issuer=document.issuer)
    return list(same.exclude(pk=document.pk).select_related("agency", "current")[:20])


def _twin(document: Document, other: Document, basis: str, percent: int, seen: Collection[int], name: str) -> Twin:
    may_see = other.agency_id in seen
    is_other_year = bool(document.issued_on and other.issued_on and document.issued_on.year != other.issued_on.year)
    title = " ".join(part for part in (other.number_and_symbol, other.abstract or name) if part)
    return Twin(
        other.pk if may_see else None, basis, percent, title if may_see else "", other.agency.name if may_see else "", other.issued_on if may_see else None,
        other.agency_id != document.agency_id, is_other_year,
    )
