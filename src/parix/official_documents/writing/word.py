"""Lays a paper out as DOCX with the margins, sizes and places of Decree 30/2020/NĐ-CP: head and foot are tables without lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt

from parix.official_documents.writing import heads
from parix.official_documents.writing.code_pictures import png_of
from parix.official_documents.writing.heads import PaperLines
from parix.official_documents.writing.records import Annex, Block, Heading, Paper, Printed, Table
from parix.official_documents.writing.word_blocks import (
    CENTRE,
    FACE,
    Lines,
    body_paragraph,
    fill_table,
    heading_paragraph,
    page_number,
    side_by_side,
    spaced,
    underline,
    written,
)  # fmt: skip
from parix.official_documents.writing.word_package import packed

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = Mm(210), Mm(297), Mm(30), Mm(18), Mm(20), Mm(20)
_ROOM = Emu(WIDTH - LEFT - RIGHT)
_LYING_ROOM = Emu(HEIGHT - TOP - BOTTOM)
_ISSUER, _NATIONAL = Emu(int(_ROOM * 0.42)), Emu(int(_ROOM * 0.58))
_RECIPIENTS, _SIGNER = Emu(int(_ROOM * 0.48)), Emu(int(_ROOM * 0.52))


def docx_of(paper: Paper) -> Printed:
    document = set_up(paper.day, f"{paper.title} {paper.number_and_symbol}".strip(), paper.page_note)
    lines = heads.lines_of(paper)
    write_opening(document, lines)
    blocks = [heads.ended(block) if place == paper.closing_block and isinstance(block, str) else block for place, block in enumerate(paper.blocks)]
    write_blocks(document, blocks[: paper.annex_at], heads.annex_line(paper))
    document.paragraphs[-1].paragraph_format.keep_with_next = True  # a signature never stands alone on a page
    write_foot(document, lines)
    write_blocks(document, blocks[paper.annex_at :], heads.annex_line(paper))
    return Printed(packed(document), "docx")


def set_up(day: date | None, title: str, note: str) -> Any:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = WIDTH, HEIGHT
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = LEFT, RIGHT, TOP, BOTTOM
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    page_number(section.header.paragraphs[0])
    for footer in (section.footer, section.first_page_footer) if note else ():
        written(footer.paragraphs[0], note, size=9, align=CENTRE, italic=True)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FACE, Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FACE)
    normal.paragraph_format.space_after = Pt(0)
    about = document.core_properties
    about.title, about.author, about.comments, about.language = title, "parix", note, "vi-VN"
    if day is not None:
        about.created = about.modified = datetime.combine(day, time(8), UTC)
    return document


def write_opening(document: Any, lines: PaperLines) -> None:
    def issuer(cell: Lines) -> None:
        for line in lines.parent:
            cell.add(line, size=12, align=CENTRE)
        for line in lines.issuer:
            cell.add(line, size=12, align=CENTRE, bold=True)
        underline(cell.add("", size=2), _ISSUER, 0.4)
        for line in lines.number:
            spaced(cell.add(line, size=13, align=CENTRE), 3)
        for line in lines.subject:
            cell.add(line, size=12, align=CENTRE)

    def nation(cell: Lines) -> None:
        cell.add(heads.NATIONAL, size=12, align=CENTRE, bold=True)
        cell.add(heads.MOTTO, size=13, align=CENTRE, bold=True)
        underline(cell.add("", size=2), _NATIONAL, 0.62)
        spaced(cell.add(lines.day, size=13, align=CENTRE, italic=True), 3)

    side_by_side(document, ((_ISSUER, issuer), (_NATIONAL, nation)))
    spaced(document.add_paragraph())
    if lines.title:
        spaced(written(document.add_paragraph(), lines.title, bold=True, align=CENTRE))
        for line in lines.abstract:
            spaced(written(document.add_paragraph(), line, bold=True, align=CENTRE))
        underline(spaced(document.add_paragraph()), _ROOM, 0.3)
    if lines.authority:
        spaced(written(document.add_paragraph(), lines.authority, bold=True, align=CENTRE), 6, 6)
    for line in lines.addressees:
        spaced(written(document.add_paragraph(), line, align=CENTRE), 6, 6)


def write_foot(document: Any, lines: PaperLines) -> None:
    def recipients(cell: Lines) -> None:
        for place, line in enumerate(lines.recipients):
            is_first = place == 0
            cell.add(line, size=12 if is_first else 11, bold=is_first, italic=is_first)
        if lines.code:
            cell.add("").add_run().add_picture(BytesIO(png_of(lines.code)), width=Mm(28))
            cell.add(lines.code_note, size=11)

    def signature(cell: Lines) -> None:
        for line in lines.above_signature:
            cell.add(line, align=CENTRE, bold=True)
        spaced(cell.add(lines.signed, size=12, align=CENTRE, italic=True), 22, 18)
        cell.add(lines.name, align=CENTRE, bold=True)

    spaced(document.add_paragraph(), 0, 4).paragraph_format.keep_with_next = True
    side_by_side(document, ((_RECIPIENTS, recipients), (_SIGNER, signature)))


def write_blocks(document: Any, blocks: Sequence[Block], annex_line: str) -> None:
    """At the document's end. Each annex begins a section of its own, turned when it is wide."""
    room = _ROOM
    for block in blocks:
        if isinstance(block, Annex):
            room = _turned(document, block.is_wide)
            spaced(written(document.add_paragraph(), block.title, bold=True, align=CENTRE))
            spaced(written(document.add_paragraph(), annex_line, align=CENTRE, italic=True), 0, 8)
        elif isinstance(block, Heading):
            heading_paragraph(document.add_paragraph(), block.text, is_centred=block.is_centred)
        elif isinstance(block, Table):
            fill_table(document.add_table(rows=0, cols=len(block.columns)), block, room)
            spaced(document.add_paragraph())
        else:
            body_paragraph(document.add_paragraph(), block)


def _turned(document: Any, is_wide: bool) -> Emu:
    """A new section; returns the room for its text. Page numbers go on, and its first page has one too."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    if is_wide:
        section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, HEIGHT, WIDTH
        section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = TOP, BOTTOM, TOP, BOTTOM
        return _LYING_ROOM
    section.orientation, section.page_width, section.page_height = WD_ORIENT.PORTRAIT, WIDTH, HEIGHT
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = LEFT, RIGHT, TOP, BOTTOM
    return _ROOM
