"""The rows of units of a workbook, and the agencies and units that rows of people name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from parix.exchange_formats.people_table import PersonRow, UnitRow
from parix.foundation.folding import folded
from parix.foundation.nearest import did_you_mean
from parix.foundation.problems import Place, Problem
from parix.web.organisations.choices import UnitKind
from parix.web.organisations.queries import Agency, Unit
from parix.web.organisations.queries.units import units_of
from parix.web.organisations.rules import is_code, is_in_force, unit_kind_of


@dataclass(frozen=True, slots=True)
class PlacedUnit:
    """A unit that is there (`unit_id`), or the one that row `new` of the plan will add."""

    agency_id: int
    unit_id: int | None
    name: str
    new: int = -1


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """Columns of a unit as they will be. `changed` names those that differ from the unit that is there."""

    row: UnitRow
    agency: Agency
    unit: Unit | None
    code: str
    name: str
    short_name: str
    kind: UnitKind
    duties: tuple[str, ...]
    valid_from: date | None
    valid_until: date | None
    changed: tuple[str, ...] = ()

    @property
    def is_new(self) -> bool:
        return self.unit is None

    @property
    def is_unchanged(self) -> bool:
        return self.unit is not None and not self.changed


def place_of(row: PersonRow | UnitRow, column: str) -> Place:
    """The cell, or the row where the sheet has no such column."""
    cell = row.cells.get(column)
    return Place(path=f"{row.sheet}!{cell}" if cell else f"{row.sheet}!{row.row}:{row.row}", line=row.row)


class ListedAgencies:
    """The agencies that a row may name, by code, name or short name; a row that names none means the page's own."""

    def __init__(self, own: Agency, agencies: Iterable[Agency], problems: list[Problem]) -> None:
        self._own, self._problems = own, problems
        self.agencies = {agency.pk: agency for agency in (own, *agencies)}
        self._by_words: dict[str, Agency] = {}
        for agency in self.agencies.values():
            for words in (agency.short_name, agency.name, agency.code):
                self._by_words[folded(words)] = agency

    def named(self, row: PersonRow | UnitRow, words: str) -> Agency | None:
        if not words:
            return self._own
        found = self._by_words.get(folded(words))
        if found is None:
            remedy = did_you_mean(words, [agency.name for agency in self.agencies.values()])
            message = f"không có cơ quan «{words}» trong phạm vi quản trị của bạn"
            self._problems.append(Problem("people.unknown_agency", message, remedy, place_of(row, "agency")))
        return found


class UnitsRead:
    """Units that are there and units that the workbook adds; `plans` in the order of the rows."""

    def __init__(self, rows: tuple[UnitRow, ...], listed: ListedAgencies, problems: list[Problem], on: date) -> None:
        self._problems, self._on = problems, on
        self.plans: list[UnitPlan] = []
        self._there: dict[int, list[Unit]] = {}
        for unit in units_of(listed.agencies):
            self._there.setdefault(unit.agency_id, []).append(unit)
        seen: set[tuple[int, str]] = set()
        for row in rows:
            agency = listed.named(row, row.agency)
            if agency is None:
                continue
            words = {(agency.pk, folded(one)) for one in (row.code, row.name) if one}
            if words & seen:
                self._say(row, "unit_name", "people.unit_twice", f"đơn vị «{row.name}» ghi hai lần", "giữ một dòng cho mỗi đơn vị")
                continue
            seen |= words
            plan = self._plan(row, agency)
            if plan is not None:
                self.plans.append(plan)

    def named(self, row: PersonRow, agency: Agency, words: str) -> PlacedUnit | None:
        """The unit that a row of a person names, in the workbook or there already."""
        plain = folded(words)
        for at, plan in enumerate(self.plans):
            if plan.agency.pk == agency.pk and plain in {folded(one) for one in (plan.code, plan.name, plan.short_name) if one}:
                return PlacedUnit(agency.pk, plan.unit.pk if plan.unit else None, plan.name, -1 if plan.unit else at)
        for unit in self._there.get(agency.pk, ()):
            if is_in_force(unit.valid_from, unit.valid_until, self._on) and plain in {folded(one) for one in (unit.code, unit.name, unit.short_name) if one}:
                return PlacedUnit(agency.pk, unit.pk, unit.name)
        known = [plan.name for plan in self.plans if plan.agency.pk == agency.pk] + [unit.name for unit in self._there.get(agency.pk, ())]
        remedy = did_you_mean(words, known) if known else "thêm đơn vị vào trang Đơn vị của tệp, hoặc tạo trước"
        self._say(row, "unit", "people.unknown_unit", f"{agency.name} không có đơn vị «{words}»", remedy)
        return None

    def _plan(self, row: UnitRow, agency: Agency) -> UnitPlan | None:
        there = self._match(row, agency)
        kind = unit_kind_of(row.kind) if row.kind else UnitKind(there.kind) if there else unit_kind_of(row.name) or UnitKind.PROFESSIONAL
        duties = [(words, unit_kind_of(words)) for words in row.duties]
        labels = [str(one.label) for one in UnitKind]
        if kind is None:
            self._say(row, "kind", "people.unknown_kind", f"không có loại đơn vị «{row.kind}»", did_you_mean(row.kind, labels))
        for words, meant in duties:
            if meant is None:
                self._say(row, "duties", "people.unknown_kind", f"không có việc kiêm nhiệm «{words}»", did_you_mean(words, labels))
        if row.code and not is_code(row.code):
            self._say(row, "unit_code", "people.bad_code", f"mã «{row.code}» có dấu cách hoặc ký hiệu lạ", "chỉ dùng chữ, số, dấu chấm, gạch")
            return None
        if row.valid_from and row.valid_until and row.valid_until < row.valid_from:
            self._say(row, "valid_until", "people.dates_backwards", "ngày kết thúc trước ngày bắt đầu", "sửa một trong hai ngày")
            return None
        if kind is None or any(meant is None for _words, meant in duties):
            return None
        return self._against(there, UnitPlan(
            row, agency, there, there.code if there else row.code, row.name, row.short_name or (there.short_name if there else ""), kind,
            tuple(sorted({meant.value for _words, meant in duties if meant} - {kind.value})) or (tuple(there.duties) if there else ()),
            row.valid_from or (there.valid_from if there else None), row.valid_until or (there.valid_until if there else None),
        ))

    def _against(self, there: Unit | None, plan: UnitPlan) -> UnitPlan:
        if there is None:
            return plan
        columns = ("name", "short_name", "kind", "duties", "valid_from", "valid_until")
        changed = tuple(name for name in columns if _plain(getattr(there, name)) != _plain(getattr(plan, name)))
        return UnitPlan(
            plan.row, plan.agency, there, plan.code, plan.name, plan.short_name, plan.kind, plan.duties, plan.valid_from, plan.valid_until, changed,
        )

    def _match(self, row: UnitRow, agency: Agency) -> Unit | None:
        """By code; without one, by name."""
        for unit in self._there.get(agency.pk, ()):
            if (row.code and unit.code.lower() == row.code.lower()) or (not row.code and folded(unit.name) == folded(row.name)):
                return unit
        return None

    def _say(self, row: PersonRow | UnitRow, column: str, code: str, message: str, remedy: str) -> None:
        self._problems.append(Problem(code, message, remedy, place_of(row, column)))


def _plain(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
