"""Lays a made paper out as texts, DOCX and PDF in the ways in which heads reach a reader, and makes scans of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from random import Random

import docx
import numpy
import pypdfium2
from fpdf import FPDF
from PIL import Image, ImageFilter

from tests.unit.official_documents.made_papers import Paper

NATIONAL, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
TINOS = Path("/usr/share/fonts/truetype/croscore")


def left_column(paper: Paper) -> list[str]:
    subject = ["V/v " + paper.abstract_lines[0], *paper.abstract_lines[1:]] if paper.kind == "dispatch" else []
    return [*paper.left, paper.number_line, *subject]


def right_column(paper: Paper) -> list[str]:
    return [NATIONAL, MOTTO, paper.date_line]


def title_lines(paper: Paper) -> list[str]:
    return [] if paper.kind == "dispatch" else [paper.title, *paper.abstract_lines]


def dear_lines(paper: Paper) -> list[str]:
    if not paper.addressees:
        return []
    if len(paper.addressees) == 1:
        return [f"Kính gửi: {paper.addressees[0]}."]
    return ["Kính gửi:", *(f"- {name};" for name in paper.addressees[:-1]), f"- {paper.addressees[-1]}."]


def body_lines(paper: Paper) -> list[str]:
    lines = [*([paper.authority] if paper.authority else []), *paper.body]
    return [*lines[:-1], lines[-1].rstrip(".") + "./."]


def recipient_lines(paper: Paper) -> list[str]:
    return ["Nơi nhận:", *(f"- {name};" for name in paper.recipients[:-1]), f"- {paper.recipients[-1]}."]


def signature_lines(paper: Paper) -> list[str]:
    own = [] if paper.position in paper.on_behalf else [paper.position]
    return [*paper.on_behalf, *own, "(Đã ký)", paper.name]


# --- plain text ------------------------------------------------------------------------------------------------------


def columns_text(paper: Paper) -> str:
    """Column after column, as cells of a table come out."""
    parts = [left_column(paper), ["-------"], right_column(paper), [""], title_lines(paper), [""], dear_lines(paper), body_lines(paper), [""]]
    return _joined(*parts, recipient_lines(paper), [""], signature_lines(paper))


def lines_text(paper: Paper, gap: str) -> str:
    """Line by line across both columns."""
    head = _across(left_column(paper), right_column(paper), gap)
    foot = _across(recipient_lines(paper), signature_lines(paper), gap)
    return _joined(head, title_lines(paper), dear_lines(paper), body_lines(paper), foot)


def run_on_text(paper: Paper) -> str:
    """All on one line."""
    parts = [*_across(left_column(paper), right_column(paper), " "), *title_lines(paper), *dear_lines(paper), *body_lines(paper)]
    return " ".join([*parts, *recipient_lines(paper), *signature_lines(paper)])


def right_first_text(paper: Paper) -> str:
    return _joined(
        right_column(paper), ["***"], left_column(paper), title_lines(paper), [""], dear_lines(paper), body_lines(paper), signature_lines(paper), recipient_lines(paper),
    )


def _across(left: list[str], right: list[str], gap: str) -> list[str]:
    return [gap.join(part for part in pair if part) for pair in zip_longest(left, right, fillvalue="")]


def _joined(*parts: list[str]) -> str:
    return "\n".join(line for part in parts for line in part)


# --- DOCX ------------------------------------------------------------------------------------------------------------


def docx_bytes(paper: Paper) -> bytes:
    document = docx.Document()
    _two_cells(document, left_column(paper), right_column(paper))
    for line in [*title_lines(paper), *dear_lines(paper), *body_lines(paper)]:
        document.add_paragraph(line)
    _two_cells(document, recipient_lines(paper), signature_lines(paper))
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def _two_cells(document: docx.document.Document, left: list[str], right: list[str]) -> None:
    table = document.add_table(rows=1, cols=2)
    for cell, lines in zip(table.rows[0].cells, (left, right), strict=True):
        cell.text = lines[0]
        for line in lines[1:]:
            cell.add_paragraph(line)


# --- PDF -------------------------------------------------------------------------------------------------------------


def pdf_bytes(paper: Paper, order: str = "cells", pages: int = 1) -> bytes:
    """`cells`: each column is written down as a whole; `lines`: both columns line by line, as tab stops do."""
    pdf = blank_pdf()
    pdf.add_page()
    _both(pdf, left_column(paper), right_column(paper), order, bold=len(paper.left))
    pdf.ln(8)
    for place, line in enumerate(title_lines(paper)):
        pdf.set_font("Tinos", "B", 14)
        _line(pdf, line, "C")
        if place == len(title_lines(paper)) - 1:
            pdf.ln(5)
    pdf.set_font("Tinos", "", 14)
    for line in [*dear_lines(paper), *body_lines(paper) * pages]:
        _line(pdf, line, "C" if line == paper.authority else "J")
        pdf.ln(1.5)
    pdf.ln(6)
    if pdf.get_y() > 220:
        pdf.add_page()
    _both(pdf, recipient_lines(paper), signature_lines(paper), order, bold=0)
    return finished(pdf)


def finished(pdf: FPDF) -> bytes:
    """The file's bytes; fpdf leaves the font files open."""
    data = bytes(pdf.output())
    for font in pdf.fonts.values():
        font.ttfont.close()  # type: ignore[union-attr]
    return data


