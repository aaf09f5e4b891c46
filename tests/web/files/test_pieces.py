"""Uploads in pieces: order, repetition, damage, size, whose they are, and what a file becomes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from pytest_django import Settings

from parix.foundation.problems import Problem, ProblemsFound
from parix.web.files.actions.handing_over import hand_over
from parix.web.files.actions.receiving import OffsetDiffers
from parix.web.files.models import Document, DocumentRevision, StoredFile, Upload
from parix.web.files.queries.store import content_path, part_path
from parix.web.files.rules import Ticket, written
from parix.web.personal_data.rules.sealed_pieces import sealed_piece
from tests.web.files.office import NOW, Office, paper_text, uploads

pytestmark = pytest.mark.django_db
START = "/tai-lieu/tai-len/phien/"
CONTENT = paper_text(0) * 2


def start(client: Client, **about: Any) -> Any:
    asked = {"name": "kế hoạch.txt", "size": len(CONTENT), "agency": "TC", **about}
    return client.post(START, json.dumps(asked), content_type="application/json")


def put(client: Client, upload_id: str, offset: int | str, data: bytes, sha256: str = "") -> Any:
    headers = {"Upload-Offset": str(offset), **({"Upload-Sha256": sha256} if sha256 else {})}
    return client.put(f"{START}{upload_id}/", data, content_type="application/octet-stream", headers=headers)


def finish(client: Client, upload_id: str) -> Any:
    return client.post(f"{START}{upload_id}/xong/")


@pytest.fixture(autouse=True)
def small_pieces(settings: Settings) -> None:
    settings.FILES_PIECE_BYTES = 1000


def sent(client: Client, content: bytes = CONTENT, **about: Any) -> Any:
    """The whole way; the answer of the end."""
    held = start(client, size=len(content), **about).json()
    for offset in range(0, len(content), 1000):
        piece = content[offset : offset + 1000]
        assert put(client, held["id"], offset, piece, hashlib.sha256(piece).hexdigest()).json() == {"offset": offset + len(piece)}
    return finish(client, held["id"])


def test_a_file_in_pieces_becomes_a_document_with_its_first_revision(office: Office, own_store: Path) -> None:
    answer = sent(office.client("officer"))
    revision = DocumentRevision.objects.select_related("document", "file").get()
    assert answer.json() == {"name": "kế hoạch.txt", "id": str(revision.document_id), "document": f"/tai-lieu/{revision.document_id}/", "known": False}
    assert (revision.number, revision.original_name, revision.uploaded_by) == (1, "kế hoạch.txt", office.people["officer"])
    assert (revision.document.agency, revision.document.state, revision.document.revision_count) == (office.own, "drafted", 1)
    assert (revision.file.sha256, revision.file.size, revision.file.media_type) == (hashlib.sha256(CONTENT).hexdigest(), len(CONTENT), "text/plain")
    path = content_path(revision.file.sha256)
    assert path.read_bytes() == CONTENT
    assert path.stat().st_mode & 0o777 == 0o600 and path.parent.stat().st_mode & 0o777 == 0o700
    assert list((own_store / "parts").iterdir()) == []


def test_pieces_may_be_sent_again_and_in_no_other_order(office: Office) -> None:
    client = office.client("officer")
    held = start(client).json()["id"]
    assert put(client, held, 0, CONTENT[:1000]).json() == {"offset": 1000}
    assert put(client, held, 0, CONTENT[:1000]).json() == {"offset": 1000}
    assert put(client, held, 500, CONTENT[500:1000]).json() == {"offset": 1000}
    ahead = put(client, held, 1500, CONTENT[1500:1900])
    assert (ahead.status_code, ahead.json()) == (409, {"offset": 1000})
    assert client.get(f"{START}{held}/").json() == {"state": "open", "offset": 1000, "size": len(CONTENT)}


def test_a_damaged_piece_is_not_kept(office: Office) -> None:
    client = office.client("officer")
    held = start(client).json()["id"]
    assert put(client, held, 0, CONTENT[:1000], "0" * 64).status_code == 422
    assert uploads() == [("kế hoạch.txt", "open", 0)]


def test_the_end_waits_for_the_last_piece_and_may_be_asked_twice(office: Office) -> None:
    client = office.client("officer")
    held = start(client, size=1500).json()["id"]
    put(client, held, 0, CONTENT[:1000])
    early = finish(client, held)
    assert (early.status_code, early.json()) == (409, {"offset": 1000})
    put(client, held, 1000, CONTENT[1000:1500])
    first, second = finish(client, held), finish(client, held)
    assert first.status_code == 200 and first.json() == second.json()
    assert Document.objects.count() == 1


def test_what_a_crash_left_behind_the_acknowledged_bytes_is_cut_away(office: Office) -> None:
    client = office.client("officer")
    held = start(client, size=1500).json()["id"]
    put(client, held, 0, CONTENT[:1000])
    with part_path(Upload.objects.get().pk).open("ab") as part:
        part.write(b"half a piece that nobody acknowledged" * 90)
    assert client.get(f"{START}{held}/").json()["offset"] == 1000
    put(client, held, 1000, CONTENT[1000:1500])
    finish(client, held)
    assert content_path(StoredFile.objects.get().sha256).read_bytes() == CONTENT[:1500]


def test_a_part_that_the_disk_lost_is_begun_again(office: Office) -> None:
    client = office.client("officer")
    held = start(client, size=1500).json()["id"]
    put(client, held, 0, CONTENT[:1000])
    part_path(Upload.objects.get().pk).unlink()
    lost = put(client, held, 1000, CONTENT[1000:1500])
    assert (lost.status_code, lost.json()) == (409, {"offset": 0})
    assert put(client, held, 0, CONTENT[:1000]).json() == {"offset": 1000}


def test_a_piece_beyond_the_size_is_refused(office: Office) -> None:
    client = office.client("officer")
    held = start(client, size=100).json()["id"]
    assert put(client, held, 0, CONTENT[:200]).status_code == 409
    large = put(client, held, 0, CONTENT[:1001])
    assert (large.status_code, large.json()["codes"]) == (413, ["document.too_large"])
    assert put(client, held, "x", CONTENT[:10]).status_code == 400
    assert uploads() == [("kế hoạch.txt", "open", 0)]


def test_an_upload_belongs_to_who_began_it(office: Office) -> None:
    held = start(office.client("officer")).json()["id"]
    for person in ("staff", "coordinator", "officer of another"):
        client = office.client(person)
        answers = [client.get(f"{START}{held}/"), put(client, held, 0, b"x"), finish(client, held), client.delete(f"{START}{held}/")]
        assert [answer.status_code for answer in answers] == [404] * 4, person
    assert office.client("").get(f"{START}{held}/").status_code == 302


def test_only_for_an_agency_that_one_writes_for(office: Office) -> None:
    allowed = {person for person in office.people if start(office.client(person)).status_code == 201}
    assert allowed == {"staff", "unit head", "officer", "director", "coordinator"}


@pytest.mark.parametrize(("size", "code"), [(0, "document.empty"), (-5, "document.empty"), ("7", "document.empty"), (2 * 1024**3, "document.too_large")])
def test_a_size_that_cannot_be_is_refused_before_any_byte(office: Office, size: object, code: str) -> None:
    answer = start(office.client("officer"), size=size)
    assert (answer.status_code, answer.json()["codes"]) == (422, [code])
    assert Upload.objects.count() == 0


@pytest.mark.parametrize("body", ["", "[]", "null", "{", '{"document": "x"}'])
def test_a_start_that_makes_no_sense_is_refused(office: Office, body: str) -> None:
    assert office.client("officer").post(START, body, content_type="application/json").status_code in (403, 404)


REFUSED = {
    "a renamed program": (b"MZ\x90\x00" + b"\x00" * 1200, "document.type_refused"),
    "a script": (b"#!/bin/sh\nrm -rf ~\n" * 60, "document.type_refused"),
    "a web page": (b"<html><script>alert(1)</script></html>" * 40, "document.type_refused"),
    "noise": (bytes(range(256)) * 5, "document.type_unknown"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_file_is_refused_for_what_it_is_whatever_its_name(office: Office, own_store: Path, kind: str) -> None:
    content, code = REFUSED[kind]
    answer = sent(office.client("officer"), content, name="Kế hoạch 56.pdf")
    assert (answer.status_code, answer.json()["codes"]) == (422, [code])
    assert answer.json()["problems"][0].startswith(("nội dung tệp là", "không nhận ra"))
    assert (Document.objects.count(), StoredFile.objects.count()) == (0, 0)
    assert [state for _name, state, _offset in uploads()] == ["refused"]
    assert [path for path in own_store.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b\\c:d*?.txt", "x" * 300 + ".txt", "x" * 900, "tên\x00có\nký tự lạ\x1b.txt", "", "   ", "\u202efdp.exe"])
def test_any_name_is_kept_as_text_and_names_nothing_on_the_disk(office: Office, own_store: Path, name: str) -> None:
    client = office.client("officer")
    answer = sent(client, name=name)
    revision = DocumentRevision.objects.get()
    assert answer.status_code == 200
    assert 0 < len(revision.original_name) <= 400 and revision.original_name.isprintable()
    assert [path.name for path in own_store.rglob("*") if path.is_file()] == [revision.file.sha256]
    page = client.get(f"/tai-lieu/{revision.document_id}/")
    handed = client.get(f"/tai-lieu/{revision.document_id}/ban/1/")
    assert (page.status_code, handed.status_code, handed.getvalue()) == (200, 200, CONTENT)
    disposition = handed.headers["Content-Disposition"]
    assert disposition.startswith("attachment") and not set(disposition) & set("/\\\n\r\x00") and len(disposition) < 1200


def test_the_same_content_again_is_the_same_document_in_one_agency_and_another_in_the_next(office: Office) -> None:
    first = sent(office.client("officer")).json()
    again = sent(office.client("staff"), name="tên khác.txt").json()
    assert again == {"name": "tên khác.txt", "id": first["id"], "document": first["document"], "known": True}
    other = sent(office.client("officer of another"), agency="NV").json()
    assert other["document"] != first["document"] and other["known"] is False
    assert (Document.objects.count(), StoredFile.objects.count()) == (2, 1)


def test_a_session_may_add_a_revision_to_a_document(office: Office) -> None:
    document = office.document(read=False)
    answer = sent(office.client("director"), paper_text(1), document=str(document.pk))
    assert answer.json()["document"] == f"/tai-lieu/{document.pk}/"
    assert list(document.revisions.order_by("number").values_list("number", flat=True)) == [1, 2]
    document.refresh_from_db()
    assert document.current is not None and (document.current.number, document.revision_count) == (2, 2)
    assert start(office.client("auditor"), document=str(document.pk)).status_code == 403
    assert start(office.client("officer elsewhere"), document=str(document.pk)).status_code == 404


def test_an_upload_can_be_given_up(office: Office, own_store: Path) -> None:
    client = office.client("officer")
    held = start(client).json()["id"]
    put(client, held, 0, CONTENT[:1000])
    assert client.delete(f"{START}{held}/").json() == {"state": "abandoned"}
    assert put(client, held, 1000, CONTENT[1000:1500]).status_code == 404
    assert finish(client, held).status_code == 404
    assert list((own_store / "parts").iterdir()) == []


# --- for another room -----------------------------------------------------------------------------------------------------


def ticket(office: Office, person: str = "officer", most: int = 5_000) -> str:
    return written(Ticket(office.people[person].pk, office.own.pk, "room.sent", most))


def handed(office: Office, upload_id: str, made: str = "made:1", person: str = "officer", purpose: str = "room.sent") -> tuple[str, list[bytes]]:
    """What the room said it made of the upload, and what it got."""
    got: list[bytes] = []

    def take(_upload: Upload, pieces: Iterator[bytes]) -> str:
        got.extend(pieces)
        return made

    return hand_over(upload_id=UUID(upload_id), by=office.people[person], purpose=purpose, at=NOW, take=take), got


def begun(office: Office, size: int = 1500) -> str:
    return str(start(office.client("officer"), size=size, agency="", ticket=ticket(office)).json()["id"])


def test_what_another_room_asked_for_lies_sealed_and_is_handed_over_once(office: Office, own_store: Path) -> None:
    client, held = office.client("officer"), begun(office)
    assert put(client, held, 0, CONTENT[:1000]).json() == {"offset": 1000}
    with part_path(Upload.objects.get().pk).open("ab") as part:
        part.write(sealed_piece(b"half a piece" * 30, 1000, "room.sent")[:-9])
    with pytest.raises(OffsetDiffers):
        handed(office, held)
    assert put(client, held, 1000, CONTENT[1000:1500]).json() == {"offset": 1500}
    assert CONTENT[:40] not in part_path(Upload.objects.get().pk).read_bytes()
    assert finish(client, held).status_code == 404  # it becomes no document
    for wrong in ({"person": "staff"}, {"purpose": "room.other"}):
        with pytest.raises(Upload.DoesNotExist):
            handed(office, held, **wrong)
    assert handed(office, held) == ("made:1", [CONTENT[:1000], CONTENT[1000:1500]])
    assert handed(office, held, "made:2") == ("made:1", [])
    assert (uploads(), Document.objects.count(), list((own_store / "parts").iterdir())) == ([("kế hoạch.txt", "complete", 1500)], 0, [])


def test_a_sealed_part_that_the_disk_lost_is_begun_again(office: Office) -> None:
    client, held = office.client("officer"), begun(office)
    put(client, held, 0, CONTENT[:1000])
    part_path(Upload.objects.get().pk).unlink()
    assert put(client, held, 1000, CONTENT[1000:1500]).json() == {"offset": 0}
    assert [put(client, held, *piece).json()["offset"] for piece in ((0, CONTENT[:1000]), (1000, CONTENT[1000:1500]))] == [1000, 1500]
    assert handed(office, held)[1] == [CONTENT[:1000], CONTENT[1000:1500]]


def test_a_file_that_the_room_refuses_is_gone(office: Office, own_store: Path) -> None:
    client, held = office.client("officer"), begun(office, 500)
    put(client, held, 0, CONTENT[:500])

    def refuse(_upload: Upload, _pieces: Iterator[bytes]) -> str:
        raise ProblemsFound([Problem("room.refused", "không phải", "chọn tệp khác")])

    with pytest.raises(ProblemsFound):
        hand_over(upload_id=UUID(held), by=office.people["officer"], purpose="room.sent", at=NOW, take=refuse)
    assert (uploads(), list((own_store / "parts").iterdir())) == ([("kế hoạch.txt", "refused", 500)], [])


@pytest.mark.parametrize(("person", "most", "size", "status"), [("officer", 1500, 1500, 201), ("officer", 1499, 1500, 422), ("staff", 1500, 1500, 403)])
def test_a_ticket_holds_for_its_person_and_size(office: Office, person: str, most: int, size: int, status: int) -> None:
    answer = start(office.client(person), size=size, ticket=ticket(office, most=most))
    assert (answer.status_code, Upload.objects.count()) == (status, int(status == 201))
    assert start(office.client("officer"), ticket="made up").status_code == 403


def test_one_person_sends_few_such_files_at_once(office: Office) -> None:
    answers = [start(office.client("officer"), ticket=ticket(office)).status_code for _one in range(6)]
    assert answers == [201] * 5 + [422]


def test_the_token_of_the_form_is_asked_for(office: Office) -> None:
    client = office.client("officer", enforce_csrf_checks=True)
    assert start(client).status_code == 403
    assert put(client, "00000000-0000-0000-0000-000000000000", 0, b"x").status_code == 403
