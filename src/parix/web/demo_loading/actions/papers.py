"""The papers of a department, uploaded, confirmed and linked to the leaves that they prove, by the people who would do it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from parix.criteria.editions import Edition, Leaf
from parix.demo_data.papers.printing import printed
from parix.demo_data.papers.year import MadePaper, Proof
from parix.official_documents.writing.records import Printed
from parix.web.accounts.queries import User
from parix.web.assessment.actions.evidence import EvidenceGiven, add_evidence
from parix.web.background.actions import unhurried
from parix.web.files.actions.receiving import receive_whole
from parix.web.files.actions.registering import confirm_document, register_document
from parix.web.files.queries import Document
from parix.web.organisations.queries import Agency

if TYPE_CHECKING:
    from parix.web.assessment.models import Participation


@dataclass(frozen=True, slots=True)
class Filed:
    """A paper in the register of the agency; `file` is None for one that was registered without."""

    made: MadePaper
    document: Document
    file: Printed | None


def file_papers(papers: Iterable[MadePaper], *, agency: Agency, people: Mapping[str, User], officer: User, at: datetime) -> list[Filed]:
    """The papers that have been issued by then. `people` holds, by kind of unit, who keeps the unit's papers; else the officer does."""
    today = timezone.localtime(at).date()
    return [_filed(one, agency, people.get(one.unit, officer), at) for one in papers if one.paper.day <= today]


def _filed(made: MadePaper, agency: Agency, by: User, at: datetime) -> Filed:
    paper, today = made.paper, timezone.localtime(at).date()
    fields = {
        "kind": paper.kind, "number": paper.number, "symbol": paper.symbol, "issued_on": paper.day, "received_on": paper.day,
        "issuer": paper.issuing_body, "abstract": paper.abstract, "link": made.link,
    }
    if made.form == "none":
        return Filed(made, register_document(agency=agency, given=fields, by=by, at=at, today=today), None)
    file = printed(paper, made.form)
    with unhurried():  # whoever tries an upload in the demonstration does not wait behind its own papers
        upload = receive_whole(
            agency=agency, document=None, name=f"{made.file_name}.{file.suffix}", size=len(file.data), pieces=[file.data], by=by, at=at,
        )
    assert upload.revision is not None
    return Filed(made, confirm_document(document=upload.revision.document, given=fields, by=by, at=at, today=today), file)


def leaves_proved(edition: Edition, filed: Iterable[Filed]) -> dict[str, list[tuple[Filed, Proof]]]:
    """By leaf, the papers that prove one of its measures, in the order of their days; each once."""
    by_code: dict[str, list[Leaf]] = defaultdict(list)
    for leaf in edition.leaves.values():
        for use in leaf.measures.values():
            by_code[use.code].append(leaf)
    found: dict[str, dict[str, tuple[Filed, Proof]]] = defaultdict(dict)
    for one in filed:
        for proof in one.made.proofs:
            for leaf in by_code[proof.code]:
                found[leaf.key].setdefault(one.made.key, (one, proof))
    return {key: list(papers.values()) for key, papers in found.items()}


def link_papers(
    papers: Iterable[tuple[Filed, Proof]], *, participation: Participation, leaf_key: str, by: User, at: datetime,
) -> int:
    """Each paper as evidence of the leaf, with page and words to look for; returns how many."""
    papers = list(papers)
    for one, proof in papers:
        add_evidence(participation=participation, leaf_keys=[leaf_key], documents=[one.document], given=_pointer(one, proof), by=by, at=at)
    return len(papers)


def _pointer(one: Filed, proof: Proof) -> EvidenceGiven:
    """Number and symbol stand on the first page; what points to another page cites the words there."""
    paper, page = one.made.paper, _page(one, proof)
    cites = page in (None, 1)
    return EvidenceGiven(
        page=page, number=paper.number if cites else "", symbol=paper.symbol if cites else "", issued_on=paper.day, issuer=paper.issuing_body,
        quote=proof.quote if one.file is not None else "",
    )


def _page(one: Filed, proof: Proof) -> int | None:
    if one.file is None or not one.file.page_of:
        return None
    return one.file.page_of.get(proof.block, 1) if proof.block is not None else 1


def cited(papers: Iterable[tuple[Filed, Proof]]) -> str:
    """The papers as an explanation names them."""
    return "; ".join(_citation(one.made) for one, _proof in papers)


def _citation(made: MadePaper) -> str:
    paper = made.paper
    named = f"{paper.title.capitalize()} số {paper.number_and_symbol}" if paper.number else paper.abstract
    return f"{named} ngày {paper.day:%d/%m/%Y}" + (f" ({made.link})" if made.link else "")
