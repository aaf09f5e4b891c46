"""A coordinator opens a round in the browser: edition and year, agencies by group, the calendar; what stands against it is said, all at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parix.foundation.periods import Period
from parix.foundation.phrases import Text
from parix.foundation.problems import ProblemsFound
from parix.web.assessment.models import Claim, LiveSheet, Round, StageWindow
from parix.web.assessment.scoring_runs.opening import open_whole_round
from parix.web.organisations.models import Agency
from tests.web.assessment.self_world import SelfWorld
from tests.web.assessment.test_permissions import PEOPLE
from tests.web.worlds import AT, OTHER, OWN, SET, WITHOUT_SURVEY, YEAR

START = "/cham-diem/mo-dot/"
NAME = f"{SET}/2017-01-01"
CALENDAR = {
    "self_assessment:opens_at": "01/01/2027 08:00", "self_assessment:closes_at": "31/01/2027 17:00",
    "appraisal:opens_at": "01/02/2027 08:00", "appraisal:closes_at": "28/02/2027 17:00",
}
CHOSEN = f"{START}?bo={NAME}&nam={YEAR + 1}"


def test_only_a_coordinator_opens_one(self_world: SelfWorld) -> None:
    for who in (*PEOPLE, ""):
        client = self_world.world.client(who)
        expected = 302 if not who else 200 if who in ("coordinator", "coordinator elsewhere") else 403
        assert (who, client.get(START).status_code) == (who, expected)
        assert (who, client.post(CHOSEN, {}).status_code) == (who, {200: 422}.get(expected, expected))
        shown = "Mở đợt chấm</a>" in client.get("/cham-diem/", follow=True).content.decode()
        assert (who, shown) == (who, expected == 200)
    assert Round.objects.count() == 2


def test_a_round_with_its_agencies_and_its_calendar(self_world: SelfWorld) -> None:
    client = self_world.world.client("coordinator")
    Agency.objects.filter(code=OTHER).update(valid_until=date(YEAR + 1, 7, 1))
    assert f'value="{OTHER}" checked' in client.get(CHOSEN).content.decode()
    answer = client.post(CHOSEN, {"title_vi": "Đợt đầy đủ năm sau", "left_out": [OTHER], **CALENDAR})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/cham-diem/dot-day-du-nam-sau/thoi-gian/")
    made = Round.objects.get(slug="dot-day-du-nam-sau")
    assert set(made.agencies.values_list("code", flat=True)) == {OWN, WITHOUT_SURVEY}
    assert (made.title_en, made.edition_name, made.period_start, made.opened_by) == (
        "Đợt đầy đủ năm sau", NAME, date(YEAR + 1, 1, 1), self_world.world.people["coordinator"],
    )
    assert set(StageWindow.objects.filter(round=made).values_list("stage", flat=True)) == {"self_assessment", "appraisal"}
    assert LiveSheet.objects.filter(participation__round=made).count() == 2 and Claim.objects.filter(participation__round=made).exists()
    again = client.post(CHOSEN, {"title_vi": "Lần nữa"})
    assert again.status_code == 422 and Round.objects.count() == 3
    assert "Đã có đợt chấm" in client.get(CHOSEN).content.decode()


def test_without_a_calendar_it_is_opened_all_the_same(self_world: SelfWorld) -> None:
    client = self_world.world.client("coordinator")
    for title, slug in (("Đợt một", "dot-mot"), ("Đợt một", "dot-mot-2")):
        year = YEAR + 1 if slug == "dot-mot" else YEAR + 2
        assert client.post(f"{START}?bo={NAME}&nam={year}", {"title_vi": title}).headers["Location"] == f"/cham-diem/{slug}/thoi-gian/"
    assert not StageWindow.objects.filter(round__slug__startswith="dot-mot").exists()


@pytest.mark.parametrize(("address", "given", "words"), [
    (CHOSEN, {"title_vi": ""}, "Tên đợt chấm"), (CHOSEN, {"title_vi": "!!!"}, "chưa có chữ nào"),
    (CHOSEN, {"title_vi": "Đợt", "left_out": [OWN, OTHER, WITHOUT_SURVEY]}, "chưa có cơ quan nào"),
    (CHOSEN, {"title_vi": "Đợt", "self_assessment:opens_at": "31/01/2027 08:00", "self_assessment:closes_at": "01/01/2027 08:00"}, "không sau thời gian bắt đầu"),
    (CHOSEN, {"title_vi": "Đợt", "self_assessment:opens_at": "hôm nào", "self_assessment:closes_at": ""}, "hợp lệ"),
    (CHOSEN, {"title_vi": "Đợt", "left_out": ["KHONG.CO"]}, "KHONG.CO"),
    (START, {"title_vi": "Đợt"}, "Mở đợt chấm"), (f"{START}?bo=x/y&nam=abc", {"title_vi": "Đợt"}, "Mở đợt chấm"),
    (f"{START}?bo={NAME}&nam=2001", {"title_vi": "Đợt"}, "không phủ hết năm 2001"),
])
def test_bad_input_opens_nothing(self_world: SelfWorld, address: str, given: dict[str, Any], words: str) -> None:
    answer = self_world.world.client("coordinator").post(address, given)
    assert answer.status_code == 422 and words in answer.content.decode()
    assert Round.objects.count() == 2


def test_everything_wrong_is_said_at_once_and_by_the_act_too(self_world: SelfWorld) -> None:
    world = self_world.world
    given: dict[str, Any] = {
        "province": world.province, "edition_name": NAME, "agency_kind": "ministry", "period": Period.of_year(2001), "title": Text("!", ""), "agencies": [],
        "times": {}, "at": AT,
    }
    with pytest.raises(ProblemsFound) as refused:
        open_whole_round(**given, by=world.people["coordinator"])
    assert [one.code for one in refused.value.problems] == ["round.kind", "round.out_of_force", "round.no_title", "round.no_agencies"]
    with pytest.raises(PermissionDenied):
        open_whole_round(**given, by=world.people["coordinator elsewhere"])


def test_the_page_asks_as_often_for_many_agencies_as_for_few(self_world: SelfWorld) -> None:
    client = self_world.world.client("coordinator")
    client.get(CHOSEN)
    counts = []
    for many in (0, 40):
        Agency.objects.bulk_create(
            Agency(code=f"DEMO.N{number}", name=f"Sở {number}", short_name=f"S{number}", kind="department", parent=self_world.world.province, folded_name="so")
            for number in range(many)
        )
        with CaptureQueriesContext(connection) as queries:
            client.get(CHOSEN)
        counts.append(len(queries))
    assert counts[0] == counts[1]
