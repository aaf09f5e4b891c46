"""The sheet of one agency: sums, one rounding at the declared level, caps, grades, and its written form."""

from __future__ import annotations

import json
from fractions import Fraction as F
from pathlib import Path
from random import Random
from typing import Any

import pytest

from parix.criteria.editions import Edition
from parix.criteria.library import edition_folders
from parix.foundation.facts import Answers, Fact, NotApplicable, NothingArose, Number, Rate, Share, YesNo
from parix.foundation.measurement_files import fact_from_json
from parix.foundation.measurements import Measurement, MeasurementSet
from parix.foundation.numbers import exact_from_text, rounded
from parix.foundation.periods import Period
from parix.scoring.leaf_scores import LeafScore
from parix.scoring.sheet_json import sheet_to_json
from parix.scoring.sheets import NodeScore, ScoreSheet, score
from tests.unit.scoring.made_up_editions import (
    SOURCE,
    YEAR,
    agency,
    arithmetic,
    awarded,
    both,
    criterion,
    field,
    leaf,
    made_edition,
    measured,
    of_every_kind,
    shipped_edition,
)
from tests.unit.scoring.made_up_measurements import random_sets

FOLDERS = edition_folders()
LEVELS = ("leaf", "criterion", "field", "total")


def points(**given: str) -> MeasurementSet:
    """Awarded points by leaf key."""
    return measured({f"{key}.points": Number(F(value)) for key, value in given.items()})


def awards(root: Path, **settings: Any) -> Edition:
    """Field one: a leaf and a criterion of two; field two: two leaves. 1 point each."""
    fields = [
        field("one", [awarded("a", "1"), criterion("c", [awarded("b", "1"), awarded("d", "1")])]),
        field("two", [awarded("e", "1"), awarded("g", "1")]),
    ]
    return made_edition(root, fields, **settings)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_the_total_is_the_sum_of_the_leaves(folder: Path) -> None:
    edition = shipped_edition(folder)
    rounding = edition.settings.arithmetic.rounding
    assert rounding.level in ("leaf", "total")
    for given in random_sets(edition, 1, 6):
        sheet = score(edition, given)
        for name in ("points", "low", "high"):
            parts = [_part(one, name) for one in sheet.leaves if one.leaf.effect == "scale"]
            expected = sum((rounded(part, rounding.decimals, rounding.mode) if rounding.level == "leaf" else part for part in parts), F(0))
            scale = sum((getattr(one.sums, name) for one in sheet.fields), F(0))
            assert scale == expected
        assert sheet.total.points == max(0, sum((one.sums.points for one in sheet.fields), F(0)) + sheet.bonus - sheet.penalty)
        assert sheet.total.applicable_max == sum((one.applicable_max for one in sheet.leaves if one.leaf.effect == "scale"), F(0))
        assert sheet.is_complete == all(one.state != "not_scored" for one in sheet.leaves)
        for one in sheet.fields:
            _sums_hold(one, rounded_leaves=rounding.level == "leaf")


def _part(one: LeafScore, name: str) -> F:
    value = getattr(one, name)
    return F(0) if value is None else value


def _sums_hold(node: NodeScore, *, rounded_leaves: bool) -> None:
    """What a field or criterion says is what stands below it."""
    if node.is_outside_scale or rounded_leaves:
        return
    below = [child.sums.points if isinstance(child, NodeScore) else _part(child, "points") for child in node.children]
    assert node.sums.points == sum(below, F(0))
    assert node.sums.low <= node.sums.high
    assert node.sums.open_points == node.sums.high - node.sums.points
    assert node.sums.points + node.sums.open_points + node.sums.lost_points == node.sums.applicable_max
    for child in node.children:
        if isinstance(child, NodeScore):
            _sums_hold(child, rounded_leaves=rounded_leaves)


def test_the_order_of_measurements_does_not_matter(department_set: Edition, every_kind: Edition) -> None:
    for edition in (department_set, every_kind):
        for seed, given in enumerate(random_sets(edition, 2, 5)):
            shuffled = list(given.measurements)
            Random(seed).shuffle(shuffled)
            other = MeasurementSet(given.agency, given.period, tuple(shuffled))
            assert sheet_to_json(score(edition, given)) == sheet_to_json(score(edition, other))


