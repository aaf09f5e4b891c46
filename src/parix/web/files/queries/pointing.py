"""A pointer into a document (page, quoted number, date, issuer, words) checked against what is registered and what was read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from parix.foundation.periods import Period
from parix.foundation.problems import Problem
from parix.official_documents.document_heads.records import DocumentHead, Found, WrittenDate
from parix.official_documents.document_kinds import KIND_BY_CODE
from parix.official_documents.pages import Span
from parix.official_documents.pointers import Pointer, check_pointer
from parix.web.files.models import Document
from parix.web.files.queries import pages_of
from parix.web.files.queries.proposals import head_of

_CONFIRMED = Span(1, 0, 0)


def pointer_problems(document: Document, pointer: Pointer, period: Period | None, today: date) -> tuple[Problem, ...]:
    """What a person confirmed counts before what the reader proposes; text that is not read yet proves nothing against anybody."""
    file = document.current.file if document.current else None
    pages = pages_of(file) if file is not None else ()
    return check_pointer(pointer, pages, _known(document, head_of(file)), period, today)


def _known(document: Document, head: DocumentHead | None) -> DocumentHead:
    known = head or DocumentHead()
    if not document.is_confirmed:
        return known
    kind = KIND_BY_CODE.get(document.kind)
    day = document.issued_on
    return replace(
        known,
        kind=Found(kind, kind.name.vi, _CONFIRMED) if kind else None,
        date=Found(WrittenDate(day.day, day.month, day.year), f"{day:%d/%m/%Y}", _CONFIRMED) if day else None,
        issuer=Found(document.issuer, document.issuer, _CONFIRMED) if document.issuer else None,
    )
