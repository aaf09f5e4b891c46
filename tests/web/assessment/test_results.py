"""Stored results: what is stored is what the engine gives, each names its origin, and none is ever changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from parix.criteria.library import SHIPPED
from parix.foundation.facts import Number, Share
from parix.foundation.problems import ProblemsFound
from parix.foundation.version import SOFTWARE_VERSION
from parix.scoring.groups import ranked, score_group
from parix.scoring.sheet_json import sheet_to_json
from parix.web.accounts.workflow import StepRefused
from parix.web.assessment import actions
from parix.web.assessment.choices import Stage
from parix.web.assessment.models import CollectedResult, ResultIsFinal, ScoringRun
from parix.web.assessment.queries.rounds import participants, period_of
from parix.web.assessment.queries.sheets import shown_run
from parix.web.assessment.scoring_runs import collect_results, inputs_digest, score_round, sets_in
from parix.web.measurements.measuring import measurement_sets, record
from tests.web.worlds import AT, OWN, YEAR, World, made_up_sets, open_round_of, the_edition

PARTS = "province_blocks"
PUBLISHED = SHIPPED.parent / "published_results"


def run_of(world: World, code: str = OWN) -> ScoringRun:
    run = shown_run(world.open, code)
    assert run is not None
    return run


def test_a_stored_run_is_what_the_engine_gives(world: World) -> None:
    sets = measurement_sets(participants(world.open), period_of(world.open))
    placings = {placing.sheet.agency.code: placing for placing in ranked(score_group(the_edition(), sets))}
    for code, placing in placings.items():
        run = run_of(world, code)
        assert run.sheet == sheet_to_json(placing.sheet)
        assert (run.rank, run.best_rank, run.worst_rank, run.out_of) == (placing.rank, placing.best, placing.worst, placing.out_of)
        assert run.inputs_digest == inputs_digest(placing.sheet.given)


def test_a_stored_run_names_edition_inputs_and_version(world: World) -> None:
    run, edition = run_of(world), the_edition()
    assert (run.edition_name, run.edition_fingerprint, run.software_version) == (edition.name, edition.fingerprint, SOFTWARE_VERSION)
    assert len(run.inputs_digest) == 64


def test_figures_travel_through_the_database_unchanged(world: World) -> None:
    given = made_up_sets(YEAR)[OWN]
    stored = measurement_sets([world.agencies[OWN]], given.period)[0]
    now = {(one.code, one.period): one for one in given.measurements}
    held = {(one.code, one.period): one for one in stored.measurements if (one.code, one.period) in now}
    assert held == now


def test_a_changed_figure_gives_a_new_batch_and_leaves_the_old_one(world: World) -> None:
    before = run_of(world)
    given = made_up_sets(YEAR)[OWN]
    changed = tuple(replace(one, fact=Share(one.fact.denominator, one.fact.denominator)) if one.code == "procedures.published" and isinstance(one.fact, Share) else one
                    for one in given.measurements)
    assert record(agency=world.agencies[OWN], given=replace(given, measurements=changed), by=world.people["officer"], at=AT) == 1
    assert score_round(round=world.open, by=world.people["coordinator"], at=AT) == 2
    world.open.refresh_from_db()
    after = run_of(world)
    assert (before.batch, after.batch) == (1, 2)
    assert before.inputs_digest != after.inputs_digest
    assert ScoringRun.objects.get(pk=before.pk).sheet == before.sheet


def test_scoring_again_with_equal_figures_gives_equal_results(world: World) -> None:
    before = run_of(world)
    score_round(round=world.open, by=world.people["coordinator"], at=AT)
    world.open.refresh_from_db()
    after = run_of(world)
    assert (after.sheet, after.inputs_digest) == (before.sheet, before.inputs_digest)


CHANGES: dict[str, Callable[[ScoringRun], object]] = {
    "save": lambda run: run.save(),
    "save some": lambda run: run.save(update_fields=["points"]),
    "delete": lambda run: run.delete(),
    "update all": lambda run: ScoringRun.objects.update(points="100"),
    "update one": lambda run: ScoringRun.objects.filter(pk=run.pk).update(points="100"),
    "delete all": lambda run: ScoringRun.objects.all().delete(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_stored_run_refuses_to_change(world: World, change: str) -> None:
    with pytest.raises(ResultIsFinal):
        CHANGES[change](run_of(world))


@pytest.mark.parametrize("table", ["assessment_scoringrun", "assessment_collectedresult"])
def test_the_database_itself_refuses_a_change(world: World, table: str) -> None:
    collect_results(sets=sets_in(PUBLISHED)[:1], set_key=PARTS, at=AT)
    with pytest.raises(DatabaseError, match="a stored result is final"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET software_version = 'x'")


def test_a_published_round_is_scored_and_published_no_more(world: World) -> None:
    coordinator = world.people["coordinator"]
    with pytest.raises(StepRefused):
        score_round(round=world.published, by=coordinator, at=AT)
    with pytest.raises(StepRefused):
        actions.publish_round(round=world.published, decision="", by=coordinator, at=AT)


@pytest.mark.parametrize("person", ["officer", "director", "officer of another", "auditor", "coordinator elsewhere", "without role"])
def test_only_the_provinces_coordinator_scores_publishes_and_opens(world: World, person: str) -> None:
    by = world.people[person]
    with pytest.raises(StepRefused):
        score_round(round=world.open, by=by, at=AT)
    with pytest.raises(StepRefused):
        actions.publish_round(round=world.open, decision="", by=by, at=AT)
    with pytest.raises(PermissionDenied):
        open_round_of(YEAR + 1, world.province, [], by)
    world.open.refresh_from_db()
    assert (world.open.stage, world.open.current_batch) == (Stage.SELF_ASSESSMENT, 1)


def test_publishing_fixes_the_batch_that_was_decided(world: World) -> None:
    coordinator = world.people["coordinator"]
    score_round(round=world.open, by=coordinator, at=AT)
    published = actions.publish_round(round=world.open, decision="Quyết định số 02/QĐ-MẪU", by=coordinator, at=AT)
    assert (published.stage, published.published_batch, published.published_at, published.decision) == (Stage.PUBLISHED, 2, AT, "Quyết định số 02/QĐ-MẪU")


def test_an_edition_that_changed_since_is_refused(world: World) -> None:
    world.open.edition_fingerprint = "0" * 64
    world.open.save()
    with pytest.raises(ProblemsFound) as refused:
        score_round(round=world.open, by=world.people["coordinator"], at=AT)
    assert [problem.code for problem in refused.value.problems] == ["round.edition_changed"]


def test_figures_that_do_not_fit_store_nothing(world: World) -> None:
    given = made_up_sets(YEAR)[OWN]
    broken = tuple(replace(one, fact=Number(one.fact.numerator)) if isinstance(one.fact, Share) else one for one in given.measurements)
    record(agency=world.agencies[OWN], given=replace(given, measurements=broken), by=None, at=AT)
    with pytest.raises(ProblemsFound):
        score_round(round=world.open, by=world.people["coordinator"], at=AT)
    assert set(ScoringRun.objects.filter(round=world.open).values_list("batch", flat=True)) == {1}


def test_published_results_are_collected_once(db: None) -> None:
    sets = sets_in(PUBLISHED)
    assert collect_results(sets=sets, set_key=PARTS, at=AT) == len(sets)
    assert collect_results(sets=sets, set_key=PARTS, at=AT) == 0
    assert CollectedResult.objects.count() == len(sets)
