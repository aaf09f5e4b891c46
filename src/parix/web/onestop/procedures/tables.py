"""The catalogue as a workbook, with the heads that the import reads back."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.translation import get_language

from parix.procedures.required_parts import PARTS, TEXT_PARTS
from parix.web.design.workbooks import Cell, list_workbook
from parix.web.onestop.procedures.queries.catalogue import Listed
from parix.web.onestop.procedures.queries.page import papers_lines, said_fee, said_term
from parix.web.organisations.queries import Agency

_TEXTS = {one.key: one.text for one in PARTS}
# Heads are Vietnamese in every language: the import knows them by these words.
COLUMNS: tuple[tuple[str, int], ...] = (
    ("Mã trong danh mục", 16), ("Mã thủ tục", 16), ("Tên thủ tục", 60), ("Lĩnh vực", 28), ("Cấp giải quyết", 14), ("Thời hạn giải quyết", 22),
    ("Phí, lệ phí", 26), ("Mức dịch vụ công trực tuyến", 20), ("Có hiệu lực từ ngày", 14), ("Ngày văn bản có hiệu lực", 14),
    ("Số quyết định công bố", 22), ("Ngày ký quyết định công bố", 14), ("Ngày công khai", 14), ("Liên thông", 12), ("Số bộ hồ sơ", 10),
    ("Thành phần hồ sơ", 50), *((_TEXTS[key].vi, 40) for key in TEXT_PARTS), ("Còn thiếu", 40),
)


def workbook(rows: Iterable[Listed], agency: Agency) -> HttpResponse:
    return list_workbook(name=f"thu-tuc-{agency.code}", sheet="Thủ tục", columns=COLUMNS, rows=[_line(one) for one in rows])


def _line(one: Listed) -> tuple[Cell, ...]:
    version, procedure = one.version, one.procedure
    document = version.promulgation
    linked = {True: "Có", False: "Không", None: ""}[version.interlinked]
    texts = (version.parts.get(key) or ("Không có" if key in version.absent else "") for key in TEXT_PARTS)
    language = get_language() or "vi"
    lacking = "; ".join(part.text.text(language) for part in one.missing)
    return (
        procedure.own_code, procedure.code, version.name, procedure.field.name, str(procedure.get_level_display()), said_term(version), said_fee(version),
        str(one.online) if one.online else "", version.valid_from, version.ordered_on, document.number_and_symbol if document else "", version.promulgated_on,
        version.published_on, linked, version.sets, papers_lines(version), *texts, lacking,
    )
