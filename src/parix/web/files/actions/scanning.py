"""Malware scanning by a clamd that the settings name, in its INSTREAM protocol: the bytes go over a socket, no path is shared."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings
from django.db import transaction

from parix.foundation.problems import Problem, ProblemsFound
from parix.web.audit_trail.actions import record
from parix.web.files.choices import FileState
from parix.web.files.models import PageText, StoredFile
from parix.web.files.queries.store import content_path

_PIECE = 256 * 1024
_SECONDS = 120


def is_scanning() -> bool:
    """Whether the installation scans at all."""
    return bool(settings.FILES_SCANNER)


def scan_file(*, file: StoredFile, now: datetime) -> StoredFile:
    """Ask the scanner once for each content; a finding puts the file into quarantine, from where nobody gets it.

    Raises ProblemsFound when the scanner does not answer as it should: the job is tried again.
    """
    if not is_scanning() or file.scanned_at is not None:
        return file
    finding = _finding(file)
    with transaction.atomic():
        held = StoredFile.objects.select_for_update().get(pk=file.pk)
        held.scanned_at = now
        if finding:
            held.state, held.scan_finding, held.head = FileState.QUARANTINED, finding[:200], None
            PageText.objects.filter(file=held).delete()
            record(act="files.file_quarantined", subject=f"files.StoredFile:{held.sha256}", by="system", after={"finding": finding[:200]}, at=now)
        elif held.state == FileState.RECEIVED:
            held.state = FileState.SCANNED
        held.save(update_fields=["scanned_at", "state", "scan_finding", "head"])
    return held


def _finding(file: StoredFile) -> str:
    """The name of what was found, or ""."""
    try:
        with _connected() as scanner, content_path(file.sha256).open("rb") as content:
            scanner.sendall(b"zINSTREAM\0")
            while piece := content.read(_PIECE):
                scanner.sendall(len(piece).to_bytes(4, "big") + piece)
            scanner.sendall(b"\0\0\0\0")
            answer = _answer(scanner)
    except OSError as failure:
        raise ProblemsFound([_problem("scanner_silent", "bộ quét mã độc không trả lời")]) from failure
    if answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    if answer != "stream: OK":
        raise ProblemsFound([_problem("scanner_refused", f"bộ quét mã độc trả lời: {answer[:100]}")])
    return ""


def _answer(scanner: socket.socket) -> str:
    parts: list[bytes] = []
    while not parts or not parts[-1].endswith(b"\0"):
        piece = scanner.recv(4096)
        if not piece:
            break
        parts.append(piece)
    return b"".join(parts).rstrip(b"\0\n").decode("utf-8", "replace")


@contextmanager
def _connected() -> Iterator[socket.socket]:
    """`tcp://host:port` or `unix:///path/of/the/socket`."""
    scheme, _mark, rest = settings.FILES_SCANNER.partition("://")
    if scheme == "unix":
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as scanner:
            scanner.settimeout(_SECONDS)
            scanner.connect(rest)
            yield scanner
    else:
        host, _colon, port = rest.rpartition(":")
        with socket.create_connection((host.strip("[]"), int(port)), timeout=_SECONDS) as scanner:
            yield scanner


def _problem(code: str, message: str) -> Problem:
    return Problem(f"files.{code}", message, "người vận hành kiểm tra dịch vụ clamd và PARIX_SCANNER")
