"""A hundred and fifty agencies submit at once in the closing minutes: none is lost, each has its receipt of the minute, none is submitted twice.

Run with `-rA` or with logging shown it says how long they waited.
"""

from __future__ import annotations

import logging
import statistics
import threading
import time
from queue import Empty, Queue

from django.db import connections
from django.utils import timezone
from pytest_django import Settings

from parix.criteria.library import SHIPPED
from parix.scoring.bundles import verify_bundle
from parix.web.assessment.models import Participation, Submission
from parix.web.assessment.scoring_runs.submissions import is_genuine, submit
from parix.web.audit_trail.models import Entry
from tests.web.assessment.submitting_world import build_ready_to_submit
from tests.web.assessment.switch_world import SAMPLES
from tests.web.databases import Database

AGENCIES, AT_ONCE = 150, 32
LONGEST_SECONDS = 60.0  # with other work on the machine too; the figure itself is told


def test_everybody_submits_in_the_closing_minutes(each_database: Database, settings: Settings) -> None:
    settings.CRITERIA_SETS = (SAMPLES, SHIPPED)
    world = build_ready_to_submit(AGENCIES)
    waiting: Queue[Participation] = Queue()
    for one in world.parts():
        waiting.put(one)
    took: list[float] = []
    failed: list[str] = []
    together = threading.Barrier(AT_ONCE)

    def work() -> None:
        try:
            together.wait()
            while True:
                one = waiting.get_nowait()
                began = time.monotonic()
                try:
                    submit(participation=one, by=world.clerk, at=timezone.now())
                except Exception as told:  # whatever it is, the comparison names it
                    failed.append(f"{one.agency.code}: {told!r}")
                took.append(time.monotonic() - began)
        except Empty:
            pass
        finally:
            connections.close_all()

    began = time.monotonic()
    threads = [threading.Thread(target=work) for _one in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    whole = time.monotonic() - began
    assert failed == []
    rows = list(Submission.objects.select_related("participation__agency").order_by("pk"))
    assert {one.participation.agency.code for one in rows} == set(world.codes) and len(rows) == AGENCIES
    assert all(is_genuine(one) for one in rows)
    assert {verify_bundle(bytes(one.bundle)).fingerprint for one in rows} == {one.bundle_fingerprint for one in rows}
    assert all(f"Thời điểm nộp: {timezone.localtime(one.submitted_at):%H:%M ngày %d/%m/%Y}" in one.receipt for one in rows)
    assert Entry.objects.filter(act="assessment.submitted").count() == AGENCIES
    longest, middle = max(took), statistics.median(took)
    figure = "%s: %s submissions, %s at once, in %.1f s; median %.2f s, longest %.2f s"
    logging.getLogger(__name__).warning(figure, each_database.vendor, AGENCIES, AT_ONCE, whole, middle, longest)
    assert longest < LONGEST_SECONDS
