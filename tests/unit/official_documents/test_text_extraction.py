"""Text with pages out of TXT, DOCX, XLSX and PDF, and every kind of file that is refused or flagged."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pytest
import xlsxwriter
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from fpdf.enums import EncryptionMethod
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image

from parix.official_documents.limits import Limits
from parix.official_documents.text_extraction.extracting import extract_text
from parix.official_documents.text_extraction.media_types import DOCX, PDF, TEXT, XLSX, media_type_of
from parix.official_documents.text_extraction.records import ExtractedText
from tests.unit.official_documents.made_papers import made_paper
from tests.unit.official_documents.paper_layouts import blank_pdf, docx_bytes, finished, pdf_bytes

SENTENCE = "Số: 12/KH-SKHCN, ngày 05 tháng 6 năm 2022 về cải cách hành chính của Ủy ban nhân dân tỉnh và các sở."


def codes(extracted: ExtractedText) -> list[str]:
    return [problem.code for problem in extracted.problems]


def saved(document: docx.document.Document) -> bytes:
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def packed(parts: dict[str, bytes], base: bytes = b"") -> bytes:
    """A package with these parts, on top of an existing one."""
    data = BytesIO(base)
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return data.getvalue()


# --- plain text ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("encoding", "problems"), [
    ("utf-8", []), ("utf-8-sig", []), ("utf-16", []), ("utf-16-be", None), ("cp1258", ["document.old_encoding"]),
])
def test_encodings_of_plain_text(encoding: str, problems: list[str] | None) -> None:
    if problems is None:  # without a mark of its order UTF-16 cannot be told from a binary file
        assert codes(extract_text(SENTENCE.encode(encoding))) == ["document.type_unknown"]
        return
    written = decomposed_for_windows(SENTENCE) if encoding == "cp1258" else SENTENCE
    extracted = extract_text(written.encode(encoding))
    assert (extracted.media_type, extracted.pages[0].text, codes(extracted)) == (TEXT, SENTENCE, problems)


def decomposed_for_windows(text: str) -> str:
    """Windows-1258 holds â, ê, ô, ơ, ư, ă whole and the five tones as marks of their own."""
    tones = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    parts = []
    for letter in text:
        try:
            letter.encode("cp1258")
            parts.append(letter)
        except UnicodeEncodeError:
            apart = unicodedata.normalize("NFD", letter)
            tone = "".join(mark for mark in apart if mark in tones)
            parts.append(unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in tones)) + tone)
    return "".join(parts)


def test_the_encoding_of_fonts_before_unicode() -> None:
    extracted = extract_text(b"C\xe9ng h\xdfa x\xb7 h\xe9i ch\xf1 ngh\xdca Vi\xd6t Nam, ng\xb5y 5 th\xb8ng 6 n\xa8m 2003 v\xd2 c\xb6i c\xb8ch h\xb5nh ch\xddnh")
    assert extracted.pages[0].text == "Cộng hòa xã hội chủ nghĩa Việt Nam, ngày 5 tháng 6 năm 2003 về cải cách hành chính"
    assert codes(extracted) == ["document.old_encoding"]


def test_a_form_feed_begins_a_page() -> None:
    assert [page.text for page in extract_text("một\fhai".encode()).pages] == ["một", "hai"]


# --- DOCX ------------------------------------------------------------------------------------------------------------


def test_docx_in_reading_order_with_pages_tables_boxes_and_tracked_changes() -> None:
    document = docx.Document()
    document.add_paragraph("Trang một").add_run().add_break(WD_BREAK.PAGE)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "trái\ndưới", "phải"
    changed = document.add_paragraph("giữ ")
    changed._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>thêm</w:t></w:r></w:ins>"))
    changed._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>bỏ</w:delText></w:r></w:del>"))
    box = f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>trong khung</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    document.add_paragraph()._p.append(parse_xml(box))
    extracted = extract_text(saved(document))
    assert (extracted.media_type, codes(extracted)) == (DOCX, [])
    assert [page.text for page in extracted.pages] == ["Trang một", "trái\ndưới\tphải\ngiữ thêm\n\ntrong khung"]


def test_docx_pages_where_word_last_broke_them() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("trước")
    paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:lastRenderedPageBreak/><w:t>sau</w:t></w:r>"))
    assert [page.text for page in extract_text(saved(document)).pages] == ["trước", "sau"]


def test_docx_with_macros_links_outside_and_embedded_files_is_read_and_flagged() -> None:
    document = docx.Document()
    document.add_paragraph("Nội dung")
    document.part.relate_to("https://example.test/picture.png", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image", is_external=True)
    document.part.relate_to("https://example.test/", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", is_external=True)
    extracted = extract_text(packed({"word/vbaProject.bin": b"x", "word/embeddings/a.xlsx": b"y"}, saved(document)))
    assert codes(extracted) == ["document.macros", "document.embedded_files", "document.external_links"]
    assert [problem.severity for problem in extracted.problems] == ["warning"] * 3
    assert "example.test/picture.png" in extracted.problems[2].message
    assert extracted.pages[0].text == "Nội dung"


# --- XLSX ------------------------------------------------------------------------------------------------------------


def test_xlsx_sheets_are_pages() -> None:
    data = BytesIO()
    book = xlsxwriter.Workbook(data)
    sheet = book.add_worksheet("Phụ lục I")
    sheet.write_row(0, 0, ["STT", "Nội dung", "Tỷ lệ"])
    sheet.write_row(1, 0, [1, "Hồ sơ", 98.5])
    sheet.write_datetime(2, 1, date(2022, 6, 5), book.add_format({"num_format": "dd/mm/yyyy"}))
    book.add_worksheet("Trống")
    book.close()
    extracted = extract_text(data.getvalue())
    assert (extracted.media_type, codes(extracted)) == (XLSX, [])
    assert [page.text for page in extracted.pages] == ["Phụ lục I\nSTT\tNội dung\tTỷ lệ\n1\tHồ sơ\t98,5\n\t05/06/2022", "Trống"]


# --- PDF -------------------------------------------------------------------------------------------------------------


def test_pdf_pages_with_wide_gaps_and_paragraphs(vietnamese_type: None) -> None:
    pdf = blank_pdf()
    pdf.add_page()
    pdf.text(30, 30, "UBND TỈNH")
    pdf.text(110, 30, "CỘNG HÒA")
    pdf.text(30, 36, "dòng kế")
    pdf.text(30, 60, "đoạn sau")
    pdf.add_page()
    pdf.text(30, 30, "Trang hai có đủ chữ để không cần nhận dạng")
    extracted = extract_text(finished(pdf))
    assert (extracted.media_type, codes(extracted)) == (PDF, [])
    assert [page.text for page in extracted.pages] == ["UBND TỈNH\tCỘNG HÒA\ndòng kế\n\nđoạn sau", "Trang hai có đủ chữ để không cần nhận dạng"]


def test_pdf_with_a_password(vietnamese_type: None) -> None:
    pdf = blank_pdf()
    pdf.add_page()
    pdf.text(30, 30, "bí mật")
    pdf.set_encryption(owner_password="chủ", user_password="mở", encryption_method=EncryptionMethod.AES_256)
    extracted = extract_text(finished(pdf))
    assert (codes(extracted), extracted.pages, extracted.is_refused) == (["document.password"], (), True)


def test_pdf_with_too_many_pages(vietnamese_type: None) -> None:
    data = pdf_bytes(made_paper(0), pages=4)
    assert codes(extract_text(data, replace(Limits(), pages=1))) == ["document.too_many_pages"]


def test_pdf_with_javascript_and_an_attachment_is_flagged(vietnamese_type: None) -> None:
    pdf = blank_pdf()
    pdf.add_page()
    pdf.multi_cell(0, 6, SENTENCE)
    pdf.embed_file(bytes=b"x", basename="a.txt")
    flagged = finished(pdf)
    assert codes(extract_text(flagged)) == ["document.embedded_files"]


# --- refused ---------------------------------------------------------------------------------------------------------


def whole_docx() -> bytes:
    return docx_bytes(made_paper(0))


def whole_pdf() -> bytes:
    return pdf_bytes(made_paper(0))


def bomb() -> bytes:
    return packed({"word/document.xml": b"0" * 3_000_000})


def lying_bomb() -> bytes:
    """Its table of contents says that the part is small."""
    data = bytearray(bomb())
    size, small = (3_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    return bytes(data.replace(size, small))


def many_parts() -> bytes:
    return packed({"word/document.xml": b"", **{f"word/{number}": b"" for number in range(60)}})


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "document.empty"),
    "windows program": (lambda: b"MZ\x90\x00\x03" + b"\x00" * 200, "document.type_refused"),
    "linux program": (lambda: b"\x7fELF\x02\x01\x01" + b"\x00" * 200, "document.type_refused"),
    "apple program": (lambda: b"\xcf\xfa\xed\xfe" + b"\x00" * 200, "document.type_refused"),
    "script": (lambda: b"#!/bin/sh\necho hello\n", "document.type_refused"),
    "web page": (lambda: b"<!DOCTYPE html><script>alert(1)</script>", "document.type_refused"),
    "drawing with script": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "document.type_refused"),
    "archive": (lambda: packed({"a.txt": b"x"}), "document.type_refused"),
    "slides": (lambda: packed({"[Content_Types].xml": b"", "ppt/presentation.xml": b""}), "document.type_refused"),
    "old Word": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "WordDocument".encode("utf-16-le"), "document.type_refused"),
    "Word with a password": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "document.password"),
    "noise": (lambda: bytes(range(256)) * 8, "document.type_unknown"),
    "half a PDF": (lambda: whole_pdf()[:700], "document.damaged"),
    "a PDF of nothing": (lambda: b"%PDF-1.7\n", "document.damaged"),
    "half a DOCX": (lambda: whole_docx()[:9000], "document.damaged"),
    "a DOCX whose XML is broken": (lambda: packed({"[Content_Types].xml": b"<a", "word/document.xml": b"<w:document"}), "document.damaged"),
    "an XLSX of nothing": (lambda: packed({"xl/workbook.xml": b"<nothing/>"}), "document.damaged"),
    "half a picture": (lambda: picture("PNG")[:45], "document.damaged"),
    "zip bomb": (bomb, "document.zip_bomb"),
    "zip bomb that lies": (lying_bomb, "document.damaged"),
    "too many parts": (many_parts, "document.zip_bomb"),
    "too large": (lambda: b"a" * 9_000_000, "document.too_large"),
    "a vast picture": (lambda: picture("PNG", (9000, 9000)), "document.picture_too_large"),
}


def picture(kind: str, size: tuple[int, int] = (40, 40)) -> bytes:
    data = BytesIO()
    Image.new("1", size, 1).save(data, format=kind)
    return data.getvalue()


SMALL = Limits(file_bytes=8_000_000, unpacked_bytes=2_000_000, packed_entries=50)


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_read_is_refused_with_one_problem(kind: str, vietnamese_type: None) -> None:
    make, code = REFUSED[kind]
    extracted = extract_text(make(), SMALL)
    assert (codes(extracted), extracted.pages, extracted.is_refused) == ([code], (), True)
    assert all(problem.message and problem.remedy for problem in extracted.problems)


def test_the_type_is_told_by_the_bytes() -> None:
    assert media_type_of(whole_docx()) == (DOCX, None)
    assert media_type_of(b"\n\n%PDF-1.4 ...")[0] == PDF
    assert media_type_of(picture("TIFF"))[0] == "image/tiff"


def test_an_empty_page_is_no_text() -> None:
    assert codes(extract_text(b" \n ")) == ["document.no_text"]


@settings(max_examples=60, deadline=None)
@given(some.data())
def test_damaged_files_never_raise(data: some.DataObject) -> None:
    whole = data.draw(some.sampled_from([whole_docx(), whole_pdf(), picture("PNG"), picture("TIFF")]))
    place = data.draw(some.integers(0, len(whole) - 1))
    broken = whole[:place] + data.draw(some.binary(max_size=40)) + whole[place + data.draw(some.integers(0, 400)) :]
    extracted = extract_text(broken, replace(SMALL, ocr_pages=0))
    assert extracted.pages or extracted.problems
