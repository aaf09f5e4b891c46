"""Pointers of links checked against their documents: as it was kept, or afresh where the document has moved on since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from parix.foundation.problems import Problem
from parix.official_documents.document_heads.head_json import problem_from_json
from parix.official_documents.pointers import Pointer
from parix.web.assessment.choices import Stage
from parix.web.assessment.models import EvidenceCheck, EvidenceLink
from parix.web.assessment.queries.evidence.held import HeldCheck, HeldLink
from parix.web.assessment.queries.evidence.judged_links import JudgedLink
from parix.web.assessment.queries.rounds import period_of
from parix.web.files.queries import pages_of_files
from parix.web.files.queries.pointing import problems_on_pages

IN_FUTURE = "pointer.date_in_future"


def with_documents(links: QuerySet[EvidenceLink]) -> QuerySet[EvidenceLink]:
    """Everything that a check and a row need, in the same query."""
    return links.select_related("document__current__file", "check_kept")


def basis_of(link: EvidenceLink | HeldLink | JudgedLink) -> str:
    """Names the state of the document that a check depends on."""
    document = link.document
    file = document.current.file if document.current else None
    confirmed, read = (f"{moment.timestamp():.6f}" if moment else "-" for moment in (document.confirmed_at, file.read_at if file else None))
    return f"{document.state}:{confirmed}:{document.current_id or '-'}:{file.state if file else '-'}:{read}"


def problems_of_links(links: Sequence[HeldLink | JudgedLink], today: date) -> Mapping[int, tuple[Problem, ...]]:
    """By the link's id. No query when every check is fresh, two for the documents and the pages of all others."""
    kept = {one.pk: check for one in links if (check := _kept(one)) is not None}
    found = {pk: tuple(problem_from_json(problem) for problem in check.problems) for pk, check in kept.items()}
    stale = {one.pk: one.participation for one in links if one.pk not in kept}
    whole = list(with_documents(EvidenceLink.objects.filter(pk__in=stale))) if stale else []
    for one in whole:
        one.participation = stale[one.pk]
    return {**found, **problems_now(whole, today)}


def problems_now(links: Sequence[EvidenceLink], today: date) -> Mapping[int, tuple[Problem, ...]]:
    if not links:
        return {}
    files = {one.pk: one.document.current.file_id for one in links if one.document.current}
    pages = pages_of_files(files.values())
    return {
        one.pk: problems_on_pages(one.document, pointer_of(one), pages.get(files.get(one.pk, 0), ()), period_of(one.participation.round), today)
        for one in links
    }


def pointer_of(link: EvidenceLink) -> Pointer:
    return Pointer(page=link.page, number=link.number, symbol=link.symbol, issued_on=link.issued_on, issuer=link.issuer, quote=link.quote)


def written_problems(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    return [problem.to_json() for problem in problems]


def stale_links(most: int) -> list[EvidenceLink]:
    """Links in force in rounds that are not published, whose check is missing or of another state of the document."""
    rows = with_documents(EvidenceLink.objects.in_force()).exclude(participation__round__stage=Stage.PUBLISHED).order_by("pk")
    found: list[EvidenceLink] = []
    for link in rows.iterator(chunk_size=500):
        if _kept(link) is None:
            found.append(link)
            if len(found) == most:
                break
    return found


def _kept(link: EvidenceLink | HeldLink | JudgedLink) -> EvidenceCheck | HeldCheck | None:
    """A date that was in the future once may not be so any more."""
    check: EvidenceCheck | HeldCheck | None = getattr(link, "check_kept", None)
    if check is None or check.basis != basis_of(link) or any(one["code"] == IN_FUTURE for one in check.problems):
        return None
    return check
