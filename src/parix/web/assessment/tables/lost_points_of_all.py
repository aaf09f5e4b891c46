"""What all agencies of a round lost as a workbook: by agency, unit, field and cause."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from parix.web.assessment.queries.lost_points.province import ProvincePage
from parix.web.assessment.tables.lost_points import sum_cells, sum_headings
from parix.web.assessment.tables.workbooks import XLSX, Page, as_workbook, download, said


def province_losses_file(page: ProvincePage) -> HttpResponse:
    title, source = _("Điểm mất của mọi cơ quan"), _("Nguồn: parix, %(round)s") % {"round": said(page.title)}
    sums = sum_headings()
    agencies = [[one.code, one.name, one.points, one.applicable_max, *sum_cells(one.sum), one.undivided, one.late] for one in page.agencies]
    units = [[one.agency, one.unit.name, *sum_cells(one.sum)] for one in page.units]
    fields = [[one.field.code if one.field else "", said(one.field.text) if one.field else _("cả phiếu điểm"), *sum_cells(one.sum)] for one in page.fields]
    grounds = [[str(one.cause.label), str(one.ground.label) if one.ground else _("làm tròn, trần, thưởng"), *sum_cells(one.sum)] for one in page.grounds]
    more = [_("Tiêu chí chưa phân tích"), _("Biện pháp quá hạn")]
    content = as_workbook([
        Page(_("Theo cơ quan"), title, source, [_("Mã"), _("Cơ quan"), _("Điểm đạt"), _("Điểm tối đa"), *sums, *more], agencies, (14, 44, 12), frozen=2),
        Page(_("Theo đơn vị"), title, source, [_("Cơ quan"), _("Đơn vị"), *sums], units, (44, 44, 14), frozen=2),
        Page(_("Theo lĩnh vực"), title, source, [_("Mã"), _("Lĩnh vực"), *sums], fields, (8, 60, 14), frozen=2),
        Page(_("Theo nguyên nhân"), title, source, [_("Nguyên nhân"), _("Cụ thể"), *sums], grounds, (28, 48, 14), frozen=2),
    ])
    return download(content, XLSX, f"{page.round.slug}-diem-mat.xlsx")
