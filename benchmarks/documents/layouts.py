"""The made documents as files: typed, wrapped and flattened text, DOCX, PDF, and scans at 200 dots an inch with noise."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from itertools import zip_longest

import docx
from fpdf import FPDF

from benchmarks.documents.truth import MadeDocument, TableBlock
from tests.unit.official_documents.paper_layouts import blank_pdf, finished, scan_bytes


def typed(made: MadeDocument) -> bytes:
    """Column after column, one line for each paragraph, cells parted by tabs."""
    lines = [*made.left, *made.right, "", *made.title, ""]
    for block in made.blocks:
        lines += ["\t".join(row) for row in block.rows] if isinstance(block, TableBlock) else [block]
    return "\n".join([*lines, "", *made.foot_left, "", *made.foot_right]).encode()


def spaced(made: MadeDocument) -> bytes:
    """As copied from a web page: an empty line between paragraphs, tables with upright strokes."""
    parts = ["\n".join(made.left), "\n".join(made.right), "\n".join(made.title)]
    for block in made.blocks:
        parts.append("\n".join("| " + " | ".join(row) + " |" for row in block.rows) if isinstance(block, TableBlock) else block)
    return "\n\n".join([*parts, "\n".join(made.foot_left), "\n".join(made.foot_right)]).encode()


def wrapped(made: MadeDocument) -> bytes:
    """Lines broken at 84 characters, the head's two columns side by side; tables cell by cell, one below the other."""
    lines = [*_across(made.left, made.right), "", *made.title, ""]
    for block in made.blocks:
        if isinstance(block, TableBlock):
            lines += [cell for row in block.rows for cell in row if cell]
        else:
            lines += _broken(block, 84)
    return "\n".join([*lines, "", *_across(made.foot_left, made.foot_right)]).encode()


def _across(left: list[str], right: list[str]) -> list[str]:
    return [" ".join(part for part in pair if part) for pair in zip_longest(left, right, fillvalue="")]


def _broken(text: str, width: int) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + len(word) + 1 > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]


def word(made: MadeDocument) -> bytes:
    document = docx.Document()
    _side_by_side(document, made.left, made.right)
    for line in made.title:
        document.add_paragraph(line)
    for block in made.blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(rows=0, cols=len(block.rows[0]))
        for row in block.rows:
            cells = table.add_row().cells
            if not any(row[2:]):
                cells[0].text, cells[1].merge(cells[-1]).text = row[0], row[1]
            else:
                for cell, text in zip(cells, row, strict=True):
                    cell.text = text
    _side_by_side(document, made.foot_left, made.foot_right)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def _side_by_side(document: docx.document.Document, left: list[str], right: list[str]) -> None:
    table = document.add_table(rows=1, cols=2)
    for cell, lines in zip(table.rows[0].cells, (left, right), strict=True):
        cell.text = lines[0]
        for line in lines[1:]:
            cell.add_paragraph(line)


def portable(made: MadeDocument) -> bytes:
    pdf = blank_pdf()
    pdf.add_page()
    _columns(pdf, made.left, made.right, centred=True)
    pdf.ln(6)
    pdf.set_font("Tinos", "B", 14)
    for line in made.title:
        pdf.multi_cell(0, 6.5, line, align="C", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(4)
    pdf.set_font("Tinos", "", 14)
    for block in made.blocks:
        if isinstance(block, TableBlock):
            _table(pdf, block)
        else:
            pdf.multi_cell(0, 6.5, f"          {block}", align="J", new_x="LMARGIN", new_y="NEXT")
            pdf.ln(2)
    pdf.ln(4)
    if pdf.get_y() > 235:
        pdf.add_page()
    _columns(pdf, made.foot_left, made.foot_right, centred=False)
    return finished(pdf)


def _table(pdf: FPDF, block: TableBlock) -> None:
    pdf.set_font("Tinos", "", 12)
    with pdf.table(col_widths=block.widths, line_height=6, text_align="LEFT") as table:
        for row in block.rows:
            line = table.row()
            if not any(row[2:]):
                line.cell(row[0])
                line.cell(row[1], colspan=len(row) - 1)
            else:
                for text in row:
                    line.cell(text)
    pdf.set_font("Tinos", "", 14)
    pdf.ln(3)


def _columns(pdf: FPDF, left: list[str], right: list[str], *, centred: bool) -> None:
    top = pdf.get_y()
    for column, (lines, x, width) in enumerate(((left, 20.0, 80.0), (right, 100.0, 95.0))):
        for row, text in enumerate(lines):
            pdf.set_font("Tinos", "B" if centred and row < 2 else "", 12)
            pdf.set_xy(x, top + row * 6)
            pdf.cell(width, 6, text, align="C" if centred or column else "L")
    pdf.set_font("Tinos", "", 14)
    pdf.set_xy(30, top + max(len(left), len(right)) * 6)


def scanned(made: MadeDocument) -> bytes:
    return scan_bytes(portable(made), sum(made.name.encode()), noise=12.0)


LAYOUTS: dict[str, Callable[[MadeDocument], bytes]] = {
    "typed": typed, "spaced": spaced, "wrapped": wrapped, "docx": word, "pdf": portable, "scan": scanned,
}
