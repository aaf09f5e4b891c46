"""Finding entries: every filter, pages in both directions, JSON lines, before against after."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parix.web.audit_trail.actions import Change, record, record_many
from parix.web.audit_trail.models import Entry
from parix.web.audit_trail.queries.entries import Difference, Filter, acts_recorded, differences, entries_of, entry, lines_of, page_of

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 3, 1, 16, 59, tzinfo=UTC)  # a minute before midnight in the site's time zone


@pytest.fixture
def journal() -> None:
    record(act="assessment.claim_saved", subject="assessment.Claim:1", by="an", scope="cac-so/KHCN", at=NIGHT)
    record(act="assessment.claim_saved", subject="assessment.Claim:12", by="binh", scope="cac-so/TC", at=NIGHT + timedelta(minutes=1))
    record(act="assessment.round_opened", subject="assessment.Round:1", by="binh", scope="cac-so", at=NIGHT + timedelta(days=1))
    record(act="accounts.role_given", subject="accounts.User:3", by="an", at=NIGHT + timedelta(days=2))


@pytest.mark.parametrize(("wanted", "found"), [
    (Filter(), [4, 3, 2, 1]),
    (Filter(scope="cac-so"), [3, 2, 1]),
    (Filter(scope="KHCN"), [1]),
    (Filter(scope="cac-so/TC"), [2]),
    (Filter(scope="cac"), []),
    (Filter(subject="assessment.Claim:1"), [1]),
    (Filter(subject="assessment.Claim"), [2, 1]),
    (Filter(act="assessment.claim_saved"), [2, 1]),
    (Filter(act="assessment."), [3, 2, 1]),
    (Filter(actor="an"), [4, 1]),
    (Filter(since=date(2026, 3, 2)), [4, 3, 2]),
    (Filter(until=date(2026, 3, 1)), [1]),
    (Filter(since=date(2026, 3, 2), until=date(2026, 3, 2)), [3, 2]),
    (Filter(within=["TC"]), [4, 2]),
    (Filter(within=["TC", "KHCN"], actor="an"), [4, 1]),
    (Filter(within=[]), [4]),
    (Filter(rooms=["accounts"]), [4]),
    (Filter(rooms=["assessment"], within=["TC"]), [2]),
    (Filter(rooms=[]), []),
])
def test_every_filter(journal: None, wanted: Filter, found: list[int]) -> None:
    assert [one.sequence for one in entries_of(wanted)] == found


def test_one_entry_is_found_only_within_what_may_be_seen(journal: None) -> None:
    second = Entry.objects.get(pk=2)
    found = [entry(2, seen) for seen in (Filter(), Filter(within=["TC"]), Filter(within=["KHCN"]), Filter(rooms=["accounts"]))]
    assert (found, entry(99, Filter())) == ([second, second, None, None], None)


def test_acts_are_listed_once_each(journal: None) -> None:
    assert acts_recorded() == ["accounts.role_given", "assessment.claim_saved", "assessment.round_opened"]


def test_pages_lead_back_and_forth_without_gaps() -> None:
    record_many(act="x.saved", changes=[Change(f"x.Y:{n}") for n in range(23)], by="system", at=NIGHT)
    seen, below = [], None
    while True:
        page = page_of(Filter(), below=below, size=5)
        seen.append([one.sequence for one in page.entries])
        if page.older is None:
            break
        below = page.older
    assert seen == [[23, 22, 21, 20, 19], [18, 17, 16, 15, 14], [13, 12, 11, 10, 9], [8, 7, 6, 5, 4], [3, 2, 1]]
    back = page_of(Filter(), above=page.newer, size=5)
    assert [one.sequence for one in back.entries] == [8, 7, 6, 5, 4]
    assert (back.older, back.newer) == (4, 8)
    first = page_of(Filter(), above=18, size=5)
    assert (first.entries[0].sequence, first.newer, first.older) == (23, None, 19)


def test_a_page_takes_as_many_queries_from_a_long_journal_as_from_a_short_one() -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            page_of(Filter(scope="cac-so"), below=10**6)
        return len(made)

    record(act="x.saved", subject="x.Y:0", by="system", scope="cac-so", at=NIGHT)
    few = queries()
    record_many(act="x.saved", changes=[Change(f"x.Y:{n}", scope="cac-so") for n in range(300)], by="system", at=NIGHT)
    assert queries() == few == 2


def test_lines_hold_all_that_the_hash_covers(journal: None) -> None:
    lines = [json.loads(line) for line in lines_of(Filter(actor="an"))]
    assert [line["sequence"] for line in lines] == [1, 4]
    content = {name: value for name, value in lines[0].items() if name not in ("hash", "previous_hash")}
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert lines[0]["hash"] == hashlib.sha256(f"{lines[0]['previous_hash']}\n{written}".encode()).hexdigest()


def test_the_command_exports_every_entry(journal: None) -> None:
    out = StringIO()
    call_command("export_audit_trail", stdout=out)
    assert out.getvalue() == "".join(lines_of(Filter()))
    assert len(out.getvalue().splitlines()) == 4


def test_before_and_after_stand_side_by_side() -> None:
    given = Entry(before={"points": "2", "note": "cũ", "gone": None}, after={"points": "2", "note": "mới", "files": [1, "b"], "on": True, "of": {"n": 1}})
    assert differences(given) == [
        Difference("points", "2", "2"), Difference("note", "cũ", "mới"), Difference("gone", "", None), Difference("files", None, "1\nb"),
        Difference("on", None, "true"), Difference("of", None, "n: 1"),
    ]
    assert [one.is_changed for one in differences(given)] == [False, True, True, True, True, True]
