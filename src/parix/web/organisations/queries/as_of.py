"""Agencies as they were known at a moment and true on a day: names by the days from which they held, everything else by the
journal, which has every change with what was before it."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from datetime import date, datetime

from parix.web.audit_trail.queries.entries import Entry, entries_about
from parix.web.organisations.models import Agency

RENAMED, IN_FORCE = "organisations.agency_renamed", "organisations.name_came_into_force"
# What a score hangs on; a parent or a last day changes no figure.
COLUMNS = frozenset({"name", "short_name", "type_name", "kind", "traits", "ranking_group"})


def agencies_as_of(agencies: Iterable[Agency], known_at: datetime, moment: datetime, day: date) -> list[Agency]:
    """Copies that are not for saving; one query. `known_at` is when it is asked as of, `day` the day that it is asked about, and
    `moment` the earlier of the two: a trait has no day from which it holds but the one on which it was recorded."""
    agencies = list(agencies)
    subjects = {f"organisations.Agency:{agency.pk}": copy(agency) for agency in agencies}
    for one in entries_about(subjects, "organisations."):
        if one.act != IN_FORCE and _is_undone(one, known_at, moment, day):
            for name, value in (one.before or {}).items():
                if name in COLUMNS:
                    setattr(subjects[one.subject], name, value)
    return list(subjects.values())


def _is_undone(one: Entry, known_at: datetime, moment: datetime, day: date) -> bool:
    """A renaming holds from its own day on, whenever it was recorded."""
    if one.act == RENAMED:
        return one.at > known_at or date.fromisoformat((one.after or {})["on"]) > day
    return one.at > moment