@pytest.mark.parametrize(("level", "mode", "total"), [
    ("leaf", "half_up", "1.02"), ("criterion", "half_up", "1.01"), ("field", "half_up", "1.01"), ("total", "half_up", "1.005"),
    ("leaf", "truncate", "0.99"), ("criterion", "truncate", "1.00"), ("field", "truncate", "1.00"), ("total", "truncate", "1.005"),
])
def test_three_times_0335_is_rounded_once_at_each_level(tmp_path: Path, level: str, mode: str, total: str) -> None:
    """Leaf a stands alone, b and d in one criterion: 0,34 x 3; 0,34 + 0,67; 1,005 -> 1,01; 1,005 as it is."""
    edition = awards(tmp_path, arithmetic=arithmetic(level, mode))
    sheet = score(edition, points(a="0.335", b="0.335", d="0.335", e="0", g="0"))
    assert sheet.total.points == F(total)
    assert sheet.index == F(total) * 20
    assert sheet.published_index == rounded(F(total) * 20, 2, mode)  # type: ignore[arg-type]


@pytest.mark.parametrize(("level", "expected"), [("leaf", "0.3"), ("criterion", "0.4"), ("field", "0.3"), ("total", "0.35")])
def test_each_leaf_beside_criteria_is_a_criterion_of_its_own(tmp_path: Path, level: str, expected: str) -> None:
    """One decimal: b 0,24 + d 0,06 are 0,3 as a criterion and 0,2 + 0,1 as leaves; a 0,05 becomes 0,1 or 0 with the field's 0,35."""
    edition = awards(tmp_path, arithmetic=arithmetic(level, "truncate" if level == "field" else "half_up", "1"))
    sheet = score(edition, points(a="0.05", b="0.24", d="0.06", e="0", g="0"))
    if level == "leaf":
        assert sheet.total.points == F("0.1") + F("0.2") + F("0.1")
    else:
        assert sheet.total.points == F(expected)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("mode", ["half_up", "truncate"])
def test_above_the_declared_level_rounded_values_are_summed_and_below_it_nothing_is_rounded(tmp_path: Path, level: str, mode: str) -> None:
    edition = of_every_kind(tmp_path, arithmetic=arithmetic(level, mode, "1"))
    for given in random_sets(edition, 3, 12, known=0.9):
        sheet = score(edition, given)
        for name in ("points", "low", "high"):
            expected = F(0)
            for one in sheet.fields:
                if not one.is_outside_scale:
                    assert getattr(one.sums, name) == _rounded_sum(one, name, level, mode)
                    expected += _rounded_sum(one, name, level, mode)
            assert expected == sum((getattr(one.sums, name) for one in sheet.fields), F(0))
        for effect, shown in (("bonus", sheet.bonus), ("penalty", sheet.penalty)):
            (leaf_of,) = [one for one in sheet.leaves if one.leaf.effect == effect]
            raw = leaf_of.points or F(0)
            assert shown == min(raw if level == "total" else rounded(raw, 1, mode), F(1) if effect == "bonus" else F(2))  # type: ignore[arg-type]


def _rounded_sum(node: NodeScore | LeafScore, name: str, level: str, mode: str) -> F:
    """The sum below a node as an official would form it: from the leaves up, rounding at one level."""
    def at(here: str, value: F) -> F:
        return rounded(value, 1, mode) if here == level else value  # type: ignore[arg-type]

    if isinstance(node, LeafScore):
        return at("leaf", _part(node, name))
    children = [_rounded_sum(child, name, level, mode) for child in node.children]
    if type(node.node).__name__ == "Criterion":
        return at("criterion", sum(children, F(0)))
    alone = [at("criterion", value) if isinstance(child, LeafScore) else value for child, value in zip(node.children, children, strict=True)]
    return at("field", sum(alone, F(0)))


@pytest.mark.parametrize(("praise", "breach", "bonus", "penalty", "total"), [
    ("0", "0", "0", "0", "5"), ("1", "0", "0.335", "0", "5.335"), ("5", "0", "1", "0", "6"), ("0", "1", "0", "0.5", "4.5"),
    ("0", "4", "0", "2", "3"), ("0", "6", "0", "2", "3"), ("6", "6", "1", "2", "4"),
])
def test_bonus_and_penalty_stand_outside_the_scale_under_their_caps(
    every_kind: Edition, praise: str, breach: str, bonus: str, penalty: str, total: str
) -> None:
    facts: dict[str, Fact] = {"council.points": Number(F(5)), "praise.items": Number(F(praise)), "breach.items": Number(F(breach))}
    sheet = score(every_kind, measured(facts))
    assert (sheet.bonus, sheet.penalty, sheet.total.points) == (F(bonus), F(penalty), F(total))
    assert sheet.total.applicable_max == every_kind.settings.max_points
    outside = next(one for one in sheet.fields if one.is_outside_scale)
    assert (outside.sums.points, outside.sums.applicable_max) == (0, 0)


