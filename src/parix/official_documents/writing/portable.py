"""Lays a paper out as a PDF on A4 with the margins, sizes and places of Decree 30/2020/NĐ-CP, Phụ lục I."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from html import escape
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, KeepTogether, NextPageTemplate, PageBreak, PageTemplate, Paragraph, Spacer, Table

from parix.official_documents.writing import heads, records
from parix.official_documents.writing import portable_looks as looks
from parix.official_documents.writing.code_pictures import squares_of
from parix.official_documents.writing.records import Annex, Block, Heading, Paper, Printed

_LEFT, _RIGHT, _TOP, _BOTTOM = 30 * mm, 18 * mm, 20 * mm, 20 * mm
_WIDTH = A4[0] - _LEFT - _RIGHT
_WIDE = A4[1] - _TOP - _BOTTOM  # the text's width on a page that lies on its side: its upper margin is on the bound side
_RED = (0.78, 0.1, 0.12)
_UPRIGHT, _LYING = "upright", "lying"


class _Rule(Flowable):
    """The short line below the issuer, the motto and the abstract."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def wrap(self, available_width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = available_width, 7
        return self.width, self.height

    def draw(self) -> None:
        length = self.width * self.share
        self.canv.line((self.width - length) / 2, 2.5, (self.width + length) / 2, 2.5)


class _Stamp(Flowable):
    """A round red stamp without words over the signature's left third, as stamps lie; it takes no room."""

    def wrap(self, available_width: float, _height: float) -> tuple[float, float]:
        self.width = available_width
        return self.width, 0

    def draw(self) -> None:
        self.canv.saveState()
        self.canv.setStrokeColorRGB(*_RED)
        for radius, stroke in ((15 * mm, 1.4), (11 * mm, 0.6)):
            self.canv.setLineWidth(stroke)
            self.canv.circle(self.width * 0.3, 2 * mm, radius)
        self.canv.restoreState()


