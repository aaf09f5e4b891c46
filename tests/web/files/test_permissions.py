"""Who may do what with a document: every role, every state, every address; and the permission that another room gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from parix.web.files import rules
from parix.web.files.models import Document, StoredFile
from tests.web.files.office import NOW, Office, paper_text

pytestmark = pytest.mark.django_db
SEE = {"staff", "unit head", "officer", "director", "coordinator", "auditor"}
CHANGE = {"staff", "unit head", "officer", "director", "coordinator"}
NOBODY: set[str] = set()

FIELDS = {"kind": "plan", "number": "1", "symbol": "KH-STC", "abstract": "a"}


def post(path: str, **data: Any) -> Callable[[Client, Document], Any]:
    return lambda client, document: client.post(f"/tai-lieu/{document.pk}/{path}", data)


def get(path: str) -> Callable[[Client, Document], Any]:
    return lambda client, document: client.get(f"/tai-lieu/{document.pk}/{path}")


def revise(client: Client, document: Document) -> Any:
    return client.post(f"/tai-lieu/{document.pk}/ban-moi/", {"chosen": SimpleUploadedFile("b.txt", paper_text(5))})


ACTS: dict[str, tuple[Callable[[Client, Document], Any], set[str]]] = {
    "see": (get(""), SEE), "see how far": (get("trang-thai/"), SEE), "fetch": (get("ban/1/"), SEE), "confirm": (post("xac-nhan/", **FIELDS), CHANGE),
    "read again": (post("doc-lai/"), CHANGE), "revise": (revise, CHANGE),
}
STATES = {
    "received": {}, "readable": {}, "unreadable": {}, "confirmed": {}, "quarantined": {"fetch": NOBODY},
}


def in_state(office: Office, state: str) -> Document:
    document = office.document(read=False)
    finding = {"scan_finding": "x"} if state == "quarantined" else {}
    if state == "confirmed":
        office.client("officer").post(f"/tai-lieu/{document.pk}/xac-nhan/", FIELDS)
    StoredFile.objects.update(state="readable" if state == "confirmed" else state, read_at=NOW, **finding)
    return document


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("act", ACTS)
def test_every_role_in_every_state(office: Office, state: str, act: str) -> None:
    perform, allowed = ACTS[act]
    allowed = STATES[state].get(act, allowed)  # type: ignore[attr-defined]
    document = in_state(office, state)
    answers = {person: perform(office.client(person), document) for person in ("", *office.people)}
    for answer in answers.values():
        answer.close()
    assert {person for person, answer in answers.items() if answer.status_code == 200 or (answer.status_code == 302 and person)} == allowed
    assert answers[""].status_code == 302 and answers[""].headers["Location"].startswith("/tai-khoan/dang-nhap/")
    refused = {person: answer.status_code for person, answer in answers.items() if person and person not in allowed}
    assert refused == {person: 403 if person in SEE and act not in ("fetch", "see", "see how far") else 404 for person in refused}


@pytest.mark.parametrize("path", ["", "so-van-ban.xlsx"])
def test_the_register_is_for_who_has_documents_to_see(office: Office, path: str) -> None:
    opened = {person for person in office.people if office.client(person).get(f"/tai-lieu/{path}").status_code == 200}
    assert opened == SEE | {"officer of another", "officer elsewhere"}


def test_the_register_lists_what_one_may_see_and_nothing_else(office: Office) -> None:
    own = office.document(read=False)
    other = office.document(paper_text(1), agency="NV", by="officer of another", read=False)
    for person in office.people:
        text = office.client(person).get("/tai-lieu/").content.decode()
        listed = {document.pk for document in (own, other) if str(document.pk) in text}
        expected = {own.pk} if person in {"staff", "unit head", "officer", "director"} else {other.pk} if person == "officer of another" else set()
        assert listed == ({own.pk, other.pk} if person in SEE and not expected else expected), person


# --- a permission given by another room --------------------------------------------------------------------------------------


def test_a_permission_opens_one_document_for_one_person(office: Office) -> None:
    document, other = office.document(), office.document(paper_text(1))
    stranger = office.people["officer elsewhere"]
    given = rules.permission(stranger.pk, document.pk)

    def status(person: str, path: str, token: str = given) -> int:
        answer = office.client(person).get(f"/tai-lieu/{path}", {"quyen": token})
        answer.close()
        return answer.status_code

    assert status("officer elsewhere", f"{document.pk}/") == 200
    assert status("officer elsewhere", f"{document.pk}/ban/1/") == 200
    assert status("officer elsewhere", f"{other.pk}/") == 404
    assert status("without role", f"{document.pk}/") == 404
    assert status("officer elsewhere", f"{document.pk}/", given[:-1] + ("a" if given[-1] != "a" else "b")) == 404
    assert office.client("officer elsewhere").post(f"/tai-lieu/{document.pk}/xac-nhan/?quyen={given}", FIELDS).status_code == 403


def test_a_permission_grows_old(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    document = office.document(read=False)
    stranger = office.people["officer elsewhere"].pk
    given = rules.permission(stranger, document.pk)
    assert rules.is_permitted(given, stranger, document.pk)
    monkeypatch.setattr(rules, "PERMISSION_SECONDS", -1)
    assert not rules.is_permitted(given, stranger, document.pk)


def test_the_page_of_a_permitted_person_keeps_the_permission_in_its_links(office: Office) -> None:
    document = office.document()
    given = rules.permission(office.people["officer elsewhere"].pk, document.pk)
    text = office.client("officer elsewhere").get(f"/tai-lieu/{document.pk}/", {"quyen": given}).content.decode()
    assert f"/ban/1/?quyen={given.replace(':', '%3A')}" in text


def test_settings_keep_the_store_out_of_reach(settings: Settings) -> None:
    assert not str(settings.FILES_ROOT).startswith(str(settings.STATIC_ROOT))
    assert "MEDIA_URL" not in dir(settings) or settings.MEDIA_URL in ("", "/")
