"""`parix document sign` and `parix document verify-signatures`: PAdES signatures in PDF files."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from parix.cli.document_reading import DOES_NOT_HOLD, file_bytes
from parix.cli.inputs import add_json
from parix.cli.new_files import write_new
from parix.cli.output import console, print_json, print_problems, styled
from parix.cli.outside import moment_now, stamp_by
from parix.foundation.problems import Place, Problem, ProblemsFound
from parix.official_documents.examination_json import signature_to_json
from parix.official_documents.pdf_signatures import PdfSignature, read_signatures
from parix.official_documents.pdf_signing import SigningWords, sign_pdf
from parix.official_documents.signing_keys import SigningKey, key_from_pkcs12, key_on_token


def add_parsers(verbs: Any) -> None:
    sign = verbs.add_parser("sign", help="ký số tệp PDF (sign)", description="Thêm một chữ ký số PAdES vào tệp PDF; chữ ký đã có vẫn còn hiệu lực.")
    sign.add_argument("file", metavar="TỆP", help="tệp PDF")
    sign.add_argument("--out", "-o", required=True, metavar="TỆP_ĐÃ_KÝ", help="tệp .pdf sẽ ghi (không ghi đè)")
    key = sign.add_mutually_exclusive_group(required=True)
    key.add_argument("--p12", metavar="TỆP_KHOÁ", help="khoá trong tệp PKCS#12 (.p12, .pfx)")
    key.add_argument("--pkcs11", metavar="THƯ_VIỆN", help="khoá trên thẻ ký số: đường dẫn thư viện PKCS#11 của nhà cung cấp")
    sign.add_argument("--token", metavar="TÊN", help="tên thẻ, khi cắm nhiều thẻ")
    sign.add_argument("--key", default="", metavar="TÊN", help="tên khoá, khi thẻ có nhiều khoá")
    sign.add_argument("--secret", metavar="TỆP", help="tệp có mật khẩu hoặc mã PIN ở dòng đầu; không nêu thì hỏi (không nhận mật khẩu trên dòng lệnh)")
    sign.add_argument("--timestamp", metavar="ĐỊA_CHỈ", help="dịch vụ dấu thời gian RFC 3161")
    sign.add_argument("--field", default="", metavar="TÊN", help="tên trường chữ ký; không nêu thì lấy tên chưa dùng")
    sign.add_argument("--reason", default="", metavar="LỜI", help="lý do ký")
    sign.add_argument("--place", default="", metavar="NƠI", help="nơi ký")
    add_json(sign)
    sign.set_defaults(run=_sign)
    verify = verbs.add_parser(
        "verify-signatures", help="kiểm tra chữ ký số trong tệp PDF (verify)",
        description="Nêu từng chữ ký số: ai ký, lúc nào, còn nguyên vẹn và được tin cậy không.",
    )
    verify.add_argument("file", metavar="TỆP", help="tệp PDF")
    verify.add_argument("--root", nargs="+", default=[], metavar="CHỨNG_THƯ", help="chứng thư gốc được tin cậy (DER hoặc PEM)")
    verify.add_argument("--crl", nargs="+", default=[], metavar="TỆP", help="danh sách chứng thư bị thu hồi (DER hoặc PEM)")
    verify.add_argument("--at", type=_moment, metavar="LÚC", help="kiểm tra như ở thời điểm này, ví dụ 2026-05-31T17:00+07:00; không nêu là lúc này")
    add_json(verify)
    verify.set_defaults(run=_verify)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise argparse.ArgumentTypeError(f"«{text}» không phải thời điểm có múi giờ")
    return moment


def _sign(arguments: argparse.Namespace) -> int:
    """Side effect: writes the signed file whole or not at all, and never over another file."""
    data = file_bytes(arguments.file)
    stamp = stamp_by(arguments.timestamp) if arguments.timestamp else None
    with _key(arguments) as key:
        try:
            signed = sign_pdf(data, key, moment_now(), SigningWords(arguments.field, arguments.reason, arguments.place), stamp)
        except ProblemsFound as found:
            raise ProblemsFound([one.at(Place(arguments.file)) for one in found.problems]) from None
        signer = str(key.certificate.subject.native.get("common_name", ""))
    write_new(Path(arguments.out), signed, "signing.exists")
    if arguments.json:
        print_json({"file": arguments.out, "signer": signer, "has_timestamp": stamp is not None})
    else:
        console().print(f"✓ {arguments.out}\n  {signer}" + (", có dấu thời gian" if stamp else ""), soft_wrap=True)
    return 0


@contextmanager
def _key(arguments: argparse.Namespace) -> Iterator[SigningKey]:
    secret = _secret(arguments.secret, "Mật khẩu của tệp khoá: " if arguments.p12 else "Mã PIN: ")
    if arguments.p12:
        yield key_from_pkcs12(file_bytes(arguments.p12), secret, arguments.p12)
        return
    with key_on_token(arguments.pkcs11, secret, arguments.token, arguments.key) as key:
        yield key


def _secret(file: str | None, question: str) -> str:
    if file:
        return Path(file).read_text("utf-8").partition("\n")[0].rstrip("\r")
    if sys.stdin.isatty():
        return getpass.getpass(question)
    return sys.stdin.readline().rstrip("\r\n")


def _verify(arguments: argparse.Namespace) -> int:
    """Exit code 1 when there is no signature or one of them is not valid, 2 when the file is no PDF or a certificate none."""
    data = file_bytes(arguments.file)
    if b"%PDF-" not in data[:1024]:
        raise ProblemsFound([Problem("signature.not_pdf", "tệp không phải PDF", "chỉ PDF mang chữ ký số PAdES", Place(arguments.file))])
    try:
        found = read_signatures(data, [file_bytes(one) for one in arguments.root], arguments.at or moment_now(), [file_bytes(one) for one in arguments.crl])
    except ValueError:
        where = Place(", ".join([*arguments.root, *arguments.crl]))
        message = "tệp không phải chứng thư số hoặc danh sách thu hồi"
        raise ProblemsFound([Problem("signature.bad_certificate", message, "dùng tệp DER hoặc PEM của tổ chức chứng thực", where)]) from None
    problems = [problem.at(Place(arguments.file, path=problem.place.path)) for signature in found for problem in signature.problems]
    if not found:
        problems = [Problem("signature.none", "tệp không có chữ ký số", "xin bản đã ký số", Place(arguments.file), "warning")]
    is_valid = bool(found) and all(one.is_valid for one in found)
    if arguments.json:
        listed = [{**signature_to_json(one), "is_valid": one.is_valid} for one in found]
        print_json({"is_valid": is_valid, "signatures": listed, "problems": [problem.to_json() for problem in problems]})
    else:
        for one in found:
            for line in _lines(one):
                console().print(line, soft_wrap=True)
        print_problems(problems, as_json=False)
    return 0 if is_valid else DOES_NOT_HOLD


def _lines(one: PdfSignature) -> Iterator[Any]:
    signer = f"{one.signer} ({one.organisation})" if one.organisation else one.signer
    yield styled(f"{'✓' if one.is_valid else '✗'} {one.field}: ", (signer, "bold"))
    if one.signed_at is not None:
        yield f"  ký lúc {one.signed_at:%d/%m/%Y %H:%M %Z} ({'dấu thời gian' if one.has_timestamp else 'theo máy của người ký'})"
    if one.certificate_from is not None and one.certificate_until is not None:
        yield f"  chứng thư số do {one.certificate_issuer} cấp, {one.certificate_from:%d/%m/%Y} - {one.certificate_until:%d/%m/%Y}"

