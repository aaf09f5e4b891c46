"""The board: lateness by unit and week, ages, the forecast of the week, the live standing by decision 766, pages and workbooks."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from parix.foundation import agencies as engine
from parix.foundation.agency_lists import SHIPPED, read_agency_list
from parix.foundation.periods import Period
from parix.foundation.tile_layouts import province_tiles
from parix.outlook.lateness import ENOUGH
from parix.web.accounts.actions import add_person
from parix.web.accounts.choices import Role
from parix.web.accounts.queries import standing_of
from parix.web.onestop.board.queries.forecast import forecast_of
from parix.web.onestop.board.queries.lateness import Cell, ages_of, heat_of, monday_of
from parix.web.onestop.board.queries.lines import best_moves, board_groups, trend_of
from parix.web.onestop.board.queries.tiles import tile_map
from parix.web.onestop.board.rules import may_see_board
from parix.web.onestop.dossiers.models import Dossier
from parix.web.onestop.indicators.actions import take_snapshot
from parix.web.onestop.indicators.scoring_runs import board
from parix.web.onestop.procedures.queries.catalogue import Version
from parix.web.organisations.actions import register_agency
from parix.web.organisations.queries import Agency
from parix.web.working_calendar.queries import calendar_for
from tests.web.onestop.onestop_world import NOW, POSTS, TODAY, OnestopWorld
from tests.web.registries.outreach.contest_world import freeze_time

SEEING = frozenset({"officer", "director", "counter", "head", "staff", "staff without unit", "coordinator", "auditor"})


def at(day: date, hour: int = 9) -> datetime:
    """Nine in the morning of the office is two o'clock UTC."""
    return datetime(day.year, day.month, day.day, hour - 7, tzinfo=UTC)


def filed(world: OnestopWorld, version: Version, received: date, due: date | None, done: date | None = None, unit: str = "Phòng Quản lý", state: int = 0, **more: object) -> Dossier:
    number = Dossier.objects.count()
    return Dossier.objects.create(
        code=f"H15.50.05-261102-{number:04}", agency=world.own, unit=world.units[unit] if unit else None, procedure=version, field=version.procedure.field, channel=2,
        state=state or (9 if done else 4), received_at=at(received), due_at=at(due) if due else None, finished_at=at(done, 10) if done else None, changed_at=NOW, **more,
    )


@pytest.fixture
def version(onestop_world: OnestopWorld) -> Version:
    return onestop_world.procedure(first={"term_count": 5, "term_unit": "working_days"}).versions.get()


@pytest.mark.django_db
def test_lateness_is_counted_by_the_week_of_the_due_day(onestop_world: OnestopWorld, version: Version) -> None:
    """Tuesday 3 November: this week began on the 2nd, the week before on 26 October."""
    filed(onestop_world, version, date(2026, 10, 20), date(2026, 10, 27), date(2026, 10, 27))
    filed(onestop_world, version, date(2026, 10, 20), date(2026, 10, 27), date(2026, 10, 28))
    filed(onestop_world, version, date(2026, 10, 20), date(2026, 11, 2))
    filed(onestop_world, version, date(2026, 10, 20), TODAY)
    filed(onestop_world, version, date(2026, 10, 20), date(2026, 11, 6))
    filed(onestop_world, version, date(2026, 10, 20), date(2026, 11, 2), date(2026, 10, 29), unit="Bộ phận Một cửa")
    filed(onestop_world, version, date(2026, 1, 1), date(2026, 1, 8), unit="")
    filed(onestop_world, version, date(2026, 10, 20), date(2026, 11, 2), state=3)
    heat = heat_of(onestop_world.own.pk, TODAY)
    assert (heat.weeks[-1], heat.weeks[-2], len(heat.weeks)) == (date(2026, 11, 2), date(2026, 10, 26), 12)
    assert [(row.unit, row.cells[-2:], row.total) for row in heat.rows] == [
        ("Phòng Quản lý", (Cell(2, 1), Cell(2, 1)), Cell(4, 2)), ("Bộ phận Một cửa", (Cell(), Cell(1, 0)), Cell(1, 0)),
    ]
    assert (heat.total.total, heat.total.total.share) == (Cell(5, 2), Fraction(2, 5))


