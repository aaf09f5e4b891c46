"""Workbooks of people and units: the sample to fill in, and today's list in the same shape, so that it can be changed and imported again."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from parix.foundation.problems import Problem
from parix.web.accounts.choices import ALL_FIELDS, WIDE_ROLES, Role
from parix.web.accounts.queries.field_keys import known_fields
from parix.web.accounts.queries.people import ListedRole
from parix.web.organisations.choices import UnitKind
from parix.web.organisations.queries import Agency, Unit

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PEOPLE_SHEET, UNITS_SHEET, GUIDE_SHEET, LISTS_SHEET = "Người dùng", "Đơn vị", "Hướng dẫn", "Danh mục"
FILLED = 500

# Heads in the words of offices; the import knows them, also without marks. What each is for, and an example.
PEOPLE_COLUMNS: tuple[tuple[str, int, str, str], ...] = (
    ("Họ và tên", 28, "bắt buộc", "Nguyễn Thị Bình"),
    ("Tên đăng nhập", 20, "để trống thì lấy từ thư điện tử; ghi lại đúng tên cũ để sửa người đã có", "binh.nt"),
    ("Thư điện tử", 30, "nên có: để đặt mật khẩu", "binh.nt@coquan.gov.vn"),
    ("Chức vụ", 24, "không bắt buộc", "Phó Trưởng phòng"),
    ("Cơ quan", 30, "tên, tên viết tắt hoặc mã; để trống là cơ quan của trang nhập", ""),
    ("Đơn vị", 34, "tên, tên viết tắt hoặc mã; có thể là đơn vị thêm ở trang bên", "Văn phòng"),
    ("Vai trò", 30, "một vai trò mỗi dòng; để trống là công chức của đơn vị", "trưởng đơn vị"),
    ("Lĩnh vực thẩm định", 40, "chỉ cho người thẩm định; cách nhau bằng dấu chấm phẩy, * là mọi lĩnh vực", "*"),
)
UNIT_COLUMNS: tuple[tuple[str, int, str, str], ...] = (
    ("Tên đơn vị", 40, "bắt buộc", "Phòng Kế hoạch - Tài chính"),
    ("Mã đơn vị", 14, "để trống thì ghép từ chữ đầu", "KHTC"),
    ("Tên viết tắt", 20, "không bắt buộc", "P. KHTC"),
    ("Loại đơn vị", 34, "để trống thì đoán theo tên", "kế hoạch, tài chính"),
    ("Kiêm nhiệm", 40, "loại việc làm thêm; cách nhau bằng dấu chấm phẩy", "công nghệ thông tin, chuyển đổi số"),
    ("Cơ quan", 30, "để trống là cơ quan của trang nhập", ""),
    ("Từ ngày", 14, "ngày/tháng/năm, không bắt buộc", ""),
    ("Đến ngày", 14, "ngày hoạt động cuối, nếu đã kết thúc", ""),
)


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A problem of a workbook by sheet, row and cell."""

    sheet: str
    row: str
    cell: str
    message: str
    remedy: str
    is_error: bool


def problem_rows(problems: Iterable[Problem]) -> list[ProblemRow]:
    found = []
    for one in problems:
        sheet, _mark, cell = one.place.path.rpartition("!")
        digits = "".join(sign for sign in cell.partition(":")[0] if sign.isdigit())
        found.append(ProblemRow(sheet, digits, "" if ":" in cell else cell, one.message, one.remedy, one.severity == "error"))
    return sorted(found, key=lambda row: (not row.is_error, row.sheet, int(row.row or 0), row.cell))


# What a column was taken for, in words.
MEANINGS = {
    "full_name": _("họ và tên"), "family_name": _("họ và tên đệm"), "given_name": _("tên"), "username": _("tên đăng nhập"), "email": _("thư điện tử"),
    "position": _("chức vụ"), "role": _("vai trò"), "fields": _("lĩnh vực"), "agency": _("cơ quan"), "unit": _("đơn vị"), "unit_code": _("mã đơn vị"),
    "unit_name": _("tên đơn vị"), "short_name": _("tên viết tắt"), "kind": _("loại đơn vị"), "duties": _("kiêm thêm việc"), "valid_from": _("từ ngày"),
    "valid_until": _("đến hết ngày"),
}  # fmt: skip


def understood(columns: Mapping[str, Mapping[str, str]]) -> list[tuple[str, list[tuple[str, str]]]]:
    """For each sheet, every head and what it was taken for."""
    return [(sheet, [(head, str(MEANINGS[meant])) for meant, head in heads.items()]) for sheet, heads in columns.items()]


def sample_file(agency: Agency, units: Sequence[Unit], agencies: Sequence[Agency], *, at_top: bool) -> HttpResponse:
    """The empty workbook, with lists to choose from."""
    return _download(_workbook(agency, (), (), units, agencies, at_top=at_top), f"mau-nguoi-dung-{_slug(agency)}.xlsx")