def test_a_penalty_never_brings_a_total_below_zero(tmp_path: Path) -> None:
    block = field("out", [leaf("x", {"kind": "per_item", "points_each": "1"}, "2", ["items"], effect="penalty")], outside_scale="yes")
    caps = {"bonus_cap": "1", "penalty_cap": "2"}
    edition = made_edition(tmp_path, [field("f", [awarded("a", "1"), awarded("b", "1", nothing_arose="drop")]), block], outside_scale=caps)
    facts: dict[str, Fact] = {"a.points": Number(F("0.5")), "b.points": NothingArose("không có"), "x.items": Number(F(2))}
    sheet = score(edition, measured(facts))
    assert (sheet.total.low, sheet.total.points, sheet.total.high, sheet.total.applicable_max) == (0, 0, 0, 1)
    assert (sheet.index_low, sheet.index, sheet.index_high) == (0, 0, 0)
    none_left = score(edition, measured({**facts, "a.points": NotApplicable("Hội đồng", "không có")}))
    assert (none_left.total.applicable_max, none_left.index, none_left.index_high) == (0, 0, 0)


def test_bonus_and_penalty_without_caps_are_refused_by_the_intake(tmp_path: Path) -> None:
    block = field("out", [leaf("x", {"kind": "per_item", "points_each": "1"}, "2", ["items"], effect="bonus")], outside_scale="yes")
    with pytest.raises(AssertionError, match="no_caps"):
        made_edition(tmp_path, [field("f", [awarded("a", "1")]), block])


def test_the_index_is_points_over_the_applicable_maximum(department_set: Edition) -> None:
    """Full points of a department without citizens to survey: 84 of 84, not of 100."""
    full = _full_points(department_set)
    surveyed = score(department_set, MeasurementSet(agency(), Period.of_year(2019), full))
    without = score(department_set, MeasurementSet(agency(traits=["no_citizen_survey"]), Period.of_year(2019), full))
    assert (surveyed.total.points, surveyed.total.applicable_max, surveyed.index) == (100, 100, 100)
    assert (without.total.points, without.total.applicable_max, without.index) == (84, 84, 100)
    assert (surveyed.ranking_group, without.ranking_group) == department_set.settings.ranking_groups
    half = tuple(one for one in full if not one.code.startswith("onestop."))
    part = score(department_set, MeasurementSet(agency(traits=["no_citizen_survey"]), Period.of_year(2019), half))
    assert part.total.applicable_max == 84
    assert part.index == part.total.points / 84 * 100


def _full_points(edition: Edition) -> tuple[Measurement, ...]:
    """Facts that give every leaf of the scale its maximum: found among random ones, surveys answered by A alone."""
    year = Period.of_year(2019)
    found = {
        one.key: Measurement(one.measures["answers"].code, year, Answers({"A": 60}), SOURCE) for one in edition.leaves.values() if one.scored_by == "survey"
    }
    wanted = {one.key for one in edition.leaves.values() if one.effect == "scale"} - found.keys()
    for seed in range(50):
        for given in random_sets(edition, seed, 3, known=1):
            for one in score(edition, given, explain=False).leaves:
                if one.leaf.key in wanted and one.points == one.leaf.max_points and one.branch != "nothing_arose":
                    wanted.discard(one.leaf.key)
                    found.update({f"{one.leaf.key} {role}": measurement for role, measurement in one.used.items()})
    assert not wanted
    return tuple(Measurement(one.code, year, one.fact, one.source) for one in found.values())


@pytest.mark.parametrize(("graded_on", "value", "grade"), [
    ("rounded", "3.99975", "good"), ("rounded", "3.9997", "fair"), ("exact", "3.99999999", "fair"), ("exact", "4", "good"), ("rounded", "0", "weak"),
])
def test_grades_by_the_exact_or_the_rounded_index(tmp_path: Path, graded_on: str, value: str, grade: str) -> None:
    grades = [{"key": key, "text": both(key), "at_least": cut} for key, cut in (("good", "80"), ("fair", "50"), ("weak", "0"))]
    edition = awards(tmp_path, grades=grades, arithmetic=arithmetic(graded_on=graded_on))
    parts = F(value) / 5
    sheet = score(edition, measured({f"{key}.points": Number(parts) for key in "abdeg"}))
    assert sheet.grade is not None
    assert sheet.grade.key == grade


def test_grades_by_points_and_none_without_grades(tmp_path: Path) -> None:
    grades = [{"key": "high", "text": both("high"), "at_least": "3"}, {"key": "low", "text": both("low"), "at_least": "0"}]
    edition = awards(tmp_path, key="by_points", grades=grades, grades_on="points", index="points")
    sheet = score(edition, points(a="1", b="1", d="1", e="0", g="0"))
    assert (sheet.index, sheet.grade and sheet.grade.key) == (3, "high")
    open_sheet = score(edition, points(a="1", b="1"))
    assert [one.key for one in open_sheet.grade_range if one] == ["low", "high"]
    assert score(awards(tmp_path, key="none"), points(a="1")).grade is None


