"""Signatures inside PDFs: signer, time, integrity and trust, with an authority made for the test."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from parix.official_documents.examination_json import signature_from_json, signature_to_json
from parix.official_documents.pdf_signatures import PdfSignature, read_signatures
from tests.unit.official_documents.made_papers import made_paper
from tests.unit.official_documents.paper_layouts import pdf_bytes
from tests.unit.official_documents.signing_authority import holder, root, signed

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
STAMPED = datetime(2022, 6, 5, 8, 30, tzinfo=UTC)
DIRECTOR = "Nguyễn Văn Thành"


@pytest.fixture(scope="module")
def plain(vietnamese_type: None) -> bytes:
    return pdf_bytes(made_paper(0))


def codes(signature: PdfSignature) -> list[str]:
    return [problem.code for problem in signature.problems]


def test_a_document_without_signatures_has_none(plain: bytes) -> None:
    assert read_signatures(plain, [root().der], NOW) == ()


def test_signer_time_and_trust_of_a_stamped_signature(plain: bytes) -> None:
    data = signed(plain, holder(DIRECTOR, "Sở Khoa học và Công nghệ"), "Giám đốc", STAMPED)
    (signature,) = read_signatures(data, [root().der], NOW)
    assert signature.signed_at is not None and abs(signature.signed_at - STAMPED) < timedelta(seconds=2)
    assert (signature.field, signature.signer, signature.organisation) == ("Giám đốc", DIRECTOR, "Sở Khoa học và Công nghệ")
    assert (signature.has_timestamp, signature.is_intact, signature.covers_file, signature.is_trusted, signature.is_valid) == (True,) * 5
    assert (signature.certificate_issuer, codes(signature)) == ("Chứng thực gốc mẫu", [])
    assert signature.certificate_until == datetime(2039, 1, 1, tzinfo=UTC)
    assert signature_from_json(signature_to_json(signature)) == signature


def test_a_root_may_be_given_as_pem(plain: bytes) -> None:
    (signature,) = read_signatures(signed(plain, holder(DIRECTOR), "a"), [root().certificate.public_bytes(Encoding.PEM)], NOW)
    assert signature.is_trusted and not signature.has_timestamp


def test_a_signer_under_an_unknown_root_is_intact_but_not_trusted(plain: bytes) -> None:
    (signature,) = read_signatures(signed(plain, holder(DIRECTOR), "a"), [root("Gốc khác").der], NOW)
    assert (signature.is_intact, signature.is_trusted, signature.is_valid, codes(signature)) == (True, False, False, ["signature.not_trusted"])


def test_an_expired_certificate_is_named(plain: bytes) -> None:
    (signature,) = read_signatures(signed(plain, holder("Trần Quốc Thành", until=2021), "a"), [root().der], NOW)
    assert (signature.is_intact, codes(signature)) == (True, ["signature.certificate_expired"])


def test_changed_content_is_found(plain: bytes) -> None:
    data = signed(plain, holder(DIRECTOR), "a")
    place = data.index(b"stream\n") + 30
    (signature,) = read_signatures(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :], [root().der], NOW)
    assert (signature.is_intact, codes(signature)[:1]) == (False, ["signature.changed"])


def test_two_signatures_in_their_order(plain: bytes) -> None:
    data = signed(signed(plain, holder(DIRECTOR), "Giám đốc"), holder("Văn thư cơ quan"), "Cơ quan")
    found = read_signatures(data, [root().der], NOW)
    assert [(one.signer, one.is_valid) for one in found] == [(DIRECTOR, True), ("Văn thư cơ quan", True)]


def test_what_is_added_after_signing_is_named(plain: bytes) -> None:
    data = signed(plain, holder(DIRECTOR), "a")
    (signature,) = read_signatures(data + b"\n% more\n", [root().der], NOW)
    assert not signature.covers_file or codes(signature) == []


def test_a_broken_file_has_no_signatures(plain: bytes) -> None:
    data = signed(plain, holder(DIRECTOR), "a")
    assert read_signatures(data[: len(data) // 3] + b"/ByteRange", [root().der], NOW) == ()
