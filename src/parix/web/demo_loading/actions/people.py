"""The agencies, units and people of the made-up province."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.hashers import make_password

from parix.criteria.editions import Edition
from parix.demo_data.made_up_agencies import FOLLOWED
from parix.demo_data.province import DemoProvince
from parix.web.accounts.actions import add_person
from parix.web.accounts.queries import User
from parix.web.assessment.choices import CLAIMED_LEAVES
from parix.web.demo_loading.choices import PASSWORD, PEOPLE, DemoPerson
from parix.web.organisations.actions import SYSTEM, UnitGiven, register_agency, save_units
from parix.web.organisations.queries import Agency

APPRAISER = "appraiser"


def register_agencies(demo: DemoProvince) -> dict[str, Agency]:
    province = register_agency(given=demo.province)
    departments = [register_agency(given=one, short_name=one.code.rpartition(".")[2], parent=province) for one in demo.departments]
    return {agency.code: agency for agency in (province, *departments)}


def add_people(agencies: Mapping[str, Agency], province: str, edition: Edition) -> dict[str, User]:
    """By user name. One password for all, hashed once: hashing is slow on purpose."""
    whose = agencies[f"{province}.{FOLLOWED.short}"]
    units = {unit.name: unit for unit in save_units(agency=whose, given=[UnitGiven(name, kind) for name, kind in FOLLOWED.units], by=SYSTEM)}
    hashed = make_password(PASSWORD)
    return {
        one.username: add_person(
            username=one.username, full_name=one.full_name, email=f"{one.username}@example.com", hashed_password=hashed,
            agency=agencies[f"{province}.{one.agency}" if one.agency else province], role=one.role, unit=units.get(one.unit),
            fields=field_keys(one, edition),
        )
        for one in PEOPLE
    }


def field_keys(one: DemoPerson, edition: Edition) -> list[str]:
    """Keys of the edition's fields that somebody appraises, for the numbers that the person has; more numbers than fields are left out."""
    appraised = [
        field.key for field in edition.fields
        if any(placed.field.key == field.key and placed.leaf.scored_by in {*CLAIMED_LEAVES, APPRAISER} for placed in edition.placed_leaves)
    ]
    return [appraised[number - 1] if isinstance(number, int) else number for number in one.fields if isinstance(number, str) or number <= len(appraised)]
