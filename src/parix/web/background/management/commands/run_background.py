"""`manage.py run_background`: performs queued jobs, keeps the schedule, and takes up what a dead worker left; one process.

SIGTERM or SIGINT: the running job is left where it reports progress and resumed by the next worker; a second signal ends
at once. Several may run, also on several machines against one PostgreSQL.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import Error, connection, connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from parix.web.background.actions.performing import HERE
from parix.web.background.actions.recovering import SIGN_OF_LIFE, give_sign_of_life, sweep
from parix.web.background.actions.scheduling import lay_out, start_due

log = logging.getLogger("parix.background")

SECONDS_BETWEEN_LOOKS = 0.5
SECONDS_BETWEEN_TICKS = 5
SECONDS_AFTER_FAILURE = 5


class Command(BaseCommand):
    help = "Chạy việc nền và lịch chạy (runs background jobs and their schedule)"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="làm hết những gì đang chờ rồi dừng")
        parser.add_argument("--parent", type=int, default=None, help="số của tiến trình đã gọi nó: dừng khi tiến trình ấy dừng")

    def handle(self, *_args: Any, **options: Any) -> None:
        HERE.stopping.clear()
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, _stop)
        lay_out(given=settings.BACKGROUND_SCHEDULE, now=timezone.now())
        ended = threading.Event()
        beat = threading.Thread(target=_beat, args=(ended,), daemon=True)
        beat.start()
        try:
            if options["once"]:
                _tick()
                while not HERE.stopping.is_set() and _perform_next():
                    pass
            else:
                _loop(options["parent"])
        finally:
            ended.set()
            beat.join(timeout=1)


def _loop(parent: int | None) -> None:
    next_tick = 0.0
    while not HERE.stopping.is_set():
        if parent is not None and os.getppid() != parent:
            return
        try:
            if time.monotonic() >= next_tick:
                _tick()
                next_tick = time.monotonic() + SECONDS_BETWEEN_TICKS
            if not _perform_next():
                HERE.stopping.wait(SECONDS_BETWEEN_LOOKS)
        except Error as failure:  # the database is away or busy: nothing is lost, it is all written down there
            log.error("database: %s", type(failure).__name__)
            connection.close()
            HERE.stopping.wait(SECONDS_AFTER_FAILURE)


def _tick() -> None:
    now = timezone.now()
    start_due(now=now)
    sweep(now=now)


def _perform_next() -> bool:
    """Perform one queued run; returns whether there was one."""
    if not DBTaskResult.objects.ready().exists():
        return False
    Worker(
        queue_names=["default"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=1, worker_id=HERE.worker,
        excluded_queue_names=[],
    ).run()
    return True


def _beat(ended: threading.Event) -> None:
    """A sign of life from a long job, on a connection of its own. A missed one does no harm: the lease holds for several."""
    try:
        while not ended.wait(SIGN_OF_LIFE.total_seconds()):
            try:
                give_sign_of_life(now=timezone.now())
            except Error as failure:
                log.warning("sign of life: %s", type(failure).__name__)
                connection.close()
    finally:
        connections.close_all()


def _stop(number: int, _frame: FrameType | None) -> None:
    if HERE.stopping.is_set():
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
    HERE.stopping.set()
