"""The benchmark of imports runs, small: every good row comes in once, the same file again changes nothing, or it prints nothing."""

from __future__ import annotations

import json
import os

import pytest

from benchmarks.imports.__main__ import SMOKE, main
from tests.needs import refuse_without_postgres


@pytest.mark.needs_postgres
def test_the_benchmark_runs_and_prints_its_figures(capsys: pytest.CaptureFixture[str]) -> None:
    refuse_without_postgres(os.environ)
    assert main(["--smoke", "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)["figures"]
    assert [figure["group"].partition(",")[0] for figure in figures] == [str(SMOKE // 1_000)] * 6
    assert [figure["remark"] for figure in figures if figure["name"] == "most memory"] == [f"{SMOKE // 1_000} bad rows told"] * 2
