"""Signs a PDF with a PAdES signature, added behind what is there: earlier signatures stay valid.

NĐ 30/2020/NĐ-CP Điều 13: a document signed digitally is an original. The key, the moment and the time stamping are passed in.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from parix.foundation.lazy_modules import lazy_module
from parix.foundation.problems import Place, Problem, ProblemsFound
from parix.official_documents.signing_keys import SigningKey

writing = lazy_module("pyhanko.pdf_utils.incremental_writer")
signers = lazy_module("pyhanko.sign.signers")
stamping = lazy_module("pyhanko.sign.timestamps")
fields = lazy_module("pyhanko.sign.fields")
general = lazy_module("pyhanko.sign.general")
tsp = lazy_module("asn1crypto.tsp")

# An RFC 3161 request in DER to the service's answer in DER; raises OSError when there is none.
Stamp = Callable[[bytes], bytes]

_FIELD = "Chữ ký số"
_SIGNING_USES = {"digital_signature", "non_repudiation"}


@dataclass(frozen=True, slots=True)
class SigningWords:
    """What is written beside the signature. `field` empty: the next free name."""

    field: str = ""
    reason: str = ""
    place: str = ""


def sign_pdf(data: bytes, key: SigningKey, at: datetime, words: SigningWords = SigningWords(), stamp: Stamp | None = None) -> bytes:
    """The PDF with one more signature (PAdES B-B; B-T with `stamp`). `at` has a time zone. Raises ProblemsFound; nothing is half signed."""
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # what it says is in the problems; logs hold no names of people
    problems = list(_of_certificate(key.certificate, at))
    if problems:
        raise ProblemsFound(problems)
    writer, taken = _opened(data)
    field = words.field or next(name for name in _names() if name not in taken)
    if field in taken:
        raise _refused("field_taken", f"trường «{field}» đã có chữ ký", "chọn tên khác")
    meta = signers.PdfSignatureMetadata(
        field_name=field, reason=words.reason or None, location=words.place or None, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256",
    )
    out = BytesIO()
    try:
        _signer(meta, key, at, stamp).sign_pdf(writer, output=out)
    except (stamping.TimestampRequestError, OSError) as error:
        raise _refused("no_time_stamp", "không lấy được dấu thời gian", "kiểm tra địa chỉ dịch vụ, mạng; hoặc ký không có dấu thời gian") from error
    except general.SigningError as error:
        raise _refused("not_allowed", "văn bản không cho ký thêm", "hỏi người ký trước; ký trên bản chưa khoá") from error
    except Exception as error:  # a damaged file or a token taken out raises anything
        raise _refused("failed", "không ký được văn bản này", "xuất lại tệp PDF rồi ký; kiểm tra thẻ ký số") from error
    return out.getvalue()


def _of_certificate(certificate: Any, at: datetime) -> Iterator[Problem]:
    since, until = certificate.not_valid_before, certificate.not_valid_after
    if until < at:
        yield _problem("certificate_expired", f"chứng thư số hết hạn ngày {until:%d/%m/%Y}", "gia hạn chứng thư số")
    elif since > at:
        yield _problem("certificate_not_yet_valid", f"chứng thư số có hiệu lực từ ngày {since:%d/%m/%Y}", "kiểm tra ngày giờ của máy")
    usage = certificate.key_usage_value
    if usage is not None and not _SIGNING_USES & usage.native:
        yield _problem("certificate_not_for_signing", "chứng thư số không dùng để ký văn bản", "chọn chứng thư số để ký")


def _opened(data: bytes) -> tuple[Any, set[str]]:
    """A writer behind the file, and the names of the fields that are signed."""
    if b"%PDF-" not in data[:1024]:
        raise _refused("not_pdf", "tệp không phải PDF", "xuất văn bản ra PDF rồi ký")
    try:
        writer = writing.IncrementalPdfFileWriter(BytesIO(data), strict=False)
        if writer.prev.encrypted:
            raise _refused("encrypted", "tệp PDF đặt mật khẩu", "bỏ mật khẩu rồi ký")
        signed = {str(name) for name, value, _ in fields.enumerate_sig_fields(writer.prev) if value is not None}
        _ = writer.prev.root["/Pages"]
    except ProblemsFound:
        raise
    except Exception as error:  # a broken PDF may raise anything here
        raise _refused("damaged", "tệp PDF bị hỏng", "xuất lại tệp PDF rồi ký") from error
    return writer, signed


def _names() -> Iterator[str]:
    yield _FIELD
    number = 2
    while True:
        yield f"{_FIELD} {number}"
        number += 1


def _signer(meta: Any, key: SigningKey, at: datetime, stamp: Stamp | None) -> Any:
    """pyHanko's signer with the moment that was passed in, where it would read the clock."""

    class AtMoment(signers.PdfSigner):  # type: ignore[name-defined,misc]
        def init_signing_session(self, *arguments: Any, **named: Any) -> Any:
            session = super().init_signing_session(*arguments, **named)
            session.system_time = at
            return session

    return AtMoment(meta, signer=key.signer, timestamper=_stamper(stamp) if stamp else None)


def _stamper(stamp: Stamp) -> Any:
    class Passed(stamping.TimeStamper):  # type: ignore[name-defined,misc]
        async def async_request_tsa_response(self, req: Any) -> Any:
            try:
                return tsp.TimeStampResp.load(stamp(req.dump()), strict=True)
            except ValueError as error:
                raise OSError("no answer of RFC 3161") from error

    return Passed()


def _problem(code: str, message: str, remedy: str) -> Problem:
    return Problem(f"signing.{code}", message, remedy, Place())


def _refused(code: str, message: str, remedy: str) -> ProblemsFound:
    return ProblemsFound([_problem(code, message, remedy)])
