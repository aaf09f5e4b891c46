"""Mergers, splits and renamings: agencies end and begin with their day, and what an agency was called stays known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db import transaction

from parix.foundation.agency_lists import SOUND, is_sound
from parix.foundation.folding import folded
from parix.foundation.problems import Problem, ProblemsFound
from parix.web.audit_trail.actions import Change, record, record_many
from parix.web.organisations.actions import SYSTEM, Actor, subject_of
from parix.web.organisations.choices import SuccessionKind
from parix.web.organisations.models import Agency, Designation, Succession, Unit
from parix.web.organisations.queries import designation_on

ONE_DAY = timedelta(days=1)


@transaction.atomic
def record_succession(
    *, kind: str, on: date, predecessors: Sequence[Agency], successors: Sequence[Agency], decision: str, by: Actor,
) -> Succession:
    """A merger or split. Agencies that do not go on end the day before, with their units; new ones begin on the day.

    The same change given twice is one. Raises ProblemsFound.
    """
    before, after = _codes(predecessors), _codes(successors)
    if kind == SuccessionKind.RENAME or not is_sound(kind, before, after):
        problem = Problem("organisations.unsound_succession", "số cơ quan trước và sau không khớp", SOUND.get(kind, "chọn sáp nhập hoặc chia tách"))
        raise ProblemsFound([problem])
    for known in Succession.objects.filter(kind=kind, on=on).prefetch_related("predecessors", "successors"):
        if _codes(known.predecessors.all()) == before and _codes(known.successors.all()) == after:
            return known
    _refuse_ended(predecessors, on)
    made = Succession.objects.create(kind=kind, on=on, decision=decision)
    made.predecessors.set(predecessors)
    made.successors.set(successors)
    ended = [agency for agency in predecessors if agency.code not in after]
    begun = [agency for agency in successors if agency.code not in before]
    Agency.objects.filter(pk__in=[agency.pk for agency in ended]).update(valid_until=on - ONE_DAY)
    closed = list(Unit.objects.filter(agency__in=ended, valid_until__isnull=True).select_related("agency").order_by("pk"))
    Unit.objects.filter(pk__in=[unit.pk for unit in closed]).update(valid_until=on - ONE_DAY)
    Agency.objects.filter(pk__in=[agency.pk for agency in begun]).update(valid_from=on)
    record(
        act=f"organisations.{kind}_recorded", subject=f"organisations.Succession:{made.pk}", by=by, scope="/".join(sorted({*before, *after})),
        before={"valid_until": {agency.code: agency.valid_until for agency in ended}, "valid_from": {agency.code: agency.valid_from for agency in begun}},
        after={
            "on": on, "decision": decision, "predecessors": before, "successors": after, "valid_until": {agency.code: on - ONE_DAY for agency in ended},
            "valid_from": {agency.code: on for agency in begun},
        },
    )
    changes = [Change(subject_of(unit), {"valid_until": None}, {"valid_until": on - ONE_DAY}, unit.agency.code) for unit in closed]
    record_many(act="organisations.unit_closed", changes=changes, by=by, reason=decision)
    return made


@transaction.atomic
def rename_agency(
    *, agency: Agency, name: str, short_name: str = "", type_name: str = "", on: date, today: date, decision: str = "", by: Actor,
) -> Agency:
    """From the day the agency has another name or type; before it, the old ones. Raises ProblemsFound.

    A day still to come is kept, and the agency's own columns follow when `bring_names_up_to_date` runs on that day.
    """
    old = designation_on(agency, on - ONE_DAY)
    new = (name.strip(), (short_name or name).strip()[:60], type_name.strip())
    if designation_on(agency, on) == new:
        return agency
    if not new[0]:
        raise ProblemsFound([Problem("organisations.no_name", "chưa có tên mới", "ghi tên mới")])
    if Designation.objects.filter(agency=agency, valid_from__gt=on).exists():
        raise ProblemsFound([Problem("organisations.later_name", "đã có một lần đổi tên sau ngày này", "ghi các lần đổi tên theo thứ tự thời gian")])
    held = Designation.objects.filter(agency=agency, valid_until__isnull=True).first()
    if held is None:
        held = Designation(agency=agency, name=old[0], short_name=old[1], type_name=old[2], valid_from=agency.valid_from)
    if held.valid_from is not None and held.valid_from >= on:
        raise ProblemsFound([Problem("organisations.later_name", "tên hiện nay có hiệu lực từ ngày này hoặc sau đó", "chọn ngày muộn hơn")])
    held.valid_until = on - ONE_DAY
    held.save()
    Designation.objects.create(agency=agency, name=new[0], short_name=new[1], type_name=new[2], valid_from=on, decision=decision)
    change = Succession.objects.create(kind=SuccessionKind.RENAME, on=on, decision=decision)
    change.predecessors.set([agency])
    change.successors.set([agency])
    names = ("name", "short_name", "type_name")
    record(
        act="organisations.agency_renamed", subject=subject_of(agency), by=by, before=dict(zip(names, old, strict=True)),
        after={**dict(zip(names, new, strict=True)), "on": on, "decision": decision}, scope=agency.code,
    )
    bring_names_up_to_date(today=today, agencies=[agency])
    return agency


@transaction.atomic
def bring_names_up_to_date(*, today: date, agencies: Sequence[Agency] | None = None) -> int:
    """Gives agencies the name that holds today, where a renaming has come into force; returns how many changed."""
    chosen = Agency.objects.filter(designations__isnull=False) if agencies is None else Agency.objects.filter(pk__in=[one.pk for one in agencies])
    changed = 0
    for agency in chosen.distinct():
        held = designation_on(agency, today)
        if held == (agency.name, agency.short_name, agency.type_name):
            continue
        before = (agency.name, agency.short_name, agency.type_name)
        agency.name, agency.short_name, agency.type_name = held
        agency.folded_name = folded(agency.name)
        agency.save(update_fields=["name", "short_name", "type_name", "folded_name"])
        names = ("name", "short_name", "type_name")
        record(
            act="organisations.name_came_into_force", subject=subject_of(agency), by=SYSTEM, before=dict(zip(names, before, strict=True)),
            after=dict(zip(names, held, strict=True)), scope=agency.code,
        )
        changed += 1
    for agency in agencies or ():
        agency.refresh_from_db()
    return changed


def _codes(agencies: Iterable[Agency]) -> tuple[str, ...]:
    return tuple(sorted(agency.code for agency in agencies))


def _refuse_ended(predecessors: Sequence[Agency], on: date) -> None:
    ended = [agency for agency in predecessors if agency.valid_until is not None and agency.valid_until < on - ONE_DAY]
    if ended:
        names = ", ".join(agency.name for agency in ended)
        raise ProblemsFound([Problem("organisations.already_ended", f"{names} đã kết thúc trước ngày {on:%d/%m/%Y}", "kiểm tra lại ngày hoặc cơ quan")])
