"""The lost-point ledger and the account of unit heads as workbooks."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from parix.web.assessment.choices import Cause, LossKind
from parix.web.assessment.queries.lost_points import Entry, Ledger, Line
from parix.web.assessment.queries.lost_points.pages import AccountabilityPage, LedgerPage
from parix.web.assessment.queries.lost_points.sums import Sum
from parix.web.assessment.queries.rounds import title_of
from parix.web.assessment.tables.workbooks import XLSX, Cell, Page, as_workbook, download, said
from parix.web.organisations.queries import Unit

WIDTHS = (9, 48, 24, 11, 20, 30, 40, 28, 24, 14, 40, 28, 24, 12, 12)


def ledger_file(page: LedgerPage) -> HttpResponse:
    """Every entry, also those that arithmetic gives, and the sums by unit, field and ground."""
    ledger = page.ledger
    rows = [_entry_row(ledger, line, entry) for line, entry in ledger.entries()]
    title, source = _title(ledger), _source(ledger)
    sums = sum_headings()
    units = [[_unit(one.unit), one.head.get_full_name() if one.head else "", *sum_cells(one.sum)] for one in page.units]
    fields = [[one.field.code if one.field else "", said(one.field.text) if one.field else _("cả phiếu điểm"), *sum_cells(one.sum)] for one in page.fields]
    grounds = [[str(one.cause.label), str(one.ground.label) if one.ground else _("làm tròn, trần, thưởng"), *sum_cells(one.sum)] for one in page.grounds]
    content = as_workbook([
        Page(_("Điểm mất"), title, source, _headings(), rows, WIDTHS, frozen=2),
        Page(_("Theo đơn vị"), title, source, [_("Đơn vị"), _("Trưởng đơn vị"), *sums], units, (44, 30, 14), frozen=1),
        Page(_("Theo lĩnh vực"), title, source, [_("Mã"), _("Lĩnh vực"), *sums], fields, (8, 60, 14), frozen=2),
        Page(_("Theo nguyên nhân"), title, source, [_("Nguyên nhân"), _("Cụ thể"), *sums], grounds, (28, 48, 14), frozen=2),
    ])
    return download(content, XLSX, f"{page.round.slug}-{slugify(ledger.sheet.agency_code)}-diem-mat.xlsx")


def accountability_file(page: AccountabilityPage) -> HttpResponse:
    headings = [
        _("Đơn vị"), _("Trưởng đơn vị"), _("Mã"), _("Tiêu chí"), _("Điểm tối đa"), _("Tự chấm"), _("Điểm đạt"), _("Điểm mất"), _("Bị trừ khi thẩm định"),
        _("Nguyên nhân"), _("Cụ thể"), _("Người chịu trách nhiệm"), _("Biện pháp khắc phục"), _("Hạn"),
    ]
    rows: list[list[Cell]] = []
    for account in page.accounts:
        for one in account.answered:
            leaf, entry = one.line.loss.leaf, one.entry
            rows.append([
                _unit(account.unit), account.head.get_full_name() if account.head else "", one.line.loss.code,
                said(one.line.loss.text), leaf.applicable_max if leaf else None, one.own_score, leaf.points if leaf else None, entry.points,
                one.deducted or None, str(entry.cause.label), _ground(entry), entry.person.get_full_name() if entry.person else "", entry.remedy,
                entry.recover_by,
            ])
    title = _("Trách nhiệm của trưởng đơn vị về điểm mất: %(agency)s") % {"agency": page.ledger.sheet.agency}
    widths = (32, 26, 9, 46, 11, 11, 11, 11, 12, 22, 34, 26, 40, 12)
    content = as_workbook([Page(_("Trách nhiệm"), title, _source(page.ledger), headings, rows, widths, frozen=2)])
    return download(content, XLSX, f"{page.round.slug}-{slugify(page.ledger.sheet.agency_code)}-trach-nhiem.xlsx")


def _headings() -> list[str]:
    return [
        _("Mã"), _("Tiêu chí"), _("Lĩnh vực"), _("Điểm mất"), _("Nguyên nhân"), _("Loại"), _("Cụ thể"), _("Đơn vị"), _("Người chịu trách nhiệm"),
        _("Lấy lại được"), _("Biện pháp khắc phục"), _("Đơn vị thực hiện"), _("Người thực hiện"), _("Hạn"), _("Xong ngày"),
    ]


def _entry_row(ledger: Ledger, line: Line, entry: Entry) -> list[Cell]:
    loss = line.loss
    field = next((one for one in ledger.sheet.fields if one.key == loss.field), None)
    recoverable = {True: _("có"), False: _("không"), None: ""}[entry.is_recoverable]
    return [
        loss.code, said(loss.text), said(field.text) if field else "", entry.points, str(entry.cause.label), _ground(entry) or str(LossKind(loss.kind).label),
        entry.explanation, entry.unit.name if entry.unit else "", entry.person.get_full_name() if entry.person else "", recoverable, entry.remedy,
        entry.remedy_unit.name if entry.remedy_unit else "",
        entry.remedy_person.get_full_name() if entry.remedy_person else "", entry.recover_by, entry.done_on,
    ]


def _unit(unit: Unit | None) -> str:
    return unit.name if unit else _("chưa giao cho đơn vị nào")


def _ground(entry: Entry) -> str:
    return "" if entry.cause in (Cause.UNCLASSIFIED, Cause.ARITHMETIC) or entry.ground is None else str(entry.ground.label)


def sum_headings() -> list[str]:
    return [_("Chủ quan"), _("Khách quan"), _("Chưa phân loại"), _("Do cách tính"), _("Cộng"), _("Lấy lại được")]


def sum_cells(sum: Sum) -> Iterable[Cell]:
    return (sum.internal, sum.external, sum.unclassified, sum.arithmetic, sum.total, sum.recoverable)


def _title(ledger: Ledger) -> str:
    return _("Điểm mất: %(agency)s") % {"agency": ledger.sheet.agency}


def _source(ledger: Ledger) -> str:
    return _("Nguồn: parix, %(round)s") % {"round": said(title_of(ledger.run.round))}
