"""One mail a day and person, Vietnamese first, never the same twice; a refusal is tried again, a crash is not."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.core import mail as outbox
from django.db import connections
from django.utils import translation
from pytest_django import Settings

from parix.web.accounts.queries import User
from parix.web.notices.actions import notify
from parix.web.notices.actions.mailing import MailNotSent, send_digests, take
from parix.web.notices.actions.reading import choose_channels, read_all
from parix.web.notices.jobs import send_digests as job
from parix.web.notices.models import Digest, Notice
from tests.web.databases import Database
from tests.web.notices.conftest import person
from tests.web.notices.sample import Mailbox

NOW = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)
DAY = date(2026, 3, 2)


def tell(*people: User, number: int = 1, kind: str = "sample.assigned", due: date | None = None, what: str = "tiêu chí 1.2 & <b>") -> None:
    words: dict[str, Any] = {"what": what, "points": 2, "number": f"{number}/QĐ"}
    notify(to=[one.pk for one in people], kind=kind, subject=f"sample.Leaf:{number}", occasion="x", url=f"/cham-diem/{number}/", words=words, due=due, now=NOW)


def send(day: date = DAY) -> int:
    return send_digests(day=day, now=NOW, progress=lambda count, of: None)


def addressed() -> list[str]:
    return sorted(address for message in Mailbox.sent for address in message.to)


@pytest.mark.django_db
def test_the_days_notices_go_in_one_mail(an: User, binh: User) -> None:
    tell(an, number=1)
    tell(an, binh, number=2)
    assert send() == 2
    assert addressed() == ["an@example.com", "binh@example.com"]
    assert send() == 0
    assert list(Notice.objects.values_list("emailed_at", flat=True)) == [NOW] * 3
    assert list(Digest.objects.values_list("day", "sent_at").distinct()) == [(DAY, NOW)]


@pytest.mark.django_db
def test_what_comes_later_goes_with_the_next_days_mail(an: User) -> None:
    tell(an, number=1)
    send()
    tell(an, number=2)
    assert (send(), send(DAY + timedelta(days=1)), send(DAY + timedelta(days=1))) == (0, 1, 0)
    assert [message.body.count("/cham-diem/") for message in Mailbox.sent] == [2, 2]  # once in each language


@pytest.mark.django_db
def test_who_is_passed_over(an: User, binh: User) -> None:
    choose_channels(channels={"sample.assigned": "inbox"}, by=binh)
    tell(an, binh, person("gone", is_active=False), person("no.address", email=""))
    read_all(by=an, now=NOW)
    assert send() == 0
    assert (Mailbox.sent, Digest.objects.count(), Notice.objects.count()) == ([], 0, 4)


@pytest.mark.django_db
def test_a_formal_notice_is_mailed_even_when_it_was_read(an: User) -> None:
    tell(an, kind="sample.decided")
    Notice.objects.update(read_at=NOW)
    assert send() == 1


@pytest.mark.django_db
def test_the_mail_says_it_in_vietnamese_first_and_in_english_below(an: User) -> None:
    tell(an, number=1, due=DAY - timedelta(days=1))
    tell(an, number=2, due=DAY + timedelta(days=1))
    tell(an, number=3, kind="sample.decided")
    with translation.override("en"):
        send()
    message = Mailbox.sent[0]
    assert message.subject == "[parix] 3 thông báo, 1 việc quá hạn (02/03/2026)"
    assert [line for line in message.body.splitlines() if line.startswith(("Kính", "*", "Dear"))] == [
        "Kính gửi Người an,", "* Quyết định 3/QĐ [chính thức]", "* Được giao: tiêu chí 1.2 & <b>", "* Được giao: tiêu chí 1.2 & <b>",
        "Dear Người an,", "* Decision 3/QĐ [formal]", "* Assigned: tiêu chí 1.2 & <b>", "* Assigned: tiêu chí 1.2 & <b>",
    ]
    assert [line.strip() for line in message.body.splitlines() if line.startswith(("  Hạn", "  Due"))] == [
        "Hạn: 01/03/2026", "Hạn: 03/03/2026", "Due: 01/03/2026", "Due: 03/03/2026",
    ]
    assert message.body.index("https://cchc.example.vn/cham-diem/1/") < message.body.index("https://cchc.example.vn/cham-diem/2/")
    html = str(message.alternatives[0][0])  # type: ignore[attr-defined]
    assert '<a href="https://cchc.example.vn/cham-diem/1/"><strong>Được giao: tiêu chí 1.2 &amp; &lt;b&gt;</strong></a>' in html
    assert html.index('<div lang="vi">') < html.index('<div lang="en">')
    made = message.message()
    assert (made["Message-ID"], made["Auto-Submitted"]) == (f"<digest.{Digest.objects.get().pk}.20260302@localhost>", "auto-generated")


@pytest.mark.django_db
def test_a_subject_cannot_smuggle_in_a_header(an: User, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    User.objects.filter(pk=an.pk).update(full_name="An\nBcc: x@example.com")
    tell(an, what="a\r\nBcc: y@example.com")
    assert send() == 1
    message: EmailMessage = outbox.outbox[0].message()  # type: ignore[assignment]
    assert (message["Bcc"], message["To"]) == (None, "an@example.com")


@pytest.mark.django_db
def test_a_refused_mail_is_tried_again_and_the_others_go(an: User, binh: User) -> None:
    tell(an, binh)
    Mailbox.refused.add("an@example.com")
    with pytest.raises(MailNotSent, match=r"^1/2$"):
        send()
    assert addressed() == ["binh@example.com"]
    Mailbox.refused.clear()
    tell(an, number=2)
    assert send() == 1
    assert addressed() == ["an@example.com", "binh@example.com"]
    assert Mailbox.sent[-1].body.count("/cham-diem/") == 4
    assert Notice.objects.filter(emailed_at=None).count() == 0


@pytest.mark.django_db
def test_a_day_on_which_no_mail_went_is_made_up_for_on_the_next(an: User) -> None:
    tell(an)
    Mailbox.refused.add("an@example.com")
    with pytest.raises(MailNotSent):
        send()
    Mailbox.refused.clear()
    assert send(DAY + timedelta(days=1)) == 1


@pytest.mark.django_db
def test_a_mail_whose_sender_died_is_not_sent_again(an: User) -> None:
    tell(an)
    assert take(user_id=an.pk, day=DAY, now=NOW) is not None  # and then the process was killed, before or after the mail went
    assert (send(), send(DAY + timedelta(days=1))) == (0, 0)
    assert Mailbox.sent == []
    assert Notice.objects.filter(recipient=an, read_at=None).count() == 1


@pytest.mark.django_db
def test_the_day_is_that_of_the_site(an: User) -> None:
    tell(an)
    job(now=datetime(2026, 3, 1, 23, 30, tzinfo=UTC), progress=lambda count, of: None)
    assert Digest.objects.values_list("day", flat=True).get() == DAY


def test_two_senders_at_once_send_each_mail_once(each_database: Database) -> None:
    people = [person(f"p{number:02}") for number in range(20)]
    tell(*people)
    begin, failures, counts = threading.Barrier(3), [], []

    def work() -> None:
        try:
            begin.wait()
            counts.append(send())
        except Exception as failure:  # shown below
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert (sum(counts), addressed()) == (20, sorted(one.email for one in people))
    assert Digest.objects.filter(sent_at=NOW).count() == 20
