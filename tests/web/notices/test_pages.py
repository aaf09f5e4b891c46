"""The inbox and its options: own notices alone, filters in the address, one query however long."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parix.web.accounts.queries import User
from parix.web.audit_trail.models import Entry
from parix.web.notices.actions import NewNotice, notify_each
from parix.web.notices.models import Notice, Preference

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
BACKEND = "parix.web.project.sign_in.PersonBackend"


def client(person: User) -> Client:
    made = Client()
    made.force_login(person, backend=BACKEND)
    return made


def tell(person: User, count: int = 1, kind: str = "sample.assigned", due: date | None = None, start: int = 0) -> None:
    words: dict[str, Any] = {"what": "tiêu chí", "points": 2, "number": "5/QĐ"}
    notices = [
        NewNotice([person.pk], kind, f"sample.Leaf:{n}", "x", f"/cham-diem/{n}/", {**words, "what": f"tiêu chí {n}"}, due) for n in range(start, start + count)
    ]
    notify_each(notices=notices, now=NOW)


def titles(made: Client, address: str = "/thong-bao/") -> list[str]:
    return [one.title_vi for one in made.get(address).context["page"].notices]


def test_a_visitor_is_asked_to_sign_in() -> None:
    for address in ("/thong-bao/", "/thong-bao/tuy-chon/"):
        assert Client().get(address).headers["Location"] == f"/tai-khoan/dang-nhap/?next={address}"
    for address in ("/thong-bao/doc-het/", "/thong-bao/1/doc/"):
        assert Client().post(address).status_code == 302
        assert Client().get(address).status_code in (302, 405)


def test_filters_are_kept_in_the_address(an: User) -> None:
    tell(an, due=date(2026, 3, 8))
    tell(an, kind="sample.decided")
    made = client(an)
    made.post("/thong-bao/doc-het/")
    assert (titles(made), titles(made, "/thong-bao/?xem=tat-ca")) == (["Quyết định 5/QĐ"], ["Quyết định 5/QĐ", "Được giao: tiêu chí 0"])
    assert (titles(made, "/thong-bao/?xem=co-han"), titles(made, "/thong-bao/?xem=chinh-thuc")) == (["Được giao: tiêu chí 0"], ["Quyết định 5/QĐ"])
    assert titles(made, "/thong-bao/?xem=la&truoc=abc") == ["Quyết định 5/QĐ"]
    assert made.get("/thong-bao/?xem=%00&truoc=abc").status_code == 404


def test_reading_leads_on_to_the_subject(an: User) -> None:
    tell(an)
    notice = Notice.objects.get()
    made = client(an)
    assert made.post(f"/thong-bao/{notice.pk}/doc/").headers["Location"] == "/cham-diem/0/"
    notice.refresh_from_db()
    first = notice.read_at
    assert first is not None
    assert made.post(f"/thong-bao/{notice.pk}/doc/", {"o-lai": "1", "xem": "tat-ca"}).headers["Location"] == "/thong-bao/?xem=tat-ca"
    notice.refresh_from_db()
    assert notice.read_at == first
    assert Entry.objects.count() == 0


def test_the_receipt_of_a_formal_notice_is_recorded_once(an: User) -> None:
    tell(an, kind="sample.decided")
    notice = Notice.objects.get()
    for _ in range(2):
        client(an).post(f"/thong-bao/{notice.pk}/doc/", {"o-lai": "1"})
    assert list(Entry.objects.values_list("act", "subject", "actor", "after")) == [
        ("notices.formal_received", f"notices.Notice:{notice.pk}", "an", {"kind": "sample.decided", "about": "sample.Leaf:0"}),
    ]


def test_nobody_sees_or_reads_anothers_notices(an: User, binh: User) -> None:
    tell(an)
    notice = Notice.objects.get()
    assert titles(client(binh), "/thong-bao/?xem=tat-ca") == []
    assert client(binh).post(f"/thong-bao/{notice.pk}/doc/").status_code == 404
    client(binh).post("/thong-bao/doc-het/")
    notice.refresh_from_db()
    assert notice.read_at is None


def test_a_form_without_its_token_is_refused(an: User) -> None:
    made = Client(enforce_csrf_checks=True)
    made.force_login(an, backend=BACKEND)
    assert made.post("/thong-bao/doc-het/").status_code == 403


def test_options_are_kept_and_formal_kinds_cannot_be_switched_off(an: User) -> None:
    made = client(an)
    page = made.get("/thong-bao/tuy-chon/")
    assert list(page.context["form"].fields) == ["notices.deadline_near", "notices.deadline_late", "sample.assigned"]
    assert [kind.code for kind in page.context["formal"]] == ["sample.decided"]
    wanted = {"notices.deadline_near": "inbox", "notices.deadline_late": "both", "sample.assigned": "off", "sample.decided": "off"}
    assert made.post("/thong-bao/tuy-chon/", wanted).status_code == 302
    assert dict(Preference.objects.values_list("kind", "channel")) == {"notices.deadline_near": "inbox", "notices.deadline_late": "both", "sample.assigned": "off"}
    assert made.get("/thong-bao/tuy-chon/").context["form"]["sample.assigned"].initial == "off"
    refused = made.post("/thong-bao/tuy-chon/", {**wanted, "sample.assigned": "nonsense"})
    assert (refused.status_code, list(refused.context["form"].errors)) == (200, ["sample.assigned"])


def test_pages_follow_one_another(an: User) -> None:
    tell(an, 95)
    made, address, seen = client(an), "/thong-bao/", []
    while True:
        page = made.get(address).context["page"]
        seen.append(len(page.notices))
        if page.older is None:
            break
        address = f"/thong-bao/?truoc={page.older}"
    assert seen == [40, 40, 15]


def test_a_long_inbox_takes_the_queries_of_a_short_one(an: User) -> None:
    made = client(an)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            made.get("/thong-bao/")
        return len(captured)

    tell(an)
    few = queries()
    tell(an, 300, start=1)
    assert queries() == few


def test_the_bar_of_work_counts_what_is_unread_in_one_query(an: User) -> None:
    tell(an, 3)
    with CaptureQueriesContext(connection) as captured:
        page = client(an).get("/thong-bao/")
    counts = [one["sql"] for one in captured.captured_queries if "notices_notice" in one["sql"] and "COUNT" in one["sql"]]
    assert len(counts) == 1
    assert [entry.count for entry in page.context["navigation"]["entries"] if entry.address == "/thong-bao/"] == [3]


def test_the_list_speaks_english_too(an: User) -> None:
    tell(an)
    made = client(an)
    made.cookies["language"] = "en"
    assert "Assigned: tiêu chí 0" in made.get("/thong-bao/").content.decode()
