"""Reading scans: pictures, PDFs of pictures, pages turned sideways, limits of pages and time, a reader that is missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from io import BytesIO

import pytest

from parix.official_documents.limits import USUAL
from parix.official_documents.text_extraction import scans
from parix.official_documents.text_extraction.extracting import extract_text
from tests.unit.official_documents.made_papers import made_paper
from tests.unit.official_documents.paper_layouts import blank_pdf, finished, pdf_bytes, scan_bytes, scanned


def likeness(one: str, other: str) -> float:
    """Share of words in common, whatever their order: columns may be read in another one."""
    first, second = Counter(one.split()), Counter(other.split())
    return (first & second).total() / (first | second).total()


def as_file(picture: object, kind: str, **how: object) -> bytes:
    data = BytesIO()
    picture.save(data, format=kind, **how)  # type: ignore[attr-defined]
    return data.getvalue()


def test_a_scanned_pdf_gives_its_words(scan_reader: None) -> None:
    clean = pdf_bytes(made_paper(7))
    extracted = extract_text(scan_bytes(clean, 7))
    assert [problem.code for problem in extracted.problems] == []
    assert {page.method for page in extracted.pages} == {"ocr"}
    assert all((page.confidence or 0) > 80 for page in extracted.pages)
    assert likeness(extracted.text, extract_text(clean).text) > 0.93


def test_pages_with_text_are_not_read_as_pictures(vietnamese_type: None) -> None:
    assert {page.method for page in extract_text(pdf_bytes(made_paper(7))).pages} == {"text"}


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_pictures_are_read(kind: str, scan_reader: None) -> None:
    page = scanned(pdf_bytes(made_paper(8)), 8, pages=1)[0].crop((0, 0, 1650, 700))
    text = extract_text(as_file(page, kind)).text
    assert "SỞ KHOA HỌC" in text or "VĂN PHÒNG" in text


def test_every_frame_of_a_tiff_is_a_page(scan_reader: None) -> None:
    page = scanned(pdf_bytes(made_paper(8)), 8, pages=1)[0].crop((0, 0, 1650, 500))
    extracted = extract_text(as_file(page, "TIFF", save_all=True, append_images=[page]))
    assert [page.number for page in extracted.pages] == [1, 2]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_scanned_sideways_is_turned(degrees: int, scan_reader: None) -> None:
    upright = scanned(pdf_bytes(made_paper(9)), 9, pages=1)[0]
    read = extract_text(as_file(upright.rotate(degrees, expand=True, fillcolor=255), "PNG"))
    assert likeness(read.text, extract_text(as_file(upright, "PNG")).text) > 0.85


def test_more_scans_than_allowed_are_cut_and_named(scan_reader: None) -> None:
    data = scan_bytes(pdf_bytes(made_paper(10), pages=3), 10, dots_an_inch=100)
    extracted = extract_text(data, replace(USUAL, ocr_pages=1))
    assert len(extracted.pages) > 1
    assert [page.method for page in extracted.pages][:2] == ["ocr", "text"]
    assert [problem.code for problem in extracted.problems if problem.code != "document.poorly_read"] == ["document.ocr_cut"]
    assert extracted.pages[0].text.strip() and not extracted.pages[1].text.strip()


def test_time_that_runs_out_keeps_what_was_read(scan_reader: None) -> None:
    data = scan_bytes(pdf_bytes(made_paper(10)), 10)
    extracted = extract_text(data, replace(USUAL, ocr_seconds=0))
    assert "document.took_too_long" in [problem.code for problem in extracted.problems]
    assert extracted.pages


def test_a_machine_without_the_reader_says_what_to_install(vietnamese_type: None, monkeypatch: pytest.MonkeyPatch) -> None:
    data = scan_bytes(pdf_bytes(made_paper(10)), 10)
    monkeypatch.setenv("PATH", "/nonexistent")
    scans.why_not.cache_clear()
    try:
        extracted = extract_text(data)
    finally:
        scans.why_not.cache_clear()
    assert [problem.code for problem in extracted.problems] == ["document.ocr_missing"]
    assert "apt-get install tesseract-ocr tesseract-ocr-vie" in extracted.problems[0].remedy


@pytest.mark.parametrize("seed", [3, 5, 8])
def test_a_page_with_a_few_words_is_read_in_spite_of_its_grain(seed: int, scan_reader: None) -> None:
    pdf = blank_pdf()
    pdf.add_page()
    for line in ("GIÁM ĐỐC", "Hoàng Ngọc Ánh"):
        pdf.cell(0, 8, line, align="R", new_x="LMARGIN", new_y="NEXT")
    extracted = extract_text(scan_bytes(finished(pdf), seed))
    assert [problem.code for problem in extracted.problems] == []
    assert extracted.text.split() == ["GIÁM", "ĐỐC", "Hoàng", "Ngọc", "Ánh"]


def _words(block: int, lines: list[tuple[int, int, str]]) -> dict[tuple[str, ...], list[scans._Word]]:
    """Lines by their left edge, top and text, each letter ten wide and a line twenty high."""
    return {
        (str(block), "1", str(number)): [scans._Word(text, left, left + 10 * len(text), top, 20, 90.0)] for number, (left, top, text) in enumerate(lines, 1)
    }


BODY = [(0, 100 + 30 * number, f"thân-{number}") for number in range(9)]


def test_a_short_block_read_last_stands_where_the_eye_finds_it() -> None:
    long, beside = _words(1, [(0, 0, "ỦY-BAN"), (0, 60, "Số:"), *BODY]), _words(2, [(300, 2, "CỘNG-HÒA"), (300, 31, "Độc-lập"), (300, 62, "ngày")])
    assert scans._joined(scans._beside(long | beside), []).splitlines()[:4] == ["ỦY-BAN\tCỘNG-HÒA", "Độc-lập", "Số:\tngày", "thân-0"]


def test_columns_of_a_page_stay_one_after_the_other() -> None:
    left, right = _words(1, BODY), _words(2, [(300, top, text + "-phải") for _left, top, text in BODY])
    assert list(scans._beside(left | right)) == [*left, *right]


def test_a_block_over_another_is_left_where_it_was_read() -> None:
    long, over = _words(1, BODY), _words(2, [(0, 130, "dấu")])
    assert list(scans._beside(long | over)) == [*long, *over]
