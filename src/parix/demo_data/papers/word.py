"""Lays a paper out as DOCX: head and foot as tables without lines, the way office templates do."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from parix.demo_data.papers import heads
from parix.demo_data.papers.records import SAMPLE, Annex, Heading, Paper, Printed, Table

_FACE = "Times New Roman"
_CENTRE, _LEFT, _JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY


def docx_of(paper: Paper) -> Printed:
    document = docx.Document()
    _set_up(document, paper)
    issued = len(paper.parent) + len(paper.issuer)
    left = [(line, place >= len(paper.parent) and place < issued) for place, line in enumerate(heads.left_lines(paper))]
    right = [(line, place < 2) for place, line in enumerate(heads.right_lines(paper))]
    _two_cells(document, left, right, _CENTRE)
    for line in ([paper.title, *heads.abstract_lines(paper)] if paper.title else []):
        _write(document.add_paragraph(), line, bold=True, align=_CENTRE)
    document.add_paragraph()
    if paper.authority:
        _write(document.add_paragraph(), paper.authority, bold=True, align=_CENTRE)
    for line in heads.addressee_lines(paper):
        _write(document.add_paragraph(), line, align=_CENTRE)
    _blocks(document, paper, range(paper.annex_at))
    signature = [(line, line != heads.SIGNED) for line in heads.signature_lines(paper)]
    _two_cells(document, [(line, place == 0) for place, line in enumerate(heads.recipient_lines(paper))], signature, _LEFT)
    if paper.annex_at < len(paper.blocks):
        document.add_page_break()  # type: ignore[no-untyped-call]
        _blocks(document, paper, range(paper.annex_at, len(paper.blocks)))
    _write(document.sections[0].footer.paragraphs[0], SAMPLE, size=9, align=_CENTRE)
    return Printed(_packed(document), "docx")


def _set_up(document: Any, paper: Paper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Mm(30), Mm(18), Mm(20), Mm(20)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FACE, Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), _FACE)
    normal.paragraph_format.space_after = Pt(4)
    about = document.core_properties
    about.title, about.author, about.comments = f"{paper.title} {paper.number_and_symbol}".strip(), "parix", SAMPLE
    about.created = about.modified = datetime.combine(paper.day, time(8), UTC)


def _blocks(document: Any, paper: Paper, places: range) -> None:
    last = max((place for place in places if isinstance(paper.blocks[place], str)), default=-1)
    for place in places:
        block = paper.blocks[place]
        if isinstance(block, Annex):
            _write(document.add_paragraph(), block.title, bold=True, align=_CENTRE)
            _write(document.add_paragraph(), heads.annex_line(paper), align=_CENTRE)
        elif isinstance(block, Heading):
            _write(document.add_paragraph(), block.text, bold=True, align=_CENTRE if block.is_centred else _LEFT)
        elif isinstance(block, Table):
            _table(document, block)
        else:
            written = _write(document.add_paragraph(), f"{block.rstrip('.')}./." if place == last else block, align=_JUSTIFY)
            written.paragraph_format.first_line_indent = Mm(10)


def _table(document: Any, given: Table) -> None:
    table = document.add_table(rows=0, cols=len(given.columns))
    table.style = "Table Grid"
    for number, row in enumerate((given.columns, *given.rows)):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _write(cell.paragraphs[0], text, bold=number == 0, size=12, align=_LEFT)
    document.add_paragraph()


def _two_cells(document: Any, left: list[tuple[str, bool]], right: list[tuple[str, bool]], left_align: Any) -> None:
    table = document.add_table(rows=1, cols=2)
    for cell, lines, align in zip(table.rows[0].cells, (left, right), (left_align, _CENTRE), strict=True):
        for place, (text, bold) in enumerate(lines):
            _write(cell.paragraphs[0] if place == 0 else cell.add_paragraph(), text, bold=bold, size=12, align=align)


def _write(paragraph: Any, text: str, *, bold: bool = False, size: float = 14, align: Any = _LEFT) -> Any:
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)
    paragraph.alignment = align
    return paragraph


def _packed(document: Any) -> bytes:
    """The library notes the moment of packing for every part; here each has the same one, so that the bytes are the same."""
    packed, again = BytesIO(), BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as given, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            made.writestr(zipfile.ZipInfo(name), given.read(name), zipfile.ZIP_DEFLATED)
    return again.getvalue()
