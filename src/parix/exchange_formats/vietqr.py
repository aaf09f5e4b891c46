"""VietQR: the text behind a payment code, written and read (EMVCo merchant-presented mode, as NAPAS prints it).

A text is a row of items: two digits of the tag, two of the length, the value. 38 holds the account with its bank and service, 54 the
amount in đồng, 62 the purpose in its item 08, 63 a CRC-16/CCITT-FALSE over everything before it and its own tag and length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from parix.foundation.problems import Place, Problem, refuse_errors

NAPAS, CURRENCY, COUNTRY = "A000000727", "704", "VN"
MOST_PURPOSE, MOST_AMOUNT = 25, 9_999_999_999_999
_BIN = re.compile(r"\d{6}", re.ASCII)
_ACCOUNT = re.compile(r"[0-9A-Za-z]{1,19}", re.ASCII)
_PURPOSE = re.compile(r"[0-9A-Za-z .\-]*", re.ASCII)
_SERVICES: dict[str, Literal["account", "card"]] = {"QRIBFTTA": "account", "QRIBFTTC": "card"}


@dataclass(frozen=True, slots=True)
class BankCode:
    """`bank` is the six digits of its BIN; `amount` none leaves it to the payer; `purpose` is what the statement will say: no marks, at most 25."""

    bank: str
    account: str
    amount: int | None = None
    purpose: str = ""
    service: Literal["account", "card"] = "account"


def written(code: BankCode) -> str:
    """The text of the QR code. Raises ProblemsFound with everything that no bank would read."""
    refuse_errors(list(problems_of(code)))
    service = next(name for name, kind in _SERVICES.items() if kind == code.service)
    beneficiary = _item("00", code.bank) + _item("01", code.account)
    items = [
        ("00", "01"), ("01", "11" if code.amount is None else "12"), ("38", _item("00", NAPAS) + _item("01", beneficiary) + _item("02", service)),
        ("53", CURRENCY), *([("54", str(code.amount))] if code.amount is not None else []), ("58", COUNTRY),
        *([("62", _item("08", code.purpose))] if code.purpose else []),
    ]
    body = "".join(_item(tag, value) for tag, value in items) + "6304"
    return f"{body}{crc16(body.encode('ascii')):04X}"


def problems_of(code: BankCode) -> Iterable[Problem]:
    if not _BIN.fullmatch(code.bank):
        yield _problem("bank", f"mã ngân hàng «{code.bank}» không phải 6 chữ số", "ghi mã BIN của ngân hàng", "bank")
    if not _ACCOUNT.fullmatch(code.account):
        yield _problem("account", "số tài khoản có từ 1 đến 19 chữ và số", "ghi số tài khoản, không dấu cách", "account")
    if code.amount is not None and not 1 <= code.amount <= MOST_AMOUNT:
        yield _problem("amount", f"số tiền {code.amount} không ghi được vào mã", "ghi số đồng dương", "amount")
    if len(code.purpose) > MOST_PURPOSE or not _PURPOSE.fullmatch(code.purpose):
        yield _problem("purpose", f"nội dung «{code.purpose}» không in được vào mã", f"không dấu, chữ và số, dài không quá {MOST_PURPOSE}", "purpose")


def read(text: str) -> BankCode | Problem:
    """The payment behind a code, or what is wrong with its text. Never raises for what the text holds."""
    if not text.isascii() or len(text) < 12 or text[-8:-4] != "6304":
        return _problem("form", "không phải chuỗi VietQR", "quét lại mã", "")
    if f"{crc16(text[:-4].encode('ascii')):04X}" != text[-4:].upper():
        return _problem("crc", "mã kiểm tra của VietQR sai: chuỗi bị cắt hoặc bị sửa", "quét lại mã", "")
    items = _items(text[:-8])
    account = _items(items.get("38", "")) if items is not None else None
    whose = _items(account.get("01", "")) if account is not None else None
    if items is None or account is None or whose is None or account.get("00") != NAPAS or account.get("02") not in _SERVICES:
        return _problem("form", "chuỗi VietQR thiếu tài khoản hoặc dịch vụ của NAPAS", "quét lại mã", "")
    amount, more = items.get("54"), _items(items.get("62", ""))
    if (amount is not None and not amount.isdecimal()) or more is None:
        return _problem("form", "chuỗi VietQR ghi số tiền hoặc nội dung không đúng dạng", "quét lại mã", "")
    return BankCode(whose.get("00", ""), whose.get("01", ""), int(amount) if amount else None, more.get("08", ""), _SERVICES[account["02"]])


def crc16(data: bytes) -> int:
    """CRC-16/CCITT-FALSE: polynomial 1021, begun with FFFF."""
    crc = 0xFFFF
    for byte in data:
        crc ^= byte << 8
        for _bit in range(8):
            crc = ((crc << 1) ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return crc


def _item(tag: str, value: str) -> str:
    return f"{tag}{len(value):02}{value}"


def _items(text: str) -> dict[str, str] | None:
    """None for a text that is no row of items, or names one twice."""
    found: dict[str, str] = {}
    at = 0
    while at < len(text):
        tag, length = text[at : at + 2], text[at + 2 : at + 4]
        if len(length) != 2 or not (tag + length).isdecimal() or tag in found or at + 4 + int(length) > len(text):
            return None
        found[tag] = text[at + 4 : at + 4 + int(length)]
        at += 4 + int(length)
    return found


def _problem(code: str, message: str, remedy: str, path: str) -> Problem:
    return Problem(f"vietqr.{code}", message, remedy, Place(path=path))
