"""The standing of people as the database has it: reach, units, fields, days; and how many queries it costs."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from parix.web.accounts.actions.memberships import grant_role
from parix.web.accounts.choices import Role
from parix.web.accounts.queries import people_with_role, person_with_roles, posts_of, standing_of
from parix.web.accounts.rules import NOBODY, Appraising
from tests.web.accounts.offices import OTHER, OWN, TOP, Offices


def ids(offices: Offices, *codes: str) -> frozenset[int]:
    return frozenset(offices.agencies[code].pk for code in codes)


def test_what_each_role_reaches(offices: Offices) -> None:
    within = ids(offices, TOP, OWN, OTHER)
    head = standing_of(offices.people["head"])
    assert (head.member_of, head.units, head.heads, head.roles) == (
        ids(offices, OWN), frozenset({offices.units["office"].pk}), frozenset({offices.units["office"].pk}), frozenset({Role.UNIT_HEAD}),
    )
    assert standing_of(offices.people["staff"]).heads == frozenset()
    assert standing_of(offices.people["officer"]).officer_of == ids(offices, OWN)
    assert standing_of(offices.people["director"]).director_of == ids(offices, OWN)
    assert standing_of(offices.people["administrator"]).administers == ids(offices, OWN)
    assert standing_of(offices.people["province administrator"]).administers == within
    assert standing_of(offices.people["coordinator"]).coordinates == within
    assert standing_of(offices.people["council member"]).council_over == within
    assert standing_of(offices.people["auditor"]).audits == within
    assert standing_of(offices.people["appraiser"]).appraises == (Appraising(within, frozenset({"institutions", "procedures"})),)


def test_nobody_in_particular(offices: Offices) -> None:
    offices.people["officer"].is_active = False
    assert [standing_of(user) for user in (AnonymousUser(), offices.people["officer"])] == [NOBODY, NOBODY]
    assert standing_of(offices.people["without role"]).roles == frozenset()


def test_roles_hold_from_their_first_to_their_last_day(offices: Offices) -> None:
    person, own = offices.people["staff of another"], offices.agencies[OWN]
    grant_role(person=person, agency=own, role=Role.DIRECTOR, valid_from=date(2030, 1, 1), valid_until=date(2030, 6, 30), by="system")
    held = [own.pk in standing_of(person, on).director_of for on in (date(2029, 12, 31), date(2030, 1, 1), date(2030, 6, 30), date(2030, 7, 1))]
    assert held == [False, True, True, False]


@pytest.mark.parametrize(("who", "queries"), [("staff", 1), ("officer", 1), ("coordinator", 3), ("auditor", 3)])
def test_a_standing_costs_little(offices: Offices, django_assert_num_queries: DjangoAssertNumQueries, who: str, queries: int) -> None:
    with django_assert_num_queries(queries):
        standing_of(offices.people[who])


@pytest.mark.parametrize(("who", "queries"), [("staff", 1), ("head", 1), ("without role", 1), ("coordinator", 3), ("appraiser", 3)])
def test_whoever_is_signed_in_comes_with_the_roles_of_today(
    offices: Offices, django_assert_num_queries: DjangoAssertNumQueries, who: str, queries: int,
) -> None:
    known = offices.people[who]
    grant_role(person=known, agency=offices.agencies[OWN], role=Role.DIRECTOR, valid_from=date(2030, 1, 1), by="system")
    with django_assert_num_queries(queries):
        person = person_with_roles(known.pk)
        found = standing_of(person or AnonymousUser())
    assert person == known and found == standing_of(known)
    assert standing_of(person, date(2030, 1, 1)) == standing_of(known, date(2030, 1, 1)) != found
    assert person_with_roles(0) is None


def test_posts_are_said_in_words(offices: Offices) -> None:
    post = posts_of(offices.people["head"])[0]
    assert (post.agency, post.role, post.unit) == ("Sở Khoa học và Công nghệ", "trưởng đơn vị", "Văn phòng")
    assert posts_of(offices.people["appraiser"])[0].fields == ("institutions", "procedures")


def test_who_holds_a_role_is_found_for_letters(offices: Offices) -> None:
    today, own = timezone.localdate(), offices.agencies[OWN].pk
    assert people_with_role(Role.REFORM_OFFICER, own, today) == [offices.people["officer"]]
    assert people_with_role(Role.STAFF, own, today, offices.units["inspectorate"].pk) == []
    offices.people["officer"].is_active = False
    offices.people["officer"].save()
    assert people_with_role(Role.REFORM_OFFICER, own, today) == []
