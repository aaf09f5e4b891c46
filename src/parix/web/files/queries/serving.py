"""A file as it is handed out: where it lies, as what, under which name, with headers that keep it from acting in the browser."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.http import content_disposition_header

from parix.official_documents.text_extraction.media_types import ENDINGS
from parix.web.files.models import DocumentRevision
from parix.web.files.queries.store import content_path

_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|]+")
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class ServedFile:
    path: Path
    media_type: str
    name: str
    headers: dict[str, str] = field(default_factory=dict)


def served(revision: DocumentRevision) -> ServedFile:
    """Always a download, never shown by the browser itself: the type is the one that the bytes have, and no script may run."""
    file = revision.file
    name = safe_name(revision.original_name, file.media_type)
    media_type = file.media_type or "application/octet-stream"
    if media_type == "text/plain":
        media_type = "text/plain; charset=utf-8"
    headers = {
        "Content-Disposition": content_disposition_header(True, name) or "attachment", "Content-Length": str(file.size), **LOCKED_HEADERS,
        "ETag": f'"{file.sha256}"',
    }
    return ServedFile(content_path(file.sha256), media_type, name, headers)


LOCKED_HEADERS = {
    "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox", "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
    "Content-Encoding": "identity",  # said so that no middleware packs what is packed already, nor hides its length
}


def safe_name(original: str, media_type: str) -> str:
    """The name without what a file system could trip over, not too long, ending as its content demands."""
    name = _UNSAFE.sub("_", original.replace("\\", "/").rpartition("/")[2]).strip(" ._") or "tai-lieu"
    ending = ENDINGS.get(media_type, "")
    if ending and name.lower().endswith(ending):
        name = name[: -len(ending)]
    elif ending in (".jpg", ".tif") and "." in name and name.rpartition(".")[2].lower() in ("jpeg", "tiff"):
        name = name.rpartition(".")[0]
    return name[:_LONGEST].rstrip(" ._") + ending
