"""A workbook of people and units in three steps: read and kept, checked for the page, applied as a whole or not at all."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from parix.exchange_formats.people_table import read_people
from parix.foundation.problems import Problem, ProblemsFound
from parix.web.accounts.actions.people import subject_of, vouch_for_email
from parix.web.accounts.models import Membership, PeopleImport, User
from parix.web.accounts.queries import standing_of
from parix.web.accounts.queries.import_plans import Grant, ImportPlan, PersonPlan, plan_import
from parix.web.accounts.queries.import_rows import restored, stored
from parix.web.accounts.rules import may_look_after
from parix.web.audit_trail.actions import Change, record, record_many
from parix.web.organisations.actions import UnitGiven, save_unit, save_units
from parix.web.organisations.queries import Agency, Unit, agencies_within, ids_within

ONE_DAY = timedelta(days=1)
KEPT_UNAPPLIED = timedelta(days=2)


@transaction.atomic
def keep_workbook(*, agency: Agency, content: bytes, file_name: str, by: User, at: datetime) -> PeopleImport:
    """Read the workbook and keep its rows for the next steps; a file that cannot be read at all raises ProblemsFound."""
    if not may_look_after(standing_of(by), agency.pk):
        raise PermissionDenied
    name = shown_name(file_name)
    table = read_people(content, name)
    if table.problems and not (table.people or table.units):
        raise ProblemsFound(table.problems)
    return PeopleImport.objects.create(agency=agency, uploaded_by=by, uploaded_at=at, file_name=name, rows=stored(table))


def planned(kept: PeopleImport, by: User, on: date) -> ImportPlan:
    """What applying would do now. Raises ProblemsFound when the rows are gone."""
    if kept.rows is None:
        raise ProblemsFound([Problem("people.import_gone", "danh sách này đã nhập hoặc đã bỏ", "tải tệp lên lại nếu còn cần")])
    standing = standing_of(by)
    reached = standing.administers & ids_within([kept.agency_id])
    return plan_import(restored(kept.rows), kept.agency, agencies_within(reached), standing, on)


def apply_import(*, import_id: uuid.UUID, by: User, at: datetime) -> PeopleImport:
    """Write all of it, or nothing: any problem, also one that came up since the preview, raises ProblemsFound. A second call for
    the same workbook changes nothing. Side effect: the kept rows, which hold personal data, are emptied."""
    try:
        with transaction.atomic():
            return _apply(import_id, by, at)
    except IntegrityError:
        remedy = "mở lại bước kiểm tra rồi nhập lại"
        raise ProblemsFound([Problem("people.meanwhile", "có người khác vừa thêm cùng tài khoản hoặc đơn vị; chưa ghi gì", remedy)]) from None


def _apply(import_id: uuid.UUID, by: User, at: datetime) -> PeopleImport:
    kept = PeopleImport.objects.select_for_update().select_related("agency").get(pk=import_id)
    if kept.uploaded_by_id != by.pk or not may_look_after(standing_of(by), kept.agency_id):
        raise PermissionDenied
    if kept.applied_at is not None:
        return kept
    today = timezone.localdate(at)
    plan = planned(kept, by, today)
    if not plan.may_be_applied:
        raise ProblemsFound(plan.problems or [Problem("people.empty", "tệp không có dòng nào để nhập", "ghi ít nhất một dòng")])
    fresh, changed, unchanged = plan.new_people, plan.changed_people, plan.unchanged_people
    units = _write_units(plan, by)
    _write_people(plan.people, by)
    _write_grants(plan.people, units, by, today)
    kept.applied_at, kept.rows = at, None
    kept.added_people = [one.user.pk for one in fresh if one.user]
    kept.added, kept.changed, kept.unchanged = len(fresh), len(changed), len(unchanged)
    kept.units_added = sum(one.is_new for one in plan.units)
    kept.save()
    record(
        act="accounts.people_imported", subject=f"accounts.PeopleImport:{kept.pk}", by=by, scope=kept.agency.code,
        after={"file": kept.file_name, "added": kept.added, "changed": kept.changed, "unchanged": kept.unchanged, "units_added": kept.units_added},
    )
    return kept


@transaction.atomic
def discard_import(*, import_id: uuid.UUID, by: User) -> None:
    """Throw a workbook away that was not applied."""
    PeopleImport.objects.filter(pk=import_id, uploaded_by=by, applied_at__isnull=True).delete()


@transaction.atomic
def forget_unapplied(*, now: datetime) -> int:
    """Rows of people that nobody applied do not lie about."""
    forgotten, _kinds = PeopleImport.objects.filter(applied_at__isnull=True, uploaded_at__lt=now - KEPT_UNAPPLIED).delete()
    return forgotten


def shown_name(file_name: str) -> str:
    """The file's own name, without folders and signs that cannot be printed, not longer than can be kept."""
    bare = file_name.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in bare if sign.isprintable())[-200:] or "tep.xlsx"


