"""The catalogue as a workbook, with the heads that the import reads back."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from parix.procedures.required_parts import PARTS, TEXT_PARTS
from parix.web.design.workbooks import Cell, list_workbook
from parix.web.onestop.procedures.choices import MARKS
from parix.web.onestop.procedures.queries.catalogue import Listed
from parix.web.onestop.procedures.queries.page import papers_lines, said_fee, said_term
from parix.web.onestop.procedures.queries.reviews import Cut, ReviewRow
from parix.web.organisations.queries import Agency

_TEXTS = {one.key: one.text for one in PARTS}
# Heads and words are Vietnamese in every language: the import knows them by these.
COLUMNS: tuple[tuple[str, int], ...] = (
    ("Mã trong danh mục", 16), ("Mã thủ tục", 16), ("Tên thủ tục", 60), ("Lĩnh vực", 28), ("Cấp giải quyết", 14), ("Thời hạn giải quyết", 22),
    ("Phí, lệ phí", 26), ("Mức dịch vụ công trực tuyến", 20), ("Có hiệu lực từ ngày", 14), ("Ngày văn bản có hiệu lực", 14),
    ("Số quyết định công bố", 22), ("Ngày ký quyết định công bố", 14), ("Ngày công khai", 14), ("Liên thông", 12), ("Tiếp nhận tại Bộ phận một cửa", 12),
    ("Giải quyết xong tại Bộ phận một cửa", 12), ("Cần dữ liệu dân cư", 12), ("Đã kết nối dữ liệu dân cư", 12), ("Số bộ hồ sơ", 10),
    ("Thành phần hồ sơ", 50), *((_TEXTS[key].vi, 40) for key in TEXT_PARTS), ("Còn thiếu", 40),
)


def workbook(rows: Iterable[Listed], agency: Agency) -> HttpResponse:
    with translation.override("vi"):
        return list_workbook(name=f"thu-tuc-{agency.code}", sheet="Thủ tục", columns=COLUMNS, rows=[_line(one) for one in rows])


def reviews_workbook(rows: Iterable[ReviewRow], agency: Agency, year: int) -> HttpResponse:
    """Each planned review with what it cuts; unknown stays empty."""
    heads = [
        (_("Mã"), 14), (_("Thủ tục"), 60), (_("Trạng thái"), 16), (_("Kiến nghị"), 22), (_("Thời hạn trước"), 12), (_("Thời hạn sau"), 12),
        (_("Giấy tờ trước"), 12), (_("Giấy tờ sau"), 12), (_("Điều kiện trước"), 12), (_("Điều kiện sau"), 12), (_("Chi phí một hồ sơ trước (đồng)"), 18),
        (_("Chi phí một hồ sơ sau (đồng)"), 18), (_("Chi phí một năm trước (đồng)"), 20), (_("Chi phí một năm sau (đồng)"), 20), (_("Lý do"), 50),
    ]
    lines = [(
        one.review.procedure.code or one.review.procedure.own_code, one.review.procedure.name, str(one.review.get_state_display()),
        str(one.review.get_proposal_display()), *_sides(one.days), *_sides(one.papers), *_sides(one.conditions), *_sides(one.dossier), *_sides(one.yearly),
        one.review.reason,
    ) for one in rows]
    return list_workbook(name=f"ra-soat-{agency.code}-{year}", sheet=_("Rà soát"), columns=heads, rows=lines)


def _sides(cut: Cut | None) -> tuple[Cell, Cell]:
    """Whole numbers as numbers; what has a fraction of a đồng as text, for nothing is rounded here."""
    if cut is None:
        return None, None
    before, after = (int(side) if side == int(side) else f"{side:f}" for side in (cut.before, cut.after))
    return before, after


def _line(one: Listed) -> tuple[Cell, ...]:
    version, procedure = one.version, one.procedure
    document = version.promulgation
    marks = ({True: "Có", False: "Không", None: ""}[getattr(version, key)] for key in MARKS)
    texts = (version.parts.get(key) or ("Không có" if key in version.absent else "") for key in TEXT_PARTS)
    lacking = "; ".join(part.text.vi for part in one.missing)
    return (
        procedure.own_code, procedure.code, version.name, procedure.field.name, str(procedure.get_level_display()), said_term(version), said_fee(version),
        str(one.online) if one.online else "", version.valid_from, version.ordered_on, document.number_and_symbol if document else "", version.promulgated_on,
        version.published_on, *marks, version.sets, papers_lines(version), *texts, lacking,
    )
