"""Signing: what comes out is valid to the reader of signatures; what cannot be signed is refused with a reason."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest
from fpdf.enums import EncryptionMethod
from pypdfium2 import PdfDocument

from parix.foundation.problems import ProblemsFound
from parix.official_documents.pdf_signatures import PdfSignature, read_signatures
from parix.official_documents.pdf_signing import SigningWords, sign_pdf
from parix.official_documents.signing_keys import SigningKey, key_from_pkcs12
from tests.unit.official_documents.made_papers import made_paper
from tests.unit.official_documents.paper_layouts import blank_pdf, finished, pdf_bytes
from tests.unit.official_documents.signing_authority import holder, key_file, revocation_list, root, signed, stamp_service

SIGNED_AT = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
LATER = datetime(2026, 6, 1, tzinfo=UTC)
DIRECTOR = "Nguyễn Văn Thành"


@pytest.fixture(scope="module")
def plain(vietnamese_type: None) -> bytes:
    return pdf_bytes(made_paper(0))


def key(name: str = DIRECTOR, until: int = 2039, purpose: str = "signing") -> SigningKey:
    return key_from_pkcs12(key_file(holder(name, "Sở Nội vụ", until, purpose), "mật khẩu"), "mật khẩu")


def found(data: bytes, at: datetime = LATER, revoked: tuple[bytes, ...] = ()) -> tuple[PdfSignature, ...]:
    return read_signatures(data, [root().der], at, revoked)


def codes(signature: PdfSignature) -> list[str]:
    return [problem.code for problem in signature.problems]


def refusal(data: bytes, signing_key: SigningKey, **more: object) -> list[str]:
    with pytest.raises(ProblemsFound) as raised:
        sign_pdf(data, signing_key, SIGNED_AT, **more)  # type: ignore[arg-type]
    return [problem.code for problem in raised.value.problems]


def test_a_signature_is_valid_and_says_who_and_when(plain: bytes) -> None:
    data = sign_pdf(plain, key(), SIGNED_AT, SigningWords(reason="Ban hành", place="Hà Nội"))
    (one,) = found(data)
    assert (one.field, one.signer, one.organisation, one.signed_at, one.has_timestamp, one.is_valid, codes(one)) == (
        "Chữ ký số", DIRECTOR, "Sở Nội vụ", SIGNED_AT, False, True, [],
    )
    assert data.startswith(plain) and b"ETSI.CAdES.detached" in data
    assert len(PdfDocument(data)) == len(PdfDocument(plain))


def test_a_time_stamp_says_when(plain: bytes) -> None:
    stamped = datetime(2026, 3, 2, 9, 16, tzinfo=UTC)
    (one,) = found(sign_pdf(plain, key(), SIGNED_AT, stamp=stamp_service(stamped)))
    assert (one.signed_at, one.has_timestamp, one.is_valid) == (stamped, True, True)


def test_a_stamped_signature_outlives_its_certificate(plain: bytes) -> None:
    short, after = key("Trần Thị Ngắn Hạn", until=2027), datetime(2028, 6, 1, tzinfo=UTC)
    (without,) = found(sign_pdf(plain, short, SIGNED_AT), after)
    (with_stamp,) = found(sign_pdf(plain, short, SIGNED_AT, stamp=stamp_service(SIGNED_AT)), after)
    assert (without.is_trusted, codes(without)) == (False, ["signature.certificate_expired"])
    assert (with_stamp.is_valid, codes(with_stamp)) == (True, [])


def test_a_stamp_of_an_unknown_service_proves_nothing(plain: bytes) -> None:
    data = sign_pdf(plain, key(), SIGNED_AT, stamp=stamp_service(SIGNED_AT))
    (one,) = read_signatures(data, [root("Gốc khác").der], LATER)
    assert (one.has_timestamp, codes(one)) == (False, ["signature.not_trusted", "signature.time_stamp_not_trusted"])


def test_a_revoked_certificate_is_named_unless_the_stamp_is_older(plain: bytes) -> None:
    revoked = revocation_list(holder(DIRECTOR, "Sở Nội vụ", 2039, "signing"), datetime(2026, 4, 1, tzinfo=UTC))
    (without,) = found(sign_pdf(plain, key(), SIGNED_AT), revoked=(revoked,))
    (with_stamp,) = found(sign_pdf(plain, key(), SIGNED_AT, stamp=stamp_service(SIGNED_AT)), revoked=(revoked,))
    assert (without.is_valid, codes(without)) == (False, ["signature.certificate_revoked"])
    assert (with_stamp.is_valid, codes(with_stamp)) == (True, [])


def test_a_second_signature_keeps_the_first(plain: bytes) -> None:
    twice = sign_pdf(sign_pdf(plain, key(), SIGNED_AT), key("Văn thư cơ quan"), SIGNED_AT)
    assert [(one.field, one.signer, one.is_valid) for one in found(twice)] == [("Chữ ký số", DIRECTOR, True), ("Chữ ký số 2", "Văn thư cơ quan", True)]


def test_a_field_is_signed_once(plain: bytes) -> None:
    once = sign_pdf(plain, key(), SIGNED_AT, SigningWords("Giám đốc"))
    assert refusal(once, key(), words=SigningWords("Giám đốc")) == ["signing.field_taken"]


@pytest.mark.parametrize(("name", "until", "purpose", "code"), [
    ("Hết hạn", 2021, "signing", "signing.certificate_expired"), ("Chỉ cấp chứng thư", 2039, "root", "signing.certificate_not_for_signing"),
])
def test_a_certificate_that_may_not_sign(plain: bytes, name: str, until: int, purpose: str, code: str) -> None:
    assert refusal(plain, key(name, until, purpose)) == [code]


def test_a_certificate_before_its_time(plain: bytes) -> None:
    with pytest.raises(ProblemsFound) as raised:
        sign_pdf(plain, key(), datetime(2019, 1, 1, tzinfo=UTC))
    assert [problem.code for problem in raised.value.problems] == ["signing.certificate_not_yet_valid"]


def test_files_that_cannot_be_signed(plain: bytes) -> None:
    assert refusal(b"PK\x03\x04 a document", key()) == ["signing.not_pdf"]
    assert refusal(b"", key()) == ["signing.not_pdf"]
    assert refusal(b"%PDF-1.7\nnothing else", key()) == ["signing.damaged"]
    assert refusal(plain[: len(plain) // 2], key()) == ["signing.damaged"]
    locked = blank_pdf()
    locked.set_encryption(owner_password="chủ", user_password="mở", encryption_method=EncryptionMethod.AES_256)
    assert refusal(finished(locked), key()) == ["signing.encrypted"]


def test_a_silent_or_babbling_time_service(plain: bytes) -> None:
    def silent(request: bytes) -> bytes:
        raise TimeoutError

    assert refusal(plain, key(), stamp=silent) == ["signing.no_time_stamp"]
    assert refusal(plain, key(), stamp=lambda request: b"<html>") == ["signing.no_time_stamp"]


def test_key_files_that_do_not_open() -> None:
    good = key_file(holder(DIRECTOR), "đúng")
    for data, passphrase, code in ((good, "sai", "wrong_passphrase"), (b"", "", "not_a_key_file"), (good[:200], "đúng", "not_a_key_file"), (root().der, "", "not_a_key_file")):
        with pytest.raises(ProblemsFound) as raised:
            key_from_pkcs12(data, passphrase, "khoa.p12")
        assert [(problem.code, problem.place.file) for problem in raised.value.problems] == [(f"signing.{code}", "khoa.p12")]


def test_a_signature_by_other_software_is_followed_by_ours(plain: bytes) -> None:
    data = sign_pdf(signed(plain, holder("Người khác"), "Trước"), key(), SIGNED_AT)
    assert [one.is_valid for one in found(data)] == [True, True]
    assert BytesIO(data).read(5) == b"%PDF-"
