"""The array form of a whole edition gives every agency what the exact form gives it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction as F
from pathlib import Path

import numpy as np
import pytest

from parix.criteria.editions import Edition
from parix.criteria.library import edition_folders
from parix.foundation.facts import Answers, Fact, Number, Share
from parix.foundation.measurements import MeasurementSet
from parix.scoring.array_scoring import ArrayScores, LeafColumns, ranks_of, score_columns, score_draws
from parix.scoring.columns import columns_of
from parix.scoring.groups import ranked, score_group
from parix.scoring.sheets import ScoreSheet
from tests.unit.scoring.made_up_editions import YEAR, agency, arithmetic, awarded, field, leaf, made_edition, measured, of_every_kind, shipped_edition
from tests.unit.scoring.made_up_measurements import random_sets, scored_period

FOLDERS = edition_folders()
CLOSE = 1e-9


def both_forms(edition: Edition, sets: list[MeasurementSet]) -> tuple[tuple[ScoreSheet, ...], ArrayScores]:
    period = sets[0].period
    return score_group(edition, sets, explain=False), score_columns(edition, period.end, columns_of(edition, sets, period), len(sets))


def agree(edition: Edition, sets: list[MeasurementSet]) -> None:
    sheets, scores = both_forms(edition, sets)
    np.testing.assert_allclose(scores.points, [float(sheet.total.points) for sheet in sheets], rtol=0, atol=CLOSE)
    np.testing.assert_allclose(scores.applicable_max, [float(sheet.total.applicable_max) for sheet in sheets], rtol=0, atol=CLOSE)
    np.testing.assert_allclose(scores.index, [float(sheet.index) for sheet in sheets], rtol=0, atol=CLOSE)
    _ranks_agree(edition, sheets, scores)


def _ranks_agree(edition: Edition, sheets: tuple[ScoreSheet, ...], scores: ArrayScores) -> None:
    """Ranked on what the edition ranks on; the array form leaves the rounding of the total to its caller."""
    groups = [sheet.ranking_group.key if sheet.ranking_group else "" for sheet in sheets]
    numbered = [sorted(set(groups)).index(group) for group in groups]
    settings = edition.settings.arithmetic
    values = scores.index if settings.ranked_on == "exact" else np.array([float(sheet.published_index) for sheet in sheets])
    ranks = ranks_of(values, numbered, dense=settings.ties == "dense")
    exact = {one.sheet.agency.code: one.rank for one in ranked(sheets)}
    assert ranks.tolist() == [exact[sheet.agency.code] for sheet in sheets]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_every_shipped_edition(folder: Path, seed: int) -> None:
    agree(shipped_edition(folder), random_sets(shipped_edition(folder), seed, 25, known=(1.0, 0.9, 0.5)[seed]))


@pytest.mark.parametrize("mode", ["half_up", "truncate"])
@pytest.mark.parametrize("level", ["leaf", "criterion", "field", "total"])
def test_every_kind_of_rule_rounded_at_each_level(tmp_path: Path, level: str, mode: str) -> None:
    edition = of_every_kind(tmp_path, arithmetic={**arithmetic(level, mode, "1"), "ties": "dense"})
    for seed, known in ((1, 1.0), (2, 0.8), (3, 0.4)):
        agree(edition, random_sets(edition, seed, 30, known=known))


def test_too_few_answers_among_agencies_that_all_answered(tmp_path: Path) -> None:
    """No fact is missing, yet one survey is dropped: no agency's points become NaN."""
    rule = {"kind": "survey_answers", "weights": {"A": "1", "B": "0"}, "min_answers": "30", "below_minimum": "drop"}
    kept = {**rule, "below_minimum": "not_scored"}
    edition = made_edition(tmp_path, [field("f", [leaf("s", rule, "2", ["answers"]), leaf("t", kept, "3", ["answers"]), awarded("a", "5")])])
    sets = []
    for at, (one, other) in enumerate([(30, 30), (29, 30), (30, 29), (0, 0)]):
        facts: dict[str, Fact] = {"s.answers": Answers({"A": one}), "t.answers": Answers({"A": other}), "a.points": Number(F(1))}
        sets.append(measured(facts, of=agency(str(at))))
    scores = both_forms(edition, sets)[1]
    assert (scores.points.tolist(), scores.applicable_max.tolist()) == ([6.0, 4.0, 3.0, 1.0], [10.0, 8.0, 10.0, 8.0])
    agree(edition, sets)


