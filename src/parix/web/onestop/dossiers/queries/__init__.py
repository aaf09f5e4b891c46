"""Reads of dossiers: one by code, its events, who stands at the desk; the rules of the clocks by date.

In: codes, ids, days. Out: rows and small frozen values; the row's type goes to other rooms from here.
Must not: change anything, or open what is sealed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from parix.dossiers.clock_rules import ClockBook, read_clock_book
from parix.dossiers.codes import plain_code
from parix.foundation.problems import ProblemsFound
from parix.web.accounts.rules import Standing
from parix.web.onestop.dossiers.choices import ONE_STOP
from parix.web.onestop.dossiers.models import Dossier as Dossier
from parix.web.onestop.dossiers.models import Event as Event
from parix.web.onestop.dossiers.models import Series as Series
from parix.web.onestop.dossiers.rules import may_handle, may_receive
from parix.web.organisations.queries.units import units_of


@dataclass(frozen=True, slots=True)
class Rights:
    """What somebody may do with one dossier."""

    receives: bool
    handles: bool


def clock_book() -> ClockBook:
    """The rules of the installation, read once a process (setting DOSSIER_CLOCKS)."""
    return _book(settings.DOSSIER_CLOCKS)


@cache
def _book(path: Path) -> ClockBook:
    book, problems = read_clock_book(path)
    if book is None:
        raise ProblemsFound(problems)
    return book


def dossier_by_code(code: object) -> Dossier | None:
    return Dossier.objects.select_related("agency", "unit", "procedure", "field").filter(code=plain_code(code)).first()


def dossiers_by_code(codes: Iterable[str]) -> dict[str, Dossier]:
    return {one.code: one for one in Dossier.objects.filter(code__in=list(codes))}


def events_of(dossier: Dossier) -> list[Event]:
    return list(dossier.events.select_related("by", "unit"))


def one_stop_of(agency_id: int, today: date) -> frozenset[int]:
    return frozenset(units_of([agency_id], today).filter(kind=ONE_STOP).values_list("pk", flat=True))


def receives(standing: Standing, agency_id: int, today: date) -> bool:
    return may_receive(standing, agency_id, one_stop_of(agency_id, today))


def rights_in(standing: Standing, dossier: Dossier, today: date) -> Rights:
    """One query."""
    desk = one_stop_of(dossier.agency_id, today)
    return Rights(may_receive(standing, dossier.agency_id, desk), may_handle(standing, dossier, desk))


def series_of(agency_id: int) -> Series | None:
    return Series.objects.filter(agency_id=agency_id).first()
