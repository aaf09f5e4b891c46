"""The rows that pages show: sums of the sheet, moves and gaps in order, the year before, places in the group."""

from __future__ import annotations

from fractions import Fraction

import pytest

from parix.criteria.library import SHIPPED
from parix.foundation.numbers import exact_from_text
from parix.web.assessment.queries.collected import national_page
from parix.web.assessment.queries.pages import compare_page, leaf_page, ranking_page, sheet_page
from parix.web.assessment.queries.ranking import matching, ranking
from parix.web.assessment.queries.sheets import SheetRow, sheet_row, shown_run
from parix.web.assessment.scoring_runs import collect_results, sets_in
from tests.web.worlds import AT, DEPARTMENTS, OTHER, OWN, WITHOUT_SURVEY, World

PUBLISHED = SHIPPED.parent / "published_results"


def sheet_of(world: World, code: str = OWN) -> SheetRow:
    run = shown_run(world.open, code)
    assert run is not None
    return sheet_row(run)


@pytest.mark.parametrize("code", DEPARTMENTS)
def test_fields_and_leaves_add_up(world: World, code: str) -> None:
    sheet = sheet_of(world, code)
    for field in sheet.scale_fields:
        assert (field.won, field.open, field.lost) == tuple(
            sum((getattr(leaf, name) for leaf in field.leaves), Fraction(0)) for name in ("won", "open", "lost")
        )
        assert field.won + field.open + field.lost == field.applicable_max
    assert sum(field.won for field in sheet.scale_fields) + sheet.totals.bonus - sheet.totals.penalty == sheet.totals.points


def test_moves_and_gaps_come_with_the_most_points_first(world: World) -> None:
    sheet = sheet_of(world)
    assert [leaf.winnable for leaf in sheet.best_moves] == sorted((leaf.winnable for leaf in sheet.leaves if leaf.winnable and leaf.effect == "scale"), reverse=True)
    assert [leaf.open for leaf in sheet.not_scored] == sorted((leaf.open for leaf in sheet.leaves if leaf.state == "not_scored"), reverse=True)
    assert not any(leaf.effect == "penalty" for leaf in sheet.best_moves)


def test_the_year_before_stands_beside(world: World) -> None:
    run = shown_run(world.open, OWN)
    assert run is not None
    page = sheet_page(run)
    assert page.before is not None and page.place.before is not None
    assert page.before.period == str(world.published.period_end.year)
    assert page.place.before.published_index == page.before.totals.published_index
    assert all(line.before is not None and line.before.key == line.node.key for line in page.fields)


def test_the_first_year_has_no_year_before(world: World) -> None:
    run = shown_run(world.published, OWN)
    assert run is not None
    assert sheet_page(run).before is None
    assert compare_page(run).comparison is None


def test_comparison_leaves_out_what_is_not_scored(world: World) -> None:
    run = shown_run(world.open, OWN)
    assert run is not None
    both = compare_page(run).comparison
    assert both is not None
    pairs = [*both.risen, *both.fallen]
    assert pairs and all(pair.now.state == "scored" == pair.before.state for pair in pairs)  # type: ignore[union-attr]
    assert [pair.change for pair in both.fallen] == sorted(pair.change for pair in both.fallen if pair.change is not None)
    assert (both.only_now, both.only_before) == ((), ())


def test_only_narrows_the_leaves(world: World) -> None:
    run = shown_run(world.open, OWN)
    assert run is not None
    states = {leaf.state for line in sheet_page(run, only="chua-cham").fields for leaf in line.leaves}
    lost = [leaf.lost for line in sheet_page(run, only="chua-dat").fields for leaf in line.leaves]
    assert states == {"not_scored"}
    assert lost and all(value > 0 for value in lost)


def test_neighbours_follow_legal_order(world: World) -> None:
    run = shown_run(world.open, OWN)
    assert run is not None
    leaves = sheet_of(world).leaves
    first, second = leaf_page(run, leaves[0].key), leaf_page(run, leaves[1].key)
    assert first is not None and second is not None
    assert (first.previous, first.following, second.previous) == (None, leaves[1], leaves[0])
    assert leaf_page(run, "no_such_leaf") is None


def test_groups_and_places(world: World) -> None:
    groups = {group.key: [place.agency_code for place in group.places] for group in ranking(world.open)}
    assert groups == {"with_survey": [OTHER, OWN], "without_survey": [WITHOUT_SURVEY]}
    page = ranking_page(world.open, own={world.agencies[WITHOUT_SURVEY].pk})
    assert page.group is not None and page.group.key == "without_survey"
    page = ranking_page(world.open, group="with_survey", order="ten", own={world.agencies[WITHOUT_SURVEY].pk})
    assert [place.agency_code for place in page.places] == [OWN, OTHER]


def test_a_change_is_not_claimed_while_something_is_not_scored(world: World) -> None:
    places = [place for group in ranking(world.open) for place in group.places]
    assert all(place.before is not None and place.change is None for place in places if place.not_scored)


@pytest.mark.parametrize(("words", "found"), [("khoa hoc", [OWN]), ("KHOA HỌC", [OWN]), ("noi vu", [OTHER]), ("khcn", [OWN]), ("so", [OTHER, OWN]), ("zzz", [])])
def test_names_are_found_without_marks(world: World, words: str, found: list[str]) -> None:
    places = next(group for group in ranking(world.open) if group.key == "with_survey").places
    assert [place.agency_code for place in matching(places, words)] == found


def test_national_results_are_added_up_again(db: None) -> None:
    sets = sets_in(PUBLISHED)
    collect_results(sets=sets, set_key="province_blocks", at=AT)
    page = national_page()
    rows = {(year.year, row.agency): row for year in page.shown for row in year.rows}
    printed = {(given.period.end.year, given.agency.name): next(one.value for one in given.declared if one.what == "total") for given in sets}
    assert {key: row.printed_total for key, row in rows.items()} == {key: exact_from_text(value) for key, value in printed.items()}
    assert all(row.added == sum(part.points for part in row.parts if part.points is not None) for row in rows.values())
    assert {key: row.difference for key, row in rows.items() if row.is_off} == {(2023, "Hoà Bình"): 1}
    assert {key for key, row in rows.items() if row.is_rounded_off} == {(2020, "Quảng Ninh"), (2020, "Đồng Tháp"), (2020, "Phú Thọ"), (2022, "Ninh Thuận")}
    assert (page.count, page.off, page.rounded_off, page.years) == (13, 1, 4, (2023, 2022, 2020, 2018))
    assert national_page("2020").count == 10
    assert national_page("nonsense").count == 13
