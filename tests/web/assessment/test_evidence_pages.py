"""Pages of evidence: who opens a file at which stage, linking by form and by script, the pointer beside the page, search, counts."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from parix.web.accounts.actions.people import add_person
from parix.web.accounts.choices import Role
from parix.web.assessment.models import EvidenceLink, StageWindow
from parix.web.assessment.scoring_runs.submissions import submit
from parix.web.files.queries import Document
from parix.web.files.queries.register import ORDERS
from tests.web.assessment.evidence_world import TEXT, link, registered, uploaded
from tests.web.assessment.self_world import LEAF, LEAF_OF_INSPECTORATE, SelfWorld
from tests.web.assessment.test_permissions import PEOPLE
from tests.web.assessment.test_submissions import fill, vouch
from tests.web.worlds import AT, OTHER, OWN, PASSWORD

FIELD, OTHER_FIELD = "direction", "finance"
INSIDE = {"officer", "director", "head", "staff", "staff of inspectorate", "staff without unit", "coordinator", "auditor"}
OUTSIDE = {"appraiser", "appraiser of the field", "council member"}
EVERYBODY = (*PEOPLE, "appraiser of the field", "appraiser of another field")


@pytest.fixture
def opened(self_world: SelfWorld) -> SelfWorld:
    return opened_now(self_world)


def opened_now(self_world: SelfWorld) -> SelfWorld:
    """Open at the clock's own time, with an appraiser for one field each."""
    now = timezone.now()
    StageWindow.objects.update(opens_at=now - timedelta(days=400), closes_at=now + timedelta(days=1))
    for name, field in (("appraiser of the field", FIELD), ("appraiser of another field", OTHER_FIELD)):
        self_world.world.people[name] = add_person(
            username=name.replace(" ", "."), full_name=f"Người {name}", email="", password=PASSWORD, agency=self_world.world.province,
            role=Role.APPRAISER, fields=[field],
        )
    return self_world


def start(world: SelfWorld) -> str:
    return f"/cham-diem/{world.own.round.slug}/{OWN}/tu-danh-gia/"


def leaf_page(world: SelfWorld, leaf: str = LEAF) -> str:
    return f"{start(world)}tieu-chi/{leaf}/"


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", html.unescape(answer.content.decode()))


# --- who opens a file at which stage ---------------------------------------------------------------------------------------


def opens(world: SelfWorld, person: str, document: Document) -> bool:
    """By the address that the leaf's page gives this person; the file itself and its page."""
    client = world.world.client(person)
    page = client.get(leaf_page(world))
    given = re.search(rf"/tai-lieu/{document.pk}/\?quyen=([^\"]+)", html.unescape(page.content.decode())) if page.status_code == 200 else None
    token = f"?quyen={given.group(1)}" if given else ""
    answers = [client.get(f"/tai-lieu/{document.pk}/{path}{token}") for path in ("", "ban/1/")]
    for answer in answers:
        answer.close()
    assert len({answer.status_code for answer in answers}) == 1
    return answers[0].status_code == 200


def test_every_role_at_every_stage(opened: SelfWorld) -> None:
    paper = uploaded(opened)
    link(opened, paper, at=AT - timedelta(minutes=5))
    assert {person for person in EVERYBODY if opens(opened, person, paper)} == INSIDE
    fill(opened)
    vouch(opened)
    submit(participation=opened.own, by=opened.world.people["officer"], at=AT)
    assert {person for person in EVERYBODY if opens(opened, person, paper)} == INSIDE | OUTSIDE
    later = uploaded(opened, TEXT + "thêm sau khi nộp")
    link(opened, later, at=AT + timedelta(minutes=5))
    assert {person for person in EVERYBODY if opens(opened, person, later)} == INSIDE
    unlinked = uploaded(opened, TEXT + "không dẫn vào đâu")
    assert {person for person in EVERYBODY if opens(opened, person, unlinked)} == INSIDE
    opened.own.round.__class__.objects.filter(pk=opened.own.round.pk).update(stage="appraisal")
    assert {person for person in EVERYBODY if opens(opened, person, paper)} == INSIDE | OUTSIDE


def test_once_the_round_goes_on_evidence_that_was_never_submitted_is_handed_over_as_it_stands(opened: SelfWorld) -> None:
    paper = uploaded(opened)
    link(opened, paper)
    opened.own.round.__class__.objects.filter(pk=opened.own.round.pk).update(stage="appraisal")
    assert {person for person in EVERYBODY if opens(opened, person, paper)} == INSIDE | OUTSIDE