class _Code(Flowable):
    """A QR code, drawn as squares so that it prints sharp."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.squares = squares_of(text)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        self.width = self.height = 26 * mm
        return self.width, self.height + 4

    def draw(self) -> None:
        step = self.height / len(self.squares)
        for row, line in enumerate(self.squares):
            for column, is_dark in enumerate(line):
                if is_dark:
                    self.canv.rect(column * step, self.height - (row + 1) * step, step, step, stroke=0, fill=1)


class _Noted(Paragraph):
    """Notes the page that it begins on. Its parts, when it is broken, are made by the library and get the attributes after that."""

    pages: dict[int, int]
    place: int

    def draw(self) -> None:
        self.pages.setdefault(self.place, self.canv.getPageNumber())
        super().draw()

    def split(self, available_width: float, available_height: float) -> list[Any]:
        parts: list[Any] = super().split(available_width, available_height)
        for part in parts:
            part.pages, part.place = self.pages, self.place
        return parts


def _noted(text: str, style: ParagraphStyle, pages: dict[int, int], place: int) -> _Noted:
    made = _Noted(escape(text), style)
    made.pages, made.place = pages, place
    return made


def pdf_of(paper: Paper) -> Printed:
    looks.make_ready()
    pages: dict[int, int] = {}
    saved = BytesIO()
    # invariant: no moment and no chance in the file, so that the same paper is the same bytes
    document = BaseDocTemplate(saved, pagesize=A4, title=f"{paper.title} {paper.number_and_symbol}".strip(), author="parix", invariant=1)
    margins = partial(_margins, paper.page_note)
    document.addPageTemplates([
        PageTemplate(_UPRIGHT, [_frame(_WIDTH, A4[1] - _TOP - _BOTTOM)], onPage=margins, pagesize=A4),
        PageTemplate(_LYING, [_frame(_WIDE, A4[0] - _TOP - _BOTTOM, left=_TOP)], onPage=margins, pagesize=landscape(A4)),
    ])
    blocks = list(enumerate(paper.blocks))
    body, annexes = list(_blocks(blocks[: paper.annex_at], paper, pages)), _blocks(blocks[paper.annex_at :], paper, pages)
    # a signature never stands alone on a page
    document.build([*_head(paper), *_title(paper), Spacer(0, 6), *body[:-1], KeepTogether([*body[-1:], *_foot(paper)]), *annexes])
    return Printed(saved.getvalue(), "pdf", pages)


def _frame(width: float, height: float, left: float = _LEFT) -> Frame:
    return Frame(left, _BOTTOM, width, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)


def _margins(note: str, canvas: Canvas, document: BaseDocTemplate) -> None:
    """Page numbers stand in the middle of the upper margin, from the second page on."""
    width, height = document.pageTemplate.pagesize
    if canvas.getPageNumber() > 1:
        canvas.setFont(looks.REGULAR, 13)
        canvas.drawCentredString(width / 2, height - 13 * mm, str(canvas.getPageNumber()))
    if note:
        canvas.setFont(looks.ITALIC, 9)
        canvas.drawCentredString(width / 2, 10 * mm, note)


def _head(paper: Paper) -> Iterator[Flowable]:
    own = len(paper.parent) + len(paper.issuer)
    lines = heads.left_lines(paper)
    left: list[Flowable] = [_text(line, looks.PARENT) for line in paper.parent]
    left += [_text(line, looks.ISSUER) for line in paper.issuer]
    left += [_Rule(0.4), *(_text(line, looks.NUMBER if place == 0 else looks.PARENT) for place, line in enumerate(lines[own:]))]
    national, motto, day = heads.right_lines(paper)
    right = [_text(national, looks.NATIONAL), _text(motto, looks.MOTTO), _Rule(0.72), _text(day, looks.DATE)]
    yield Table([[left, right]], colWidths=[_WIDTH * 0.42, _WIDTH * 0.58], style=looks.PLAIN)


def _title(paper: Paper) -> Iterator[Flowable]:
    if paper.title:
        yield Spacer(0, 8)
        yield _text(paper.title, looks.TITLE)
        yield from (_text(line, looks.SIGNER) for line in heads.abstract_lines(paper))
        yield _Rule(0.3)
    if paper.authority:
        yield _text(paper.authority, looks.TITLE)
    yield from (_text(line, looks.DEAR) for line in heads.addressee_lines(paper))


def _blocks(blocks: Sequence[tuple[int, Block]], paper: Paper, pages: dict[int, int]) -> Iterator[Flowable]:
    width = _WIDTH
    for place, block in blocks:
        if isinstance(block, Annex):
            width = _WIDE if block.is_wide else _WIDTH
            yield NextPageTemplate(_LYING if block.is_wide else _UPRIGHT)
            yield PageBreak()
            yield _noted(block.title, looks.TITLE, pages, place)
            yield _text(heads.annex_line(paper), looks.DEAR)
        elif isinstance(block, Heading):
            yield _noted(block.text, looks.HEADING_CENTRED if block.is_centred else looks.HEADING, pages, place)
        elif isinstance(block, records.Table):
            yield _table(block, width, pages, place)
            yield Spacer(0, 4)
        else:
            yield _noted(heads.ended(block) if place == paper.closing_block else block, looks.BODY, pages, place)


def _table(table: records.Table, width: float, pages: dict[int, int], place: int) -> Table:
    head = [_noted(title, looks.CELL_HEAD, pages, place) for title in table.columns]
    rows = [
        [_text(cell, looks.cell(table.align_of(column), row in table.group_rows)) for column, cell in enumerate(cells)]
        for row, cells in enumerate(table.rows)
    ]
    return Table([head, *rows], colWidths=[width * share / 100 for share in table.widths], repeatRows=1, style=looks.GRID)


def _foot(paper: Paper) -> Iterator[Flowable]:
    yield Spacer(0, 10)
    recipients = heads.recipient_lines(paper)
    left: list[Flowable] = [_text(line, looks.RECIPIENTS_HEAD if place == 0 else looks.RECIPIENT) for place, line in enumerate(recipients)]
    if paper.code:
        left += [_Code(paper.code), _text(paper.code_note, looks.RECIPIENT)]
    signing = paper.signing
    right: list[Flowable] = [_text(line, looks.SIGNER) for line in (*signing.on_behalf, signing.position)]
    right += [_Stamp(), _text(paper.signed, looks.SIGNED)] if paper.signed else [Spacer(0, 54)]
    right.append(_text(signing.name, looks.SIGNER))
    yield Table([[left or "", right]], colWidths=[_WIDTH * 0.48, _WIDTH * 0.52], style=looks.PLAIN)


def _text(line: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(line), style)