def test_amounts_of_money_on_a_threshold_keep_their_side(tmp_path: Path) -> None:
    """11,2 of 14 is just 80 %, which two roundings of doubles put below it."""
    edition = made_edition(tmp_path, [field("f", [leaf("a", {"kind": "proportional", "floor": "0.8"}, "3", ["share"])])])
    sets = [
        measured({"a.share": Share(F(tenths, 10), F(tenths, 10) / mark * F(4, 5) / F(4, 5))}, of=agency(f"{tenths}"))
        for tenths in range(1, 400) for mark in (F(4, 5),)
    ]
    assert all(one.measurements[0].fact.value == F(4, 5) for one in sets)  # type: ignore[union-attr]
    assert both_forms(edition, sets)[1].points.tolist() == pytest.approx([2.4] * len(sets), abs=CLOSE)


def test_more_done_than_due_is_no_extra_point(tmp_path: Path) -> None:
    """Five reports of four due: nothing is taken off, and nothing is added."""
    one = leaf("a", {"kind": "deduction", "points_each": "0.5", "counted": "done"}, "3", ["done"])
    one["measures"]["done"]["numerator_may_exceed"] = "yes"
    edition = made_edition(tmp_path, [field("f", [one])])
    sets = [measured({"a.done": Share(F(5), F(4))})]
    assert both_forms(edition, sets)[1].points.tolist() == [3.0]
    agree(edition, sets)


def test_draws_are_scored_chunk_by_chunk_as_all_at_once(every_kind: Edition) -> None:
    period = scored_period(every_kind)
    chunks = [columns_of(every_kind, random_sets(every_kind, seed, 12, known=1), period) for seed in range(3)]
    stacked = {key: _stacked([chunk[key] for chunk in chunks]) for key in chunks[0]}
    together = score_columns(every_kind, period.end, stacked, 12)
    assert together.points.shape == together.index.shape == (3, 12)
    for at, chunk in enumerate(score_draws(every_kind, period.end, ({key: _row(columns, at) for key, columns in stacked.items()} for at in range(3)), 12)):
        np.testing.assert_array_equal(chunk.points, together.points[at : at + 1])
        np.testing.assert_array_equal(chunk.index, together.index[at : at + 1])


def _stacked(columns: list[LeafColumns]) -> LeafColumns:
    """Facts of each draw, all of them known, so that one state holds for all draws."""
    return LeafColumns({role: np.nan_to_num(np.stack([one.by_role[role] for one in columns])) for role in columns[0].by_role})


def _row(columns: LeafColumns, at: int) -> LeafColumns:
    return LeafColumns({role: values[at : at + 1] for role, values in columns.by_role.items()})


def test_leaves_left_out_are_not_applicable(department_set: Edition) -> None:
    scores = score_columns(department_set, date(2019, 12, 31), {}, 4)
    assert (scores.points.tolist(), scores.applicable_max.tolist(), scores.index.tolist()) == ([0.0] * 4, [0.0] * 4, [0.0] * 4)


def test_the_rules_of_the_day_count(every_kind: Edition) -> None:
    columns = columns_of(every_kind, [measured({"settled.share": Share(F(90), F(100))})], YEAR)
    only = {"settled": columns["settled"]}
    before, after = (score_columns(every_kind, day, only, 1).points[0] for day in (date(2021, 6, 30), date(2021, 12, 31)))
    assert (before, after) == (4.0, pytest.approx(4 * 90 / 95))
