"""Fills a template of the office's own: texts, repeated lines, and the document's blocks in the look of the paragraph they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.shared import Emu
from docx.text.paragraph import Paragraph

from parix.official_documents.writing import heads
from parix.official_documents.writing.heads import PaperLines
from parix.official_documents.writing.records import Block, Heading, Paper, Printed, Table
from parix.official_documents.writing.templates import Names, Values, named_in, paragraphs_of, put, texts_of
from parix.official_documents.writing.word import set_up, write_blocks, write_foot, write_opening
from parix.official_documents.writing.word_blocks import fill_table, spaced
from parix.official_documents.writing.word_package import packed

BODY, _SIGNED = "noi_dung", "da_ky"  # where nothing stands for the second, its paragraph is the room for a signature
NOTHING_FURTHER = Values()
TEXTS = ("so_ky_hieu", "dia_danh_ngay_thang", "ten_loai", "nguoi_ky", "tham_quyen", _SIGNED)
LINES = ("co_quan_chu_quan", "co_quan", "trich_yeu_cong_van", "trich_yeu", "kinh_gui", "noi_nhan", "chuc_vu_ky")


def paper_names(further: Sequence[str] = ()) -> Names:
    """The names that every paper fills; `further` are texts of the caller, such as figures."""
    return Names((*TEXTS, *further), LINES, (BODY,), (BODY,))


def starting_template() -> bytes:
    """The layout of the decree with names in it: what an office downloads, changes and gives back."""
    def named(name: str) -> str:
        return f"{{{{{name}}}}}"

    lines = PaperLines(
        (named("co_quan_chu_quan"),), (named("co_quan"),), (named("so_ky_hieu"),), (named("trich_yeu_cong_van"),), named("dia_danh_ngay_thang"),
        named("ten_loai"), (named("trich_yeu"),), named("tham_quyen"), (named("kinh_gui"),), ("Nơi nhận:", named("noi_nhan")), (named("chuc_vu_ky"),),
        named(_SIGNED), named("nguoi_ky"),
    )
    document = set_up(None, "", "")
    write_opening(document, lines)
    write_blocks(document, (named(BODY),), "")
    write_foot(document, lines)
    return packed(document)


def docx_from(template: bytes, paper: Paper, further: Values = NOTHING_FURTHER) -> Printed:
    """The paper in the office's own layout; its annexes follow on pages of their own. The template was looked over before."""
    document = docx.Document(BytesIO(template))
    lines = heads.lines_of(paper)
    blocks = [heads.ended(block) if place == paper.closing_block and isinstance(block, str) else block for place, block in enumerate(paper.blocks)]
    given = values_of(lines, blocks[: paper.annex_at])
    fill(document, Values({**further.texts, **given.texts}, {**further.lines, **given.lines}, {**further.blocks, **given.blocks}))
    write_blocks(document, blocks[paper.annex_at :], heads.annex_line(paper))
    return Printed(packed(document), "docx")


def values_of(lines: PaperLines, body: Sequence[Block]) -> Values:
    texts = {
        "so_ky_hieu": " ".join(lines.number), "dia_danh_ngay_thang": lines.day, "ten_loai": lines.title, "nguoi_ky": lines.name,
        "tham_quyen": lines.authority, _SIGNED: lines.signed,
    }
    listed = {
        "co_quan_chu_quan": lines.parent, "co_quan": lines.issuer, "trich_yeu_cong_van": lines.subject, "trich_yeu": lines.abstract,
        "kinh_gui": lines.addressees, "noi_nhan": lines.recipients[1:], "chuc_vu_ky": lines.above_signature,
    }
    return Values(texts, listed, {BODY: body})


def fill(document: Any, values: Values) -> None:
    """In place. A line whose list is empty goes away; so does a text's paragraph when nothing is left in it."""
    room = _room(document)
    for paragraph in paragraphs_of(document):
        names = named_in(paragraph)
        block = next((name for name in names if name in values.blocks), None)
        listed = next((name for name in names if name in values.lines), None)
        if block is not None:
            _put_blocks(document, paragraph, values.blocks[block], room)
            continue
        for line in values.lines[listed] if listed is not None else ():
            copy = deepcopy(paragraph)
            paragraph.addprevious(copy)
            put(copy, {**values.texts, str(listed): line})
        put(paragraph, values.texts)
        is_blank = bool(names) and _SIGNED not in names and not _rest(paragraph)
        if listed is not None or is_blank:
            _remove(paragraph)


def _room(document: Any) -> int:
    section = document.sections[0]
    return int(section.page_width - section.left_margin - section.right_margin)


def _rest(paragraph: Any) -> str:
    return "".join(one.text or "" for one in texts_of(paragraph)).strip()


def _remove(paragraph: Any) -> None:
    """A cell must keep one paragraph."""
    parent = paragraph.getparent()
    if parent.tag == qn("w:tc") and len(parent.findall(qn("w:p"))) == 1:
        for run in paragraph.findall(qn("w:r")):
            paragraph.remove(run)
        return
    parent.remove(paragraph)


def _put_blocks(document: Any, paragraph: Any, blocks: Sequence[Block], room: int) -> None:
    for block in blocks:
        if isinstance(block, Table):
            table = document.add_table(rows=0, cols=len(block.columns))
            fill_table(table, block, Emu(room))
            paragraph.addprevious(table._tbl)
            after = spaced(document.add_paragraph())
            paragraph.addprevious(after._p)
        else:
            copy = deepcopy(paragraph)
            paragraph.addprevious(copy)
            _say(copy, block)
    _remove(paragraph)


def _say(copy: Any, block: Block) -> None:
    """The block's words in the look of the paragraph that stood there; headings are bold."""
    pieces = texts_of(copy)
    text = block.text if isinstance(block, Heading) else str(block)
    for place, piece in enumerate(pieces):
        piece.text = text if place == 0 else ""
    if isinstance(block, Heading):
        paragraph = Paragraph(copy, None)  # type: ignore[arg-type]
        paragraph.paragraph_format.keep_with_next = True
        for run in paragraph.runs:
            run.bold = True


