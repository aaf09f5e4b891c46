"""Writes of agencies and units. Nothing is ever deleted: what ended has a last day.

In: plain values and who acts. Out: rows, with an entry in the audit trail in the same transaction.
Must not: decide who may; the rooms above ask the accounts' rules first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from parix.foundation import agencies as engine
from parix.foundation.folding import folded
from parix.foundation.problems import Problem, ProblemsFound
from parix.web.audit_trail.actions import Change, Person, record, record_many, refuse_if_changed
from parix.web.organisations.choices import UnitKind
from parix.web.organisations.models import Agency, Unit
from parix.web.organisations.rules import is_code

Actor = Person | str
SYSTEM = "system"


@transaction.atomic
def register_agency(
    *, given: engine.Agency, short_name: str = "", type_name: str = "", parent: Agency | None = None, existed: tuple[date | None, date | None] = (None, None),
    by: Actor = SYSTEM,
) -> Agency:
    """Add the agency, or bring the one with its code up to date. `existed` are its first and last day, for a new one."""
    columns: dict[str, Any] = {
        "name": given.name, "short_name": short_name or given.name[:60], "type_name": type_name, "kind": given.kind,
        "traits": sorted(given.traits), "ranking_group": given.ranking_group, "parent": parent,
    }
    agency = Agency.objects.select_for_update().filter(code=given.code).first()
    if agency is None:
        columns |= {name: day for name, day in zip(("valid_from", "valid_until"), existed, strict=True) if day is not None}
        agency = Agency.objects.create(code=given.code, folded_name=folded(given.name), **columns)
        record(act="organisations.agency_registered", subject=subject_of(agency), by=by, after=_named(columns), scope=agency.code)
        return agency
    _change(agency, columns, act="organisations.agency_changed", by=by)
    return agency


def held_agency(agency: Agency) -> Agency:
    """Inside the caller's transaction: whoever else holds the agency waits until it ends. For what is numbered or named once within it."""
    return Agency.objects.select_for_update(of=("self",)).get(pk=agency.pk)


@transaction.atomic
def register_new_agency(
    *, code: str, name: str, short_name: str, type_name: str, kind: str, parent: Agency, ranking_group: str, valid_from: date | None, by: Actor,
) -> Agency:
    """An agency that is not there yet, under a province or ministry. Raises ProblemsFound."""
    problems = []
    if not is_code(code):
        problems.append(Problem("organisations.bad_code", f"mã «{code}» có dấu cách hoặc ký hiệu lạ", "chỉ dùng chữ, số, dấu chấm, gạch"))
    if Agency.objects.filter(code__iexact=code).exists():
        problems.append(Problem("organisations.code_taken", f"mã «{code}» đã có cơ quan dùng", "chọn mã khác"))
    if problems:
        raise ProblemsFound(problems)
    given = engine.Agency(code, name.strip(), kind, frozenset(), ranking_group.strip())
    return register_agency(
        given=given, short_name=short_name.strip(), type_name=type_name.strip(), parent=parent, existed=(valid_from, None), by=by,
    )


@transaction.atomic
def edit_agency(
    *, agency: Agency, ranking_group: str, traits: Sequence[str], valid_from: date | None, valid_until: date | None, by: Actor,
) -> Agency:
    """What may be corrected without a legal act; a new name or a merger is a succession."""
    columns = {"ranking_group": ranking_group, "traits": sorted(set(traits)), "valid_from": valid_from, "valid_until": valid_until}
    _refuse_backwards(valid_from, valid_until)
    _change(agency, columns, act="organisations.agency_changed", by=by)
    return agency


@dataclass(frozen=True, slots=True)
class UnitGiven:
    """The columns of a unit; without a code it gets one made of its name."""

    name: str
    kind: str
    code: str = ""
    short_name: str = ""
    duties: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None

    def columns(self) -> dict[str, Any]:
        return {
            "name": self.name.strip(), "short_name": self.short_name.strip(), "kind": self.kind, "duties": sorted(set(self.duties) - {self.kind}),
            "valid_from": self.valid_from, "valid_until": self.valid_until,
        }


@transaction.atomic
def save_unit(*, agency: Agency, given: UnitGiven, unit: Unit | None = None, by: Actor, seen: int | None = None) -> Unit:
    """Add a unit to the agency, or change the given one; its code stays. Raises ProblemsFound, and ChangedMeanwhile when somebody changed
    the unit after the mark `seen`."""
    if unit is None:
        return save_units(agency=agency, given=[given], by=by)[0]
    _refuse_unsound(given)
    unit = Unit.objects.select_for_update(of=("self",)).select_related("agency").get(pk=unit.pk)
    refuse_if_changed([subject_of(unit)], seen)
    _change(unit, given.columns(), act="organisations.unit_changed", by=by, scope=agency.code)
    return unit


