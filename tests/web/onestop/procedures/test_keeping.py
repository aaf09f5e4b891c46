"""Corrections, new versions, the end of a procedure; the forms; what is counted as measurements after each act."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from parix.foundation.problems import ProblemsFound
from parix.web.files.actions.citing import Cited
from parix.web.measurements.models import Measurement
from parix.web.onestop.procedures.actions import VersionGiven
from parix.web.onestop.procedures.actions.correcting import HeadGiven, abolish, change_procedure, correct_version
from parix.web.onestop.procedures.measuring import record_counts
from parix.web.onestop.procedures.models import Procedure
from parix.web.onestop.procedures.queries import version_on
from parix.web.onestop.procedures.queries.catalogue import catalogue_of
from tests.web.databases import Database
from tests.web.onestop.onestop_world import NOW, TODAY, OnestopWorld, build_onestop_world

HEAD = {"head-field": "An toàn bức xạ", "head-level": "province", "head-iso": "unknown"}
VERSION = {"version-name": "Thủ tục mới", "version-fee": "unknown"}


def facts(world: OnestopWorld) -> dict[str, Any]:
    return {row.code: row.fact for row in Measurement.objects.filter(agency=world.own, superseded_at__isnull=True)}


@pytest.mark.django_db
def test_another_national_code_leaves_the_former_leading_here(onestop_world: OnestopWorld) -> None:
    one = onestop_world.procedure(code="2.002381", unverified=["code"])
    changed = change_procedure(procedure=one, given=HeadGiven("Lĩnh vực khác", "1.014393.H38", note="x"), by=onestop_world.people["counter"], at=NOW)
    assert (changed.code, changed.field.name, changed.unverified) == ("1.014393", "Lĩnh vực khác", [])
    assert {code: (found := version_on(code, TODAY)) and found.procedure_id for code in ("2.002381", "1.014393", one.own_code)} == dict.fromkeys(
        ("2.002381", "1.014393", one.own_code), one.pk,
    )
    other = onestop_world.procedure("Khác")
    for code, problem in (("2.002381", "code_taken"), ("BKHVCN-TGG-282407", "code_not_national"), ("12", "code_unknown_form")):
        with pytest.raises(ProblemsFound) as found:
            change_procedure(procedure=other, given=HeadGiven("A", code), by=onestop_world.people["officer"], at=NOW)
        assert [each.code for each in found.value.problems] == [f"procedures.{problem}"]
    with pytest.raises(PermissionDenied):
        change_procedure(procedure=one, given=HeadGiven("A"), by=onestop_world.people["staff"], at=NOW)


@pytest.mark.django_db
def test_a_correction_fills_what_is_missing_and_keeps_the_days(onestop_world: OnestopWorld) -> None:
    one = onestop_world.procedure(first={"valid_from": date(2026, 1, 1), "term_words": "5 ngày"})
    given = VersionGiven("Tên đúng", term_words="16 giờ làm việc", fee="none", parts={"steps": " Nộp hồ sơ "}, absent=("forms",))
    held = correct_version(version=one.versions.get(), given=given, by=onestop_world.people["officer"], at=NOW)
    one.refresh_from_db()
    assert (held.valid_from, held.term_count, held.term_unit, held.parts, one.name) == (date(2026, 1, 1), 16, "working_hours", {"steps": "Nộp hồ sơ"}, "Tên đúng")
    assert "ten dung" in one.search


@pytest.mark.django_db
def test_an_abolished_procedure_ends_once(onestop_world: OnestopWorld) -> None:
    one, officer = onestop_world.procedure(code="2.002381", first={"valid_from": date(2026, 1, 1)}), onestop_world.people["officer"]
    with pytest.raises(ProblemsFound):
        abolish(procedure=one, last_day=date(2025, 12, 31), by=officer, at=NOW)
    abolish(procedure=one, last_day=date(2026, 6, 30), by=officer, at=NOW)
    assert [version_on("2.002381", day) is not None for day in (date(2026, 6, 30), date(2026, 7, 1))] == [True, False]
    assert [row.is_in_force for row in catalogue_of(onestop_world.own.pk, TODAY)] == [False]
    with pytest.raises(ProblemsFound):
        abolish(procedure=one, last_day=date(2026, 8, 1), by=officer, at=NOW)


@pytest.mark.django_db
def test_clocks_published_and_online_are_counted_beside_what_is_declared(onestop_world: OnestopWorld) -> None:
    in_time, late = Cited("decision", "1", "QĐ-UBND", date(2026, 9, 21)), Cited("decision", "2", "QĐ-UBND", date(2026, 9, 29))
    first = onestop_world.procedure("Một", first={"ordered_on": date(2026, 10, 5), "promulgation": in_time, "published_on": date(2026, 9, 28)})
    onestop_world.procedure("Hai", first={"ordered_on": date(2026, 10, 5), "promulgation": late, "published_on": date(2026, 10, 7)})
    onestop_world.procedure("Ba", first={"ordered_on": date(2026, 12, 31)})
    record_counts(agency=onestop_world.own, year=2026, by=onestop_world.people["officer"], at=NOW)
    assert facts(onestop_world) == {
        "procedures.published.registry": {"share": "2/3"}, "procedures.published_complete.registry": {"share": "0/2"},
        "procedures.promulgated_on_time.registry": {"share": "1/2"}, "procedures.published_on_time.registry": {"share": "1/2"},
    }
    client = onestop_world.client("officer")
    for one, degree in zip(Procedure.objects.all(), ("partial", "end_to_end", "none"), strict=True):
        assert client.post(f"/thu-tuc/{one.pk}/truc-tuyen/", {"degree": degree}).status_code == 302
    assert facts(onestop_world)["procedures.online.registry"] == {"share": "2/3"}
    text = client.get(f"/thu-tuc/{first.pk}/").content.decode()
    assert "28/09/2026" in text and "đúng hạn" in text


@pytest.mark.django_db
def test_an_empty_catalogue_is_no_zero(onestop_world: OnestopWorld) -> None:
    assert record_counts(agency=onestop_world.own, year=2026, by=None, at=NOW) == 0


@pytest.mark.django_db
def test_a_procedure_is_added_versioned_and_ended_in_the_browser(onestop_world: OnestopWorld) -> None:
    client = onestop_world.client("counter")
    answer = client.post("/thu-tuc/them/", {**HEAD, **VERSION, "head-code": "2.1", "version-number": "5"})
    text = answer.content.decode()
    assert answer.status_code == 422 and "ghi đủ số, ký hiệu và ngày ký" in text
    answer = client.post("/thu-tuc/them/", {**HEAD, **VERSION, "head-code": "2.1"})
    assert answer.status_code == 422 and "thiếu chữ số" in answer.content.decode()
    assert client.post("/thu-tuc/them/", {**HEAD, **VERSION, "head-code": "2.002381.H38", "version-papers": "Đơn; 1; 0\nBản vẽ"}).status_code == 302
    one = Procedure.objects.get()
    assert one.versions.get().papers == [{"name": "Đơn", "originals": 1, "copies": 0}, {"name": "Bản vẽ", "originals": 0, "copies": 0}]
    blank = {"name": "Tên mới", "fee": "charged", "fee_amount": "500000", "valid_from": "01/07/2026", "term_words": "3 ngày làm việc"}
    assert client.post(f"/thu-tuc/{one.pk}/phien-ban-moi/", blank).status_code == 302
    assert client.post(f"/thu-tuc/{one.pk}/phien-ban/2/", {**blank, "steps": "Nộp"}).status_code == 302
    assert client.get(f"/thu-tuc/{one.pk}/phien-ban/9/").status_code == 404
    assert [(each.valid_from, each.valid_until, each.fee_amount) for each in one.versions.order_by("number")] == [
        (None, date(2026, 6, 30), None), (date(2026, 7, 1), None, 500_000),
    ]
    assert client.post(f"/thu-tuc/{one.pk}/sua/", {"field": "Khác", "level": "commune", "iso": "inside", "iso_since": "01/01/2026"}).status_code == 302
    assert client.post(f"/thu-tuc/{one.pk}/het-hieu-luc/", {"last_day": "31/12/2026"}).status_code == 302
    one.refresh_from_db()
    assert (one.level, one.iso, one.iso_since, one.code, one.name) == ("commune", "inside", date(2026, 1, 1), "2.002381", "Tên mới")
    assert "phiên bản 1" in client.get(f"/thu-tuc/{one.pk}/?phien_ban=1").content.decode()


def test_of_two_who_add_one_code_at_once_the_second_is_told(each_database: Database) -> None:
    world = build_onestop_world()

    def add(_number: int) -> str:
        try:
            return world.procedure(code="2.002381").code
        except ProblemsFound as refused:
            return " ".join(one.code for one in refused.problems)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(add, range(4))) == ["2.002381", *["procedures.code_taken"] * 3]
