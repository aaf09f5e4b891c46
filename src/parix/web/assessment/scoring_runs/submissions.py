"""Certifying and submitting a self-assessment: one frozen version, two people, a result bundle and a signed receipt."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from parix.foundation.measurements import MeasurementSet
from parix.foundation.numbers import shown
from parix.scoring.bundles import bundle_bytes, bundle_fingerprint
from parix.scoring.sheets import ScoreSheet
from parix.web.accounts.queries import User, standing_of
from parix.web.assessment.actions.holding import hold_participation
from parix.web.assessment.actions.submissions import Signed, store_certification, store_submission
from parix.web.assessment.choices import CertificationStep
from parix.web.assessment.models import Certification, Claim, Participation, Submission
from parix.web.assessment.queries.editions import edition_of
from parix.web.assessment.queries.evidence.frozen import frozen_evidence
from parix.web.assessment.queries.readiness import blocking_findings
from parix.web.assessment.rules import may_approve, may_check, may_submit
from parix.web.assessment.scoring_runs.live import current_set, live_score
from parix.web.assessment.scoring_runs.rounds import inputs_digest
from parix.web.assessment.workflow import refuse_unless_open

MAY = {CertificationStep.CHECKED: may_check, CertificationStep.APPROVED: may_approve}
WHO = {
    CertificationStep.CHECKED: "chỉ cán bộ cải cách hành chính của cơ quan kiểm tra được phiếu tự chấm",
    CertificationStep.APPROVED: "chỉ lãnh đạo cơ quan phê duyệt được phiếu tự chấm",
}


class NotSubmitted(Exception):
    """The step was refused: the sentence says why and what to do; nothing was changed."""


class AlreadySubmitted(NotSubmitted):
    """This very version has been submitted; `submission` is the one that counts."""

    def __init__(self, submission: Submission) -> None:
        self.submission = submission
        who, when = submission.submitted_by.get_full_name(), timezone.localtime(submission.submitted_at)
        super().__init__(f"phiếu này đã được nộp lúc {when:%H:%M ngày %d/%m/%Y} ({who}); không cần nộp lại")


def frozen_digest(participation: Participation, given: MeasurementSet | None = None) -> str:
    """Names the version that is certified: the edition, every claim as saved, every figure that the score is made of, and every piece of
    evidence with its pointer, what the register says of it, and the content of its file."""
    claims = Claim.objects.filter(participation=participation).order_by("leaf_key").values_list("leaf_key", "version", "facts", "explanation")
    stated = [[key, version, facts, explanation] for key, version, facts, explanation in sorted(claims, key=lambda one: one[0])]
    named = [participation.round.edition_fingerprint, stated, inputs_digest(given or current_set(participation)), frozen_evidence(participation)]
    written = json.dumps(named, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


@transaction.atomic
def certify(*, participation: Participation, step: CertificationStep, seen_digest: str, note: str = "", by: User, at: datetime) -> Certification:
    """The person vouches for the version that the page showed. Raises StageLocked, PermissionDenied, NotSubmitted."""
    held = hold_participation(participation_id=participation.pk, with_claims=True)
    if not MAY[step](standing_of(by), held.participation.agency_id):
        raise PermissionDenied(WHO[step])
    refuse_unless_open(held.opening, at)
    digest = frozen_digest(held.participation)
    if digest != seen_digest:
        raise NotSubmitted("phiếu đã thay đổi sau khi bạn mở trang: xem lại rồi xác nhận bản mới")
    _refuse_findings(held.participation)
    if step == CertificationStep.APPROVED:
        _refuse_unless_certified(held.participation, CertificationStep.CHECKED, digest, besides=by)
    return store_certification(participation=held.participation, step=step, frozen_digest=digest, note=note.strip(), by=by, at=at)


@transaction.atomic
def submit(*, participation: Participation, by: User, at: datetime) -> Submission:
    """Submit the certified version with its bundle and receipt. Raises StageLocked, PermissionDenied, NotSubmitted, AlreadySubmitted."""
    held = hold_participation(participation_id=participation.pk)
    row = held.participation
    if not may_submit(standing_of(by), row.agency_id):
        raise PermissionDenied("chỉ cán bộ cải cách hành chính và lãnh đạo cơ quan nộp được phiếu tự chấm")
    before = Submission.objects.filter(participation=row).select_related("submitted_by").defer("bundle").order_by("-number").first()
    given = current_set(row)
    digest = frozen_digest(row, given)
    if before is not None and before.frozen_digest == digest:
        raise AlreadySubmitted(before)
    refuse_unless_open(held.opening, at)
    _refuse_findings(row)
    for step in CertificationStep:
        _refuse_unless_certified(row, step, digest)
    sheet, best = live_score(edition_of(row.round), row, given)
    content = bundle_bytes(sheet, best=best)
    number = before.number + 1 if before else 1
    fingerprint = bundle_fingerprint(content)
    receipt = _receipt(row, number, sheet, digest, fingerprint, by, at)
    signed = Signed(digest, content, fingerprint, receipt, signature_of(receipt))
    return store_submission(participation=row, number=number, signed=signed, by=by, at=at)


def signature_of(receipt: str) -> str:
    return hmac.new(settings.RECEIPT_KEY.encode(), receipt.encode(), hashlib.sha256).hexdigest()


def is_genuine(submission: Submission) -> bool:
    """The receipt is the one that was signed here, and the bundle the one that it names."""
    whole = bundle_fingerprint(bytes(submission.bundle)) == submission.bundle_fingerprint and submission.bundle_fingerprint in submission.receipt
    return whole and hmac.compare_digest(signature_of(submission.receipt), submission.signature)


def _refuse_findings(participation: Participation) -> None:
    found = blocking_findings(participation)
    if found:
        raise NotSubmitted(f"còn {len(found)} điểm phải sửa trước khi nộp: {found[0].message}")


def _refuse_unless_certified(participation: Participation, step: CertificationStep, digest: str, besides: User | None = None) -> None:
    held = Certification.objects.filter(participation=participation, step=step, withdrawn_at__isnull=True).first()
    if held is None or held.frozen_digest != digest:
        raise NotSubmitted(f"bản này chưa được xác nhận ở bước «{step.label}»: xác nhận rồi làm lại")
    if besides is not None and held.certified_by_id == besides.pk:
        raise NotSubmitted("người kiểm tra không tự phê duyệt: hai người khác nhau xác nhận cùng một bản")


def _receipt(participation: Participation, number: int, sheet: ScoreSheet, digest: str, fingerprint: str, by: User, at: datetime) -> str:
    round, agency = participation.round, participation.agency
    return "\n".join([
        "BIÊN NHẬN NỘP PHIẾU TỰ CHẤM",
        f"Cơ quan: {agency.name} ({agency.code})",
        f"Đợt chấm: {round.title_vi} ({round.slug})",
        f"Bộ chỉ số: {sheet.edition.name} ({sheet.edition.fingerprint})",
        f"Lần nộp: {number}",
        f"Thời điểm nộp: {timezone.localtime(at):%H:%M ngày %d/%m/%Y}",
        f"Người nộp: {by.get_full_name()} ({by.get_username()})",
        f"Điểm tự chấm: {shown(sheet.total.points, 'vi')} trên {shown(sheet.total.applicable_max, 'vi')}; chỉ số {shown(sheet.published_index, 'vi')}",
        f"Tài liệu kiểm chứng: {len(frozen_evidence(participation))} dẫn chứng",
        f"Mã bản đã xác nhận: {digest}",
        f"Mã gói kết quả: {fingerprint}",
        f"Phần mềm: parix {sheet.software_version}",
    ])
