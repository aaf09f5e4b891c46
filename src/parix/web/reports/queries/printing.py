"""The files of a document: of an issued one those that were kept, of a draft made now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from parix.official_documents.composing.outlines import outlines
from parix.official_documents.writing.portable import pdf_of
from parix.official_documents.writing.records import Paper
from parix.official_documents.writing.template_filling import docx_from, paper_names
from parix.official_documents.writing.templates import Names, Values
from parix.official_documents.writing.word import docx_of
from parix.official_documents.writing.workbook import workbook_of
from parix.web.reports.choices import FileForm
from parix.web.reports.models import IssuedFile, Report
from parix.web.reports.queries.drafts import DraftPage
from parix.web.reports.queries.figures import Figures
from parix.web.reports.queries.lists import template_in_use


@dataclass(frozen=True, slots=True)
class MadeFile:
    form: FileForm
    data: bytes
    name: str


def template_names() -> Names:
    """What a template of this room may name: the paper's own names, and every figure."""
    return paper_names(sorted(outlines().names))


def file_of(page: DraftPage, form: FileForm, today: date) -> MadeFile:
    """Raises IssuedFile.DoesNotExist for an issued document without such a file."""
    if page.report.is_issued:
        kept = IssuedFile.objects.get(report=page.report, form=form)
        return MadeFile(form, bytes(kept.data), file_name(page.report, form))
    return printed(page.report, page.paper(today), page.figures, form)


def printed(report: Report, paper: Paper, figures: Figures, form: FileForm) -> MadeFile:
    return MadeFile(form, _data(report, paper, figures, form), file_name(report, form))


def _data(report: Report, paper: Paper, figures: Figures, form: FileForm) -> bytes:
    if form == FileForm.PDF:
        return pdf_of(paper).data
    if form == FileForm.XLSX:
        return workbook_of(paper).data
    template = template_in_use(report.agency_id, report.form)
    if template is None:
        return docx_of(paper).data
    # A figure that nobody has is a gap in the document, not a name left standing.
    texts = {name: figures.by_name.get(name, "…") for name in outlines().names}
    return docx_from(bytes(template.data), paper, Values(texts)).data


def file_name(report: Report, form: FileForm) -> str:
    number = f"{report.number.written}-{report.number.symbol}" if report.number is not None else "du-thao"
    return f"{report.form}-{report.year}-{report.season or 'nam'}-{number}.{form}".replace("/", "-")
