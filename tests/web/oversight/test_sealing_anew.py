"""After a change of keys everything is sealed by the newest, batch by batch, whenever it is stopped; searches find all the while."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from parix.web.audit_trail.models import Entry
from parix.web.files.actions.receiving import start_for_room
from parix.web.files.rules import Ticket
from parix.web.onestop.dossiers.models import Dossier
from parix.web.onestop.dossiers.rules.applicants import hashes_of, is_number_of, open_applicant
from parix.web.onestop.feedback.actions.sending import open_sender, open_words
from parix.web.onestop.intake.queries.kept_files import samples_of
from parix.web.oversight.actions import keys_in_use, seal_everything_anew
from parix.web.personal_data.rules.sealing import NotOpened
from tests.unit.exchange_formats.dossiers.made_exports import csv_of, row
from tests.web.databases import Database
from tests.web.onestop.feedback.test_feedback import SENDER, WORDS, sent
from tests.web.onestop.intake.intake_world import NOW, applied, checked, no_progress
from tests.web.onestop.onestop_world import build_onestop_world

MANY, NUMBER, PHONE = 7, "038099001234", "0912345678"
ROWS = [row(number, **{"Điện thoại": PHONE, "Người nộp": f"Người {number}"}) for number in range(1, MANY + 1)]
HEADS = tuple(ROWS[0])


class Killed(Exception):
    pass


def killed_after(batches: int) -> Callable[[int, int], None]:
    left = [batches]

    def progress(_count: int, _of: int) -> None:
        left[0] -= 1
        if not left[0]:
            raise Killed

    return progress


def applicants_by_key() -> Counter[int]:
    return Counter(bytes(value)[0] for value in Dossier.objects.values_list("applicant", flat=True))


def stand() -> list[tuple[object, ...]]:
    return list(Dossier.objects.order_by("code").values_list("code", "changed_at", "number_hash", "phone_hash", "row_hash"))


@pytest.fixture
def two_keys(settings: Settings, tmp_path: Path) -> None:
    """As soon as something is sealed by the first."""
    settings.FILES_ROOT = tmp_path
    settings.PERSONAL_KEYS, settings.PERSONAL_LOOKUP_KEY, settings.PERSONAL_LOOKUP_KEY_BEFORE = {1: "first"}, "find", ""


def test_everything_is_sealed_anew_however_often_it_is_killed(each_database: Database, settings: Settings, two_keys: None) -> None:
    world = build_onestop_world()
    applied(world, csv_of(ROWS, HEADS))
    feedback, waiting = sent(world), checked(world, csv_of(ROWS, HEADS))
    before = stand()
    settings.PERSONAL_KEYS = {1: "first", 2: "second"}
    for done in (2, 4):
        with pytest.raises(Killed):
            seal_everything_anew(now=NOW, progress=killed_after(1), batch=2)
        assert applicants_by_key() == {1: MANY - done, 2: done}
    limited = seal_everything_anew(now=NOW, progress=no_progress, batch=2, most=1)
    assert (limited.written, limited.is_whole, applicants_by_key()) == (2, False, {1: 1, 2: 6})
    rest = seal_everything_anew(now=NOW, progress=no_progress, batch=2)
    assert (rest.written, rest.unopened, rest.is_whole) == (4, 0, True)  # the last dossier, sender and words, samples
    assert seal_everything_anew(now=NOW, progress=no_progress).written == 0
    assert {key for counts in keys_in_use().values() for key in counts} == {1, 2}  # the file that waits is sealed by the first still
    assert [dict(entry.after) for entry in Entry.objects.filter(act="oversight.sealed_anew").order_by("pk")] == [{"key": 2, "left": left} for left in (10, 8, 6, 4)]
    settings.PERSONAL_KEYS = {2: "second"}
    assert [open_applicant(value).name for value in Dossier.objects.order_by("code").values_list("applicant", flat=True)] == [one["Người nộp"] for one in ROWS]
    for one in (feedback, waiting):
        one.refresh_from_db()
    assert (open_sender(feedback), open_words(feedback), samples_of(waiting)["Người nộp"][0]) == (SENDER, WORDS, "Người 1")
    assert stand() == before  # nothing else of a row moves


def test_searches_find_by_both_keys_until_hashes_are_made_anew(each_database: Database, settings: Settings, two_keys: None) -> None:
    world = build_onestop_world()
    applied(world, csv_of(ROWS, HEADS))
    settings.PERSONAL_LOOKUP_KEY, settings.PERSONAL_LOOKUP_KEY_BEFORE = "find anew", "find"
    assert found(NUMBER) == found(PHONE) == MANY
    with pytest.raises(Killed):
        seal_everything_anew(now=NOW, progress=killed_after(1), batch=3)
    assert found(NUMBER) == found(PHONE) == MANY
    assert seal_everything_anew(now=NOW, progress=no_progress, batch=3).written == MANY - 3
    settings.PERSONAL_LOOKUP_KEY_BEFORE = ""
    assert found(NUMBER) == found(PHONE) == MANY
    assert [is_number_of(one, NUMBER) for one in Dossier.objects.all()] == [True] * MANY


def found(words: str) -> int:
    return sum(Dossier.objects.filter(**{column: value}).count() for column, value in hashes_of(words))


def test_the_command_says_what_is_left_and_what_it_could_not_open(each_database: Database, settings: Settings, two_keys: None) -> None:
    world = build_onestop_world()
    applied(world, csv_of(ROWS, HEADS))
    start_for_room(ticket=Ticket(world.people["officer"].pk, world.own.pk, "x.sent", 9), name="x", size=9, by=world.people["officer"], at=NOW)
    settings.PERSONAL_KEYS = {1: "first", 2: "second"}
    out = io.StringIO()
    call_command("seal_personal_data_anew", batch=2, batches=1, stdout=out)
    assert [
        line for line in out.getvalue().splitlines() if "Dossier" in line or "còn dùng" in line or "chưa hết" in line
    ] == ["dossiers.Dossier.applicant: khóa 1: 5, khóa 2: 2", "chưa hết: chạy lại để làm tiếp", "còn dùng khóa 1: giữ trong PARIX_PERSONAL_KEYS"]
    settings.PERSONAL_KEYS = {2: "second"}
    with pytest.raises(CommandError, match="5 dòng không mở được"):
        call_command("seal_personal_data_anew", stdout=io.StringIO())
    settings.PERSONAL_KEYS = {1: "first", 2: "second"}
    out = io.StringIO()
    call_command("seal_personal_data_anew", stdout=out)
    assert "đã khóa lại 5 dòng" in out.getvalue().splitlines()
    assert "còn dùng" not in out.getvalue()
    settings.PERSONAL_KEYS = {1: "first"}
    with pytest.raises(NotOpened):
        open_applicant(Dossier.objects.values_list("applicant", flat=True)[0])
