"""7, 3 and 1 days before, and once when late; each once, also when a day was missed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parix.foundation.phrases import Text
from parix.web.accounts.queries import User
from parix.web.notices.jobs import remind
from parix.web.notices.models import Notice
from parix.web.notices.queries.kinds import Deadline
from parix.web.notices.rules import LATE, reminder_for
from tests.web.notices import sample

DUE = date(2026, 3, 20)


def deadline(*people: User, **changes: Any) -> Deadline:
    given: dict[str, Any] = {
        "subject": "sample.Stage:1", "what": Text("tự chấm 5 tiêu chí", "score 5 criteria"), "due": DUE, "url": "/cham-diem/1/",
        "recipients": tuple(one.pk for one in people), "worth": Text("Mất 4,5 điểm nếu không nộp.", "4.5 points are lost if it is missed."),
    }
    return Deadline(**{**given, **changes})


def morning(day: date, days: int = 0) -> None:
    """The job at six in the morning of the site's time zone."""
    moment = datetime(day.year, day.month, day.day, 6, tzinfo=UTC) - timedelta(hours=7) + timedelta(days=days)
    remind(now=moment, progress=lambda count, of: None)


@pytest.mark.parametrize(("left", "reminder"), [
    (30, None), (8, None), (7, 7), (6, 7), (4, 7), (3, 3), (2, 3), (1, 1), (0, 1), (-1, LATE), (-100, LATE),
])
def test_which_reminder_a_day_calls_for(left: int, reminder: int | None) -> None:
    assert reminder_for(DUE, DUE - timedelta(days=left)) == reminder


@given(st.integers(-400, 400))
def test_reminders_only_come_closer(left: int) -> None:
    order = [None, 7, 3, 1, LATE]
    today, tomorrow = (reminder_for(DUE, DUE - timedelta(days=left - step)) for step in (0, 1))
    assert order.index(today) <= order.index(tomorrow)


@pytest.mark.django_db
def test_a_deadline_reminds_four_times_and_no_more(an: User) -> None:
    sample.OPEN.append(deadline(an))
    for days in range(-12, 12):
        morning(DUE, days)
        morning(DUE, days)
    told = [(f"{row.created_at.astimezone(UTC) + timedelta(hours=7):%d/%m}", row.title_vi) for row in Notice.objects.order_by("id")]
    assert told == [
        ("13/03", "Còn 7 ngày: tự chấm 5 tiêu chí"), ("17/03", "Còn 3 ngày: tự chấm 5 tiêu chí"), ("19/03", "Hạn ngày mai: tự chấm 5 tiêu chí"),
        ("21/03", "Quá hạn: tự chấm 5 tiêu chí"),
    ]
    first = Notice.objects.order_by("id")[0]
    assert (first.body, first.due) == (
        Text("Mất 4,5 điểm nếu không nộp.", "4.5 points are lost if it is missed."), DUE,
    )


@pytest.mark.django_db
def test_after_days_without_a_worker_only_what_is_true_now_is_said(an: User) -> None:
    sample.OPEN.append(deadline(an))
    morning(DUE, -5)
    morning(DUE)
    assert list(Notice.objects.order_by("id").values_list("title_vi", flat=True)) == ["Còn 5 ngày: tự chấm 5 tiêu chí", "Hạn hôm nay: tự chấm 5 tiêu chí"]


@pytest.mark.django_db
def test_a_moved_deadline_reminds_anew_and_what_is_done_no_more(an: User) -> None:
    sample.OPEN.append(deadline(an))
    morning(DUE, -7)
    sample.OPEN[0] = deadline(an, due=DUE + timedelta(days=30))
    morning(DUE, 23)
    assert list(Notice.objects.order_by("id").values_list("due", flat=True)) == [DUE, DUE + timedelta(days=30)]
    sample.OPEN.clear()
    morning(DUE, 40)
    assert Notice.objects.count() == 2


@pytest.mark.django_db
def test_many_deadlines_are_told_in_pieces_with_progress(an: User, binh: User) -> None:
    sample.OPEN.extend(deadline(an, binh, subject=f"sample.Leaf:{number}") for number in range(450))
    seen: list[tuple[int, int]] = []
    remind(now=datetime(2026, 3, 12, 23, tzinfo=UTC), progress=lambda count, of: seen.append((count, of)))
    assert seen == [(200, 450), (400, 450), (450, 450)]
    assert Notice.objects.count() == 900
