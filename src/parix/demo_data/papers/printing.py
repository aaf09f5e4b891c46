"""Prints a paper in the form that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from parix.demo_data.papers.scans import scan_of
from parix.demo_data.papers.workbooks import workbook_of
from parix.official_documents.writing.portable import pdf_of
from parix.official_documents.writing.records import Paper, Printed
from parix.official_documents.writing.word import docx_of

FORMS: Mapping[str, Callable[[Paper], Printed]] = {"pdf": pdf_of, "docx": docx_of, "scan": scan_of, "workbook": workbook_of}


def printed(paper: Paper, form: str) -> Printed:
    """Raises KeyError for a form that is not one of FORMS."""
    return FORMS[form](paper)
