"""Two agencies save at once where one is compared with the best of the group; a save meets the round's next stage: no sheet is stale."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import connections, transaction
from pytest_django import Settings

from parix.web.assessment.actions.stages import set_window
from parix.web.assessment.actions.unlocking import unlock
from parix.web.assessment.choices import Stage, View
from parix.web.assessment.models import LiveSheet
from parix.web.assessment.scoring_runs.live import refresh_round
from parix.web.assessment.scoring_runs.stages import open_appraisal
from parix.web.assessment.workflow import StageLocked
from tests.web.assessment.switch_world import CLOSES, OLD, SAMPLES, SwitchWorld, build_switch_world
from tests.web.databases import Database

LEAF = "plan_tasks_done"
STEPS = """    rule:
      kind: steps
      of: share
      steps:
        - {at_least: 90%, points: 3}
        - {at_least: 70%, points: 1.5}
        - {points: 0}
"""


def against_the_best(root: Path) -> None:
    """The sample edition, one leaf of which is scored against the best of the group."""
    into = root / OLD
    shutil.copytree(SAMPLES / OLD, into)
    path = into / "1_direction.yaml"
    given = path.read_text(encoding="utf-8")
    assert given.count(STEPS) == 1
    path.write_text(given.replace(STEPS, "    rule: {kind: against_best}\n"), encoding="utf-8")


def one_while_the_other_is_on_its_way(first: Callable[[], Any], second: Callable[[], Any]) -> list[str]:
    """The second begins when the first has written everything and is not kept yet."""
    written, answers = threading.Event(), []

    def hold() -> None:
        with transaction.atomic():
            first()
            written.set()
            threading.Event().wait(1)

    def follow() -> None:
        written.wait()
        second()

    def work(do: Callable[[], None]) -> None:
        try:
            do()
            answers.append("done")
        except Exception as told:  # whatever it is, the comparison names it
            answers.append(type(told).__name__)
        finally:
            written.set()
            connections.close_all()

    threads = [threading.Thread(target=work, args=(one,)) for one in (hold, follow)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def digests(world: SwitchWorld, view: View = View.SELF) -> dict[int, tuple[str, str]]:
    found = LiveSheet.objects.filter(participation__round=world.round, view=view)
    return {one.participation_id: (one.inputs_digest, one.points) for one in found}


def test_two_agencies_save_at_once_and_both_are_compared_with_the_best(each_database: Database, settings: Settings, tmp_path: Path) -> None:
    against_the_best(tmp_path)
    settings.CRITERIA_SETS = (tmp_path,)
    world = build_switch_world()
    shares = {"M.A": "9/10", "M.B": "6/10"}
    saves = [lambda code=code, share=share: world.save(LEAF, {"value": {"share": share}}, code=code) for code, share in shares.items()]
    assert one_while_the_other_is_on_its_way(*saves) == ["done", "done"]
    points = {code: LiveSheet.objects.get(participation=world.part(code), view=View.SELF).leaves[LEAF]["points"] for code in shares}
    assert points == {"M.A": "3", "M.B": "2"}
    kept = digests(world)
    refresh_round(round=world.round, view=View.SELF, at=world.now)
    assert digests(world) == kept


def test_a_save_that_is_on_its_way_is_in_the_sheets_of_the_next_stage(each_database: Database, settings: Settings) -> None:
    world = unlocked(settings)
    save, onward = (lambda: world.save(LEAF, {"value": {"share": "9/10"}})), (lambda: go_on(world))
    assert one_while_the_other_is_on_its_way(save, onward) == ["done", "done"]
    assert digests(world, View.FIRST) == digests(world)


def test_a_save_that_meets_the_next_stage_is_told_or_seen_there(each_database: Database, settings: Settings) -> None:
    """Where it had begun before, it is told; where the database lets one writer in at a time, it begins after and reaches both views."""
    world = unlocked(settings)
    answers = one_while_the_other_is_on_its_way(lambda: go_on(world), lambda: world.save(LEAF, {"value": {"share": "9/10"}}))
    assert answers == {"postgresql": ["done", StageLocked.__name__], "sqlite": ["done", "done"]}[each_database.vendor]
    assert digests(world, View.FIRST) == digests(world)


def unlocked(settings: Settings) -> SwitchWorld:
    """The time of the self-assessment is over but for one agency, and that of the appraisal is set."""
    settings.CRITERIA_SETS = (SAMPLES,)
    world = build_switch_world()
    world.now = CLOSES + timedelta(hours=1)
    coordinator = world.people["coordinator"]
    set_window(round=world.round, stage=Stage.APPRAISAL, opens_at=world.now, closes_at=world.now + timedelta(days=9), by=coordinator, at=CLOSES)
    reason = "bổ sung số liệu bị thiếu"
    unlock(round=world.round, agency=world.agencies["M.A"], until=world.now + timedelta(days=2), reason=reason, by=coordinator, at=world.now)
    return world


def go_on(world: SwitchWorld) -> None:
    open_appraisal(round=world.round, by=world.people["coordinator"], at=world.now)
