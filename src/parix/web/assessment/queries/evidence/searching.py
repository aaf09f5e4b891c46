"""Full-text search over the evidence of a round, without caring about marks: only what the person may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, partial
from uuid import UUID

from django.db.models import F, OuterRef, Q, Subquery, Window
from django.db.models.functions import DenseRank

from parix.foundation.phrases import Text
from parix.web.accounts.rules import Standing
from parix.web.assessment.models import EvidenceLink, Round, Submission
from parix.web.assessment.queries.editions import edition_of
from parix.web.assessment.queries.evidence.rows import handed_over
from parix.web.assessment.rules import may_see_evidence
from parix.web.files.queries.register import Filters, Row, documents_found, rows_of_ids

MOST = 2_000
SHOWN = 50
ORDER = ("participation__agency__code", "leaf_key", "pk")


@dataclass(frozen=True, slots=True)
class FoundLeaf:
    key: str
    code: str
    text: Text
    agency_code: str


@dataclass(frozen=True, slots=True)
class Found:
    """A document with the leaves that it proves, as far as the person may know of them."""

    row: Row
    leaves: tuple[FoundLeaf, ...]


def search_evidence(round: Round, standing: Standing, words: str, agency: str = "", *, within: Collection[int]) -> tuple[tuple[Found, ...], int]:
    """The first documents and how many there are; `within` are the agencies of the round. Four queries, whatever is found; none without
    words."""
    if not words.strip():
        return (), 0
    documents = documents_found(within, Filters(words=words, agency=agency))
    placed = {one.leaf.key: one for one in edition_of(round).placed_leaves}
    last = Submission.objects.filter(participation=OuterRef("participation")).order_by("-number").values("submitted_at")[:1]
    links = EvidenceLink.objects.filter(participation__round=round, document__in=documents.order_by().values("pk")).annotate(handed_at=Subquery(last))
    links = links.filter(Q(removed_at__isnull=True) | Q(removed_at__gt=Subquery(last)))
    # The newest documents are shown: the database numbers them, so that thousands need not be asked for once more.
    age = Window(DenseRank(), order_by=[F("document__registered_at").desc(), F("document_id").asc()])
    links = links.annotate(was_handed_over=handed_over(round.stage), age=age)
    leaves: dict[UUID, dict[str, FoundLeaf]] = defaultdict(dict)
    ages: dict[UUID, int] = {}
    may_see = cache(partial(may_see_evidence, standing))  # asked of thousands of links, but only once for each agency and field
    # Plain values: a search that finds nearly everything would fill thousands of rows of five tables.
    names = ("document_id", "leaf_key", "participation__agency_id", "participation__agency__code", "was_handed_over", "age")
    for document_id, key, agency_id, code, is_handed_over, place in links.order_by(*ORDER).values_list(*names)[:MOST]:
        one = placed.get(key)
        if one is not None and may_see(agency_id, one.field.key, is_handed_over=is_handed_over):
            leaves[document_id][key] = FoundLeaf(key, one.leaf.code, one.leaf.text, code)
            ages[document_id] = place
    newest = sorted(ages, key=ages.__getitem__)[:SHOWN]
    return tuple(Found(row, tuple(leaves[row.id].values())) for row in rows_of_ids(newest, words)), len(leaves)
