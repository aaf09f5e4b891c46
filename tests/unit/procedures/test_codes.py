"""Codes of procedures: every printed form leads to one key, and nothing else does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parix.foundation.problems import Place, Problem
from parix.procedures.codes import ProcedureCode, check_code, code_key, read_code
from tests.unit.scoring.property_settings import examples

FORMS: dict[object, ProcedureCode] = {
    "2.002381": ProcedureCode("2.002381"), "2.002381.000.00.00.H38": ProcedureCode("2.002381", "H38"), "1.014393.H38": ProcedureCode("1.014393", "H38"),
    "2.000815.000.00.00.H55.02": ProcedureCode("2.000815", "H55", "02"), "1.014393.H38.01": ProcedureCode("1.014393", "H38", "01"),
    " mã TTHC: 2.002381 ": ProcedureCode("2.002381"), "2,002381": ProcedureCode("2.002381"), 1.01439: ProcedureCode("1.014390"),
    "BKHVCN-TGG-282407": ProcedureCode("BKHVCN-TGG-282407", is_old=True), "bkhvcn – tgg – 282407": ProcedureCode("BKHVCN-TGG-282407", is_old=True),
    "T-TGG-282407-TT": ProcedureCode("T-TGG-282407-TT", is_old=True),
}


@pytest.mark.parametrize("printed", FORMS)
def test_printed_forms_are_read(printed: object) -> None:
    assert read_code(printed) == FORMS[printed]


@pytest.mark.parametrize("text", ["", "2", "2.00238", "2.0023811", "22.002381", "2.002381.H", "2.002381.H3", "2.002381.000.00.00", "DVCQG ma_thu_tuc=656", "H55.242", True])
def test_what_is_no_code_is_refused(text: object) -> None:
    assert read_code(text) is None


@examples(100)
@given(st.from_regex(r"[0-9]\.[0-9]{6}", fullmatch=True), st.from_regex(r"[A-Z][0-9]{2}", fullmatch=True), st.from_regex(r"[0-9]{2}", fullmatch=True))
def test_every_form_of_one_code_leads_to_one_key(national: str, agency: str, service: str) -> None:
    forms = (national, f"{national}.000.00.00.{agency}", f"{national}.{agency}", f"{national}.000.00.00.{agency}.{service}", float(national))
    assert {code_key(form) for form in forms} == {national}
    whole = ProcedureCode(national, agency, service)
    assert read_code(str(whole)) == whole


@examples(100)
@given(st.text(max_size=60))
def test_any_text_is_a_code_or_a_problem(text: str) -> None:
    found = check_code(text, Place("a.xlsx"))
    assert isinstance(found, ProcedureCode) or found.place == Place("a.xlsx")


def test_a_lost_nought_is_named() -> None:
    found = check_code("1.01439")
    assert isinstance(found, Problem) and (found.code, "1.014390" in found.remedy) == ("procedures.code_short", True)
