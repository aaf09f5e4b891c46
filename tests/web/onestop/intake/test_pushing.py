"""Messages that other systems push: a token is needed, so many calls a minute; written whole or not at all; answers in the format's words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from parix.web.onestop.dossiers.models import Dossier, Event
from parix.web.onestop.dossiers.rules.applicants import open_applicant
from parix.web.onestop.intake.actions.sources import make_token, take_token
from tests.unit.exchange_formats.dossiers.test_messages import HOSO, as_xml
from tests.web.onestop.intake.intake_world import CODE, NOW, a_source
from tests.web.onestop.onestop_world import OnestopWorld

ONE = {**HOSO, "MaTTHC": CODE}


@pytest.fixture(autouse=True)
def own_cache(settings: Settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pushing"}}
    cache.clear()


class Pusher:
    def __init__(self, world: OnestopWorld) -> None:
        self.source, self.by = a_source(world), world.people["officer"]
        self.token = make_token(source=self.source, by=self.by, at=NOW)

    def __call__(self, call: str, message: Any, token: str | None = None) -> tuple[int, dict[str, Any]]:
        body = message if isinstance(message, bytes) else json.dumps(message).encode()
        headers = {"Authorization": f"Bearer {self.token if token is None else token}"}
        answer = Client(enforce_csrf_checks=True).post(reverse("intake:push", args=[call]), body, content_type="application/json", headers=headers)
        return answer.status_code, answer.json()


def test_dossiers_are_added_once_and_then_updated(onestop_world: OnestopWorld) -> None:
    push = Pusher(onestop_world)
    assert push("them", ONE) == (200, {"error_code": "0", "message": "đã ghi: thêm 1, sửa 0, giữ nguyên 0"})
    assert push("them", ONE)[1]["error_code"] == "3"
    assert push("cap-nhat", ONE)[1]["message"] == "đã ghi: thêm 0, sửa 0, giữ nguyên 1"
    assert push("cap-nhat", as_xml({**ONE, "ChuHoSo": "Trần Thị Bình"}, "HoSo").encode())[1]["message"] == "đã ghi: thêm 0, sửa 1, giữ nguyên 0"
    held = Dossier.objects.get()
    assert (open_applicant(held.applicant).name, held.source, held.fee_amount) == ("Trần Thị Bình", push.source.key, 120_000)
    assert push("cap-nhat", {**ONE, "MaHoSo": "000.00.01.H38-261005-0009"})[1]["error_code"] == "-1"


def test_one_bad_dossier_keeps_the_whole_message_out_and_is_named(onestop_world: OnestopWorld) -> None:
    push = Pusher(onestop_world)
    status, answer = push("them", [ONE, {**ONE, "MaHoSo": "000.00.01.H38-261005-0002", "NgayTiepNhan": "20271005083000", "ChuHoSo": "=x(1)"}])
    assert (status, answer["error_code"], Dossier.objects.count()) == (200, "-1", 0)
    assert {(each["position"], each["code"]) for each in answer["details"]} >= {(2, "received.future"), (2, "cell.formula")}
    assert "=x(1)" not in json.dumps(answer)


def test_steps_become_events_once(onestop_world: OnestopWorld) -> None:
    push = Pusher(onestop_world)
    push("them", ONE)
    step = {"MaHoSo": ONE["MaHoSo"], "NguoiXuLy": "Lê Văn C", "ThoiDiemXuLy": "20261006090000", "NoiDungXuLy": "Chuyển phòng chuyên môn", "TrangThai": "4"}
    assert push("tien-trinh", [step])[1]["error_code"] == "0"
    assert push("tien-trinh", [step])[1]["error_code"] == "0"
    assert list(Event.objects.values_list("kind", "note")) == [("handed_over", "Chuyển phòng chuyên môn")]
    assert push("tien-trinh", [{**step, "MaHoSo": "X-1"}])[1]["error_code"] == "-1"
    assert push("tien-trinh", [{**step, "ThoiDiemXuLy": "hôm qua"}])[1]["error_code"] == "-1"
    assert push("tien-trinh", [step] * 11)[1]["error_code"] == "-1"


@pytest.mark.parametrize("body", [b"", b"[" * 10_000, b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", b'{"a":1}', b"\xff\xfe"])
def test_hostile_bodies_are_answered(onestop_world: OnestopWorld, body: bytes) -> None:
    status, answer = Pusher(onestop_world)("them", body)
    assert (status, answer["error_code"]) == (200, "-1")


def test_without_a_token_nothing_goes(onestop_world: OnestopWorld) -> None:
    push = Pusher(onestop_world)
    assert push("them", ONE, token="guess")[0] == 401
    assert push("them", ONE, token="")[0] == 401
    assert push("xoa", ONE)[0] == 404
    take_token(source=push.source, by=push.by, at=NOW)
    assert push("them", ONE)[0] == 401
    assert not Dossier.objects.exists()


def test_calls_and_sizes_have_limits(onestop_world: OnestopWorld, settings: Settings) -> None:
    push = Pusher(onestop_world)
    settings.INTAKE_PUSH_BYTES = 10
    assert push("them", ONE)[0] == 413
    settings.INTAKE_PUSHES_PER_MINUTE = 2
    assert [push("cap-nhat", b"x")[0] for _call in range(4)][-1] == 429


def test_another_source_owns_its_dossiers(onestop_world: OnestopWorld) -> None:
    push = Pusher(onestop_world)
    push("them", ONE)
    Dossier.objects.update(source="another")
    assert push("cap-nhat", ONE)[1]["details"][0]["code"] == "code.elsewhere"
