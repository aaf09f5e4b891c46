"""Where else a document is evidence: the same document, the same file or a near-same scan, in another year or by another agency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from parix.foundation.phrases import Text
from parix.web.assessment.models import EvidenceLink
from parix.web.assessment.queries.editions import edition_of
from parix.web.assessment.queries.evidence.held import HeldLink
from parix.web.assessment.queries.rounds import title_of
from parix.web.files.queries.duplicates import kin_of


@dataclass(frozen=True, slots=True)
class Reuse:
    """`basis` is "document" for the very same entry of the register, else as in a `Twin` of files. It is a flag, not a verdict: a
    decision of the province is rightly everybody's evidence."""

    basis: str
    percent: int
    agency_id: int
    agency: str
    round: Text
    leaf_code: str
    is_other_agency: bool
    is_other_year: bool


def reuses_of(links: Sequence[HeldLink]) -> dict[int, tuple[Reuse, ...]]:
    """By the link's id; links of one participation. Two queries, two more where
    files are nearly the same, none without links."""
    if not links:
        return {}
    own = links[0].participation
    kin = kin_of({one.document_id for one in links})
    wanted = {*kin, *(other for found in kin.values() for other in found)}
    elsewhere: dict[UUID, list[EvidenceLink]] = defaultdict(list)
    rows = EvidenceLink.objects.in_force().filter(document_id__in=wanted).exclude(participation=own)
    rows = rows.filter(~Q(participation__agency=own.agency_id) | ~Q(participation__round__period_end=own.round.period_end))
    for one in rows.select_related("participation__agency", "participation__round").order_by("-participation__round__period_end", "leaf_key", "pk"):
        elsewhere[one.document_id].append(one)
    return {link.pk: _reuses(link, kin[link.document_id], elsewhere) for link in links} if elsewhere else {}


def _reuses(link: HeldLink, kin: dict[UUID, tuple[str, int]], elsewhere: dict[UUID, list[EvidenceLink]]) -> tuple[Reuse, ...]:
    """One for each other leaf, the strongest basis first."""
    found: dict[tuple[int, str], Reuse] = {}
    for document_id, (basis, percent) in {link.document_id: ("document", 100), **kin}.items():
        for other in elsewhere.get(document_id, ()):
            found.setdefault((other.participation_id, other.leaf_key), _reuse(link, other, basis, percent))
    return tuple(found.values())


def _reuse(link: HeldLink, other: EvidenceLink, basis: str, percent: int) -> Reuse:
    part = other.participation
    leaf = edition_of(part.round).leaves.get(other.leaf_key)
    return Reuse(
        basis, percent, part.agency_id, part.agency.name, title_of(part.round), leaf.code if leaf else other.leaf_key,
        part.agency_id != link.participation.agency_id, part.round.period_end != link.participation.round.period_end,
    )
