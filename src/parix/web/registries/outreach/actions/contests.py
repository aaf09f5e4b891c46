"""Contests: drafted with their questions, announced, extended, annulled; late entries counted; names disclosed and erased."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from parix.foundation.problems import Place, Problem, refuse_errors
from parix.web.accounts.queries import User, standing_of
from parix.web.audit_trail.actions import record, refuse_if_changed
from parix.web.organisations.queries import Agency
from parix.web.registries.outreach.actions.sealing import opened
from parix.web.registries.outreach.choices import MOST_DAYS_KEPT, ContestState, EntryState
from parix.web.registries.outreach.models import Contest, Entry, Item, Question
from parix.web.registries.outreach.rules import may_change_contest, may_direct_contest, may_keep, may_see_entrants

FEWEST_OPTIONS, MOST_OPTIONS = 2, 6
FORGOTTEN_NAME = "(đã xoá)"


@dataclass(frozen=True, slots=True)
class ContestGiven:
    title: str
    rules: str
    opens_at: datetime
    closes_at: datetime
    known_by: str
    one_per_browser: bool = True
    ranking_is_live: bool = True
    days_kept: int = 60
    item: Item | None = None


@dataclass(frozen=True, slots=True)
class QuestionGiven:
    text: str
    options: Sequence[str]
    correct: int
    points: int = 1


@transaction.atomic
def draft_contest(*, agency: Agency, given: ContestGiven, by: User, at: datetime) -> Contest:
    _refuse_unless(may_keep(standing_of(by), agency.pk))
    refuse_errors(_contest_problems(agency, given))
    one = Contest(agency=agency, slug=secrets.token_urlsafe(9), made_by=by, made_at=at)
    _set(one, given)
    one.save(force_insert=True)
    record(act="outreach.contest_drafted", subject=subject_of(one), by=by, after=_fields(one), scope=agency.code, at=at)
    return one


@transaction.atomic
def change_contest(*, contest: Contest, given: ContestGiven, by: User, at: datetime, seen: int | None = None) -> Contest:
    """Raises PermissionDenied, ProblemsFound, and ChangedMeanwhile when somebody changed it after the mark `seen`."""
    held = _held_draft(contest, by)
    refuse_if_changed([subject_of(held)], seen)
    refuse_errors(_contest_problems(held.agency, given))
    before = _fields(held)
    _set(held, given)
    held.save()
    record(act="outreach.contest_changed", subject=subject_of(held), by=by, before=before, after=_fields(held), scope=held.agency.code, at=at)
    return held


@transaction.atomic
def set_question(*, contest: Contest, number: int | None, given: QuestionGiven, by: User, at: datetime) -> Question:
    """A new one at the end, or another wording of one. Raises PermissionDenied, ProblemsFound, Question.DoesNotExist."""
    held = _held_draft(contest, by)
    options = [option.strip() for option in given.options]
    refuse_errors(_question_problems(given, options))
    one = Question(contest=held, number=held.questions.count() + 1) if number is None else held.questions.get(number=number)
    one.text, one.options, one.correct, one.points = given.text.strip(), [option for option in options if option], given.correct, given.points
    one.save()
    record(act="outreach.contest_changed", subject=subject_of(held), by=by, after={"questions": held.questions.count()}, scope=held.agency.code, at=at)
    return one


@transaction.atomic
def drop_question(*, contest: Contest, number: int, by: User, at: datetime) -> None:
    """Those after it move up."""
    held = _held_draft(contest, by)
    held.questions.filter(number=number).delete()
    for place, one in enumerate(held.questions.order_by("number"), 1):
        if one.number != place:
            held.questions.filter(pk=one.pk).update(number=place)
    record(act="outreach.contest_changed", subject=subject_of(held), by=by, after={"questions": held.questions.count()}, scope=held.agency.code, at=at)


@transaction.atomic
def announce_contest(*, contest: Contest, by: User, at: datetime) -> Contest:
    """From now on its page is public and its questions stay as they are."""
    held = _held_draft(contest, by)
    questions = held.questions.count()
    found = []
    if not questions:
        found.append(_problem("no_questions", "hội thi chưa có câu hỏi nào", "thêm câu hỏi rồi công bố", ""))
    if held.closes_at <= at:
        found.append(_problem("over_already", "giờ đóng đã qua", "sửa giờ đóng rồi công bố", "closes_at"))
    refuse_errors(found)
    held.state, held.announced_at = ContestState.ANNOUNCED, at
    held.save(update_fields=["state", "announced_at"])
    after = {"questions": questions, "opens_at": held.opens_at, "closes_at": held.closes_at}
    record(act="outreach.contest_announced", subject=subject_of(held), by=by, after=after, scope=held.agency.code, at=at)
    return held


@transaction.atomic
def extend_contest(*, contest: Contest, closes_at: datetime, reason: str, by: User, at: datetime) -> Contest:
    """A later end, also after the end. Entries kept as late in between stay for the organiser to count."""
    held = _held_announced(contest, by)
    found = [] if reason.strip() else [_problem("reason_missing", "chưa ghi lý do", "ghi lý do gia hạn", "reason")]
    earliest = max(held.closes_at, at)
    if closes_at <= earliest:
        found.append(_problem("not_longer", f"giờ đóng mới phải sau {timezone.localtime(earliest):%H:%M %d/%m/%Y}", "ghi giờ muộn hơn", "closes_at"))
    refuse_errors(found)
    before, held.closes_at = {"closes_at": held.closes_at}, closes_at
    held.save(update_fields=["closes_at"])
    record(
        act="outreach.contest_extended", subject=subject_of(held), by=by, before=before, after={"closes_at": closes_at}, reason=reason.strip()[:300],
        scope=held.agency.code, at=at,
    )
    return held


@transaction.atomic
def annul_contest(*, contest: Contest, reason: str, by: User, at: datetime) -> Contest:
    held = _held_announced(contest, by)
    refuse_errors([] if reason.strip() else [_problem("reason_missing", "chưa ghi lý do", "ghi lý do huỷ; người dự thi đọc được", "reason")])
    held.state, held.reason = ContestState.ANNULLED, reason.strip()
    held.save(update_fields=["state", "reason"])
    after = {"entries": held.entrants}
    record(act="outreach.contest_annulled", subject=subject_of(held), by=by, after=after, reason=held.reason[:300], scope=held.agency.code, at=at)
    return held


@transaction.atomic
def admit_late(*, contest: Contest, receipt: str, reason: str, by: User, at: datetime) -> Entry:
    """A late entry counts, with its own time. Raises PermissionDenied, ProblemsFound, Entry.DoesNotExist."""
    held = _held_announced(contest, by)
    refuse_errors([] if reason.strip() else [_problem("reason_missing", "chưa ghi lý do", "ghi vì sao bài muộn được tính", "reason")])
    one = held.entries.select_for_update().get(receipt=receipt, state=EntryState.LATE)
    one.state = EntryState.ADMITTED
    one.save(update_fields=["state"])
    Contest.objects.filter(pk=held.pk).update(entrants=F("entrants") + 1)
    record(
        act="outreach.late_admitted", subject=subject_of(held), by=by, after={"receipt": receipt}, reason=reason.strip()[:300], scope=held.agency.code, at=at,
    )
    return one


@transaction.atomic
def disclose_entrants(*, contest: Contest, by: User, at: datetime) -> dict[int, tuple[str, str, str]]:
    """Name, number and telephone of every entrant by the entry's id, to hand out prizes. Who asked stands in the journal."""
    _refuse_unless(may_see_entrants(standing_of(by), contest))
    found = {pk: opened(text) for pk, text in contest.entries.exclude(sealed="").values_list("pk", "sealed")}
    record(act="outreach.entrants_disclosed", subject=subject_of(contest), by=by, after={"entries": len(found)}, scope=contest.agency.code, at=at)
    return found


