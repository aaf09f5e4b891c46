"""All that the terminal asks of the outside: the clock, and a service of time stamps that a person named."""

from __future__ import annotations

import urllib.request
from datetime import UTC, datetime

from parix.foundation.problems import Place, Problem, ProblemsFound
from parix.official_documents.pdf_signing import Stamp

SECONDS, MOST_BYTES = 20, 1 << 20


def moment_now() -> datetime:
    return datetime.now(UTC)


def stamp_by(address: str) -> Stamp:
    """Asks the service at the address, over HTTP as RFC 3161 says. Raises ProblemsFound for an address that is none."""
    if not address.startswith(("http://", "https://")):
        message, remedy = "địa chỉ dịch vụ dấu thời gian không đúng", "địa chỉ bắt đầu bằng http:// hoặc https://"
        raise ProblemsFound([Problem("signing.bad_address", message, remedy, Place(address))])

    def stamp(request: bytes) -> bytes:
        asked = urllib.request.Request(address, request, {"Content-Type": "application/timestamp-query"})
        with urllib.request.urlopen(asked, timeout=SECONDS) as answer:  # nosec B310 # the scheme is checked above
            content: bytes = answer.read(MOST_BYTES)
            return content

    return stamp
