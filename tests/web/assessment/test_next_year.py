"""What last year lost is seen where this year is claimed; two years are compared only where their points mean the same."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parix.criteria.editions import Edition
from parix.criteria.intake import take_in
from parix.foundation import agencies as engine
from parix.foundation.periods import Period
from parix.foundation.phrases import Text
from parix.web.accounts.queries import standing_of
from parix.web.assessment import actions
from parix.web.assessment.choices import Ground
from parix.web.assessment.models import Round
from parix.web.assessment.queries.between_editions import bridge, bridge_between
from parix.web.assessment.queries.comparison import Comparison
from parix.web.assessment.queries.drafts import draft_of
from parix.web.assessment.queries.lost_points import Entry, ledger_of
from parix.web.assessment.queries.lost_points.carried import carried_into
from parix.web.assessment.queries.pages import compare_page
from parix.web.assessment.queries.sheets import shown_run
from parix.web.assessment.scoring_runs import score_round
from parix.web.measurements.measuring import record
from parix.web.organisations.actions import register_agency
from tests.unit.scoring.made_up_measurements import completed, random_set
from tests.web.assessment.self_world import SelfWorld
from tests.web.assessment.test_lost_points import REMEDY, divide, ledger
from tests.web.worlds import AT, OWN, World, open_round_of

# Found from the root of the repository, where tests are run; a round keeps the name and the fingerprint.
MINI = "tests/samples/editions/department_mini"
OLD, NEW = f"{MINI}/2023-01-01", f"{MINI}/2024-01-01"


def edition(folder: str) -> Edition:
    found = take_in(Path(folder)).edition
    assert found is not None
    return found


@pytest.fixture
def two_years(world: World) -> tuple[World, Round, Round]:
    """One agency scored by the old edition in one year and by the new one in the next, both published."""
    agency = register_agency(given=engine.Agency("DEMO.MINI", "Sở Nhỏ", "department"), parent=world.province)
    coordinator, rounds = world.people["coordinator"], []
    for year, folder in ((2023, OLD), (2024, NEW)):
        own, random = edition(folder), Random(year)
        chosen = actions.EditionChosen(own.settings.set, folder, own.fingerprint)
        period = Period.of_year(year)
        given = random_set(own, engine.Agency(agency.code, agency.name, "department"), period, random)
        record(agency=agency, given=completed(own, given, random, nothing_arose=False), by=coordinator, at=AT)
        round = open_round_of(year, world.province, [agency], coordinator, slug=f"nho-{year}", edition=chosen, title=Text(f"Nhỏ {year}", f"Small {year}"))
        score_round(round=round, by=coordinator, at=AT)
        rounds.append(actions.publish_round(round=round, decision="QĐ (mẫu)", by=coordinator, at=AT))
    return world, rounds[0], rounds[1]


def both_years(round: Round) -> Comparison:
    run = shown_run(round, "DEMO.MINI")
    assert run is not None
    found = compare_page(run).comparison
    assert found is not None
    return found


def test_a_bridge_follows_the_mapping_and_bars_what_changed() -> None:
    old, new = edition(OLD), edition(NEW)
    found = bridge(old, new)
    assert found.targets["feedback_handled"] == ("feedback_settled",)
    assert found.sources["quarterly_reports_on_time"] == ("reports_on_time",)
    assert "notice_board" in found.reasons and "notice_board" not in found.targets
    placed = ({one.leaf.key: one.leaf for one in each.placed_leaves} for each in (old, new))
    before, after = placed
    for key, came_from in found.compared.items():
        mine, theirs = after[key], before[came_from]
        assert (mine.max_points, mine.rule, mine.scored_by, mine.effect) == (theirs.max_points, theirs.rule, theirs.scored_by, theirs.effect)
    assert found.barred and not found.barred.keys() & found.compared.keys()
    same = bridge(new, new)
    assert same.compared == {key: key for key in new.leaves} and not same.barred


def test_two_years_are_compared_on_what_means_the_same(two_years: tuple[World, Round, Round]) -> None:
    _world, _old, now = two_years
    both, found = both_years(now), bridge(edition(OLD), edition(NEW))
    assert not both.same_edition
    assert {pair.now.key for pair in both.compared} <= found.compared.keys()
    assert {pair.now.key for pair in both.barred} == {key for key, olds in found.sources.items() if key not in found.compared and olds}
    assert {leaf.key for leaf in both.only_now} == edition(NEW).leaves.keys() - found.sources.keys()
    assert [(one.leaf.key, one.why) for one in both.only_before] == [(key, found.reasons[key]) for key in edition(OLD).leaves if key not in found.targets]
    points, before, whole = both.common
    assert points == sum((pair.now.won for pair in both.compared), Fraction(0)) and before == sum((pair.before.won for pair in both.compared), Fraction(0))
    assert whole == sum((pair.before.applicable_max for pair in both.compared), Fraction(0))
    changes = [one.change for one in both.fields if one.now.is_on_scale and one.change is not None]
    assert sum(changes, Fraction(0)) == points - before


def test_the_page_says_what_is_not_compared(two_years: tuple[World, Round, Round]) -> None:
    world, _old, now = two_years
    page = world.client("").get(f"/cong-khai/{now.slug}/DEMO.MINI/so-voi-nam-truoc/").content.decode()
    assert "Có ở cả hai năm nhưng đã đổi" in page and "Chỉ năm trước có" in page and "tiêu chí so được" in page


def test_losses_are_carried_over_to_the_leaves_that_they_became(two_years: tuple[World, Round, Round]) -> None:
    world, before, now = two_years
    run = shown_run(before, "DEMO.MINI")
    assert run is not None
    found, lost = bridge_between(before, now), {line.loss.key: line.loss.points for line in ledger_of(run).divided}
    assert found is not None and lost
    carried = carried_into(now, run.agency_id, standing_of(world.people["coordinator"]))
    expected = {key: sum((lost[old] for old in olds if old in lost), Fraction(0)) for key, olds in found.sources.items() if set(olds) & lost.keys()}
    assert {key: one.points for key, one in carried.items()} == expected
    assert not any(one.is_saved for one in carried.values())


def test_a_remedy_is_shown_where_the_leaf_is_claimed_next_year(self_world: SelfWorld) -> None:
    claimed = {line.loss.key for line in ledger(self_world).divided}
    client, start = self_world.world.client("staff"), f"/cham-diem/{self_world.own.round.slug}/{OWN}/tu-danh-gia/"
    key = "plan_tasks_done"
    assert key in claimed
    proposed = client.get(f"{start}tieu-chi/{key}/").content.decode()
    assert "Điểm mất năm trước" in proposed and "Gợi ý:" in proposed
    line = ledger(self_world).line(key)
    assert line is not None
    entry = Entry(line.loss.points, Ground.LATE, "chậm ba tháng", self_world.office, remedy_unit=self_world.inspectorate, **REMEDY)  # type: ignore[arg-type]
    divide(self_world, key, [entry])
    shown = client.get(f"{start}tieu-chi/{key}/").content.decode()
    assert "chậm ba tháng" in shown and "Lập sổ theo dõi" in shown and "Thanh tra" in shown
    listed = client.get(f"{start}?xem=diem-mat").content.decode()
    assert listed.count("Năm trước mất") == len(claimed & _claimed(self_world)) + 1  # the filter's own words are one more
    assert "lập sổ theo dõi" in listed
    appraiser = self_world.world.client("appraiser").get(f"{start}tieu-chi/{key}/").content.decode()
    assert "lập sổ theo dõi" not in appraiser.lower()


def _claimed(world: SelfWorld) -> set[str]:
    draft = draft_of(world.own)
    assert draft is not None
    return {one.leaf.key for one in draft.claimed}


def test_the_list_asks_as_little_after_everything_is_divided(self_world: SelfWorld) -> None:
    client, path = self_world.world.client("staff"), f"/cham-diem/{self_world.own.round.slug}/{OWN}/tu-danh-gia/"

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    first = ledger(self_world).divided[0]
    divide(self_world, first.loss.key, [Entry(first.loss.points, Ground.LATE)])
    few = count()
    for line in ledger(self_world).divided[1:]:
        divide(self_world, line.loss.key, [replace(line.entries[0], ground=Ground.LATE, is_recoverable=None)])
    assert count() == few