@transaction.atomic
def forget_entrants(*, at: datetime) -> int:
    """Erase names, numbers and workplaces of contests whose time of keeping is over; points and ranks stay. Returns how many contests."""
    ended = Contest.objects.filter(forgotten_at__isnull=True, closes_at__lt=at).select_related("agency")
    over = [one for one in ended if one.closes_at + timedelta(days=one.days_kept) < at]
    for one in over:
        many = one.entries.update(sealed="", shown_name=FORGOTTEN_NAME, shown_phone="", workplace="")
        Contest.objects.filter(pk=one.pk).update(forgotten_at=at)
        record(act="outreach.entrants_forgotten", subject=subject_of(one), by="system", after={"entries": many}, scope=one.agency.code, at=at)
    return len(over)


def subject_of(one: Contest) -> str:
    return f"outreach.Contest:{one.pk}"


def _held_draft(contest: Contest, by: User) -> Contest:
    held = Contest.objects.select_for_update(of=("self",)).select_related("agency").get(pk=contest.pk)
    _refuse_unless(may_change_contest(standing_of(by), held))
    return held


def _held_announced(contest: Contest, by: User) -> Contest:
    held = Contest.objects.select_for_update(of=("self",)).select_related("agency").get(pk=contest.pk)
    _refuse_unless(may_direct_contest(standing_of(by), held))
    return held


