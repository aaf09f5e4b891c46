"""The plan of a year and its items. Every act is in the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from parix.foundation.folding import folded
from parix.foundation.problems import Place, Problem, refuse_errors
from parix.web.accounts.queries import User, standing_of
from parix.web.accounts.queries.concerned import people_in_units
from parix.web.audit_trail.actions import record, refuse_if_changed
from parix.web.files.actions.citing import Cited, cited_document
from parix.web.files.queries import Document
from parix.web.notices.actions import notify
from parix.web.organisations.queries import Agency, Unit
from parix.web.registries.outreach.choices import ITEM_GIVEN, Verb
from parix.web.registries.outreach.models import Item, OutreachPlan
from parix.web.registries.outreach.rules import may_change_item, may_keep
from parix.web.registries.outreach.workflow import STEPS


@dataclass(frozen=True, slots=True)
class ItemGiven:
    text: str
    channel: str
    unit: Unit
    due_on: date


@dataclass(frozen=True, slots=True)
class StepGiven:
    """Of a report: when, how often, how many people, what proves it; of the others the reason stands in `note`."""

    note: str = ""
    done_on: date | None = None
    times: int = 0
    people: int = 0
    link: str = ""
    document: Document | None = None


@transaction.atomic
def save_plan(*, agency: Agency, year: int, cited: Cited | None, by: User, at: datetime) -> OutreachPlan:
    """The year's plan, with the document that it stands in. Raises PermissionDenied, ProblemsFound."""
    _refuse_unless(may_keep(standing_of(by), agency.pk))
    today = timezone.localdate(at)
    if not today.year - 1 <= year <= today.year + 1:
        refuse_errors([_problem("other_year", f"năm {year} không phải năm này, năm trước hay năm sau", "ghi lại năm", "year")])
    plan, _new = OutreachPlan.objects.select_for_update().get_or_create(agency=agency, year=year, defaults={"saved_by": by, "saved_at": at})
    if cited is not None:
        plan.document = cited_document(agency=agency, cited=cited, by=by, at=at)
        plan.save(update_fields=["document"])
    after = {"year": year, "document": plan.document.number_and_symbol if plan.document else ""}
    record(act="outreach.plan_saved", subject=f"outreach.OutreachPlan:{plan.pk}", by=by, after=after, scope=agency.code, at=at)
    return plan


@transaction.atomic
def add_item(*, agency: Agency, year: int, given: ItemGiven, by: User, at: datetime) -> Item:
    """Side effects: the year's plan where there is none, a notice to the unit. Raises PermissionDenied, ProblemsFound."""
    _refuse_unless(may_keep(standing_of(by), agency.pk) and given.unit.agency_id == agency.pk)
    refuse_errors(_item_problems(given, year))
    plan = OutreachPlan.objects.filter(agency=agency, year=year).first() or save_plan(agency=agency, year=year, cited=None, by=by, at=at)
    one = Item(plan=plan)
    _set(one, given)
    one.save(force_insert=True)
    record(act="outreach.item_added", subject=subject_of(one), by=by, after=_fields(one), scope=agency.code, at=at)
    people = people_in_units([one.unit_id], timezone.localdate(at)).get(one.unit_id, ())
    notify(
        to=[person for person in people if person != by.pk], kind=ITEM_GIVEN.code, subject=subject_of(one), occasion="given", now=at, due=one.due_on,
        url=reverse("outreach:item", args=[one.pk]),
        words={"what": one.text[:150], "plan": f"Kế hoạch tuyên truyền năm {year}", "due": f"{one.due_on:%d/%m/%Y}"},
    )
    return one


