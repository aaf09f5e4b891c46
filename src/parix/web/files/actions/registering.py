"""Documents and their revisions: registered with or without a file, corrected, confirmed. Every act is in the journal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from parix.foundation.problems import Place, Problem, refuse_errors
from parix.official_documents.pages import flat
from parix.web.accounts.queries import User
from parix.web.audit_trail.actions import record, refuse_if_changed
from parix.web.files.choices import KIND_CODES, DocumentState, kind_label
from parix.web.files.models import Document, DocumentRevision, StoredFile
from parix.web.organisations.queries import Agency

FIELDS = ("kind", "number", "symbol", "issued_on", "in_force_on", "received_on", "issuer", "abstract", "link")


@transaction.atomic
def register_document(*, agency: Agency, given: Mapping[str, Any], by: User, at: datetime, today: date) -> Document:
    """A document by what is known of it, without a file; confirmed, because a person typed it. Raises ProblemsFound."""
    refuse_errors(field_problems(given, today))
    document = Document(agency=agency, registered_by=by, registered_at=at, state=DocumentState.CONFIRMED, confirmed_by=by, confirmed_at=at)
    _set(document, given)
    document.save(force_insert=True)
    record(act="files.document_registered", subject=subject_of(document), by=by, after=fields_of(document), scope=agency.code, at=at)
    return document


@transaction.atomic
def confirm_document(*, document: Document, given: Mapping[str, Any], by: User, at: datetime, today: date, seen: int | None = None) -> Document:
    """What the document is, in a person's words: the proposals as they were, or corrected. Raises ProblemsFound, and ChangedMeanwhile
    when somebody confirmed it otherwise after the mark `seen`."""
    refuse_errors(field_problems(given, today))
    held = Document.objects.select_for_update(of=("self",)).select_related("agency").get(pk=document.pk)
    before = fields_of(held)
    if any(before[name] != given[name] for name in FIELDS if name in given):
        refuse_if_changed([subject_of(held)], seen)
    _set(held, given)
    held.state, held.confirmed_by, held.confirmed_at = DocumentState.CONFIRMED, by, at
    held.save(update_fields=[*FIELDS, "search", "state", "confirmed_by", "confirmed_at"])
    record(act="files.document_confirmed", subject=subject_of(held), by=by, before=before, after=fields_of(held), scope=held.agency.code, at=at)
    return held


def add_revision(*, agency: Agency, document: Document | None, file: StoredFile, original_name: str, by: User, at: datetime) -> tuple[DocumentRevision, bool]:
    """The file as a revision of the document, or of a new one; and whether it is new. Content that the agency has registered
    already is not registered twice: its revision is given back. Call it inside a transaction."""
    known = DocumentRevision.objects.select_related("document").filter(file=file, document__agency=agency)
    found = known.filter(document=document).first() if document else known.order_by("uploaded_at").first()
    if found is not None:
        return found, False
    if document is None:
        document = Document.objects.create(agency=agency, registered_by=by, registered_at=at)
    held = Document.objects.select_for_update().get(pk=document.pk)
    number = held.revision_count + 1
    revision = DocumentRevision.objects.create(
        document=held, number=number, file=file, original_name=original_name, uploaded_by=by, uploaded_at=at,
    )
    held.revision_count, held.current = number, revision
    held.save(update_fields=["revision_count", "current"])
    record(
        act="files.revision_added", subject=subject_of(held), by=by, after={"revision": number, "sha256": file.sha256, "size": file.size},
        scope=agency.code, at=at,
    )
    return revision, True


def subject_of(document: Document) -> str:
    return f"files.Document:{document.pk}"


def fields_of(document: Document) -> dict[str, Any]:
    return {name: getattr(document, name) for name in FIELDS}


def field_problems(given: Mapping[str, Any], today: date) -> list[Problem]:
    """Everything that is wrong with the fields of a document; each problem's place is the field."""
    found = []
    if given.get("kind") not in KIND_CODES:
        found.append(_problem("kind_missing", "chưa chọn loại văn bản, tài liệu", "chọn một loại", "kind"))
    issued, received, in_force = given.get("issued_on"), given.get("received_on"), given.get("in_force_on")
    for name, day in (("issued_on", issued), ("received_on", received)):
        if day and day > today:
            found.append(_problem("date_in_future", f"ngày {day:%d/%m/%Y} ở tương lai", "sửa ngày", name))
    if issued and received and received < issued:
        found.append(_problem("received_before_issued", "ngày nhận trước ngày ban hành", "sửa một trong hai ngày", "received_on"))
    if issued and in_force and in_force < issued:
        found.append(_problem("in_force_before_issued", "ngày hiệu lực trước ngày ban hành", "sửa một trong hai ngày", "in_force_on"))
    if not any(given.get(name) for name in ("number", "symbol", "abstract", "link")):
        found.append(_problem("nothing_said", "chưa ghi số, ký hiệu, trích yếu hay đường dẫn", "ghi ít nhất trích yếu", "abstract"))
    return found


def _problem(code: str, message: str, remedy: str, field: str) -> Problem:
    return Problem(f"files.{code}", message, remedy, Place(path=field))


def _set(document: Document, given: Mapping[str, Any]) -> None:
    for name in FIELDS:
        if name in given:
            setattr(document, name, given[name])
    said = (kind_label(document.kind), document.number_and_symbol, document.issuer, document.abstract, document.link)
    document.search = words_of(" ".join(said))


def words_of(text: str) -> str:
    """Plain words parted by single spaces: what both databases look in, cut the same way by both."""
    return " ".join(re.findall(r"[a-z0-9]+", flat(text)))