@pytest.mark.parametrize(("late", "of", "step"), [(0, 0, 0), (0, 9, 0), (1, 20, 1), (1, 10, 2), (1, 5, 3), (2, 5, 4), (3, 5, 5)])
def test_a_cell_deepens_with_its_share(late: int, of: int, step: int) -> None:
    assert Cell(of, late).step == step


def test_a_week_begins_on_monday() -> None:
    assert [monday_of(TODAY + timedelta(days=days)) for days in (-1, 0, 5, 6)] == [date(2026, 11, 2), date(2026, 11, 2), date(2026, 11, 2), date(2026, 11, 9)]


@pytest.mark.django_db
def test_ages_are_working_days_since_receipt(onestop_world: OnestopWorld, version: Version) -> None:
    """From Tuesday 27 October to Tuesday 3 November five working days went by; to the 26th six."""
    filed(onestop_world, version, date(2026, 10, 27), date(2026, 11, 5))
    filed(onestop_world, version, date(2026, 10, 26), date(2026, 11, 2))
    filed(onestop_world, version, date(2026, 6, 1), None, state=5)
    filed(onestop_world, version, date(2026, 10, 1), date(2026, 10, 8), date(2026, 10, 7))
    (row,) = ages_of(onestop_world.own.pk, TODAY, calendar_for(onestop_world.own.pk, TODAY))
    assert (row.by_age, row.overdue, row.waiting, row.total) == ((1, 1, 0, 0, 1), 1, 1, 3)


@pytest.mark.django_db
def test_the_forecast_says_chances_from_the_past_and_what_it_does_not_know(onestop_world: OnestopWorld, version: Version) -> None:
    """Opened on 27 October, due on Friday the 6th: five days old, three left. Of eight that took five days or more, two took nine."""
    calendar = calendar_for(onestop_world.own.pk, TODAY)
    for days in (*[5] * (ENOUGH - 2), 9, 9, 1, 2):
        received = date(2026, 9, 7)
        filed(onestop_world, version, received, date(2026, 9, 30), calendar.after(received, days))
    open_one = filed(onestop_world, version, date(2026, 10, 27), date(2026, 11, 6))
    overdue = filed(onestop_world, version, date(2026, 10, 1), date(2026, 10, 30), unit="")
    next_week = filed(onestop_world, version, date(2026, 11, 2), date(2026, 11, 9))
    forecast = forecast_of(onestop_world.own.pk, TODAY, calendar)
    assert [(one.code, one.chance.share, one.chance.basis) for one in forecast.risks] == [(overdue.code, Fraction(1), None), (open_one.code, Fraction(2, 8), 0)]
    assert (forecast.until, forecast.overdue, forecast.expected, forecast.unknown) == (date(2026, 11, 8), 1, Fraction(5, 4), 0)
    assert next_week.code not in {one.code for one in forecast.risks}
    Dossier.objects.filter(finished_at__isnull=False).update(waited_days=3)
    assert forecast_of(onestop_world.own.pk, TODAY, calendar).unknown == 1


@pytest.mark.django_db
def test_the_live_board_shows_points_trends_and_where_to_win(onestop_world: OnestopWorld, version: Version) -> None:
    client, address = onestop_world.client("officer"), "/mot-cua/bang/766/?co_quan=KHCN"
    assert "Chưa có ảnh chụp số liệu" in client.get(address).content.decode()
    assert client.get("/mot-cua/bang/tep/766/").status_code == 404
    for month in (1, 2):
        filed(onestop_world, version, date(2026, month, 5), date(2026, month, 12), date(2026, month, 9), is_synced=month == 2)
    filed(onestop_world, version, date(2026, 2, 6), date(2026, 2, 13), date(2026, 2, 20))
    take_snapshot(at=NOW + timedelta(minutes=1))
    found = board(onestop_world.own, Period.of_year(2026))
    assert found is not None
    leaves = {leaf.code: (leaf, figures) for _group, rows in board_groups(found) for leaf, figures in rows}
    leaf, ((figure, trend),) = leaves["2.1"]
    assert (figure.value, leaf.points) == (Fraction(2, 3), Fraction(40, 3))
    assert trend is not None and (trend.first[1], trend.last[1]) == (Fraction(1), Fraction(1, 2))
    assert "1.2" not in leaves
    moves = best_moves(found)
    assert [missing for _leaf, missing in moves] == sorted((missing for _leaf, missing in moves), reverse=True)
    with freeze_time(NOW):
        text = client.get(address).content.decode()
        assert "chưa đo được: không nguồn nào cho biết" in text and "1 hồ sơ chưa rõ đã đồng bộ hay chưa" in text
        assert "1 thủ tục chưa rõ có cần hoặc đã kết nối dữ liệu dân cư hay không" in text
        assert "66,67 %" in text and "Nơi còn được nhiều điểm nhất" in text and "Tính lại bây giờ" in text
        sheet = openpyxl.load_workbook(BytesIO(client.get("/mot-cua/bang/tep/766/").getvalue())).worksheets[0]
    assert any(row[1].value == "2.1" and (row[4].value, row[5].value) == (2, 3) for row in sheet.iter_rows(min_row=2))


