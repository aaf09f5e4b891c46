"""What a person chooses from when linking: documents of the agency's register for a leaf, and leaves for a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from parix.criteria.editions import PlacedLeaf
from parix.foundation.phrases import Text
from parix.web.accounts.rules import Standing
from parix.web.assessment.choices import Stage
from parix.web.assessment.models import EvidenceLink, LeafDuty, Participation
from parix.web.assessment.queries.editions import edition_of
from parix.web.assessment.queries.evidence import evidence_by_leaf
from parix.web.assessment.queries.evidence.rows import EvidenceRow
from parix.web.assessment.queries.openings import opening_in, with_opening
from parix.web.assessment.queries.rounds import title_of
from parix.web.assessment.rules import is_open, may_link_evidence, may_see_evidence, state_of
from parix.web.files.queries import Document, documents_by_id
from parix.web.files.queries.register import Filters, Row, documents_found, rows_of
from parix.web.organisations.queries import engine_agency

SHOWN = 25


@dataclass(frozen=True, slots=True)
class Choice:
    """A document of the register; `is_linked` to the leaf already, `is_chosen` by the address."""

    row: Row
    is_linked: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ProvedLeaf:
    """A leaf that a document proves, or may prove: `link` is there when it does."""

    placed: PlacedLeaf
    row: EvidenceRow | None


@dataclass(frozen=True, slots=True)
class RoundOfDocument:
    """One round that the document's agency takes part in."""

    participation: Participation
    title: Text
    is_open: bool
    leaves: tuple[ProvedLeaf, ...]


def choices_of(participation: Participation, leaf_key: str, words: str, chosen: Sequence[UUID]) -> tuple[Choice, ...]:
    """Those that the address names first, then what was looked for, else the newest."""
    linked = set(EvidenceLink.objects.in_force().filter(participation=participation, leaf_key=leaf_key).values_list("document_id", flat=True))
    found = documents_found([participation.agency_id], Filters(words=words))
    named = list(documents_found([participation.agency_id], Filters()).filter(pk__in=chosen)) if chosen else []
    rest = list(found.exclude(pk__in=chosen)[:SHOWN])
    return tuple(Choice(row, row.id in linked, row.id in chosen) for row in rows_of([*named, *rest], words))


def documents_of(participation: Participation, ids: Sequence[UUID]) -> list[Document]:
    """Those of the agency's own register; others are as if they did not exist."""
    return [one for one in documents_by_id(ids).values() if one.agency_id == participation.agency_id]


def proved_by(document: Document, standing: Standing) -> tuple[RoundOfDocument, ...]:
    """The leaves that the document proves and that the person may know of, by round, the newest first."""
    taking_part = Participation.objects.filter(evidence__document=document, evidence__removed_at__isnull=True).distinct()
    found = []
    for one in taking_part.select_related("round", "agency").order_by("-round__period_end", "pk"):
        links = EvidenceLink.objects.in_force().filter(participation=one, document=document).values_list("leaf_key", flat=True)
        placed = {each.leaf.key: each for each in edition_of(one.round).placed_leaves}
        held = evidence_by_leaf(one, set(links), with_reuses=False)
        leaves = tuple(
            ProvedLeaf(placed[key], row) for key, whole in held.items() for row in whole.rows
            if row.document_id == document.pk and may_see_evidence(standing, row.agency_id, row.field_key, is_handed_over=row.is_handed_over)
        )
        if leaves:
            found.append(RoundOfDocument(one, title_of(one.round), False, leaves))
    return tuple(found)


def may_prove(document: Document, standing: Standing, at: datetime) -> tuple[RoundOfDocument, ...]:
    """The leaves that this person may link the document to now: those of open self-assessments of its agency."""
    found = []
    for one, leaves in _linkable(document, standing, at):
        linked = _linked(one, document)
        found.append(RoundOfDocument(one, title_of(one.round), True, tuple(ProvedLeaf(placed, linked.get(placed.leaf.key)) for placed in leaves)))
    return tuple(found)


def may_prove_any(document: Document, standing: Standing, at: datetime) -> bool:
    """Whether there is such a leaf; two queries at most for each open round."""
    return any(True for _ in _linkable(document, standing, at))


def _linkable(document: Document, standing: Standing, at: datetime) -> Iterator[tuple[Participation, list[PlacedLeaf]]]:
    rows = with_opening(Participation.objects.filter(agency_id=document.agency_id).exclude(round__stage=Stage.PUBLISHED), "")
    for one in rows.select_related("round", "agency").order_by("-round__period_end", "pk"):
        if not is_open(state_of(opening_in(one, one), at)):
            continue
        leads = dict(LeafDuty.objects.filter(participation=one).values_list("leaf_key", "lead_id"))
        agency = engine_agency(one.agency)
        leaves = [
            placed for placed in edition_of(one.round).placed_leaves
            if placed.leaf.key in leads and placed.applies(agency) and may_link_evidence(standing, one.agency_id, leads[placed.leaf.key])
        ]
        if leaves:
            yield one, leaves


def _linked(participation: Participation, document: Document) -> dict[str, EvidenceRow]:
    keys = set(EvidenceLink.objects.in_force().filter(participation=participation, document=document).values_list("leaf_key", flat=True))
    held = evidence_by_leaf(participation, keys, with_reuses=False) if keys else {}
    return {key: row for key, whole in held.items() for row in whole.rows if row.document_id == document.pk}
