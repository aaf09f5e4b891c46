"""Shapes for pages: what became of an upload, problems and signatures in words, pages to look at, the register as a workbook."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import xlsxwriter  # type: ignore[import-untyped]
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from parix.foundation.problems import Problem
from parix.official_documents.document_heads.head_json import problem_from_json
from parix.official_documents.examination_json import signature_from_json
from parix.official_documents.pages import Page
from parix.official_documents.pdf_signatures import PdfSignature
from parix.web.files.actions.drawing import DRAWABLE
from parix.web.files.queries import StoredFile, Upload
from parix.web.files.queries.register import Row

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 20_000
SHOWN_PAGES = 40


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. `is_known`: the agency had registered the same content before."""

    name: str
    document_id: UUID | None
    is_known: bool
    problems: tuple[Problem, ...] = ()

    def to_json(self) -> dict[str, Any]:
        address = reverse("files:document", args=[self.document_id]) if self.document_id else None
        return {"name": self.name, "id": self.document_id, "document": address, "known": self.is_known}


def outcome_of(upload: Upload) -> Outcome:
    revision = upload.revision
    assert revision is not None  # an upload that is complete has one
    return Outcome(upload.original_name, revision.document_id, revision.uploaded_at != upload.ended_at)


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page to look at: its picture where it can be drawn, its text, and how sure the reader of scans was."""

    number: int
    text: str
    has_picture: bool
    confidence: int | None


def shown_pages(file: StoredFile | None, pages: Sequence[Page]) -> list[ShownPage]:
    """The first pages; the rest is in the download."""
    if file is None:
        return []
    drawable, texts = file.media_type in DRAWABLE, {page.number: page for page in pages}
    return [
        ShownPage(number, texts[number].text if number in texts else "", drawable, texts[number].confidence if number in texts else None)
        for number in range(1, min(file.page_count, SHOWN_PAGES) + 1)
    ]


def problems_of(file: StoredFile | None) -> list[Problem]:
    """What is wrong with the file and odd in its head, errors first."""
    if file is None:
        return []
    found = [problem_from_json(one) for one in (*file.problems, *(file.head or {}).get("problems", ()))]
    return sorted(found, key=lambda one: one.severity != "error")


def signatures_of(file: StoredFile | None) -> list[PdfSignature]:
    return [signature_from_json(one) for one in file.signatures] if file else []


def workbook(rows: Sequence[Row], today: date) -> HttpResponse:
    """The register as people print it and hand it on."""
    heads = [_("Loại"), _("Số, ký hiệu"), _("Ngày ban hành"), _("Cơ quan ban hành"), _("Trích yếu, nội dung"), _("Cơ quan"), _("Tình trạng"), _("Tệp")]
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        page, head = book.add_worksheet(_("Sổ văn bản")), book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        day = book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
        for column, (title, width) in enumerate(zip(heads, (16, 20, 14, 30, 60, 30, 18, 30), strict=True)):
            page.write_string(0, column, title, head)
            page.set_column(column, column, width)
        for line, row in enumerate(rows, 1):
            state = _("đã xác nhận") if row.is_confirmed else _("chờ xác nhận")
            texts = (row.kind, row.number_and_symbol, None, row.issuer, row.abstract, row.agency, state, row.original_name)
            for column, text in enumerate(texts):
                if text is not None:
                    page.write_string(line, column, text)
            if row.issued_on:
                page.write_datetime(line, 2, row.issued_on, day)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, max(1, len(rows)), len(heads) - 1)
    response = HttpResponse(out.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="so-van-ban-{today:%Y%m%d}.xlsx"'
    return response
