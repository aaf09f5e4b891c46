"""The benchmark of the indicators runs, small: its two ways of counting agree, or it prints nothing."""

from __future__ import annotations

import json

import pytest

from benchmarks.indicators.__main__ import main


def test_the_benchmark_runs_and_prints_its_figures(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--smoke", "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)["figures"]
    assert [figure["group"] for figure in figures] == ["2,000 dossiers"] * 7 + ["4,000 dossiers"] * 7 + ["growth", "memory"]
    assert all(figure["median"] > 0 for figure in figures if figure["group"] != "growth")