# --- the search of a round ---------------------------------------------------------------------------------------------------


def test_the_search_finds_what_one_may_see(opened: SelfWorld) -> None:
    paper = uploaded(opened)
    link(opened, paper, at=AT - timedelta(minutes=5))
    link(opened, uploaded(opened, TEXT + "bản sau, cải cách hành chính", number="77"), leaf=LEAF_OF_INSPECTORATE, at=AT + timedelta(minutes=5))
    fill(opened)
    vouch(opened)
    submit(participation=opened.own, by=opened.world.people["officer"], at=AT)
    address = f"/cham-diem/{opened.own.round.slug}/tim-tai-lieu/"
    Document.objects.filter(pk=paper.pk).update(registered_at=AT + timedelta(days=1))
    newest_first = opened.world.client("officer").get(address, {"tim": "9 tren 10 nhiem vu"}).context["found"]
    assert [one.row.id for one in newest_first] == list(Document.objects.order_by(*ORDERS["moi"]).values_list("pk", flat=True))
    counts = {}
    for person in EVERYBODY:
        answer = opened.world.client(person).get(address, {"tim": "9 tren 10 nhiem vu"})
        counts[person] = len(answer.context["found"]) if answer.status_code == 200 else answer.status_code
    nothing_of_it = {"officer of another": 0, "appraiser of another field": 0}
    assert counts == {
        person: 2 if person in INSIDE else 1 if person in OUTSIDE else nothing_of_it.get(person, 404) for person in EVERYBODY
    }
    shown = text_of(opened.world.client("appraiser of the field").get(address, {"tim": "\"9 tren 10\"", "co-quan": OWN}))
    assert "<mark>9 trên 10</mark>" in shown and "R.1.2" in shown and "R.1.4" not in shown
    assert opened.world.client("officer").get(address, {"tim": "9 trên 10", "co-quan": OTHER}).context["count"] == 0
    assert opened.world.client("officer").get(address).context["found"] == ()


# --- linking ------------------------------------------------------------------------------------------------------------------


def test_documents_are_chosen_from_the_register_without_marks(opened: SelfWorld) -> None:
    paper, other = uploaded(opened), registered(opened, number="55", abstract="Kế hoạch đào tạo")
    staff = opened.world.client("staff")
    found = staff.get(leaf_page(opened) + "tai-lieu/", {"tim": "9 tren 10"})
    assert [one.row.id for one in found.context["choices"]] == [paper.pk]
    answer = staff.post(leaf_page(opened) + "tai-lieu/", {"documents": [str(paper.pk), str(other.pk), "x"]}, follow=True)
    assert answer.redirect_chain == [(leaf_page(opened) + "#tai-lieu", 302)]
    assert set(EvidenceLink.objects.values_list("document_id", flat=True)) == {paper.pk, other.pk}
    assert "Đã dẫn 2 tài liệu" in text_of(answer)
    assert [one.is_linked for one in staff.get(leaf_page(opened) + "tai-lieu/").context["choices"]] == [True, True]


def test_the_form_without_scripts_uploads_and_comes_back_with_the_documents_ticked(opened: SelfWorld) -> None:
    staff, way_back = opened.world.client("staff"), leaf_page(opened) + "tai-lieu/"
    files = [SimpleUploadedFile("một.txt", TEXT.encode()), SimpleUploadedFile("hai.txt", (TEXT + "hai").encode())]
    answer = staff.post("/tai-lieu/tai-len/", {"agency": OWN, "ve": way_back, "chosen": files})
    assert answer.status_code == 302 and answer.headers["Location"].startswith(way_back + "?tai-lieu=")
    ticked = [str(one.row.id) for one in staff.get(answer.headers["Location"]).context["choices"] if one.is_chosen]
    assert len(ticked) == 2
    staff.post(way_back, {"documents": ticked})
    assert EvidenceLink.objects.in_force().filter(leaf_key=LEAF).count() == 2


