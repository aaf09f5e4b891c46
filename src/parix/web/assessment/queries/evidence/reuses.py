"""Where else a document is evidence: the same document, the same file or a near-same scan, in another year or by another agency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from parix.foundation.phrases import Text
from parix.web.assessment.models import EvidenceLink
from parix.web.assessment.queries.editions import edition_of
from parix.web.assessment.queries.evidence.brief_links import BriefLink
from parix.web.assessment.queries.evidence.held import HeldLink
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


class _Elsewhere(NamedTuple):
    """A link of another participation. With `slug` to `edition_fingerprint` the round's edition is found."""

    document_id: UUID
    participation_id: int
    leaf_key: str
    agency_id: int
    agency: str
    period_end: date
    title_vi: str
    title_en: str
    slug: str
    edition_name: str
    edition_fingerprint: str


_ROUND = "participation__round__"
_COLUMNS = (
    "document_id", "participation_id", "leaf_key", "participation__agency_id", "participation__agency__name", _ROUND + "period_end", _ROUND + "title_vi",
    _ROUND + "title_en", _ROUND + "slug", _ROUND + "edition_name", _ROUND + "edition_fingerprint",
)


def reuses_of(links: Sequence[HeldLink | BriefLink]) -> dict[int, tuple[Reuse, ...]]:
    """By the link's id; links of one participation. Two queries, two more where
    files are nearly the same, none without links."""
    if not links:
        return {}
    own = links[0].participation
    kin = kin_of({one.document_id for one in links})
    wanted = {*kin, *(other for found in kin.values() for other in found)}
    elsewhere: dict[UUID, list[_Elsewhere]] = defaultdict(list)
    rows = EvidenceLink.objects.in_force().filter(document_id__in=wanted).exclude(participation=own)
    rows = rows.filter(~Q(participation__agency=own.agency_id) | ~Q(participation__round__period_end=own.round.period_end))
    for row in rows.order_by("-participation__round__period_end", "leaf_key", "pk").values_list(*_COLUMNS):
        elsewhere[row[0]].append(_Elsewhere._make(row))
    return {link.pk: _reuses(link, kin[link.document_id], elsewhere) for link in links} if elsewhere else {}


def _reuses(link: HeldLink | BriefLink, kin: dict[UUID, tuple[str, int]], elsewhere: dict[UUID, list[_Elsewhere]]) -> tuple[Reuse, ...]:
    """One for each other leaf, the strongest basis first."""
    found: dict[tuple[int, str], Reuse] = {}
    for document_id, (basis, percent) in {link.document_id: ("document", 100), **kin}.items():
        for other in elsewhere.get(document_id, ()):
            found.setdefault((other.participation_id, other.leaf_key), _reuse(link, other, basis, percent))
    return tuple(found.values())


def _reuse(link: HeldLink | BriefLink, other: _Elsewhere, basis: str, percent: int) -> Reuse:
    leaf = edition_of(other).leaves.get(other.leaf_key)
    return Reuse(
        basis, percent, other.agency_id, other.agency, Text(other.title_vi, other.title_en), leaf.code if leaf else other.leaf_key,
        other.agency_id != link.participation.agency_id, other.period_end != link.participation.round.period_end,
    )
