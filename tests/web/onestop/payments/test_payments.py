"""Fees from the charge to the receipt: by statement, by platform (against a local stand-in), at the counter; never twice, never half."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import Settings

from parix.exchange_formats.payment_messages import Paid, PaymentAsked, code_of, paid_message, read_answer, read_paid, request_message
from parix.exchange_formats.vietqr import BankCode, read
from parix.foundation.problems import Problem, ProblemsFound
from parix.web.audit_trail.models import Entry
from parix.web.onestop.dossiers.choices import Fee, Verb
from parix.web.onestop.dossiers.models import Dossier
from parix.web.onestop.dossiers.queries.due_times import local_day
from parix.web.onestop.payments.actions.charging import ask_payment, drop_charge, pay_at_counter, set_account
from parix.web.onestop.payments.actions.platform import NationalPlatform, send_on, take_news
from parix.web.onestop.payments.actions.statements import match_by_hand, read_in, set_aside
from parix.web.onestop.payments.models import Charge, Line
from parix.web.onestop.payments.queries import account_of, code_text, taken_in
from tests.web.onestop.dossiers.dossier_world import desk, receive, step, version_in
from tests.web.onestop.onestop_world import OnestopWorld

NOW = datetime(2026, 11, 3, 2, tzinfo=UTC)
LATER = NOW + timedelta(days=3)
HEAD = "Ngày,Ghi có,Nội dung,Số tham chiếu"


def account(world: OnestopWorld) -> None:
    set_account(agency=world.own, bank="970436", account="0123456789", holder="SO KHCN MAU", unit="U1", by=world.people["director"], at=NOW)


def charged(world: OnestopWorld, amount: int = 200_000, dossier: Dossier | None = None) -> Charge:
    if account_of(world.own.pk) is None:
        desk(world)
        account(world)
    held = dossier or receive(world, world.procedure(first={"term_count": 5, "term_unit": "working_days"}).versions.get())
    return ask_payment(dossier=held, name="Lệ phí mẫu", amount=Decimal(amount), by=world.people["counter"], at=NOW)


def statement(world: OnestopWorld, *lines: str, at: datetime = LATER, name: str = "sao-ke.csv") -> Any:
    content = "\n".join([HEAD, *lines]).encode()
    return read_in(agency=world.own, content=content, file_name=name, by=world.people["counter"], at=at)


def test_the_code_leads_to_the_account_with_sum_and_reference(onestop_world: OnestopWorld) -> None:
    one = charged(onestop_world)
    held = account_of(onestop_world.own.pk)
    assert held is not None and read(code_text(held, one)) == BankCode("970436", "0123456789", 200_000, one.reference)
    assert len(one.reference) == 10


def test_a_statement_matches_lists_the_rest_and_counts_nothing_twice(onestop_world: OnestopWorld) -> None:
    first = charged(onestop_world)
    second = charged(onestop_world, 300_000)
    lines = [
        f"04/11/2026,200000,NGUYEN VAN AN {first.reference[:5]} {first.reference[5:]} le phi,FT1", f"04/11/2026,250000,{second.reference},FT2",
        "05/11/2026,70000,chuyen nham,FT3",
    ]
    found = statement(onestop_world, *lines)
    assert (found.new, found.matched, found.other_sum, found.unmatched, found.doubled) == (3, 1, 1, 1, 0)
    again = statement(onestop_world, *lines, "05/11/2026,70000,chuyen nham,FT4")
    assert (again.new, again.doubled) == (1, 3)
    first.refresh_from_db()
    assert (first.state, first.paid_by, first.receipt_year, first.receipt_number) == ("paid", "transfer", 2026, 1)
    assert taken_in(onestop_world.own.pk, 2026) == (1, 200_000)
    line = Line.objects.get(number="FT1")
    assert b"AN" not in bytes(line.words) and line.charge == first
    dossier = Dossier.objects.get(pk=first.dossier_id)
    assert (dossier.fee, dossier.fee_amount, dossier.changed_at) == (2, Decimal(200_000), LATER)


def test_equal_lines_without_numbers_are_told_apart_by_how_many_there_are(onestop_world: OnestopWorld) -> None:
    charged(onestop_world)
    assert statement(onestop_world, "04/11/2026,5000,x,", "04/11/2026,5000,x,").new == 2
    assert statement(onestop_world, "04/11/2026,5000,x,", "04/11/2026,5000,x,", "04/11/2026,5000,x,").new == 1


def test_a_line_that_cannot_be_read_keeps_the_whole_statement_out(onestop_world: OnestopWorld) -> None:
    one = charged(onestop_world)
    with pytest.raises(ProblemsFound) as refused:
        statement(onestop_world, f"04/11/2026,200000,{one.reference},FT1", "31/02/2026,1,x,FT2", "04/11/2026,một,x,FT3")
    assert [found.code for found in refused.value.problems] == ["statement.day", "statement.amount"]
    one.refresh_from_db()
    assert one.state == "asked" and not Line.objects.exists()


def test_by_hand_and_aside(onestop_world: OnestopWorld) -> None:
    one = charged(onestop_world)
    statement(onestop_world, "04/11/2026,200000,quen ghi ma,FT1", "04/11/2026,9000,lai tien gui,FT2")
    first, second = Line.objects.get(number="FT1"), Line.objects.get(number="FT2")
    by = onestop_world.people["counter"]
    with pytest.raises(ProblemsFound, match="other_sum"):
        match_by_hand(line=second, charge=one, by=by, at=LATER)
    assert match_by_hand(line=first, charge=one, by=by, at=LATER).state == "matched"
    with pytest.raises(ProblemsFound, match="not_waiting"):
        match_by_hand(line=first, charge=one, by=by, at=LATER)
    assert set_aside(line=second, reason="Lãi tiền gửi", by=by, at=LATER).state == "set_aside"


def test_paying_ends_the_wait_for_the_fee_and_moves_the_day(onestop_world: OnestopWorld) -> None:
    desk(onestop_world)
    held = receive(onestop_world, version_in(onestop_world))
    held = step(onestop_world, held, Verb.ASK_FEE, amount=Decimal(200_000), at=NOW + timedelta(days=1))
    account(onestop_world)
    one = charged(onestop_world, dossier=held)
    pay_at_counter(charge=one, by=onestop_world.people["counter"], at=LATER)
    held.refresh_from_db()
    assert (held.state, held.fee, local_day(held.due_at), local_day(held.first_due_at)) == (4, 3, date(2026, 11, 12), date(2026, 11, 10))
    with pytest.raises(ProblemsFound, match="not_open"):
        pay_at_counter(charge=one, by=onestop_world.people["counter"], at=LATER)
    assert Entry.objects.filter(act="payments.paid").count() == 1


def test_what_cannot_be_charged_is_said(onestop_world: OnestopWorld) -> None:
    one = charged(onestop_world)
    with pytest.raises(ProblemsFound, match="already_asked"):
        charged(onestop_world, dossier=one.dossier)
    one.dossier.refresh_from_db()
    assert (one.dossier.fee, one.dossier.fee_amount) == (Fee.UNPAID, one.amount)
    drop_charge(charge=one, reason="Được miễn", by=onestop_world.people["counter"], at=LATER)
    one.dossier.refresh_from_db()
    assert (one.dossier.fee, one.dossier.fee_amount, one.dossier.changed_at) == (Fee.NONE, None, LATER)
    for amount in (0, -5):
        with pytest.raises(ProblemsFound, match="amount"):
            charged(onestop_world, amount, dossier=one.dossier)
    with pytest.raises(ProblemsFound) as refused:
        set_account(agency=onestop_world.own, bank="9704", account="1 2", holder="", unit="", by=onestop_world.people["director"], at=NOW)
    assert len(refused.value.problems) == 3


@pytest.mark.parametrize(("person", "may"), [("counter", True), ("officer", True), ("director", True), ("staff", False), ("auditor", False), ("coordinator", False)])
def test_who_keeps_fees(onestop_world: OnestopWorld, person: str, may: bool) -> None:
    one = charged(onestop_world)
    if may:
        pay_at_counter(charge=one, by=onestop_world.people[person], at=LATER)
    else:
        with pytest.raises(PermissionDenied):
            pay_at_counter(charge=one, by=onestop_world.people[person], at=LATER)


# --- the platform, against a stand-in on this machine ------------------------------------------------------------------------

KEY, PARTNER = "secret", "P1"


@contextmanager
def stand_in(answer: Any, status: int = 200) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Its address, and what it was asked."""
    asked: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: object) -> None:
            """Nothing: the tests' output is theirs."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


GOOD = {"MaLoi": "00", "MoTaLoi": "", "UrlThanhToan": "https://thanhtoan.example/1", "DuongDanBienLai": ""}


def test_the_payer_is_sent_on_without_a_name(onestop_world: OnestopWorld, settings: Settings) -> None:
    settings.PAYMENT_PLATFORM_PARTNER = PARTNER
    one = charged(onestop_world)
    with stand_in(GOOD) as (url, asked):
        assert send_on(charge=one, through=NationalPlatform(url, PARTNER, KEY), at=NOW) == "https://thanhtoan.example/1"
    (said,) = asked
    assert (said["MaThamChieu"], said["SoTien"], said["TKThuHuong"], said["HoTenNguoiNop"], said["SoCMNDNguoiNop"]) == (one.reference, "200000", "0123456789", "", "")
    assert said["MaXacThuc"] == code_of(said, KEY) and said["PhienBan"] == "1.0.6"


@pytest.mark.parametrize(("answer", "status", "code"), [
    ({"MaLoi": "05", "MoTaLoi": "sai đơn vị"}, 200, "platform_refused"), ({"MaLoi": "00", "UrlThanhToan": "javascript:x"}, 200, "platform_refused"), (b"<html>", 200, "platform_silent"),
    ([], 200, "answer_form"), ({}, 500, "platform_silent"),
])
def test_a_platform_that_fails_is_said_and_nothing_changes(onestop_world: OnestopWorld, answer: Any, status: int, code: str) -> None:
    one = charged(onestop_world)
    with stand_in(answer, status) as (url, _asked), pytest.raises(ProblemsFound, match=code):
        send_on(charge=one, through=NationalPlatform(url, PARTNER, KEY), at=NOW)
    with pytest.raises(ProblemsFound, match="platform_silent"):
        send_on(charge=one, through=NationalPlatform("http://127.0.0.1:9/", PARTNER, KEY), at=NOW)


def test_news_count_once_and_forged_ones_never(onestop_world: OnestopWorld) -> None:
    one = charged(onestop_world)
    through = NationalPlatform("", PARTNER, KEY)
    good = paid_message(Paid(one.reference, 200_000, datetime(2026, 11, 4, 9), "https://bienlai.example/1"), PARTNER, KEY)  # noqa: DTZ001
    for message, code in (
        ({**good, "SoTien": "1"}, "paid_forged"), (paid_message(Paid(one.reference, 1, NOW, ""), PARTNER, KEY), "other_sum"),
        (paid_message(Paid("PXZZZZZZZZ", 1, NOW, ""), PARTNER, KEY), "unknown_reference"), ("x", "paid_form"), ({**good, "MaXacThuc": ""}, "paid_forged"),
    ):
        with pytest.raises(ProblemsFound, match=code):
            take_news(message=message, through=through, at=LATER)
    assert take_news(message=good, through=through, at=LATER).receipt_url == "https://bienlai.example/1"
    assert take_news(message=good, through=through, at=LATER).receipt_number == 1
    assert taken_in(onestop_world.own.pk, 2026) == (1, 200_000)


def test_messages_are_read_as_they_are_written() -> None:
    asked = PaymentAsked(PARTNER, "PX1", NOW, 5, "1", "U1", "1.000001")
    assert request_message(asked, KEY)["ThoiGianGD"] == "20261103020000"
    paid = Paid("PX1", 5, datetime(2026, 11, 4, 9), "")  # noqa: DTZ001
    assert read_paid(paid_message(paid, PARTNER, KEY), PARTNER, KEY) == paid
    assert isinstance(read_paid(paid_message(paid, "P2", KEY), PARTNER, KEY), Problem) and isinstance(read_answer(None), Problem)


# --- pages ---------------------------------------------------------------------------------------------------------------------


def test_the_desk_from_account_to_receipt(onestop_world: OnestopWorld) -> None:
    desk(onestop_world)
    held, client = receive(onestop_world, version_in(onestop_world)), onestop_world.client("counter")
    address = reverse("payments:dossier", args=[held.code])
    assert "chưa có tài khoản" in client.get(address).content.decode()
    wrong = onestop_world.client("director").post(reverse("payments:account"), {"bank": "1", "account": "1", "holder": "x"})
    assert wrong.status_code == 422 and "BIN" in wrong.content.decode()
    account(onestop_world)
    assert client.post(address, {"name": "Lệ phí", "amount": "200000"}).status_code == 302
    one = Charge.objects.get()
    assert one.reference in client.get(address).content.decode() and "Thu phí" in client.get(reverse("dossiers:dossier", args=[held.code])).content.decode()
    assert client.get(reverse("payments:receipt", args=[one.reference])).status_code == 404
    file = SimpleUploadedFile("sao-ke.csv", f"{HEAD}\n04/11/2026,200000,{one.reference} NGUYEN VAN AN,F1\n04/11/2026,7,la,F2".encode())
    page = client.post(reverse("payments:read"), {"file": file}, follow=True).content.decode()
    assert "1 khớp" in page and "la" in page
    assert client.get(reverse("payments:receipt", args=[one.reference])).content.startswith(b"%PDF")
    bad = client.post(reverse("payments:read"), {"file": SimpleUploadedFile("x.csv", b"a")})
    assert bad.status_code == 422 and "tiêu đề" in bad.content.decode()
    line = Line.objects.get(number="F2")
    assert client.post(reverse("payments:line", args=[line.pk]), {}).status_code == 422
    assert client.post(reverse("payments:line", args=[line.pk]), {"reason": "Lãi"}).status_code == 302
    assert onestop_world.client("staff").get(reverse("payments:lines")).status_code == 403


def test_payers_see_the_sum_and_nobodys_name(onestop_world: OnestopWorld, settings: Settings) -> None:
    one = charged(onestop_world)
    visitor = onestop_world.client("")
    page = visitor.get(reverse("pay:charge", args=[one.reference])).content.decode()
    assert "200.000 đồng" in page and "Nguyễn" not in page and "079" not in page
    assert visitor.get(reverse("pay:code", args=[one.reference]))["Content-Type"] == "image/svg+xml"
    assert visitor.post(reverse("pay:send", args=[one.reference])).status_code == 404
    assert visitor.post(reverse("pay:news"), "{}", content_type="application/json").status_code == 404
    with stand_in(GOOD) as (url, _asked):
        settings.PAYMENT_PLATFORM_URL, settings.PAYMENT_PLATFORM_PARTNER, settings.PAYMENT_PLATFORM_KEY = url, PARTNER, KEY
        assert "https://thanhtoan.example/1" in visitor.post(reverse("pay:send", args=[one.reference])).content.decode()
    good = paid_message(Paid(one.reference, 200_000, NOW, ""), PARTNER, KEY)
    for body, status in (("x", 400), ("{}", 409), (json.dumps({**good, "SoTien": "9"}), 409), (json.dumps(good), 200), ("[" * 15_000, 400)):
        assert visitor.post(reverse("pay:news"), body, content_type="application/json").status_code == status
    assert "Đã nộp" in visitor.get(reverse("pay:charge", args=[one.reference])).content.decode()
    settings.ACCOUNT_RATE_LIMITS = {"payment": "1/m/ip"}
    assert [visitor.get(reverse("pay:charge", args=[one.reference])).status_code for _one in range(2)] == [200, 404]
