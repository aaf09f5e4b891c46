"""The list as a workbook."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.translation import gettext as _

from parix.web.design.workbooks import list_workbook
from parix.web.organisations.queries import Agency
from parix.web.registries.initiatives.queries import Initiative, authors_text


def workbook(rows: Iterable[Initiative], agency: Agency, year: int) -> HttpResponse:
    columns = [
        (_("Tên sáng kiến"), 60), (_("Đơn vị"), 30), (_("Tác giả"), 30), (_("Trạng thái"), 24), (_("Ngày đăng ký"), 14), (_("Hạn xét"), 14),
        (_("Quyết định"), 20), (_("Ngày quyết định"), 14), (_("Lý do"), 40),
    ]
    lines = [
        (
            one.title, one.unit.name, authors_text(one), str(one.get_state_display()), one.registered_on, one.decide_by,
            one.decision.number_and_symbol if one.decision else "", one.decided_on, one.reason,
        )
        for one in rows
    ]
    return list_workbook(name=f"sang-kien-{agency.code}-{year}", sheet=_("Sáng kiến"), columns=columns, rows=lines)
