"""The findings of a check as a workbook that goes back to whoever exports: row, column, what is wrong, what to do."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from parix.web.design.workbooks import list_workbook
from parix.web.onestop.intake.models import Import
from parix.web.onestop.intake.queries import findings_of, in_words


def findings_workbook(one: Import) -> HttpResponse:
    """Every finding that is kept. Personal values stand in none of them."""
    rows = (
        (found.sheet, found.row, found.label, _("lỗi") if found.is_error else _("lưu ý"), found.message, found.remedy, found.value)
        for found in in_words(findings_of(one).iterator(chunk_size=5_000))
    )
    columns = [(_("Trang"), 14), (_("Dòng"), 9), (_("Cột"), 22), (_("Mức"), 9), (_("Sai gì"), 44), (_("Cần làm"), 44), (_("Giá trị"), 30)]
    return list_workbook(name=f"loi-{one.at:%Y%m%d-%H%M}", sheet=_("Lỗi trong tệp"), columns=columns, rows=rows)
