"""Terms as printed: one count and one unit, or words that nobody counts with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parix.foundation.working_calendar.due_dates import Term
from parix.procedures.terms import LONGEST, read_term, term_words
from tests.unit.scoring.property_settings import examples

TERMS: dict[str, Term | None] = {
    "5 ngày làm việc": Term(5), "05 ngày làm việc": Term(5), "25 ngày": Term(25, "days"), "16 giờ làm việc": Term(16, "working_hours"), "8 giờ": Term(8, "working_hours"),
    "3 + 15 + 7 ngày làm việc": Term(25), "Không quá 10 (mười) ngày làm việc.": Term(10), "Trong ngày làm việc": Term(0), "trong ngày": Term(0),
    "20/15/10 ngày (nhóm A/B/C)": None, "10 ngày làm việc (mức địa phương Huế)": None, "không quy định tổng (qua hội đồng)": None,
    "15 ngày làm việc (đánh giá cơ sở sản xuất: 30 ngày làm việc)": None, "cấp giấy xác nhận trong 5 ngày làm việc sau biên bản hội đồng": None,
    "10 ngày làm việc; 5 ngày làm việc ở một danh mục địa phương": None, "0 ngày": None, "9999 ngày": None, "": None,
}


@pytest.mark.parametrize("text", TERMS)
def test_terms_are_read(text: str) -> None:
    assert read_term(text) == TERMS[text]


@examples(100)
@given(st.integers(0, LONGEST), st.sampled_from(["working_days", "days", "working_hours"]))
def test_printed_terms_are_read_back(count: int, unit: str) -> None:
    found = read_term(term_words(count, unit))
    assert found is not None and (found.count, found.unit) == (count, unit if count else "working_days")


@examples(100)
@given(st.text(max_size=80))
def test_any_text_is_a_term_or_none(text: str) -> None:
    found = read_term(text)
    assert found is None or 0 <= found.count <= LONGEST
