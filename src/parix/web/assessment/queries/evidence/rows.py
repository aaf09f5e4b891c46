"""Links as rows for pages: what the document is, where in it to look, what checking found, and how it stands against what is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import BooleanField, Case, F, Q, When

from parix.criteria.editions import EvidenceAsked, PlacedLeaf
from parix.foundation.periods import Period
from parix.foundation.problems import Problem
from parix.official_documents.document_heads.head_json import problem_from_json
from parix.official_documents.examination_json import signature_from_json
from parix.official_documents.text_extraction.media_types import PDF, PICTURES
from parix.web.assessment.choices import EvidenceState, Stage
from parix.web.assessment.queries.evidence.brief_links import BriefLink
from parix.web.assessment.queries.evidence.held import HeldFile, HeldLink
from parix.web.assessment.queries.evidence.judged_links import JudgedLink
from parix.web.assessment.queries.evidence.judging import Answer, Judgement, Proof, judge
from parix.web.assessment.queries.evidence.reuses import Reuse
from parix.web.files.actions.scanning import is_scanning
from parix.web.files.choices import FileState, kind_label
from parix.web.files.queries.proposals import proposed
from parix.web.files.rules import is_fit_to_serve

DRAWN = PICTURES | {PDF}


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One link. The document's fields are what a person confirmed, until then what the reader proposes (`is_confirmed` is False);
    `page` to `proves` are the pointer, `problems` what checking it found and why a file could not be read;
    `answers` is what the edition asks for that it answers.

    `is_handed_over`: it was in force when the agency last submitted, so those who appraise may see it; `is_newer`: its file came after
    that. `signature` is that of the file: "valid", "intact" (but not trusted), "broken", or nothing.
    A row that was taken back after the agency had handed it over has `removed_at`; `is_replaced` where a corrected pointer took its place.
    """

    id: int
    leaf_key: str
    field_key: str
    agency_id: int
    document_id: UUID
    title: str
    kind: str
    number_and_symbol: str
    document_issued_on: date | None
    document_issuer: str
    in_force_on: date | None
    received_on: date | None
    address: str
    is_confirmed: bool
    page: int | None
    number: str
    symbol: str
    issued_on: date | None
    issuer: str
    quote: str
    proves: str
    state: EvidenceState
    problems: tuple[Problem, ...]
    answers: EvidenceAsked | None
    revision: int | None
    sha256: str
    file_name: str
    file_state: str
    page_count: int
    has_pictures: bool
    signature: str
    added_by: str
    added_at: datetime
    is_handed_over: bool
    is_newer: bool
    reuses: tuple[Reuse, ...] = ()
    removed_at: datetime | None = None
    removed_by: str = ""
    removal_reason: str = ""
    is_replaced: bool = False

    @property
    def cited(self) -> str:
        """The number that the pointer quotes, as it is written."""
        return f"{self.number}/{self.symbol}" if self.symbol else self.number

    @property
    def shown_page(self) -> int:
        """The page to look at first."""
        return self.page if self.page and self.page <= self.page_count else 1

    @property
    def file_state_label(self) -> str:
        return str(FileState(self.file_state).label) if self.file_state else ""

    @property
    def is_quarantined(self) -> bool:
        return self.file_state == FileState.QUARANTINED


class BriefRow(NamedTuple):
    """What the checks before submitting look at; each as in an `EvidenceRow`."""

    state: EvidenceState
    problems: tuple[Problem, ...]
    title: str
    number_and_symbol: str
    document_issued_on: date | None
    issued_on: date | None
    reuses: tuple[Reuse, ...]


@dataclass(frozen=True, slots=True)
class LeafEvidence:
    """The evidence of one leaf: `answers` says of each thing asked for how it stands. `taken_back` is what the agency had handed over
    and has removed since, in a time that was opened again: who appraises still sees it. Where whole leaves are checked, `rows` are empty
    and `brief` says what is linked."""

    state: EvidenceState
    answers: tuple[Answer, ...]
    rows: tuple[EvidenceRow, ...]
    taken_back: tuple[EvidenceRow, ...] = ()
    brief: tuple[BriefRow, ...] = ()


def leaf_evidence(
    placed: PlacedLeaf, links: Sequence[HeldLink], problems: Mapping[int, tuple[Problem, ...]], period: Period, submitted_at: datetime | None,
    reuses: Mapping[int, tuple[Reuse, ...]],
) -> LeafEvidence:
    """Judged by the links that are in force; each of the others by itself."""
    judged, rows = _judged(placed, [one for one in links if one.removed_at is None], problems, period, submitted_at, reuses)
    gone = tuple(
        row for link in links if link.removed_at is not None for row in _judged(placed, [link], problems, period, submitted_at, reuses)[1]
    )
    return LeafEvidence(judged.state, judged.answers, rows, gone)


def brief_evidence(
    placed: PlacedLeaf, links: Sequence[BriefLink], problems: Mapping[int, tuple[Problem, ...]], period: Period, reuses: Mapping[int, tuple[Reuse, ...]],
) -> LeafEvidence:
    """The same for the checks; links in force alone."""
    proofs = [proof_of(link.judged, problems[link.pk]) for link in links]
    judged = judge(placed.leaf.evidence, proofs, period)
    rows = tuple(
        _brief_row(link, proof, state, reuses.get(link.pk, ())) for link, proof, state in zip(links, proofs, judged.proofs, strict=True)
    )
    return LeafEvidence(judged.state, judged.answers, (), brief=rows)


