"""`parix document sign` and `verify-signatures`: with a key file, with a token, with a service of time stamps on this machine."""

from __future__ import annotations

import io
import os
import subprocess
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.needs import refuse
from tests.unit.cli.running import Call
from tests.unit.official_documents.paper_layouts import blank_pdf, finished
from tests.unit.official_documents.signing_authority import Holder, holder, key_file, revocation_list, root, stamp_service
from tools import doctor

DIRECTOR = "Nguyễn Văn Thành"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With a PDF, a key, its passphrase and the root's certificate."""
    page = blank_pdf()
    page.add_page()
    (tmp_path / "a.pdf").write_bytes(finished(page))
    (tmp_path / "khoa.p12").write_bytes(key_file(holder(DIRECTOR), "mật khẩu"))
    (tmp_path / "mk.txt").write_text("mật khẩu\n", "utf-8")
    (tmp_path / "root.crt").write_bytes(root().certificate.public_bytes(Encoding.PEM))
    return tmp_path


@pytest.fixture
def stamping() -> Iterator[str]:
    """The address of a service of time stamps on this machine."""
    stamp = stamp_service(datetime.now(UTC))

    class Service(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            answer = stamp(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Service)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_sign_then_verify(call: Call, folder: Path, stamping: str) -> None:
    ran = call(
        "document", "sign", folder / "a.pdf", "-o", folder / "b.pdf", "--p12", folder / "khoa.p12", "--secret", folder / "mk.txt", "--timestamp", stamping, "--json",
    )
    assert (ran.code, ran.json) == (0, {"file": str(folder / "b.pdf"), "signer": DIRECTOR, "has_timestamp": True})
    checked = call("document", "verify-signatures", folder / "b.pdf", "--root", folder / "root.crt", "--json")
    (one,) = checked.json["signatures"]
    assert (checked.code, checked.json["is_valid"], one["signer"], one["has_timestamp"], one["problems"]) == (0, True, DIRECTOR, True, [])
    for_people = call("document", "verify-signatures", folder / "b.pdf", "--root", folder / "root.crt").out
    assert for_people.startswith(f"✓ Chữ ký số: {DIRECTOR}\n  ký lúc ") and "(dấu thời gian)" in for_people


def test_the_secret_may_come_from_standard_input(call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("mật khẩu\n"))
    assert call("document", "sign", folder / "a.pdf", "--out", folder / "b.pdf", "--p12", folder / "khoa.p12").code == 0
    monkeypatch.setattr("sys.stdin", io.StringIO("sai\n"))
    ran = call("document", "sign", folder / "a.pdf", "--out", folder / "c.pdf", "--p12", folder / "khoa.p12")
    assert (ran.code, ran.problem_codes, (folder / "c.pdf").exists()) == (2, ["signing.wrong_passphrase"], False)


def test_nothing_is_written_over(call: Call, folder: Path) -> None:
    (folder / "b.pdf").write_bytes(b"mine")
    ran = call("document", "sign", folder / "a.pdf", "--out", folder / "b.pdf", "--p12", folder / "khoa.p12", "--secret", folder / "mk.txt")
    assert (ran.code, ran.problem_codes, (folder / "b.pdf").read_bytes()) == (2, ["signing.exists"], b"mine")


@pytest.mark.parametrize(("address", "code"), [("http://127.0.0.1:9/", "signing.no_time_stamp"), ("file:///etc/hosts", "signing.bad_address")])
def test_no_service_of_time_stamps(call: Call, folder: Path, address: str, code: str) -> None:
    ran = call(
        "document", "sign", folder / "a.pdf", "--out", folder / "b.pdf", "--p12", folder / "khoa.p12", "--secret", folder / "mk.txt", "--timestamp", address,
    )
    assert (ran.code, ran.problem_codes, (folder / "b.pdf").exists()) == (2, [code], False)


def test_what_verifying_says_of_other_files(call: Call, folder: Path) -> None:
    signed = call("document", "sign", folder / "a.pdf", "--out", folder / "b.pdf", "--p12", folder / "khoa.p12", "--secret", folder / "mk.txt")
    assert signed.out.splitlines()[0].startswith("✓")
    (folder / "crl").write_bytes(revocation_list(holder(DIRECTOR), datetime(2024, 1, 1, tzinfo=UTC)))
    for arguments, code, problems in (
        (("a.pdf",), 1, ["signature.none"]), (("b.pdf",), 1, ["signature.not_trusted"]), (("mk.txt",), 2, ["signature.not_pdf"]),
        (("b.pdf", "--root", folder / "mk.txt"), 2, ["signature.bad_certificate"]),
        (("b.pdf", "--root", folder / "root.crt", "--crl", folder / "crl"), 1, ["signature.certificate_revoked"]),
        (("b.pdf", "--root", folder / "root.crt", "--at", "2045-01-01T00:00+07:00"), 1, ["signature.certificate_expired"]),
    ):
        ran = call("document", "verify-signatures", folder / arguments[0], *arguments[1:])
        assert (ran.code, ran.problem_codes) == (code, problems)
    assert call("document", "verify-signatures", folder / "b.pdf", "--at", "hôm qua").code == 3


# --- a token ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The PKCS#11 library of a token in software, with one key on it; the folder goes with the test."""
    refuse(doctor.missing("tokens"), os.environ)
    (tmp_path / "tokens").mkdir()
    (tmp_path / "softhsm.conf").write_text(f"directories.tokendir = {tmp_path / 'tokens'}\nobjectstore.backend = file\nlog.level = ERROR\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(tmp_path / "softhsm.conf"))
    library = doctor.token_module()
    assert library is not None
    run = ["softhsm2-util", "--init-token", "--free", "--label", "Thẻ mẫu", "--pin", "123456", "--so-pin", "654321"]
    subprocess.run(run, check=True, capture_output=True)
    put_on_token(library, holder(DIRECTOR))
    return library


def put_on_token(library: Path, signer: Holder) -> None:
    pkcs11 = pytest.importorskip("pkcs11")
    from pkcs11.util.rsa import decode_rsa_private_key

    key = signer.key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    with pkcs11.lib(str(library)).get_token(token_label="Thẻ mẫu").open(rw=True, user_pin="123456") as session:
        session.create_object({**decode_rsa_private_key(key), pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: "giám đốc", pkcs11.Attribute.ID: b"1"})
        for held, label, number in ((signer, "giám đốc", b"1"), (root(), "gốc", b"2")):
            session.create_object({
                pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE, pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: label, pkcs11.Attribute.ID: number, pkcs11.Attribute.VALUE: held.der,
                pkcs11.Attribute.SUBJECT: held.asn1.subject.dump(), pkcs11.Attribute.ISSUER: held.asn1.issuer.dump(),
                pkcs11.Attribute.SERIAL_NUMBER: b"1",
            })


def test_signing_with_a_token(call: Call, folder: Path, token: Path) -> None:
    (folder / "pin").write_text("123456")
    ran = call("document", "sign", folder / "a.pdf", "--out", folder / "b.pdf", "--pkcs11", token, "--token", "Thẻ mẫu", "--secret", folder / "pin", "--json")
    assert (ran.code, ran.json) == (0, {"file": str(folder / "b.pdf"), "signer": DIRECTOR, "has_timestamp": False})
    checked = call("document", "verify-signatures", folder / "b.pdf", "--root", folder / "root.crt", "--json").json
    assert (checked["is_valid"], [one["signer"] for one in checked["signatures"]]) == (True, [DIRECTOR])
    (folder / "sai").write_text("000000")
    for library, more, secret, code in (
        (token, ("--token", "Thẻ mẫu"), "sai", "signing.wrong_pin"), (token, ("--token", "Thẻ khác"), "pin", "signing.no_token"),
        (token, ("--token", "Thẻ mẫu", "--key", "phó giám đốc"), "pin", "signing.no_key"), (folder / "none.so", (), "pin", "signing.no_token_module"),
    ):
        ran = call("document", "sign", folder / "a.pdf", "--out", folder / "c.pdf", "--pkcs11", library, *more, "--secret", folder / secret)
        assert (ran.code, ran.problem_codes, (folder / "c.pdf").exists()) == (2, [code], False)
