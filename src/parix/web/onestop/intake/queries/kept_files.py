"""Where an export lies, sealed, until it is applied or discarded."""

from __future__ import annotations

import json
from collections import Counter
from functools import partial
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from parix.exchange_formats.dossiers.exports import Export, open_export
from parix.web.files.queries.store import root
from parix.web.onestop.intake.choices import FILE, SAMPLES
from parix.web.onestop.intake.models import Import
from parix.web.personal_data.rules.sealed_streams import open_stream
from parix.web.personal_data.rules.sealing import opened


def folder() -> Path:
    return root() / "intake"


def path_of(import_id: UUID) -> Path:
    return folder() / str(UUID(str(import_id)))


def bytes_of(import_id: UUID) -> BinaryIO:
    return open_stream(path_of(import_id).open("rb"), FILE)


def export_of(one: Import) -> Export:
    """Opened anew from its bytes. Raises ProblemsFound, FileNotFoundError."""
    return open_export(one.file_name, partial(bytes_of, one.pk))


def keys_of_files() -> Counter[int]:
    """How many files lie under which key; each is gone some days later."""
    heads = [path.open("rb") for path in folder().iterdir()] if folder().exists() else []
    found: Counter[int] = Counter()
    for head in heads:
        with head:
            found.update(head.read(1))
    return found


def samples_of(one: Import) -> dict[str, list[str]]:
    """The first few values under each head, for whoever confirms the mapping."""
    text = opened(one.samples, SAMPLES)
    return dict(json.loads(text)) if text else {}
