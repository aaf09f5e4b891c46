"""Evidence of leaves: rows for pages, how each leaf stands, what reuses a document, what is found in the text.

In: a participation, leaves, words. Out: frozen rows and states, in as many queries for three hundred links as for one.
Must not: score, change anything, or decide who may see a row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import F, Max, Q
from django.utils import timezone

from parix.web.assessment.choices import EvidenceState
from parix.web.assessment.models import EvidenceLink, Participation, Submission
from parix.web.assessment.queries.editions import edition_of
from parix.web.assessment.queries.evidence.brief_links import BriefLink, brief_links
from parix.web.assessment.queries.evidence.checks import problems_of_links, with_documents
from parix.web.assessment.queries.evidence.held import HeldLink, held_links, links_with_handing
from parix.web.assessment.queries.evidence.judged_links import judged_links
from parix.web.assessment.queries.evidence.judging import Proof, judge
from parix.web.assessment.queries.evidence.reuses import Reuse, reuses_of
from parix.web.assessment.queries.evidence.rows import BriefRow, EvidenceRow, LeafEvidence, brief_evidence, leaf_evidence, proof_of
from parix.web.assessment.queries.rounds import period_of
from parix.web.organisations.queries import engine_agency

__all__ = [
    "BriefRow", "EvidenceRow", "LeafEvidence", "Reuse", "documents_linked", "evidence_at", "evidence_by_leaf", "evidence_for_checks", "evidence_of",
    "evidence_states", "link_in",
    "states_among", "submitted_at",
]


def evidence_of(participation: Participation, leaf_key: str) -> tuple[EvidenceRow, ...]:
    """The links of the leaf that are in force, the oldest first; nothing for a leaf that the edition does not have."""
    return evidence_at(participation, leaf_key).rows


def evidence_at(participation: Participation, leaf_key: str) -> LeafEvidence:
    """The same with what was taken back after it had been handed over."""
    return evidence_by_leaf(participation, [leaf_key]).get(leaf_key) or LeafEvidence(EvidenceState.NOT_ASKED, (), ())


def documents_linked(participation_id: int, leaf_keys: Collection[str]) -> dict[str, frozenset[UUID]]:
    """Which documents stand as evidence of each of these leaves; one query."""
    found: dict[str, set[UUID]] = defaultdict(set)
    links = EvidenceLink.objects.in_force().filter(participation_id=participation_id, leaf_key__in=list(leaf_keys))
    for key, document in links.values_list("leaf_key", "document_id"):
        found[key].add(document)
    return {key: frozenset(documents) for key, documents in found.items()}


def evidence_states(participation: Participation) -> Mapping[str, EvidenceState]:
    """How the evidence of each leaf that applies to the agency stands; one query, two more where a check is stale."""
    agency = engine_agency(participation.agency)
    keys = {one.leaf.key for one in edition_of(participation.round).placed_leaves if one.applies(agency)}
    return {key: state for (_pk, key), state in states_among({participation.pk: participation}, keys).items()}


def evidence_by_leaf(participation: Participation, leaf_keys: Collection[str] | None = None, *, with_reuses: bool = True) -> dict[str, LeafEvidence]:
    """For these leaves, else for all that apply to the agency. One query without any links, two to four more with them for their reuses,
    and two where a check is stale."""
    agency, period = engine_agency(participation.agency), period_of(participation.round)
    placed = {
        one.leaf.key: one for one in edition_of(participation.round).placed_leaves
        if (one.leaf.key in leaf_keys if leaf_keys is not None else one.applies(agency))
    }
    wanted = links_with_handing().filter(participation=participation)
    wanted = wanted.filter(Q(removed_at__isnull=True) | Q(added_at__lte=F("handed_at"), removed_at__gt=F("handed_at")))
    if leaf_keys is not None:
        wanted = wanted.filter(leaf_key__in=list(leaf_keys))
    links = held_links(wanted, {participation.pk: participation})
    problems = problems_of_links(links, timezone.localdate())
    by_leaf: dict[str, list[HeldLink]] = defaultdict(list)
    for link in links:
        by_leaf[link.leaf_key].append(link)
    moment = links[0].handed_at if links else None
    reuses = reuses_of(links) if with_reuses else {}
    return {key: leaf_evidence(one, by_leaf[key], problems, period, moment, reuses) for key, one in placed.items()}


def evidence_for_checks(participation: Participation) -> dict[str, LeafEvidence]:
    """Of all leaves that apply to the agency, with what the checks before submitting ask of the links in force; as many queries."""
    agency, period = engine_agency(participation.agency), period_of(participation.round)
    placed = {one.leaf.key: one for one in edition_of(participation.round).placed_leaves if one.applies(agency)}
    links = brief_links(EvidenceLink.objects.in_force().filter(participation=participation), {participation.pk: participation})
    problems, reuses = problems_of_links([one.judged for one in links], timezone.localdate()), reuses_of(links)
    by_leaf: dict[str, list[BriefLink]] = defaultdict(list)
    for link in links:
        by_leaf[link.judged.leaf_key].append(link)
    return {key: brief_evidence(one, by_leaf[key], problems, period, reuses) for key, one in placed.items()}


def states_among(participations: Mapping[int, Participation], leaf_keys: Collection[str]) -> dict[tuple[int, str], EvidenceState]:
    """How these leaves of these agencies of one round stand, by participation and leaf; as many queries for one as for three hundred."""
    if not participations:
        return {}
    round = next(iter(participations.values())).round
    placed = {one.leaf.key: one for one in edition_of(round).placed_leaves if one.leaf.key in leaf_keys}
    wanted = EvidenceLink.objects.in_force().filter(participation_id__in=list(participations), leaf_key__in=list(placed))
    links = judged_links(wanted, participations)
    problems, period = problems_of_links(links, timezone.localdate()), period_of(round)
    proofs: dict[tuple[int, str], list[Proof]] = defaultdict(list)
    for link in links:
        proofs[link.participation_id, link.leaf_key].append(proof_of(link, problems[link.pk]))
    return {(pk, key): judge(one.leaf.evidence, proofs[pk, key], period).state for pk in participations for key, one in placed.items()}


def link_in(participation: Participation, leaf_key: str, link_id: int) -> EvidenceLink | None:
    """One link of the leaf, in force or not, with its document."""
    rows = with_documents(EvidenceLink.objects.filter(participation=participation, leaf_key=leaf_key, pk=link_id))
    return rows.select_related("participation__round", "participation__agency", "document__agency", "added_by", "removed_by").first()


def submitted_at(participation: Participation) -> datetime | None:
    """When the agency last submitted."""
    found: datetime | None = Submission.objects.filter(participation=participation).aggregate(last=Max("submitted_at"))["last"]
    return found
