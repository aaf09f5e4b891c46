"""Digital signatures inside a PDF (PAdES): who signed, when, whether the bytes are untouched, whether the signer is known.

NĐ 30/2020/NĐ-CP Điều 13: a document signed digitally is an original. Trusted roots, revocation lists and the day are passed in;
nothing is fetched. A certificate that has run out since counts when a trusted time stamp proves that the signature was there before.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from parix.foundation.lazy_modules import lazy_module
from parix.foundation.problems import Place, Problem

reader = lazy_module("pyhanko.pdf_utils.reader")
validation = lazy_module("pyhanko.sign.validation")
statuses = lazy_module("pyhanko.sign.validation.status")
certificates = lazy_module("pyhanko_certvalidator")
x509 = lazy_module("asn1crypto.x509")
pem = lazy_module("asn1crypto.pem")
crl = lazy_module("asn1crypto.crl")

_LOGGERS = ("pyhanko", "pyhanko_certvalidator")


@dataclass(frozen=True, slots=True)
class PdfSignature:
    """`signed_at` is the timestamp's when `has_timestamp` (by a trusted service), else what the signer's own clock said.

    `is_intact`: what was signed has not changed. `covers_file`: nothing was added after signing.
    """

    field: str
    signer: str
    organisation: str
    signed_at: datetime | None
    has_timestamp: bool
    is_intact: bool
    covers_file: bool
    is_trusted: bool
    certificate_issuer: str
    certificate_from: datetime | None
    certificate_until: datetime | None
    problems: tuple[Problem, ...] = ()

    @property
    def is_valid(self) -> bool:
        return self.is_intact and self.covers_file and self.is_trusted


def read_signatures(data: bytes, roots: Sequence[bytes], at: datetime, revoked: Sequence[bytes] = ()) -> tuple[PdfSignature, ...]:
    """All signatures in the order of signing; none for a file without any, or one that the reader cannot open.

    `roots`: certificates, `revoked`: lists of revoked ones, in DER or PEM; ValueError for anything else. `at` has a time zone.
    """
    if b"/ByteRange" not in data:
        return ()
    for name in _LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what it says is in the records; logs hold no names of people
    try:
        embedded = list(reader.PdfFileReader(BytesIO(data), strict=False).embedded_regular_signatures)
    except Exception:  # a broken PDF may raise anything here; extraction names the damage
        return ()
    trust = _Trust([x509.Certificate.load(_der(one), strict=True) for one in roots], [crl.CertificateList.load(_der(one), strict=True) for one in revoked], at)
    return tuple(_signature(one, trust) for one in embedded)


@dataclass(frozen=True, slots=True)
class _Trust:
    roots: Sequence[Any]
    revoked: Sequence[Any]
    at: datetime

    def on(self, moment: datetime) -> Any:
        return certificates.ValidationContext(
            trust_roots=list(self.roots), crls=list(self.revoked), moment=moment, allow_fetching=False, retroactive_revinfo=True,
        )


def _der(given: bytes) -> bytes:
    return pem.unarmor(given)[2] if pem.detect(given) else given


def _signature(embedded: Any, trust: _Trust) -> PdfSignature:
    certificate = embedded.signer_cert
    try:
        status = _status(embedded, trust)
    except Exception:  # forged structures raise anything; such a signature proves nothing
        broken = _problem("unreadable", "chữ ký số bị hỏng, không kiểm tra được", "xin lại bản gốc từ nơi phát hành", embedded)
        return _record(embedded, certificate, None, False, False, False, (broken,))
    is_intact = bool(status.intact and status.valid)
    level = statuses.SignatureCoverageLevel
    covers = bool(status.coverage == level.ENTIRE_FILE or (status.coverage >= level.ENTIRE_REVISION and status.docmdp_ok))
    problems = tuple(_problems(embedded, status, is_intact, covers, trust.at))
    return _record(embedded, certificate, status, is_intact, covers, bool(status.trusted), problems)


def _status(embedded: Any, trust: _Trust) -> Any:
    """The signature as of now; as of the moment of its time stamp when that proves more."""
    now = trust.on(trust.at)
    status = validation.validate_pdf_signature(embedded, now, now)
    stamp = status.timestamp_validity
    if status.trusted or not _is_proof(stamp):
        return status
    return validation.validate_pdf_signature(embedded, trust.on(stamp.timestamp), now)


def _is_proof(stamp: Any) -> bool:
    return stamp is not None and bool(stamp.valid and stamp.intact and stamp.trusted)


def _record(
    embedded: Any, certificate: Any, status: Any, is_intact: bool, covers: bool, is_trusted: bool, problems: tuple[Problem, ...],
) -> PdfSignature:
    stamp = status.timestamp_validity if status is not None else None
    is_proof = _is_proof(stamp)
    said = stamp.timestamp if stamp is not None and (is_proof or embedded.self_reported_timestamp is None) else embedded.self_reported_timestamp
    subject = certificate.subject.native if certificate is not None else {}
    validity = certificate["tbs_certificate"]["validity"] if certificate is not None else None
    return PdfSignature(
        str(embedded.field_name), _text(subject.get("common_name")), _text(subject.get("organization_name")),
        said, is_proof, is_intact, covers, is_trusted,
        _text(certificate.issuer.native.get("common_name")) if certificate is not None else "",
        validity["not_before"].native if validity is not None else None, validity["not_after"].native if validity is not None else None, problems,
    )


def _text(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _problems(embedded: Any, status: Any, is_intact: bool, covers: bool, at: datetime) -> Iterator[Problem]:
    if not is_intact:
        yield _problem("changed", "nội dung đã bị sửa sau khi ký số", "không dùng bản này; xin lại bản gốc", embedded)
    elif not covers:
        yield _problem("added_to", "tệp có phần thêm vào sau khi ký số", "đối chiếu với bản gốc đã ký", embedded)
    if status.revoked:
        yield _problem("certificate_revoked", "chứng thư số đã bị thu hồi", "không dùng bản này; hỏi nơi phát hành", embedded)
    elif not status.trusted:
        until = embedded.signer_cert.not_valid_after
        if until < at:
            remedy = "cần dấu thời gian khi ký; đối chiếu với nơi phát hành"
            yield _problem("certificate_expired", f"chứng thư số hết hạn ngày {until:%d/%m/%Y}", remedy, embedded)
        else:
            message = "chứng thư số không thuộc tổ chức chứng thực được tin cậy"
            yield _problem("not_trusted", message, "người vận hành thêm chứng thư gốc nếu đúng", embedded)
    stamp = status.timestamp_validity
    if stamp is not None and not _is_proof(stamp):
        message = "dấu thời gian không thuộc dịch vụ được tin cậy" if stamp.valid and stamp.intact else "dấu thời gian bị hỏng"
        yield _problem("time_stamp_not_trusted", message, "người vận hành thêm chứng thư gốc của dịch vụ nếu đúng", embedded)


def _problem(code: str, message: str, remedy: str, embedded: Any) -> Problem:
    return Problem(f"signature.{code}", message, remedy, Place(path=str(embedded.field_name)), "warning")
