"""Paragraphs and tables of a DOCX, as the text of an official document is set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt

from parix.official_documents.writing.records import Table

FACE = "Times New Roman"
CENTRE, LEFT, RIGHT, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY
_ALIGNS = {"l": LEFT, "c": CENTRE, "r": RIGHT}


def written(paragraph: Any, text: str, *, size: float = 14, align: Any = LEFT, bold: bool = False, italic: bool = False) -> Any:
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    paragraph.alignment = align
    return paragraph


def spaced(paragraph: Any, before: float = 0, after: float = 0) -> Any:
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    return paragraph


def body_paragraph(paragraph: Any, text: str) -> Any:
    """Justified, its first line set in by a centimetre, six points apart from the next."""
    spaced(written(paragraph, text, align=JUSTIFY), 3, 3).paragraph_format.first_line_indent = Mm(10)
    return paragraph


def heading_paragraph(paragraph: Any, text: str, *, is_centred: bool) -> Any:
    spaced(written(paragraph, text, bold=True, align=CENTRE if is_centred else LEFT), 6, 3).paragraph_format.keep_with_next = True
    if not is_centred:
        paragraph.paragraph_format.first_line_indent = Mm(10)
    return paragraph


def fill_table(table: Any, given: Table, width: Any) -> None:
    """Into an empty table with the right number of columns; its first row is repeated on every page."""
    widths = [Emu(int(width * share / 100)) for share in given.widths]
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = wide
    for number, texts in enumerate((given.columns, *given.rows)):
        row = table.add_row()
        _row_sign(row, "w:cantSplit")
        if number == 0:
            _row_sign(row, "w:tblHeader")
        for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width = widths[place]
            align = CENTRE if number == 0 else _ALIGNS[given.align_of(place)]
            spaced(written(cell.paragraphs[0], text, bold=number == 0 or number - 1 in given.group_rows, size=12, align=align), 1, 1)


def side_by_side(document: Any, columns: Sequence[tuple[Any, Any]]) -> Any:
    """A table of one row without lines, as heads and feet are laid out; each column is its width and what writes into its cell."""
    table = document.add_table(rows=1, cols=len(columns))
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    _row_sign(table.rows[0], "w:cantSplit")
    _without_padding(table)
    for column, cell, (width, write) in zip(table.columns, table.rows[0].cells, columns, strict=True):
        column.width = cell.width = width
        write(Lines(cell))
    return table


def _without_padding(table: Any) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")


class Lines:
    """Line after line into one cell; the first takes the paragraph that the cell has."""

    def __init__(self, cell: Any) -> None:
        self.cell, self.is_empty = cell, True

    def add(self, text: str, **look: Any) -> Any:
        paragraph = self.cell.paragraphs[0] if self.is_empty else self.cell.add_paragraph()
        self.is_empty = False
        return spaced(written(paragraph, text, **look))


def underline(paragraph: Any, room: Any, share: float) -> None:
    """A line below the paragraph over a share of its room, in the middle: the short line under issuer, motto and abstract."""
    border = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    border.append(bottom)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
    indent = Emu(int(room * (1 - share) / 2))
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = indent
    paragraph.paragraph_format.line_spacing = Pt(3)


def page_number(paragraph: Any) -> None:
    """The field that shows the page's own number."""
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(13)
        if kind:
            sign = OxmlElement("w:fldChar")
            sign.set(qn("w:fldCharType"), kind)
        else:
            sign = OxmlElement("w:instrText")
            sign.text = text
        run._r.append(sign)
    paragraph.alignment = CENTRE


def _row_sign(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))
