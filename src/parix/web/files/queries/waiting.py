"""Files for the background work."""

from __future__ import annotations

from parix.web.files.models import StoredFile


def file_by_id(file_id: int) -> StoredFile | None:
    return StoredFile.objects.filter(pk=file_id).first()
