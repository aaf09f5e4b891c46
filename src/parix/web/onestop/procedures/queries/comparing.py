"""Rows of a workbook beside the catalogue: which are new, which change what, which bring a newer version, which name what they may not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase
from typing import Any
from uuid import UUID

from django.db.models import F, Prefetch
from django.utils.translation import gettext as _

from parix.exchange_formats.procedures_table import ProcedureRow
from parix.foundation.folding import folded
from parix.foundation.problems import Place, Problem
from parix.web.onestop.procedures.choices import COLUMN_WORDS, MARKS, Fee, Online
from parix.web.onestop.procedures.models import Code, OnlineService, Procedure, Version
from parix.web.onestop.procedures.models import KeptTable as KeptTable
from parix.web.onestop.procedures.queries.catalogue import version_in_force
from parix.web.onestop.procedures.queries.page import papers_lines, said_fee, said_term
from parix.web.organisations.queries import Agency, ids_above

NEW, CHANGED, NEWER, SAME = "new", "changed", "newer", "same"
# A workbook of the catalogue itself prints these columns; what it changes is named by them.
COLUMNS = (
    "name", "term", "fee", "online", "ordered_on", "decision", "published_on", *MARKS, "sets", "papers", "steps", "ways", "subjects", "authority",
    "result", "forms", "conditions", "legal_basis",
)


@dataclass(frozen=True, slots=True)
class Change:
    """`given` is what the row says, "" where it is too long for a list; `held` what stands now."""

    label: str
    given: str
    held: str


@dataclass(frozen=True, slots=True)
class Compared:
    """`version` is the one that the row would change or follow; `columns` are those in which it says something else."""

    row: ProcedureRow
    kind: str
    procedure: Procedure | None = None
    version: Version | None = None
    online: str = ""
    columns: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def place(self) -> str:
        """The sheet and row, as problems name them."""
        return f"{self.row.sheet}!{self.row.row}"

    @property
    def changes(self) -> list[Change]:
        """What says something else, as people call it; short values with what stands now."""
        said = _said(self.row, self.version, self.online) if self.version else {}
        return [Change(str(COLUMN_WORDS[key]), *map(_words, said.get(key, ("", "")))) for key in self.columns]


def kept_by_id(table_id: UUID, user_id: int) -> KeptTable | None:
    return KeptTable.objects.filter(pk=table_id, uploaded_by_id=user_id).select_related("agency").first()


def compared(rows: Sequence[ProcedureRow], agency: Agency, today: date) -> list[Compared]:
    """By national or old code, else by the catalogue's own; without any code by the same name; four queries."""
    province_id = ids_above([agency.pk])[agency.pk][-1]
    versions = Prefetch("versions", Version.objects.select_related("promulgation").order_by("number"))
    online = Prefetch("online_services", OnlineService.objects.order_by(F("valid_from").asc(nulls_first=True)))
    procedures = {one.pk: one for one in Procedure.objects.filter(province_id=province_id).select_related("agency").prefetch_related(versions, online)}
    codes = dict(Code.objects.filter(province_id=province_id).values_list("code", "procedure_id"))
    names = {folded(one.name): one.pk for one in procedures.values() if one.agency_id == agency.pk}
    found: list[Compared] = []
    seen: dict[object, ProcedureRow] = {}
    for row in rows:
        ids = {codes[code] for code in (row.code, row.own_code) if code in codes}
        if not ids and not row.code and not row.own_code and folded(row.name) in names:
            ids = {names[folded(row.name)]}
        one = _compared(row, [procedures[each] for each in ids], agency, today)
        keys: list[object] = [*ids] or [code for code in (row.code, row.own_code) if code] or [folded(row.name)]
        double = next((seen[key] for key in keys if key in seen), None)
        seen.update((key, row) for key in keys)
        found.append(_with(one, "row_twice", f"cùng thủ tục với dòng {double.row} trang {double.sheet}", "giữ một dòng") if double else one)
    return found


def _compared(row: ProcedureRow, held: list[Procedure], agency: Agency, today: date) -> Compared:
    if not held:
        return Compared(row, NEW)
    if len(held) > 1:
        return _with(Compared(row, SAME), "codes_of_two", "mã quốc gia và mã trong danh mục thuộc hai thủ tục khác nhau", "sửa một trong hai mã")
    (one,) = held
    if one.agency_id != agency.pk:
        return _with(Compared(row, SAME), "of_another", f"thủ tục thuộc danh mục của {one.agency.name}", "bỏ dòng này, hoặc nhờ cơ quan đó sửa")
    versions = list(one.versions.all())
    version = version_in_force(versions, today) or versions[-1]
    degree = next((each.level for each in reversed(one.online_services.all()) if each.valid_from is None or each.valid_from <= today), "")
    columns = tuple(key for key in COLUMNS if _says_else(row, version, degree, key))
    is_newer = row.valid_from is not None and version.valid_from != row.valid_from and (version.valid_from is None or row.valid_from > version.valid_from)
    kind = NEWER if is_newer else CHANGED if columns else SAME
    return Compared(row, kind, one, version, degree, columns)


def _says_else(row: ProcedureRow, version: Version, degree: str, key: str) -> bool:
    """An empty cell says nothing."""
    if key == "fee":
        is_said = bool(row.fee_words and version.fee_words) and row.fee_words != version.fee_words
        return bool(row.fee) and ((row.fee, row.fee_amount) != (version.fee, version.fee_amount) or is_said)
    if key == "papers":
        return bool(row.papers) and "\n".join(f"{name}; {one}; {two}" for name, one, two in row.papers) != papers_lines(version)
    if key in ("result", "forms", "conditions") and key in row.absent:
        return key not in version.absent
    if key in row.parts:
        return bool(row.parts[key] != version.parts.get(key))
    given, held = _said(row, version, degree).get(key, (None, None))
    return given not in (None, "") and given != held


def _said(row: ProcedureRow, version: Version, degree: str) -> dict[str, tuple[Any, Any]]:
    """Of what can be set side by side: what the row says, and what stands."""
    return {
        "name": (row.name, version.name),
        "fee": (row.fee_words or (Fee(row.fee).label if row.fee else ""), said_fee(version)),
        "term": (row.term, said_term(version)), "online": (row.online, degree),
        "ordered_on": (row.ordered_on, version.ordered_on), "published_on": (row.published_on, version.published_on),
        "decision": (row.decision, version.promulgation.number_and_symbol if version.promulgation else ""),
        "sets": (row.sets, version.sets), **{mark: (row.marks.get(mark), getattr(version, mark)) for mark in MARKS},
    }


def _words(value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, bool):
        return str(_("có") if value else _("không"))
    return str(Online(value).label) if value in Online.values else str(value or "")


def place_of_row(problem: Problem) -> str:
    """`Bảng!F5` and `Bảng!5` are both of `Bảng!5`."""
    sheet, mark, cell = problem.place.path.rpartition("!")
    return f"{sheet}{mark}{cell.lstrip(ascii_uppercase)}"


def _with(one: Compared, code: str, message: str, remedy: str) -> Compared:
    found = Problem(f"procedures.{code}", message, remedy, Place(path=f"{one.row.sheet}!{one.row.row}"))
    return Compared(one.row, one.kind, one.procedure, one.version, one.online, one.columns, (*one.problems, found))
