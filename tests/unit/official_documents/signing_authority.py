"""A certificate authority made for the tests: a root, signers under it, a service of time stamps, a list of revoked ones; and PDFs signed with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from io import BytesIO

from asn1crypto import keys as asn1_keys
from asn1crypto import tsp
from asn1crypto import x509 as asn1_x509
from certomancer.services import TimeStamper
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore


@dataclass(frozen=True)
class Holder:
    certificate: x509.Certificate
    key: rsa.RSAPrivateKey

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def asn1(self) -> asn1_x509.Certificate:
        return asn1_x509.Certificate.load(self.der)

    @property
    def asn1_key(self) -> asn1_keys.PrivateKeyInfo:
        return asn1_keys.PrivateKeyInfo.load(self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))


@cache
def root(name: str = "Chứng thực gốc mẫu") -> Holder:
    return _made(name, "", None, 2020, 2040)


@cache
def holder(name: str, organisation: str = "", until: int = 2039, purpose: str = "signing") -> Holder:
    return _made(name, organisation, root(), 2020, until, purpose)


def _made(name: str, organisation: str, issuer: Holder | None, since: int, until: int, purpose: str = "root") -> Holder:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    parts = [x509.NameAttribute(NameOID.COMMON_NAME, name)]
    parts += [x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation)] if organisation else []
    subject = x509.Name(parts)
    usage = {
        "digital_signature": purpose != "root", "content_commitment": purpose == "signing", "key_cert_sign": purpose == "root", "crl_sign": purpose == "root",
        "key_encipherment": False, "data_encipherment": False, "key_agreement": False, "encipher_only": False, "decipher_only": False,
    }
    builder = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(issuer.certificate.subject if issuer else subject).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(datetime(since, 1, 1, tzinfo=UTC)).not_valid_after(datetime(until, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True).add_extension(x509.KeyUsage(**usage), critical=True)
    )
    if issuer:
        where = x509.DistributionPoint([x509.UniformResourceIdentifier("http://localhost/thu-hoi.crl")], None, None, None)
        builder = builder.add_extension(x509.CRLDistributionPoints([where]), critical=False)
    if purpose == "stamping":
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return Holder(builder.sign(issuer.key if issuer else key, SHA256()), key)


def signed(pdf: bytes, signer: Holder, field: str, stamped_at: datetime | None = None) -> bytes:
    """The PDF with one more signature, with a time stamp when a moment is given."""
    store = SimpleCertificateStore.from_certs([root().asn1])
    with_key = SimpleSigner(signing_cert=signer.asn1, signing_key=signer.asn1_key, cert_registry=store)
    stamper = None
    if stamped_at is not None:
        service = holder("Dấu thời gian mẫu", purpose="stamping")
        stamper = DummyTimeStamper(service.asn1, service.asn1_key, certs_to_embed=store, fixed_dt=stamped_at)
    out = BytesIO()
    sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), PdfSignatureMetadata(field_name=field), with_key, timestamper=stamper, output=out)
    return out.getvalue()


def key_file(signer: Holder, passphrase: str) -> bytes:
    """What an authority hands out: PKCS#12 with the key, its certificate and the root's."""
    return pkcs12.serialize_key_and_certificates(b"mau", signer.key, signer.certificate, [root().certificate], BestAvailableEncryption(passphrase.encode()))


def stamp_service(moment: datetime, purpose: str = "stamping") -> Callable[[bytes], bytes]:
    """Answers requests for a time stamp, always with this moment."""
    service = holder("Dấu thời gian mẫu", purpose=purpose)
    stamper = TimeStamper(service.asn1, service.asn1_key, certs_to_embed=[root().asn1], fixed_dt=moment)
    return lambda request: stamper.request_tsa_response(tsp.TimeStampReq.load(request)).dump()


def revocation_list(revoked: Holder, on: datetime) -> bytes:
    entry = x509.RevokedCertificateBuilder().serial_number(revoked.certificate.serial_number).revocation_date(on).build()
    builder = x509.CertificateRevocationListBuilder().issuer_name(root().certificate.subject).last_update(on).next_update(datetime(2039, 1, 1, tzinfo=UTC))
    return builder.add_revoked_certificate(entry).sign(root().key, SHA256()).public_bytes(Encoding.DER)
