"""The later of two writers of an initiative, an item of outreach or a contest is told, and nothing is overwritten unseen."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import models

from parix.web.audit_trail.actions import ChangedMeanwhile
from parix.web.audit_trail.queries.marks import mark_now
from parix.web.registries.initiatives import actions as initiatives
from parix.web.registries.initiatives.actions import InitiativeGiven
from parix.web.registries.outreach.actions import contests, items
from parix.web.registries.outreach.actions.contests import ContestGiven
from parix.web.registries.outreach.actions.items import ItemGiven
from parix.web.registries.outreach.choices import Channel
from tests.web.registries.registry_world import NOW, TODAY, RegistryWorld


def _initiative(world: RegistryWorld) -> tuple[models.Model, Any, Any]:
    given = {"summary": "Trước đây… nay…", "unit": world.office, "year": TODAY.year, "authors": [], "author_names": "Người mẫu", "criteria": []}
    one = initiatives.register_initiative(agency=world.own, given=InitiativeGiven(title="Một", **given), by=world.people["officer"], at=NOW)
    return one, lambda text, **more: initiatives.change_initiative(initiative=one, given=InitiativeGiven(title=text, **given), **more), "title"


def _item(world: RegistryWorld) -> tuple[models.Model, Any, Any]:
    given = {"channel": Channel.values[0], "unit": world.office, "due_on": date(TODAY.year, 12, 1)}
    one = items.add_item(agency=world.own, year=TODAY.year, given=ItemGiven(text="Một", **given), by=world.people["officer"], at=NOW)
    return one, lambda text, **more: items.change_item(item=one, given=ItemGiven(text=text, **given), **more), "text"


def _contest(world: RegistryWorld) -> tuple[models.Model, Any, Any]:
    def given(title: str) -> ContestGiven:
        return ContestGiven(title=title, rules="Mỗi người một lần", opens_at=NOW + timedelta(days=1), closes_at=NOW + timedelta(days=9), known_by="identity")

    one = contests.draft_contest(agency=world.own, given=given("Một"), by=world.people["officer"], at=NOW)
    return one, lambda text, **more: contests.change_contest(contest=one, given=given(text), **more), "title"


@pytest.mark.django_db
@pytest.mark.parametrize("make", [_initiative, _item, _contest])
def test_the_later_writer_is_told(registry_world: RegistryWorld, make: Any) -> None:
    one, change, column = make(registry_world)
    by, seen = {"by": registry_world.people["officer"], "at": NOW}, mark_now()
    change("Bản của người trước", seen=seen, **by)
    with pytest.raises(ChangedMeanwhile) as told:
        change("Bản của người sau", seen=seen, **by)
    assert [(entry.before[column], entry.after[column]) for entry in told.value.entries] == [("Một", "Bản của người trước")]
    one.refresh_from_db()
    assert getattr(one, column) == "Bản của người trước"
    change("Bản của người sau", seen=mark_now(), **by)
    one.refresh_from_db()
    assert getattr(one, column) == "Bản của người sau"
