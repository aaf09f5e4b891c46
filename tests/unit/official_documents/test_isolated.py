"""The reading process: the same answer as in place, and a problem instead of a hang, a crash or an eaten machine."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from parix.official_documents import isolated
from parix.official_documents.examination import examine
from parix.official_documents.limits import MEBIBYTE, USUAL
from tests.unit.official_documents.made_papers import made_paper
from tests.unit.official_documents.paper_layouts import pdf_bytes, scan_bytes
from tests.unit.official_documents.signing_authority import holder, root, signed

AT = datetime(2026, 6, 1, 12, tzinfo=UTC)


def test_the_process_answers_as_the_examination_in_place(vietnamese_type: None) -> None:
    data = signed(pdf_bytes(made_paper(3)), holder("Nguyễn Văn Thành"), "Giám đốc")
    here = examine(data, AT, [root().der])
    assert here.head.number and len(here.signatures) == 1 and here.page_prints and here.text_print
    assert isolated.examine(data, AT, [root().der]) == here


def test_a_refused_file_is_refused_there_too() -> None:
    assert [problem.code for problem in isolated.examine(b"MZ" + b"\x00" * 99, AT).text.problems] == ["document.type_refused"]


def orphans() -> list[int]:
    """Readers of scans whose own reading process is gone."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command, parent = (folder / "cmdline").read_bytes(), (folder / "stat").read_text().rpartition(")")[2].split()[1]
        except OSError:
            continue
        if command.startswith(b"tesseract\0stdin") and parent == "1":
            found.append(int(folder.name))
    return found


def test_a_file_that_takes_too_long_is_ended_with_all_its_processes(scan_reader: None) -> None:
    data = scan_bytes(pdf_bytes(made_paper(3), pages=5), 3)
    found = isolated.examine(data, AT, limits=replace(USUAL, seconds=2))
    assert [problem.code for problem in found.text.problems] == ["document.took_too_long"]
    assert found.text.media_type == "application/pdf"
    until = time.monotonic() + 5  # a killed process needs a moment to be gone
    while orphans() and time.monotonic() < until:
        time.sleep(0.05)
    assert orphans() == []


def test_a_file_that_needs_too_much_memory_is_ended(vietnamese_type: None) -> None:
    found = isolated.examine(pdf_bytes(made_paper(3)), AT, limits=replace(USUAL, memory_bytes=60 * MEBIBYTE))
    assert [problem.code for problem in found.text.problems] == ["document.broke_the_reader"]
