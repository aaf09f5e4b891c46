"""Lists as workbooks; a contest's code as a picture."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping

import qrcode  # type: ignore[import-untyped]
import qrcode.image.svg  # type: ignore[import-untyped]
from django.http import HttpResponse
from django.utils.translation import gettext as _

from parix.web.design.workbooks import list_workbook
from parix.web.organisations.queries import Agency
from parix.web.registries.outreach.queries import Item
from parix.web.registries.outreach.queries.contests import Contest, Entry

Names = Mapping[int, tuple[str, str, str]]


def items_workbook(rows: Iterable[Item], agency: Agency, year: int) -> HttpResponse:
    columns = [
        (_("Nội dung"), 60), (_("Hình thức"), 28), (_("Đơn vị thực hiện"), 30), (_("Hạn"), 12), (_("Trạng thái"), 18), (_("Ngày thực hiện"), 14),
        (_("Số lần"), 10), (_("Số người"), 12), (_("Kết quả"), 50), (_("Đường dẫn"), 40),
    ]
    lines = [
        (
            one.text, str(one.get_channel_display()), one.unit.name, one.due_on, str(one.get_state_display()), one.done_on, one.times, one.people, one.note,
            one.link,
        )
        for one in rows
    ]
    return list_workbook(name=f"tuyen-truyen-{agency.code}-{year}", sheet=_("Tuyên truyền"), columns=columns, rows=lines)


def ranking_workbook(contest: Contest, rows: Iterable[Entry], names: Names | None = None) -> HttpResponse:
    """With `names` in full; else masked."""
    columns = [
        (_("Hạng"), 8), (_("Họ và tên"), 28), (_("Điện thoại"), 16), (_("Nơi ở, nơi làm việc"), 36), (_("Điểm"), 8), (_("Dự đoán"), 12),
        (_("Lệch dự đoán"), 12), (_("Nộp lúc"), 20), (_("Mã bài"), 14), (_("Tình trạng"), 24),
    ]
    if names is not None:
        columns.append((_("Số dùng để phân biệt"), 18))
    lines = []
    for one in rows:
        name, number, phone = names.get(one.pk, (one.shown_name, "", one.shown_phone)) if names is not None else (one.shown_name, "", one.shown_phone)
        line = [
            one.place, name, phone, one.workplace, one.points, one.prediction, one.off, one.entered_at, one.receipt,  # type: ignore[attr-defined]
            str(one.get_state_display()),
        ]
        lines.append([*line, number] if names is not None else line)
    return list_workbook(name=f"hoi-thi-{contest.pk}", sheet=_("Xếp hạng"), columns=columns, rows=lines)


def code_picture(address: str) -> HttpResponse:
    """The address as a QR code that prints sharp at any size."""
    out = io.BytesIO()
    qrcode.make(address, image_factory=qrcode.image.svg.SvgPathImage, error_correction=qrcode.constants.ERROR_CORRECT_M).save(out)
    return HttpResponse(out.getvalue(), content_type="image/svg+xml")
