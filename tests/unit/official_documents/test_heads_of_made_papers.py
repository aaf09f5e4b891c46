"""Heads of documents made with a known truth: 60 documents, varied in kind, issuer and wording, in eight layouts, and scanned."""

from __future__ import annotations

from typing import Any

import pytest

from parix.official_documents.document_heads.reading import read_head
from parix.official_documents.document_heads.records import DocumentHead, Found
from parix.official_documents.pages import Page, quoted
from parix.official_documents.text_extraction.extracting import extract_text
from tests.unit.official_documents.made_papers import Paper, made_paper
from tests.unit.official_documents.paper_layouts import LAYOUTS, pdf_bytes, scan_bytes

DOCUMENTS = 60
SCANS = 8


def value(found: Found[Any] | None) -> Any:
    return found.value if found else None


def said_by(head: DocumentHead) -> dict[str, object]:
    signatory = value(head.signatory)
    return {
        "kind": head.kind.value.code if head.kind else None, "number": value(head.number), "symbol": value(head.symbol), "place": value(head.place),
        "day": head.date.value.date if head.date else None, "issuer": value(head.issuer), "parent": value(head.parent_body) or "",
        "abstract": value(head.abstract), "position": signatory.position, "name": signatory.name, "on_behalf": signatory.on_behalf,
        "addressees": tuple(one.value for one in head.addressees), "recipients": tuple(one.value for one in head.recipients),
    }


def said_in(paper: Paper) -> dict[str, object]:
    names = ("kind", "number", "symbol", "place", "day", "issuer", "parent", "abstract", "position", "name", "on_behalf", "addressees", "recipients")
    return {name: getattr(paper, name) for name in names}


def spans_of(head: DocumentHead) -> list[Found[Any]]:
    single = (head.kind, head.number, head.symbol, head.place, head.date, head.issuer, head.parent_body, head.abstract, head.signatory)
    return [one for one in (*single, *head.addressees, *head.recipients) if one is not None]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("seed", range(DOCUMENTS))
def test_every_item_of_the_head_is_read(layout: str, seed: int, vietnamese_type: None) -> None:
    paper = made_paper(seed)
    head = read_head(extract_text(LAYOUTS[layout](paper)).pages)
    assert said_by(head) == said_in(paper)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_item_stands_at_its_span(layout: str, vietnamese_type: None) -> None:
    for seed in range(0, DOCUMENTS, 5):
        pages = extract_text(LAYOUTS[layout](made_paper(seed))).pages
        for found in spans_of(read_head(pages)):
            at_span = quoted(pages, found.span).split()
            assert set(found.text.split()) <= set(at_span), found


@pytest.mark.parametrize("seed", range(SCANS))
def test_a_noisy_scan_says_what_the_document_says(seed: int, scan_reader: None) -> None:
    """What a scan may spoil is the marks of names that nothing else confirms: place, parent body, recipients."""
    paper = made_paper(seed)
    head = read_head(extract_text(scan_bytes(pdf_bytes(paper), seed)).pages)
    weighed = ("kind", "number", "symbol", "day", "issuer", "position", "name", "on_behalf")
    assert {name: said_by(head)[name] for name in weighed} == {name: said_in(paper)[name] for name in weighed}


def test_the_same_bytes_give_the_same_head() -> None:
    pages = extract_text(LAYOUTS["flattened"](made_paper(3))).pages
    assert read_head(pages) == read_head(pages) == read_head([Page(page.number, page.text) for page in pages])
