"""Files that people take away: the seven forms, a code as a picture.

In: a dossier with its events, the applicant in full. Out: responses with a file. Must not: read tables, or decide who may have them.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

import qrcode  # type: ignore[import-untyped]
import qrcode.image.svg  # type: ignore[import-untyped]
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from parix.official_documents.writing.portable import pdf_of
from parix.official_documents.writing.records import Paper
from parix.official_documents.writing.word import docx_of
from parix.web.onestop.dossiers.queries import Dossier, Event
from parix.web.onestop.dossiers.rules.applicants import Applicant
from parix.web.onestop.dossiers.tables import papers
from parix.web.organisations.queries import Agency

_TYPES = {"pdf": "application/pdf", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}


def paper_file(
    key: str, dossier: Dossier, events: Sequence[Event], applicant: Applicant, *, form: str, clerk: str, day: date,
) -> HttpResponse:
    about = papers.About(dossier, tuple(events), applicant, clerk, day, public_address(dossier))
    return _file(papers.PAPERS[key](about), f"{key}-{dossier.code}", form)


def register_file(agency: Agency, year: int, lines: Sequence[tuple[str, ...]], *, form: str, day: date) -> HttpResponse:
    return _file(papers.register_paper(agency, year, lines, day), f"mau-07-{agency.code}-{year}", form)


def code_picture(dossier: Dossier) -> HttpResponse:
    """The public address of the look-up, as an SVG that prints sharp."""
    saved = io.BytesIO()
    qrcode.make(public_address(dossier), image_factory=qrcode.image.svg.SvgPathImage, border=2).save(saved)
    return HttpResponse(saved.getvalue(), content_type="image/svg+xml")


def public_address(dossier: Dossier) -> str:
    return settings.SITE_URL + reverse("lookup:dossier", args=[dossier.code])


def _file(paper: Paper, name: str, form: str) -> HttpResponse:
    made = pdf_of(paper) if form == "pdf" else docx_of(paper)
    answer = HttpResponse(made.data, content_type=_TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer
