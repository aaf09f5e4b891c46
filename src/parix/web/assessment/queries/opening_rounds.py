"""What a coordinator chooses from when opening a round: provinces, editions with their dates, and the agencies of the year by ranking group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from parix.criteria.editions import Edition
from parix.foundation.periods import Period
from parix.foundation.phrases import Text
from parix.web.accounts.rules import Standing
from parix.web.assessment.models import Round
from parix.web.assessment.queries.editions import KnownEdition, known_editions
from parix.web.organisations.queries import Agency, agencies_of_kind, engine_agency, tops_within

NO_GROUP = Text("không thuộc khối nào", "in no group")


@dataclass(frozen=True, slots=True)
class Offered:
    """An agency that existed in the period; one that ended before its last day is left out unless somebody wants it in."""

    agency: Agency
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class GroupOffered:
    text: Text
    agencies: tuple[Offered, ...]


@dataclass(frozen=True, slots=True)
class OpeningPage:
    """`period` is None and `groups` are empty until a province, an edition and a year have been chosen."""

    provinces: tuple[Agency, ...]
    province: Agency | None
    editions: tuple[KnownEdition, ...]
    chosen: KnownEdition | None
    kinds: tuple[str, ...]
    kind: str
    year: int
    period: Period | None
    covers: bool
    groups: tuple[GroupOffered, ...]
    held: Round | None

    @property
    def agencies(self) -> list[Offered]:
        return [one for group in self.groups for one in group.agencies]


def opening_page(standing: Standing, *, province: str, edition: str, kind: str, year: int) -> OpeningPage:
    provinces = tuple(tops_within(standing.coordinates))
    top = next((one for one in provinces if one.code == province), provinces[0] if len(provinces) == 1 else None)
    editions = tuple(known_editions())
    chosen = next((one for one in editions if one.name == edition), None)
    settings = chosen.settings if chosen else None
    kinds = settings.applies_to if settings else ()
    own_kind = kind if kind in kinds else kinds[0] if kinds else ""
    period = Period.of_year(year) if settings else None
    groups: tuple[GroupOffered, ...] = ()
    held = None
    if top is not None and chosen is not None and chosen.edition is not None and settings is not None and period is not None:
        groups = _groups(chosen.edition, agencies_of_kind(top, own_kind), period)
        held = round_held(top, own_kind, settings.set, period)
    covers = settings is not None and period is not None and is_in_force(chosen.edition if chosen else None, period)
    return OpeningPage(provinces, top, editions, chosen, kinds, own_kind, year, period, covers, groups, held)


def is_in_force(edition: Edition | None, period: Period) -> bool:
    """For the whole of the period: what is scored by a year is scored by one edition."""
    if edition is None:
        return False
    force = edition.settings.in_force
    return force.since <= period.start and (force.until is None or period.end <= force.until)


def round_held(province: Agency, kind: str, set_key: str, period: Period) -> Round | None:
    """The round that already scores these agencies by this set over this period."""
    return Round.objects.filter(
        province=province, agency_kind=kind, set_key=set_key, period_start=period.start, period_end=period.end,
    ).first()


def is_taken(slug: str) -> bool:
    return Round.objects.filter(slug=slug).exists()


def existing_in(agencies: Iterable[Agency], period: Period) -> list[Agency]:
    return [
        one for one in agencies
        if (one.valid_from is None or one.valid_from <= period.end) and (one.valid_until is None or one.valid_until >= period.start)
    ]


def _groups(edition: Edition, agencies: Iterable[Agency], period: Period) -> tuple[GroupOffered, ...]:
    """In the edition's order of groups; agencies in the order of their names."""
    rest = sorted(existing_in(agencies, period), key=lambda one: (one.folded_name, one.code))
    groups = []
    for group in edition.settings.ranking_groups:
        inside = [one for one in rest if group.members.covers(engine_agency(one))]
        rest = [one for one in rest if one not in inside]
        groups.append(GroupOffered(group.text, tuple(_offered(one, period) for one in inside)))
    groups.append(GroupOffered(NO_GROUP, tuple(_offered(one, period) for one in rest)))
    return tuple(one for one in groups if one.agencies)


def _offered(agency: Agency, period: Period) -> Offered:
    return Offered(agency, agency.valid_until if agency.valid_until is not None and agency.valid_until < period.end else None)
