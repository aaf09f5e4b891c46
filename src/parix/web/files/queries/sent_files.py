"""Files on their way in for other rooms, which lie sealed."""

from __future__ import annotations

from collections import Counter

from parix.web.files.choices import UploadState
from parix.web.files.models import Upload
from parix.web.files.queries.store import part_path
from parix.web.personal_data.rules.sealed_pieces import key_of


def keys_of_files() -> Counter[int]:
    """How many begin with which key; each is gone some days later."""
    found: Counter[int] = Counter()
    for pk in Upload.objects.filter(state=UploadState.OPEN).exclude(purpose="").values_list("pk", flat=True):
        path = part_path(pk)
        if path.exists():
            with path.open("rb") as part:
                found.update(key_of(part))
    return found
