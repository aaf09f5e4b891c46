"""One entry of one person: refused a second time, kept when it comes too late through no fault, counted otherwise."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from parix.foundation.problems import Place, Problem, refuse_errors
from parix.web.accounts.choices import Role
from parix.web.accounts.queries.concerned import people_at
from parix.web.audit_trail.actions import record
from parix.web.notices.actions import notify
from parix.web.personal_data.rules.people import masked_name, masked_number, plain_identity, plain_phone
from parix.web.registries.outreach.actions.contests import subject_of
from parix.web.registries.outreach.actions.sealing import person_hash, sealed
from parix.web.registries.outreach.choices import CONTEST_CLOSED, EntryState, KnownBy, Standing
from parix.web.registries.outreach.models import Contest, Entry, Question
from parix.web.registries.outreach.rules import is_kept_late, standing_at, words_of_person

PUBLIC = "public"
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is taken for another when read aloud
RECEIPT_LENGTH, NAME_LENGTH, MOST_PREDICTED = 9, 100, 10_000_000


@dataclass(frozen=True, slots=True)
class EntryGiven:
    """`answers` by the question's number: the place of the option chosen. `phone` besides the number that tells people apart."""

    name: str
    number: str
    answers: Mapping[int, int]
    prediction: int
    workplace: str = ""
    phone: str = ""


class AlreadyEntered(Exception):
    """This person's entry is there; it stays, and the new one is not kept."""

    def __init__(self, entered_at: datetime) -> None:
        self.entered_at = entered_at
        super().__init__(f"đã có bài dự thi lúc {timezone.localtime(entered_at):%H:%M ngày %d/%m/%Y}")


class NotOpen(Exception):
    """The contest does not take entries: not yet, no longer, or it is annulled. Nothing was kept."""

    def __init__(self, contest: Contest, standing: Standing) -> None:
        self.contest, self.standing = contest, standing
        super().__init__(str(standing.label))


@transaction.atomic
def enter(*, contest: Contest, given: EntryGiven, opened_form_at: datetime | None, at: datetime) -> Entry:
    """The entry, counted or kept as late. Entries of a contest follow one another: whoever is second sees the first.

    Raises NotOpen, ProblemsFound, AlreadyEntered.
    """
    held = Contest.objects.select_for_update(of=("self",)).select_related("agency").get(pk=contest.pk)
    standing = standing_at(held, at)
    late = is_kept_late(held, opened_form_at, at) and standing == Standing.CLOSED
    if standing != Standing.RUNNING and not late:
        raise NotOpen(held, standing)
    number = plain_identity(given.number) if held.known_by == KnownBy.IDENTITY else plain_phone(given.number)
    questions = list(held.questions.all())
    refuse_errors(_problems(held, given, number, questions))
    person = person_hash(held.pk, words_of_person(held.known_by, given.name, number))
    before = held.entries.filter(person=person).first()
    if before is not None:
        raise AlreadyEntered(before.entered_at)
    one = _entry(held, given, number, person, questions, EntryState.LATE if late else EntryState.COUNTED, at)
    try:
        with transaction.atomic():
            one.save(force_insert=True)
    except IntegrityError:
        raise AlreadyEntered(at) from None
    if not late:
        Contest.objects.filter(pk=held.pk).update(entrants=F("entrants") + 1)
    after = {"receipt": one.receipt, "points": one.points, "prediction": one.prediction, "state": one.state}
    record(act="outreach.entered", subject=subject_of(held), by=PUBLIC, after=after, scope=held.agency.code, at=at)
    if late:
        _tell_late(held, at)
    return one


def _entry(
    held: Contest, given: EntryGiven, number: str, person: str, questions: list[Question], state: EntryState, at: datetime,
) -> Entry:
    name = " ".join(given.name.split())
    phone = number if held.known_by == KnownBy.PHONE else plain_phone(given.phone)
    return Entry(
        contest=held, person=person, receipt="".join(secrets.choice(_LETTERS) for _one in range(RECEIPT_LENGTH)), shown_name=masked_name(name),
        shown_phone=masked_number(phone), workplace=given.workplace.strip(), sealed=sealed(name, number, phone),
        answers={str(question.number): given.answers[question.number] for question in questions},
        points=sum(question.points for question in questions if given.answers[question.number] == question.correct), prediction=given.prediction, state=state,
        entered_at=at.replace(microsecond=0),
    )


def _problems(held: Contest, given: EntryGiven, number: str, questions: list[Question]) -> list[Problem]:
    found = []
    if len(given.name.split()) < 2 or len(given.name) > NAME_LENGTH:
        found.append(_problem("name", "họ và tên cần ít nhất hai chữ", "ghi đủ họ và tên như trong giấy tờ", "name"))
    if not number and held.known_by == KnownBy.IDENTITY:
        found.append(_problem("identity", "số căn cước không đúng", "ghi 12 chữ số của thẻ căn cước", "number"))
    elif not number:
        found.append(_problem("phone", "số điện thoại không đúng", "ghi 10 chữ số, ví dụ 0912 345 678", "number"))
    for question in questions:
        if not 0 <= given.answers.get(question.number, -1) < len(question.options):
            found.append(_problem("unanswered", f"chưa trả lời câu {question.number}", "chọn một phương án", f"question_{question.number}"))
    if not 1 <= given.prediction <= MOST_PREDICTED:
        found.append(_problem("prediction", "số người dự đoán không đúng", "ghi một số từ 1", "prediction"))
    return found


def _tell_late(held: Contest, at: datetime) -> None:
    """Once for a contest, however many are late."""
    officers = people_at([Role.REFORM_OFFICER], [held.agency_id], timezone.localdate(at)).get(held.agency_id, ())
    url = reverse("outreach:contest", args=[held.pk])
    notify(to=officers, kind=CONTEST_CLOSED.code, subject=subject_of(held), occasion="late", url=url, words={"title": held.title}, now=at)


def _problem(code: str, message: str, remedy: str, path: str) -> Problem:
    return Problem(f"outreach.entry_{code}", message, remedy, Place(path=path))