def test_one_refused_file_stops_the_way_back_and_the_others_are_kept(opened: SelfWorld) -> None:
    staff, way_back = opened.world.client("staff"), leaf_page(opened) + "tai-lieu/"
    files = [SimpleUploadedFile("một.txt", TEXT.encode()), SimpleUploadedFile("ảnh.png", b"MZ" + b"\0" * 300)]
    answer = staff.post("/tai-lieu/tai-len/", {"agency": OWN, "ve": way_back, "chosen": files})
    assert answer.status_code == 422 and "chương trình Windows" in text_of(answer)
    assert f"{way_back}?tai-lieu={Document.objects.get().pk}" in text_of(answer)


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com/", "javascript:alert(1)", "/\\example.com"])
def test_the_way_back_never_leads_to_another_site(opened: SelfWorld, elsewhere: str) -> None:
    answer = opened.world.client("staff").post("/tai-lieu/tai-len/", {"agency": OWN, "ve": elsewhere, "chosen": [SimpleUploadedFile("a.txt", TEXT.encode())]})
    assert answer.status_code == 200


def test_a_document_registered_by_number_comes_back_to_the_leaf(opened: SelfWorld) -> None:
    staff, way_back = opened.world.client("staff"), leaf_page(opened) + "tai-lieu/"
    fields = {"agency": OWN, "kind": "report", "number": "9", "symbol": "BC-SKHCN", "issued_on": "20/05/2026", "abstract": "Báo cáo", "ve": way_back}
    answer = staff.post("/tai-lieu/moi/", fields)
    assert answer.headers["Location"] == f"{way_back}?tai-lieu={Document.objects.get().pk}"


def test_the_script_that_uploads_is_answered_in_json(opened: SelfWorld) -> None:
    paper, staff = uploaded(opened), opened.world.client("staff")
    address, given = leaf_page(opened) + "tai-lieu/", {"documents": str(paper.pk)}
    assert staff.post(address, given, headers={"accept": "application/json"}).json() == {"linked": 1}
    assert staff.post(address, given, headers={"accept": "application/json"}).json() == {"linked": 0}
    StageWindow.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    late = staff.post(address, {"documents": str(registered(opened).pk)}, headers={"accept": "application/json"})
    assert late.status_code == 409 and "đã khoá" in late.json()["problems"][0]


def test_another_agencys_document_is_as_if_it_did_not_exist(opened: SelfWorld) -> None:
    foreign = registered(opened, OTHER)
    answer = opened.world.client("staff").post(leaf_page(opened) + "tai-lieu/", {"documents": str(foreign.pk)}, follow=True)
    assert "chưa chọn tài liệu nào" in text_of(answer) and EvidenceLink.objects.count() == 0


def test_one_document_is_linked_to_many_leaves_from_its_own_page(opened: SelfWorld) -> None:
    paper, staff = uploaded(opened), opened.world.client("staff")
    assert staff.get(f"/cham-diem/tai-lieu/{registered(opened).pk}/").status_code == 200
    assert "Dẫn vào nhiều tiêu chí" in text_of(staff.get(f"/tai-lieu/{paper.pk}/"))
    page = staff.get(f"/cham-diem/tai-lieu/{paper.pk}/")
    (round,) = page.context["rounds"]
    keys = [one.placed.leaf.key for one in round.leaves]
    assert LEAF in keys and LEAF_OF_INSPECTORATE not in keys  # only what the own unit leads
    staff.post(f"/cham-diem/tai-lieu/{paper.pk}/", {"participation": round.participation.pk, "leaves": keys[:3]})
    assert set(EvidenceLink.objects.values_list("leaf_key", flat=True)) == set(keys[:3])
    shown = text_of(staff.get(f"/tai-lieu/{paper.pk}/"))
    assert all(f"/tieu-chi/{key}/#dan-chung-" in shown for key in keys[:3])
    assert opened.world.client("officer of another").get(f"/cham-diem/tai-lieu/{paper.pk}/").status_code == 404
    assert staff.post(f"/cham-diem/tai-lieu/{paper.pk}/", {"participation": round.participation.pk, "leaves": LEAF_OF_INSPECTORATE}).status_code == 403


# --- the pointer and its removal ------------------------------------------------------------------------------------------------


