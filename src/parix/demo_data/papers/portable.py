"""Lays a paper out as a PDF on A4 with the margins, sizes and places of Decree 30/2020/NĐ-CP, Phụ lục I."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, KeepTogether, PageBreak, PageTemplate, Paragraph, Spacer, Table, TableStyle

from parix.demo_data.papers import heads, records
from parix.demo_data.papers.records import SAMPLE, Annex, Block, Heading, Paper, Printed

TYPEFACES = Path(__file__).with_name("typefaces")
REGULAR, BOLD, ITALIC, BOLD_ITALIC = "Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"
_LEFT, _RIGHT, _TOP, _BOTTOM = 30 * mm, 18 * mm, 20 * mm, 20 * mm
_WIDTH = A4[0] - _LEFT - _RIGHT
_RED = (0.78, 0.1, 0.12)


@cache
def _ready() -> None:
    for name, file in ((REGULAR, "Regular"), (BOLD, "Bold"), (ITALIC, "Italic"), (BOLD_ITALIC, "BoldItalic")):
        pdfmetrics.registerFont(TTFont(name, str(TYPEFACES / f"Tinos-{file}.ttf")))


def _style(font: str, size: float, align: Literal[0, 1, 2, 4] = TA_CENTER, **more: Any) -> ParagraphStyle:
    return ParagraphStyle(f"{font}-{size}-{align}-{sorted(more)}", fontName=font, fontSize=size, leading=size * 1.2, alignment=align, **more)


PARENT, ISSUER, NUMBER = _style(REGULAR, 12), _style(BOLD, 12), _style(REGULAR, 13)
NATIONAL, MOTTO, DATE = _style(BOLD, 12), _style(BOLD, 13), _style(ITALIC, 13)
TITLE = _style(BOLD, 14, spaceBefore=10)
BODY = _style(REGULAR, 14, TA_JUSTIFY, firstLineIndent=10 * mm, spaceBefore=3, spaceAfter=3)
HEADING = _style(BOLD, 14, TA_LEFT, firstLineIndent=10 * mm, spaceBefore=6, spaceAfter=3, keepWithNext=True)
HEADING_CENTRED = _style(BOLD, 14, spaceBefore=6, spaceAfter=3, keepWithNext=True)
DEAR = _style(REGULAR, 14, TA_CENTER, spaceBefore=10, spaceAfter=6)
CELL, CELL_HEAD = _style(REGULAR, 11.5, TA_LEFT), _style(BOLD, 11.5)
RECIPIENTS_HEAD, RECIPIENT = _style(BOLD_ITALIC, 12, TA_LEFT), _style(REGULAR, 11, TA_LEFT)
SIGNER = _style(BOLD, 14)
SIGNED = _style(ITALIC, 12, spaceBefore=22, spaceAfter=16)
_ALL = ((0, 0), (-1, -1))
_GRID = TableStyle([("GRID", *_ALL, 0.5, (0, 0, 0)), ("VALIGN", *_ALL, "TOP"), ("TOPPADDING", *_ALL, 2), ("BOTTOMPADDING", *_ALL, 3)])
_PLAIN = TableStyle([("VALIGN", *_ALL, "TOP"), *((f"{side}PADDING", *_ALL, 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM"))])


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
    _ready()
    pages: dict[int, int] = {}
    saved = BytesIO()
    # invariant: no moment and no chance in the file, so that the same paper is the same bytes
    document = BaseDocTemplate(saved, pagesize=A4, title=f"{paper.title} {paper.number_and_symbol}".strip(), author="parix", invariant=1)
    frame = Frame(_LEFT, _BOTTOM, _WIDTH, A4[1] - _TOP - _BOTTOM, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=_margins))
    blocks = list(enumerate(paper.blocks))
    annex = [PageBreak(), *_blocks(blocks[paper.annex_at :], paper, pages)] if paper.annex_at < len(blocks) else []
    document.build([*_head(paper), *_title(paper), *_blocks(blocks[: paper.annex_at], paper, pages), KeepTogether(list(_foot(paper))), *annex])
    return Printed(saved.getvalue(), "pdf", pages)


def _margins(canvas: Canvas, _document: BaseDocTemplate) -> None:
    """Page numbers stand in the middle of the upper margin, from the second page on."""
    if canvas.getPageNumber() > 1:
        canvas.setFont(REGULAR, 13)
        canvas.drawCentredString(A4[0] / 2, A4[1] - 13 * mm, str(canvas.getPageNumber()))
    canvas.setFont(ITALIC, 9)
    canvas.drawCentredString(A4[0] / 2, 10 * mm, SAMPLE)


def _head(paper: Paper) -> Iterator[Flowable]:
    own = len(paper.parent) + len(paper.issuer)
    lines = heads.left_lines(paper)
    left: list[Flowable] = [_text(line, PARENT) for line in paper.parent]
    left += [_text(line, ISSUER) for line in paper.issuer]
    left += [_Rule(0.4), *(_text(line, NUMBER if place == 0 else PARENT) for place, line in enumerate(lines[own:]))]
    national, motto, day = heads.right_lines(paper)
    right = [_text(national, NATIONAL), _text(motto, MOTTO), _Rule(0.72), _text(day, DATE)]
    yield Table([[left, right]], colWidths=[_WIDTH * 0.42, _WIDTH * 0.58], style=_PLAIN)


def _title(paper: Paper) -> Iterator[Flowable]:
    if paper.title:
        yield Spacer(0, 8)
        yield _text(paper.title, TITLE)
        yield from (_text(line, SIGNER) for line in heads.abstract_lines(paper))
        yield _Rule(0.3)
    if paper.authority:
        yield _text(paper.authority, TITLE)
    yield from (_text(line, DEAR) for line in heads.addressee_lines(paper))


def _blocks(blocks: Sequence[tuple[int, Block]], paper: Paper, pages: dict[int, int]) -> Iterator[Flowable]:
    yield Spacer(0, 6)
    last = max((place for place, block in blocks if isinstance(block, str)), default=-1)
    for place, block in blocks:
        if isinstance(block, Annex):
            yield _noted(block.title, TITLE, pages, place)
            yield _text(heads.annex_line(paper), DEAR)
        elif isinstance(block, Heading):
            yield _noted(block.text, HEADING_CENTRED if block.is_centred else HEADING, pages, place)
        elif isinstance(block, records.Table):
            yield _table(block, pages, place)
            yield Spacer(0, 4)
        else:
            yield _noted(f"{block.rstrip('.')}./." if place == last else block, BODY, pages, place)


def _table(table: records.Table, pages: dict[int, int], place: int) -> Table:
    head = [_noted(title, CELL_HEAD, pages, place) for title in table.columns]
    rows = [[_text(cell, CELL) for cell in row] for row in table.rows]
    widths = [_WIDTH * share / 100 for share in table.widths]
    return Table([head, *rows], colWidths=widths, repeatRows=1, style=_GRID)


def _foot(paper: Paper) -> Iterator[Flowable]:
    yield Spacer(0, 10)
    recipients = heads.recipient_lines(paper)
    left = [_text(line, RECIPIENTS_HEAD if place == 0 else RECIPIENT) for place, line in enumerate(recipients)]
    signing = paper.signing
    right = [*(_text(line, SIGNER) for line in (*signing.on_behalf, signing.position)), _Stamp(), _text(heads.SIGNED, SIGNED), _text(signing.name, SIGNER)]
    yield Table([[left or "", right]], colWidths=[_WIDTH * 0.48, _WIDTH * 0.52], style=_PLAIN)


def _text(line: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(line), style)