def _write_units(plan: ImportPlan, by: User) -> dict[int, Unit]:
    """Place in the plan to the unit, for every unit that the workbook speaks of."""
    written: dict[int, Unit] = {}
    fresh: dict[int, list[tuple[int, UnitGiven]]] = {}
    agencies: dict[int, Agency] = {}
    for at, one in enumerate(plan.units):
        given = UnitGiven(one.name, one.kind.value, one.code, one.short_name, one.duties, one.valid_from, one.valid_until)
        if one.unit is not None:
            written[at] = save_unit(agency=one.agency, given=given, unit=one.unit, by=by)
        else:
            fresh.setdefault(one.agency.pk, []).append((at, given))
            agencies[one.agency.pk] = one.agency
    for agency_id, many in fresh.items():
        made = save_units(agency=agencies[agency_id], given=[given for _at, given in many], by=by)
        written.update({at: unit for (at, _given), unit in zip(many, made, strict=True)})
    return written


def _write_people(plans: Sequence[PersonPlan], by: User) -> None:
    """New people first, all at once; each plan then has its person."""
    fresh = [plan for plan in plans if plan.user is None]
    for plan in fresh:
        plan.user = User(username=plan.username, full_name=plan.full_name, email=plan.email, position=plan.position)
        plan.user.set_unusable_password()
        plan.user.name_again()
    User.objects.bulk_create([plan.user for plan in fresh if plan.user])
    changed = [plan for plan in plans if plan.changed]
    for plan in changed:
        assert plan.user is not None
        plan.user.full_name, plan.user.email, plan.user.position = plan.full_name, plan.email, plan.position
        plan.user.name_again()
    User.objects.bulk_update([plan.user for plan in changed if plan.user], ["full_name", "email", "position", "folded_name", "sorting_name"])
    vouch_for_email([plan.user for plan in (*fresh, *(one for one in changed if "email" in one.changed)) if plan.user])
    record_many(act="accounts.person_added", changes=[_change(plan, {}) for plan in fresh], by=by)
    record_many(act="accounts.person_changed", changes=[_change(plan, dict.fromkeys(plan.changed, True)) for plan in changed], by=by)


def _write_grants(plans: Sequence[PersonPlan], units: dict[int, Unit], by: User, today: date) -> None:
    there = Unit.objects.in_bulk({grant.unit.unit_id for plan in plans for grant in plan.grants if grant.unit and grant.unit.unit_id})
    made: list[Membership] = []
    ended: list[Membership] = []
    altered: list[Membership] = []
    for plan in plans:
        for grant in plan.grants:
            if grant.changes is not None:
                grant.changes.fields = list(grant.fields)
                altered.append(grant.changes)
                continue
            if grant.moved_from is not None:
                grant.moved_from.valid_until = today - ONE_DAY
                ended.append(grant.moved_from)
            unit = _unit(grant, units, there)
            made.append(Membership(user=plan.user, agency=grant.agency, unit=unit, role=grant.role, fields=list(grant.fields), valid_from=today))
    Membership.objects.bulk_update(ended, ["valid_until"])
    Membership.objects.bulk_update(altered, ["fields"])
    Membership.objects.bulk_create(made)
    for act, memberships in (("ended", ended), ("changed", altered), ("granted", made)):
        record_many(act=f"accounts.role_{act}", changes=[_told(one) for one in memberships], by=by, reason="nhập từ tệp")


def _unit(grant: Grant, added: dict[int, Unit], there: dict[int, Unit]) -> Unit | None:
    if grant.unit is None:
        return None
    return added[grant.unit.new] if grant.unit.unit_id is None else there[grant.unit.unit_id]


def _change(plan: PersonPlan, columns: dict[str, bool]) -> Change:
    assert plan.user is not None
    scope = "/".join(sorted({grant.agency.code for grant in plan.grants}))
    return Change(subject_of(plan.user), None, {"username": plan.username, **columns}, scope)


def _told(one: Membership) -> Change:
    after = {
        "username": one.user.username, "role": one.role, "agency": one.agency.code, "unit": one.unit.code if one.unit else None, "fields": one.fields,
        "valid_from": one.valid_from, "valid_until": one.valid_until,
    }
    return Change(f"accounts.Membership:{one.pk}", None, after, one.agency.code)
