"""Registering, changing, and one function that takes every step of the workflow. Each act is in the journal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from parix.foundation.folding import folded
from parix.foundation.problems import Place, Problem, refuse_errors
from parix.web.accounts.choices import Role
from parix.web.accounts.queries import User, standing_of
from parix.web.accounts.queries.concerned import people_at, people_in_units
from parix.web.audit_trail.actions import record, refuse_if_changed
from parix.web.files.actions.citing import Cited, cited_document
from parix.web.files.queries import Document
from parix.web.notices.actions import notify
from parix.web.organisations.queries import Agency, Unit
from parix.web.registries.initiatives.choices import CRITERION_KEYS, DECIDED, OUTCOMES, REGISTERED, Verb
from parix.web.registries.initiatives.models import Application, Initiative
from parix.web.registries.initiatives.rules import decide_by, may_change, may_register
from parix.web.registries.initiatives.workflow import STEPS


@dataclass(frozen=True, slots=True)
class InitiativeGiven:
    title: str
    summary: str
    unit: Unit
    year: int
    authors: Sequence[User] = ()
    author_names: str = ""
    criteria: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class StepGiven:
    """The decision of a recognition; the reason of a refusal; place, day and words of an application."""

    reason: str = ""
    cited: Cited | None = None
    place: str = ""
    applied_on: date | None = None
    document: Document | None = None


@transaction.atomic
def register_initiative(*, agency: Agency, given: InitiativeGiven, by: User, at: datetime) -> Initiative:
    """Side effect: a notice to the agency's reform officers. Raises PermissionDenied, ProblemsFound."""
    if given.unit.agency_id != agency.pk or not may_register(standing_of(by), agency.pk, given.unit.pk):
        raise PermissionDenied("đăng ký cho đơn vị mình; cán bộ cải cách hành chính đăng ký được cho mọi đơn vị")
    today = timezone.localdate(at)
    refuse_errors(_problems(given, today))
    one = Initiative(agency=agency, registered_by=by, registered_on=today, decide_by=decide_by(today))
    _set(one, given)
    one.save(force_insert=True)
    one.authors.set(given.authors)
    record(act="initiatives.registered", subject=subject_of(one), by=by, after=_fields(one, given), scope=agency.code, at=at)
    officers = people_at([Role.REFORM_OFFICER], [agency.pk], today).get(agency.pk, ())
    _tell(one, officers, REGISTERED.code, "registered", {"title": one.title, "unit": given.unit.name}, by, at)
    return one


@transaction.atomic
def change_initiative(*, initiative: Initiative, given: InitiativeGiven, by: User, at: datetime, seen: int | None = None) -> Initiative:
    """Until it is decided. Raises PermissionDenied, ProblemsFound, and ChangedMeanwhile when somebody changed it after the mark `seen`."""
    held = Initiative.objects.select_for_update(of=("self",)).select_related("agency", "unit").get(pk=initiative.pk)
    standing = standing_of(by)
    if not may_change(standing, held) or given.unit.agency_id != held.agency_id or not may_register(standing, held.agency_id, given.unit.pk):
        raise PermissionDenied("sáng kiến đã được xét thì không sửa nữa")
    refuse_if_changed([subject_of(held)], seen)
    refuse_errors(_problems(given, timezone.localdate(at)))
    before = {"title": held.title, "unit": held.unit.name, "summary": held.summary, "criteria": held.criteria}
    _set(held, given)
    held.save()
    held.authors.set(given.authors)
    record(act="initiatives.changed", subject=subject_of(held), by=by, before=before, after=_fields(held, given), scope=held.agency.code, at=at)
    return held


@transaction.atomic
def take_step(*, initiative: Initiative, verb: Verb, given: StepGiven, by: User, at: datetime) -> Initiative:
    """Side effects: the decision in the register of documents, a notice to the unit and the authors.

    Raises StepRefused (state or person), ProblemsFound (what was given).
    """
    held = Initiative.objects.select_for_update(of=("self",)).select_related("agency", "unit").get(pk=initiative.pk)
    following = STEPS.next_state(held.state, verb, standing_of(by), held)
    refuse_errors(_step_problems(held, verb, given, timezone.localdate(at)))
    before = {"state": held.state}
    held.state = following
    after: dict[str, object] = {"state": following}
    if verb == Verb.RECOGNISE and given.cited is not None:
        held.decision = cited_document(agency=held.agency, cited=given.cited, by=by, at=at)
        held.decided_on, held.reason = given.cited.issued_on, ""
        after["decision"] = held.decision.number_and_symbol
    elif verb == Verb.APPLY and given.applied_on is not None:
        place, words = given.place.strip(), given.reason.strip()
        Application.objects.create(initiative=held, place=place, applied_on=given.applied_on, note=words, document=given.document, by=by, at=at)
        after["place"] = place
    else:
        held.reason = given.reason.strip()
        held.decided_on = timezone.localdate(at) if verb == Verb.REFUSE else None
    held.save()
    record(
        act=f"initiatives.{verb.value}", subject=subject_of(held), by=by, before=before, after=after, reason=given.reason.strip()[:300],
        scope=held.agency.code, at=at,
    )
    if verb in OUTCOMES:
        people = people_in_units([held.unit_id], timezone.localdate(at)).get(held.unit_id, ())
        words_of = {"title": held.title, "outcome": OUTCOMES[verb], "reason": held.reason}
        authors = held.authors.filter(is_active=True).values_list("pk", flat=True)
        _tell(held, dict.fromkeys([*authors, *people]), DECIDED.code, f"{verb.value}:{at:%Y%m%d%H%M%S}", words_of, by, at)
    return held


