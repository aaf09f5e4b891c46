"""The live standing of an agency by decision 766: counts over its dossiers and catalogue, points by the edition's rules, trends by month.

Counted by the engine's indicators over the rows of today; kept for a few minutes, and anew with every change of a dossier.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from typing import Any

from django.core.cache import cache as kept
from django.utils import timezone

from parix.criteria.library import SHIPPED, find_edition
from parix.foundation.facts import Fact, NothingArose, Share
from parix.foundation.located_yaml import read_yaml_file
from parix.foundation.periods import Period
from parix.foundation.phrases import Text
from parix.foundation.problems import refuse_errors
from parix.indicators.counting import Count, counts
from parix.indicators.described import Described, shipped
from parix.indicators.engines import DuckEngine
from parix.indicators.formulas import INDICATORS
from parix.indicators.register_tables import DOSSIERS
from parix.indicators.rows_at_hand import table_of_rows
from parix.outlook.live_scores import Standing, live_standing
from parix.web.onestop.board.choices import MONTHS_BACK, Stretch
from parix.web.onestop.board.queries.lateness import begins
from parix.web.onestop.dossiers.queries import Dossier
from parix.web.onestop.dossiers.queries.snapshots import newest_change
from parix.web.onestop.procedures.queries.catalogue import Listed, catalogue_of, counts_of
from parix.web.onestop.procedures.queries.clocks import clock_counts
from parix.web.organisations.queries import Agency, agencies_by_id, engine_agency, ids_above

KEPT_SECONDS = 600
# Indicators over dossiers and the codes that the edition asks them by; the catalogue's own counts come from its room.
CODES: Mapping[str, str] = {
    "dossiers_synced": "onestop.dossiers_synced", "dossiers_on_schedule": "onestop.dossiers_on_schedule", "dossiers_online": "onestop.dossiers_online",
    "payments_online": "onestop.payments_online", "results_electronic": "onestop.results_electronic", "dossiers_digitised": "onestop.dossiers_digitised",
    "data_reused": "onestop.data_reused", "personal_store_connected": "onestop.personal_store_connected",
    "population_data_used": "onestop.population_data_used", "dossiers_satisfied": "onestop.dossiers_satisfied",
}
_FIELDS = {
    "dossier": "pk", "agency": "agency_id", "unit": "unit_id", "field": "field_id", "procedure": "procedure__procedure_id", "received_on": "received_at",
    "due_on": "due_at", "finished_on": "finished_at",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """What was counted for one code: `reached` of `of`, and by month for the trend (months in which nothing arose left out)."""

    text: Text
    item: Text
    of_what: Text
    reached: int
    of: int
    months: tuple[tuple[date, int, int], ...] = ()

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.reached, self.of) if self.of else None


@dataclass(frozen=True, slots=True)
class Live:
    """`figures` by the edition's measure codes."""

    period: Period
    standing: Standing
    figures: Mapping[str, Figure]


def live_of(agency: Agency, stretch: Stretch, today: date) -> Live:
    """From the keep, unless a dossier changed since."""
    changed = newest_change()
    key = f"board:{agency.pk}:{stretch}:{today:%Y%m%d}:{changed.timestamp() if changed else 0:.6f}"
    held: Live | None = kept.get(key)
    if held is None:
        held = _counted(agency, stretch, today)
        kept.set(key, held, KEPT_SECONDS)
    return held


