"""Conditions that several formulas share, so that the same fact means the same everywhere."""

from __future__ import annotations

from datetime import date
from typing import Any

from parix.foundation.lazy_modules import lazy_module
from parix.indicators.table_contracts import REFUSED, REGISTERED, WITHDRAWN

ibis = lazy_module("ibis")


def is_accepted(dossiers: Any, _as_of: date) -> Any:
    """Taken in for handling: not just registered, not refused, not withdrawn."""
    return dossiers.state.notin([REGISTERED, REFUSED, WITHDRAWN])


def is_settled(dossiers: Any, as_of: date) -> Any:
    """Accepted, and finished by the day looked from."""
    return is_accepted(dossiers, as_of) & (dossiers.finished_on <= as_of)


def has_term(dossiers: Any, as_of: date) -> Any:
    """Accepted with a due day. One without is no dossier on time and none late: it is listed among the faults of the data."""
    return is_accepted(dossiers, as_of) & dossiers.due_on.notnull()


def is_on_schedule(dossiers: Any, as_of: date) -> Any:
    """Finished by the due day or, not being finished on the day looked from, not past it then; asked twice for supplements is late."""
    judged_on = ibis.least(dossiers.finished_on.fill_null(as_of), as_of)
    return (judged_on <= dossiers.due_on) & (dossiers.supplements <= 1)
