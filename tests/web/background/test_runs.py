"""From asking to the ledger: one run at a time, retries, merging, what is written down and what is not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from parix.web.background.actions import enqueue, unhurried
from parix.web.background.actions.asking import ask_again
from parix.web.background.actions.keeping import forget_before
from parix.web.background.actions.performing import HERE, JobUnknown, perform_run
from parix.web.background.actions.recovering import LEASE, sweep
from parix.web.background.jobs import prune
from parix.web.background.models import Run
from parix.web.background.queries import run_row, run_rows, tally
from tests.web.background.sample import jobs

ROOM = "tests.web.background.sample.jobs"
NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def perform(run_id: int, now: datetime = NOW, worker: str = "here") -> Run:
    perform_run(run_id, worker=worker, clock=lambda: now)
    return Run.objects.get(pk=run_id)


def test_a_run_is_queued_performed_and_written_down() -> None:
    run_id = enqueue(f"{ROOM}.note", by="canbo", now=NOW, round_id=7, kind="x")
    run = Run.objects.get(pk=run_id)
    assert (run.state, run.arguments, run.asked_by, run.queued_at) == ("queued", {"round_id": 7, "kind": "x"}, "canbo", NOW)
    assert list(DBTaskResult.objects.values_list("args_kwargs", flat=True)) == [{"args": [], "kwargs": {"run_id": run_id}}]
    later = NOW + timedelta(seconds=3)
    run = perform(run_id, later)
    assert [{"now": later, "round_id": 7, "kind": "x"}] == jobs.CALLS
    assert (run.state, run.started_at, run.ended_at, run.attempts, run.problem) == ("done", later, later, 1, "")


def test_what_is_loaded_in_bulk_lets_others_go_first() -> None:
    with unhurried():
        bulk = [enqueue(f"{ROOM}.note", now=NOW, file_id=number) for number in (1, 2)]
    hurried = enqueue(f"{ROOM}.note", now=NOW, file_id=3)
    taken = [result.args_kwargs["kwargs"]["run_id"] for result in DBTaskResult.objects.ready()]
    assert taken == [hurried, *bulk]


def test_a_run_is_performed_once() -> None:
    run_id = enqueue(f"{ROOM}.note", now=NOW)
    perform(run_id)
    perform(run_id)
    assert len(jobs.CALLS) == 1


def test_asking_is_undone_with_the_change_that_asked() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        enqueue(f"{ROOM}.note", now=NOW)
        raise RuntimeError("the action failed")
    assert (Run.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_with_the_immediate_queue_the_job_runs_when_the_change_is_kept(
    settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        run_id = enqueue(f"{ROOM}.note", n=1)
        assert jobs.CALLS == []
    assert [call["n"] for call in jobs.CALLS] == [1]
    assert Run.objects.get(pk=run_id).state == "done"


@pytest.mark.parametrize("name", [
    "os.system", "jobs.note", f"{ROOM}.nothing", f"{ROOM}._private", f"{ROOM}.ELSEWHERE", f"{ROOM}.CALLS", f"{ROOM}.HERE.worker", "", "x",
    "parix.web.background.actions.enqueue",
])
def test_only_jobs_can_be_asked_for(name: str) -> None:
    with pytest.raises(JobUnknown):
        enqueue(name, now=NOW)
    assert Run.objects.count() == 0


def test_a_failure_is_tried_again_each_time_later_and_given_up_at_last() -> None:
    run_id, now, pauses = enqueue(f"{ROOM}.stumble", now=NOW, person="nguyen.van.a"), NOW, []
    for _attempt in range(4):
        run = perform(run_id, now)
        assert run.state == "waiting"
        pauses.append((run.due_at - now).total_seconds())
        assert sweep(now=run.due_at - timedelta(seconds=1)) == 0
        now = run.due_at
        assert sweep(now=now) == 1
    assert pauses == [30, 120, 480, 1920]
    run = perform(run_id, now)
    assert (run.state, run.attempts, run.ended_at) == ("failed", 5, now)
    again = ask_again(run_id=run_id, by="quantri", now=now)
    assert Run.objects.get(pk=again).arguments == {"person": "nguyen.van.a"}
    assert ask_again(run_id=again or 0, by="quantri", now=now) is None


def test_the_problem_names_kind_and_place_but_no_person(caplog: pytest.LogCaptureFixture) -> None:
    run = perform(enqueue(f"{ROOM}.stumble", now=NOW, person="nguyen.van.a"))
    assert run.problem.startswith("builtins.ValueError (web/background/actions/performing.py:")
    assert "nguyen" not in run.problem + caplog.text


def test_input_that_was_refused_is_not_tried_again() -> None:
    run = perform(enqueue(f"{ROOM}.refuse", now=NOW))
    assert (run.state, run.attempts) == ("failed", 1)
    assert run.problem == "[sample.bad] sheet 1: nộp lại tệp\n[sample.worse] xuất lại tệp"


def test_equal_requests_that_wait_are_merged_into_the_one_that_starts() -> None:
    first, second, other = (enqueue(f"{ROOM}.note", now=NOW, n=n) for n in (1, 1, 2))
    perform(first)
    assert [call["n"] for call in jobs.CALLS] == [1]
    assert list(Run.objects.order_by("pk").values_list("state", "merged_into")) == [("done", None), ("merged", first), ("queued", None)]
    shown = run_row(second, NOW)
    assert shown is not None
    assert (shown.id, shown.state) == (first, "done")
    perform(second)
    perform(other)
    assert [call["n"] for call in jobs.CALLS] == [1, 2]


def test_the_same_work_never_runs_twice_at_once() -> None:
    first, second = enqueue(f"{ROOM}.note", now=NOW, n=1), enqueue(f"{ROOM}.note", now=NOW + timedelta(1), n=1)
    Run.objects.filter(pk=first).update(state="running", worker="elsewhere", seen_at=NOW)
    run = perform(second)
    assert (run.state, run.due_at, run.attempts) == ("waiting", NOW + timedelta(seconds=5), 0)
    assert jobs.CALLS == []
    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.filter(pk=second).update(state="running")


def test_a_worker_that_is_asked_to_stop_leaves_the_job_for_the_next() -> None:
    run = perform(enqueue(f"{ROOM}.be_stopped", now=NOW))
    assert [call["count"] for call in jobs.CALLS] == [0, 1, 2, 3]
    assert (run.state, run.due_at, run.attempts) == ("waiting", NOW, 0)
    HERE.stopping.clear()
    assert sweep(now=NOW) == 1


def test_a_worker_that_was_thought_dead_does_not_write_over_the_next_one() -> None:
    run_id = enqueue(f"{ROOM}.walk", now=NOW, steps=3, seconds="0")
    Run.objects.filter(pk=run_id).update(state="running", worker="elsewhere:1:a", seen_at=NOW, attempts=1)
    assert sweep(now=NOW + LEASE) == 0
    assert sweep(now=NOW + LEASE + timedelta(seconds=1)) == 1
    run = perform(run_id, NOW + LEASE)
    assert (run.state, run.attempts, run.progress_count, run.progress_of) == ("done", 2, 3, 3)


def test_a_job_that_kills_its_worker_is_given_up() -> None:
    run_id = enqueue(f"{ROOM}.note", now=NOW)
    Run.objects.filter(pk=run_id).update(state="running", worker="elsewhere:1:a", seen_at=NOW, attempts=5)
    sweep(now=NOW + timedelta(hours=1))
    assert Run.objects.values_list("state", "problem").get() == ("failed", "parix.background.worker_gone")


def test_a_request_that_was_lost_on_the_way_is_found() -> None:
    run_id = enqueue(f"{ROOM}.note", now=NOW)
    assert sweep(now=NOW + timedelta(hours=1)) == 0
    DBTaskResult.objects.all().delete()
    assert sweep(now=NOW + timedelta(minutes=1)) == 0
    assert sweep(now=NOW + timedelta(hours=1)) == 1
    assert list(DBTaskResult.objects.values_list("args_kwargs__kwargs__run_id", flat=True)) == [run_id]


def test_progress_and_remaining_time_can_be_shown() -> None:
    run_id = enqueue(f"{ROOM}.walk", now=NOW, steps=3, seconds="0")
    Run.objects.filter(pk=run_id).update(state="running", started_at=NOW, progress_count=1, progress_of=4)
    row = run_row(run_id, NOW + timedelta(seconds=20))
    assert row is not None
    assert (row.percent, row.remaining, row.is_open) == (25, timedelta(seconds=60), True)
    assert run_row(10**9, NOW) is None


def test_the_ledger_is_listed_by_state_and_job_in_pages() -> None:
    made = [enqueue(f"{ROOM}.note", now=NOW, n=n) for n in range(5)]
    failed = perform(enqueue(f"{ROOM}.refuse", now=NOW)).pk
    rows, following = run_rows(now=NOW, state="open", size=3)
    assert ([row.id for row in rows], following) == (made[:1:-1], made[2])
    assert [row.id for row in run_rows(now=NOW, state="open", below=following, size=3)[0]] == made[1::-1]
    assert [row.id for row in run_rows(now=NOW, state="failed")[0]] == [failed]
    assert [row.id for row in run_rows(now=NOW, job=f"{ROOM}.refuse")[0]] == [failed]
    assert (tally().open, tally().failed) == (5, 1)


def test_old_lines_go_and_failures_stay_longer() -> None:
    for name in ("note", "refuse"):
        perform(enqueue(f"{ROOM}.{name}", now=NOW))
    prune(now=NOW + timedelta(days=31), progress=lambda count, of: None)
    assert list(Run.objects.values_list("state", flat=True)) == ["failed"]
    forget_before(ended=NOW, failed=NOW + timedelta(days=1))
    assert Run.objects.count() == 0
