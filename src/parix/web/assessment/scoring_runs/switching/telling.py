"""Who is told of a switch: each unit with what it must do by when, and the agency's reform officer and director with the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from parix.foundation.phrases import Value
from parix.web.accounts.choices import Role
from parix.web.accounts.queries.concerned import people_at, people_in_units
from parix.web.assessment.choices import EDITION_SWITCHED, SwitchNeed
from parix.web.assessment.models import EditionSwitch
from parix.web.assessment.queries.rounds import title_of
from parix.web.assessment.scoring_runs.switching.plans import AgencyPlan, Arrival, Plan, Way
from parix.web.notices.actions import NewNotice, notify_each
from parix.web.organisations.queries.units import units_of


@dataclass(frozen=True)
class Affected:
    """What the switch means to one unit, or to a whole agency: leaves that it answers for or helps with."""

    arrivals: tuple[Arrival, ...]
    left: tuple[Way, ...]

    @property
    def to_claim(self) -> tuple[Arrival, ...]:
        return tuple(one for one in self.arrivals if one.need == SwitchNeed.CLAIM)

    @property
    def to_review(self) -> tuple[Arrival, ...]:
        return tuple(one for one in self.arrivals if one.need == SwitchNeed.REVIEW)

    @property
    def changed(self) -> tuple[Arrival, ...]:
        """Nothing to do, and yet to be known: other points, another name or place, taken back as before, or new and fed by data."""
        return tuple(one for one in self.arrivals if one.need == SwitchNeed.NOTHING and any(way.changes or way.outcome != "carried" for way in one.ways))

    @property
    def is_anything(self) -> bool:
        return bool(self.to_claim or self.to_review or self.changed or self.left)


def affected(plan: AgencyPlan, unit_id: int | None = None) -> Affected:
    """Of the unit, or of the whole agency."""
    if unit_id is None:
        return Affected(plan.arrivals, plan.left)
    arrivals = tuple(one for one in plan.arrivals if unit_id == one.duty.lead_id or unit_id in one.duty.supporting)
    return Affected(arrivals, tuple(way for way in plan.left if unit_id in _units_before(plan, way)))


def units_affected(plan: AgencyPlan) -> frozenset[int]:
    named = {unit_id for one in plan.arrivals for unit_id in (one.duty.lead_id, *one.duty.supporting) if unit_id is not None}
    named |= {unit_id for way in plan.left for unit_id in _units_before(plan, way)}
    return frozenset(unit_id for unit_id in named if affected(plan, unit_id).is_anything)


def tell_of_switch(*, switch: EditionSwitch, plan: Plan, at: datetime) -> None:
    """A formal notice for each; in the transaction of the switch."""
    notify_each(notices=list(_notices(switch, plan.agencies, at)), now=at)


def _notices(switch: EditionSwitch, agencies: Sequence[AgencyPlan], at: datetime) -> Iterator[NewNotice]:
    today = timezone.localtime(at).date()
    by_agency = {one.participation.agency_id: units_affected(one) for one in agencies}
    unit_ids = {unit_id for several in by_agency.values() for unit_id in several}
    names = {unit.pk: unit.name for unit in units_of(by_agency)}
    people, officers = people_in_units(unit_ids, today), people_at((Role.REFORM_OFFICER, Role.DIRECTOR), by_agency, today)
    for one in agencies:
        agency = one.participation.agency
        whole = affected(one)
        if whole.is_anything and officers.get(agency.pk):
            yield _notice(switch, one, whole, f"agency:{agency.pk}", agency.name, officers[agency.pk])
        for unit_id in sorted(by_agency[agency.pk]):
            told = [user_id for user_id in people.get(unit_id, ()) if user_id not in officers.get(agency.pk, ())]
            if told:
                yield _notice(switch, one, affected(one, unit_id), f"unit:{unit_id}", names[unit_id], told)


def _notice(switch: EditionSwitch, plan: AgencyPlan, what: Affected, subject: str, whose: str, to: Iterable[int]) -> NewNotice:
    url = reverse("assessment:switched_agency", args=[switch.round.slug, switch.number, plan.participation.agency.code])
    counts = {"claim": len(what.to_claim), "review": len(what.to_review), "changed": len(what.changed), "left": len(what.left)}
    words: dict[str, Value] = {"round": title_of(switch.round), "whose": whose, "due": f"{switch.due_on:%d/%m/%Y}", **counts}
    due = switch.due_on if what.to_claim or what.to_review else None
    return NewNotice(list(to), EDITION_SWITCHED.code, f"assessment.EditionSwitch:{switch.pk}:{subject}", f"switch:{switch.number}", url, words, due)


def _units_before(plan: AgencyPlan, way: Way) -> Mapping[int, None]:
    duty = plan.held.duties.get(way.old.leaf.key) if way.old else None
    return dict.fromkeys([*([duty.lead_id] if duty and duty.lead_id else []), *(duty.supporting if duty else ())])
