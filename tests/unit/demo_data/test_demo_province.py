"""The made-up province: the same for the same seed, believable, and at odds with no shipped edition."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from parix.criteria.editions import Edition
from parix.criteria.intake import take_in
from parix.criteria.library import edition_folders
from parix.demo_data.measuring import measurement_sets
from parix.demo_data.province import DemoProvince, demo_province
from parix.foundation.facts import NothingArose, NotKnown
from parix.foundation.measurements import MeasurementSet, double_measurements
from parix.foundation.periods import Period
from parix.scoring.fitting import unfit
from parix.scoring.groups import Placing, ranked, score_group

FOLDERS = edition_folders()


def _edition(folder: Path) -> Edition:
    edition = take_in(folder).edition
    assert edition is not None
    return edition


def _scored_year(edition: Edition) -> int:
    """A whole year in which the edition is in force."""
    since = edition.settings.in_force.since
    return since.year if (since.month, since.day) == (1, 1) else since.year + 1


def _department_set() -> Edition:
    return _edition(next(folder for folder in FOLDERS if folder.parent.name.startswith("department_reconstructed")))


def _years(edition: Edition) -> tuple[int, int, int]:
    year = _scored_year(edition)
    return year, year + 1, year + 2


def test_same_seed_gives_the_same_figures_and_another_seed_others() -> None:
    edition = _department_set()
    years = _years(edition)
    first, again, other = (demo_province(seed, years).measurement_sets(edition, years[1]) for seed in (7, 7, 8))
    assert first == again
    assert [one.agency for one in first] == [one.agency for one in other]
    assert all(one.measurements != two.measurements for one, two in zip(first, other, strict=True))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_fits_every_shipped_edition(folder: Path) -> None:
    edition = _edition(folder)
    year = _scored_year(edition)
    province = demo_province(3, (year,))
    sets = province.measurement_sets(edition, year)
    covered = [agency for agency in province.agencies if agency.kind in edition.settings.applies_to]
    assert [one.agency for one in sets] == covered
    assert covered
    for one in sets:
        assert unfit(edition, one) == []
        assert double_measurements(one.measurements) == []
        asked = {use.code for leaf in edition.leaves.values() for use in leaf.measures.values()}
        assert {measured.code for measured in one.measurements if measured.period == one.period} == asked


def test_twenty_departments_six_without_citizens_to_survey() -> None:
    province = demo_province(1, (2024,))
    assert len({agency.code for agency in province.departments}) == 20
    assert sum("no_citizen_survey" in agency.traits for agency in province.departments) == 6
    assert {agency.kind for agency in province.departments} == {"department"}
    assert all(agency.code.startswith("DEMO") for agency in province.agencies)


def test_every_source_says_that_it_is_a_sample() -> None:
    edition = _department_set()
    year = _scored_year(edition)
    sources = {one.source for given in demo_province(1, (year,)).measurement_sets(edition, year) for one in given.measurements}
    assert all("mẫu" in source.title and "DEMO" in source.reference for source in sources)


def test_totals_spread_as_real_ones_do_and_the_story_is_told() -> None:
    edition = _department_set()
    years = _years(edition)
    province = demo_province(7, years)
    placed = [_placings(edition, province, year) for year in years[:2]]
    indexes = [float(one.sheet.index) for one in placed[1].values()]
    assert 55 < min(indexes) < 72
    assert 88 < max(indexes) < 99
    ours = [placings["DEMO.KHCN"] for placings in placed]
    assert ours[1].rank > ours[0].rank
    assert ours[1].sheet.index < ours[0].sheet.index
    assert 4 <= ours[1].rank <= 11


def test_agencies_stay_near_themselves_from_year_to_year() -> None:
    edition = _department_set()
    years = _years(edition)
    province = demo_province(7, years)
    first, second = (_placings(edition, province, year) for year in years[:2])
    changes = [abs(float(second[code].sheet.index - first[code].sheet.index)) for code in first]
    assert 0 < sum(changes) / len(changes) < 6


def test_the_running_year_has_open_facts_the_years_before_have_none() -> None:
    edition = _department_set()
    years = _years(edition)
    province = demo_province(7, years)
    unknown = [[_unknown(one) for one in province.measurement_sets(edition, year)] for year in years]
    wanted = len({use.code for leaf in edition.leaves.values() for use in leaf.measures.values()})
    assert unknown[0] == unknown[1] == [0] * 20
    assert unknown[2] == [round(wanted * Fraction(3, 20))] * 20
    facts = [one.fact for given in province.measurement_sets(edition, years[1]) for one in given.measurements]
    assert any(isinstance(fact, NothingArose) for fact in facts)


def test_completeness_is_the_share_of_known_measures() -> None:
    edition = _department_set()
    period = Period.of_year(_scored_year(edition))
    agencies = demo_province(1, (2024,)).departments
    for completeness, unknown in ((Fraction(1), 0), (Fraction(0), None), (Fraction(1, 2), None)):
        for one in measurement_sets(edition, agencies, period, 5, completeness):
            expected = round(len(one.measurements) * (1 - completeness)) if unknown is None else unknown
            assert _unknown(one) == expected


def test_a_year_that_was_not_asked_for_is_refused() -> None:
    with pytest.raises(ValueError, match="1999"):
        demo_province(1, (2024,)).measurement_sets(_department_set(), 1999)


def _placings(edition: Edition, province: DemoProvince, year: int) -> dict[str, Placing]:
    sheets = score_group(edition, province.measurement_sets(edition, year), explain=False)
    return {placing.sheet.agency.code: placing for placing in ranked(sheets)}


def _unknown(given: MeasurementSet) -> int:
    return sum(isinstance(one.fact, NotKnown) for one in given.measurements)
