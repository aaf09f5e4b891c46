"""Tables 06 and 07 of the report on administrative procedures: dossiers taken in, settled and open, by unit and by field, of the agency itself
(a) and of the agencies below it (b); and the same as facts for sentences."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from fractions import Fraction

from parix.foundation.facts import Fact, NothingArose, Share
from parix.foundation.numbers import shown
from parix.foundation.periods import Period
from parix.official_documents.writing.records import Table
from parix.web.onestop.dossiers.queries.settlement import By, Settled, settlement, total
from parix.web.organisations.queries import Agency, ids_below

DOSSIERS = "Sổ theo dõi hồ sơ"
WHOLE = "Tổng số"
UNNAMED = {"unit": "Chưa phân đơn vị", "field": "Chưa phân lĩnh vực", "agency": ""}
FIRST_COLUMN: dict[str, str] = {"unit": "Đơn vị", "field": "Lĩnh vực", "agency": "Cơ quan"}
COLUMNS = (
    "Tiếp nhận: tổng", "trực tuyến trong kỳ", "trực tiếp, bưu chính trong kỳ", "từ kỳ trước", "Đã giải quyết: tổng", "trước hạn", "đúng hạn", "quá hạn",
    "Đang giải quyết: tổng", "trong hạn", "quá hạn",
)
# Table of an outline -> what its rows are, and whether of the agencies below.
TABLES: dict[str, tuple[By, bool]] = {
    "settled_by_unit": ("unit", False), "settled_by_agency_below": ("agency", True), "settled_by_field": ("field", False),
    "settled_by_field_below": ("field", True),
}


def settled_table(name: str, agency: Agency, period: Period, today: date) -> Table | None:
    """None where no dossier was there."""
    by, is_below = TABLES[name]
    rows = settlement(_ids(agency, is_below), period, by, today)
    if not rows:
        return None
    cells = tuple(_cells(str(number), row, UNNAMED[by]) for number, row in enumerate(rows, 1))
    widths = (5, 23, *(7,) * 4, *(6,) * 7)
    return Table(("STT", FIRST_COLUMN[by], *COLUMNS), (_cells("", total(rows, WHOLE), ""), *cells), widths, "cl" + "r" * 11, frozenset({0}))


def dossier_facts(agency: Agency, period: Period, today: date) -> dict[str, Fact]:
    """What the register of dossiers says of the measures that sentences use; nothing for an agency without a dossier."""
    whole = total(settlement([agency.pk], period, "agency", today), "")
    if not whole.received:
        return {}
    came = whole.online + whole.other
    return {
        "onestop.dossiers_on_time": _share(whole.early + whole.on_time, whole.settled, "chưa hồ sơ nào được giải quyết"),
        "onestop.dossiers_online": _share(whole.online, came, "không tiếp nhận hồ sơ nào trong kỳ"),
    }


def _ids(agency: Agency, is_below: bool) -> Collection[int]:
    return ids_below([agency.pk])[agency.pk] - {agency.pk} if is_below else [agency.pk]


def _share(part: int, whole: int, nothing: str) -> Fact:
    return Share(Fraction(part), Fraction(whole)) if whole else NothingArose(nothing)


def _cells(number: str, row: Settled, unnamed: str) -> tuple[str, ...]:
    numbers = (
        row.received, row.online, row.other, row.carried, row.settled, row.early, row.on_time, row.late, row.open, row.within_term, row.overdue,
    )
    return (number, row.name or unnamed, *(shown(Fraction(one), "vi") for one in numbers))
