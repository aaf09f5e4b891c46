"""Who is what, and who may look after whom: every predicate as a table of roles."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parix.web.accounts import rules
from parix.web.accounts.choices import ALL_FIELDS, ROLE_DUTIES, WIDE_ROLES, Role
from parix.web.accounts.rules import NOBODY, Appraising, Standing

OWN, OTHER, TOP, UNIT, FOREIGN_UNIT = 1, 2, 9, 11, 12
BELOW = frozenset({OWN, OTHER, TOP})

# Everybody is of agency 1 or of the province 9 above 1 and 2.
STANDINGS: dict[str, Standing] = {
    "visitor": NOBODY,
    "staff": Standing(1, member_of=frozenset({OWN}), units=frozenset({UNIT}), roles=frozenset({Role.STAFF})),
    "unit head": Standing(2, member_of=frozenset({OWN}), units=frozenset({UNIT}), heads=frozenset({UNIT}), roles=frozenset({Role.UNIT_HEAD})),
    "reform officer": Standing(3, member_of=frozenset({OWN}), officer_of=frozenset({OWN}), roles=frozenset({Role.REFORM_OFFICER})),
    "director": Standing(4, member_of=frozenset({OWN}), director_of=frozenset({OWN}), roles=frozenset({Role.DIRECTOR})),
    "appraiser": Standing(5, appraises=(Appraising(BELOW, frozenset({"institutions"})),), roles=frozenset({Role.APPRAISER})),
    "appraiser of all": Standing(6, appraises=(Appraising(BELOW, frozenset({ALL_FIELDS})),), roles=frozenset({Role.APPRAISER})),
    "council member": Standing(7, council_over=BELOW, roles=frozenset({Role.COUNCIL_MEMBER})),
    "coordinator": Standing(8, coordinates=BELOW, roles=frozenset({Role.COORDINATOR})),
    "auditor": Standing(9, audits=BELOW, roles=frozenset({Role.AUDITOR})),
    "administrator": Standing(10, administers=frozenset({OWN}), roles=frozenset({Role.ADMINISTRATOR})),
    "province administrator": Standing(11, administers=BELOW, roles=frozenset({Role.ADMINISTRATOR})),
}

# Predicate: whom it holds for at the own agency, and at another one of the province.
PREDICATES: dict[str, tuple[Callable[[Standing, int], bool], set[str], set[str]]] = {
    "is_member_of": (rules.is_member_of, {"staff", "unit head", "reform officer", "director"}, set()),
    "is_officer_of": (rules.is_officer_of, {"reform officer"}, set()),
    "is_director_of": (rules.is_director_of, {"director"}, set()),
    "is_appraiser_over": (rules.is_appraiser_over, {"appraiser", "appraiser of all"}, {"appraiser", "appraiser of all"}),
    "is_appraiser_of institutions": (
        lambda standing, agency: rules.is_appraiser_of(standing, agency, "institutions"), {"appraiser", "appraiser of all"}, {"appraiser", "appraiser of all"},
    ),
    "is_appraiser_of structure": (lambda standing, agency: rules.is_appraiser_of(standing, agency, "structure"), {"appraiser of all"}, {"appraiser of all"}),
    "is_council_member_over": (rules.is_council_member_over, {"council member"}, {"council member"}),
    "is_coordinator_over": (rules.is_coordinator_over, {"coordinator"}, {"coordinator"}),
    "is_auditor_over": (rules.is_auditor_over, {"auditor"}, {"auditor"}),
    "is_administrator_of": (rules.is_administrator_of, {"administrator", "province administrator"}, {"province administrator"}),
    "may_read_about": (
        rules.may_read_about,
        {"staff", "unit head", "reform officer", "director", "appraiser", "appraiser of all", "council member", "coordinator", "auditor"},
        {"appraiser", "appraiser of all", "council member", "coordinator", "auditor"},
    ),
    "may_look_after": (rules.may_look_after, {"administrator", "province administrator"}, {"province administrator"}),
    "may_see_people_of": (rules.may_see_people_of, {"administrator", "province administrator", "auditor"}, {"province administrator", "auditor"}),
    # the agency's own administrator changes neither its name nor what it is measured by
    "may_change_agency": (
        lambda standing, agency: rules.may_change_agency(standing, agency, TOP), {"province administrator", "coordinator"},
        {"province administrator", "coordinator"},
    ),
}


@pytest.mark.parametrize("name", PREDICATES)
def test_every_predicate_for_every_role(name: str) -> None:
    predicate, own, other = PREDICATES[name]
    assert {who for who, standing in STANDINGS.items() if predicate(standing, OWN)} == own
    assert {who for who, standing in STANDINGS.items() if predicate(standing, OTHER)} == other


def test_units_are_told_apart() -> None:
    assert {who for who, standing in STANDINGS.items() if rules.is_in_unit(standing, UNIT)} == {"staff", "unit head"}
    assert {who for who, standing in STANDINGS.items() if rules.is_head_of(standing, UNIT)} == {"unit head"}
    assert {who for who, standing in STANDINGS.items() if rules.is_in_unit(standing, FOREIGN_UNIT)} == set()


def test_who_gives_which_role_where() -> None:
    given = {
        who: {str(role) for role in Role for at_top, agency in ((False, OWN), (True, TOP)) if rules.may_grant(standing, role, agency, at_top=at_top)}
        for who, standing in STANDINGS.items()
    }
    narrow = {str(role) for role in Role} - {str(role) for role in WIDE_ROLES}
    assert {who for who, roles in given.items() if roles} == {"administrator", "province administrator"}
    assert given["administrator"] == narrow
    assert given["province administrator"] == {str(role) for role in Role}
    # not even the province's administrator makes somebody of a department its appraiser
    assert not any(rules.may_grant(STANDINGS["province administrator"], role, OWN, at_top=False) for role in WIDE_ROLES)


@pytest.mark.parametrize(("who", "agencies", "is_operator", "expected"), [
    ("administrator", {OWN}, False, True),
    ("administrator", {OWN, OTHER}, False, False),  # also works elsewhere
    ("administrator", {OTHER}, False, False),
    ("administrator", set(), False, False),  # nobody's people are everybody's
    ("administrator", {OWN}, True, False),
    ("province administrator", {OWN, OTHER, TOP}, False, True),
    ("province administrator", {OWN, 77}, False, False),
    ("coordinator", {OWN}, False, False),
    ("auditor", {OWN}, False, False),
    ("visitor", {OWN}, False, False),
])
def test_who_may_edit_whom(who: str, agencies: set[int], is_operator: bool, expected: bool) -> None:
    assert rules.may_edit_person(STANDINGS[who], agencies, is_operator=is_operator) is expected


def test_nobody_switches_off_oneself() -> None:
    standing = STANDINGS["administrator"]
    assert rules.may_deactivate(standing, 99, {OWN}, is_operator=False) is True
    assert rules.may_deactivate(standing, 10, {OWN}, is_operator=False) is False


@pytest.mark.parametrize(("role", "held", "clashing"), [
    (Role.AUDITOR, [Role.STAFF], {Role.STAFF}),
    (Role.AUDITOR, [Role.AUDITOR], set()),
    (Role.COORDINATOR, [Role.AUDITOR, Role.STAFF], {Role.AUDITOR}),
    (Role.COUNCIL_MEMBER, [Role.DIRECTOR], set()),
    (Role.ADMINISTRATOR, [Role.REFORM_OFFICER], set()),
])
def test_an_auditor_has_no_part_in_what_is_audited(role: Role, held: list[Role], clashing: set[Role]) -> None:
    assert rules.clashing_roles(role, held) == clashing


PLACES = {"at_top": False, "unit_agency_id": None, "agency_id": OWN, "fields": [], "held": []}


@pytest.mark.parametrize(("role", "changes", "codes"), [
    ("staff", {}, []),
    ("staff", {"unit_agency_id": OWN}, []),
    ("staff", {"unit_agency_id": OTHER}, ["accounts.unit_elsewhere"]),
    ("staff", {"fields": ["direction"]}, ["accounts.fields_not_meant"]),
    ("unit_head", {}, ["accounts.unit_missing"]),
    ("appraiser", {}, ["accounts.role_at_top", "accounts.fields_missing"]),
    ("appraiser", {"at_top": True, "fields": ["*"]}, []),
    ("appraiser", {"at_top": True, "fields": ["*"], "unit_agency_id": OWN}, ["accounts.unit_not_meant"]),
    ("coordinator", {}, ["accounts.role_at_top"]),
    ("administrator", {"held": ["auditor"]}, ["accounts.roles_clash"]),
    ("king", {}, ["accounts.unknown_role"]),
])
def test_what_speaks_against_a_role(role: str, changes: dict[str, object], codes: list[str]) -> None:
    found = rules.role_problems(role, **{**PLACES, **changes})  # type: ignore[arg-type]
    assert [problem.code for problem in found] == codes


def test_who_needs_a_second_factor() -> None:
    required = ["administrator", "coordinator", "appraiser"]
    assert {who for who, standing in STANDINGS.items() if rules.needs_second_factor(standing, required)} == {
        "appraiser", "appraiser of all", "coordinator", "administrator", "province administrator",
    }
    assert not any(rules.needs_second_factor(standing, []) for standing in STANDINGS.values())


def test_every_role_says_in_a_line_what_it_is_for() -> None:
    assert set(ROLE_DUTIES) == set(Role)
    assert all(20 < len(str(duty)) < 130 and "\n" not in str(duty) for duty in ROLE_DUTIES.values())
