"""Loads a code list of agencies (provinces, ministries) with its names, mergers and splits; a second load changes nothing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction

from parix.foundation.agencies import Agency as EngineAgency
from parix.foundation.agency_lists import AgencyList, ListedAgency, Succession
from parix.web.organisations.actions import Actor, register_agency
from parix.web.organisations.actions.successions import record_succession, rename_agency
from parix.web.organisations.models import Agency
from parix.web.organisations.queries import agencies_by_code

ONE_DAY = timedelta(days=1)


@transaction.atomic
def load_agency_list(*, listed: AgencyList, only: Collection[str] = (), today: date, by: Actor) -> list[Agency]:
    """All agencies of the list, or those with the given codes and everyone they were merged with or split from.

    Agencies that are already there keep whatever people changed. Raises ProblemsFound.
    """
    codes = _with_relatives(listed.successions, only) if only else {one.code for one in listed.agencies}
    held = agencies_by_code(codes)
    for one in listed.agencies:
        if one.code in codes and one.code not in held:
            held[one.code] = _register(listed, one, by)
    for one in listed.agencies:
        if one.code in codes:
            _rename(listed, one, held[one.code], today, by)
    for change in listed.successions:
        if change.kind == "rename" or not {*change.predecessors, *change.successors} <= codes:
            continue
        record_succession(
            kind=change.kind, on=change.on, predecessors=[held[code] for code in change.predecessors],
            successors=[held[code] for code in change.successors], decision=_act(listed, change.source), by=by,
        )
    return sorted(agencies_by_code(codes).values(), key=lambda agency: agency.code)


def _register(listed: AgencyList, one: ListedAgency, by: Actor) -> Agency:
    """With the name it had first; what it was called later follows by renaming."""
    first = one.before[0] if one.before else None
    return register_agency(
        given=EngineAgency(one.code, first.name if first else one.name, listed.kind), type_name=first.type if first else one.type,
        existed=(one.since, one.until), by=by,
    )


def _rename(listed: AgencyList, one: ListedAgency, agency: Agency, today: date, by: Actor) -> None:
    if agency.designations.exists():
        return
    later = [(earlier.until + ONE_DAY, earlier.source) for earlier in one.before]
    names = [(earlier.name, earlier.type) for earlier in one.before[1:]] + [(one.name, one.type)]
    for (on, source), (name, type_name) in zip(later, names, strict=False):
        rename_agency(agency=agency, name=name, type_name=type_name, on=on, today=today, decision=_act(listed, source), by=by)


def _act(listed: AgencyList, source: str) -> str:
    return listed.sources[source].title if source else ""


def _with_relatives(successions: tuple[Succession, ...], only: Collection[str]) -> set[str]:
    """The codes and everyone that shared a merger or split with them, on and on."""
    codes: set[str] = set()
    fresh = set(only)
    while fresh:
        codes |= fresh
        related = ({*one.predecessors, *one.successors} for one in successions if codes & {*one.predecessors, *one.successors})
        fresh = {code for group in related for code in group} - codes
    return codes
