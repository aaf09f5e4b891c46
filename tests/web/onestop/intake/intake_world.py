"""A source of the department, a procedure with a term, and exports that are carried through the three steps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from parix.web.onestop.intake.actions.applying import apply, ask_apply
from parix.web.onestop.intake.actions.checking import ask_check, check
from parix.web.onestop.intake.actions.receiving import lay_down, receive
from parix.web.onestop.intake.actions.sources import add_source
from parix.web.onestop.intake.models import Import, Source
from parix.web.onestop.intake.queries import sources_of
from tests.web.onestop.onestop_world import OnestopWorld

NOW = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
CODE = "2.002381"


def a_source(world: OnestopWorld) -> Source:
    held = sources_of(world.own.pk)
    if held:
        return held[0]
    world.procedure("Gia hạn giấy phép", code=CODE, first={"valid_from": date(2020, 1, 1), "term_count": 5, "term_unit": "working_days"})
    return add_source(agency=world.own, name="Một cửa điện tử", by=world.people["officer"], at=NOW)


def no_progress(_count: int, _of: int) -> None:
    return None


def received(world: OnestopWorld, content: bytes, name: str = "ho-so.csv") -> Import:
    return receive(source=a_source(world), laid=lay_down([content]), file_name=name, by=world.people["officer"], at=NOW)


def checked(world: OnestopWorld, content: bytes, name: str = "ho-so.csv", mapping: Mapping[str, str] | None = None, day_order: str = "day_first") -> Import:
    one = received(world, content, name)
    ask_check(import_id=one.pk, mapping=mapping or one.mapping, day_order=day_order, by=world.people["officer"], at=NOW)
    check(import_id=one.pk, progress=no_progress)
    one.refresh_from_db()
    return one


def applied(world: OnestopWorld, content: bytes, name: str = "ho-so.csv", taking: str = "good_rows", **given: Any) -> Import:
    one = checked(world, content, name, **given)
    ask_apply(import_id=one.pk, taking=taking, by=world.people["officer"], at=NOW)
    apply(import_id=one.pk, now=NOW, progress=no_progress)
    one.refresh_from_db()
    return one
