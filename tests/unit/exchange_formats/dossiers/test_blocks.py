"""The columnar reader and the careful one hand on the same rows, whatever a file holds; oddities are found by the careful one."""

from __future__ import annotations

import csv
import dataclasses
import io

from hypothesis import given
from hypothesis import strategies as st

from parix.exchange_formats.dossiers.csv_rows import CsvFile
from parix.foundation.problems import ProblemsFound
from tests.unit.exchange_formats.dossiers.made_exports import HEADS, opened
from tests.unit.scoring.property_settings import examples

CELL = st.one_of(st.text("aê đ,;\"'\n\r=0\t ", max_size=6), st.just(""))
ROWS = st.lists(st.lists(CELL, min_size=10, max_size=10), max_size=12)
ENDS = st.sampled_from(["", "\r\n", "\n\n", "\r\n\r\n,,,\r\n", 'x,"y', "a,b\n", '"a"b,,,,,,,,,\n', ",,,,,,,,,,\n"])


def written(rows: list[list[str]], end: str) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([HEADS, *rows])
    return (text.getvalue() + end).encode()


def read(file: CsvFile, size: int) -> tuple[list[tuple[int, tuple[str, ...]]], list[tuple[int, str]], list[str]]:
    """Keys with their cells, faults, and the problem that ended the reading."""
    rows: list[tuple[int, tuple[str, ...]]] = []
    faults: list[tuple[int, str]] = []
    try:
        for batch in file.batches({str(at): head for at, head in enumerate(HEADS)}, size):
            cells = [list(column) if isinstance(column, list) else column.to_pylist() for column in batch.cells.values()]
            rows += zip(batch.keys, zip(*cells, strict=True), strict=True)
            faults += batch.faults
    except ProblemsFound as found:
        return rows, faults, [problem.code for problem in found.problems]
    return rows, faults, []


@examples(150)
@given(ROWS, ENDS, st.integers(1, 5))
def test_both_readers_hand_on_the_same(rows: list[list[str]], end: str, size: int) -> None:
    try:
        file = opened(written(rows, end)).source
    except ProblemsFound:  # nobody reads it
        return
    assert isinstance(file, CsvFile)
    assert file.is_plain != bool(file.encoding.legacy)
    if file.encoding.legacy:  # three letters that an old encoding would have: the careful reader alone reads it
        return
    careful = read(dataclasses.replace(file, is_plain=False), size)
    plain = read(file, size)
    assert plain[0][: len(careful[0])] == careful[0] or '"a"b' in end
    if '"a"b' not in end:
        assert plain == careful