def people_file(agency: Agency, roles: Sequence[ListedRole], units: Sequence[Unit], agencies: Sequence[Agency], *, at_top: bool) -> HttpResponse:
    """Everybody who is active, one row for each role, and every unit."""
    people = [
        (one.full_name, one.username, one.email, one.position, one.agency if len(agencies) > 1 else "", one.unit, one.label, "; ".join(one.fields))
        for one in roles
    ]
    rows = [
        (
            unit.name, unit.code, unit.short_name, unit.get_kind_display(), "; ".join(str(UnitKind(one).label) for one in unit.duties),
            unit.agency.name if len(agencies) > 1 else "", _day(unit.valid_from), _day(unit.valid_until),
        )
        for unit in units
    ]
    return _download(_workbook(agency, people, rows, units, agencies, at_top=at_top), f"nguoi-dung-{_slug(agency)}.xlsx")


def _workbook(
    agency: Agency, people: Sequence[Sequence[str]], rows: Sequence[Sequence[str]], units: Sequence[Unit], agencies: Sequence[Agency], *, at_top: bool,
) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}) as book:
        looks = {
            "head": book.add_format({"bold": True, "bottom": 1, "bg_color": "#e4eff4", "valign": "top", "text_wrap": True}),
            "text": book.add_format({"num_format": "@"}), "title": book.add_format({"bold": True, "font_size": 14}),
        }
        sheets = {name: book.add_worksheet(name) for name in (PEOPLE_SHEET, UNITS_SHEET, GUIDE_SHEET, LISTS_SHEET)}
        lists = _lists(sheets[LISTS_SHEET], units, agencies, at_top=at_top)
        _table(sheets[PEOPLE_SHEET], PEOPLE_COLUMNS, people, looks)
        _table(sheets[UNITS_SHEET], UNIT_COLUMNS, rows, looks)
        for sheet, column, name in (
            (PEOPLE_SHEET, 4, "agencies"), (PEOPLE_SHEET, 5, "units"), (PEOPLE_SHEET, 6, "roles"), (UNITS_SHEET, 3, "kinds"), (UNITS_SHEET, 5, "agencies"),
        ):
            if lists[name]:
                choice = {"validate": "list", "source": lists[name], "error_type": "warning", "ignore_blank": True}
                sheets[sheet].data_validation(1, column, max(FILLED, len(people), len(rows)), column, choice)
        _guide(sheets[GUIDE_SHEET], agency, looks, at_top=at_top)
    return out.getvalue()


def _table(sheet: Any, columns: Sequence[tuple[str, int, str, str]], rows: Sequence[Sequence[str]], looks: dict[str, Any]) -> None:
    for at, (head, width, _about, _example) in enumerate(columns):
        sheet.set_column(at, at, width, looks["text"])
        sheet.write_string(0, at, head, looks["head"])
    for line, row in enumerate(rows, start=1):
        for at, value in enumerate(row):
            if value:
                sheet.write_string(line, at, value, looks["text"])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)


def _lists(sheet: Any, units: Sequence[Unit], agencies: Sequence[Agency], *, at_top: bool) -> dict[str, str]:
    """Writes the lists that cells choose from, on a sheet that is hidden and never read; returns their ranges."""
    sheet.hide()
    lists = {
        "roles": [str(role.label) for role in Role if at_top or role not in WIDE_ROLES],
        "kinds": [str(kind.label) for kind in UnitKind],
        "units": list(dict.fromkeys(unit.name for unit in units)),
        "agencies": [agency.name for agency in agencies] if len(agencies) > 1 else [],
    }
    ranges = {}
    for column, (name, values) in enumerate(lists.items()):
        for line, value in enumerate(values):
            sheet.write_string(line, column, value)
        letter = chr(ord("A") + column)
        ranges[name] = f"='{LISTS_SHEET}'!${letter}$1:${letter}${len(values)}" if values else ""
    return ranges


def _guide(sheet: Any, agency: Agency, looks: dict[str, Any], *, at_top: bool) -> None:
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 74)
    sheet.set_column(2, 2, 30)
    sheet.write_string(0, 0, f"Danh sách người dùng và đơn vị: {agency.name}", looks["title"])
    line = 2
    for title, columns in ((PEOPLE_SHEET, PEOPLE_COLUMNS), (UNITS_SHEET, UNIT_COLUMNS)):
        for at, head in enumerate((f"Cột của trang {title}", "Ghi gì", "Ví dụ")):
            sheet.write_string(line, at, head, looks["head"])
        for head, _width, about, example in columns:
            line += 1
            for at, value in enumerate((head, about, example)):
                sheet.write_string(line, at, value)
        line += 2
    for title, values in _known_words(at_top=at_top):
        sheet.write_string(line, 0, title, looks["head"])
        for key, said in values:
            line += 1
            sheet.write_string(line, 0, key)
            sheet.write_string(line, 1, said)
        line += 2


def _known_words(*, at_top: bool) -> list[tuple[str, list[tuple[str, str]]]]:
    words = [
        ("Vai trò được dùng", [(str(role.label), role.value) for role in Role if at_top or role not in WIDE_ROLES]),
        ("Loại đơn vị được dùng", [(str(kind.label), kind.value) for kind in UnitKind]),
    ]
    if at_top:
        words.append(("Mã lĩnh vực", [(ALL_FIELDS, "mọi lĩnh vực"), *((key, title.vi) for key, title in known_fields().items())]))
    return words


def _day(value: Any) -> str:
    return f"{value:%d/%m/%Y}" if value else ""


def _slug(agency: Agency) -> str:
    return agency.code.lower().replace(".", "-")


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
