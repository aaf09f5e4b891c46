"""Every address of the site by every kind of person: who gets past the door. The list of addresses is the site's own, so that a page
without a line here fails the test. What each page does beyond its door is tested in its room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import Settings

from parix.web.accounts.models import Membership, PeopleImport
from parix.web.accounts.queries import User
from parix.web.background.actions import enqueue
from parix.demo_data.papers.portable import pdf_of
from parix.demo_data.papers.records import Paper, Signing
from parix.web.assessment.models import EvidenceLink, Submission
from parix.web.files.actions.receiving import receive_whole, start_upload
from parix.web.files.actions.storing import write_whole
from parix.web.files.models import DocumentRevision, StoredFile
from parix.web.files.queries.store import picture_path
from parix.web.notices.models import Notice
from tests.web.assessment.self_world import LEAF, build_self_world
from tests.web.worlds import AT, OWN

PEOPLE = (
    "", "officer", "director", "head", "staff", "staff of inspectorate", "staff without unit", "officer of another", "coordinator", "appraiser",
    "council member", "auditor", "administrator", "coordinator elsewhere", "without role", "operator",
)
EVERYBODY = frozenset(PEOPLE)
SIGNED_IN = EVERYBODY - {""}
OWN_PEOPLE = frozenset({"officer", "director", "head", "staff", "staff of inspectorate", "staff without unit"})
OVERSEERS = frozenset({"coordinator", "appraiser", "council member", "auditor"})
READERS = OWN_PEOPLE | OVERSEERS
REGISTERING = OWN_PEOPLE | {"coordinator"}
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Door:
    """Who gets past it. A page that only takes forms is sent `form`; JSON where the form says so."""

    may: frozenset[str]
    form: Mapping[str, str] | None = None
    is_json: bool = False
    query: str = ""


def opens(*may: str | frozenset[str], query: str = "") -> Door:
    return Door(_people(may), query=query)


def takes(*may: str | frozenset[str], is_json: bool = False, **form: str) -> Door:
    return Door(_people(may), form, is_json)


def _people(may: tuple[str | frozenset[str], ...]) -> frozenset[str]:
    return frozenset(person for one in may for person in (one if isinstance(one, frozenset) else {one}))


PUBLISHED_ONLY = ("portal:ranking", "portal:sheet", "portal:compare", "portal:leaf", "assessment:lost_points", "assessment:accountability", "assessment:loss")
TABLE: Mapping[str, Door] = {}


def addresses(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """Names of all addresses but those of Django's own administration, which only operators see."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            if one.app_name != "admin":
                yield from addresses(one, f"{one.namespace}:" if one.namespace else space)
        elif isinstance(one, URLPattern):
            yield f"{space}{one.name}"


def places_in(name: str) -> list[str]:
    resolver: Any = get_resolver()
    for part in name.split(":")[:-1]:
        resolver = resolver.namespace_dict[part][1]
    return list(resolver.reverse_dict.getlist(name.rpartition(":")[2])[0][0][0][1])


@dataclass
class Site:
    values: dict[str, Any]
    published: str
    cookies: dict[str, str]

    def path(self, name: str) -> str:
        values = {**self.values, **({"slug": self.published} if name.startswith(PUBLISHED_ONLY) else {})}
        return reverse(name, kwargs={key: values[key] for key in places_in(name)})

    def client(self, person: str) -> Client:
        client = Client()
        if person:
            client.cookies["session"] = self.cookies[person]
        return client


PAPER = Paper(
    kind="plan", title="KẾ HOẠCH", number="12", symbol="KH-SKHCN", place="Tỉnh Mẫu", day=AT.date(), parent=(), issuer=("SỞ MẪU",), abstract="Cải cách",
    blocks=("Nội dung.",), signing=Signing("GIÁM ĐỐC", "Nguyễn Văn Mẫu"),
)


@pytest.fixture
def site(db: None, settings: Settings, tmp_path: Path) -> Site:
    settings.FILES_ROOT = tmp_path / "files"
    settings.ACCOUNT_RATE_LIMITS = False
    world = build_self_world()
    people, agency = world.world.people, world.world.agencies[OWN]
    people["operator"] = User.objects.create_user("operator", "operator@example.com", "x", full_name="Người vận hành", is_staff=True, is_superuser=True)
    data = pdf_of(PAPER).data
    held = receive_whole(agency=agency, document=None, name="a.pdf", size=len(data), pieces=[data], by=people["officer"], at=AT).revision
    assert isinstance(held, DocumentRevision)
    StoredFile.objects.filter(pk=held.file_id).update(state="readable", read_at=AT, page_count=1)
    write_whole(picture_path(held.file.sha256, 1), b"PNG")
    upload = start_upload(agency=agency, document=None, name="b.txt", size=10, by=people["officer"], at=AT)
    kept = PeopleImport.objects.create(agency=agency, uploaded_by=people["administrator"], uploaded_at=AT, file_name="a.xlsx", rows={"people": [], "units": []})
    Submission.objects.create(
        participation=world.own, number=1, frozen_digest="0" * 64, bundle=b"x", bundle_fingerprint="x", receipt="x", signature="x", submitted_at=AT,
        submitted_by=people["officer"],
    )
    link = EvidenceLink.objects.create(participation=world.own, leaf_key=LEAF, document_id=held.document_id, added_by=people["officer"], added_at=AT)
    values = {
        "link": link.pk,
        "slug": world.own.round.slug, "agency": OWN, "leaf": LEAF, "form": "csv", "document": held.document_id, "revision": 1, "page": 1,
        "upload_id": upload.pk, "number": 1, "sequence": 1, "run_id": enqueue("parix.web.background.jobs.prune", by="officer", now=AT),
        "notice_id": Notice.objects.filter(recipient=people["officer"]).values_list("pk", flat=True)[0], "username": "staff",
        "membership": Membership.objects.get(user=people["staff"]).pk, "unit": world.office.code, "kept": kept.pk, "provider_id": "tinh",
        "uidb36": "1", "key": "set-password", "pk": 1,
    }
    cookies = {person: world.world.client(person).cookies["session"].value for person in PEOPLE if person}
    return Site(values, world.world.published.slug, cookies)


def lets_in(client: Client, path: str, door: Door) -> bool:
    """Past the door is whoever is neither sent to sign in nor refused; nothing of what the request did stays."""
    with transaction.atomic():
        how: dict[str, Any] = {"content_type": "application/json"} if door.is_json else {}
        answer = client.get(path + door.query) if door.form is None else client.post(path, dict(door.form), **how)
        answer.close()
        transaction.set_rollback(True)
    sent_away = answer.status_code == 302 and "/tai-khoan/dang-nhap/" in answer.headers["Location"]
    return not sent_away and answer.status_code not in (403, 404)


def test_every_address_has_a_line() -> None:
    assert set(addresses(get_resolver())) == set(TABLE)


def test_who_gets_past_each_door(site: Site) -> None:
    found = {name: {person for person in PEOPLE if lets_in(site.client(person), site.path(name), door)} for name, door in TABLE.items()}
    assert found == {name: set(door.may) for name, door in TABLE.items()}


def test_the_operators_own_pages_are_theirs_alone(site: Site) -> None:
    pages = (reverse("admin:index"), reverse("admin:accounts_user_changelist"))
    found = {(person, page): lets_in(site.client(person), page, opens()) and "dang-nhap" not in site.client(person).get(page).headers.get("Location", "")
             for person in PEOPLE for page in pages}
    assert {person for (person, _page), is_in in found.items() if is_in} == {"operator"}
