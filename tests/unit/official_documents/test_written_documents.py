"""Documents written by hand in the manner of many offices, with what is right for each in the file beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from parix.official_documents.assignments.records import Assignment
from parix.official_documents.document_reading import read_document

FOLDER = Path(__file__).parents[2] / "samples" / "written_documents"


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.txt")))
def test_everything_that_it_says(name: str) -> None:
    reading = read_document((FOLDER / f"{name}.txt").read_bytes())
    head = reading.head
    assert head.kind and head.number and head.symbol and head.date and head.issuer and head.signatory
    told = {
        "head": [head.kind.value.code, head.number.value, head.symbol.value, str(head.date.value), head.issuer.value, head.signatory.value.name],
        "assignments": [_told(one) for one in reading.assignments],
        "targets": [[one.measure, one.comparison, None if one.value is None else str(one.value), one.unit] for one in reading.targets],
        "figures": [one.text for one in reading.figures], "contradictions": [one.code for one in reading.problems if one.code.startswith("figures.")],
    }
    assert told == json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


def _told(one: Assignment) -> list[Any]:
    """The beginning of its words, who leads, who supports, the term, what recurs."""
    return [one.text[:50], [unit.value for unit in one.lead], [unit.value for unit in one.support], _term(one), one.recurrence.value if one.recurrence else None]


def _term(one: Assignment) -> str | None:
    if one.due is None:
        return None
    due = one.due.value
    if due.date:
        return due.date.isoformat()
    return f"{due.days} {due.kind}" if due.days else f"day {due.day}" if due.day else due.kind
