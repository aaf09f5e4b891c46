"""The benchmarks run, small; what they measure is compared inside them, and no goal is judged on a small run."""

from __future__ import annotations

import json
import math
from fractions import Fraction

import numpy as np
import pytest

from benchmarks.__main__ import BENCHMARKS, main
from benchmarks.figures import Figure
from benchmarks.timing import Timing, growth_exponent
from benchmarks.uncertain_facts import Asked, Counted


def test_every_benchmark_runs_and_prints_its_figures(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--smoke", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    groups = {figure["group"] for figure in printed["figures"]} | {missing["group"] for missing in printed["left_out"]}
    assert len(groups) == len(BENCHMARKS)
    assert {missing["group"] for missing in printed["left_out"]} <= {"step rules, peer OpenFisca-Core"}
    for figure in printed["figures"]:
        assert 0 < figure["least"] <= figure["median"] <= figure["most"], figure
        assert math.isfinite(figure["most"])
    with_goal = {(figure["group"], figure["goal"]) for figure in printed["figures"] if figure["goal"] is not None}
    assert with_goal == {
        ("exact form", 5), ("exact form", 10), ("exact form", 100), ("exact form", 1.1), ("explanations", 2), ("array form", 20), ("array form", 200),
        ("draws", 60), ("draws", 2), ("command", 0.5), ("due dates", 1),
    }


def test_the_table_names_each_figure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--smoke", "--only", "editions"]) == 0
    printed = capsys.readouterr().out
    assert "taking in the department set" in printed
    assert "missed" not in printed


def test_a_goal_is_met_on_its_own_side() -> None:
    timing = Timing((3.0, 1.0, 2.0))
    assert [Figure("", "", timing, "s", goal).met for goal in (2.5, 2.0, None)] == [True, False, None]
    assert [Figure("", "", timing, "times", goal, "at_least").met for goal in (2.0, 2.5)] == [True, False]


def test_growth_exponent_of_a_power() -> None:
    sizes = (10, 20, 40, 80)
    assert growth_exponent(sizes, [3 * size**1.5 for size in sizes]) == pytest.approx(1.5)


def test_drawn_counts_have_the_chance_of_the_fact() -> None:
    column = Counted(np.array([400, 0, 8]), np.array([0.25, 0.0, 1.0]), as_ratio=True)
    drawn = column.drawn(np.random.default_rng(1), 2_000)
    assert drawn.shape == (2_000, 3)
    assert drawn.mean(axis=0) == pytest.approx([float(Fraction(1, 4)), 0, 1], abs=0.003)


def test_drawn_answers_have_the_chances_of_the_options_and_their_number() -> None:
    chances = np.array([[0.5, 0.3, 0.2, 0.0], [1.0, 0.0, 0.0, 0.0], [0.25, 0.25, 0.25, 0.25]])
    drawn = Asked(np.array([300, 40, 0]), chances).drawn(np.random.default_rng(1), 2_000)
    assert drawn.shape == (2_000, 3, 4)
    assert np.array_equal(drawn.sum(axis=-1), np.tile([300.0, 40.0, 0.0], (2_000, 1)))
    assert drawn.mean(axis=0)[:2] / np.array([[300], [40]]) == pytest.approx(chances[:2], abs=0.003)
