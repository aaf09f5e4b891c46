"""Who may what with a document, as a table of roles by states."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from parix.web.accounts.rules import Standing
from parix.web.accounts.workflow import StepRefused
from parix.web.reports import rules
from parix.web.reports.choices import ReportState
from parix.web.reports.workflow import next_state

AGENCY, OTHER, UNIT, OTHER_UNIT = 1, 2, 10, 11


@dataclass(frozen=True)
class AReport:
    state: str
    agency_id: int = AGENCY


@dataclass(frozen=True)
class ASection:
    unit_id: int | None = UNIT


def member(agency: int = AGENCY, **more: frozenset[int]) -> Standing:
    return Standing(member_of=frozenset({agency}), **more)


PEOPLE = {
    "officer": member(officer_of=frozenset({AGENCY})), "director": member(director_of=frozenset({AGENCY})), "unit": member(units=frozenset({UNIT})),
    "other unit": member(units=frozenset({OTHER_UNIT})), "officer elsewhere": member(OTHER, officer_of=frozenset({OTHER})),
    "coordinator": Standing(coordinates=frozenset({AGENCY, OTHER})), "auditor": Standing(audits=frozenset({AGENCY, OTHER})),
    "administrator": Standing(administers=frozenset({AGENCY})), "nobody": Standing(),
}
OWN = {"officer", "director", "unit", "other unit"}
DRAFTED, SUBMITTED, ISSUED = ReportState.DRAFTED, ReportState.SUBMITTED, ReportState.ISSUED
TABLE = {
    "may_see": {DRAFTED: OWN | {"auditor"}, SUBMITTED: OWN | {"auditor"}, ISSUED: OWN | {"auditor", "coordinator"}},
    "may_edit": {DRAFTED: {"officer"}, SUBMITTED: set(), ISSUED: set()},
    "may_comment": {DRAFTED: OWN, SUBMITTED: OWN, ISSUED: set()},
    "may_settle": {DRAFTED: {"officer"}, SUBMITTED: {"officer"}, ISSUED: set()},
    "may_submit": {DRAFTED: {"officer"}, SUBMITTED: set(), ISSUED: set()},
    "may_decide": {DRAFTED: set(), SUBMITTED: {"director"}, ISSUED: set()},
    "may_discard": {DRAFTED: {"officer"}, SUBMITTED: set(), ISSUED: set()},
}


@pytest.mark.parametrize("rule", TABLE)
@pytest.mark.parametrize("state", ReportState.values)
def test_who_may(rule: str, state: str) -> None:
    assert {who for who, standing in PEOPLE.items() if getattr(rules, rule)(standing, AReport(state))} == TABLE[rule][ReportState(state)]


@pytest.mark.parametrize(("state", "unit", "who"), [
    (DRAFTED, UNIT, {"officer", "unit"}), (DRAFTED, None, {"officer"}), (SUBMITTED, UNIT, set()), (ISSUED, UNIT, set()),
])
def test_who_may_write_a_section(state: str, unit: int | None, who: set[str]) -> None:
    assert {one for one, standing in PEOPLE.items() if rules.may_write(standing, AReport(state), ASection(unit))} == who


@pytest.mark.parametrize(("rule", "who"), [
    ("may_see_room", OWN | {"officer elsewhere", "coordinator", "auditor"}),
])
def test_who_sees_the_room(rule: str, who: set[str]) -> None:
    assert {one for one, standing in PEOPLE.items() if getattr(rules, rule)(standing)} == who


@pytest.mark.parametrize(("rule", "who"), [("may_draft_for", {"officer"}), ("may_keep_templates", {"officer"}), ("may_see_numbers", OWN | {"auditor"})])
def test_who_may_what_for_an_agency(rule: str, who: set[str]) -> None:
    assert {one for one, standing in PEOPLE.items() if getattr(rules, rule)(standing, AGENCY)} == who


@pytest.mark.parametrize(("verb", "state", "who", "following"), [
    ("submit", DRAFTED, "officer", SUBMITTED), ("send_back", SUBMITTED, "director", DRAFTED), ("issue", SUBMITTED, "director", ISSUED),
])
def test_each_step_is_one_role_in_one_state(verb: str, state: str, who: str, following: str) -> None:
    assert next_state(verb, PEOPLE[who], AReport(state)) == following
    for other_state in ReportState.values:
        for other, standing in PEOPLE.items():
            if (other_state, other) != (state, who):
                with pytest.raises(StepRefused):
                    next_state(verb, standing, AReport(other_state))