def test_a_trend_is_drawn_from_two_months_on() -> None:
    assert trend_of([(date(2026, 1, 1), Fraction(1, 2)), (date(2026, 2, 1), None)]) is None
    trend = trend_of([(date(2026, 1, 1), Fraction(0)), (date(2026, 2, 1), Fraction(1))])
    assert trend is not None and (trend.points, trend.end, trend.last) == ("3.0,25.0 117.0,3.0", ("117.0", "3.0"), (date(2026, 2, 1), Fraction(1)))


@pytest.mark.django_db
def test_another_reading_of_the_decision_may_be_chosen(onestop_world: OnestopWorld, version: Version, settings: Settings) -> None:
    for number in range(2):
        filed(onestop_world, version, date(2026, 10, 20), date(2026, 10, 27), date(2026, 10, 26), has_digitised_paper=bool(number))
    take_snapshot(at=NOW)
    points = []
    for chosen in ("", "service_quality_766_described"):
        settings.QUALITY_SET = chosen
        found = board(onestop_world.own, Period.of_year(2026))
        assert found is not None
        points.append(next(leaf.points for group in found.groups for leaf in group.leaves if leaf.key == "dossiers_digitised"))
    assert points == [2, Fraction(5, 2)]


@pytest.mark.django_db
def test_who_sees_and_pages_ask_the_same_for_one_and_many(onestop_world: OnestopWorld, version: Version) -> None:
    for person in POSTS:
        assert may_see_board(standing_of(onestop_world.people[person], TODAY), onestop_world.own.pk) == (person in SEEING), person
    client, counts = onestop_world.client("staff"), []
    today = timezone.localdate()
    for number in range(1, 21):
        filed(onestop_world, version, today - timedelta(days=20), today - timedelta(days=number % 5), unit="Phòng Quản lý" if number % 2 else "Bộ phận Một cửa")
        if number in (2, 20):
            with CaptureQueriesContext(connection) as asked:
                text = client.get("/mot-cua/bang/").content.decode()
            counts.append(len(asked))
    assert counts[0] == counts[1] <= 20
    assert "Sẽ trễ trong tuần này" in text and "Bộ phận Một cửa" in text
    for picture in ("tuan", "tuoi", "du-bao"):
        sheet = openpyxl.load_workbook(BytesIO(client.get(f"/mot-cua/bang/tep/{picture}/").getvalue())).worksheets[0]
        assert sheet.max_row > 1, picture
    assert client.get("/mot-cua/bang/tep/khac/").status_code == 404
    assert client.get("/mot-cua/bang/?co_quan=NV").status_code == 404


class _Placed:
    """An agency as far as the drawing asks."""

    def __init__(self, pk: int, code: str, name: str) -> None:
        self.pk, self.code, self.name, self.folded_name = pk, code, name, name.lower()


