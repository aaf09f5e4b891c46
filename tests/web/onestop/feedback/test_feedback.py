"""Feedback from everybody's form to the publication: clocks, who may, what is never shown, what the sender can do."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from parix.foundation.problems import ProblemsFound
from parix.web.audit_trail.models import Entry
from parix.web.onestop.feedback.actions.sending import FeedbackGiven, Sender, open_words, send_feedback
from parix.web.onestop.feedback.actions.steps import StepGiven, rate, take_step, tell_more
from parix.web.onestop.feedback.choices import State, Verb
from parix.web.onestop.feedback.models import Event, Feedback
from parix.web.onestop.feedback.queries.clocks import COLUMNS, deadlines, rows_changed
from parix.web.onestop.feedback.rules import due_on, is_overdue
from parix.web.onestop.feedback.workflow import STEPS, StepRefused, next_state
from parix.web.working_calendar.actions import DayGiven, set_day
from tests.web.databases import Database
from tests.web.onestop.dossiers.dossier_world import desk, receive, version_in
from tests.web.onestop.onestop_world import OnestopWorld, build_onestop_world

NOW = datetime(2026, 11, 3, 2, tzinfo=UTC)
SENDER = Sender("Trần Thị Bình", "Số 5 ngõ Mẫu", "0987 654 321", "binh@example.com")
WORDS = "Cán bộ hẹn ba lần không trả kết quả, chị Bình phải đi lại nhiều"
SECRETS = ("Trần Thị Bình", "ngõ Mẫu", "0987", "binh@example.com", "chị Bình", "hẹn ba lần")


def sent(world: OnestopWorld, at: datetime = NOW, **given: Any) -> Feedback:
    return send_feedback(given=FeedbackGiven(**{"agency": world.own, "about": 2, "sender": SENDER, "words": WORDS, **given}), by="public", at=at)


def step(world: OnestopWorld, one: Feedback, verb: Verb, who: str = "counter", at: datetime = NOW, **given: Any) -> Feedback:
    return take_step(feedback=one, verb=verb, given=StepGiven(**given), by=world.people[who], at=at)


def test_days_are_counted_on_receipt_and_words_are_sealed(onestop_world: OnestopWorld) -> None:
    one = sent(onestop_world)
    assert (one.turn_down_by, one.ask_by, one.answer_by) == (date(2026, 11, 5), date(2026, 11, 10), date(2026, 11, 25))
    assert open_words(one) == WORDS and not any(secret.encode() in bytes(one.words) + bytes(one.sender) for secret in SECRETS)
    assert len(one.receipt) == 10 and not [secret for secret in SECRETS if secret in str(list(Entry.objects.values_list("after", "subject")))]


@pytest.mark.parametrize(("changes", "codes"), [
    ({"agency": None}, ["agency_missing"]), ({"about": 9}, ["about_missing"]), ({"words": "x"}, ["words_missing"]), ({"dossier_code": "H15-261103-0001"}, ["unknown_dossier"]),
    ({"sender": Sender("", "", "12")}, ["name_missing", "address_missing", "phone_missing"]),
])
def test_what_is_missing_is_said_all_at_once(onestop_world: OnestopWorld, changes: dict[str, Any], codes: list[str]) -> None:
    with pytest.raises(ProblemsFound) as refused:
        sent(onestop_world, **changes)
    assert [one.code.removeprefix("feedback.") for one in refused.value.problems] == codes and not Feedback.objects.exists()


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("verb", Verb.values)
def test_the_table_of_steps(state: str, verb: str) -> None:
    if (state, verb) in STEPS:
        assert next_state(state, verb) == STEPS[state, verb]
    else:
        with pytest.raises(StepRefused):
            next_state(state, verb)


@pytest.mark.parametrize(("person", "may"), [
    ("counter", True), ("officer", True), ("director", True), ("staff", False), ("head", False), ("coordinator", False), ("auditor", False), ("officer of another", False),
])
def test_who_handles(onestop_world: OnestopWorld, person: str, may: bool) -> None:
    one = sent(onestop_world)
    if may:
        assert step(onestop_world, one, Verb.ACCEPT, person).state == State.HANDLING
    else:
        with pytest.raises(PermissionDenied):
            step(onestop_world, one, Verb.ACCEPT, person)


def test_the_coordinator_handles_what_the_province_itself_got(onestop_world: OnestopWorld) -> None:
    one = sent(onestop_world, agency=onestop_world.agencies["DEMO"])
    assert step(onestop_world, one, Verb.ACCEPT, "coordinator").state == State.HANDLING


def test_waiting_moves_the_answer_and_a_whole_life_ends_in_public(onestop_world: OnestopWorld) -> None:
    one = step(onestop_world, sent(onestop_world), Verb.ACCEPT)
    one = step(onestop_world, one, Verb.ASK, note="Ngày nào?", at=NOW + timedelta(days=1))
    assert due_on(one) is None
    one = tell_more(feedback=one, words="Ngày 2 tháng 11", at=NOW + timedelta(days=3))
    assert (one.answer_by, open_words(one).endswith("Ngày 2 tháng 11")) == (date(2026, 11, 27), True)
    one = step(onestop_world, one, Verb.ANSWER, note="Đã xin lỗi và trả kết quả", at=NOW + timedelta(days=6))
    assert (one.publish_by, due_on(one), is_overdue(one, date(2026, 11, 12))) == (date(2026, 11, 11), date(2026, 11, 11), True)
    with pytest.raises(ProblemsFound, match="question_missing"):
        step(onestop_world, one, Verb.PUBLISH)
    one = step(onestop_world, one, Verb.PUBLISH, question="Trả kết quả chậm", at=NOW + timedelta(days=7))
    one = rate(feedback=one, rating=1, again=True, at=NOW + timedelta(days=8))
    (row,) = rows_changed()
    said = dict(zip(COLUMNS, row, strict=True))
    assert (said["outcome"], said["closed_on"], said["published_on"], said["is_disliked"], said["is_raised_again"]) == (1, date(2026, 11, 9), date(2026, 11, 10), True, True)
    assert [event.kind for event in one.events.all()] == ["received", "accepted", "more_asked", "more_told", "answered", "published", "rated", "raised_again"]


def test_forwarded_feedback_is_the_next_agencys_with_clocks_of_its_own(onestop_world: OnestopWorld) -> None:
    one = step(onestop_world, sent(onestop_world), Verb.FORWARD, note="Không thuộc thẩm quyền", to=onestop_world.agencies["NV"], at=NOW + timedelta(days=1))
    made = Feedback.objects.get(forwarded_from=one)
    assert (one.state, made.receipt, made.agency.code, made.answer_by, open_words(made)) == ("forwarded", one.receipt, "NV", date(2026, 11, 26), WORDS)
    page = onestop_world.client("").get(reverse("opinion:receipt", args=[one.receipt])).content.decode()
    assert "Sở Nội vụ" in page and "Không thuộc thẩm quyền" in page
    for to in (None, onestop_world.own):
        with pytest.raises(ProblemsFound, match="to_missing"):
            step(onestop_world, sent(onestop_world), Verb.FORWARD, note="x", to=to)


def test_feedback_about_a_dossier_marks_it(onestop_world: OnestopWorld) -> None:
    desk(onestop_world)
    dossier = receive(onestop_world, version_in(onestop_world))
    one = step(onestop_world, sent(onestop_world, dossier_code=dossier.code), Verb.ACCEPT)
    step(onestop_world, one, Verb.ANSWER, note="Đã trả lời", at=NOW + timedelta(days=1))
    dossier.refresh_from_db()
    assert dossier.has_feedback and dossier.changed_at == NOW + timedelta(days=1)


def test_alerts_and_a_changed_calendar(onestop_world: OnestopWorld) -> None:
    one = sent(onestop_world)
    (found,) = deadlines(date(2026, 11, 24))
    assert (found.due, set(found.recipients)) == (date(2026, 11, 25), {onestop_world.people["officer"].pk}) and not list(deadlines(date(2026, 11, 10)))
    change = set_day(province=onestop_world.agencies["DEMO"], given=DayGiven(date(2026, 11, 20), "x", "y"), by=onestop_world.people["coordinator"], at=NOW)
    one.refresh_from_db()
    assert [(row.promised, row.would_be) for row in change.deadlines.all()] == [(date(2026, 11, 25), date(2026, 11, 26))] and one.answer_by == date(2026, 11, 25)


def test_everybody_sends_reads_the_receipt_and_waits_when_there_is_too_much(onestop_world: OnestopWorld, settings: Settings) -> None:
    visitor, address = onestop_world.client(""), reverse("opinion:send")
    asked = {"agency": "KHCN", "about": 2, "name": SENDER.name, "address": SENDER.address, "phone": SENDER.phone, "words": WORDS}
    wrong = visitor.post(address, {**asked, "phone": "12"})
    assert wrong.status_code == 422 and WORDS in wrong.content.decode() and "0912 345 678" in wrong.content.decode()
    assert visitor.post(address, {**asked, "website": "spam"}).status_code == 422 and not Feedback.objects.exists()
    page = visitor.post(address, asked, follow=True)
    one = Feedback.objects.get()
    assert one.receipt in page.content.decode() and not [secret for secret in SECRETS if secret in page.content.decode()]
    settings.ACCOUNT_RATE_LIMITS = {"feedback": "1/m/ip", "feedback_receipt": "1/m/ip"}
    answers = [visitor.post(address, asked) for _one in range(2)]
    assert [answer.status_code for answer in answers] == [302, 429] and WORDS in answers[1].content.decode()
    assert [visitor.get(reverse("opinion:receipt", args=["ABCDEFGHJK"])).status_code for _one in range(2)] == [404, 404]


def test_the_sender_tells_more_and_rates_by_the_receipt(onestop_world: OnestopWorld) -> None:
    visitor = onestop_world.client("")
    one = step(onestop_world, sent(onestop_world), Verb.ASK, note="Ngày nào?")
    visitor.post(reverse("opinion:more", args=[one.receipt]), {"words": "Hôm qua"})
    one.refresh_from_db()
    assert one.state == State.HANDLING and open_words(one).endswith("Hôm qua")
    assert visitor.post(reverse("opinion:rating", args=[one.receipt]), {"rating": 3}).status_code == 422
    step(onestop_world, one, Verb.ANSWER, note="Đã xong")
    visitor.post(reverse("opinion:rating", args=[one.receipt]), {"rating": 3})
    one.refresh_from_db()
    assert one.rating == 3 and "Sửa đánh giá" in visitor.get(reverse("opinion:receipt", args=[one.receipt])).content.decode()


def test_publication_and_lists_show_nobody(onestop_world: OnestopWorld) -> None:
    one = step(onestop_world, step(onestop_world, sent(onestop_world), Verb.ACCEPT), Verb.ANSWER, note="Đã nhắc nhở")
    visitor, officer = onestop_world.client(""), onestop_world.client("officer")
    assert "Đã nhắc nhở" not in visitor.get(reverse("opinion:publication")).content.decode()
    step(onestop_world, one, Verb.PUBLISH, question="Trả kết quả chậm")
    pages = [visitor.get(reverse("opinion:publication"), {"tim": "ket qua cham"}), officer.get(reverse("feedback:all")), officer.get(reverse("feedback:feedback", args=[one.pk]))]
    for page in pages:
        assert "Trả kết quả chậm" in page.content.decode() and not [secret for secret in SECRETS if secret in page.content.decode()]
    shown = officer.post(reverse("feedback:sender", args=[one.pk])).content.decode()
    assert SENDER.name in shown and WORDS in shown and Entry.objects.filter(act="feedback.sender_read").count() == 1
    assert onestop_world.client("auditor").post(reverse("feedback:sender", args=[one.pk])).status_code == 403


def test_the_same_queries_for_one_and_for_many(onestop_world: OnestopWorld) -> None:
    client, counts = onestop_world.client("officer"), []
    for many in (1, 30):
        for _one in range(many):
            sent(onestop_world)
        client.get(reverse("feedback:all"))
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("feedback:all"))
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_an_office_enters_letters_and_takes_steps(onestop_world: OnestopWorld) -> None:
    client = onestop_world.client("counter")
    asked = {"agency": "KHCN", "about": 1, "name": SENDER.name, "address": SENDER.address, "phone": SENDER.phone, "words": WORDS, "channel": "phone"}
    assert client.post(reverse("feedback:enter"), asked).status_code == 302
    one = Feedback.objects.get()
    assert one.channel == "phone" and one.events.get().by == onestop_world.people["counter"]
    assert client.post(reverse("feedback:step", args=[one.pk, Verb.REFUSE.value]), {}).status_code == 422
    assert client.post(reverse("feedback:step", args=[one.pk, Verb.REFUSE.value]), {f"{Verb.REFUSE.value}-note": "Không có căn cứ"}).status_code == 302
    assert onestop_world.client("staff").get(reverse("feedback:enter")).status_code == 403


def test_events_are_final(each_database: Database) -> None:
    world = build_onestop_world()
    sent(world)
    for change in (lambda: Event.objects.update(note="x"), lambda: Event.objects.all().delete()):
        with pytest.raises(DatabaseError, match="final"), transaction.atomic():
            change()
