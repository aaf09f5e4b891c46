"""A pointer into a document (page, quoted number, date, issuer, words) checked against what is registered and what was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from parix.foundation.periods import Period
from parix.foundation.problems import Problem
from parix.official_documents.document_heads.records import DocumentHead, Found, WrittenDate
from parix.official_documents.document_kinds import KIND_BY_CODE
from parix.official_documents.pages import Page, Span
from parix.official_documents.pointers import Pointer, check_pointer
from parix.web.files.models import Document
from parix.web.files.queries import pages_of
from parix.web.files.queries.proposals import head_of

_CONFIRMED = Span(1, 0, 0)


def pointer_problems(document: Document, pointer: Pointer, period: Period | None, today: date) -> tuple[Problem, ...]:
    """What a person confirmed counts before what the reader proposes; text that is not read yet proves nothing against anybody."""
    return problems_on_pages(document, pointer, pages_of(document.current.file) if document.current else (), period, today)


def problems_on_pages(document: Document, pointer: Pointer, pages: Sequence[Page], period: Period | None, today: date) -> tuple[Problem, ...]:
    """The same for a document whose pages have been fetched already."""
    return check_pointer(pointer, pages, _known(document, head_of(document.current.file if document.current else None)), period, today)


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
