"""An import that is killed while it writes goes on where it was: nothing lost, nothing twice. A real process, a real database."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from parix.exchange_formats.dossiers.exports import Export
from parix.web.onestop.dossiers.models import Dossier
from parix.web.onestop.intake.actions.applying import apply, ask_apply
from parix.web.onestop.intake.models import Import
from tests.unit.exchange_formats.dossiers.made_exports import csv_of, row
from tests.web.databases import Database
from tests.web.onestop.intake.intake_world import NOW, checked, no_progress
from tests.web.onestop.onestop_world import build_onestop_world

ROWS, BATCH = 3_000, 100
WORKER = f"""
import os, time, django
django.setup()
from django.conf import settings
from pathlib import Path
settings.FILES_ROOT = Path(os.environ["INTAKE_FILES"])
from parix.exchange_formats.dossiers import batches, csv_rows, exports
exports.Export.batches.__defaults__ = ({BATCH},)
from datetime import datetime, timezone
from uuid import UUID
from parix.web.onestop.intake.actions import applying
load = applying.load
def slowly(laden, **told):
    os.write(1, b"batch\\n")  # two threads write: each line whole
    time.sleep(0.05)
    return load(laden, **told)
applying.load = slowly
applying.apply(import_id=UUID(os.environ["INTAKE_ID"]), now=datetime(2026, 11, 27, 2, tzinfo=timezone.utc), progress=lambda count, of: None)
"""


@pytest.mark.parametrize("taking", ["good_rows", "all_or_nothing"])
def test_a_killed_import_goes_on_without_loss_or_doubles(each_database: Database, taking: str) -> None:
    world = build_onestop_world()
    one = checked(world, csv_of([row(number) for number in range(1, ROWS + 1)]))
    ask_apply(import_id=one.pk, taking=taking, by=world.people["officer"], at=NOW)
    _kill_while_writing(each_database.url, one)
    there = Dossier.objects.count()
    done = Import.objects.get(pk=one.pk).batches_done
    assert there == done * BATCH
    assert there in ((0,) if taking == "all_or_nothing" else range(6 * BATCH, ROWS))
    _end(one)
    one.refresh_from_db()
    assert (one.state, one.created, one.changed, Dossier.objects.count()) == ("applied", ROWS, 0, ROWS)
    assert Dossier.objects.values("code").distinct().count() == ROWS


def _end(one: Import) -> None:
    before = Export.batches.__defaults__
    Export.batches.__defaults__ = (BATCH,)
    try:
        apply(import_id=one.pk, now=NOW, progress=no_progress)
    finally:
        Export.batches.__defaults__ = before


def _kill_while_writing(url: str, one: Import) -> None:
    environment = {
        **os.environ, "PARIX_DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "parix.web.project.settings", "INTAKE_ID": str(one.pk),
        "INTAKE_FILES": str(settings.FILES_ROOT), "PYTHONPATH": str(Path(__file__).parents[4] / "src"), "PARIX_VAR": str(Path(settings.FILES_ROOT).parent),
        "PARIX_PERSONAL_KEYS": ",".join(f"{number}:{key}" for number, key in settings.PERSONAL_KEYS.items()),
        "PARIX_PERSONAL_LOOKUP_KEY": settings.PERSONAL_LOOKUP_KEY, "PARIX_SECRET_KEY": settings.SECRET_KEY,
    }
    worker = subprocess.Popen([sys.executable, "-c", WORKER], env=environment, stdout=subprocess.PIPE, text=True)
    assert worker.stdout is not None
    assert [worker.stdout.readline() for _batch in range(8)] == ["batch\n"] * 8
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    worker.stdout.close()
    assert worker.returncode == -signal.SIGKILL