def test_a_declared_group_goes_before_the_description(every_kind: Edition) -> None:
    stated = score(every_kind, measured({}, of=agency(group="not_surveyed")))
    described = score(every_kind, measured({}, of=agency()))
    unknown = score(every_kind, measured({}, of=agency(group="elsewhere")))
    assert [one.ranking_group.key if one.ranking_group else None for one in (stated, described, unknown)] == ["not_surveyed", "surveyed", None]


def test_written_form_is_the_same_every_time_and_reads_back_exactly(every_kind: Edition, department_set: Edition) -> None:
    for edition in (every_kind, department_set):
        for given in random_sets(edition, 4, 5):
            sheet = score(edition, given)
            written = sheet_to_json(sheet)
            text = json.dumps(written, ensure_ascii=False, allow_nan=False)
            assert text == json.dumps(sheet_to_json(score(edition, given)), ensure_ascii=False)
            read = json.loads(text)
            assert read == written
            totals = read["totals"]
            for name in ("points", "low", "high", "applicable_max"):
                assert exact_from_text(totals[name]) == getattr(sheet.total, name)
            assert exact_from_text(totals["index"]) == sheet.index
            leaves = list(_written_leaves(read["fields"]))
            assert [one["key"] for one in leaves] == [one.leaf.key for one in sheet.leaves]
            for stored, one in zip(leaves, sheet.leaves, strict=True):
                assert (None if stored["points"] is None else exact_from_text(stored["points"])) == one.points
                assert [fact_from_json(use["fact"]) for use in stored["measurements"]] == [use.fact for use in one.used.values()]
                assert [exact_from_text(gain["points"]) for gain in stored["gains"]] == [gain.points for gain in (one.account.gains if one.account else ())]


def _written_leaves(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for node in nodes for one in (_written_leaves(node["children"]) if "children" in node else [node])]


def test_the_declared_arithmetic_is_printed_on_the_sheet(tmp_path: Path) -> None:
    settings = arithmetic("criterion", "truncate", "3", ranked_on="rounded")
    edition = awards(tmp_path, arithmetic={**settings, "ties": "dense"})
    printed = sheet_to_json(score(edition, points(a="1")))["arithmetic"]
    assert printed["text"] == {
        "vi": "Cộng điểm chưa làm tròn; làm tròn một lần ở từng tiêu chí, 3 chữ số thập phân, cắt bỏ phần dư; "
              "xếp hạng theo điểm đã làm tròn; đồng hạng không bỏ hạng (1, 1, 2)",
        "en": "Unrounded points are summed; rounded once at each criterion, 3 decimals, truncated; ranked on rounded points; ties skip no rank (1, 1, 2)",
    }
    assert {name: printed[name] for name in ("level", "mode", "decimals", "ties", "ranked_on", "graded_on")} == {
        "level": "criterion", "mode": "truncate", "decimals": 3, "ties": "dense", "ranked_on": "rounded", "graded_on": "rounded",
    }


def test_a_leaf_says_what_went_in_and_by_which_law(every_kind: Edition) -> None:
    given = measured({"settled.share": Share(F(90), F(100))}, period=YEAR)
    sheet = score(every_kind, given)
    stored = next(one for one in _written_leaves(sheet_to_json(sheet)["fields"]) if one["key"] == "settled")
    (used,) = stored["measurements"]
    assert (used["role"], used["code"], used["period"], used["fact"]) == ("share", "settled.share", "2021", {"share": "90/100"})
    assert used["shown"] == {"vi": "90/100 (90 %)", "en": "90/100 (90%)"}
    assert used["source"]["title"] == SOURCE.title
    assert stored["legal_basis"] == every_kind.settings.decision
    assert stored["applied"]["vi"] == "90 % / 95 % × 4 = 3,7895 điểm"


def test_a_sheet_of_nothing_is_a_sheet_of_reasons(every_kind: Edition) -> None:
    sheet: ScoreSheet = score(every_kind, measured({}))
    assert not sheet.is_complete
    assert (sheet.total.points, sheet.index) == (0, 0)
    assert all(one.reason is not None for one in sheet.leaves)
    assert sheet.total.high == every_kind.settings.max_points + 1


def test_measurements_that_no_leaf_needs_any_more_do_not_count(every_kind: Edition) -> None:
    """A share of an agency the block does not apply to stays on the file and out of the score."""
    facts: dict[str, Fact] = {"plan.answer": YesNo(True), "citizens.answers": Answers({"A": 50}), "parts.a": Rate(F(1)), "parts.b": Rate(F(1))}
    assert score(every_kind, measured(facts, of=agency(traits=["no_survey"]))).total.points == 3
