"""Every step of feedback at the office; the sender's own: more words, a rating, raising it again. Each leaves an event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from parix.dossiers.feedback_clocks import answer_by_after, due_days, publish_by
from parix.foundation.folding import folded
from parix.foundation.problems import Place, Problem, refuse_errors
from parix.web.accounts.queries import User, standing_of
from parix.web.audit_trail.actions import record
from parix.web.onestop.dossiers.actions.marking import mark_feedback
from parix.web.onestop.feedback.actions import subject_of
from parix.web.onestop.feedback.actions.sending import Sender, open_sender, open_words
from parix.web.onestop.feedback.choices import EVENT_OF, WORDS_SEAL, EventKind, Rating, State, Verb
from parix.web.onestop.feedback.models import Event, Feedback
from parix.web.onestop.feedback.queries import clocks_of, handles
from parix.web.onestop.feedback.workflow import next_state
from parix.web.organisations.queries import Agency
from parix.web.personal_data.rules.sealing import sealed
from parix.web.working_calendar.queries import calendar_for


@dataclass(frozen=True, slots=True)
class StepGiven:
    """`note` is the reason, the question to the sender or the answer; `question` the office's own short wording for the publication."""

    note: str = ""
    question: str = ""
    to: Agency | None = None


@transaction.atomic
def take_step(*, feedback: Feedback, verb: Verb, given: StepGiven, by: User, at: datetime) -> Feedback:
    """Raises StepRefused, PermissionDenied, ProblemsFound. Forwarding makes the row of the next agency, with clocks of its own."""
    held = Feedback.objects.select_for_update(of=("self",)).select_related("agency").get(pk=feedback.pk)
    if not handles(standing_of(by), held.agency, timezone.localdate(at)):
        raise PermissionDenied("chỉ bộ phận Một cửa, cán bộ cải cách hành chính và lãnh đạo cơ quan xử lý được phản ánh")
    following = next_state(held.state, verb)
    refuse_errors(_problems(held, verb, given))
    before = {"state": held.state, "answer_by": held.answer_by}
    held.state, held.changed_at = following, at
    _apply(held, verb, given, at)
    held.save()
    note = given.question if verb == Verb.PUBLISH else given.note
    Event.objects.create(feedback=held, kind=EVENT_OF[verb], at=at, by=by, note=note.strip())
    if verb == Verb.FORWARD and given.to is not None:
        _forwarded(held, given.to, at)
    if verb == Verb.ANSWER and held.dossier_id is not None:
        mark_feedback(dossier_id=held.dossier_id, at=at)
    after = {"state": held.state, "answer_by": held.answer_by}
    record(act=f"feedback.{EVENT_OF[verb].value}", subject=subject_of(held), by=by, before=before, after=after, scope=held.agency.code, at=at)
    return held


@transaction.atomic
def tell_more(*, feedback: Feedback, words: str, at: datetime) -> Feedback:
    """By who has the receipt, while more is asked for. Raises ProblemsFound."""
    held = Feedback.objects.select_for_update(of=("self",)).select_related("agency").get(pk=feedback.pk)
    if held.state != State.MORE_ASKED:
        refuse_errors([_problem("not_asked", "cơ quan không chờ bổ sung nữa", "tải lại trang", "words")])
    if not words.strip():
        refuse_errors([_problem("words_missing", "chưa ghi thông tin bổ sung", "ghi nội dung", "words")])
    held.state, held.changed_at = State.HANDLING, at
    _more_told(held, words, at)
    held.save()
    Event.objects.create(feedback=held, kind=EventKind.MORE_TOLD, at=at)
    record(act="feedback.more_told", subject=subject_of(held), by="receipt", after={"answer_by": held.answer_by}, scope=held.agency.code, at=at)
    return held


