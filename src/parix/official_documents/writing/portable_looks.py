"""Typeface and styles of written pages: the sizes of Decree 30/2020/NĐ-CP, Phụ lục I, in Tinos, which has the metrics of Times New Roman."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import TableStyle

TYPEFACES = Path(__file__).with_name("typefaces")
REGULAR, BOLD, ITALIC, BOLD_ITALIC = "Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"


@cache
def make_ready() -> None:
    """The typeface is made while setting up (tools/build_typefaces.py)."""
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
CELL_HEAD = _style(BOLD, 11.5)
RECIPIENTS_HEAD, RECIPIENT = _style(BOLD_ITALIC, 12, TA_LEFT), _style(REGULAR, 11, TA_LEFT)
SIGNER = _style(BOLD, 14)
SIGNED = _style(ITALIC, 12, spaceBefore=22, spaceAfter=16)
_ALL = ((0, 0), (-1, -1))
GRID = TableStyle([("GRID", *_ALL, 0.5, (0, 0, 0)), ("VALIGN", *_ALL, "TOP"), ("TOPPADDING", *_ALL, 2), ("BOTTOMPADDING", *_ALL, 3)])
PLAIN = TableStyle([("VALIGN", *_ALL, "TOP"), *((f"{side}PADDING", *_ALL, 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM"))])
_CELLS = {
    ("l", False): _style(REGULAR, 11.5, TA_LEFT), ("l", True): _style(BOLD, 11.5, TA_LEFT), ("c", False): _style(REGULAR, 11.5, TA_CENTER),
    ("c", True): _style(BOLD, 11.5, TA_CENTER), ("r", False): _style(REGULAR, 11.5, TA_RIGHT), ("r", True): _style(BOLD, 11.5, TA_RIGHT),
}  # fmt: skip


def cell(align: str, is_bold: bool) -> ParagraphStyle:
    return _CELLS[align, is_bold]
