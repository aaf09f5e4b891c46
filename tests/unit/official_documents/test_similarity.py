"""Prints: near for the same paper scanned twice, far for another paper of the same form."""

from __future__ import annotations

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image

from parix.official_documents.page_pictures import of_pdf_page, opened_pdf
from parix.official_documents.similarity import page_prints, text_prints
from parix.official_documents.text_extraction.extracting import extract_text
from tests.unit.official_documents.made_papers import made_paper
from tests.unit.official_documents.paper_layouts import columns_text, pdf_bytes, scan_bytes, scanned

PAPERS = range(8)


def print_of(picture: Image.Image) -> int:
    found = page_prints.page_print(picture)
    assert found is not None
    return found


def test_second_scans_are_near_and_other_papers_are_far(vietnamese_type: None) -> None:
    first = [print_of(scanned(pdf_bytes(made_paper(seed)), seed, pages=1)[0]) for seed in PAPERS]
    second = [print_of(scanned(pdf_bytes(made_paper(seed)), 100 + seed, dots_an_inch=300 if seed % 2 else 150, noise=25, pages=1)[0]) for seed in PAPERS]
    near = [[page_prints.is_near(one, other) for other in second] for one in first]
    assert near == [[row == column for column in PAPERS] for row in PAPERS]


def test_a_typed_page_and_its_scan_are_near(vietnamese_type: None) -> None:
    data = pdf_bytes(made_paper(1))
    with opened_pdf(data) as document:
        clean = of_pdf_page(document[0], 100, 10**8)
    assert page_prints.is_near(print_of(clean), print_of(scanned(data, 1, pages=1)[0]))


@pytest.mark.parametrize("noise", [0, 3, 15])
def test_an_empty_page_has_no_print(noise: float) -> None:
    levels = numpy.random.default_rng(1).normal(235, noise, (1000, 700))
    assert page_prints.page_print(Image.fromarray(numpy.clip(levels, 0, 255).astype("uint8"))) is None


def test_a_scanned_text_is_near_its_typed_one(scan_reader: None) -> None:
    for seed in (0, 1):
        data = pdf_bytes(made_paper(seed))
        typed, read = extract_text(data).text, extract_text(scan_bytes(data, seed)).text
        assert text_prints.is_candidate(text_prints.text_print(typed) or 0, text_prints.text_print(read) or 0)
        assert text_prints.resemblance(typed, read) > text_prints.NEAR


def test_other_papers_of_the_same_form_resemble_less() -> None:
    texts = [columns_text(made_paper(seed)) for seed in range(20)]
    pairs = [(one, other) for place, one in enumerate(texts) for other in texts[place + 1 :]]
    assert max(text_prints.resemblance(one, other) for one, other in pairs) < text_prints.NEAR


def test_a_short_text_has_no_print() -> None:
    assert text_prints.text_print("Số: 12/KH-SKHCN") is None


@settings(max_examples=40, deadline=None)
@given(some.lists(some.sampled_from(["cải", "cách", "hành", "chính", "thủ", "tục", "hồ", "sơ", "kết", "quả", "năm", "quý", "sở", "phòng"]), min_size=60, max_size=200), some.data())
def test_marks_and_case_change_nothing_and_order_of_prints_is_symmetric(words: list[str], data: some.DataObject) -> None:
    text = " ".join(words)
    other = " ".join(data.draw(some.permutations(words)))
    one, two = text_prints.text_print(text), text_prints.text_print(other)
    assert one is not None and two is not None
    assert text_prints.text_print(text.upper()) == one
    assert text_prints.distance(one, two) == text_prints.distance(two, one)
    assert text_prints.resemblance(text, text) == 1.0
    assert text_prints.resemblance(text, other) == text_prints.resemblance(other, text)
