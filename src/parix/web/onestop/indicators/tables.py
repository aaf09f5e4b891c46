"""The rows behind a figure as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext as _

from parix.web.design.comma_tables import inert
from parix.web.onestop.indicators.queries.behind import BehindRow

MOST_ROWS = 20_000


def rows_csv(rows: Iterable[BehindRow], *, name: str) -> HttpResponse:
    """Comma-separated, days as year-month-day, marked as UTF-8 so that office programs keep the Vietnamese letters."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([
        _("Mã"), _("Nội dung"), _("Người nộp (che bớt)"), _("Đơn vị, lĩnh vực"), _("Trạng thái"), _("Ngày bắt đầu"), _("Hạn"), _("Ngày xong"),
        _("Đạt"), _("Số ngày, điểm"),
    ])
    writer.writerows(_line(one) for one in rows)
    answer = HttpResponse(out.getvalue().encode(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _line(one: BehindRow) -> list[str | int]:
    texts = [inert(text) for text in (one.title or str(one.number), one.about, one.person, one.place, str(one.state))]
    days = [_day(day) for day in (one.began_on, one.due_on, one.ended_on)]
    return [*texts, *days, _("chưa rõ") if not one.is_known else _("không") if one.has_missed else _("có"), "" if one.amount is None else one.amount]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