def test_the_pointer_is_filled_in_beside_the_page_and_checked(opened: SelfWorld) -> None:
    held, staff = link(opened, uploaded(opened)), opened.world.client("staff")
    address = f"{leaf_page(opened)}tai-lieu/{held.pk}/"
    shown = staff.get(address)
    assert shown.context["form"].initial["number"] == "12" and "9 trên 10 nhiệm vụ" in text_of(shown)
    answer = staff.post(address, {"page": "1", "number": "13", "symbol": "BC-SKHCN"}, follow=True)
    assert "Số 13/BC-SKHCN không có trong tài liệu" in text_of(answer)
    wrong = staff.post(answer.redirect_chain[0][0], {"page": "0", "issued_on": "31/6/2026"})
    assert (wrong.status_code, sorted(wrong.context["form"].errors)) == (422, ["issued_on", "page"])
    stale = staff.post(address, {"page": "2"})
    assert stale.status_code == 409 and "người khác đã sửa hoặc gỡ" in text_of(stale)
    assert staff.get(f"{leaf_page(opened)}tai-lieu/{held.pk + 99}/").status_code == 404
    assert staff.get(f"{leaf_page(opened, LEAF_OF_INSPECTORATE)}tai-lieu/{held.pk}/").status_code == 404


def test_the_pointer_of_a_document_without_a_file(opened: SelfWorld) -> None:
    held = link(opened, registered(opened))
    shown = text_of(opened.world.client("staff").get(f"{leaf_page(opened)}tai-lieu/{held.pk}/"))
    assert "Ghi sổ theo số và ngày, không có tệp." in shown and "Kết quả cải cách hành chính" in shown


def test_a_document_is_taken_away_with_a_reason(opened: SelfWorld) -> None:
    held, staff = link(opened, registered(opened)), opened.world.client("staff")
    answer = staff.post(f"{leaf_page(opened)}tai-lieu/{held.pk}/go/", {"reason": "nhầm"}, follow=True)
    held.refresh_from_db()
    assert held.removal_reason == "nhầm" and "vẫn còn trong sổ" in text_of(answer)
    again = staff.post(f"{leaf_page(opened)}tai-lieu/{held.pk}/go/", follow=True)
    assert "người khác đã sửa hoặc gỡ" in text_of(again)


def test_pages_that_change_are_refused_to_whoever_may_not(opened: SelfWorld) -> None:
    held, paper = link(opened, registered(opened)), registered(opened, number="88")
    allowed = {"officer", "head", "staff"}

    def tried(person: str) -> tuple[int, ...]:
        client = opened.world.client(person)
        return (
            client.get(leaf_page(opened) + "tai-lieu/").status_code, client.post(leaf_page(opened) + "tai-lieu/", {"documents": str(paper.pk)}).status_code,
            client.post(f"{leaf_page(opened)}tai-lieu/{held.pk}/", {"page": "1"}).status_code,
        )

    refused = {person: tried(person) for person in EVERYBODY if person not in allowed}
    assert {person: set(found) for person, found in refused.items()} == {person: {403} for person in refused}
    assert opened.world.client("").get(leaf_page(opened) + "tai-lieu/").status_code == 302


# --- the list -------------------------------------------------------------------------------------------------------------------


def test_the_list_shows_and_filters_by_the_state_of_evidence(opened: SelfWorld) -> None:
    officer = opened.world.client("officer")
    before = officer.get(start(opened), {"xem": "thieu-tai-lieu"}).context["page"]
    link(opened, registered(opened))
    after = officer.get(start(opened), {"xem": "thieu-tai-lieu"}).context["page"]
    keys = {one.leaf.key for one in before.leaves} - {one.leaf.key for one in after.leaves}
    assert (keys, before.unproved - after.unproved) == ({LEAF}, 1)


def count(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_pages_ask_as_often_for_sixty_links_as_for_two(opened: SelfWorld) -> None:
    staff, appraiser = opened.world.client("staff"), opened.world.client("coordinator")
    pages = [(staff, start(opened)), (staff, leaf_page(opened)), (staff, leaf_page(opened) + "tai-lieu/?tim=bao+cao"),
             (appraiser, f"/cham-diem/{opened.own.round.slug}/tim-tai-lieu/?tim=ket+qua")]
    for number in (1, 2):
        link(opened, registered(opened, number=str(number)), leaf=[LEAF, LEAF_OF_INSPECTORATE])
    few = [count(client, page) for client, page in pages]
    for number in range(30):
        link(opened, registered(opened, number=str(100 + number)), leaf=[LEAF, LEAF_OF_INSPECTORATE])
    assert [count(client, page) for client, page in pages] == few
