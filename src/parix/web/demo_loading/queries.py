"""What is printed of the demonstration: the round it follows, and who can sign in."""

from __future__ import annotations

from collections import defaultdict

from parix.demo_data.made_up_agencies import DEPARTMENTS, FOLLOWED, PROVINCE
from parix.web.accounts.choices import Role
from parix.web.assessment.queries.rounds import Round, rounds_with
from parix.web.demo_loading.choices import PEOPLE, DemoPerson, director_of, officer_of
from parix.web.organisations.queries import agencies_by_code

# One for each role, in the order of the work; the rest are named below them.
_FIRST = (
    officer_of(FOLLOWED), director_of(FOLLOWED), f"vanphong.{FOLLOWED.short.lower()}", f"truong.thanhtra.{FOLLOWED.short.lower()}", "dieuphoi", "thamdinh",
    "thamdinh.1", "hoidong", "hoidong.thuky", "kiemtoan", "quantri", f"quantri.{FOLLOWED.short.lower()}",
)


def followed_round() -> Round | None:
    """The newest of the made-up province's own rounds."""
    held = agencies_by_code([PROVINCE.code, f"{PROVINCE.code}.{FOLLOWED.short}"])
    found = [one for one in rounds_with([agency.pk for agency in held.values()]) if one.province_id == held[PROVINCE.code].pk] if held else []
    return max(found, key=lambda one: one.period_end, default=None)


def sign_in_lines() -> list[str]:
    """A line for each role with its first person, then the others by role."""
    people = {one.username: one for one in PEOPLE}
    others: dict[Role, list[DemoPerson]] = defaultdict(list)
    for one in PEOPLE:
        if one.username not in _FIRST:
            others[one.role].append(one)
    wide = max(len(name) for name in _FIRST) + 2
    first = [f"{name:<{wide}}{people[name].full_name}" for name in _FIRST]
    shorts = " ".join(one.short.lower() for one in DEPARTMENTS if one != FOLLOWED)
    units = " ".join(one.username for role in (Role.STAFF, Role.UNIT_HEAD) for one in others[role])
    province = " ".join(one.username for role in (Role.APPRAISER, Role.COUNCIL_MEMBER) for one in others[role])
    return [
        *first, f"{'canbo.… lanhdao.…':<{wide}}cán bộ và lãnh đạo các sở khác: {shorts}", f"các đơn vị của {FOLLOWED.name}: {units}",
        f"thẩm định, Hội đồng: {province}",
    ]
