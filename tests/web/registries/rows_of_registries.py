"""A row of every registry, for the table of all addresses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from parix.web.accounts.queries import User
from parix.web.organisations.queries import Agency, Unit
from parix.web.registries.initiatives.actions import InitiativeGiven, register_initiative


def rows_of_registries(*, agency: Agency, unit: Unit, people: Mapping[str, User], at: datetime) -> dict[str, Any]:
    registered = InitiativeGiven("Sáng kiến", "Mô tả", unit, at.year, author_names="Người làm")
    initiative = register_initiative(agency=agency, given=registered, by=people["officer"], at=at)
    return {"initiative": initiative.pk, "initiative_verb": "withdraw"}
