"""The pages of an appraisal as people use them: through the forms, by the clock, and with as many queries for many agencies as for few."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from parix.web.accounts.queries import standing_of
from parix.web.assessment.actions.conflicts import declare_conflict
from parix.web.assessment.choices import Answer, Outcome, Stage, View
from parix.web.assessment.models import Appeal, Inquiry, LiveSheet, Marking, Participation, Ruling, StageWindow, Statement
from parix.web.assessment.queries.appraisal.queue import DONE, LEFT, Filters, queue_page, queue_rows
from parix.web.assessment.scoring_runs.live import refresh_round
from parix.web.files.actions.registering import register_document
from tests.web.assessment.appraisal_world import AppraisalWorld, build_appraisal_world
from tests.web.assessment.self_world import LEAF
from tests.web.worlds import AT, OWN, World, build_world

AT_MOST = 26


@pytest.fixture
def today_world(db: None) -> AppraisalWorld:
    """The appraisal open by the clock of now."""
    world = build_appraisal_world()
    now_is(Stage.APPRAISAL)
    return world


def now_is(stage: Stage) -> None:
    now = timezone.now()
    order = [Stage.SELF_ASSESSMENT, Stage.APPRAISAL, Stage.APPEAL, Stage.COUNCIL]
    for one in order:
        away = timedelta(days=20 * (order.index(one) - order.index(stage)))
        StageWindow.objects.filter(stage=one).update(opens_at=now + away - timedelta(days=1), closes_at=now + away + timedelta(days=10))


def path(world: AppraisalWorld, tail: str = "") -> str:
    return f"/cham-diem/{world.own.own.round.slug}/tham-dinh/{OWN}/{LEAF}/{tail}"


def agency_path(world: AppraisalWorld, tail: str = f"{LEAF}/") -> str:
    return f"/cham-diem/{world.own.own.round.slug}/{OWN}/tham-dinh/{tail}"


RULE = {"based_on": "0", "outcome": "corrected", "value:numerator": "5", "value:denominator": "10", "reason": "chỉ năm nhiệm vụ có sản phẩm", "do": "save"}


def points(world: AppraisalWorld, view: View) -> str:
    return str(LiveSheet.objects.get(participation=world.own.own, view=view).leaves[LEAF]["points"])


def test_a_ruling_through_the_form_with_what_it_would_do_before(today_world: AppraisalWorld) -> None:
    client = today_world.own.world.client("appraiser of the field")
    page = client.get(path(today_world))
    assert page.context["without"].applicable_max[0] - page.context["without"].applicable_max[1] == 3
    tried = client.post(path(today_world), {**RULE, "do": "preview", "reason": ""})
    assert (tried.status_code, [one.key for one in tried.context["effect"].leaves], Ruling.objects.count()) == (200, [LEAF], 0)
    assert client.post(path(today_world), {**RULE, "reason": ""}).status_code == 422
    assert client.post(path(today_world), RULE).status_code == 302
    assert (points(today_world, View.FIRST), Ruling.objects.get().outcome) == ("0", Outcome.CORRECTED)
    again = client.post(path(today_world), {**RULE, "value:numerator": "6"})
    assert (again.status_code, again.context["conflict"].ruling.number, again.context["form"]["based_on"].value()) == (409, 1, "1")
    assert "chỉ năm nhiệm vụ" in again.content.decode()
    assert client.post(path(today_world), {**RULE, "based_on": "1", "value:numerator": "6"}).status_code == 302


def test_not_applicable_takes_the_legal_text(today_world: AppraisalWorld) -> None:
    client = today_world.own.world.client("appraiser of the field")
    given = {**RULE, "outcome": "not_applicable", "reason": "cơ quan không được giao nhiệm vụ"}
    assert client.post(path(today_world), given).status_code == 422
    assert client.post(path(today_world), {**given, "legal_basis": "Điều 4 Quyết định số 10"}).status_code == 302
    page = client.get(path(today_world))
    assert page.context["page"].is_out
    assert [value for value, _label in page.context["form"].fields["outcome"].choices] == ["accepted", "applicable"]


def test_one_key_accepts_and_the_next_leaf_follows(today_world: AppraisalWorld) -> None:
    client = today_world.own.world.client("appraiser of the field")
    start = f"/cham-diem/{today_world.own.own.round.slug}/tham-dinh/"
    before = client.get(start).context["page"]
    row = next(row for row in before.rows if row.agency_code == OWN and row.may_accept)
    where = f"{start}{row.agency_code}/{row.key}/"
    assert client.post(f"{where}chap-nhan/", {"based_on": row.ruling_number, "query": "xep=tieu-chi"}).url == f"{start}?xep=tieu-chi"
    after = client.get(start).context["page"]
    assert (before.left - after.left, after.done) == (1, 1)
    onward = client.get(f"{start}tiep/?tu={row.agency_code}:{row.key}&xep=tieu-chi")
    assert onward.status_code == 302 and onward.url.startswith(start) and onward.url.endswith("?xep=tieu-chi") and row.key not in onward.url.split("?")[0].split("/")[4:5]
    assert client.get(f"{start}?xem=xong").context["page"].matching == 1
    assert client.get(f"{start}?trang=99999&xem=khong-co&linh-vuc=zz").status_code == 200


def test_a_conflict_takes_the_leaf_out_of_the_queue_and_closes_its_page(today_world: AppraisalWorld) -> None:
    person, round = today_world.people["appraiser of the field"], today_world.own.world.open
    before, _hidden, _agencies = queue_rows(round, standing_of(person), person.pk)
    declare_conflict(
        round=round, person=person, participation=today_world.own.own, leaf_key=LEAF, reason="người thân làm giám đốc", by=person, at=timezone.now(),
    )
    after, hidden, _agencies = queue_rows(round, standing_of(person), person.pk)
    assert (len(before) - len(after), hidden) == (1, 1)
    assert today_world.own.world.client("appraiser of the field").get(path(today_world)).status_code == 403
    auditor, page = today_world.own.world.client("auditor"), f"/cham-diem/{round.slug}/tham-dinh/xung-dot/"
    read = auditor.get(page).content.decode()
    assert "người thân làm giám đốc" in read and "Khai xung đột thì" in read and "<h2>Khai xung đột</h2>" not in read
    assert auditor.post(page, {"reason": "người thân làm giám đốc"}).status_code == 403


def test_marking_is_blind_until_ones_own_is_saved(today_world: AppraisalWorld) -> None:
    coordinator = today_world.own.world.client("coordinator")
    coordinator.post(f"/cham-diem/{today_world.own.own.round.slug}/thoi-gian/cach-cham/", {"double_marking": "1"})
    first, second = today_world.own.world.client("appraiser"), today_world.own.world.client("appraiser of the field")
    assert first.post(path(today_world), {**RULE, "reason": "bí mật của người thứ nhất"}).status_code == 302
    assert (Marking.objects.count(), Ruling.objects.count()) == (1, 0)
    assert "bí mật của người thứ nhất" not in second.get(path(today_world)).content.decode()
    assert "bí mật của người thứ nhất" not in coordinator.get(path(today_world)).content.decode()
    second.post(path(today_world), RULE)
    assert "bí mật của người thứ nhất" in second.get(path(today_world)).content.decode()
    assert first.post(path(today_world), RULE).status_code == 302
    assert (Ruling.objects.count(), Marking.objects.filter(ruling__isnull=True).count()) == (1, 0)


def test_asked_answered_seen_appealed_and_answered_again(today_world: AppraisalWorld) -> None:
    world = today_world
    appraiser, officer = world.own.world.client("appraiser of the field"), world.own.world.client("officer")
    due = timezone.localdate() + timedelta(days=3)
    asked = {"question": "thiếu danh mục sản phẩm", "reply_by": f"{due:%d/%m/%Y}", "silence": "zero"}
    assert appraiser.post(path(world, "hoi/"), {**asked, "question": ""}).status_code == 422
    assert appraiser.post(path(world, "hoi/"), asked).status_code == 302
    owed = officer.get(agency_path(world, "")).context["page"].replies.owed
    assert [(one.leaf_key, one.inquiry.reply_by, one.inquiry.silence) for one in owed] == [(LEAF, due, "zero")]
    inquiry = Inquiry.objects.get()
    assert officer.post(agency_path(world, f"{LEAF}/giai-trinh/"), {"inquiry": inquiry.pk, "text": "danh mục kèm theo đây"}).status_code == 302
    assert Statement.objects.get().inquiry == inquiry
    assert appraiser.post(path(world, f"hoi/{inquiry.pk}/dong/"), {"do": "close"}).status_code == 302
    assert appraiser.post(path(world), RULE).status_code == 302
    hidden = officer.get(agency_path(world))
    assert (hidden.context["page"].is_shown, "chỉ năm nhiệm vụ" in hidden.content.decode()) == (False, False)
    assert "chỉ năm nhiệm vụ" in world.own.world.client("auditor").get(agency_path(world)).content.decode()
    now_is(Stage.APPEAL)
    shown = officer.get(agency_path(world, "")).context["page"]
    assert (shown.is_shown, [one.leaf.key for field in shown.moved.fields for one in field.moved]) == (True, [LEAF])
    coordinator = world.own.world.client("coordinator")
    coordinator.post(f"/cham-diem/{world.own.own.round.slug}/thoi-gian/giai-doan/", {"verb": "open_appeals"})
    appeal = {"text": "đã có đủ mười sản phẩm", "value:numerator": "10", "value:denominator": "10"}
    assert officer.post(agency_path(world, f"{LEAF}/kien-nghi/"), {**appeal, "value:numerator": "11"}).status_code == 422
    assert officer.post(agency_path(world, f"{LEAF}/kien-nghi/"), appeal).status_code == 302
    answer = {**RULE, "value:numerator": "9", "answer_outcome": "partly", "reason": "chín sản phẩm có văn bản"}
    assert appraiser.post(path(world), answer).status_code == 302
    held = Appeal.objects.get()
    assert (held.outcome, held.answer, points(world, View.FIRST), points(world, View.SECOND)) == (Answer.PARTLY, "chín sản phẩm có văn bản", "0", "1.5")
    moved = officer.get(agency_path(world, "")).context["page"].moved
    one = next(one for field in moved.fields for one in field.moved)
    assert [None if seen.points is None else str(seen.points) for seen in one.seen][1:] == ["0", "3/2"]
    assert [ruling.reason for ruling in one.rulings] == ["chỉ năm nhiệm vụ có sản phẩm", "chín sản phẩm có văn bản"]
    assert sum(field.change for field in moved.fields) == moved.change


@pytest.mark.parametrize("what", ["giai-trinh", "kien-nghi"])
def test_documents_are_looked_for_and_nothing_typed_or_chosen_is_lost(today_world: AppraisalWorld, what: str) -> None:
    world = today_world
    if what == "kien-nghi":
        now_is(Stage.APPEAL)
        world.own.world.client("coordinator").post(f"/cham-diem/{world.own.own.round.slug}/thoi-gian/giai-doan/", {"verb": "open_appeals"})
    given = {"kind": "report", "number": "7", "symbol": "BC-SM", "issued_on": AT.date(), "received_on": AT.date(), "issuer": "Sở Mẫu"}
    titles = ("Kế hoạch kiểm tra", "Danh mục sản phẩm", "Báo cáo tài chính")
    first, second, third = (
        register_document(
            agency=world.own.own.agency, given={**given, "number": str(number), "abstract": title}, by=world.people["officer"], at=AT, today=AT.date(),
        )
        for number, title in enumerate(titles)
    )
    foreign = register_document(agency=world.own.other.agency, given=given, by=world.people["officer of another"], at=AT, today=AT.date())
    officer, path = world.own.world.client("officer"), agency_path(world, f"{LEAF}/{what}/")
    typed = {"text": "đang viết dở", "documents": [first.pk], "value:numerator": "10", "value:denominator": "10"}
    found = officer.post(path, {**typed, "looking": "1", "tim": "danh muc SAN PHAM"})
    assert (found.status_code, [one.pk for one in found.context["page"].documents]) == (200, [first.pk, second.pk])
    shown = found.content.decode()
    assert "đang viết dở" in shown
    assert [f'value="{one.pk}"' in shown for one in (first, second, third)] == [True, True, False]
    assert shown.count("checked") == 1
    assert (Statement.objects.count(), Appeal.objects.count()) == (0, 0)
    assert "Không có tài liệu nào có «zzz»" in officer.post(path, {"looking": "1", "tim": "zzz"}).content.decode()
    assert set(officer.post(path, {**typed, "documents": [foreign.pk], "looking": "1"}).context["page"].documents) == {third, second, first}
    assert officer.post(path, {**typed, "documents": [foreign.pk]}).status_code == 422
    assert officer.post(path, {**typed, "text": "đã viết xong bản giải trình", "documents": [first.pk, second.pk]}).status_code == 302
    sent = (Statement if what == "giai-trinh" else Appeal).objects.get()
    assert set(sent.documents.all()) == {first, second}


def _counts(world: World) -> dict[str, int]:
    found = {}
    for name, (person, tail) in PAGES.items():
        client = world.client(person)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(f"/cham-diem/{world.open.slug}/{tail}")
        assert response.status_code == 200, name
        found[name] = len(queries)
    return found


PAGES = {
    "queue": ("appraiser", "tham-dinh/"), "everything": ("appraiser", "tham-dinh/?xem=tat-ca"), "replies": ("appraiser", "tham-dinh/giai-trinh/"),
    "leaf": ("appraiser", f"tham-dinh/{OWN}/{LEAF}/"), "moved": ("officer", f"{OWN}/tham-dinh/"), "leaf of the agency": ("officer", f"{OWN}/tham-dinh/{LEAF}/"),
    "conflicts": ("coordinator", "tham-dinh/xung-dot/"),
}


def _appraised(copies: int) -> World:
    from parix.web.accounts.actions import add_person
    from parix.web.accounts.choices import Role
    from parix.web.assessment.actions.stages import set_windows
    from parix.web.assessment.models import Round

    world = build_world((OWN, "DEMO.NV"), copies=copies)
    now, day = timezone.now(), timedelta(days=1)
    world.people["appraiser"] = add_person(
        username="appraiser", full_name="Người appraiser", email="appraiser@example.com", password="for-tests-only", agency=world.province,
        role=Role.APPRAISER, fields=["*"],
    )
    times = {Stage.SELF_ASSESSMENT: (now - 9 * day, now - 8 * day), Stage.APPRAISAL: (now - day, now + day)}
    set_windows(round=world.open, times=times, by=world.people["coordinator"], at=now)
    Round.objects.filter(pk=world.open.pk).update(stage=Stage.APPRAISAL)
    world.open.refresh_from_db()
    for view in (View.SELF, View.FIRST):
        refresh_round(round=world.open, view=view, at=now)
    for part in Participation.objects.filter(round=world.open):
        Inquiry.objects.create(
            participation=part, leaf_key=LEAF, view=View.FIRST, question="thiếu danh mục", asked_by=world.people["appraiser"], asked_at=now,
            reply_by=now.date(), silence="zero",
        )
        Ruling.objects.create(
            participation=part, leaf_key="plan_issued", view=View.FIRST, number=1, outcome=Outcome.ACCEPTED, ruled_at=now, ruled_by=world.people["appraiser"],
        )
    return world


@pytest.mark.django_db
def test_as_many_queries_for_thirty_agencies_as_for_two() -> None:
    with transaction.atomic():
        few = _counts(_appraised(0))
        transaction.set_rollback(True)
    many = _counts(_appraised(30))
    assert many == few
    assert max(few.values()) <= AT_MOST, few


def test_the_queue_counts_what_it_shows(today_world: AppraisalWorld) -> None:
    person, round = today_world.people["appraiser"], today_world.own.world.open
    page = queue_page(round, standing_of(person), person.pk, Filters(only="tat-ca"))
    rows, _hidden, _agencies = queue_rows(round, standing_of(person), person.pk)
    assert page.matching == len(rows) == page.left + page.done + page.waiting
    assert {row.state for row in rows} == {LEFT} and DONE not in {row.state for row in rows}
    assert page.stake == sum(row.stake for row in rows)
    assert page.left == sum(one.left for one in page.agencies) == sum(one.left for one in page.fields)


def test_a_leaf_is_described_with_all_that_belongs_to_it(today_world: AppraisalWorld) -> None:
    today_world.store(leaf=LEAF)
    other = today_world.own.world.client("appraiser").get(path(today_world).replace(OWN, "DEMO.NV"))
    given: Any = other.context["page"]
    assert [one.participation.agency.code for one in given.earlier] == [OWN]
    assert OWN in {one.code for one in given.others}
    form = {**RULE, "cites": str(given.earlier[0].pk)}
    assert today_world.own.world.client("appraiser").post(path(today_world).replace(OWN, "DEMO.NV"), form).status_code == 302
    assert [one.pk for one in Ruling.objects.latest("pk").cites.all()] == [given.earlier[0].pk]