@transaction.atomic
def rate(*, feedback: Feedback, rating: int, again: bool, at: datetime) -> Feedback:
    """By who has the receipt, once it is answered; the last rating holds. Raises ProblemsFound."""
    held = Feedback.objects.select_for_update(of=("self",)).select_related("agency").get(pk=feedback.pk)
    if held.state not in (State.ANSWERED, State.PUBLISHED) or rating not in Rating.values:
        refuse_errors([_problem("not_answered", "chưa có câu trả lời để đánh giá, hoặc mức đánh giá không có", "tải lại trang", "rating")])
    held.rating, held.is_raised_again, held.changed_at = rating, held.is_raised_again or again, at
    held.save(update_fields=["rating", "is_raised_again", "changed_at"])
    kinds = [EventKind.RATED, *([EventKind.RAISED_AGAIN] if again else [])]
    Event.objects.bulk_create(Event(feedback=held, kind=kind, at=at, note=str(Rating(rating).label) if kind == EventKind.RATED else "") for kind in kinds)
    record(act="feedback.rated", subject=subject_of(held), by="receipt", after={"rating": rating}, scope=held.agency.code, at=at)
    return held


@transaction.atomic
def disclose_sender(*, feedback: Feedback, by: User, at: datetime) -> tuple[Sender, str]:
    """Who sent it, and the words. Side effect: an entry in the journal. Raises PermissionDenied, NotOpened."""
    if not handles(standing_of(by), feedback.agency, timezone.localdate(at)):
        raise PermissionDenied("chỉ người xử lý phản ánh xem được thông tin người gửi")
    shown = open_sender(feedback), open_words(feedback)
    record(act="feedback.sender_read", subject=subject_of(feedback), by=by, after={"receipt": feedback.receipt}, scope=feedback.agency.code, at=at)
    return shown


def _problems(held: Feedback, verb: Verb, given: StepGiven) -> list[Problem]:
    found = []
    if verb not in (Verb.ACCEPT, Verb.PUBLISH) and not given.note.strip():
        said = {Verb.ANSWER: "chưa ghi câu trả lời", Verb.TAKE: "chưa ghi thông tin bổ sung"}.get(verb, "chưa ghi lý do")
        found.append(_problem("note_missing", said, "ghi nội dung, người gửi sẽ đọc được", "note"))
    if verb == Verb.FORWARD and (given.to is None or given.to.pk == held.agency_id):
        found.append(_problem("to_missing", "chưa chọn cơ quan khác để chuyển", "chọn cơ quan có thẩm quyền", "to"))
    if verb == Verb.PUBLISH and not given.question.strip():
        found.append(_problem("question_missing", "chưa tóm tắt phản ánh để công khai", "viết lại ngắn gọn, không nêu tên người", "question"))
    return found


def _apply(held: Feedback, verb: Verb, given: StepGiven, at: datetime) -> None:
    today = timezone.localdate(at)
    if verb == Verb.ASK:
        held.asked_at = at
    elif verb == Verb.TAKE:
        _more_told(held, given.note, at)
    elif verb in (Verb.FORWARD, Verb.REFUSE):
        held.closed_at = at
    elif verb == Verb.ANSWER:
        held.answer, held.closed_at = given.note.strip(), at
        held.publish_by = publish_by(calendar_for(held.agency_id, today), today, clocks_of(timezone.localdate(held.received_at)))
    elif verb == Verb.PUBLISH:
        held.question, held.published_at = given.question.strip(), at
        held.search = folded(f"{held.question} {held.answer}")


def _more_told(held: Feedback, words: str, at: datetime) -> None:
    """What was added stands behind the first words, sealed; the answer's day moves by what was waited."""
    held.words = sealed(f"{open_words(held)}\n\n{words.strip()}", WORDS_SEAL)
    if held.asked_at is not None:
        today = timezone.localdate(at)
        held.answer_by = answer_by_after(calendar_for(held.agency_id, today), held.answer_by, timezone.localdate(held.asked_at), today)


def _forwarded(held: Feedback, to: Agency, at: datetime) -> Feedback:
    day = timezone.localdate(at)
    days = due_days(calendar_for(to.pk, day), day, clocks_of(day))
    made = Feedback.objects.create(
        receipt=held.receipt, agency=to, forwarded_from=held, about=held.about, channel=held.channel, sender=held.sender, phone_hash=held.phone_hash,
        words=held.words, received_at=at, turn_down_by=days.turn_down_by, ask_by=days.ask_by, answer_by=days.answer_by, changed_at=at,
    )
    Event.objects.create(feedback=made, kind=EventKind.RECEIVED, at=at, note=held.agency.name)
    return made


def _problem(code: str, message: str, remedy: str, path: str) -> Problem:
    return Problem(f"feedback.{code}", message, remedy, Place(path=path))
