"""Statements of several banks' shapes, as .xlsx and .csv; one broken of each kind."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from parix.exchange_formats.bank_statements import Credit, Statement, read_statement, references_in
from tests.unit.exchange_formats.made_workbooks import workbook_of

DAY = date(2026, 11, 3)


def test_a_statement_with_a_head_below_and_totals() -> None:
    rows = [
        ["NGÂN HÀNG MẪU"], ["Sao kê tài khoản", "0123"], [], ["STT", "Ngày giao dịch", "Số tham chiếu", "Ghi nợ", "Ghi có", "Nội dung"],
        [1, datetime.combine(DAY, time(9, 5)), "FT1", "", 200_000, "HS H15 261103 0001 nop le phi"], [2, "03/11/2026", "FT2", "50.000", "", "Phi quan ly"],
        [3, "03/11/2026 10:20", "FT3", "", "1.200.000", "chuyen tien"], ["", "", "Cộng", 50_000, 1_400_000, ""],
    ]
    statement, problems = read_statement(workbook_of({"Sao kê": rows}), "sao-ke.xlsx")
    assert problems == [] and statement == Statement(
        (Credit(DAY, 200_000, "HS H15 261103 0001 nop le phi", "FT1", 5), Credit(DAY, 1_200_000, "chuyen tien", "FT3", 7)), 1,
    )


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_with_one_signed_amount(mark: str) -> None:
    rows = [["Date", "Amount (VND)", "Description", "Transaction ID"], ["2026-11-03", "+200000", '"a b"', "T1"], ["2026-11-03", "-5000", "phi", "T2"]]
    text = "\n".join(mark.join(row) for row in rows)
    statement, problems = read_statement(text.encode("utf-8-sig"), "a.csv")
    assert problems == [] and statement == Statement((Credit(DAY, 200_000, "a b", "T1", 2),), 1)


@pytest.mark.parametrize(("content", "name", "code"), [
    (b"\xff\xfe\x00", "a.csv", "statement.encoding"), (b"x", "a.xlsx", "workbook.not_xlsx"), (b"a,b\n1,2\n", "a.csv", "statement.no_head"),
    ("Ngày,Ghi có,Nội dung\n31/02/2026,5000,abc\n".encode(), "a.csv", "statement.day"), ("Ngày,Ghi có,Nội dung\n03/11/2026,năm nghìn,abc\n".encode(), "a.csv", "statement.amount"),
    (b"", "a.csv", "statement.no_head"),
])
def test_what_is_wrong_is_named(content: bytes, name: str, code: str) -> None:
    statement, problems = read_statement(content, name)
    assert statement is None and [one.code for one in problems] == [code]


@given(some.binary(max_size=300), some.sampled_from(["a.csv", "a.xlsx"]))
def test_nothing_crashes(content: bytes, name: str) -> None:
    read_statement(content, name)
    read_statement("Ngày,Ghi có,Nội dung\n".encode() + content, name)


def test_references_survive_what_banks_do_to_words() -> None:
    assert "PX7K2M9Q" in set(references_in("MBVCB.123.px7k 2m9q chuyển tiền")) and "PX7K2M9Q" in set(references_in("PX7K2M9Q-031126"))
