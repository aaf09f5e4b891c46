"""Codes of dossiers, old and new, and what is said about those that are none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from parix.dossiers.codes import DossierCode, check_code, is_agency_part, plain_code, read_code, written_code
from parix.foundation.problems import Problem


@pytest.mark.parametrize(("text", "code"), [
    ("H15.50.05.13-261008-0975", DossierCode("H15.50.05.13", date(2026, 10, 8), 975)),
    ("000.00.01.H29-240115-0001", DossierCode("000.00.01.H29", date(2024, 1, 15), 1, is_old=True)),
    ("H38-260301-0600123", DossierCode("H38", date(2026, 3, 1), 600123, "06")),
    (" h15.50.05.13 – 261008 – 0975 ", DossierCode("H15.50.05.13", date(2026, 10, 8), 975)),
])
def test_codes_as_printed(text: str, code: DossierCode) -> None:
    assert read_code(text) == check_code(text) == code


@pytest.mark.parametrize(("text", "problem"), [
    ("H15-261308-0001", "dossiers.code_day"), ("H15-260230-0001", "dossiers.code_day"), ("H15-261008-975", "dossiers.code_form"), ("", "dossiers.code_form"),
    ("15.50-261008-0975", "dossiers.code_form"), ("H15-261008-0975x", "dossiers.code_form"), ("H15-261008-٠٩٧٥", "dossiers.code_form"), ("x" * 500, "dossiers.code_form"),
])
def test_what_is_no_code_is_said(text: str, problem: str) -> None:
    found = check_code(text)
    assert isinstance(found, Problem) and found.code == problem and read_code(text) is None


@given(some.sampled_from(["H15", "H15.50.05.13", "000.00.01.H29"]), some.dates(date(2000, 1, 1), date(2099, 12, 31)), some.integers(1, 9_999))
def test_what_is_written_is_read_again(agency: str, day: date, number: int) -> None:
    code = read_code(written_code(agency, day, number))
    assert code is not None and (code.agency, code.day, code.number, code.ministry) == (agency, day, number, "")


@given(some.text(max_size=40))
def test_nothing_crashes(text: str) -> None:
    check_code(text)
    is_agency_part(text)
    assert plain_code(plain_code(text)) == plain_code(text) or not text.isascii()


@pytest.mark.parametrize(("agency", "number"), [("x", 1), ("H15", 0), ("H15", 10_000)])
def test_no_code_is_written_that_could_not_be_read(agency: str, number: int) -> None:
    with pytest.raises(ValueError, match="no dossier code"):
        written_code(agency, date(2026, 1, 1), number)
