"""Conditions that several formulas share, so that the same fact means the same everywhere."""

from __future__ import annotations

from datetime import date
from typing import Any

from parix.indicators.points import is_in_time
from parix.indicators.register_tables import REFUSED, REGISTERED, WITHDRAWN


def is_accepted(dossiers: Any, _as_of: date) -> Any:
    """Taken in for handling: not just registered, not refused, not withdrawn. All indicators of dossiers count among these."""
    return dossiers.state.notin([REGISTERED, REFUSED, WITHDRAWN])


def is_settled(dossiers: Any, as_of: date) -> Any:
    """Finished by the day looked from."""
    return dossiers.finished_on <= as_of


def has_term(dossiers: Any, _as_of: date) -> Any:
    """With a due day. One without is no dossier on time and none late: it is listed among the faults of the data."""
    return dossiers.due_on.notnull()


def is_late(dossiers: Any, as_of: date) -> Any:
    """Past its due day: when finished or, not being finished on the day looked from, then."""
    return ~is_in_time(dossiers.finished_on, dossiers.due_on, as_of)


def is_on_schedule(dossiers: Any, as_of: date) -> Any:
    """Not past its due day; asked twice for supplements is late."""
    return is_in_time(dossiers.finished_on, dossiers.due_on, as_of) & (dossiers.supplements <= 1)