def test_provinces_stand_in_their_place_and_other_agencies_by_name() -> None:
    provinces = [_Placed(place, tile.code, tile.code) for place, tile in enumerate(province_tiles(date(2026, 1, 1)).tiles)]
    country = tile_map(provinces, {}, "", date(2026, 1, 1))  # type: ignore[arg-type]
    assert (country.is_country, len(country.tiles), len(country.islands), country.columns) == (True, 34, 2, 7)
    assert {one.step for one in country.tiles} == {0} and all(one is not None for _islands, one in country.islands)
    former = [_Placed(place, tile.code, tile.code) for place, tile in enumerate(province_tiles(date(2025, 6, 30)).tiles)]
    assert [len(tile_map(former, {}, "", date(2025, 6, day)).tiles) for day in (1, 30)] == [63, 63]  # type: ignore[arg-type]
    departments = [_Placed(place, f"D{place}", name) for place, name in enumerate("cbadefgh")]
    rows = tile_map(departments, {}, "", date(2026, 1, 1))  # type: ignore[arg-type]
    assert [(one.agency.name, one.row, one.column) for one in rows.tiles][:7] == [
        ("a", 0, 0), ("b", 0, 1), ("c", 0, 2), ("d", 0, 3), ("e", 0, 4), ("f", 0, 5), ("g", 1, 0),
    ]
    assert (rows.is_country, rows.islands, rows.columns) == (False, (), 6)


@pytest.mark.django_db
def test_the_drawing_shows_the_boards_with_a_table_and_a_workbook(onestop_world: OnestopWorld, version: Version) -> None:
    for day in range(1, 5):
        filed(onestop_world, version, date(2026, 10, day), date(2026, 10, 20), date(2026, 10, 19 + day // 4 * 3))
    take_snapshot(by=onestop_world.people["officer"], at=NOW)
    with freeze_time(NOW):
        client = onestop_world.client("coordinator")
        page = client.get(reverse("board:country")).content.decode()
        assert "Sở Khoa học và Công nghệ" in page and "tile-map--" in page
        part = re.search(r'<option value="(\w+)"', page)
        assert part is not None
        narrowed = client.get(reverse("board:country"), {"phan": part[1]})
        assert narrowed.status_code == 200
        file = client.get(reverse("board:file", args=["so-do"]))
    sheet = openpyxl.load_workbook(BytesIO(b"".join(file.streaming_content) if file.streaming else file.content)).active
    assert sheet is not None and [cell.value for cell in sheet[1]][:2] == ["Mã", "Cơ quan"]
    assert "KHCN" in [row[0].value for row in sheet.iter_rows(min_row=2)]


def _over_all_provinces(world: OnestopWorld) -> dict[str, Agency]:
    """The provinces of today under one ministry, whose coordinator is "the ministry's"."""
    listed, _problems = read_agency_list(SHIPPED / "provinces.yaml")
    assert listed is not None
    ministry = register_agency(given=engine.Agency("BMAU", "Bộ Mẫu", "ministry"))
    world.people["the ministry's"] = add_person(
        username="dieu.phoi.bo", full_name="Người của Bộ", email="bo@example.com", password="for-tests-only", agency=ministry, role=Role.COORDINATOR,
    )
    return {one.code: register_agency(given=engine.Agency(one.code, one.name, "province"), parent=ministry) for one in listed.in_force(TODAY)}


@pytest.mark.django_db
def test_a_ministry_sees_the_country_drawn_with_both_archipelagos(onestop_world: OnestopWorld, version: Version) -> None:
    provinces = _over_all_provinces(onestop_world)
    for late, code in enumerate(("H26", "H17", "H32", "H38")):
        for number in range(4):
            one = filed(onestop_world, version, date(2026, 10, 1 + number), date(2026, 10, 20), date(2026, 10, 19 + (number < late)))
            Dossier.objects.filter(pk=one.pk).update(agency=provinces[code], unit=None)
    take_snapshot(by=onestop_world.people["officer"], at=NOW)
    with freeze_time(NOW):
        page = onestop_world.client("the ministry's").get(reverse("board:country")).content.decode()
    assert page.count("<path class=\"heat-") == 34
    assert re.findall(r"<text [^>]+>([^<]+)</text>", page) == ["Quần đảo Hoàng Sa", "Quần đảo Trường Sa"]
    of_islands = re.findall(r'country-map__islands heat-(\d)', page)
    assert "0" not in of_islands, "an archipelago has the colour of its province"
