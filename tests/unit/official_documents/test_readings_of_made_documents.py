"""Whole documents made with a known truth, one of each family from each bank of wordings, in the ways in which texts arrive."""

from __future__ import annotations

import pytest

from benchmarks.documents import at_hand, offices, seen_last, seen_later
from benchmarks.documents.comparing import Score, compare
from benchmarks.documents.families import FAMILIES, MORE_FAMILIES, made_document
from benchmarks.documents.layouts import LAYOUTS
from parix.official_documents.document_reading import read_document

BANKS = {
    "at hand": (at_hand.BANK, offices.AT_HAND, len(FAMILIES)), "seen later": (seen_later.BANK, offices.SEEN_LATER, len(FAMILIES)),
    "seen last": (seen_last.BANK, offices.SEEN_LAST, len(FAMILIES) + len(MORE_FAMILIES)),
}


def score_of(bank: str, layout: str, first: int, count: int) -> Score:
    wordings, issuers, _families = BANKS[bank]
    score = Score()
    for seed in range(first, first + count):
        made = made_document(wordings, issuers, seed)
        compare(score, made, read_document(LAYOUTS[layout](made)), layout)
    return score


@pytest.mark.parametrize("layout", ["typed", "spaced", "wrapped", "docx"])
@pytest.mark.parametrize("bank", BANKS)
def test_every_family_is_read_as_it_was_made(bank: str, layout: str) -> None:
    assert score_of(bank, layout, 0, BANKS[bank][2]).misses == []


@pytest.mark.parametrize("bank", BANKS)
def test_tables_and_paragraphs_of_a_pdf(bank: str, vietnamese_type: None) -> None:
    """Families 3 to 6 are the plans: tables with ruled lines, blocks, units as headings, brackets."""
    assert score_of(bank, "pdf", 3, 4).misses == []


def test_planted_contradictions_are_found_and_no_others() -> None:
    """Families 13 to 15 are reports; over twelve rounds of them every kind of contradiction is planted somewhere."""
    score = Score()
    for bank, (wordings, issuers, families) in BANKS.items():
        for seed in (family + turn * families for turn in range(12) for family in (13, 14, 15)):
            made = made_document(wordings, issuers, seed)
            compare(score, made, read_document(LAYOUTS["typed"](made)), bank)
    assert [miss for miss in score.misses if "planted" in miss or "alarm" in miss] == []
    assert score.planted >= 30 and score.clean >= 30
