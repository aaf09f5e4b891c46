"""The tables of papers by name: lists that agree with the figures of the measurements, row for row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from parix.demo_data.made_up_agencies import Department
from parix.demo_data.papers.scripts import scripts
from parix.demo_data.papers.wordings import Facts
from parix.demo_data.procedure_lists import Procedure, procedure_list
from parix.foundation.facts import Share
from parix.foundation.numbers import percent_shown, shown
from parix.official_documents.writing.records import Table

_MOST_ROWS, _CELL = 60, 48
_REMARK = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True, slots=True)
class TableGiven:
    """What a table is made from; `draws` is a generator of the paper's own."""

    department: Department
    facts: Facts
    draws: Random

    def share(self, code: str) -> Share | None:
        fact = self.facts.get(code)
        return fact if isinstance(fact, Share) else None


def table_of(name: str, given: TableGiven) -> Table | None:
    """None when there is nothing to list: the department keeps no such list, or the figure is not known. Raises KeyError."""
    return _TABLES[name](given)


def _procedures(given: TableGiven) -> tuple[Procedure, ...]:
    return procedure_list(given.department.procedures).procedures if given.department.procedures else ()


def _all_procedures(given: TableGiven) -> Table | None:
    rows = tuple(_numbered([(one.name, _short(one.time), _short(one.fee), one.legal_basis) for one in _procedures(given)]))
    return Table(("TT", "Tên thủ tục", "Thời hạn", "Phí, lệ phí", "Căn cứ"), rows, (7, 39, 18, 16, 20)) if rows else None


def _short(term: str) -> str:
    """What fits a cell: remarks in brackets fall away, and long scales of fees are only referred to."""
    said = _REMARK.sub("", term).strip()
    return said if 0 < len(said) <= _CELL else "theo quy định"


def _by_field(given: TableGiven) -> Table | None:
    if not given.department.procedures:
        return None
    counts = procedure_list(given.department.procedures).by_field
    rows = tuple(_numbered([(text.vi, str(count)) for text, count in counts]))
    return Table(("TT", "Lĩnh vực", "Số thủ tục"), (*rows, ("", "Cộng", str(sum(count for _text, count in counts)))), (10, 66, 24))


def _to_review(given: TableGiven) -> Table | None:
    share = given.share("procedures.reviewed")
    if share is None or not given.department.procedures:
        return None
    rows = _numbered([(one.name, _short(one.time)) for one in _procedures(given)[: int(share.denominator)]])
    return Table(("TT", "Thủ tục", "Thời hạn hiện nay"), tuple(rows), (10, 62, 28))


def _tasks(given: TableGiven, *, with_results: bool) -> Table | None:
    share = given.share("plan.tasks_done")
    if share is None:
        return None
    names = scripts().tasks
    count, done = min(_MOST_ROWS, int(share.denominator)), int(share.numerator)
    rows: list[tuple[str, ...]] = []
    for place in range(count):
        name = names[place % len(names)] + (f" (đợt {place // len(names) + 1})" if place >= len(names) else "")
        rows.append((name, ("hoàn thành" if place < done else "chưa hoàn thành") if with_results else f"Quý {('I', 'II', 'III', 'IV')[place * 4 // count]}"))
    return Table(("TT", "Nhiệm vụ", "Kết quả" if with_results else "Thời gian"), tuple(_numbered(rows)), (10, 62, 28))


def _planned_tasks(given: TableGiven) -> Table | None:
    return _tasks(given, with_results=False)


def _tasks_with_results(given: TableGiven) -> Table | None:
    return _tasks(given, with_results=True)


def _units(given: TableGiven) -> Table | None:
    rows = tuple(_numbered([(name,) for name, _kind in given.department.units]))
    return Table(("TT", "Phòng, đơn vị"), rows, (12, 88)) if rows else None


def _people(given: TableGiven, code: str, last: str, words: tuple[str, str]) -> Table | None:
    """One row for each person of the share, without names: lists of staff are nobody's example."""
    share = given.share(code)
    if share is None:
        return None
    names = [name for name, _kind in given.department.units] or [given.department.name]
    rows = [
        (f"Người thứ {place + 1:03} (mẫu)", names[place % len(names)], words[0] if place < share.numerator else words[1])
        for place in range(int(share.denominator))
    ]
    return Table(("TT", "Họ và tên", "Phòng, đơn vị", last), tuple(_numbered(rows)), (8, 30, 38, 24))


def _staff_by_position(given: TableGiven) -> Table | None:
    return _people(given, "staff.placed_by_position", "Vị trí việc làm", ("đúng vị trí", "chờ bố trí"))


def _trained_staff(given: TableGiven) -> Table | None:
    return _people(given, "training.plan_done", "Kết quả", ("đã học", "chưa học"))


def _reviewed_documents(given: TableGiven) -> Table | None:
    kinds = ("Quyết định quy định", "Quyết định ban hành", "Chỉ thị về", "Nghị quyết về")
    verdicts = ("còn phù hợp", "đề nghị sửa đổi, bổ sung", "đề nghị bãi bỏ")
    draws = given.draws
    rows = [(f"{draws.choice(kinds)} nội dung quản lý thứ {place} (mẫu)", draws.choice(verdicts)) for place in range(1, draws.randint(10, 17))]
    return Table(("TT", "Văn bản", "Kiến nghị"), tuple(_numbered(rows)), (8, 60, 32))


def _figures(codes: Mapping[str, str]) -> Callable[[TableGiven], Table | None]:
    """A row for each of the measures that is known: what is counted, of how many, the percentage."""

    def made(given: TableGiven) -> Table | None:
        known = [(words, share) for code, words in codes.items() if (share := given.share(code)) is not None]
        rows = [(words, shown(share.numerator, "vi"), shown(share.denominator, "vi"), percent_shown(share.value, "vi")) for words, share in known]
        return Table(("TT", "Chỉ tiêu", "Số lượng", "Tổng số", "Tỷ lệ"), tuple(_numbered(rows)), (8, 46, 16, 16, 14)) if rows else None

    return made


def _numbered(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [(str(number), *row) for number, row in enumerate(rows, 1)]


_TABLES: Mapping[str, Callable[[TableGiven], Table | None]] = {
    "procedures": _all_procedures, "procedures_by_field": _by_field, "procedures_to_review": _to_review, "planned_tasks": _planned_tasks,
    "tasks_with_results": _tasks_with_results, "units": _units, "staff_by_position": _staff_by_position, "trained_staff": _trained_staff,
    "reviewed_documents": _reviewed_documents,
    "onestop_figures": _figures({
        "onestop.dossiers_on_time": "Hồ sơ giải quyết đúng hạn trên hồ sơ đã giải quyết",
        "onestop.dossiers_online": "Hồ sơ nộp trực tuyến trên hồ sơ tiếp nhận",
        "onestop.payments_online": "Hồ sơ thanh toán trực tuyến trên hồ sơ có phí",
        "onestop.dossiers_digitised": "Hồ sơ được số hóa trên hồ sơ tiếp nhận",
    }),
    "documents_figures": _figures({"documents.digitally_signed": "Văn bản đi ký số trên văn bản đi"}),
    "budget_figures": _figures({"finance.disbursed": "Kinh phí đã giải ngân trên kinh phí được giao (triệu đồng)"}),
}
TABLE_NAMES = frozenset(_TABLES)
