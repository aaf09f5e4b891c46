"""The pages under load, small: everything runs, no save is refused, no visitor is turned away, and no goal is judged."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from benchmarks.web.__main__ import main
from benchmarks.web.load import LOCUST
from tests.needs import refuse_without


def test_a_small_load_runs_and_prints_its_figures(capfd: pytest.CaptureFixture[str], kept_database: Path) -> None:
    refuse_without(LOCUST, "no load generator; make test and make bench-web install it", os.environ)
    assert main(["--smoke", "--json", "--database", "sqlite", "--migrated", str(kept_database)]) == 0
    printed = json.loads(capfd.readouterr().out.partition("{\n")[2].join(("{\n", "")))
    inside = {one["name"]: one for one in printed["figures"] if one["group"] == "sqlite, inside"}
    assert "; 0 refused" in inside["save with new totals and rank"]["remark"]
    assert 0 < inside["save with new totals and rank"]["median"] < 60
    assert inside["re-scoring the province"]["median"] > 0
    assert not printed["judged"]
    assert [one["name"] for one in printed["figures"] if "FAILED" in one["remark"]] == []
