"""Pictures of pages, drawn in the isolated reader when first asked for and kept beside the content."""

from __future__ import annotations

from pathlib import Path

from parix.official_documents import isolated
from parix.official_documents.text_extraction.media_types import PDF, PICTURES
from parix.web.files.actions.storing import write_whole
from parix.web.files.models import StoredFile
from parix.web.files.queries.store import picture_path, read_content

DRAWABLE = PICTURES | {PDF}


def page_picture(*, file: StoredFile, page: int) -> Path | None:
    """Where the PNG lies; None when the page cannot be drawn. Side effect: keeps the picture."""
    if file.media_type not in DRAWABLE or not 1 <= page <= file.page_count:
        return None
    path = picture_path(file.sha256, page)
    if not path.exists():
        drawn = isolated.page_picture(read_content(file.sha256), page)
        if drawn is None:
            return None
        write_whole(path, drawn)
    return path
