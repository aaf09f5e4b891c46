"""Straight into the table or over a staging table: the same rows stand there afterwards."""

from __future__ import annotations

from typing import Any

from parix.web.onestop.dossiers.actions.loaded_columns import OTHERS
from parix.web.onestop.dossiers.models import Dossier
from parix.web.onestop.dossiers.rules.applicants import open_applicant
from parix.web.onestop.intake.actions.applying import apply, ask_apply
from parix.web.onestop.intake.models import Import
from tests.unit.exchange_formats.dossiers.made_exports import csv_of, row
from tests.web.databases import Database
from tests.web.onestop.intake.intake_world import NOW, checked, no_progress
from tests.web.onestop.onestop_world import OnestopWorld, build_onestop_world

CONTENT = csv_of([row(1), row(2, **{"Ngày hẹn trả": "", "Số CCCD": "", "Người nộp": 'Trần "Bình"; \\ Một'}), row(3, **{"Ngày trả kết quả": ""})])


def _as_taken(world: OnestopWorld, *, met_before: int) -> list[dict[str, Any]]:
    one = checked(world, CONTENT)
    Import.objects.filter(pk=one.pk).update(unchanged=met_before)
    ask_apply(import_id=one.pk, taking="good_rows", by=world.people["officer"], at=NOW)
    apply(import_id=one.pk, now=NOW, progress=no_progress)
    rows = [{**told, "applicant": open_applicant(told["applicant"])} for told in Dossier.objects.order_by("code").values()]
    Dossier.objects.all().delete()
    return [{name: bytes(value) if isinstance(value, memoryview) else value for name, value in told.items() if name != "id"} for told in rows]


def test_a_file_of_new_codes_leaves_what_a_file_of_known_ones_would(each_database: Database) -> None:
    world = build_onestop_world()
    straight, staged = (_as_taken(world, met_before=count) for count in (0, 1))
    assert len(straight) == 3
    assert straight == staged
    assert {name: one[name] for one in straight for name in (field.attname for field in OTHERS)} == {field.attname: field.get_default() for field in OTHERS}
    assert [one["first_due_at"] == one["due_at"] for one in straight] == [True] * 3
    assert straight[1]["applicant"].name == 'Trần "Bình"; \\ Một'
