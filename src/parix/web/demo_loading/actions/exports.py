"""A small export of another one-stop system, taken in by its three steps as an office would; ratings on paper; the first snapshot.

The file is made up and says so: its applicants are the demonstration's own kind, one of its rows is wrong, so that the list of what was
left out shows something.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone

from parix.demo_data.made_up_agencies import FOLLOWED
from parix.web.accounts.queries import User
from parix.web.demo_loading.choices import officer_of
from parix.web.onestop.dossiers.choices import SETTLED
from parix.web.onestop.dossiers.queries import Dossier
from parix.web.onestop.dossiers.queries.filing import Offered, offered_by
from parix.web.onestop.indicators.actions import take_snapshot
from parix.web.onestop.intake.actions.applying import apply, ask_apply
from parix.web.onestop.intake.actions.checking import ask_check, check
from parix.web.onestop.intake.actions.receiving import lay_down, receive
from parix.web.onestop.intake.actions.sources import add_source
from parix.web.onestop.intake.choices import DayOrder, Taking
from parix.web.onestop.ratings.actions import RatingGiven, rate_dossier
from parix.web.organisations.queries import Agency
from parix.web.working_calendar.queries import calendar_for

# As the exports of such systems call them; the saved mapping is guessed from these words. Reused data and population data have no column,
# as in many: the board shows of how many dossiers they are not known.
_HEADS = (
    "Số hồ sơ", "Tên thủ tục hành chính", "Chủ hồ sơ", "Số điện thoại", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày kết thúc xử lý", "Ngày trả kết quả",
    "Trạng thái", "Hình thức nộp", "Kết quả điện tử", "Số hóa thành phần", "Đã đồng bộ",
)
_PREFIX, _SOURCE, _FILE = "H00.13.02", "Phần mềm một cửa cũ (mẫu)", "ho-so-mot-cua-mau.csv"
_ROWS, _LATE, _WRONG, _OPEN = 36, (5, 17, 29), 11, 32
_RATED = 40


def load_export(agency: Agency, people: Mapping[str, User], at: datetime) -> None:
    """After the catalogue. The reform officer uploads, confirms the guessed mapping and takes in the good rows."""
    today, officer = timezone.localdate(at), people[officer_of(FOLLOWED)]
    offered = [one for one in offered_by(agency.pk, today) if one.term_count is not None]
    if not offered:
        return
    days = [day for day in calendar_for(agency.pk, today).working_days if day < today][-2 * _ROWS :: 2]
    source = add_source(agency=agency, name=_SOURCE, by=officer, at=at)
    one = receive(source=source, laid=lay_down([_written(offered, days, today)]), file_name=_FILE, by=officer, at=at)
    ask_check(import_id=one.pk, mapping=one.mapping, day_order=DayOrder.DAY_FIRST, by=officer, at=at)
    check(import_id=one.pk, progress=_unseen)
    ask_apply(import_id=one.pk, taking=Taking.GOOD_ROWS, by=officer, at=at)
    apply(import_id=one.pk, now=at, progress=_unseen)


def load_ratings(agency: Agency, people: Mapping[str, User], at: datetime) -> None:
    """Forms on paper that the counter typed: most are content, every ninth is not."""
    clerk = people[f"motcua.{FOLLOWED.short.lower()}"]
    for number, one in enumerate(Dossier.objects.filter(agency=agency, state__in=SETTLED).order_by("-received_at", "-pk")[:_RATED]):
        given = RatingGiven(1, 1, 1, 0) if number % 9 == 4 else RatingGiven(2, 2, None, 1) if number % 5 == 3 else RatingGiven(3, 2, 2, 2)
        rate_dossier(dossier=one, given=given, by=clerk, at=min(at, (one.finished_at or at) + timedelta(hours=1)))


def load_snapshot(at: datetime) -> None:
    """So that boards and figures show something at first sight; the nightly job takes the following ones."""
    take_snapshot(at=at)


def _written(offered: Sequence[Offered], days: Sequence[date], today: date) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_HEADS)
    writer.writerows(_row(number, offered[number % len(offered)], day, today) for number, day in enumerate(days))
    return text.getvalue().encode("utf-8-sig")


def _row(number: int, one: Offered, received: date, today: date) -> Iterator[str]:
    due = received + timedelta(days=12)
    done = received - timedelta(days=3) if number == _WRONG else due + timedelta(days=3) if number in _LATE else due - timedelta(days=number % 6)
    is_open = done >= today or number >= _OPEN
    ended = "" if is_open else f"{done:%d/%m/%Y} 16:00"
    yield f"{_PREFIX}-{received:%y%m%d}-{number + 1:04}"
    yield one.name
    yield f"Công ty TNHH Mẫu {number + 1}"
    yield f"09000{90_000 + number}"
    yield f"{received:%d/%m/%Y} 08:{number:02}"
    yield f"{due:%d/%m/%Y}"
    yield ended
    yield ended
    yield "Đang xử lý" if is_open else "Đã trả kết quả"
    yield "Trực tiếp" if number % 4 == 0 else "Trực tuyến"
    yield "Không" if is_open or number % 7 == 0 else "Có"
    yield "Không" if number % 6 == 0 else "Có"
    yield "Không" if number % 20 == 0 else "Có"


def _unseen(_count: int, _of: int) -> None:
    """Nobody watches the demonstration being loaded."""
