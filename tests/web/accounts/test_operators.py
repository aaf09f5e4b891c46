"""Django's own administration: operators alone, looking, and switching accounts; signing in is the site's own."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.test import Client

from parix.web.audit_trail.models import Entry
from tests.web.accounts.offices import Offices

PAGES = ("/van-hanh/", "/van-hanh/accounts/user/", "/van-hanh/accounts/membership/", "/van-hanh/organisations/agency/", "/van-hanh/organisations/unit/")


@pytest.mark.parametrize("page", PAGES)
def test_only_operators_see_it(offices: Offices, page: str) -> None:
    seen = {who for who in offices.people if offices.client(who).get(page).status_code == 200}
    assert seen == {"operator"}


def test_a_visitor_goes_through_the_sites_own_door(db: None) -> None:
    answer = Client().get("/van-hanh/accounts/user/", follow=True)
    assert [step[0] for step in answer.redirect_chain] == [
        "/van-hanh/login/?next=/van-hanh/accounts/user/", "/tai-khoan/dang-nhap/?next=%2Fvan-hanh%2Faccounts%2Fuser%2F",
    ]


def test_secrets_are_not_for_looking_at() -> None:
    assert {model._meta.label for model in admin.site._registry if not model.__module__.startswith("parix.")} == set()


@pytest.mark.parametrize("page", ["/van-hanh/accounts/user/add/", "/van-hanh/organisations/agency/add/", "/van-hanh/accounts/membership/add/"])
def test_nothing_is_added_here(offices: Offices, page: str) -> None:
    assert offices.client("operator").get(page).status_code == 403


def test_nothing_is_changed_here(offices: Offices) -> None:
    client, person = offices.client("operator"), offices.people["staff"]
    assert client.post(f"/van-hanh/accounts/user/{person.pk}/change/", {"full_name": "X"}).status_code == 403
    assert client.post(f"/van-hanh/accounts/user/{person.pk}/delete/", {"post": "yes"}).status_code == 403
    person.refresh_from_db()
    assert person.full_name == "Người staff"


def test_accounts_are_switched_off_with_an_entry(offices: Offices) -> None:
    chosen = [offices.people[who].pk for who in ("staff", "operator", "coordinator")]
    answer = offices.client("operator").post("/van-hanh/accounts/user/", {"action": "switch_off", "_selected_action": chosen}, follow=True)
    assert "Đã đổi 2 tài khoản." in answer.content.decode()
    active = {who: type(person).objects.get(pk=person.pk).is_active for who, person in offices.people.items() if person.pk in chosen}
    assert active == {"staff": False, "coordinator": False, "operator": True}
    assert Entry.objects.filter(act="accounts.person_deactivated", actor="operator").count() == 2
