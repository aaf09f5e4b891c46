"""Ratings of settled dossiers: by the applicant with a number of the dossier, on paper at the desk; what indicators count of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from parix.foundation.periods import Period
from parix.foundation.problems import ProblemsFound
from parix.indicators.counting import Count
from parix.web.audit_trail.models import Entry
from parix.web.onestop.dossiers.actions.recording import record_dossiers
from parix.web.onestop.dossiers.choices import Verb
from parix.web.onestop.dossiers.models import Dossier
from parix.web.onestop.dossiers.queries.snapshots import officials_of
from parix.web.onestop.indicators.actions import take_snapshot
from parix.web.onestop.indicators.queries.behind import rows_behind_figure
from parix.web.onestop.indicators.queries.figures import figures_of
from parix.web.onestop.ratings.actions import RatingGiven, rate_dossier
from parix.web.onestop.ratings.models import Rating
from tests.web.onestop.dossiers.dossier_world import CITIZEN, NOW, desk, receive, row, step, version_in
from tests.web.onestop.onestop_world import OnestopWorld
from tests.web.registries.outreach.contest_world import freeze_time

LATER = NOW + timedelta(hours=2)
YEAR = Period.parse("2026")


@pytest.fixture
def settled(onestop_world: OnestopWorld) -> Dossier:
    desk(onestop_world)
    one = receive(onestop_world, version_in(onestop_world))
    step(onestop_world, one, Verb.HAND_OVER, unit=onestop_world.units["Phòng Quản lý"])
    return step(onestop_world, one, Verb.FINISH, "staff", at=NOW + timedelta(hours=1))


def test_the_applicant_rates_with_the_telephone_or_number_of_the_dossier_and_the_last_rating_holds(onestop_world: OnestopWorld, settled: Dossier) -> None:
    client, address = onestop_world.client(""), reverse("ratings:rate", args=[settled.code])
    with freeze_time(LATER):
        assert address in client.get(reverse("lookup:dossier", args=[settled.code])).content.decode()
        refused = client.post(address, {"number": "0999 999 999", "overall": "1"})
        assert refused.status_code == 422 and "không phải số ghi trên hồ sơ" in refused.content.decode() and not Rating.objects.exists()
        assert client.post(address, {"number": CITIZEN.phone, "overall": "1", "attitude": "0", "publicity": ""}).status_code == 302
        assert client.post(address, {"number": CITIZEN.number, "overall": "3", "attitude": "2", "publicity": "1", "agencies_contacted": "0"}).status_code == 302
    one = Rating.objects.get()
    assert (one.overall, one.agencies_contacted, one.publicity, one.attitude, one.way, one.entered_by) == (3, 0, 1, 2, "online", None)
    settled.refresh_from_db()
    assert (settled.is_disliked, settled.changed_at, Entry.objects.filter(act="ratings.rated", actor="applicant").count()) == (False, LATER, 2)


def test_a_left_out_question_is_no_answer_and_a_disliked_dossier_is_marked(onestop_world: OnestopWorld, settled: Dossier) -> None:
    rate_dossier(dossier=settled, given=RatingGiven(1, attitude=0), by=onestop_world.people["counter"], at=LATER)
    snapshot = take_snapshot(at=LATER)
    whole = figures_of(snapshot, onestop_world.own.pk, YEAR).whole
    assert [whole[key] for key in ("attitude", "publicity", "dossiers_satisfied")] == [Count(1, 0, 0), Count(), Count(1, 0)]
    behind = rows_behind_figure(snapshot, "attitude", onestop_world.own.pk, YEAR, "chua-dat", most=9)
    assert [(one.title, one.amount, one.person) for one in behind.rows] == [(settled.code, 0, "")]
    rate_dossier(dossier=settled, given=RatingGiven(3, attitude=2), by=onestop_world.people["counter"], at=LATER + timedelta(minutes=1))
    assert figures_of(take_snapshot(at=LATER + timedelta(hours=1)), onestop_world.own.pk, YEAR).whole["attitude"] == Count(1, 2, 1)


def test_an_open_dossier_is_not_rated(onestop_world: OnestopWorld) -> None:
    desk(onestop_world)
    one = receive(onestop_world, version_in(onestop_world))
    for by, number in ((None, CITIZEN.phone), (onestop_world.people["counter"], "")):
        with pytest.raises(ProblemsFound, match="not_settled"):
            rate_dossier(dossier=one, given=RatingGiven(3, number=number), by=by, at=LATER)
    assert "chưa có kết quả" in onestop_world.client("").get(reverse("ratings:rate", args=[one.code])).content.decode()


@pytest.mark.parametrize(("person", "status"), [
    ("counter", 302), ("officer", 302), ("director", 302), ("head", 403), ("staff", 403), ("auditor", 403), ("coordinator", 403), ("officer of another", 404),
])
def test_who_types_forms_on_paper(onestop_world: OnestopWorld, settled: Dossier, person: str, status: int) -> None:
    client = onestop_world.client(person)
    with freeze_time(LATER):
        assert client.post(reverse("ratings:enter", args=[settled.code]), {"overall": "2"}).status_code == status
    if status != 302:
        with pytest.raises(PermissionDenied):
            rate_dossier(dossier=settled, given=RatingGiven(2), by=onestop_world.people[person], at=LATER)
    assert [(one.way, one.entered_by) for one in Rating.objects.all()] == ([("paper", onestop_world.people[person])] if status == 302 else [])


def test_who_took_in_and_who_settled_a_dossier_is_known_from_its_events(onestop_world: OnestopWorld, settled: Dossier) -> None:
    assert officials_of([settled.pk, 0]) == {settled.pk: (onestop_world.people["counter"].pk, onestop_world.people["staff"].pk)}


def test_guessing_numbers_waits(onestop_world: OnestopWorld, settled: Dossier) -> None:
    client, address = onestop_world.client("", REMOTE_ADDR="203.0.113.7"), reverse("ratings:rate", args=[settled.code])
    moments: list[datetime] = [LATER + timedelta(seconds=number) for number in range(12)]
    answers = []
    for moment in moments:
        with freeze_time(moment):
            answers.append(client.post(address, {"number": "0999999999", "overall": "1"}).status_code)
    assert answers[0] == 422 and answers[-1] == 429


def test_a_mark_stays_when_another_system_sends_the_dossier_again(onestop_world: OnestopWorld) -> None:
    version = version_in(onestop_world)
    sent = row(onestop_world, version, state=10, finished_at=NOW)
    record_dossiers(source="mc", rows=[sent], by="system", at=NOW)
    one = Dossier.objects.get()
    rate_dossier(dossier=one, given=RatingGiven(1, number=CITIZEN.number), by=None, at=LATER)
    record_dossiers(source="mc", rows=[replace(sent, is_synced=True)], by="system", at=LATER)
    one.refresh_from_db()
    assert (one.is_synced, one.is_disliked, one.has_feedback, one.reuses_data) == (True, True, False, None)
    record_dossiers(source="mc", rows=[replace(sent, reuses_data=False)], by="system", at=LATER)
    one.refresh_from_db()
    assert (one.is_synced, one.reuses_data) == (True, False)
    record_dossiers(source="mc", rows=[replace(sent, is_synced=False)], by="system", at=LATER)
    one.refresh_from_db()
    assert (one.is_synced, one.reuses_data) == (False, False)
