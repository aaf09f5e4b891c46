"""Pages of a switch: who may see and do what at which stage, forms that were open when it happened, the old state to read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from parix.criteria.library import SHIPPED
from parix.web.accounts.choices import Role
from parix.web.assessment.models import Claim, EditionSwitch, Round, StageWindow
from parix.web.assessment.queries.editions import edition_of
from tests.web.assessment.switch_world import NEW, OLD, REASON, SAMPLES, SLUG, SwitchWorld, build_switch_world, claim_everything, person
from tests.web.worlds import AT

START = f"/cham-diem/{SLUG}/doi-phien-ban/"
OWN = f"/cham-diem/{SLUG}/M.A/tu-danh-gia/"


@pytest.fixture
def midyear(db: None, settings: Settings) -> SwitchWorld:
    settings.CRITERIA_SETS = (SAMPLES, SHIPPED)
    return build_switch_world()


def now_open() -> None:
    """Pages act at the moment of the clock."""
    now = timezone.now()
    StageWindow.objects.update(opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=40))


def posted(world: SwitchWorld, client: Client, **changes: str) -> int:
    due = timezone.localdate() + timedelta(days=20)
    given = {"to": NEW, "seen": world.round.edition_fingerprint, "reason": REASON, "due_on": f"{due:%d/%m/%Y}", **changes}
    return client.post(START, given).status_code


PEOPLE = ("coordinator", "auditor", "officer M.A", "director M.A", "officer M.B", "Văn phòng", "appraiser", "council", "administrator", "elsewhere", "")
MAY_SEE_OWN = {"coordinator", "auditor", "officer M.A", "director M.A", "Văn phòng", "appraiser", "council"}


def more_people(world: SwitchWorld) -> None:
    world.people["appraiser"] = person("appraiser", world.province, Role.APPRAISER, fields=["*"])
    world.people["council"] = person("council", world.province, Role.COUNCIL_MEMBER)
    world.people["administrator"] = person("administrator", world.province, Role.ADMINISTRATOR)
    world.people["elsewhere"] = person("elsewhere", world.elsewhere, Role.COORDINATOR)


@pytest.mark.parametrize("stage", ["self_assessment", "appraisal", "published"])
def test_every_role_at_every_stage(midyear: SwitchWorld, stage: str) -> None:
    """Made pages are there after a first switch; who may make another one hangs on the stage too."""
    now_open()
    more_people(midyear)
    made = midyear.switch()
    published = {"published_batch": 0, "published_at": AT} if stage == "published" else {}
    Round.objects.update(stage=stage, **published)
    found = {}
    for who in PEOPLE:
        client = midyear.client(who)
        pages = (START, f"{START}{made.number}/", f"{START}{made.number}/M.A/", f"{START}{made.number}/M.A/nhu-cu/")
        found[who] = (*(client.get(page).status_code for page in pages), posted(midyear, client, to=OLD))
    over = 200 if stage != "published" else 403
    after = 422 if stage == "appraisal" else 403
    expected = {}
    for who in PEOPLE:
        own = 200 if who in MAY_SEE_OWN else 403
        any_one = 200 if who in MAY_SEE_OWN | {"officer M.B"} else 403
        may = who == "coordinator"
        expected[who] = (302,) * 5 if not who else (over if may else 403, any_one, own, own, after if may else 403)
    if stage == "self_assessment":
        expected["coordinator"] = (200, 200, 200, 200, 302)
    assert found == expected


def test_the_coordinator_previews_switches_and_clicks_twice(midyear: SwitchWorld) -> None:
    claim_everything(midyear)
    now_open()
    client = midyear.client("coordinator")
    page = client.get(START, {"sang": NEW}).content.decode()
    assert "Số hóa kết quả" in page and "Niêm yết giấy không còn được chấm" in page and "18,42" in page and "13,94" in page
    one = client.get(START, {"sang": NEW, "coquan": "M.A"}).content.decode()
    assert "Phải khai mới" in one and "Số đã khai không chuyển được" in one
    assert EditionSwitch.objects.count() == 0
    seen = midyear.round.edition_fingerprint
    assert posted(midyear, client, seen=seen) == 302
    again = client.post(START, {"to": NEW, "seen": seen, "reason": REASON, "due_on": f"{timezone.localdate():%d/%m/%Y}"}, follow=True)
    assert again.redirect_chain == [(f"{START}1/", 302)] and "không chuyển lần nữa" in again.content.decode()
    assert EditionSwitch.objects.count() == 1
    assert "giua-nam" in client.get(f"{START}1/").content.decode()


@pytest.mark.parametrize(("given", "words"), [
    ({"reason": "x"}, "chưa nêu lý do chuyển"), ({"due_on": "31/12/2099"}, "sau lúc phiếu tự khoá"), ({"due_on": "hôm nào"}, "Nhập một ngày hợp lệ"), ({"to": "x/y"}, "không có phiên bản"),
])
def test_what_is_wrong_stands_beside_the_field_and_what_was_typed_stays(midyear: SwitchWorld, given: dict[str, str], words: str) -> None:
    now_open()
    client = midyear.client("coordinator")
    due = timezone.localdate() + timedelta(days=20)
    answer = client.post(START, {"to": NEW, "seen": midyear.round.edition_fingerprint, "reason": REASON, "due_on": f"{due:%d/%m/%Y}", **given})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page or "to" in given
    assert given.get("reason", REASON) in page or "to" in given
    assert EditionSwitch.objects.count() == 0


def test_a_unit_reads_its_own_first_and_the_old_state(midyear: SwitchWorld) -> None:
    claim_everything(midyear)
    now_open()
    midyear.switch()
    client = midyear.client("Một cửa")
    page = client.get(f"{START}1/M.A/").content.decode()
    assert page.index("Một cửa</span> (đơn vị của bạn)") < page.index("Văn phòng</span>")
    assert f'href="{OWN}tieu-chi/results_digitised/"' in page
    old = client.get(f"{START}1/M.A/nhu-cu/").content.decode()
    assert "Báo cáo notice_board" in old and "18,42 / 20 điểm" in old
    banner = client.get(OWN).content.decode()
    assert f'href="{START}1/M.A/"' in banner
    gone = client.get(f"{OWN}tieu-chi/reports_on_time/")
    assert gone.status_code == 200 and f'href="{OWN}tieu-chi/yearly_report_on_time/"' in gone.content.decode()
    assert client.get(f"{OWN}tieu-chi/never_was/").status_code == 404


def test_a_form_that_was_open_keeps_what_was_typed(midyear: SwitchWorld) -> None:
    """The leaf is dropped, split, or the same: in each case nothing is saved unseen, and the words are on the page."""
    now_open()
    client = midyear.client("officer M.A")
    before = edition_of(midyear.round).fingerprint
    midyear.switch()
    for leaf, typed in (("notice_board", {"answer:answer": "yes"}), ("reports_on_time", {"done:numerator": "5", "done:denominator": "6"})):
        answer = client.post(f"{OWN}tieu-chi/{leaf}/", {"version": "0", "edition": before, "explanation": "viết dở lúc đổi", **typed})
        page = answer.content.decode()
        assert (answer.status_code, "viết dở lúc đổi" in page, "Chưa lưu gì" in page) == (409, True, True)
        assert all(value in page for value in typed.values())
    same = {"version": "0", "edition": before, "explanation": "viết dở lúc đổi", "level:level": "late"}
    answer = client.post(f"{OWN}tieu-chi/plan_issued/", same)
    assert answer.status_code == 409 and "Bộ chỉ số vừa đổi" in answer.content.decode() and "viết dở lúc đổi" in answer.content.decode()
    assert midyear.round.edition_fingerprint in answer.content.decode()  # the next save is based on what the page now asks
    by_script = client.post(f"{OWN}tieu-chi/notice_board/", {"version": "0", "explanation": "viết dở"}, headers={"HX-Request": "true"})
    assert by_script.headers["HX-Retarget"] == "#claim" and "viết dở" in by_script.content.decode()
    assert Claim.objects.filter(version__gt=0).count() == 0
    assert client.post(f"{OWN}tieu-chi/plan_issued/", {**same, "edition": midyear.round.edition_fingerprint}).status_code == 302


def test_pages_ask_as_often_for_thirty_agencies_as_for_two(db: None, settings: Settings) -> None:
    settings.CRITERIA_SETS = (SAMPLES, SHIPPED)
    counts = []
    for codes in (("M.A", "M.B"), ("M.A", *(f"M.{number}" for number in range(30)))):
        with transaction.atomic():
            world = build_switch_world(codes)
            claim_everything(world)
            now_open()
            world.switch()
            found = {}
            for who, page in (
                ("auditor", f"{START}1/"), ("coordinator", f"{START}?sang={OLD}"), ("Văn phòng", f"{START}1/M.A/"), ("Văn phòng", f"{START}1/M.A/nhu-cu/"),
            ):
                client = world.client(who)
                client.get(page)
                with CaptureQueriesContext(connection) as queries:
                    assert client.get(page).status_code == 200
                found[page] = len(queries)
            counts.append(found)
            transaction.set_rollback(True)
    assert counts[0] == counts[1]
    assert max(counts[0].values()) <= 28
