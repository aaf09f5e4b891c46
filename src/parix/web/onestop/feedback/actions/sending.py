"""Feedback comes in: by everybody's form, or entered by an office for who wrote or called."""

from __future__ import annotations

import json
import secrets
from dataclasses import astuple, dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from parix.dossiers.feedback_clocks import due_days
from parix.foundation.problems import Place, Problem, refuse_errors
from parix.web.accounts.queries import User
from parix.web.audit_trail.actions import record
from parix.web.onestop.dossiers.queries import dossier_by_code
from parix.web.onestop.feedback.actions import subject_of
from parix.web.onestop.feedback.choices import PHONE, SEAL, WORDS_SEAL, About, Channel, EventKind
from parix.web.onestop.feedback.models import Event, Feedback
from parix.web.onestop.feedback.queries import clocks_of
from parix.web.organisations.queries import Agency
from parix.web.personal_data.rules.people import plain_phone
from parix.web.personal_data.rules.sealing import lookup_hash, opened, sealed
from parix.web.working_calendar.queries import calendar_for

RECEIPT_LENGTH = 10
# Without letters and digits that people mix up.
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who asks for an answer must say where: address and telephone, as offices ask of letters."""

    name: str
    address: str
    phone: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class FeedbackGiven:
    agency: Agency | None
    about: int
    sender: Sender
    words: str
    dossier_code: str = ""
    channel: str = Channel.WEB


@transaction.atomic
def send_feedback(*, given: FeedbackGiven, by: User | str, at: datetime) -> Feedback:
    """Raises ProblemsFound with everything that is missing. `by` is the person of the office, or a word for everybody's form.

    Side effects: the feedback with its days counted, its first event, an entry in the journal without personal data.
    """
    problems = _problems(given)
    dossier = dossier_by_code(given.dossier_code) if given.dossier_code.strip() else None
    if given.dossier_code.strip() and (dossier is None or given.agency is None or dossier.agency_id != given.agency.pk):
        problems.append(_problem("unknown_dossier", "cơ quan này không có hồ sơ mang mã đó", "kiểm tra mã trên giấy tiếp nhận, hoặc để trống", "dossier_code"))
    refuse_errors(problems)
    assert given.agency is not None
    day = timezone.localdate(at)
    days = due_days(calendar_for(given.agency.pk, day), day, clocks_of(day))
    sender = Sender(*(one.strip() for one in astuple(given.sender)))
    one = Feedback.objects.create(
        receipt="".join(secrets.choice(_LETTERS) for _letter in range(RECEIPT_LENGTH)), agency=given.agency, dossier=dossier, about=given.about,
        field=dossier.field if dossier else None, channel=given.channel, sender=sealed(json.dumps(astuple(sender), ensure_ascii=False), SEAL),
        phone_hash=lookup_hash(plain_phone(sender.phone), PHONE), words=sealed(given.words.strip(), WORDS_SEAL), received_at=at,
        turn_down_by=days.turn_down_by, ask_by=days.ask_by, answer_by=days.answer_by, changed_at=at,
    )
    person = by if isinstance(by, User) else None
    Event.objects.create(feedback=one, kind=EventKind.RECEIVED, at=at, by=person)
    record(act="feedback.sent", subject=subject_of(one), by=by, after={"receipt": one.receipt, "answer_by": one.answer_by}, scope=given.agency.code, at=at)
    return one


def open_sender(one: Feedback) -> Sender:
    """Raises NotOpened."""
    return Sender(*json.loads(opened(one.sender, SEAL)))


def open_words(one: Feedback) -> str:
    """Raises NotOpened."""
    return opened(one.words, WORDS_SEAL)


def _problems(given: FeedbackGiven) -> list[Problem]:
    found = []
    if given.agency is None:
        found.append(_problem("agency_missing", "chưa chọn cơ quan", "chọn cơ quan nhận phản ánh", "agency"))
    if given.about not in About.values:
        found.append(_problem("about_missing", "chưa chọn phản ánh về việc gì", "chọn quy định hoặc hành vi", "about"))
    if not given.sender.name.strip():
        found.append(_problem("name_missing", "chưa ghi tên người phản ánh", "ghi họ và tên, hoặc tên tổ chức", "name"))
    if not given.sender.address.strip():
        found.append(_problem("address_missing", "chưa ghi địa chỉ nơi ở", "ghi địa chỉ để cơ quan trả lời", "address"))
    if not plain_phone(given.sender.phone):
        found.append(_problem("phone_missing", "chưa ghi đúng số điện thoại liên lạc", "ghi dạng 0912 345 678", "phone"))
    if len(given.words.strip()) < 10:
        found.append(_problem("words_missing", "chưa ghi nội dung phản ánh, kiến nghị", "tóm tắt ngắn gọn sự việc, nơi và ngày xảy ra", "words"))
    return found


def _problem(code: str, message: str, remedy: str, path: str) -> Problem:
    return Problem(f"feedback.{code}", message, remedy, Place(path=path))