@transaction.atomic
def save_units(*, agency: Agency, given: Sequence[UnitGiven], by: Actor) -> list[Unit]:
    """Add several units at once. Raises ProblemsFound, and then adds none."""
    taken = set(Unit.objects.select_for_update().filter(agency=agency).values_list("code", flat=True))
    made: list[Unit] = []
    for one in given:
        _refuse_unsound(one)
        code = one.code or unit_code(one.short_name or one.name, taken)
        if code in taken:
            problem = Problem("organisations.unit_code_taken", f"mã «{code}» đã có trong {agency.name}", "chọn mã khác")
            raise ProblemsFound([problem])
        taken.add(code)
        made.append(Unit(agency=agency, code=code, folded_name=folded(one.name), **one.columns()))
    Unit.objects.bulk_create(made)
    changes = [Change(subject_of(unit), None, {"code": unit.code, **_named(one.columns())}, agency.code) for unit, one in zip(made, given, strict=True)]
    record_many(act="organisations.unit_added", changes=changes, by=by)
    return made


@transaction.atomic
def close_unit(*, unit: Unit, last_day: date, reason: str, by: Actor) -> Unit:
    """The unit ends with the day; what it did stays readable. Raises ProblemsFound."""
    _refuse_backwards(unit.valid_from, last_day)
    _change(unit, {"valid_until": last_day}, act="organisations.unit_closed", by=by, reason=reason, scope=unit.agency.code)
    return unit


@transaction.atomic
def reopen_unit(*, unit: Unit, reason: str, by: Actor) -> Unit:
    _change(unit, {"valid_until": None}, act="organisations.unit_reopened", by=by, reason=reason, scope=unit.agency.code)
    return unit


def unit_code(name: str, taken: set[str]) -> str:
    """A code of the words' first letters, such as VP or KHTC; with a number when it is taken."""
    words = [word for word in folded(name).replace("-", " ").replace(",", " ").split() if word.isalnum()]
    short = words[0] if len(words) == 1 and len(words[0]) <= 8 else "".join(word[0] for word in words)
    plain = "".join(letter for letter in short.upper() if letter.isascii())[:30] or "DV"
    number = 1
    code = plain
    while code in taken:
        number += 1
        code = f"{plain}{number}"
    return code


def subject_of(row: Agency | Unit) -> str:
    return f"organisations.{type(row).__name__}:{row.pk}"


def _change(row: Agency | Unit, columns: Mapping[str, Any], *, act: str, by: Actor, reason: str = "", scope: str = "") -> None:
    """Save the columns that differ and record them; equal values change nothing and leave no entry."""
    before = {name: getattr(row, name) for name in columns}
    changed = [name for name in columns if before[name] != columns[name]]
    if not changed:
        return
    for name in changed:
        setattr(row, name, columns[name])
    written = list(changed)
    if "name" in changed:
        row.folded_name = folded(row.name)
        written.append("folded_name")
    row.save(update_fields=written)
    told = [_named({name: values[name] for name in changed}) for values in (before, columns)]
    record(act=act, subject=subject_of(row), by=by, before=told[0], after=told[1], reason=reason, scope=scope or row.code)


def _named(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Rows by their code: the audit trail holds no foreign keys."""
    return {name: value.code if isinstance(value, Agency) else value for name, value in columns.items()}


def _refuse_unsound(given: UnitGiven) -> None:
    problems = []
    if given.code and not is_code(given.code):
        problems.append(Problem("organisations.bad_code", f"mã «{given.code}» có dấu cách hoặc ký hiệu lạ", "chỉ dùng chữ, số, dấu chấm, gạch"))
    if not given.name.strip():
        problems.append(Problem("organisations.no_name", "đơn vị chưa có tên", "ghi tên đơn vị"))
    unknown = sorted({given.kind, *given.duties} - set(UnitKind.values))
    if unknown:
        problems.append(Problem("organisations.unknown_kind", f"không có loại đơn vị «{', '.join(unknown)}»", "chọn trong danh sách"))
    if problems:
        raise ProblemsFound(problems)
    _refuse_backwards(given.valid_from, given.valid_until)


def _refuse_backwards(first: date | None, last: date | None) -> None:
    if first is not None and last is not None and last < first:
        message = f"ngày kết thúc {last:%d/%m/%Y} trước ngày bắt đầu {first:%d/%m/%Y}"
        raise ProblemsFound([Problem("organisations.dates_backwards", message, "sửa một trong hai ngày")])
