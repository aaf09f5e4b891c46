"""Who appraises or sits on the council, for the list that a conflict of interest is declared in."""

from __future__ import annotations

from datetime import date

from parix.web.accounts.choices import Role
from parix.web.accounts.queries import User, people_with_role


def appraising_people(province_id: int, day: date) -> list[User]:
    found = {one.pk: one for role in (Role.APPRAISER, Role.COUNCIL_MEMBER) for one in people_with_role(role, province_id, day)}
    return sorted(found.values(), key=lambda one: one.sorting_name)
