"""Inspections with their findings as a workbook: one line a finding, one for an inspection without any."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.translation import gettext as _

from parix.web.design.workbooks import Cell, list_workbook
from parix.web.organisations.queries import Agency
from parix.web.registries.inspections.queries import Finding, Inspection


def workbook(inspections: Iterable[Inspection], findings: Iterable[Finding], agency: Agency, year: int) -> HttpResponse:
    columns = [
        (_("Đơn vị được kiểm tra"), 34), (_("Nội dung kiểm tra"), 40), (_("Trạng thái"), 16), (_("Quyết định"), 18), (_("Ngày kiểm tra"), 14),
        (_("Kết luận"), 18), (_("Tồn tại"), 50), (_("Khắc phục trước ngày"), 14), (_("Tình trạng"), 18), (_("Khắc phục xong ngày"), 14), (_("Ghi chú"), 40),
    ]
    by_inspection: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_inspection[finding.inspection_id].append(finding)
    lines: list[tuple[Cell, ...]] = []
    for one in inspections:
        conclusion = one.conclusion.number_and_symbol if one.conclusion else ""
        head = (one.whom, one.content, str(one.get_state_display()), one.decision.number_and_symbol, one.inspected_on, conclusion)
        found = by_inspection[one.pk]
        told = [(*head, each.text, each.fix_by, str(each.get_state_display()), each.remedied_on, each.note) for each in found]
        lines += told or [(*head, "", None, "", None, one.reason)]
    return list_workbook(name=f"kiem-tra-{agency.code}-{year}", sheet=_("Kiểm tra"), columns=columns, rows=lines)
