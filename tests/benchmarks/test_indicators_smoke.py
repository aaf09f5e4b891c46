"""The benchmark of the indicators runs, small: all ways of counting agree, or it prints nothing. The cluster of Spark is tried by
`python -m benchmarks.indicators --only spark --smoke`; it is too slow to start here."""

from __future__ import annotations

import json
import os

import pytest

from benchmarks.indicators.__main__ import main
from tests.needs import refuse_without_postgres


@pytest.mark.needs_postgres
def test_the_benchmark_runs_and_prints_its_figures(capsys: pytest.CaptureFixture[str]) -> None:
    refuse_without_postgres(os.environ)
    assert main(["--smoke", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    figures = [figure for figure in printed["figures"] if "polars" not in figure["name"] and "beside it" not in figure["name"]]
    assert [figure["group"] for figure in figures] == ["2,000 dossiers"] * 14 + ["4,000 dossiers"] * 9 + ["growth", "memory"]
    assert all(figure["median"] > 0 for figure in printed["figures"] if figure["group"] != "growth")
    assert {missing["group"] for missing in printed["left_out"]} <= {"2,000 dossiers, polars"}
