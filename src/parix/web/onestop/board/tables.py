"""Every picture of the board as a workbook."""

from __future__ import annotations

from fractions import Fraction

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from parix.foundation.numbers import percent_shown, shown
from parix.web.design.workbooks import Cell, list_workbook
from parix.web.onestop.board.queries.forecast import Forecast
from parix.web.onestop.board.queries.lateness import AgeRow, Heat, age_labels
from parix.web.onestop.board.queries.tiles import TileMap
from parix.web.onestop.indicators.scoring_runs import Board
from parix.web.organisations.queries import Agency


def heat_workbook(heat: Heat, agency: Agency) -> HttpResponse:
    columns = [(_("Đơn vị"), 34), (_("Tuần từ ngày"), 14), (_("Đến hạn"), 12), (_("Quá hạn"), 12)]
    lines: list[tuple[Cell, ...]] = [
        (row.unit or _("chưa giao đơn vị"), monday, cell.of, cell.late) for row in heat.rows for monday, cell in zip(heat.weeks, row.cells, strict=True)
    ]
    return list_workbook(name=f"tre-han-theo-tuan-{agency.code}", sheet=_("Trễ hạn theo tuần"), columns=columns, rows=lines)


def ages_workbook(rows: list[AgeRow], agency: Agency) -> HttpResponse:
    columns = [(_("Đơn vị"), 34), *((_age(first, last), 14) for first, last in age_labels()), (_("Tổng"), 10), (_("Quá hạn"), 10), (_("Chờ người nộp"), 12)]
    lines: list[tuple[Cell, ...]] = [(row.unit or _("chưa giao đơn vị"), *row.by_age, row.total, row.overdue, row.waiting) for row in rows]
    return list_workbook(name=f"tuoi-ho-so-{agency.code}", sheet=_("Hồ sơ đang mở"), columns=columns, rows=lines)


def _age(first: int, last: int | None) -> str:
    if last is None:
        return _("từ %(first)s ngày") % {"first": first}
    return _("%(first)s đến %(last)s ngày") % {"first": first, "last": last}


def forecast_workbook(forecast: Forecast, agency: Agency) -> HttpResponse:
    columns = [(_("Mã hồ sơ"), 26), (_("Thủ tục"), 60), (_("Đơn vị"), 30), (_("Hạn trả"), 12), (_("Khả năng trễ"), 14)]
    language = get_language() or "vi"
    lines = [
        (one.code, one.procedure, one.unit, one.due_on, percent_shown(one.chance.share, language, decimals=0) if one.chance.share is not None else "")
        for one in forecast.risks
    ]
    return list_workbook(name=f"du-bao-tre-{agency.code}", sheet=_("Dự báo trễ hạn"), columns=columns, rows=lines)


def live_workbook(board: Board) -> HttpResponse:
    """The figures of the stretch, and of each month their value."""
    language = "en" if (get_language() or "vi").startswith("en") else "vi"
    columns = [(_("Nhóm"), 30), (_("Mã"), 8), (_("Chỉ tiêu"), 50), (_("Kỳ"), 14), (_("Đạt"), 12), (_("Trên"), 12), (_("Chưa rõ"), 12), (_("Tỷ lệ"), 12)]
    lines: list[tuple[Cell, ...]] = []
    for group in board.groups:
        for leaf in group.leaves:
            for one in leaf.figures:
                head = (group.text.text(language), leaf.code, one.words.text.text(language))
                if one.count is not None:
                    lines.append((*head, _("cả kỳ"), one.count.reached, one.count.of, one.count.unknown, _share(one.value, language)))
                lines += [(*head, f"{month:%m/%Y}", None, None, None, _share(value, language)) for month, value in one.trend if value is not None]
    return list_workbook(name=f"bang-766-{board.agency.code}", sheet=_("Bảng 766"), columns=columns, rows=lines)


def country_workbook(found: TileMap) -> HttpResponse:
    columns = [(_("Mã"), 12), (_("Cơ quan"), 44), (_("Điểm"), 10), (_("Điểm tối đa"), 12), (_("Tỷ lệ"), 10)]
    language = get_language() or "vi"
    lines: list[tuple[Cell, ...]] = [
        (one.agency.code, one.agency.name, *(_points(one.points, one.most, language)), _share(one.share, language)) for one in found.by_points
    ]
    return list_workbook(name="so-do-766", sheet=_("Theo cơ quan"), columns=columns, rows=lines)


def _points(points: Fraction | None, most: Fraction, language: str) -> tuple[str, str]:
    return ("", "") if points is None else (shown(points, language), shown(most, language))


def _share(value: Fraction | None, language: str) -> str:
    return "" if value is None else percent_shown(value, language)
