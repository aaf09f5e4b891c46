"""A live standing by decision 766: groups, what is open, grade and what is missing to the next."""

from __future__ import annotations

from fractions import Fraction

from parix.criteria.library import find_edition
from parix.foundation.agencies import Agency
from parix.foundation.facts import Fact, Share
from parix.foundation.periods import Period
from parix.outlook.live_scores import Standing, live_standing

AGENCY = Agency("X", "Sở Mẫu", "department")


def stands(**shares: tuple[int, int]) -> Standing:
    edition = find_edition("service_quality_766").edition
    assert edition is not None
    facts: dict[str, Fact] = {code.replace("__", "."): Share(Fraction(one), Fraction(of)) for code, (one, of) in shares.items()}
    return live_standing(edition, AGENCY, Period.of_year(2026), {**facts, "nobody.asks": Share(Fraction(1), Fraction(2))})


def test_nothing_counted_is_open_and_no_zero() -> None:
    found = stands()
    assert [group.points for group in found.groups if group.code != "5"] and found.open_max > 0
    assert found.index is None or found.grade is not None


def test_points_are_those_of_the_rules_and_the_next_grade_is_named() -> None:
    found = stands(onestop__dossiers_on_schedule=(75, 100), onestop__dossiers_synced=(90, 100))
    by_code = {line.code: line for group in found.groups for line in group.lines}
    assert (by_code["2.1"].points, by_code["1.4"].points) == (Fraction(15), Fraction("5.4"))
    assert [one.code for one in found.groups] == ["1", "2", "3a", "3b", "4", "5"]
    counted = [line for line in by_code.values() if line.points is not None]
    expected = sum((line.points for line in counted if line.points is not None), Fraction()) / sum((line.max_points for line in counted), Fraction()) * 100
    assert found.index == expected
    assert found.grade is not None and found.next_grade is not None and found.to_next == found.next_grade.at_least - expected
    assert found.grade.at_least <= expected < found.next_grade.at_least
    assert found.best_moves[0].missing == max(line.missing for line in counted)


def test_everything_reached_is_the_top() -> None:
    found = stands(onestop__dossiers_on_schedule=(10, 10))
    two = next(group for group in found.groups if group.code == "2")
    assert (two.points, two.counted_max, two.max_points) == (20, 20, 20)
