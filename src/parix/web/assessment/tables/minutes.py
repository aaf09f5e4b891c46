"""The minutes as a file: plain text, and a Word document with the same lines."""

from __future__ import annotations

import io

from django.http import HttpResponse
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from parix.web.assessment.queries.council.minutes import Minutes, minutes_lines
from parix.web.assessment.tables.workbooks import download

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def minutes_text(minutes: Minutes) -> str:
    return "\n".join(minutes_lines(minutes)) + "\n"


def minutes_file(minutes: Minutes, form: str) -> HttpResponse:
    name = f"{minutes.session.round.slug}-bien-ban-{minutes.session.number}"
    if form == "docx":
        return download(as_docx(minutes), DOCX, f"{name}.docx")
    return download(minutes_text(minutes).encode(), "text/plain; charset=utf-8", f"{name}.txt")


def as_docx(minutes: Minutes) -> bytes:
    """A4 with the margins of official papers; one paragraph for each line, the words before a colon in bold."""
    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Cm(3), Cm(2), Cm(2), Cm(2)
    style = paper.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(13)
    for number, line in enumerate(minutes_lines(minutes)):
        paragraph = paper.add_paragraph()
        head, colon, rest = line.partition(": ")
        if number == 0:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.add_run(line).bold = True
        elif colon:
            paragraph.add_run(head + colon).bold = True
            paragraph.add_run(rest)
        else:
            paragraph.add_run(line)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()
