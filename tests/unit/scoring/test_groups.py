"""Ranks inside ranking groups, ties, what rank is still possible, and the best of a group."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction as F
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parix.criteria.editions import Edition
from parix.foundation.facts import Fact, NotKnown, Number, Rate, Share
from parix.foundation.measurements import MeasurementSet
from parix.scoring.array_scoring import ranks_of
from parix.scoring.groups import Placing, best_values, ranked, score_group
from parix.scoring.sheets import score
from tests.unit.scoring.made_up_editions import agency, arithmetic, awarded, both, field, leaf, made_edition, measured
from tests.unit.scoring.property_settings import examples


def hundred(root: Path, ties: str = "standard", ranked_on: str = "exact", **settings: object) -> Edition:
    """100 awarded points in two leaves of 90 and 10."""
    return made_edition(root, [field("f", [awarded("a", "90"), awarded("b", "10")])],
                        arithmetic={**arithmetic(ranked_on=ranked_on), "ties": ties}, **settings)


def placings(edition: Edition, totals: Sequence[str]) -> list[Placing]:
    """One agency for each total, named A, B, C...; in the order of the agencies."""
    sets = []
    for at, total in enumerate(totals):
        first = min(F(total), F(90))
        facts: dict[str, Fact] = {"a.points": Number(first), "b.points": Number(F(total) - first)}
        sets.append(measured(facts, of=agency(chr(65 + at))))
    placed = ranked([score(edition, one) for one in sets])
    return sorted(placed, key=lambda one: one.sheet.agency.code)


@pytest.mark.parametrize(("ties", "totals", "ranks"), [
    ("standard", ["80", "90", "80", "70"], [2, 1, 2, 4]), ("dense", ["80", "90", "80", "70"], [2, 1, 2, 3]),
    ("standard", ["90", "90", "90", "10"], [1, 1, 1, 4]), ("dense", ["90", "90", "90", "10"], [1, 1, 1, 2]),
    ("standard", ["0", "0"], [1, 1]), ("dense", ["1", "2", "3", "3", "2", "1"], [3, 2, 1, 1, 2, 3]),
])
def test_ties_share_a_rank(tmp_path: Path, ties: str, totals: list[str], ranks: list[int]) -> None:
    placed = placings(hundred(tmp_path, ties), totals)
    assert [one.rank for one in placed] == ranks
    assert [(one.best, one.worst) for one in placed] == [(rank, rank) for rank in ranks]
    assert {one.out_of for one in placed} == {len(totals)}


@pytest.mark.parametrize(("ranked_on", "totals", "ranks"), [
    ("exact", ["89.994", "89.996"], [2, 1]), ("rounded", ["89.994", "89.996"], [2, 1]),  # 89,99 and 90,00
    ("exact", ["89.996", "90.004"], [2, 1]), ("rounded", ["89.996", "90.004"], [1, 1]),  # both 90,00
    ("exact", ["80.03", "80"], [1, 2]), ("rounded", ["80.03", "80"], [1, 2]),  # 0,03 points decide
    ("exact", ["80.001", "80.002"], [2, 1]), ("rounded", ["80.001", "80.002"], [1, 1]),
])
def test_exact_or_rounded_values_decide(tmp_path: Path, ranked_on: str, totals: list[str], ranks: list[int]) -> None:
    assert [one.rank for one in placings(hundred(tmp_path, ranked_on=ranked_on), totals)] == ranks


def test_placings_come_by_group_and_rank_and_equal_ones_by_name(tmp_path: Path) -> None:
    groups = [{"key": key, "text": both(key), "members": {"traits": [key]}} for key in ("y", "x")]
    edition = hundred(tmp_path, ranking_groups=groups)
    sets = []
    for code, group, points in (("1", "y", 50), ("3", "x", 40), ("2", "x", 40), ("4", "x", 60), ("5", "", 90)):
        sets.append(measured({"a.points": Number(F(points)), "b.points": Number(F(0))}, of=agency(code, traits=[group] if group else [])))
    placed = ranked([score(edition, one) for one in sets])
    assert [(one.group, one.rank, one.sheet.agency.code, one.out_of) for one in placed] == [
        ("", 1, "5", 1), ("x", 1, "4", 3), ("x", 2, "2", 3), ("x", 2, "3", 3), ("y", 1, "1", 1),
    ]


@pytest.mark.parametrize(("ties", "spans"), [
    ("standard", {"A": (1, 1, 2), "B": (2, 2, 3), "C": (3, 1, 3), "D": (4, 4, 4)}),
    ("dense", {"A": (1, 1, 2), "B": (2, 2, 3), "C": (3, 1, 3), "D": (4, 3, 4)}),  # should C reach B or A, D stands third
])
def test_ranks_still_possible_while_something_is_missing(tmp_path: Path, ties: str, spans: dict[str, tuple[int, int, int]]) -> None:
    """C has 60 of the 90 for certain and up to 10 more than that: 60-70... against A 69, B 65 and D 5."""
    edition = hundred(tmp_path, ties)
    known = {"A": ("64", "5"), "B": ("60", "5"), "D": ("5", "0")}
    sets = [measured({"a.points": Number(F(a)), "b.points": Number(F(b))}, of=agency(code)) for code, (a, b) in known.items()]
    sets.append(measured({"a.points": Number(F(60)), "b.points": NotKnown("chưa công bố")}, of=agency("C")))
    placed = {one.sheet.agency.code: (one.rank, one.best, one.worst) for one in ranked([score(edition, one) for one in sets])}
    assert placed == spans


def test_a_rank_may_be_shared_by_what_is_not_known_yet(tmp_path: Path) -> None:
    """Dense: A and B surely stand above C; if they end level, C is second."""
    edition = hundred(tmp_path, "dense")
    sets = [measured({"a.points": Number(F(80))}, of=agency(code)) for code in "AB"]
    sets.append(measured({"a.points": Number(F(10)), "b.points": Number(F(1))}, of=agency("C")))
    placed = {one.sheet.agency.code: (one.best, one.worst) for one in ranked([score(edition, one) for one in sets])}
    assert placed["C"] == (2, 3)


@pytest.mark.parametrize("ties", ["standard", "dense"])
def test_possible_ranks_are_just_those_that_some_outcome_gives(tmp_path: Path, ties: str) -> None:
    """Against trying out every outcome: up to four agencies, each certain or open by 10 points."""
    edition = hundred(tmp_path, ties)

    @examples(25)
    @given(st.lists(st.tuples(st.integers(0, 8), st.booleans()), min_size=1, max_size=4))
    def prove(agencies: list[tuple[int, bool]]) -> None:
        sets, spans = [], []
        for at, (fives, is_open) in enumerate(agencies):
            facts: dict[str, Fact] = {"a.points": Number(F(5 * fives)), **({} if is_open else {"b.points": Number(F(0))})}
            sets.append(measured(facts, of=agency(str(at))))
            spans.append([4 * fives + step for step in (range(9) if is_open else range(1))])
        ranks: list[set[int]] = [set() for _ in agencies]
        for values in product(*spans):
            for at, value in enumerate(values):
                above = [other for other in values if other > value]
                ranks[at].add(1 + (len(set(above)) if ties == "dense" else len(above)))
        placed = {one.sheet.agency.code: (one.best, one.worst) for one in ranked([score(edition, one) for one in sets])}
        assert placed == {str(at): (min(possible), max(possible)) for at, possible in enumerate(ranks)}

    prove()


def test_possible_ranks_respect_rounded_ranking(tmp_path: Path) -> None:
    edition = hundred(tmp_path, ranked_on="rounded")
    placed = placings(edition, ["80.001", "80.002"])
    assert [(one.rank, one.best, one.worst) for one in placed] == [(1, 1, 1), (1, 1, 1)]


def leading(root: Path) -> Edition:
    groups = [{"key": key, "text": both(key), "members": {"traits": [key]}} for key in ("x", "y")]
    by_trait = leaf("other", {"kind": "against_best"}, "4", ["value"], applies_to={"traits": ["y"]})
    return made_edition(root, [field("f", [leaf("best", {"kind": "against_best"}, "4", ["value"]), by_trait])], ranking_groups=groups)


def test_the_best_is_that_of_the_own_group(tmp_path: Path) -> None:
    edition = leading(tmp_path)
    facts = {"1": ("x", Share(F(1), F(4))), "2": ("x", Share(F(1), F(2))), "3": ("y", Share(F(9), F(10))), "4": ("y", Share(F(0), F(7)))}
    sets = [measured({"best.value": fact}, of=agency(code, traits=[group])) for code, (group, fact) in facts.items()]
    points = {sheet.agency.code: sheet.leaves[0].points for sheet in score_group(edition, sets)}
    assert points == {"1": 2, "2": 4, "3": 4, "4": 0}


def test_the_best_takes_known_values_of_the_scored_period_only(tmp_path: Path) -> None:
    edition = leading(tmp_path)
    sets = [
        measured({"best.value": Number(F(3))}, of=agency("1", traits=["x"]), previous={"best.value": Number(F(100))}),
        measured({"best.value": NotKnown("chưa có")}, of=agency("2", traits=["x"])),
        measured({"best.value": Number(F(0))}, of=agency("3", traits=["y"])),
    ]
    assert best_values(edition, sets)["x"] == {"best.value": Number(F(3))}
    sheets = score_group(edition, sets)
    assert [(sheet.leaves[0].state, sheet.leaves[0].points, sheet.leaves[0].branch) for sheet in sheets] == [
        ("scored", 4, "best"), ("not_scored", None, ""), ("scored", 0, "all_zero"),
    ]


def test_an_agency_a_leaf_does_not_apply_to_is_no_measure_for_the_others(tmp_path: Path) -> None:
    edition = leading(tmp_path)
    own = [measured({"other.value": Rate(F(rate))}, of=agency(code, traits=traits, group="y")) for code, traits, rate in (
        ("1", ["y"], "0.4"), ("2", ["y"], "0.2"), ("3", ["x"], "0.8"))]
    states = [(leaf_score.state, leaf_score.points) for sheet in score_group(edition, own) for leaf_score in sheet.leaves if leaf_score.leaf.key == "other"]
    assert states == [("scored", 4), ("scored", 2), ("not_applicable", None)]


@pytest.mark.parametrize("dense", [False, True])
def test_ranks_of_the_array_form_equal_those_of_the_exact_form(tmp_path: Path, dense: bool) -> None:
    """Also where equal sums are reached by different parts, which doubles add up to different last digits."""
    edition = hundred(tmp_path, "dense" if dense else "standard")
    parts = [("0.1", "0.2"), ("0.3", "0"), ("0.2", "0.1"), ("70.7", "9.3"), ("80", "0"), ("79.3", "0.7"), ("79.99", "0.01"), ("5", "5"), ("79.97", "0")]
    sets: list[MeasurementSet] = [
        measured({"a.points": Number(F(a)), "b.points": Number(F(b))}, of=agency(f"{at:02d}")) for at, (a, b) in enumerate(parts)
    ]
    placed = sorted(ranked([score(edition, one) for one in sets]), key=lambda one: one.sheet.agency.code)
    floats = np.array([float(a) + float(b) for a, b in parts])
    assert len(set(floats.tolist())) > len({F(a) + F(b) for a, b in parts})
    assert ranks_of(floats, [0] * len(parts), dense=dense).tolist() == [one.rank for one in placed]
    draws = np.stack([floats, floats[::-1]])
    assert ranks_of(draws, [0] * len(parts), dense=dense)[1].tolist() == [one.rank for one in placed][::-1]


def test_ranks_of_keep_to_their_groups() -> None:
    index = np.array([[50.0, 60.0, 70.0, 60.0, 10.0], [1.0, 1.0, 1.0, 1.0, 1.0]])
    assert ranks_of(index, [1, 2, 1, 2, 2]).tolist() == [[2, 1, 1, 1, 3], [1, 1, 1, 1, 1]]
    assert ranks_of(index, [1, 2, 1, 2, 2], dense=True).tolist() == [[2, 1, 1, 1, 2], [1, 1, 1, 1, 1]]
