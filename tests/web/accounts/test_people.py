"""Actions on people: what they write and refuse, to whom, and what of it the audit trail keeps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.actions import people as actions
from parix.web.accounts.actions.invitations import invite_people, send_invitation
from parix.web.accounts.actions.memberships import end_role, grant_role
from parix.web.accounts.choices import Role
from parix.web.accounts.models import Membership
from parix.web.accounts.queries import User, standing_of
from parix.web.audit_trail.models import Entry
from parix.web.background.models import Run
from tests.web.accounts.offices import OTHER, OWN, PASSWORD, TOP, Offices


def codes(found: pytest.ExceptionInfo[ProblemsFound]) -> list[str]:
    return [problem.code for problem in found.value.problems]


def acts() -> list[str]:
    return list(Entry.objects.filter(act__startswith="accounts.").order_by("sequence").values_list("act", flat=True))


def new_person(offices: Offices, **changes: object) -> User:
    given = {
        "username": "moi.nv", "full_name": " Nguyễn Văn Mới ", "email": "Moi.NV@Example.com", "agency": offices.agencies[OWN], "role": Role.STAFF,
        "unit": offices.units["office"], "must_be_new": True, "by": offices.people["administrator"],
    }
    return actions.add_person(**{**given, **changes})  # type: ignore[arg-type]


def test_a_new_person_has_no_password_and_a_known_address(offices: Offices) -> None:
    before = len(acts())
    person = new_person(offices)
    assert (person.full_name, person.email, person.has_usable_password(), person.sorting_name) == ("Nguyễn Văn Mới", "moi.nv@example.com", False, "Mới Nguyễn Văn")
    assert [(one.email, one.verified, one.primary) for one in EmailAddress.objects.filter(user=person)] == [("moi.nv@example.com", True, True)]
    assert standing_of(person).units == frozenset({offices.units["office"].pk})
    assert acts()[before:] == ["accounts.person_added", "accounts.role_granted"]


def test_no_personal_data_goes_into_the_audit_trail(offices: Offices) -> None:
    person = new_person(offices)
    actions.edit_person(person=person, full_name="Nguyễn Văn Khác", email="khac@example.com", position="Chuyên viên", by=offices.people["administrator"])
    kept = " ".join(f"{entry.before} {entry.after}" for entry in Entry.objects.all())
    assert not any(word in kept for word in ("Văn Mới", "Văn Khác", "example.com", "Chuyên viên"))
    assert Entry.objects.first().after == {"username": "moi.nv", "full_name": True, "email": True, "position": True}  # type: ignore[union-attr]


@pytest.mark.parametrize(("changes", "code"), [
    ({"username": "officer"}, "accounts.username_taken"),
    ({"username": "Officer"}, "accounts.username_taken"),
    ({"email": "OFFICER@example.com"}, "accounts.email_taken"),
    ({"role": Role.UNIT_HEAD, "unit": None}, "accounts.unit_missing"),
])
def test_a_person_who_cannot_be_added(offices: Offices, changes: dict[str, object], code: str) -> None:
    many = User.objects.count()
    with pytest.raises(ProblemsFound) as found:
        new_person(offices, **changes)
    assert (codes(found), User.objects.count()) == ([code], many)


def test_a_unit_of_another_agency_is_refused(offices: Offices) -> None:
    with pytest.raises(ProblemsFound) as found:
        new_person(offices, unit=offices.units["office of another"])
    assert codes(found) == ["accounts.unit_elsewhere"]


# Who may do what to the staff of the own department: each act as a function of the person and whoever acts.
ACTS: dict[str, Callable[[User, User], object]] = {
    "edit": lambda person, by: actions.edit_person(person=person, full_name="X", email="", position="", by=by),
    "deactivate": lambda person, by: actions.deactivate_person(person=person, reason="r", by=by),
    "reactivate": lambda person, by: actions.reactivate_person(person=person, reason="r", by=by),
    "reset": lambda person, by: actions.make_reset_link(person=person, by=by),
    "second factor": lambda person, by: actions.remove_second_factor(person=person, reason="r", by=by),
    "invite": lambda person, by: invite_people(people=[person], by=by),
}
LOOK_AFTER = {"administrator", "province administrator"}


@pytest.mark.parametrize("act", ACTS)
def test_who_may_do_what_to_a_colleague(offices: Offices, act: str) -> None:
    allowed = set()
    for who, by in offices.people.items():
        if who == "staff":
            continue
        try:
            ACTS[act](offices.people["staff"], by)
        except PermissionDenied:
            continue
        allowed.add(who)
        User.objects.filter(pk=offices.people["staff"].pk).update(is_active=True)
    assert allowed == LOOK_AFTER


@pytest.mark.parametrize("act", ACTS)
def test_nobody_takes_over_an_operator_or_somebody_of_two_agencies(offices: Offices, act: str) -> None:
    both = offices.people["staff of another"]
    grant_role(person=both, agency=offices.agencies[OWN], role=Role.STAFF, by=offices.people["administrator"])
    with pytest.raises(PermissionDenied):
        ACTS[act](both, offices.people["administrator"])
    grant_role(person=offices.people["operator"], agency=offices.agencies[OWN], role=Role.STAFF, by="system")
    for by in ("administrator", "province administrator"):
        with pytest.raises(PermissionDenied):
            ACTS[act](offices.people["operator"], offices.people[by])


def test_an_administrator_stays_in(offices: Offices) -> None:
    own = offices.people["administrator"]
    with pytest.raises(PermissionDenied):
        actions.deactivate_person(person=own, reason="r", by=own)
    with pytest.raises(ProblemsFound) as found:
        end_role(membership=own.memberships.get(), last_day=timezone.localdate(), reason="", by=own)
    assert codes(found) == ["accounts.own_administration"]


def test_whoever_is_switched_off_is_out_at_the_next_click(offices: Offices) -> None:
    client = offices.client("staff")
    assert client.get("/tai-khoan/doi-mat-khau/").status_code == 200
    actions.deactivate_person(person=offices.people["staff"], reason="nghỉ hưu", by=offices.people["administrator"])
    assert client.get("/tai-khoan/doi-mat-khau/").headers["Location"].startswith("/tai-khoan/dang-nhap/")
    signed_in = Client().post("/tai-khoan/dang-nhap/", {"login": "staff", "password": PASSWORD})
    assert signed_in.headers["Location"] == "/tai-khoan/ngung-hoat-dong/"
    entry = Entry.objects.first()
    assert entry is not None
    assert (entry.act, entry.reason, entry.scope) == ("accounts.person_deactivated", "nghỉ hưu", OWN)


def test_a_reset_link_sets_a_password_once(offices: Offices) -> None:
    who, key = actions.make_reset_link(person=offices.people["staff"], by=offices.people["administrator"])
    client = Client()
    path = client.get(f"/tai-khoan/quen-mat-khau/dat-lai/{who}-{key}/", follow=True).redirect_chain[-1][0]
    assert client.post(path, {"password1": "mat-khau-rat-moi", "password2": "mat-khau-rat-moi"}).status_code == 302
    assert Client().post("/tai-khoan/dang-nhap/", {"login": "staff", "password": "mat-khau-rat-moi"}).headers["Location"] == "/"
    again = Client().get(f"/tai-khoan/quen-mat-khau/dat-lai/{who}-{key}/", follow=True)
    assert "đã dùng rồi hoặc đã hết hạn" in again.content.decode()
    assert acts()[-2:] == ["accounts.reset_link_made", "accounts.password_reset_by_link"]


def test_nobody_gets_a_link_while_switched_off(offices: Offices) -> None:
    actions.deactivate_person(person=offices.people["staff"], reason="r", by="system")
    with pytest.raises(ProblemsFound) as found:
        actions.make_reset_link(person=offices.people["staff"], by=offices.people["administrator"])
    assert codes(found) == ["accounts.inactive"]


def test_an_invitation_is_a_job_and_a_letter(offices: Offices, settings: Settings) -> None:
    settings.SITE_URL = "https://cchc.example.vn"
    assert invite_people(people=[offices.people["staff"], offices.people["head"]], by=offices.people["administrator"]) == 2
    assert list(Run.objects.order_by("pk").values_list("job", "arguments")) == [
        ("parix.web.accounts.jobs.invite", {"user_id": offices.people[who].pk}) for who in ("staff", "head")
    ]
    send_invitation(user_id=offices.people["staff"].pk)
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == (["staff@example.com"], "[parix] Đặt mật khẩu để vào phần mềm Chỉ số cải cách hành chính")
    address = next(word for word in letter.body.split() if word.startswith("https://cchc.example.vn/tai-khoan/quen-mat-khau/dat-lai/"))
    assert Client().get(address.removeprefix("https://cchc.example.vn"), follow=True).status_code == 200
    actions.deactivate_person(person=offices.people["head"], reason="r", by="system")
    send_invitation(user_id=offices.people["head"].pk)
    assert len(mail.outbox) == 1


def test_a_role_is_given_once_and_ends_on_its_day(offices: Offices) -> None:
    person, own, by = offices.people["staff"], offices.agencies[OWN], offices.people["administrator"]
    today = timezone.localdate()
    first = grant_role(person=person, agency=own, role=Role.REFORM_OFFICER, valid_from=today, by=by)
    assert grant_role(person=person, agency=own, role=Role.REFORM_OFFICER, valid_from=today, by=by).pk == first.pk
    end_role(membership=first, last_day=today, reason="luân chuyển", by=by)
    assert Role.REFORM_OFFICER in standing_of(person).roles
    assert Role.REFORM_OFFICER not in standing_of(person, today + timedelta(days=1)).roles
    again = grant_role(person=person, agency=own, role=Role.REFORM_OFFICER, valid_from=today + timedelta(days=30), by=by)
    assert again.pk != first.pk or again.valid_until is None


def test_a_role_given_by_mistake_holds_on_no_day(offices: Offices) -> None:
    person, own, by = offices.people["staff"], offices.agencies[OWN], offices.people["administrator"]
    today = timezone.localdate()
    held = grant_role(person=person, agency=own, role=Role.DIRECTOR, valid_from=today, by=by)
    end_role(membership=held, last_day=today - timedelta(days=1), reason="nhầm", by=by)
    assert Role.DIRECTOR not in standing_of(person).roles
    assert Membership.objects.filter(pk=held.pk, valid_until=today - timedelta(days=1)).exists()


def test_who_gives_wide_roles(offices: Offices) -> None:
    person, top = offices.people["without role"], offices.agencies[TOP]
    for who in ("administrator", "coordinator", "auditor", "officer"):
        with pytest.raises(PermissionDenied):
            grant_role(person=person, agency=top, role=Role.COORDINATOR, by=offices.people[who])
    with pytest.raises(PermissionDenied):
        grant_role(person=person, agency=offices.agencies[OWN], role=Role.APPRAISER, fields=["*"], by=offices.people["administrator"])
    made = grant_role(person=person, agency=top, role=Role.APPRAISER, fields=["*", "direction", "*"], by=offices.people["province administrator"])
    assert made.fields == ["*", "direction"]
    with pytest.raises(ProblemsFound) as clash:
        grant_role(person=person, agency=top, role=Role.AUDITOR, by=offices.people["province administrator"])
    assert codes(clash) == ["accounts.roles_clash"]


def test_fields_of_an_appraiser_are_brought_up_to_date(offices: Offices) -> None:
    person = offices.people["appraiser"]
    grant_role(person=person, agency=offices.agencies[TOP], role=Role.APPRAISER, fields=["direction"], by=offices.people["province administrator"])
    assert person.memberships.get().fields == ["direction"]
    entry = Entry.objects.first()
    assert entry is not None
    assert (entry.act, entry.before["fields"], entry.after["fields"]) == ("accounts.role_changed", ["institutions", "procedures"], ["direction"])


def test_a_lost_telephone(offices: Offices) -> None:
    Authenticator.objects.create(user=offices.people["staff"], type=Authenticator.Type.TOTP, data={"secret": "x"})
    Authenticator.objects.create(user=offices.people["staff"], type=Authenticator.Type.RECOVERY_CODES, data={"seed": "x"})
    assert actions.remove_second_factor(person=offices.people["staff"], reason="mất máy", by=offices.people["administrator"]) == 2
    assert Authenticator.objects.count() == 0


def test_an_agency_that_is_not_ones_own(offices: Offices) -> None:
    with pytest.raises(PermissionDenied):
        new_person(offices, agency=offices.agencies[OTHER], unit=None)
    assert User.objects.filter(username="moi.nv").exists() is False


def test_a_day_that_is_over_is_no_role(offices: Offices) -> None:
    person = new_person(offices, valid_from=date(2020, 1, 1), valid_until=date(2020, 12, 31))
    assert standing_of(person).roles == frozenset()


def test_the_first_administrator_comes_by_command(offices: Offices) -> None:
    out = StringIO()
    call_command("add_administrator", TOP, "dau.tien", "Người Đầu Tiên", email="dau.tien@example.com", stdout=out)
    assert offices.agencies[OWN].pk in standing_of(User.objects.get(username="dau.tien")).administers
    path = out.getvalue().strip().partition("/tai-khoan/")[2]
    assert Client().get(f"/tai-khoan/{path}", follow=True).status_code == 200
    for arguments, words in ((("KHONG", "x.y", "X"), "không có cơ quan"), ((TOP, "dau.tien", "X"), "đã có người dùng")):
        with pytest.raises(CommandError, match=words):
            call_command("add_administrator", *arguments)