def _brief_row(link: BriefLink, proof: Proof, state: EvidenceState, reuses: tuple[Reuse, ...]) -> BriefRow:
    document = link.judged.document
    said = {} if document.is_confirmed else proposed(document.current.file if document.current else None)
    number, symbol, abstract = (str(getattr(link, name) or said.get(name, "")) for name in ("number", "symbol", "abstract"))
    unread = tuple(problem_from_json(one) for one in link.unread or ())
    return BriefRow(
        state, (*unread, *proof.problems), abstract or link.original_name or document.link, f"{number}/{symbol}" if symbol else number, proof.issued_on,
        link.issued_on, reuses,
    )


def _judged(
    placed: PlacedLeaf, links: Sequence[HeldLink], problems: Mapping[int, tuple[Problem, ...]], period: Period, submitted_at: datetime | None,
    reuses: Mapping[int, tuple[Reuse, ...]],
) -> tuple[Judgement, tuple[EvidenceRow, ...]]:
    proofs = [proof_of(link, problems[link.pk]) for link in links]
    judged = judge(placed.leaf.evidence, proofs, period)
    answered = {one.proof: one.asked for one in judged.answers if one.proof is not None}
    rows = tuple(
        _row(link, placed.field.key, proof, judged.proofs[number], answered.get(number), submitted_at, reuses.get(link.pk, ()))
        for number, (link, proof) in enumerate(zip(links, proofs, strict=True))
    )
    return judged, rows


def proof_of(link: HeldLink | JudgedLink, problems: tuple[Problem, ...]) -> Proof:
    document = link.document
    file = document.current.file if document.current else None
    said = {} if document.is_confirmed else proposed(file)
    return Proof(
        kind=said.get("kind", document.kind), issuer=said.get("issuer", document.issuer), issued_on=said.get("issued_on", document.issued_on),
        has_address=bool(document.link), is_confirmed=document.is_confirmed, file_state=file.state if file else "", problems=problems,
    )


def _unread(file: HeldFile | None) -> tuple[Problem, ...]:
    """Why nothing could be read: a password, damage, a bomb."""
    if file is None or file.state != FileState.UNREADABLE:
        return ()
    return tuple(problem_from_json(one) for one in file.problems)


def signature_state(signatures: Sequence[Mapping[str, Any]]) -> str:
    """The worst of a file's signatures counts."""
    read = [signature_from_json(one) for one in signatures]
    if not read:
        return ""
    if not all(one.is_intact for one in read):
        return "broken"
    return "valid" if all(one.is_valid for one in read) else "intact"


def was_handed_over(link: HeldLink, submitted_at: datetime | None) -> bool:
    """In force at the moment of the submission that counts; without one, in force when the round went on."""
    if submitted_at is None:
        return link.removed_at is None and link.participation.round.stage != Stage.SELF_ASSESSMENT
    return link.added_at <= submitted_at and (link.removed_at is None or link.removed_at > submitted_at)


def handed_over(stage: str) -> Case:
    """The same asked of the database, of links with `handed_at` in a round of this stage: lists of thousands would read as many moments."""
    unsubmitted = Q(pk__in=[]) if stage == Stage.SELF_ASSESSMENT else Q(handed_at__isnull=True, removed_at__isnull=True)
    submitted = Q(added_at__lte=F("handed_at")) & (Q(removed_at__isnull=True) | Q(removed_at__gt=F("handed_at")))
    return Case(When(unsubmitted | submitted, then=True), default=False, output_field=BooleanField())


def _row(
    link: HeldLink, field_key: str, proof: Proof, state: EvidenceState, answers: EvidenceAsked | None, submitted_at: datetime | None,
    reuses: tuple[Reuse, ...],
) -> EvidenceRow:
    document, revision = link.document, link.document.current
    file = revision.file if revision else None
    said = {} if document.is_confirmed else proposed(file)
    number, symbol, abstract = (str(getattr(document, name) or said.get(name, "")) for name in ("number", "symbol", "abstract"))
    name = revision.original_name if revision else ""
    return EvidenceRow(
        id=link.pk, leaf_key=link.leaf_key, field_key=field_key, agency_id=document.agency_id, document_id=document.pk,
        title=abstract or name or document.link, kind=kind_label(proof.kind), number_and_symbol=f"{number}/{symbol}" if symbol else number,
        document_issued_on=proof.issued_on, document_issuer=proof.issuer, in_force_on=document.in_force_on, received_on=document.received_on,
        address=document.link, is_confirmed=document.is_confirmed, page=link.page, number=link.number, symbol=link.symbol, issued_on=link.issued_on,
        issuer=link.issuer, quote=link.quote, proves=link.proves, state=state, problems=(*_unread(file), *proof.problems), answers=answers,
        revision=revision.number if revision else None, sha256=file.sha256 if file else "", file_name=name, file_state=file.state if file else "",
        page_count=file.page_count if file else 0,
        has_pictures=bool(file and file.page_count and file.media_type in DRAWN and is_fit_to_serve(file, scanning=is_scanning())),
        signature=signature_state(file.signatures) if file else "", is_newer=bool(revision and submitted_at and revision.uploaded_at > submitted_at),
        added_by=link.adder, added_at=link.added_at, is_handed_over=was_handed_over(link, submitted_at), reuses=reuses,
        removed_at=link.removed_at, removed_by=link.remover or "", removal_reason=link.removal_reason,
        is_replaced=link.replacing,
    )
