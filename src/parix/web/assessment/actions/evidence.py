"""Writes of evidence: a document linked to leaves, the pointer changed, the link taken out of force. Certificates are withdrawn."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from parix.foundation.problems import Place, Problem, refuse_errors
from parix.web.accounts.queries import User, standing_of
from parix.web.assessment.actions.holding import HeldLeaves, NoSuchLeaf, hold_leaves
from parix.web.assessment.choices import ClaimState
from parix.web.assessment.models import Certification, Claim, EvidenceCheck, EvidenceLink, Participation
from parix.web.assessment.queries.evidence.checks import basis_of, problems_now, stale_links, with_documents, written_problems
from parix.web.assessment.rules import may_save_claim
from parix.web.assessment.workflow import refuse_unless_open
from parix.web.audit_trail.actions import Change, record_many
from parix.web.files.queries import Document

QUOTE_LENGTH = PROVES_LENGTH = 2_000
MOST_PER_LEAF = 200


@dataclass(frozen=True, slots=True)
class EvidenceGiven:
    """What a person says of a document as evidence: where in it to look, what stands there, and what it proves."""

    page: int | None = None
    number: str = ""
    symbol: str = ""
    issued_on: date | None = None
    issuer: str = ""
    quote: str = ""
    proves: str = ""

    @classmethod
    def as_registered(cls, document: Document) -> EvidenceGiven:
        """What the register says of the document itself, claimed of no page."""
        return cls(number=document.number, symbol=document.symbol, issued_on=document.issued_on, issuer=document.issuer)


FIELDS = tuple(EvidenceGiven.__dataclass_fields__)


class EvidenceConflict(Exception):
    """Somebody else changed or removed the link in the meantime; `link` as it is now, `following` the row that replaced it."""

    def __init__(self, link: EvidenceLink, following: EvidenceLink | None) -> None:
        self.link, self.following = link, following
        super().__init__("người khác đã sửa hoặc gỡ dẫn chứng này trong lúc bạn đang xem: chưa đổi gì, tải lại trang để xem bản mới")


@transaction.atomic
def add_evidence(
    *, participation: Participation, leaf_keys: Collection[str], documents: Sequence[Document], given: EvidenceGiven | None = None, by: User, at: datetime,
) -> list[EvidenceLink]:
    """Each document as evidence of each leaf, all or none. Without `given`, as the register describes each document. What is linked
    in the very same way already is not linked twice.

    Raises PermissionDenied, StageLocked, NoSuchLeaf, ProblemsFound. Side effects: checks, certificates withdrawn, journal entries.
    """
    held = _held(participation, leaf_keys, by, at)
    refuse_errors([*_choice_problems(held, documents), *given_problems(given or EvidenceGiven(), timezone.localtime(at).date())])
    wanted = [(key, document, given or EvidenceGiven.as_registered(document)) for key in sorted(set(leaf_keys)) for document in documents]
    in_force = EvidenceLink.objects.in_force().filter(participation=held.participation, leaf_key__in=set(leaf_keys))
    known = {(one.leaf_key, one.document_id, given_of(one)) for one in in_force}
    problems = [
        Problem("evidence.too_many", f"tiêu chí đã có {MOST_PER_LEAF} tài liệu", "gỡ bớt tài liệu không còn cần", Place(path=key))
        for key in set(leaf_keys) if sum(one[0] == key for one in known) + len(documents) > MOST_PER_LEAF
    ]
    refuse_errors(problems)
    links = [
        _link(held.participation, key, document, said, by, at) for key, document, said in wanted if (key, document.pk, said) not in known
    ]
    if links:
        EvidenceLink.objects.bulk_create(links)
        _note("assessment.evidence_added", held, links, by, at)
    return links


@transaction.atomic
def change_evidence(*, link: EvidenceLink, given: EvidenceGiven, by: User, at: datetime) -> EvidenceLink:
    """The link as a new row with the new pointer, the old one out of force; the same link when nothing differs.

    Raises what `add_evidence` raises, and EvidenceConflict when `link` is no longer in force.
    """
    held = _held(link.participation, [link.leaf_key], by, at)
    before = _in_force(link)
    if given == given_of(before):
        return before
    refuse_errors(given_problems(given, timezone.localtime(at).date()))
    _take_out(before, "", by, at)
    made = _link(held.participation, before.leaf_key, before.document, given, by, at)
    made.replaces = before
    made.save(force_insert=True)
    _note("assessment.evidence_changed", held, [made], by, at, before=before)
    return made


@transaction.atomic
def remove_evidence(*, link: EvidenceLink, reason: str = "", by: User, at: datetime) -> EvidenceLink:
    """Out of force from now on; the row stays with its day. Raises what `change_evidence` raises."""
    held = _held(link.participation, [link.leaf_key], by, at)
    before = _in_force(link)
    _take_out(before, reason.strip()[:500], by, at)
    _note("assessment.evidence_removed", held, [before], by, at, reason=before.removal_reason, before=before)
    return before


@transaction.atomic
def keep_checks(*, links: Sequence[EvidenceLink], at: datetime) -> int:
    """Check the links against their documents as these are now, and keep what was found."""
    if not links:
        return 0
    whole = list(with_documents(EvidenceLink.objects.filter(pk__in=[one.pk for one in links])).select_related("participation__round"))
    found = problems_now(whole, timezone.localtime(at).date())
    rows = [EvidenceCheck(link=one, basis=basis_of(one), problems=written_problems(found[one.pk]), checked_at=at) for one in whole]
    EvidenceCheck.objects.bulk_create(rows, update_conflicts=True, unique_fields=["link"], update_fields=["basis", "problems", "checked_at"])
    return len(rows)


def check_stale(*, at: datetime, most: int = 500) -> int:
    """Check again the links of open rounds whose document was read, confirmed or revised since; returns how many."""
    return keep_checks(links=stale_links(most), at=at)


def given_of(link: EvidenceLink) -> EvidenceGiven:
    return EvidenceGiven(**{name: getattr(link, name) for name in FIELDS})


def given_problems(given: EvidenceGiven, today: date) -> list[Problem]:
    """What no document could bear out; each problem's place is the field."""
    found = []
    if given.page is not None and given.page < 1:
        found.append(Problem("evidence.no_such_page", "số trang phải từ 1", "ghi số trang của tệp, hoặc để trống", Place(path="page")))
    if given.issued_on is not None and given.issued_on > today:
        found.append(Problem("evidence.date_in_future", f"ngày {given.issued_on:%d/%m/%Y} ở tương lai", "sửa ngày ban hành", Place(path="issued_on")))
    for name, most in (("quote", QUOTE_LENGTH), ("proves", PROVES_LENGTH), ("number", 40), ("symbol", 80), ("issuer", 300)):
        if len(getattr(given, name)) > most:
            found.append(Problem("evidence.too_long", f"dài quá {most} ký tự", "viết ngắn lại", Place(path=name)))
    return found


