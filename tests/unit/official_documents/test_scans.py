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
from tests.unit.official_documents.paper_layouts import pdf_bytes, scan_bytes, scanned


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
