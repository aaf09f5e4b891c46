"""Messages of the national payment platform: the request to pay and its answer, and the notice that somebody paid.

Fields as the platform names them, in the version that working connections use. The authentication code is an HMAC-SHA256 over the
values in the order below, parted by `|`, with the key that the platform gives to a partner.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from parix.foundation.problems import Place, Problem

VERSION, ASK, PAID = "1.0.6", "YEUCAUTHANHTOAN", "XACNHANTHANHTOAN"
_SIGNED = (
    "LoaiBanTin", "PhienBan", "MaDoiTac", "MaThamChieu", "ThoiGianGD", "SoTien", "LoaiHinhThanhToan", "MaKenhThanhToan", "TKThuHuong", "MaPhiLePhi", "MaDonVi",
    "MaDVC",
)
OK = "00"


@dataclass(frozen=True, slots=True)
class PaymentAsked:
    """`reference` is ours and comes back with the answer; `service` is the procedure's code on the national portal."""

    partner: str
    reference: str
    at: datetime
    amount: int
    account: str
    unit: str
    service: str
    fee: str = ""
    payer: str = ""
    payer_number: str = ""
    kind: str = "QR"
    channel: str = ""


@dataclass(frozen=True, slots=True)
class PaymentAnswer:
    """`code` 00: the payer may be sent to `url`; else `message` says why not."""

    code: str
    message: str
    url: str
    receipt_url: str

    @property
    def is_ok(self) -> bool:
        return self.code == OK and bool(self.url)


@dataclass(frozen=True, slots=True)
class Paid:
    """What the platform tells when money came."""

    reference: str
    amount: int
    at: datetime
    receipt_url: str


def request_message(asked: PaymentAsked, key: str) -> dict[str, str]:
    said = {
        "LoaiBanTin": ASK, "PhienBan": VERSION, "MaDoiTac": asked.partner, "MaThamChieu": asked.reference, "ThoiGianGD": f"{asked.at:%Y%m%d%H%M%S}",
        "SoTien": str(asked.amount), "LoaiHinhThanhToan": asked.kind, "MaKenhThanhToan": asked.channel, "TKThuHuong": asked.account, "MaPhiLePhi": asked.fee,
        "MaDonVi": asked.unit, "MaDVC": asked.service, "HoTenNguoiNop": asked.payer, "SoCMNDNguoiNop": asked.payer_number,
    }
    return {**said, "MaXacThuc": code_of(said, key)}


def read_answer(given: object) -> PaymentAnswer | Problem:
    """Never raises for what came."""
    if not isinstance(given, Mapping) or "MaLoi" not in given:
        return _problem("answer_form", "nền tảng thanh toán trả lời không đúng dạng", "thử lại sau, báo đơn vị vận hành nền tảng")
    return PaymentAnswer(*(str(given.get(name) or "") for name in ("MaLoi", "MoTaLoi", "UrlThanhToan", "DuongDanBienLai")))


def paid_message(paid: Paid, partner: str, key: str) -> dict[str, str]:
    """As the platform sends it; for stand-ins and tests of a connection."""
    said = {
        "LoaiBanTin": PAID, "PhienBan": VERSION, "MaDoiTac": partner, "MaThamChieu": paid.reference, "ThoiGianGD": f"{paid.at:%Y%m%d%H%M%S}",
        "SoTien": str(paid.amount), "DuongDanBienLai": paid.receipt_url,
    }
    return {**said, "MaXacThuc": code_of(said, key)}


def read_paid(given: object, partner: str, key: str) -> Paid | Problem:
    """A message that was really sent by who has the key, or what is wrong with it. Never raises for what came."""
    if not isinstance(given, Mapping):
        return _problem("paid_form", "bản tin thanh toán không đúng dạng", "kiểm tra kết nối")
    said = {str(name): str(value) for name, value in given.items()}
    if not hmac.compare_digest(said.get("MaXacThuc", "").encode(), code_of(said, key).encode()):
        return _problem("paid_forged", "mã xác thực của bản tin sai", "kiểm tra khóa kết nối; bản tin bị bỏ qua")
    if said.get("LoaiBanTin") != PAID or said.get("MaDoiTac") != partner:
        return _problem("paid_other", "bản tin không phải xác nhận thanh toán cho đơn vị này", "kiểm tra kết nối")
    try:
        at = datetime.strptime(said.get("ThoiGianGD", ""), "%Y%m%d%H%M%S")  # noqa: DTZ007 - wall-clock time of the platform; the caller knows its zone
        amount = int(said.get("SoTien", ""))
    except ValueError:
        return _problem("paid_form", "bản tin thanh toán ghi thời gian hoặc số tiền không đúng dạng", "kiểm tra kết nối")
    return Paid(said.get("MaThamChieu", ""), amount, at, said.get("DuongDanBienLai", ""))


def code_of(said: Mapping[str, str], key: str) -> str:
    values = "|".join(said.get(name, "") for name in _SIGNED)
    return hmac.new(key.encode(), values.encode(), hashlib.sha256).hexdigest()


def _problem(code: str, message: str, remedy: str) -> Problem:
    return Problem(f"payments.{code}", message, remedy, Place())