def period_of(stretch: Stretch, today: date) -> Period:
    """Up to today: what is to come is not counted as undone."""
    month = {Stretch.YEAR: 1, Stretch.QUARTER: (today.month - 1) // 3 * 3 + 1, Stretch.MONTH: today.month}[stretch]
    return Period(date(today.year, month, 1), today)


def _counted(agency: Agency, stretch: Stretch, today: date) -> Live:
    edition = find_edition(_shown_set()).edition
    assert edition is not None
    period = period_of(stretch, today)
    figures = {**_of_dossiers(agency.pk, period, today), **_of_catalogue(agency, period, today)}
    words = shipped()
    nothing = {CODES[key]: words[key].nothing_arose.vi for key in CODES}
    facts: dict[str, Fact] = {
        code: Share(Fraction(one.reached), Fraction(one.of)) if one.of else NothingArose(nothing.get(code, "không phát sinh")) for code, one in figures.items()
    }
    return Live(period, live_standing(edition, engine_agency(agency), period, facts), figures)


@cache
def _shown_set() -> str:
    """The choice of the set is data beside the sets."""
    node, problems = read_yaml_file(SHIPPED.parent / "live_board.yaml")
    refuse_errors(problems)
    assert node is not None
    return str(node.plain()["set"])


def _of_dossiers(agency_id: int, period: Period, today: date) -> dict[str, Figure]:
    """No figure at all for an agency whose dossiers are not here: that is not known, not zero."""
    if not Dossier.objects.filter(agency_id=agency_id).exists():
        return {}
    words, asked = shipped(), [INDICATORS[key] for key in CODES]
    first = _months_before(today.replace(day=1), MONTHS_BACK - 1)
    tables = {"dossiers": table_of_rows(DOSSIERS, _rows(agency_id, min(first, period.start)))}
    engine = DuckEngine(threads=1)
    try:
        whole = counts(engine, tables, asked, as_of=today, within=period)
        monthly = counts(engine, tables, asked, as_of=today, within=Period(first, today), grain="M")
    finally:
        engine.close()
    found = next(iter(whole.values()), {})
    months: dict[str, list[tuple[date, int, int]]] = {key: [] for key in CODES}
    for (_agency, start), several in sorted(monthly.items(), key=lambda pair: pair[0][1]):
        for key, one in several.items():
            if one.of:
                months[key].append((start, one.reached, one.of))
    return {CODES[key]: _figure(words[key], found.get(key, Count()), tuple(months[key])) for key in CODES}


def _figure(words: Described, count: Count, months: tuple[tuple[date, int, int], ...]) -> Figure:
    return Figure(words.text, words.item, words.of, count.reached, count.of, months)


def _of_catalogue(agency: Agency, period: Period, today: date) -> dict[str, Figure]:
    """What nobody has entered of every procedure is left open."""
    rows: list[Listed] = catalogue_of(agency.pk, today)
    counted = counts_of(rows)
    if not counted.total:
        return {}
    top = next(iter(agencies_by_id(ids_above([agency.pk])[agency.pk][-1:]).values()))
    clocks, words = clock_counts(agency, top, period, today), shipped()
    pairs = {
        "procedures.promulgated_on_time": ("procedures_promulgated_on_time", clocks.promulgated_on_time, clocks.to_promulgate),
        "procedures.published_on_time": ("procedures_published_on_time", clocks.published_on_time, clocks.to_publish),
        "procedures.published_complete": ("procedures_published_complete", counted.complete, counted.published),
    }
    if counted.online_known == counted.total:
        pairs["procedures.online"] = ("procedures_online", counted.online, counted.total)
    if counted.fee_known == counted.total:
        pairs["procedures.payments_integrated"] = ("payments_integrated", counted.takes_payment, counted.has_fee)
    return {code: Figure(words[key].text, words[key].item, words[key].of, reached, of) for code, (key, reached, of) in pairs.items()}


def _rows(agency_id: int, first: date) -> Iterator[tuple[Any, ...]]:
    """In the order of the contract, days in the office's zone; procedures by their entry in the catalogue."""
    since = begins(first)
    found = Dossier.objects.filter(agency_id=agency_id, received_at__gte=since)
    zone, days = timezone.get_current_timezone(), tuple(place for place, name in enumerate(DOSSIERS.columns) if name.endswith("_on"))
    for row in found.values_list(*(_FIELDS.get(name, name) for name in DOSSIERS.columns)).iterator(chunk_size=10_000):
        values = list(row)
        for place in days:
            values[place] = values[place].astimezone(zone).date() if values[place] else None
        yield tuple(values)


def _months_before(first: date, many: int) -> date:
    for _step in range(many):
        first = (first - timedelta(days=1)).replace(day=1)
    return first
