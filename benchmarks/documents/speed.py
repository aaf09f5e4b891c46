"""How long a document of thirty pages takes, read in this process and by the command as a person waits for it."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.documents import at_hand, offices
from benchmarks.documents.families import made_document
from benchmarks.documents.layouts import typed
from benchmarks.figures import Figure
from benchmarks.timing import Timing, processor_seconds, repeated, seconds
from parix.official_documents.document_reading import read_document

PAGES, LETTERS_A_PAGE = 30, 2_600


def long_text() -> bytes:
    """Plans and reports one behind the other until thirty pages are full, with form feeds between pages."""
    pages: list[str] = []
    text, seed = "", 3
    while len(pages) < PAGES:
        text += typed(made_document(at_hand.BANK, offices.AT_HAND, seed)).decode() + "\n"
        seed += 1
        while len(text) >= LETTERS_A_PAGE and len(pages) < PAGES:
            cut = text.rfind("\n", 0, LETTERS_A_PAGE)
            pages.append(text[:cut])
            text = text[cut + 1 :]
    return "\f".join(pages).encode()


def measure(runs: int) -> list[Figure]:
    data = long_text()
    spent = Timing(tuple(processor_seconds(lambda: read_document(data)) for _ in range(runs)))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "long.txt"
        file.write_bytes(data)
        command = [sys.executable, "-m", "parix.cli", "document", "read", str(file), "--json"]
        waited = Timing(tuple(seconds(lambda: subprocess.run(command, check=True, capture_output=True)) for _ in range(runs)))
    return [
        Figure("thirty pages", "reading, processor", spent, "s", 1.0, remark=f"{len(data.decode()):,} letters"),
        Figure("thirty pages", "reading, clock", repeated(lambda: read_document(data), runs), "s", 1.0),
        Figure("thirty pages", "the command, clock", waited, "s", remark="two processes start"),
    ]
