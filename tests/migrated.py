"""A migrated SQLite database, kept between runs of the tests under a name made of what the migrations say.

Migrating takes seconds and gives the same tables every time. Django still looks through its migrations, and runs what is missing.
"""

from __future__ import annotations

import hashlib
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[1]
# As `django.db.backends.sqlite3` names the database in memory that tests of the alias `default` share.
IN_MEMORY = "file:memorydb_default?mode=memory&cache=shared"


def kept_path(folder: Path) -> Path:
    """Where the database of today's migrations is kept, whether it is there or not."""
    said = hashlib.sha256(f"{django.__version__} {sqlite3.sqlite_version}".encode())
    for path in sorted((ROOT / "src" / "parix" / "web").rglob("migrations/*.py")):
        said.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    for path in sorted((ROOT / "requirements").glob("runtime.txt")):  # other people's migrations
        said.update(path.read_bytes())
    return folder / f"{said.hexdigest()[:20]}.sqlite3"


@contextmanager
def filled(kept: Path) -> Iterator[None]:
    """Inside the block the tests' database in memory holds what was kept, if anything was."""
    with closing(sqlite3.connect(IN_MEMORY, uri=True)) as memory:
        if kept.exists():
            with closing(sqlite3.connect(kept)) as file:
                file.backup(memory)
        yield


def keep(source: sqlite3.Connection, kept: Path) -> None:
    """Whole or not at all, however many runs keep the same at once."""
    if kept.exists():
        return
    for old in kept.parent.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(dir=kept.parent) as folder:
        made = Path(folder) / kept.name
        with closing(sqlite3.connect(made)) as file:
            source.backup(file)
        made.replace(kept)