def _set(one: Contest, given: ContestGiven) -> None:
    one.title, one.rules, one.item = given.title.strip(), given.rules.strip(), given.item
    one.opens_at, one.closes_at, one.known_by = given.opens_at, given.closes_at, given.known_by
    one.one_per_browser, one.ranking_is_live, one.days_kept = given.one_per_browser, given.ranking_is_live, given.days_kept


def _fields(one: Contest) -> dict[str, object]:
    return {"title": one.title, "opens_at": one.opens_at, "closes_at": one.closes_at, "known_by": one.known_by, "days_kept": one.days_kept}


def _contest_problems(agency: Agency, given: ContestGiven) -> list[Problem]:
    found = []
    if not given.title.strip():
        found.append(_problem("title_missing", "chưa ghi tên hội thi", "ghi tên", "title"))
    if given.closes_at <= given.opens_at:
        found.append(_problem("closes_first", "giờ đóng trước giờ mở", "sửa một trong hai", "closes_at"))
    if not 1 <= given.days_kept <= MOST_DAYS_KEPT:
        found.append(_problem("kept_too_long", f"chỉ giữ dữ liệu cá nhân từ 1 tới {MOST_DAYS_KEPT} ngày", "ghi số ngày ngắn nhất đủ để trao giải", "days_kept"))
    if given.item is not None and given.item.plan.agency_id != agency.pk:
        found.append(_problem("other_agency", "việc tuyên truyền của cơ quan khác", "chọn việc khác", "item"))
    return found


def _question_problems(given: QuestionGiven, options: Sequence[str]) -> list[Problem]:
    filled = [option for option in options if option]
    found = []
    if not given.text.strip():
        found.append(_problem("question_missing", "chưa ghi câu hỏi", "ghi câu hỏi", "text"))
    if not FEWEST_OPTIONS <= len(filled) <= MOST_OPTIONS:
        found.append(_problem("options", f"cần từ {FEWEST_OPTIONS} tới {MOST_OPTIONS} phương án", "ghi mỗi phương án một dòng", "options"))
    elif len(set(filled)) < len(filled):
        found.append(_problem("options_double", "hai phương án giống nhau", "sửa một phương án", "options"))
    elif not 0 <= given.correct < len(filled):
        found.append(_problem("correct_missing", "phương án đúng không có trong danh sách", "ghi số thứ tự của phương án đúng", "correct"))
    return found


def _refuse_unless(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied("chỉ cán bộ cải cách hành chính và lãnh đạo cơ quan làm được việc này, ở trạng thái cho phép")


def _problem(code: str, message: str, remedy: str, path: str) -> Problem:
    return Problem(f"outreach.{code}", message, remedy, Place(path=path))
