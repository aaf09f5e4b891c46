"""The key that signs: from a PKCS#12 file, or on a token behind a PKCS#11 module, where the key itself never leaves the token."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from parix.foundation.lazy_modules import lazy_module
from parix.foundation.problems import Place, Problem, ProblemsFound

signers = lazy_module("pyhanko.sign.signers")
pkcs12 = lazy_module("asn1crypto.pkcs12")
tokens = lazy_module("pyhanko.sign.pkcs11")
criteria = lazy_module("pyhanko.config.pkcs11")

_ASK_FOR_KEY = "xin tệp .p12 hoặc .pfx do tổ chức chứng thực cấp"


@dataclass(frozen=True, slots=True)
class SigningKey:
    """`signer`: pyHanko's signer, with the certificates that stand between the signer's and the root."""

    signer: Any

    @property
    def certificate(self) -> Any:
        return self.signer.signing_cert


def key_from_pkcs12(data: bytes, passphrase: str, name: str = "") -> SigningKey:
    """Raises ProblemsFound when it is no PKCS#12, the passphrase is wrong, or no key with its certificate lies in it. `name`: of the file, for the problem."""
    try:
        return SigningKey(signers.SimpleSigner.load_pkcs12_data(data, (), passphrase.encode()))
    except ValueError as error:
        reason = error.__cause__
    except Exception:  # an archive without a key or without its certificate fails in many ways
        raise _refused("no_key", "tệp khoá không có khoá riêng cùng chứng thư số", _ASK_FOR_KEY, name) from None
    if not _is_pkcs12(data):
        raise _refused("not_a_key_file", "tệp khoá không phải PKCS#12", _ASK_FOR_KEY, name)
    if isinstance(reason, ValueError) and "password" in str(reason).lower():
        raise _refused("wrong_passphrase", "mật khẩu của tệp khoá không đúng", "nhập lại mật khẩu", name)
    raise _refused("key_unreadable", "không mở được tệp khoá", "xuất lại tệp .p12 với AES-256", name)


def _is_pkcs12(data: bytes) -> bool:
    try:
        return pkcs12.Pfx.load(data)["version"].native is not None
    except Exception:  # whatever the parser says, it is none
        return False


@contextmanager
def key_on_token(module: str, pin: str, token: str | None = None, label: str = "") -> Iterator[SigningKey]:
    """The key while the session with the token is open. Raises ProblemsFound.

    `module`: path of the maker's PKCS#11 library. `token` and `label` may be left out when there is one token, or one key on it.
    """
    try:
        session = tokens.open_pkcs11_session(module, token_criteria=criteria.TokenCriteria(label=token) if token else None, user_pin=pin)
    except ImportError:
        raise _refused("no_token_support", "chưa cài phần mềm dùng thẻ ký số", "cài parix[token]", module) from None
    except Exception as error:  # the library says what is wrong by the class, the maker's module in its own ways
        raise _token_problem(error, module) from None
    with session:
        try:
            signer = tokens.PKCS11Signer(session, cert_label=label or _only_label(session), key_label=label or None)
            key = SigningKey(signer)
            _ = key.certificate, signer.cert_registry  # read now, so that what is missing is said before anything is written
        except Exception as error:  # tokens differ in what they raise for a missing object
            raise _no_key_on_token(label, module) from error
        yield key


def _only_label(session: Any) -> str:
    """The label of the certificate whose key is on the token, when there is just one such pair."""
    label, kind, kinds = tokens.Attribute.LABEL, tokens.Attribute.CLASS, tokens.ObjectClass
    keys = {one[label] for one in session.get_objects({kind: kinds.PRIVATE_KEY})}
    found = [one[label] for one in session.get_objects({kind: kinds.CERTIFICATE}) if one[label] in keys]
    if len(found) != 1:
        raise ValueError(f"{len(found)} keys")
    return str(found[0])


def _token_problem(error: Exception, module: str) -> ProblemsFound:
    name = type(error).__name__
    if name.startswith("Pin"):
        locked = name == "PinLocked"
        remedy = "mở khoá bằng công cụ của nhà cung cấp" if locked else "nhập lại mã PIN; sai nhiều lần thẻ sẽ bị khoá"
        return _refused("wrong_pin", "thẻ ký số đã bị khoá" if locked else "mã PIN của thẻ ký số không đúng", remedy, module)
    if "Token" in name or str(error).startswith("No token"):
        return _refused("no_token", "không thấy thẻ ký số", "cắm thẻ; kiểm tra tên thẻ", module)
    return _refused("no_token_module", "không mở được thư viện PKCS#11 của thẻ ký số", "chỉ đúng đường dẫn tới thư viện của nhà cung cấp", module)


def _no_key_on_token(label: str, module: str) -> ProblemsFound:
    message = f"trên thẻ không có khoá «{label}»" if label else "trên thẻ không có, hoặc có nhiều hơn một khoá cùng chứng thư số"
    return _refused("no_key", message, "nêu đúng tên khoá trên thẻ", module)


def _refused(code: str, message: str, remedy: str, name: str) -> ProblemsFound:
    return ProblemsFound([Problem(f"signing.{code}", message, remedy, Place(name))])
