"""The certain score, the lowest and the highest still possible: whatever is found out later lies between."""

from __future__ import annotations

from fractions import Fraction as F
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parix.criteria.editions import Edition
from parix.foundation.facts import Answers, Fact, NothingArose, Number
from parix.foundation.measurements import MeasurementSet
from parix.scoring.groups import ranked, score_group
from parix.scoring.sheets import ScoreSheet, score
from tests.unit.scoring.made_up_editions import arithmetic, awarded, field, leaf, made_edition, measured, of_every_kind
from tests.unit.scoring.made_up_measurements import completed, random_agencies, random_set, scored_period
from tests.unit.scoring.property_settings import examples

SEEDS = st.integers(0, 2**32)


def scored(edition: Edition, given_set: MeasurementSet) -> ScoreSheet:
    """With a best of the group that the agency's own set may or may not reach."""
    return score_group(edition, [given_set])[0]


def lies_between(later: ScoreSheet, before: ScoreSheet) -> None:
    """What is possible later was possible before; a complete sheet is certain."""
    assert before.total.low <= later.total.low <= later.total.high <= before.total.high
    assert before.index_low <= later.index_low <= later.index_high <= before.index_high
    assert later.is_complete
    assert later.total.low == later.total.points == later.total.high
    assert later.index_low == later.index == later.index_high
    low, high = before.grade_range
    cuts = [-1 if grade is None else grade.at_least for grade in (low, later.grade, high)]
    assert cuts == sorted(cuts)


@pytest.mark.parametrize("name", ["department_set", "every_kind"])
def test_any_completion_lies_between(name: str, request: pytest.FixtureRequest) -> None:
    edition: Edition = request.getfixturevalue(name)

    @examples(60)
    @given(SEEDS, st.sampled_from([0.0, 0.3, 0.6, 0.9]))
    def prove(seed: int, known: float) -> None:
        _complete_and_compare(edition, seed, known)

    prove()


def _complete_and_compare(edition: Edition, seed: int, known: float) -> None:
    random = Random(seed)
    (one,) = random_agencies(edition, random, 1)
    before_set = random_set(edition, one, scored_period(edition), random, known=known)
    # An agency's own value is the best of its group once it is known: until then the best is not.
    before = score(edition, before_set)
    later = scored(edition, completed(edition, before_set, random))
    if later.is_complete:
        lies_between(later, before)
    else:
        assert before.total.low <= later.total.low <= later.total.high <= before.total.high
        assert before.index_low <= later.index_low <= later.index_high <= before.index_high


@pytest.mark.parametrize("level", ["leaf", "criterion", "field"])
def test_any_completion_lies_between_where_parts_are_rounded(tmp_path: Path, level: str) -> None:
    edition = of_every_kind(tmp_path, arithmetic=arithmetic(level, "half_up", "1"))
    for seed in range(40):
        _complete_and_compare(edition, seed, 0.5)


def test_low_points_and_high_of_every_sheet_are_in_order(every_kind: Edition) -> None:
    """Certain points may lie under the lowest possible total: a half-known leaf is not scored, yet has points for certain."""
    for seed in range(60):
        random = Random(seed)
        (one,) = random_agencies(every_kind, random, 1)
        sheet = score(every_kind, random_set(every_kind, one, scored_period(every_kind), random, known=0.5))
        assert 0 <= sheet.total.low <= sheet.total.high
        assert sheet.total.points <= sheet.total.high
        assert sheet.total.open_points >= 0
        assert sheet.total.lost_points >= 0


def test_nothing_known_leaves_everything_open(every_kind: Edition) -> None:
    sheet = score(every_kind, measured({}))
    assert (sheet.total.low, sheet.total.points) == (0, 0)
    assert sheet.total.high == every_kind.settings.max_points + 1


def test_a_bonus_weighs_more_when_the_rest_is_dropped(tmp_path: Path) -> None:
    """One of two leaves may still be dropped: then 1 + 1 bonus points of 1 are 200 %, more than the 3 of 2."""
    block = field("out", [leaf("x", {"kind": "per_item", "points_each": "1"}, "1", ["items"], effect="bonus")], outside_scale="yes")
    fields = [field("f", [awarded("a", "1"), awarded("b", "1", nothing_arose="drop")]), block]
    edition = made_edition(tmp_path, fields, outside_scale={"bonus_cap": "1", "penalty_cap": "1"})
    facts: dict[str, Fact] = {"a.points": Number(F(1)), "x.items": Number(F(1))}
    open_sheet = score(edition, measured(facts))
    dropped = score(edition, measured({**facts, "b.points": NothingArose("không có")}))
    assert dropped.index == 200
    assert (open_sheet.index_low, open_sheet.index, open_sheet.index_high) == (100, 100, 200)


def test_too_few_answers_are_possible_until_the_answers_are_in(tmp_path: Path) -> None:
    """Every answer is worth something, but a survey of too few is dropped and brings nothing."""
    rule = {"kind": "survey_answers", "weights": {"A": "1", "B": "0.5"}, "min_answers": "30", "below_minimum": "drop"}
    edition = made_edition(tmp_path, [field("f", [awarded("a", "2"), leaf("s", rule, "2", ["answers"])])])
    facts: dict[str, Fact] = {"a.points": Number(F(1))}
    before, later = score(edition, measured(facts)), score(edition, measured({**facts, "s.answers": Answers({"B": 3})}))
    assert (before.total.low, before.total.high) == (1, 3)
    assert (later.total.low, later.total.high, later.total.applicable_max) == (1, 1, 2)
    assert before.index_low <= later.index <= before.index_high


@pytest.mark.parametrize("ties", ["standard", "dense"])
def test_possible_ranks_hold_for_every_completion(tmp_path: Path, ties: str) -> None:
    edition = of_every_kind(tmp_path, arithmetic={**arithmetic(), "ties": ties})
    period = scored_period(edition)
    for seed in range(12):
        random = Random(seed)
        before_sets = [random_set(edition, one, period, random, known=0.7) for one in random_agencies(edition, random, 6)]
        before = {one.sheet.agency.code: one for one in ranked([score(edition, one) for one in before_sets])}
        for one in ranked(score_group(edition, [completed(edition, given_set, random) for given_set in before_sets])):
            held = before[one.sheet.agency.code]
            assert held.best <= one.rank <= held.worst
            assert one.group == held.group