@transaction.atomic
def change_item(*, item: Item, given: ItemGiven, by: User, at: datetime, seen: int | None = None) -> Item:
    """Raises PermissionDenied, ProblemsFound, and ChangedMeanwhile when somebody changed it after the mark `seen`."""
    held = _held(item)
    _refuse_unless(may_change_item(standing_of(by), held) and given.unit.agency_id == held.plan.agency_id)
    refuse_if_changed([subject_of(held)], seen)
    refuse_errors(_item_problems(given, held.plan.year))
    before = _fields(held)
    _set(held, given)
    held.save()
    record(act="outreach.item_changed", subject=subject_of(held), by=by, before=before, after=_fields(held), scope=held.plan.agency.code, at=at)
    return held


@transaction.atomic
def take_step(*, item: Item, verb: Verb, given: StepGiven, by: User, at: datetime) -> Item:
    """Raises StepRefused (state or person), ProblemsFound (what was given)."""
    held = _held(item)
    following = STEPS.next_state(held.state, verb, standing_of(by), held)
    refuse_errors(_step_problems(held, verb, given, timezone.localdate(at)))
    before = {"state": held.state, "times": held.times, "people": held.people}
    held.state, held.note = following, given.note.strip()
    if verb == Verb.REPORT:
        held.done_on, held.times, held.people, held.link, held.document = given.done_on, given.times, given.people, given.link, given.document
    elif verb == Verb.REOPEN:
        held.done_on, held.times, held.people = None, 0, 0
    held.save()
    after = {"state": held.state, "times": held.times, "people": held.people, "done_on": held.done_on}
    record(
        act=f"outreach.item_{verb.value}", subject=subject_of(held), by=by, before=before, after=after, reason=held.note[:300],
        scope=held.plan.agency.code, at=at,
    )
    return held


def subject_of(one: Item) -> str:
    return f"outreach.Item:{one.pk}"


def _held(item: Item) -> Item:
    return Item.objects.select_for_update(of=("self",)).select_related("plan__agency", "unit").get(pk=item.pk)


def _set(one: Item, given: ItemGiven) -> None:
    one.text, one.channel, one.unit, one.due_on = given.text.strip(), given.channel, given.unit, given.due_on
    one.search = folded(one.text)


def _fields(one: Item) -> dict[str, object]:
    return {"text": one.text, "channel": one.channel, "unit": one.unit.name, "due_on": one.due_on}


def _item_problems(given: ItemGiven, year: int) -> list[Problem]:
    found = []
    if not given.text.strip():
        found.append(_problem("text_missing", "chưa ghi nội dung", "ghi nội dung tuyên truyền", "text"))
    if given.due_on.year != year:
        found.append(_problem("due_outside", f"hạn {given.due_on:%d/%m/%Y} ngoài năm {year}", "ghi ngày trong năm của kế hoạch", "due_on"))
    return found


def _step_problems(one: Item, verb: Verb, given: StepGiven, today: date) -> list[Problem]:
    if verb != Verb.REPORT:
        return [] if given.note.strip() else [_problem("reason_missing", "chưa ghi lý do", "ghi lý do, ít nhất một câu", "note")]
    found = []
    if given.done_on is None or given.done_on > today:
        found.append(_problem("day_missing", "chưa ghi ngày thực hiện, hoặc ngày ở tương lai", "ghi ngày đã thực hiện", "done_on"))
    if given.times < 1:
        found.append(_problem("times_missing", "chưa ghi số lần", "ghi số lần, số đợt, số tin bài", "times"))
    if not (given.note.strip() or given.link or given.document):
        found.append(_problem("proof_missing", "chưa có gì chứng minh", "ghi kết quả, đường dẫn hoặc chọn tài liệu", "note"))
    if given.document is not None and given.document.agency_id != one.plan.agency_id:
        found.append(_problem("other_register", "tài liệu không thuộc sổ của cơ quan này", "chọn tài liệu khác", "document"))
    return found


def _refuse_unless(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied("chỉ cán bộ cải cách hành chính và lãnh đạo cơ quan làm được việc này")


def _problem(code: str, message: str, remedy: str, path: str) -> Problem:
    return Problem(f"outreach.{code}", message, remedy, Place(path=path))
