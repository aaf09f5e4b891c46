"""The later of two writers is told and shown the difference: duties, times, people, units, documents. Nothing is overwritten unseen."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from parix.web.assessment.actions.duties import DutyChange, change_duties
from parix.web.assessment.models import LeafDuty, StageWindow
from parix.web.files.models import Document
from parix.web.organisations.queries import Unit
from tests.web.accounts.offices import OWN as KH
from tests.web.accounts.offices import Offices, build_offices
from tests.web.assessment.self_world import LEAF, build_self_world
from tests.web.files.office import build_office
from tests.web.worlds import AT, OWN


def opened(client: Client, path: str) -> dict[str, Any]:
    """What a browser would send back: the mark of the page, and the values of its fields."""
    page = client.get(path)
    assert page.status_code == 200
    mark = re.search(r'name="seen" value="(\d+)"', page.content.decode())
    assert mark is not None
    return {"seen": mark[1]}


def told(answer: Any) -> str:
    assert answer.status_code == 409
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def offices(db: None) -> Offices:
    return build_offices()


def test_a_person(offices: Offices) -> None:
    path = f"/quan-tri/{KH}/nguoi/staff/"
    client, other = offices.client("administrator"), offices.client("province administrator")
    mine, theirs = opened(client, path), opened(other, path)
    given = {"full_name": "Người staff", "email": "staff@example.com"}
    assert other.post(path, {**given, **theirs, "position": "Chuyên viên chính"}).status_code == 302
    page = told(client.post(path, {**given, **mine, "position": "Phó trưởng phòng"}))
    assert "Người province administrator" in page and "Chuyên viên chính" in page and 'value="Phó trưởng phòng"' in page
    offices.people["staff"].refresh_from_db()
    assert offices.people["staff"].position == "Chuyên viên chính"
    again = re.search(r'name="seen" value="(\d+)"', page)
    assert again is not None
    assert client.post(path, {**given, "seen": again[1], "position": "Phó trưởng phòng"}).status_code == 302
    offices.people["staff"].refresh_from_db()
    assert offices.people["staff"].position == "Phó trưởng phòng"


def test_a_unit(offices: Offices) -> None:
    unit = offices.units["office"]
    path = f"/quan-tri/{KH}/don-vi/{unit.code}/"
    client, other = offices.client("administrator"), offices.client("province administrator")
    mine, theirs = opened(client, path), opened(other, path)
    assert other.post(path, {**theirs, "name": "Văn phòng Sở", "kind": "office"}).status_code == 302
    page = told(client.post(path, {**mine, "name": "Văn phòng tổng hợp", "kind": "office"}))
    assert "<ins>Văn phòng Sở</ins>" in page and 'value="Văn phòng tổng hợp"' in page
    assert Unit.objects.get(pk=unit.pk).name == "Văn phòng Sở"


@pytest.mark.django_db
def test_a_document() -> None:
    office = build_office()
    client = office.client("officer")
    given = {"kind": "plan", "number": "56", "symbol": "KH-STC", "issued_on": "26/01/2026", "abstract": "Kế hoạch năm"}
    client.post("/tai-lieu/moi/", {**given, "agency": "TC"})
    document = Document.objects.get()
    path = f"/tai-lieu/{document.pk}/"
    mine, theirs = opened(client, path), opened(office.client("officer"), path)
    assert client.post(f"{path}xac-nhan/", {**given, **theirs, "number": "57"}).status_code == 302
    page = told(client.post(f"{path}xac-nhan/", {**given, **mine, "number": "58"}))
    assert ">57<" in page and ">58<" in page
    document.refresh_from_db()
    assert document.number == "57"
    assert client.post(f"{path}xac-nhan/", {**given, **mine, "number": "57"}).status_code == 302  # the same words are no conflict


@pytest.mark.django_db
def test_duties_and_times() -> None:
    world = build_self_world()
    client = world.world.client("officer")
    path = f"/cham-diem/{world.own.round.slug}/{OWN}/tu-danh-gia/phan-cong/"
    mine = opened(client, path)
    change_duties(participation=world.own, leaf_keys=[LEAF], change=DutyChange(world.inspectorate.pk), by=world.world.people["officer"], at=AT)
    with pytest.raises(Exception, match="người khác đã sửa"):
        change_duties(
            participation=world.own, leaf_keys=[LEAF], change=DutyChange(world.office.pk), by=world.world.people["officer"], at=AT, seen=int(mine["seen"]),
        )
    assert LeafDuty.objects.get(participation=world.own, leaf_key=LEAF).lead == world.inspectorate
    coordinator, stages = world.world.client("coordinator"), f"/cham-diem/{world.own.round.slug}/thoi-gian/"
    mine, theirs = opened(coordinator, stages), opened(coordinator, stages)
    times = {"what": "times", "self_assessment:opens_at": "01/11/2026 08:00"}
    assert coordinator.post(stages, {**times, **theirs, "self_assessment:closes_at": "20/12/2026 17:00"}).status_code == 302
    page = told(coordinator.post(stages, {**times, **mine, "self_assessment:closes_at": "05/12/2026 17:00"}))
    assert "20/12" in page or "2026-12-20" in page
    assert f"{timezone.localtime(StageWindow.objects.get(round=world.own.round).closes_at):%d/%m/%Y}" == "20/12/2026"
