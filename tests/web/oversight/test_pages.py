"""The trail and the ledger: who may open what, what an administrator does not see, filters in the address, streams, progress."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from parix.foundation import agencies as engine
from parix.web.accounts.actions import add_person
from parix.web.accounts.choices import Role
from parix.web.accounts.queries import User
from parix.web.audit_trail.actions import Change, record, record_many
from parix.web.audit_trail.models import Entry
from parix.web.audit_trail.queries.words import words
from parix.web.background.actions import enqueue
from parix.web.background.actions.performing import perform_run
from parix.web.background.actions.scheduling import lay_out
from parix.web.background.models import Run, Schedule
from parix.web.organisations.actions import register_agency

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
PRUNE, VERIFY = "parix.web.background.jobs.prune", "parix.web.audit_trail.jobs.verify_chain"


@dataclass
class Office:
    people: dict[str, User]
    before: int  # entries that the office's own making left

    def client(self, person: str) -> Client:
        client = Client()
        if person:
            client.force_login(self.people[person], backend="parix.web.project.sign_in.PersonBackend")
        return client


@pytest.fixture
def office() -> Office:
    province = register_agency(given=engine.Agency("DEMO", "Tỉnh Mẫu", "province"))
    elsewhere = register_agency(given=engine.Agency("XA", "Tỉnh Khác", "province"))
    department = register_agency(given=engine.Agency("DEMO.TC", "Sở Tài chính", "department"), parent=province)
    posts = {
        "officer": (department, Role.REFORM_OFFICER), "coordinator": (province, Role.COORDINATOR), "auditor": (province, Role.AUDITOR),
        "administrator": (province, Role.ADMINISTRATOR), "auditor elsewhere": (elsewhere, Role.AUDITOR),
    }
    people = {
        name: add_person(username=name.replace(" ", "."), full_name=f"Người {name}", email="", password="", agency=agency, role=role)
        for name, (agency, role) in posts.items()
    }
    before = Entry.objects.count()
    record(act="assessment.claim_saved", subject="assessment.Claim:1", by=people["officer"], scope="cac-so/DEMO.TC", at=NOW,
           before={"points": "1", "note": "cũ"}, after={"points": "2", "note": "cũ"}, reason="bổ sung <b>")
    record(act="accounts.role_ended", subject="accounts.User:9", by=people["administrator"], scope="DEMO", at=NOW + timedelta(days=1))
    record(act="oversight.schedule_switched", subject="background.Schedule:x", by="system", at=NOW + timedelta(days=2))
    return Office(people, before)


def seen(office: Office, person: str, query: str = "") -> list[str]:
    page = office.client(person).get(f"/giam-sat/nhat-ky/{query}").context["page"]
    return [row.subject for row in page.rows if row.sequence > office.before]


GATES: dict[str, Callable[[Client, int], int]] = {
    "trail": lambda client, _run: client.get("/giam-sat/nhat-ky/").status_code,
    "file": lambda client, _run: client.get("/giam-sat/nhat-ky/tep/").status_code,
    "ledger": lambda client, _run: client.get("/giam-sat/viec-nen/").status_code,
    "run": lambda client, run: client.get(f"/giam-sat/viec-nen/{run}/").status_code,
    "progress": lambda client, run: client.get(f"/giam-sat/viec-nen/{run}/tien-do/").status_code,
    "verify": lambda client, _run: client.post("/giam-sat/nhat-ky/kiem-tra/").status_code,
    "again": lambda client, run: client.post(f"/giam-sat/viec-nen/{run}/chay-lai/").status_code,
    "switch": lambda client, _run: client.post("/giam-sat/viec-nen/lich/", {"viec": PRUNE, "bat": "0"}).status_code,
}
READS = dict.fromkeys(("trail", "file", "ledger", "run", "progress"), 200)
ALLOWED: dict[str, dict[str, int]] = {
    "": dict.fromkeys(GATES, 302),
    "officer": dict.fromkeys(GATES, 403),
    "coordinator": dict.fromkeys(GATES, 403),
    "auditor": {**dict.fromkeys(GATES, 403), **READS, "verify": 302},
    "auditor elsewhere": {**dict.fromkeys(GATES, 403), **READS, "verify": 302},
    "administrator": {**READS, "verify": 302, "again": 302, "switch": 302},
}


@pytest.mark.parametrize("person", ALLOWED)
def test_who_may_do_what(office: Office, person: str) -> None:
    lay_out(given={PRUNE: {"daily_at": "03:00"}}, now=NOW)
    run = enqueue(VERIFY, now=NOW)
    answers = {gate: ask(office.client(person), run) for gate, ask in GATES.items()}
    assert answers == ALLOWED[person]
    on = Schedule.objects.values_list("is_on", flat=True).get()
    assert (on, Entry.objects.filter(act="oversight.schedule_switched").count()) == ((False, 2) if person == "administrator" else (True, 1))


def test_writing_addresses_refuse_to_be_merely_opened(office: Office) -> None:
    client = office.client("administrator")
    addresses = ("/giam-sat/nhat-ky/kiem-tra/", "/giam-sat/viec-nen/lich/", "/giam-sat/viec-nen/1/chay-lai/")
    assert [client.get(address).status_code for address in addresses] == [405] * 3


def test_whoever_asked_for_a_run_follows_it(office: Office) -> None:
    run = enqueue(PRUNE, by="officer", now=NOW)
    assert (office.client("officer").get(f"/giam-sat/viec-nen/{run}/").status_code, office.client("coordinator").get(f"/giam-sat/viec-nen/{run}/").status_code) == (200, 403)
    assert office.client("administrator").get("/giam-sat/viec-nen/999/").status_code == 404


def test_an_administrator_sees_nothing_of_what_was_scored(office: Office) -> None:
    assert seen(office, "auditor") == ["background.Schedule:x", "accounts.User:9", "assessment.Claim:1"]
    assert seen(office, "administrator") == ["background.Schedule:x", "accounts.User:9"]
    assert seen(office, "administrator", "?hanh_vi=assessment.claim_saved") == seen(office, "administrator")
    assert seen(office, "administrator", "?doi_tuong=assessment.Claim:1") == []
    claim = Entry.objects.get(act="assessment.claim_saved").pk
    assert [office.client(person).get(f"/giam-sat/nhat-ky/{claim}/").status_code for person in ("auditor", "administrator")] == [200, 404]
    exported = b"".join(office.client("administrator").get("/giam-sat/nhat-ky/tep/").streaming_content).decode()  # type: ignore[attr-defined, arg-type]
    assert {json.loads(line)["act"].partition(".")[0] for line in exported.splitlines()} == {"accounts", "organisations", "oversight"}


def test_an_auditor_of_another_province_sees_what_concerns_that_province_or_nobody(office: Office) -> None:
    assert seen(office, "auditor elsewhere") == ["background.Schedule:x"]


@pytest.mark.parametrize(("query", "found"), [
    ("?hanh_vi=assessment.claim_saved", ["assessment.Claim:1"]),
    ("?nguoi=administrator", ["accounts.User:9"]),
    ("?doi_tuong=accounts.User:9", ["accounts.User:9"]),
    ("?pham_vi=DEMO.TC&nguoi=officer", ["assessment.Claim:1"]),
    ("?tu=02/03/2026&den=02/03/2026", ["accounts.User:9"]),
    ("?tu=32/13/2026&nguoi=officer", ["assessment.Claim:1"]),
    ("?truoc=xyz&sau=&nguoi=officer", ["assessment.Claim:1"]),
])
def test_filters_are_kept_in_the_address(office: Office, query: str, found: list[str]) -> None:
    assert seen(office, "auditor", query) == found


def test_an_unreadable_date_is_said(office: Office) -> None:
    page = office.client("auditor").get("/giam-sat/nhat-ky/?tu=32/13/2026")
    assert list(page.context["form"].errors) == ["tu"]
    assert b"field--wrong" in page.content


def test_before_and_after_stand_side_by_side(office: Office) -> None:
    claim = Entry.objects.get(act="assessment.claim_saved")
    response = office.client("auditor").get(f"/giam-sat/nhat-ky/{claim.pk}/")
    page = response.context["page"]
    assert [(row.column.value, row.before, row.after, row.is_changed) for row in page.differences] == [("points", "1", "2", True), ("note", "cũ", "cũ", False)]
    assert (page.hash, page.previous_hash) == (claim.hash, claim.previous_hash)
    text = response.content.decode()
    assert "bổ sung &lt;b&gt;" in text
    assert "<b>" not in text


def test_the_file_holds_what_the_filter_lets_through(office: Office) -> None:
    response = office.client("auditor").get("/giam-sat/nhat-ky/tep/?hanh_vi=assessment.claim_saved")
    lines = [json.loads(line) for line in b"".join(response.streaming_content).decode().splitlines()]  # type: ignore[attr-defined, arg-type]
    assert [(line["subject"], line["before"]) for line in lines] == [("assessment.Claim:1", {"points": "1", "note": "cũ"})]
    assert response.headers["Content-Disposition"].endswith('.jsonl"')


def test_a_long_trail_and_ledger_take_the_queries_of_short_ones(office: Office) -> None:
    client = office.client("auditor")

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as made:
            client.get(address)
        return len(made)

    addresses = ("/giam-sat/nhat-ky/", "/giam-sat/nhat-ky/?truoc=100000", "/giam-sat/viec-nen/")
    enqueue(PRUNE, now=NOW)
    few = [queries(address) for address in addresses]
    record_many(act="accounts.role_ended", changes=[Change(f"accounts.User:{n}", scope="DEMO") for n in range(300)], by="system", at=NOW)
    for _ in range(120):
        enqueue(PRUNE, now=NOW)
    assert [queries(address) for address in addresses] == few


def test_the_walk_can_be_asked_for_and_its_outcome_stands_above_the_trail(office: Office) -> None:
    client = office.client("auditor")
    address = client.post("/giam-sat/nhat-ky/kiem-tra/").headers["Location"]
    run = Run.objects.get()
    assert (address, run.job, run.asked_by) == (f"/giam-sat/viec-nen/{run.pk}/", VERIFY, "auditor")
    open_page = client.get(f"{address}tien-do/")
    assert (b'hx-trigger="every 2s"' in open_page.content, "HX-Refresh" in open_page.headers) == (True, False)
    perform_run(run.pk, worker="here", clock=lambda: NOW)
    ended = client.get(f"{address}tien-do/")
    assert (b"hx-trigger" in ended.content, ended.headers["HX-Refresh"]) == (False, "true")
    checked = client.get("/giam-sat/nhat-ky/").context["page"].checked
    assert (checked.state, checked.count) == ("done", Entry.objects.count())


def test_a_failed_run_is_asked_for_again_and_recorded(office: Office) -> None:
    run = enqueue(PRUNE, now=NOW)
    client = office.client("administrator")
    assert client.post(f"/giam-sat/viec-nen/{run}/chay-lai/").headers["Location"] == f"/giam-sat/viec-nen/{run}/"
    assert Run.objects.count() == 1
    Run.objects.update(state="failed", ended_at=NOW, problem="smtplib.SMTPServerDisconnected")
    page = client.get(f"/giam-sat/viec-nen/{run}/").content.decode()
    assert "smtplib.SMTPServerDisconnected" in page
    assert f'action="/giam-sat/viec-nen/{run}/chay-lai/"' in page
    again = Run.objects.exclude(pk=run).order_by("-pk").first
    client.post(f"/giam-sat/viec-nen/{run}/chay-lai/")
    made = again()
    assert made is not None
    assert (made.job, made.asked_by, made.state) == (PRUNE, "administrator", "queued")
    assert Entry.objects.order_by("-sequence").values_list("act", "subject", "after")[0] == (
        "oversight.run_asked_again", f"background.Run:{run}", {"run": made.pk},
    )
    assert DBTaskResult.objects.count() == 2


def test_switching_an_unknown_job_changes_nothing(office: Office) -> None:
    before = Entry.objects.count()
    assert office.client("administrator").post("/giam-sat/viec-nen/lich/", {"viec": "os.system", "bat": "1"}).status_code == 302
    assert Entry.objects.count() == before


def test_every_room_says_its_acts_and_jobs_in_words() -> None:
    assert {PRUNE, VERIFY, "parix.web.notices.jobs.remind", "parix.web.notices.jobs.send_digests"} <= set(words("JOBS"))
    assert {"oversight.run_asked_again", "notices.formal_received"} <= set(words("ACTS"))


def addresses_of_bar(office: Office, person: str) -> Iterator[str]:
    for entry in office.client(person).get("/thong-bao/").context["navigation"]["entries"]:
        if entry.address.startswith("/giam-sat/"):
            yield entry.address


@pytest.mark.parametrize(("person", "addresses"), [
    ("officer", []), ("auditor", ["/giam-sat/nhat-ky/", "/giam-sat/viec-nen/"]), ("administrator", ["/giam-sat/nhat-ky/", "/giam-sat/viec-nen/"]),
])
def test_the_bar_of_work_shows_only_what_the_role_needs(office: Office, person: str, addresses: list[str]) -> None:
    assert list(addresses_of_bar(office, person)) == addresses
