"""The central acts of a year on PostgreSQL as well: tests of the room, each run again there on a world that is built once, and undone."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker, Settings

from parix.criteria.library import SHIPPED
from parix.web.assessment.choices import Stage
from tests.web.assessment import (
    test_appraisal_pages,
    test_claims,
    test_council,
    test_council_pages,
    test_deadlines,
    test_duties,
    test_evidence,
    test_evidence_pages,
    test_lost_points,
    test_opening_rounds,
    test_rulings,
    test_seen,
    test_submissions,
    test_switch_pages,
    test_switching,
    test_telling,
    test_two_clocks,
)
from tests.web.assessment.appraisal_world import build_appraisal_world
from tests.web.assessment.council_world import CouncilWorld, build_council_world
from tests.web.assessment.self_world import build_self_world
from tests.web.assessment.switch_world import SAMPLES, build_switch_world
from tests.web.databases import as_default, new_postgres

pytestmark = pytest.mark.needs_postgres


def _council() -> CouncilWorld:
    world = build_council_world()
    world.attend()
    return world


WORLDS: dict[str, Callable[[], Any]] = {
    "self_world": build_self_world, "appraisal_world": build_appraisal_world, "council": _council, "midyear": build_switch_world,
}
# Worlds of single files, made of one of those above.
MADE_OF: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "opened": ("self_world", test_evidence_pages.opened_now),
    "today_world": ("appraisal_world", lambda world: (test_appraisal_pages.now_is(Stage.APPRAISAL), world)[1]),
}
CENTRAL: tuple[Callable[..., None], ...] = (
    test_claims.test_every_save_is_kept_and_noted,
    test_claims.test_the_live_sheet_is_the_one_that_scoring_everything_gives,
    test_claims.test_the_rank_counts_who_stands_above,
    test_claims.test_the_later_writer_is_told_with_both_texts,
    test_claims.test_the_database_refuses_to_change_a_revision,
    test_duties.test_a_change_in_bulk_is_noted_for_each,
    test_duties.test_the_pages_assign_and_time,
    test_duties.test_pages_ask_as_often_for_one_leaf_as_for_all,
    test_evidence.test_one_document_proves_several_leaves_and_twice_is_once,
    test_evidence.test_evidence_is_part_of_the_frozen_version,
    test_evidence.test_a_check_that_is_stale_is_made_afresh_and_then_kept,
    test_evidence_pages.test_the_search_finds_what_one_may_see,
    test_evidence_pages.test_documents_are_chosen_from_the_register_without_marks,
    test_evidence_pages.test_one_document_is_linked_to_many_leaves_from_its_own_page,
    test_submissions.test_two_certify_one_submits_and_the_bundle_gives_the_score_again,
    test_submissions.test_the_pages_certify_submit_and_show_the_receipt,
    test_submissions.test_the_database_refuses_to_change_a_submission,
    test_telling.test_each_step_to_the_submission_calls_the_next_person,
    test_deadlines.test_a_round_reminds_seven_three_and_one_days_before_and_once_when_late,
    test_opening_rounds.test_a_round_with_its_agencies_and_its_calendar,
    test_lost_points.test_the_form_divides_keeps_what_was_typed_and_tells_what_is_wrong,
    test_lost_points.test_the_files_hold_every_entry_and_the_same_sums,
    test_two_clocks.test_what_was_known,
    test_two_clocks.test_what_was_true,
    test_rulings.test_corrected_inputs_change_the_points_and_the_claim_stays,
    test_rulings.test_two_mark_blind_and_one_of_them_rules,
    test_rulings.test_the_agency_states_and_silence_is_carried_out_by_an_act,
    test_rulings.test_an_appeal_is_filed_in_its_time_and_answered_with_a_ruling_above,
    test_seen.test_the_set_can_be_asked_for_as_it_was_known,
    test_appraisal_pages.test_asked_answered_seen_appealed_and_answered_again,
    test_appraisal_pages.test_the_queue_counts_what_it_shows,
    test_council.test_a_carried_motion_is_a_ruling_and_the_points_follow,
    test_council.test_after_the_close_nothing_of_the_round_changes,
    test_council.test_what_is_published_is_what_the_council_left_and_replays_to_the_last_digit,
    test_council_pages.test_from_the_form_to_the_public_page,
    test_council_pages.test_pages_ask_as_little_for_many_motions,
    test_switching.test_every_leaf_finds_its_way,
    test_switching.test_back_again_as_it_was,
    test_switching.test_evidence_goes_along_and_stays_where_it_was,
    test_switch_pages.test_a_form_that_was_open_keeps_what_was_typed,
)


@pytest.fixture(scope="module")
def worlds(migrated_postgres: str, django_db_blocker: DjangoDbBlocker) -> Iterator[Callable[[str], tuple[str, Any]]]:
    """The address of a database with the world, and the world; built when it is asked for first."""
    built: dict[str, tuple[str, Any]] = {}
    with ExitStack() as open_databases:
        def world(name: str) -> tuple[str, Any]:
            if name not in built:
                url = open_databases.enter_context(new_postgres(migrated_postgres))
                with django_db_blocker.unblock(), as_default(url):
                    built[name] = (url, WORLDS[name]())
            return built[name]

        yield world


@pytest.fixture(autouse=True)
def sample_sets(settings: Settings) -> None:
    settings.CRITERIA_SETS = (SAMPLES, SHIPPED)


@pytest.mark.parametrize("central", CENTRAL, ids=lambda one: f"{one.__module__.rpartition('.')[2]}-{one.__name__}")
def test_on_postgres(
    central: Callable[..., None], worlds: Callable[[str], tuple[str, Any]], django_db_blocker: DjangoDbBlocker, request: pytest.FixtureRequest,
) -> None:
    wanted = list(inspect.signature(central).parameters)
    asked = next(name for name in wanted if name in WORLDS or name in MADE_OF)
    base, prepare = MADE_OF.get(asked, (asked, lambda world: world))
    given = {name: request.getfixturevalue(name) for name in wanted if name != asked}
    url, world = worlds(base)
    with django_db_blocker.unblock(), as_default(url), transaction.atomic():
        assert connection.vendor == "postgresql"
        central(**given, **{asked: prepare(copy.deepcopy(world))})
        transaction.set_rollback(True)
