"""Told once for the same thing, unless switched off; never twice, also when two ask at once."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from parix.foundation.phrases import Text
from parix.web.accounts.queries import User
from parix.web.notices.actions import NewNotice, notify, notify_each
from parix.web.notices.actions.reading import choose_channels
from parix.web.notices.models import Notice, Preference
from parix.web.notices.queries.kinds import KindUnknown, kinds_chosen
from tests.web.databases import Database
from tests.web.notices.conftest import person

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
WORDS = {"what": Text("tiêu chí 1.2", "criterion 1.2"), "points": Fraction(3, 2)}


def tell(*people: User, **changes: Any) -> None:
    given: dict[str, Any] = {
        "to": [one.pk for one in people], "kind": "sample.assigned", "subject": "sample.Leaf:12", "occasion": "assigned", "url": "/cham-diem/1/", "words": WORDS,
        "now": NOW,
    }
    notify(**{**given, **changes})


@pytest.mark.django_db
def test_a_notice_says_it_in_both_languages_and_leads_to_its_subject(an: User) -> None:
    tell(an, due=date(2026, 3, 8))
    notice = Notice.objects.get()
    assert (notice.recipient, notice.title, notice.body) == (an, Text("Được giao: tiêu chí 1.2", "Assigned: criterion 1.2"), Text("1,5 điểm", "1.5 points"))
    assert (notice.url, notice.due, notice.created_at, notice.read_at, notice.is_formal) == ("/cham-diem/1/", date(2026, 3, 8), NOW, None, False)


@pytest.mark.django_db
def test_nobody_is_told_twice_and_what_was_read_stays_read(an: User, binh: User) -> None:
    tell(an, an)
    Notice.objects.update(read_at=NOW)
    tell(an, binh, now=NOW + timedelta(days=1), words={**WORDS, "what": "khác"})
    rows = list(Notice.objects.order_by("recipient__username").values_list("recipient__username", "created_at", "read_at"))
    assert rows == [("an", NOW, NOW), ("binh", NOW + timedelta(days=1), None)]


@pytest.mark.django_db
@pytest.mark.parametrize("changes", [{"occasion": "again"}, {"subject": "sample.Leaf:13"}, {"kind": "sample.decided", "words": {"number": "1"}}])
def test_another_occasion_subject_or_kind_is_another_thing(an: User, changes: dict[str, Any]) -> None:
    tell(an)
    tell(an, **changes)
    assert Notice.objects.count() == 2


@pytest.mark.django_db
def test_the_database_itself_refuses_a_second_one(an: User) -> None:
    tell(an)
    notice = Notice.objects.get()
    notice.pk = None
    with pytest.raises(IntegrityError):
        notice.save(force_insert=True)


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["https://example.com/", "//example.com/", "/\\example.com", "javascript:alert(1)", ""])
def test_a_notice_never_leads_elsewhere(an: User, url: str) -> None:
    with pytest.raises(ValueError, match="không dẫn tới trang nào"):
        tell(an, url=url)


@pytest.mark.django_db
def test_mistakes_of_the_code_are_not_swallowed(an: User) -> None:
    with pytest.raises(KindUnknown):
        tell(an, kind="sample.nothing")
    with pytest.raises(ValueError, match=r"thông báo sample.assigned thiếu 'points'"):
        tell(an, words={"what": "x"})
    assert Notice.objects.count() == 0


@pytest.mark.django_db
def test_words_are_never_templates_and_long_ones_are_cut(an: User) -> None:
    tell(an, words={"what": "{points} " + "x" * 400, "points": 1})
    notice = Notice.objects.get()
    assert notice.title_vi.startswith("Được giao: {points} xxx")
    assert (len(notice.title_vi), notice.title_vi[-1]) == (300, "…")


@pytest.mark.django_db
def test_what_is_switched_off_is_not_told_but_formal_notices_are(an: User, binh: User) -> None:
    choose_channels(channels={"sample.assigned": "off", "sample.decided": "off", "sample.unknown": "off", "notices.deadline_late": "nonsense"}, by=an)
    assert list(Preference.objects.values_list("user__username", "kind", "channel")) == [("an", "sample.assigned", "off")]
    choose_channels(channels={"sample.assigned": "inbox"}, by=binh)
    tell(an, binh)
    tell(an, binh, kind="sample.decided", words={"number": "5/QĐ"})
    rows = list(Notice.objects.order_by("recipient__username", "kind").values_list("recipient__username", "kind", "by_email"))
    assert rows == [("an", "sample.decided", True), ("binh", "sample.assigned", False), ("binh", "sample.decided", True)]
    assert {one.kind.code: one.channel for one in kinds_chosen(an.pk)} == {
        "notices.deadline_near": "both", "notices.deadline_late": "both", "sample.assigned": "off", "sample.decided": "both",
    }
    choose_channels(channels={"sample.assigned": "both"}, by=an)
    tell(an)
    assert Notice.objects.filter(recipient=an, kind="sample.assigned").count() == 1


@pytest.mark.django_db
def test_telling_is_undone_with_the_change_that_told(an: User) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        tell(an)
        raise RuntimeError("the action failed")
    assert Notice.objects.count() == 0


@pytest.mark.django_db
def test_telling_many_takes_the_queries_of_telling_one(an: User) -> None:
    def queries(start: int, count: int) -> int:
        notices = [NewNotice([an.pk], "sample.assigned", f"sample.Leaf:{start + n}", "assigned", "/", WORDS) for n in range(count)]
        with CaptureQueriesContext(connection) as made:
            notify_each(notices=notices, now=NOW)
        return len([one for one in made.captured_queries if "SAVEPOINT" not in one["sql"]])

    assert queries(0, 1) == queries(1, 50) == 2
    assert Notice.objects.count() == 51


def test_two_at_once_tell_once(each_database: Database) -> None:
    people = [person(name) for name in ("an", "binh", "chi")]
    begin, failures = threading.Barrier(4), []

    def ask(backwards: bool) -> None:
        try:
            begin.wait()
            for number in range(15):
                with transaction.atomic():
                    tell(*(people[::-1] if backwards else people), subject=f"sample.Leaf:{number}")
                    tell(*people, subject=f"sample.Leaf:{number}", kind="sample.decided", words={"number": "1"})
        except Exception as failure:  # shown below
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=ask, args=(number % 2 == 1,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert Notice.objects.count() == 15 * 3 * 2