# --- the steps ------------------------------------------------------------------------------------------------------------


def _held(participation: Participation, leaf_keys: Collection[str], by: User, at: datetime) -> HeldLeaves:
    held = hold_leaves(participation_id=participation.pk, leaf_keys=leaf_keys)
    standing, agency_id = standing_of(by), held.participation.agency_id
    if not leaf_keys or any(key not in held.duties for key in leaf_keys):
        raise NoSuchLeaf(next((key for key in leaf_keys if key not in held.duties), ""))
    if not all(may_save_claim(standing, agency_id, held.duties[key]) for key in leaf_keys):
        raise PermissionDenied("chỉ đơn vị chủ trì tiêu chí và cán bộ cải cách hành chính của cơ quan mới dẫn tài liệu vào tiêu chí này")
    refuse_unless_open(held.opening, at)
    return held


def _choice_problems(held: HeldLeaves, documents: Sequence[Document]) -> list[Problem]:
    if not documents:
        return [Problem("evidence.none_chosen", "chưa chọn tài liệu nào", "đánh dấu ít nhất một tài liệu", Place(path="documents"))]
    message = "tài liệu không thuộc sổ của cơ quan này"
    return [
        Problem("evidence.other_register", message, "ghi tài liệu vào sổ của cơ quan rồi dẫn lại", Place(path="documents"))
        for one in documents if one.agency_id != held.participation.agency_id
    ]


def _in_force(link: EvidenceLink) -> EvidenceLink:
    """As the database has it; nobody else changes it, because the caller holds its participation."""
    now = EvidenceLink.objects.select_related("document", "removed_by").get(pk=link.pk)
    if now.removed_at is not None:
        raise EvidenceConflict(now, EvidenceLink.objects.filter(replaces=now).select_related("added_by").first())
    return now


def _take_out(link: EvidenceLink, reason: str, by: User, at: datetime) -> None:
    link.removed_at, link.removed_by, link.removal_reason = at, by, reason
    link.save(update_fields=["removed_at", "removed_by", "removal_reason"])


def _link(participation: Participation, key: str, document: Document, given: EvidenceGiven, by: User, at: datetime) -> EvidenceLink:
    return EvidenceLink(participation=participation, leaf_key=key, document=document, added_by=by, added_at=at, **asdict(given))


def _note(
    act: str, held: HeldLeaves, links: Sequence[EvidenceLink], by: User, at: datetime, *, reason: str = "", before: EvidenceLink | None = None,
) -> None:
    """What follows every change: checks, certificates of the version before withdrawn, what was checked waits again, the journal."""
    keep_checks(links=[one for one in links if one.removed_at is None], at=at)
    if held.is_certified:
        Certification.objects.filter(participation=held.participation, withdrawn_at__isnull=True).update(withdrawn_at=at)
    keys = {one.leaf_key for one in links}
    Claim.objects.filter(participation=held.participation, leaf_key__in=keys, state=ClaimState.CHECKED).update(state=ClaimState.READY)
    after = None if act == "assessment.evidence_removed" else links
    changes = [
        Change(_subject(one), _noted(before) if before else None, _noted(one) if after else None, _scope(held.participation, one.leaf_key)) for one in links
    ]
    record_many(act=act, changes=changes, by=by, reason=reason, at=at)


def _subject(link: EvidenceLink) -> str:
    return f"assessment.EvidenceLink:{link.pk}"


def _scope(participation: Participation, key: str) -> str:
    return f"{participation.round.slug}/{participation.agency.code}/{key}"


def _noted(link: EvidenceLink) -> dict[str, Any]:
    return {"leaf": link.leaf_key, "document": str(link.document_id), **asdict(given_of(link))}
