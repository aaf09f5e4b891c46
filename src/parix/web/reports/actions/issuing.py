"""Submitting, sending back, and issuing: the number is given, files and figures are kept, the document enters the register, all or none."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from parix.foundation.numbers import exact_text
from parix.foundation.problems import Place, Problem, ProblemsFound, errors_among
from parix.official_documents.composing.figure_values import FigureValue
from parix.official_documents.writing.paper_json import to_json
from parix.official_documents.writing.records import Paper
from parix.web.accounts.choices import AGENCY_ROLES, Role
from parix.web.accounts.queries import User, standing_of
from parix.web.accounts.queries.concerned import people_at
from parix.web.audit_trail.actions import record
from parix.web.files.actions.receiving import receive_whole
from parix.web.files.actions.registering import confirm_document
from parix.web.files.queries import Document
from parix.web.notices.actions import notify
from parix.web.reports.actions.holding import held_report, subject_of
from parix.web.reports.actions.numbering import give_number
from parix.web.reports.choices import ISSUED, SENT_BACK, TO_APPROVE, FileForm
from parix.web.reports.models import FrozenFigure, IssuedFile, Report
from parix.web.reports.queries.checks import checks_of
from parix.web.reports.queries.composing import composed
from parix.web.reports.queries.drafts import DraftPage, draft_page
from parix.web.reports.queries.printing import MadeFile, printed
from parix.web.reports.workflow import next_state


@transaction.atomic
def submit(*, report: Report, reason: str = "", by: User, at: datetime) -> Report:
    """`reason` lets contradictions of figures stand. Side effect: the directors are told. Raises StepRefused, ProblemsFound."""
    held = held_report(report)
    standing = standing_of(by)
    state = next_state("submit", standing, held)
    page = draft_page(held, standing)
    _refuse(page, reason, timezone.localdate(at))
    held.state, held.submitted_by, held.submitted_at, held.sent_back_because = state, by, at, ""
    held.save(update_fields=["state", "submitted_by", "submitted_at", "sent_back_because"])
    record(act="reports.submitted", subject=subject_of(held), by=by, after={"state": state}, reason=reason, scope=held.agency.code, at=at)
    _tell(held, TO_APPROVE.code, [Role.DIRECTOR], by, at, by=by.get_full_name())
    return held


@transaction.atomic
def send_back(*, report: Report, reason: str, by: User, at: datetime) -> Report:
    """Side effect: the office is told. Raises StepRefused, ProblemsFound without a reason."""
    held = held_report(report)
    state = next_state("send_back", standing_of(by), held)
    if not reason.strip():
        raise ProblemsFound([Problem("reports.reason_missing", "chưa ghi lý do trả lại", "ghi cần sửa gì", Place(path="reason"))])
    held.state, held.sent_back_because = state, reason.strip()
    held.save(update_fields=["state", "sent_back_because"])
    record(act="reports.sent_back", subject=subject_of(held), by=by, after={"state": state}, reason=reason, scope=held.agency.code, at=at)
    _tell(held, SENT_BACK.code, [Role.REFORM_OFFICER], by, at, by=by.get_full_name(), reason=reason.strip())
    return held


@transaction.atomic
def issue(*, report: Report, reason: str = "", by: User, at: datetime) -> Report:
    """Nothing of it changes afterwards. Side effects: a number of the agency's series, kept files and figures, a document in the register,
    notices. Raises StepRefused, ProblemsFound."""
    held = held_report(report)
    standing = standing_of(by)
    state = next_state("issue", standing, held)
    today = timezone.localdate(at)
    page = draft_page(held, standing)
    _refuse(page, reason, today)
    number = give_number(agency=held.agency, kind=page.outline.kind, symbol=held.symbol, abstract=held.abstract, on=today, by=by, at=at)
    held.number = number
    paper = composed(held, [one.row for one in page.sections], page.figures, today, number)
    files = _kept_files(held, page, paper)
    _freeze_figures(held, page)
    held.document = _registered(held, files, paper, by, at, today)
    held.state, held.issued_on, held.issued_by, held.issued_at, held.paper = state, today, by, at, to_json(paper)
    held.save(update_fields=["state", "number", "issued_on", "issued_by", "issued_at", "paper", "document"])
    told = {"state": state, "number": paper.number_and_symbol, "files": {one.form: hashlib.sha256(one.data).hexdigest() for one in files}}
    record(act="reports.issued", subject=subject_of(held), by=by, after=told, reason=reason, scope=held.agency.code, at=at)
    _tell(held, ISSUED.code, AGENCY_ROLES, by, at, number=paper.number_and_symbol)
    return held


def _refuse(page: DraftPage, reason: str, today: date) -> None:
    checks = checks_of(page, today)
    doubts = () if reason.strip() else tuple(
        Problem(one.code, one.message, "sửa cho khớp, hoặc ghi lý do vì sao vẫn giữ", one.place) for one in checks.doubts
    )
    found = (*checks.hindering, *doubts)
    if errors_among(found):
        raise ProblemsFound(found)


def _kept_files(report: Report, page: DraftPage, paper: Paper) -> list[MadeFile]:
    forms = [FileForm.DOCX, FileForm.PDF, *([FileForm.XLSX] if paper.annex_at < len(paper.blocks) else [])]
    files = [printed(report, paper, page.figures, form) for form in forms]
    IssuedFile.objects.bulk_create(
        IssuedFile(report=report, form=one.form, data=one.data, sha256=hashlib.sha256(one.data).hexdigest(), size=len(one.data)) for one in files
    )
    return files


def _freeze_figures(report: Report, page: DraftPage) -> None:
    FrozenFigure.objects.bulk_create(
        _frozen(report, figure, page.figures.before.get(key)) for key, figure in page.figures.now.items()
    )


def _frozen(report: Report, figure: FigureValue, before: FigureValue | None) -> FrozenFigure:
    exact = [exact_text(one) if one is not None else "" for one in (figure.value, figure.numerator, figure.denominator)]
    earlier = exact_text(before.value) if before is not None and before.value is not None else ""
    return FrozenFigure(
        report=report, key=figure.key, label=figure.label, unit=figure.unit, value=exact[0], shown=figure.shown, numerator=exact[1], denominator=exact[2],
        before=earlier, before_shown=before.shown if before is not None and earlier else "", period=figure.period, source=figure.source[:500],
        missing=figure.missing[:300], is_typed=figure.is_typed,
    )


def _registered(report: Report, files: Sequence[MadeFile], paper: Paper, by: User, at: datetime, today: date) -> Document:
    """The PDF in the agency's register, confirmed: it is known what it is."""
    pdf = next(one for one in files if one.form == FileForm.PDF)
    upload = receive_whole(agency=report.agency, document=None, name=pdf.name, size=len(pdf.data), pieces=[pdf.data], by=by, at=at)
    assert upload.revision is not None
    given = {
        "kind": paper.kind, "number": paper.number, "symbol": paper.symbol, "issued_on": today, "received_on": today, "issuer": report.agency.name,
        "abstract": paper.abstract,
    }
    return confirm_document(document=upload.revision.document, given=given, by=by, at=at, today=today)


def _tell(report: Report, kind: str, roles: Sequence[str] | frozenset[str], actor: User, at: datetime, **words: str) -> None:
    people = people_at(roles, [report.agency_id], timezone.localdate(at)).get(report.agency_id, ())
    notify(
        to=[one for one in people if one != actor.pk], kind=kind, subject=subject_of(report), occasion=at.isoformat(),
        url=reverse("reports:report", args=[report.pk]), now=at, words={"what": report.abstract, **words},
    )
