"""Reviews: planned, concluded with both sides, totals over what is known, the worked example, pages and workbook."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from parix.foundation.problems import ProblemsFound
from parix.procedures.compliance_cost import Task
from parix.web.files.actions.citing import Cited
from parix.web.measurements.models import Measurement
from parix.web.onestop.procedures.actions.reviewing import ReviewGiven, Side, plan_reviews, take_step
from parix.web.onestop.procedures.choices import ReviewState, ReviewVerb
from parix.web.onestop.procedures.forms.reviews import number_of, tasks_lines
from parix.web.onestop.procedures.models import Review
from parix.web.onestop.procedures.queries.reviews import Cut, reviews_of, totals_of
from parix.web.onestop.procedures.workflow import STEPS, StepRefused, next_state, verbs_for
from tests.web.onestop.onestop_world import NOW, TODAY, OnestopWorld

EXAMPLE = ReviewGiven(
    "simplify", "Bỏ một giấy tờ", TODAY, {"necessary": True, "reasonable": False, "legal": True},
    Side(25, 4, 3, [Task("Chuẩn bị hồ sơ", Decimal(20), Decimal(36_200), Decimal(0), Decimal(300_000))]),
    Side(15, 3, 3, [Task("Nộp trực tuyến", Decimal(5), Decimal(36_200), Decimal(0), Decimal(50_000))]), Decimal(1), 3_228,
)


def planned(world: OnestopWorld, *names: str, year: int = 2026) -> list[Review]:
    procedures = [world.procedure(name) for name in names]
    return plan_reviews(agency=world.own, year=year, procedures=procedures, plan=Cited("plan", "3", "KH-SKHCN", date(2026, 1, 20)), by=world.people["officer"], at=NOW)


def step(world: OnestopWorld, review: Review, verb: ReviewVerb, given: ReviewGiven = EXAMPLE, who: str = "officer") -> Review:
    return take_step(review=review, verb=verb, given=given, by=world.people[who], at=NOW)


def test_every_state_and_verb() -> None:
    for state in ReviewState:
        for verb in ReviewVerb:
            if (state, verb) in STEPS:
                assert verb in verbs_for(state)
            else:
                with pytest.raises(StepRefused):
                    next_state(state, verb)


@pytest.mark.django_db
def test_the_worked_example_is_shown_as_published(onestop_world: OnestopWorld) -> None:
    one, other, _waiting, dropped = planned(onestop_world, "Một", "Hai", "Ba", "Bốn")
    step(onestop_world, one, ReviewVerb.REVIEW)
    step(onestop_world, other, ReviewVerb.REVIEW, ReviewGiven("keep", "", TODAY))
    step(onestop_world, dropped, ReviewVerb.DROP, ReviewGiven(reason="Sắp bãi bỏ"))
    rows = reviews_of(onestop_world.own.pk, 2026)
    assert (rows[0].dossier, rows[0].days, rows[0].papers) == (Cut(Decimal(1_024_000), Decimal(231_000)), Cut(25, 15), Cut(4, 3))
    totals = totals_of(rows)
    assert (totals.planned, totals.reviewed, totals.simplified, totals.known["yearly"]) == (3, 2, 1, 1)
    assert totals.yearly is not None and (totals.yearly.less, totals.yearly.share) == (Decimal(2_559_804_000), Fraction(793, 1024))
    client = onestop_world.client("staff")
    text = client.get(f"/thu-tuc/ra-soat/{one.pk}/").content.decode()
    assert "2.559.804.000" in text and "77,44 %" in text and "1.024.000" in text
    text = client.get("/thu-tuc/ra-soat/?nam=2026").content.decode()
    assert "Đã rà soát 2/3 thủ tục" in text and "2.559.804.000" in text
    assert client.get("/thu-tuc/ra-soat/tep/?nam=2026").headers["Content-Type"].endswith("sheet")


@pytest.mark.django_db
def test_abolishing_leaves_nothing(onestop_world: OnestopWorld) -> None:
    (one,) = planned(onestop_world, "Một")
    given = ReviewGiven("abolish", "Không còn cần", TODAY, before=Side(5, 2, None, [Task("Đi lại", other=Decimal(40_000))]), times=Decimal("0.5"), subjects=10)
    step(onestop_world, one, ReviewVerb.REVIEW, given)
    (row,) = reviews_of(onestop_world.own.pk, 2026)
    assert (row.days, row.papers, row.conditions, row.yearly) == (Cut(5, 0), Cut(2, 0), None, Cut(Decimal(200_000), Decimal(0)))


WRONG: dict[str, tuple[dict[str, Any], set[str]]] = {
    "nothing": ({"proposal": "", "reviewed_on": None}, {"proposal_missing", "reviewed_on_odd"}), "no reason": ({"reason": " "}, {"reason_missing"}),
    "tomorrow": ({"reviewed_on": date(2026, 11, 4)}, {"reviewed_on_odd"}), "one side": ({"after": Side(5)}, {"cost_one_sided"}),
    "nobody applies": ({"subjects": None}, {"who_applies_missing"}),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", WRONG)
def test_a_review_without_what_it_needs_changes_nothing(onestop_world: OnestopWorld, case: str) -> None:
    changes, codes = WRONG[case]
    (one,) = planned(onestop_world, "Một")
    given = ReviewGiven(**{**{name: getattr(EXAMPLE, name) for name in EXAMPLE.__slots__}, **changes})
    with pytest.raises(ProblemsFound) as found:
        step(onestop_world, one, ReviewVerb.REVIEW, given)
    one.refresh_from_db()
    assert ({each.code for each in found.value.problems}, one.state) == ({f"procedures.{code}" for code in codes}, ReviewState.PLANNED)


@pytest.mark.django_db
def test_only_keepers_plan_and_review_and_twice_is_once(onestop_world: OnestopWorld) -> None:
    (one,) = planned(onestop_world, "Một")
    assert plan_reviews(agency=onestop_world.own, year=2026, procedures=[one.procedure], plan=None, by=onestop_world.people["counter"], at=NOW) == []
    with pytest.raises(PermissionDenied):
        plan_reviews(agency=onestop_world.own, year=2026, procedures=[one.procedure], plan=None, by=onestop_world.people["staff"], at=NOW)
    with pytest.raises(PermissionDenied):
        step(onestop_world, one, ReviewVerb.REVIEW, who="staff")


@pytest.mark.django_db
def test_a_review_is_planned_and_written_in_the_browser_and_counted(onestop_world: OnestopWorld) -> None:
    client, procedure = onestop_world.client("officer"), onestop_world.procedure("Một")
    assert client.post("/thu-tuc/ra-soat/ke-hoach/?nam=2026", {"procedures": [procedure.pk]}).status_code == 302
    one = Review.objects.get()
    form = {
        "review-proposal": "simplify", "review-reason": "Bỏ bản sao", "review-reviewed_on": "01/11/2026", "review-times": "1", "review-subjects": "3228",
        "review-tasks_before": "Chuẩn bị; 20; 36.200; 0; 300.000", "review-tasks_after": "Nộp; năm giờ",
    }
    answer = client.post(f"/thu-tuc/ra-soat/{one.pk}/review/", form)
    assert answer.status_code == 422 and "dòng 1 chưa đúng" in answer.content.decode()
    assert client.post(f"/thu-tuc/ra-soat/{one.pk}/review/", {**form, "review-tasks_after": "Nộp; 5; 36.200; 0; 50.000"}).status_code == 302
    (row,) = reviews_of(onestop_world.own.pk, 2026)
    assert row.dossier == Cut(Decimal(1_024_000), Decimal(231_000))
    fact = Measurement.objects.get(code="procedures.reviewed.registry", superseded_at__isnull=True)
    assert fact.fact == {"share": "1/1"}
    assert client.post(f"/thu-tuc/ra-soat/{one.pk}/review/", form).status_code in (302, 422)
    assert client.post(f"/thu-tuc/ra-soat/{one.pk}/reopen/", {"reopen-reason": "Tính lại"}).status_code == 302


@pytest.mark.parametrize(("text", "number"), [("36.200", "36200"), ("2,5", "2.5"), ("1.024.000,05", "1024000.05"), ("36200", "36200"), ("0", "0")])
def test_numbers_as_people_write_them(text: str, number: str) -> None:
    assert number_of(text) == Decimal(number)


@pytest.mark.parametrize("text", ["2.5", "1.02", "-1", "năm", "1,234", ""])
def test_what_could_be_two_numbers_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        number_of(text)


def test_tasks_are_written_as_they_are_read() -> None:
    assert tasks_lines([Task("Đi lại", Decimal("1.50"), Decimal(36200), other=Decimal("0.05"))]) == "Đi lại; 1,50; 36.200; 0; 0; 0,05"