def blank_pdf() -> FPDF:
    pdf = FPDF(format="A4")
    pdf.set_margins(30, 20, 18)
    for style, file in (("", "Regular"), ("B", "Bold"), ("I", "Italic")):
        pdf.add_font("Tinos", style, str(TINOS / f"Tinos-{file}.ttf"))
    pdf.set_font("Tinos", "", 14)
    pdf.set_creation_date(datetime(2022, 1, 1, tzinfo=UTC))  # the same bytes every time
    return pdf


def _line(pdf: FPDF, text: str, align: str) -> None:
    pdf.multi_cell(0, 6.5, text, align=align, new_x="LMARGIN", new_y="NEXT")


def _both(pdf: FPDF, left: list[str], right: list[str], order: str, bold: int) -> None:
    top = pdf.get_y()
    columns = ((left, 22.0, 78.0), (right, 100.0, 95.0))
    cells = [(column, row, text) for column, (lines, _x, _width) in enumerate(columns) for row, text in enumerate(lines)]
    if order == "lines":
        cells.sort(key=lambda cell: (cell[1], cell[0]))
    for column, row, text in cells:
        pdf.set_font("Tinos", "B" if column == 0 and row < bold else "", 12)
        pdf.set_xy(columns[column][1], top + row * 6)
        pdf.cell(columns[column][2], 6, text, align="C" if bold else ("L" if column == 0 else "C"))
    pdf.set_xy(30, top + max(len(left), len(right)) * 6)


# --- scans -----------------------------------------------------------------------------------------------------------


def scanned(pdf: bytes, seed: int, dots_an_inch: int = 200, noise: float = 16.0, pages: int = 99) -> list[Image.Image]:
    """Pages as a worn office scanner sees them: slightly turned, blurred, noisy, the paper not quite white."""
    draw, random = numpy.random.default_rng(seed), Random(seed)
    document = pypdfium2.PdfDocument(pdf)
    pictures = []
    for place in range(min(pages, len(document))):
        clean = document[place].render(scale=dots_an_inch / 72, grayscale=True).to_pil().convert("L")
        turned = clean.rotate(random.uniform(-0.4, 0.4), fillcolor=255, resample=Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(0.6))
        worn = numpy.asarray(turned).astype(float) * random.uniform(0.9, 0.98) + draw.normal(0, noise, (turned.height, turned.width))
        pictures.append(Image.fromarray(numpy.clip(worn, 0, 255).astype("uint8")))
    document.close()
    return pictures


def scan_bytes(pdf: bytes, seed: int, **how: float) -> bytes:
    """The scanned pages as a PDF of pictures."""
    pictures = scanned(pdf, seed, **how)  # type: ignore[arg-type]
    saved = BytesIO()
    pictures[0].save(saved, format="PDF", save_all=True, append_images=pictures[1:], resolution=200)
    return saved.getvalue()


LAYOUTS: dict[str, Callable[[Paper], bytes]] = {
    "columns": lambda paper: columns_text(paper).encode(),
    "tabs": lambda paper: lines_text(paper, "\t").encode(),
    "flattened": lambda paper: lines_text(paper, " ").encode(),
    "right_first": lambda paper: right_first_text(paper).encode(),
    "docx": docx_bytes,
    "pdf_cells": lambda paper: pdf_bytes(paper, "cells"),
    "pdf_lines": lambda paper: pdf_bytes(paper, "lines"),
    "run_on": lambda paper: run_on_text(paper).encode(),
}
