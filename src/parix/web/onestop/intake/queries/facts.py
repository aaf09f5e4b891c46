"""What the rows of one agency are judged by: the catalogue of its province, its units, its calendar, the clock's rules."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from parix.exchange_formats.dossiers.readings import Known
from parix.foundation.folding import folded
from parix.web.onestop.dossiers.queries import clock_book
from parix.web.onestop.dossiers.queries.filing import level_of
from parix.web.onestop.intake.choices import PRINT
from parix.web.onestop.intake.rules.resolving import Facts
from parix.web.onestop.procedures.queries import versions_by_code
from parix.web.organisations.queries import Agency, ids_above
from parix.web.organisations.queries.units import units_of
from parix.web.personal_data.rules.sealing import lookup_hash
from parix.web.working_calendar.queries import calendar_of_province


def facts_of(agency: Agency, at: datetime) -> Facts:
    above = ids_above([agency.pk])[agency.pk]
    versions = versions_by_code(province_id=above[-1] if above else agency.pk)
    units: dict[str, int] = {}
    for unit in units_of([agency.pk], timezone.localdate(at)):
        units |= {folded(name): unit.pk for name in (unit.name, unit.short_name, unit.code) if name and folded(name) not in units}
    calendar, book = calendar_of_province(above, timezone.localdate(at)), clock_book()
    return Facts(
        versions, units, calendar, lambda day: book.on(day).next_day_after, lambda day: book.on(day).supplement, level_of, timezone.get_default_timezone(),
        lookup_hash("rows", PRINT),
    )


def known_of(facts: Facts, judged_at: datetime, order: str) -> Known:
    by_name: dict[str, str] = {}
    for code, versions in facts.versions.items():
        for version in versions:
            by_name.setdefault(folded(getattr(version, "name", "")), code)
    return Known(frozenset(facts.versions), by_name, timezone.localtime(judged_at).replace(tzinfo=None), order)
