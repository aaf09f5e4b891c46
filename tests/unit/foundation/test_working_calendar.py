"""The shipped calendar day by day against an independent list, and its questions against counting one day after another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parix.foundation.problems import ProblemsFound
from parix.foundation.working_calendar.calendar_files import SHIPPED, read_working_calendar
from parix.foundation.working_calendar.calendars import NamedDay, WorkingCalendar
from tests.unit.scoring.property_settings import examples

UNTIL = 2028
DAYS = st.dates(date(2018, 2, 1), date(2028, 6, 30))


def shipped() -> WorkingCalendar:
    calendar, problems = read_working_calendar(SHIPPED / "vietnam.yaml", until=UNTIL)
    assert problems == []
    assert calendar is not None
    return calendar


CALENDAR = shipped()


def every_day(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))


def test_official_years_agree_with_an_independent_list_but_for_the_swap_that_it_misses() -> None:
    theirs = holidays.country_holidays("VN", years=list(range(2018, 2027)))
    made_up = {date(2019, 1, 5), date(2019, 5, 4), date(2024, 5, 4), date(2025, 4, 26), date(2026, 8, 22)}
    differing = [
        day for day in every_day(date(2018, 1, 1), date(2026, 12, 31))
        if CALENDAR.is_worked(day) != ((day.weekday() < 5 and day not in theirs) or day in made_up)
    ]
    assert differing == [date(2026, 1, 2), date(2026, 1, 10)]


@pytest.mark.parametrize(("year", "worked"), [
    (2018, 250), (2019, 252), (2020, 252), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 250), (2026, 249),
])
def test_working_days_of_each_official_year(year: int, worked: int) -> None:
    assert sum(day.year == year for day in CALENDAR.working_days) == worked


def test_years_to_come_are_provisional() -> None:
    assert [CALENDAR.is_decided(date(year, 6, 1)) for year in (2025, 2026, 2027, 2028)] == [True, True, False, False]
    assert not CALENDAR.is_worked(date(2027, 2, 8))
    assert CALENDAR.days[date(2027, 2, 8)].source == "dự kiến theo luật và âm lịch; cơ quan có thẩm quyền chưa thông báo"


@given(DAYS)
@examples(200)
def test_the_next_working_day_is_found_by_walking(day: date) -> None:
    walked = day
    while not CALENDAR.is_worked(walked):
        walked += timedelta(days=1)
    assert CALENDAR.on_or_after(day) == walked


@given(DAYS, st.integers(1, 60))
@examples(200)
def test_the_nth_working_day_is_found_by_walking(day: date, count: int) -> None:
    walked, left = day, count
    while left:
        walked += timedelta(days=1)
        left -= CALENDAR.is_worked(walked)
    assert CALENDAR.after(day, count) == walked
    assert CALENDAR.working_days_between(day, walked) == count
    assert CALENDAR.working_days_between(walked, day) == -count


def test_half_days_and_days_of_a_province() -> None:
    eve, founding = date(2026, 2, 13), date(2026, 6, 15)
    changed = CALENDAR.with_days([NamedDay(eve, "morning", "nghỉ sớm chiều cuối năm"), NamedDay(founding, "off", "ngày riêng của tỉnh")])
    assert changed.is_worked(eve)
    assert [(f"{opens:%H:%M}", f"{closes:%H:%M}") for opens, closes in changed.spans(eve)] == [("07:30", "11:30")]
    assert f"{changed.closing(eve):%H:%M %d/%m}" == "11:30 13/02"
    assert (CALENDAR.is_worked(founding), changed.is_worked(founding)) == (True, False)
    assert changed.spans(founding) == ()
    assert len(CALENDAR.working_days) - len(changed.working_days) == 1


def test_a_day_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(ProblemsFound) as found:
        CALENDAR.is_worked(date(2017, 12, 31))
    assert str(found.value) == (
        "ngày 31/12/2017 nằm ngoài lịch làm việc → lịch có từ 01/01/2018 đến 31/12/2028: sửa ngày, hoặc thêm năm vào lịch [calendar.ends]"
    )
    with pytest.raises(ProblemsFound, match="quá ngày cuối"):
        CALENDAR.after(date(2028, 12, 1), 60)


def _written(tmp_path: Path, change: tuple[str, str]) -> list[str]:
    text = (SHIPPED / "vietnam.yaml").read_text()
    assert text.count(change[0]) >= 1
    path = tmp_path / "calendar.yaml"
    path.write_text(text.replace(change[0], change[1], 1))
    calendar, problems = read_working_calendar(path, until=UNTIL)
    assert calendar is None
    return [problem.code for problem in problems]


@pytest.mark.parametrize(("change", "codes"), [
    (('days: ["2018-04-25"]', 'days: ["2018-04-31"]'), ["shape.bad_value"]),
    (('days: ["2018-04-25"]', 'days: ["2018-04-30"]'), ["calendar.double_day"]),
    (('days: ["2018-04-25"]', 'days: ["2019-04-25"]'), ["calendar.wrong_year"]),
    (("source: labour_2012}", "source: labour_2102}"), ["calendar.unknown_source"]),
    (('worked: "2019-01-05"', 'worked: "2019-01-04"'), ["calendar.unsound_swap"]),
    (('closes: "11:30"', 'closes: "14:30"'), ["calendar.unsound_hours"]),
    (('opens: "13:30"', 'opens: "18:30"'), ["calendar.unsound_hours"]),
    (('opens: "13:30"', 'opens: "1330h"'), ["shape.bad_value"]),
    (('year: "2019"', 'year: "2020"'), ["calendar.unsound_years", *["calendar.wrong_year"] * 6]),
])
def test_each_mistake_is_named(change: tuple[str, str], codes: list[str], tmp_path: Path) -> None:
    assert _written(tmp_path, change) == codes
