"""A workbook of assignments for a draft, in three steps: read and kept, checked for the page, imported as a whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from parix.exchange_formats.assignments_table import AssignmentRow, AssignmentsTable, read_assignments
from parix.foundation.problems import Place, Problem, ProblemsFound, errors_among
from parix.web.accounts.queries import User
from parix.web.audit_trail.actions import record
from parix.web.organisations.queries import Unit
from parix.web.organisations.queries.units import units_of
from parix.web.plans.actions.drafting import AssignmentGiven, add_assignments, held_plan, subject_of
from parix.web.plans.models import KeptTable, Plan
from parix.web.plans.rules import unit_meant

KEPT_UNAPPLIED = timedelta(days=2)
NAME_LENGTH = 200


@transaction.atomic
def keep_table(*, plan: Plan, content: bytes, file_name: str, by: User, at: datetime) -> KeptTable:
    """Read the workbook and keep its rows for the next step; a file without a single row raises ProblemsFound."""
    held = held_plan(plan, by)
    name = file_name.replace("\\", "/").rpartition("/")[2][-NAME_LENGTH:] or "tep.xlsx"
    table = read_assignments(content, name, held.year)
    if not table.rows:
        raise ProblemsFound(table.problems)
    rows = {"rows": [_stored(one) for one in table.rows], "problems": [one.to_json() for one in table.problems], "columns": table.columns}
    return KeptTable.objects.create(plan=held, uploaded_by=by, uploaded_at=at, file_name=name, rows=rows)


def restored(kept: KeptTable) -> AssignmentsTable:
    rows = tuple(
        AssignmentRow(**{**one, "support": tuple(one["support"]), "due_on": date.fromisoformat(one["due_on"]) if one["due_on"] else None})
        for one in kept.rows["rows"]
    )
    problems = tuple(
        Problem(one["code"], one["message"], one["remedy"], Place(one["file"], one["line"], one["column"], one["path"]), one["severity"])
        for one in kept.rows["problems"]
    )
    return AssignmentsTable(rows, kept.rows["columns"], problems)


def given_of(rows: Sequence[AssignmentRow], units: Sequence[Unit]) -> list[AssignmentGiven]:
    """Names matched to the agency's units; what matches none stays in words."""
    return [_given(one, units) for one in rows]


def _given(one: AssignmentRow, units: Sequence[Unit]) -> AssignmentGiven:
    lead = unit_meant(one.lead, units) if one.lead else None
    support = [(name, unit_meant(name, units)) for name in one.support]
    regular = one.recurrence == "regular"
    return AssignmentGiven(
        one.text, lead, "" if lead else one.lead, [unit for unit in dict.fromkeys(unit for _name, unit in support) if unit and unit != lead],
        [name for name, unit in support if unit is None], field=one.field, due_on=None if regular else one.due_on, due_words=one.due_words,
        recurrence=one.recurrence, product=one.product,
    )


def warnings_of(rows: Sequence[AssignmentRow], given: Sequence[AssignmentGiven]) -> list[Problem]:
    """What is imported all the same, but somebody should know: names that are no unit, rows without a lead or a term."""
    found = []
    for row, one in zip(rows, given, strict=True):
        place = Place(path=f"{row.sheet}!{row.row}")
        names = [*([one.lead_name] if one.lead_name else []), *one.support_names]
        if names:
            message = "không phải đơn vị của cơ quan: " + "; ".join(names)
            found.append(Problem("assignments.no_such_unit", message, "vẫn nhập, ghi bằng chữ; chọn đơn vị ở trang của nhiệm vụ nếu cần", place, "warning"))
        if one.lead is None and not one.lead_name:
            found.append(Problem("assignments.no_lead", "không có đơn vị chủ trì", "ghi cột chủ trì, hoặc chọn sau", place, "warning"))
        if one.due_on is None and not one.recurrence:
            found.append(Problem("assignments.no_term", "không có thời hạn", "ghi cột thời gian, hoặc để nhiệm vụ không có hạn", place, "warning"))
    return found


@transaction.atomic
def import_table(*, table_id: UUID, by: User, at: datetime) -> int:
    """All rows into the draft, or none: an error in the file raises ProblemsFound. Side effect: the kept rows are gone."""
    kept = KeptTable.objects.select_for_update(of=("self",)).select_related("plan__agency").get(pk=table_id, uploaded_by=by)
    table = restored(kept)
    if errors_among(table.problems):
        raise ProblemsFound(table.problems)
    given = given_of(table.rows, list(units_of([kept.plan.agency_id], at.date())))
    made = add_assignments(plan=kept.plan, given=given, by=by, at=at)
    record(
        act="plans.assignments_imported", subject=subject_of(kept.plan), by=by, after={"file": kept.file_name, "assignments": len(made)},
        scope=kept.plan.agency.code, at=at,
    )
    kept.delete()
    return len(made)


@transaction.atomic
def discard_table(*, table_id: UUID, by: User) -> None:
    KeptTable.objects.filter(pk=table_id, uploaded_by=by).delete()


@transaction.atomic
def forget_unapplied(*, now: datetime) -> int:
    """Workbooks that nobody imported do not lie about."""
    return KeptTable.objects.filter(uploaded_at__lt=now - KEPT_UNAPPLIED).delete()[0]


def _stored(row: AssignmentRow) -> dict[str, Any]:
    return {**asdict(row), "support": list(row.support), "due_on": row.due_on.isoformat() if row.due_on else None}
