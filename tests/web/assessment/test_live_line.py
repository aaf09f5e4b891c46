"""The line above every page of a round: what it says, to whom, on which pages, and what it costs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from parix.foundation.numbers import exact_from_text
from parix.web.accounts.queries import standing_of
from parix.web.assessment.choices import Stage, View
from parix.web.assessment.models import LiveSheet, StageWindow
from parix.web.assessment.queries.drafts import draft_of
from parix.web.assessment.queries.live_lines import LiveLine, at_risk, live_line
from parix.web.assessment.queries.sheets import leaf_in, leaves_in
from parix.web.assessment.scoring_runs.opening import open_self_assessment
from tests.web.assessment.appraisal_world import AppraisalWorld, build_appraisal_world
from tests.web.assessment.self_world import LEAF, SelfWorld, build_self_world
from tests.web.worlds import AT, OTHER, OWN, build_world

ROUND = {
    "coordinator": (
        "", "tim-tai-lieu/", "thoi-gian/", "tham-dinh/", "tham-dinh/giai-trinh/", "tham-dinh/xung-dot/", "doi-phien-ban/", "hoi-dong/",
        f"tham-dinh/{OWN}/{LEAF}/",
    ),
    "officer": ("", "tim-tai-lieu/", f"{OWN}/", f"{OWN}/tham-dinh/", f"{OWN}/tham-dinh/{LEAF}/", f"{OWN}/so-voi-nam-truoc/", f"{OWN}/tieu-chi/{LEAF}/"),
    "appraiser": ("tham-dinh/", f"tham-dinh/{OTHER}/{LEAF}/"),
}
# These say the same in the figures below their heading, where a save brings them up to date.
SELF = ("", "lich/", "phan-cong/", "nop/", f"tieu-chi/{LEAF}/")
WITH_LINE = (f"tieu-chi/{LEAF}/tai-lieu/",)


def line_for(world: Any, who: str, code: str = "") -> LiveLine | None:
    return live_line(standing_of(world.people[who]), world.open.slug, code)


def test_an_agency_reads_what_its_self_assessment_says(self_world: SelfWorld) -> None:
    self_world.save(is_ready=True)
    line, draft = line_for(self_world.world, "officer", OWN), draft_of(self_world.own)
    assert line is not None and draft is not None
    assert (line.agency, line.many, line.view) == (self_world.own.agency.name, 1, View.SELF)
    assert (line.points, line.low, line.high, line.applicable_max) == (
        draft.totals.points, draft.totals.low, draft.totals.high, draft.totals.applicable_max,
    )
    assert line.at_risk == draft.at_risk > 0
    assert line_for(self_world.world, "officer") == line  # on pages of the whole round too


def test_a_save_says_it_anew(self_world: SelfWorld) -> None:
    for is_ready in (False, True):
        saved = self_world.save(is_ready=is_ready, explanation=f"Báo cáo số {is_ready}")
        draft = draft_of(self_world.own)
        assert saved.live is not None and draft is not None
        assert at_risk(saved.live.leaves, saved.undone) == draft.at_risk
    assert LEAF not in saved.undone


def test_who_watches_reads_the_sum(self_world: SelfWorld) -> None:
    lines = [line_for(self_world.world, "coordinator", code) for code in self_world.world.agencies]
    whole = line_for(self_world.world, "coordinator")
    assert whole is not None and (whole.many, whole.agency) == (len(lines), "")
    assert (whole.points, whole.at_risk) == (sum(one.points for one in lines if one), sum(one.at_risk or 0 for one in lines if one))


def test_nobody_else_reads_it(self_world: SelfWorld) -> None:
    people = ("officer of another", "coordinator elsewhere", "administrator", "without role")
    assert [line_for(self_world.world, who, OWN) for who in people] == [None] * len(people)
    assert live_line(standing_of(self_world.world.people["officer"]), self_world.world.published.slug, OWN) is None


def test_an_agency_sees_the_appraisal_once_it_may_answer(appraisal_world: AppraisalWorld) -> None:
    world, part = appraisal_world.own.world, appraisal_world.own.own
    LiveSheet.objects.filter(participation=part, view=View.FIRST).update(points="7")
    officer, coordinator = (line_for(world, who, OWN) for who in ("officer", "coordinator"))
    assert officer is not None and coordinator is not None
    assert (officer.view, coordinator.view, coordinator.points, coordinator.at_risk) == (View.SELF, View.FIRST, 7, None)
    assert officer.points == exact_from_text(LiveSheet.objects.get(participation=part, view=View.SELF).points)
    type(world.open).objects.filter(pk=world.open.pk).update(stage=Stage.APPEAL)
    assert line_for(world, "officer", OWN) == coordinator


@pytest.mark.parametrize("build", [build_self_world, build_appraisal_world])
def test_every_page_of_a_round_says_it_once(db: None, build: Any) -> None:
    made = build()
    own: SelfWorld = made if isinstance(made, SelfWorld) else made.own
    people = own.world.people if isinstance(made, SelfWorld) else made.people
    StageWindow.objects.filter(round=own.world.open, stage=Stage.SELF_ASSESSMENT).update(opens_at=AT, closes_at=timezone.now() + timedelta(days=1))
    base, missing = f"/cham-diem/{own.world.open.slug}/", []
    asked = [(who, base + path, 'id="live-line"') for who, paths in ROUND.items() for path in paths]
    asked += [("officer", f"{base}{OWN}/tu-danh-gia/{path}", 'class="figures"') for path in SELF]
    asked += [("officer", f"{base}{OWN}/tu-danh-gia/{path}", 'id="live-line"') for path in WITH_LINE]
    for who, path, sign in asked:
        client = own.world.client("") if who not in own.world.people else own.world.client(who)
        client.force_login(people[who], backend="parix.web.project.sign_in.PersonBackend")
        text = client.get(path).content.decode()
        if text.count(sign) != 1 or (sign == 'class="figures"' and "live-line" in text):
            missing.append((who, path))
    assert missing == []


@pytest.mark.django_db
def test_it_costs_three_queries_for_one_agency_and_for_thirty() -> None:
    counts = []
    for copies in (0, 30):
        with transaction.atomic():
            counts.append(_cost(copies))
            transaction.set_rollback(True)
    assert counts == [3, 3]


def _cost(copies: int) -> int:

    world = build_world((OWN, OTHER), copies=copies)

    open_self_assessment(round=world.open, opens_at=AT - timedelta(days=1), closes_at=AT + timedelta(days=1), by=world.people["coordinator"], at=AT)
    standing = standing_of(world.people["coordinator"])
    with CaptureQueriesContext(connection) as queries:
        line = live_line(standing, world.open.slug)
    assert line is not None and line.many == 2 + copies
    return len(queries)


def test_one_leaf_is_read_as_among_all(self_world: SelfWorld) -> None:
    sheet = LiveSheet.objects.get(participation=self_world.own, view=View.SELF).sheet
    assert [leaf_in(sheet, one.key) for one in leaves_in(sheet)] == list(leaves_in(sheet))
