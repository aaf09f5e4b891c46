"""Where content lies on the disk: by its hash alone, two folders deep, below the folder that the settings name."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import UUID

from django.conf import settings

_HASH = re.compile(r"[0-9a-f]{64}")


def root() -> Path:
    return Path(settings.FILES_ROOT)


def content_path(sha256: str) -> Path:
    """Raises ValueError for anything but a hash, so that no name can lead elsewhere."""
    return root() / "content" / _folders(sha256) / sha256


def part_path(upload_id: UUID) -> Path:
    return root() / "parts" / str(UUID(str(upload_id)))


def picture_path(sha256: str, page: int) -> Path:
    """Pictures of pages are drawn once and kept; they can be thrown away at any time."""
    return root() / "pictures" / _folders(sha256) / sha256 / f"{int(page)}.png"


def read_content(sha256: str) -> bytes:
    return content_path(sha256).read_bytes()


def _folders(sha256: str) -> Path:
    if not _HASH.fullmatch(sha256):
        raise ValueError("not a hash")
    return Path(sha256[:2]) / sha256[2:4]
