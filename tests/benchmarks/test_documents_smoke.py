"""The benchmark of documents runs, small, and prints a figure for every goal."""

from __future__ import annotations

import json

import pytest

from benchmarks.documents.__main__ import main


def test_it_prints_its_figures(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--smoke", "--json", "--layout", "typed"]) == 0
    figures = json.loads(capsys.readouterr().out)["figures"]
    assert {figure["group"] for figure in figures} == {"at hand, typed", "seen later, typed", "seen last, typed", "seen fourth, typed", "thirty pages", "a report"}
    goals = {figure["name"]: figure["goal"] for figure in figures}
    assert goals == {
        "heads all right": 98, "assignments F1": 95, "lead right": 95, "support right": 95, "due right": 95, "figures F1": 97, "planted contradictions found": 100,
        "false alarms": 0.5, "reading, processor": 1, "reading, clock": 1, "the command, clock": None,
        "DOCX and PDF, processor": 5, "DOCX and PDF, clock": 5, "appendices as a workbook, clock": None,
    }