def subject_of(one: Initiative) -> str:
    return f"initiatives.Initiative:{one.pk}"


def _tell(one: Initiative, to: Iterable[int], kind: str, occasion: str, words: dict[str, object], by: User, at: datetime) -> None:
    """Whoever acts knows it."""
    people = [person for person in to if person != by.pk]
    notify(
        to=people, kind=kind, subject=subject_of(one), occasion=occasion, url=reverse("initiatives:initiative", args=[one.pk]), now=at,
        words=words,  # type: ignore[arg-type]
    )


def _set(one: Initiative, given: InitiativeGiven) -> None:
    one.title, one.summary, one.unit, one.year = given.title.strip(), given.summary.strip(), given.unit, given.year
    one.author_names, one.criteria = given.author_names.strip(), sorted(given.criteria)
    one.search = folded(" ".join([one.title, one.summary, one.author_names, *(author.get_full_name() for author in given.authors)]))


def _fields(one: Initiative, given: InitiativeGiven) -> dict[str, object]:
    authors = [author.username for author in given.authors]
    return {"title": one.title, "unit": one.unit.name, "summary": one.summary, "criteria": one.criteria, "authors": authors}


def _problems(given: InitiativeGiven, today: date) -> list[Problem]:
    found = []
    if not given.title.strip():
        found.append(_problem("title_missing", "chưa ghi tên sáng kiến", "ghi tên, ngắn gọn", "title"))
    if not given.summary.strip():
        found.append(_problem("summary_missing", "chưa mô tả giải pháp", "ghi trước đây làm thế nào, nay làm thế nào, đã áp dụng ở đâu", "summary"))
    if not given.authors and not given.author_names.strip():
        found.append(_problem("nobody", "chưa có tác giả", "chọn người trong danh sách, hoặc ghi họ tên", "authors"))
    if not today.year - 1 <= given.year <= today.year + 1:
        found.append(_problem("other_year", f"năm {given.year} không phải năm này, năm trước hay năm sau", "ghi lại năm", "year"))
    if set(given.criteria) - CRITERION_KEYS:
        found.append(_problem("unknown_criterion", "có tiêu chuẩn không biết", "chọn trong danh sách", "criteria"))
    return found


def _step_problems(one: Initiative, verb: Verb, given: StepGiven, today: date) -> list[Problem]:
    found = []
    if verb == Verb.RECOGNISE:
        lacking = CRITERION_KEYS - set(one.criteria)
        if given.cited is None or not given.cited.number.strip():
            found.append(_problem("decision_missing", "chưa có quyết định công nhận", "ghi số, ký hiệu và ngày của quyết định", "number"))
        elif given.cited.issued_on > today:
            found.append(_problem("decision_in_future", "ngày quyết định ở tương lai", "ghi ngày ký quyết định", "issued_on"))
        if lacking:
            message = f"còn {len(lacking)} tiêu chuẩn chưa được xác nhận là đạt"
            found.append(_problem("criteria_open", message, "sửa sáng kiến, đánh dấu các tiêu chuẩn đạt, hoặc không công nhận", ""))
    elif verb == Verb.APPLY:
        if not given.place.strip():
            found.append(_problem("place_missing", "chưa ghi nơi áp dụng", "ghi tên đơn vị, cơ quan", "place"))
        if given.applied_on is None or given.applied_on > today:
            found.append(_problem("day_missing", "chưa ghi ngày áp dụng, hoặc ngày ở tương lai", "ghi ngày bắt đầu áp dụng", "applied_on"))
        if not given.reason.strip():
            found.append(_problem("note_missing", "chưa ghi kết quả áp dụng", "ghi kết quả, ít nhất một câu", "reason"))
        if given.document is not None and given.document.agency_id != one.agency_id:
            found.append(_problem("other_register", "tài liệu không thuộc sổ của cơ quan này", "chọn tài liệu khác", "document"))
    elif not given.reason.strip():
        found.append(_problem("reason_missing", "chưa ghi lý do", "ghi lý do, ít nhất một câu", "reason"))
    return found


def _problem(code: str, message: str, remedy: str, path: str) -> Problem:
    return Problem(f"initiatives.{code}", message, remedy, Place(path=path))

