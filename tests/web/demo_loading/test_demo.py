"""The demonstration: loaded through actions as far as a stage, the same on SQLite and PostgreSQL; a second run changes nothing."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Count, F
from django.test import Client
from django.utils import timezone

from parix.foundation.numbers import exact_from_text
from parix.official_documents.text_extraction.extracting import extract_text
from parix.scoring.bundles import verify_bundle
from parix.web.accounts.choices import Role
from parix.web.accounts.queries import User, standing_of
from parix.web.assessment.actions.evidence import check_stale
from parix.web.assessment.choices import Answer, Cause, Outcome, Stage, View
from parix.web.assessment.models import (
    Appeal,
    Claim,
    CollectedResult,
    CouncilSession,
    EvidenceCheck,
    EvidenceLink,
    LiveSheet,
    PublishedBundle,
    Ruling,
    ScoringRun,
    Submission,
)
from parix.web.assessment.queries.collected import national_page
from parix.web.assessment.queries.council.minutes import minutes_lines, minutes_of
from parix.web.assessment.queries.council.rows import session_row
from parix.web.assessment.queries.lost_points import ledger_of
from parix.web.assessment.queries.lost_points.carried import carried_into
from parix.web.assessment.queries.lost_points.ledger import total
from parix.web.assessment.queries.ranking import ranking
from parix.web.assessment.queries.sheets import shown_run
from parix.web.audit_trail.models import Entry
from parix.web.audit_trail.queries.verification import verify
from parix.web.demo_loading.actions import load_demo, usual_year
from parix.web.demo_loading.choices import PASSWORD, PEOPLE, DemoStage
from parix.web.demo_loading.queries import followed_round, sign_in_lines
from parix.web.files.models import Document, PageText, StoredFile
from parix.web.files.queries.store import read_content
from parix.web.measurements.models import Measurement
from parix.web.onestop.indicators.queries import newest_snapshot
from parix.web.onestop.intake.models import Import
from parix.web.plans.choices import Progress
from parix.web.plans.models import Plan, Turn
from parix.web.plans.rules import progress_of
from tests.web.demo_loading.conftest import AT, Loaded

OWN = "DEMO.KHCN"


def is_running(loaded: Loaded) -> bool:
    return loaded.stage == DemoStage.SELF_ASSESSMENT


def test_a_second_run_changes_nothing(loaded: Loaded) -> None:
    def state() -> tuple[int, ...]:
        return tuple(model.objects.count() for model in (User, Measurement, ScoringRun, CollectedResult, Document, EvidenceLink, Entry))

    before = state()
    for stage in DemoStage:
        again = load_demo(year=AT.year, at=AT, stage=stage)
        assert {round.slug for round in again} == {round.slug for round in loaded.rounds}
    assert state() == before


def test_the_round_is_at_its_stage_and_the_year_before_is_published(loaded: Loaded) -> None:
    followed, before, *trials = loaded.rounds
    year = AT.year if is_running(loaded) else AT.year - 1
    assert [(followed.period_end.year, followed.stage), (before.period_end.year, before.stage)] == [(year, Stage(loaded.stage.replace("-", "_"))), (year - 1, Stage.PUBLISHED)]
    assert [one.stage for one in trials] == [Stage.SELF_ASSESSMENT] * 2
    runs = ScoringRun.objects.filter(round=followed)
    assert runs.values("agency").distinct().count() == 20
    assert followed_round() == followed
    assert (national_page().count, national_page().off) == (13, 1)


def test_the_published_order_is_the_same_on_both(loaded: Loaded) -> None:
    if is_running(loaded):
        leaders = [(group.key, group.places[0].agency_code, str(group.places[0].published_index)) for group in ranking(loaded.rounds[1])]
        assert leaders == [("with_survey", "DEMO.TTTT", "9681/100"), ("without_survey", "DEMO.TC", "1851/20")]
    assert [len(group.places) for group in ranking(loaded.rounds[0])] == [14, 6]
    with pytest.raises(DatabaseError, match="a stored result is final"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE assessment_scoringrun SET points = '100'")


def test_departments_have_come_as_far_as_people_do(loaded: Loaded) -> None:
    """While it runs, some have submitted, some are half-way, some have not begun, the followed one among them; later all have submitted."""
    followed = loaded.rounds[0]
    claimed = dict(Claim.objects.filter(participation__round=followed, version__gt=0).values_list("participation__agency__code").annotate(Count("pk")))
    submitted = set(Submission.objects.values_list("participation__agency__code", flat=True))
    if is_running(loaded):
        assert (len(claimed), len(submitted), len(set(claimed) - submitted), OWN in submitted) == (15, 8, 7, False)
        assert 12 <= claimed[OWN] < 25
    else:
        assert (len(claimed), len(submitted)) == (20, 20)
    assert {claimed[code] for code in submitted} == {25}


def test_papers_are_filed_confirmed_and_linked_by_the_units(loaded: Loaded) -> None:
    links = EvidenceLink.objects.filter(participation__agency__code=OWN).select_related("document", "added_by")
    assert len(links) >= 20
    assert {one.document.state for one in links} == {"confirmed"}
    assert len({one.added_by_id for one in links}) > 3
    assert EvidenceCheck.objects.exclude(problems=[]).count() == 0
    assert Document.objects.filter(issued_on__gt=AT.date()).count() == 0
    assert Document.objects.filter(agency__code=OWN).count() >= 28


def test_the_reader_bears_out_every_pointer(loaded: Loaded) -> None:
    """When the background has read the papers, each page and quotation is where the pointer says; scans have no words of their own."""
    own = EvidenceLink.objects.filter(participation__agency__code=OWN, document__current__isnull=False)
    for file in StoredFile.objects.filter(pk__in=own.values("document__current__file"), size__lt=300_000).order_by("pk"):
        extracted = extract_text(read_content(file.sha256))
        if all(page.method == "text" for page in extracted.pages):
            PageText.objects.bulk_create(PageText(file=file, number=page.number, text=page.text, words="", method="text") for page in extracted.pages)
            StoredFile.objects.filter(pk=file.pk).update(state="readable", read_at=AT, page_count=len(extracted.pages))
    assert check_stale(at=AT) >= (0 if followed_is_published(loaded) else 15)
    assert [(one.link.leaf_key, one.problems) for one in EvidenceCheck.objects.exclude(problems=[])] == []


def followed_is_published(loaded: Loaded) -> bool:
    return loaded.rounds[0].stage == Stage.PUBLISHED


def test_an_export_went_through_the_three_steps_and_figures_stand_at_first_sight(loaded: Loaded) -> None:
    """One of its rows is wrong on purpose."""
    one = Import.objects.select_related("source__agency").get()
    assert (one.state, one.rows, one.good, one.bad, one.created, one.source.agency.code) == ("applied", 36, 35, 1, 35, OWN)
    snapshot = newest_snapshot()
    assert snapshot is not None and (snapshot.rows["dossiers"], snapshot.rows["feedback"], snapshot.rows["ratings"]) == (323, 5, 40)


def test_nothing_happened_after_the_loading_and_the_trail_is_whole(loaded: Loaded) -> None:
    assert [round.slug for round in loaded.rounds if round.opened_at > AT or (round.published_at or AT) > AT] == []
    assert Submission.objects.filter(submitted_at__gt=AT).count() == 0
    assert verify().broken is None


def test_real_reports_are_tried_and_say_what_is_not_known(loaded: Loaded) -> None:
    trials = loaded.rounds[2:]
    runs = {run.agency.code: run for run in ScoringRun.objects.filter(round__in=trials).select_related("agency", "round")}
    assert set(runs) == {"H09.SKHCN", "H41.SKHCN"}
    assert all(run.not_scored > 20 and exact_from_text(run.points) > 0 for run in runs.values())
    coordinator, visitor = Client(), Client()
    coordinator.force_login(User.objects.get(username="dieuphoi"), backend="parix.web.project.sign_in.PersonBackend")
    for run in runs.values():
        path = f"{run.round.slug}/{run.agency.code}/"
        assert (coordinator.get(f"/cham-diem/{path}").status_code, visitor.get(f"/cong-khai/{path}").status_code) == (200, 404)


def test_appraisers_have_ruled_field_by_field_and_the_followed_department_appeals(loaded: Loaded) -> None:
    rulings = Ruling.objects.filter(participation__round=loaded.rounds[0])
    appeals = Appeal.objects.filter(participation__round=loaded.rounds[0])
    if is_running(loaded):
        assert (rulings.count(), appeals.count()) == (0, 0)
        return
    own = rulings.filter(participation__agency__code=OWN, view=View.FIRST)
    assert own.count() >= 24
    assert own.filter(outcome=Outcome.CORRECTED).count() == 4
    assert rulings.filter(view=View.FIRST).values("participation__agency").distinct().count() >= 18
    assert rulings.values("ruled_by").distinct().count() >= 6
    assert rulings.filter(reason="").exclude(outcome=Outcome.ACCEPTED).count() == 0
    assert sorted(appeals.values_list("outcome", flat=True)) == [Answer.PARTLY, *[Answer.REJECTED] * 3, Answer.UPHELD]
    seen = dict(LiveSheet.objects.filter(participation__round=loaded.rounds[0], participation__agency__code=OWN).values_list("view", "order_value"))
    assert set(seen) == set(View)
    assert seen[View.SECOND] >= seen[View.FIRST] != seen[View.SELF]


def test_the_council_has_met_voted_and_closed_and_the_result_is_published_with_bundles(loaded: Loaded) -> None:
    if is_running(loaded):
        assert (CouncilSession.objects.count(), loaded.rounds[0].published_at) == (0, None)
        return
    session = CouncilSession.objects.get(round=loaded.rounds[0])
    row = session_row(session)
    assert (len(row.seats), len(row.present), row.has_quorum, session.closed_at is not None) == (7, 6, True, True)
    told = [(one.motion.outcome, one.motion.by_the_chair, one.count.cast, len(one.dissents)) for one in row.motions]
    assert told == [
        ("rejected", False, 6, 1), ("carried", False, 5, 1), ("carried", True, 5, 1), ("withdrawn", False, 0, 0), ("carried", False, 6, 0),
        ("carried", False, 6, 0),
    ]
    assert [sum(bool(ballot.recused) for ballot in one.ballots) for one in row.motions] == [0, 1, 1, 0, 0, 0]
    assert len([line for line in minutes_lines(minutes_of(row)) if line.startswith("Ý kiến của ")]) == 3
    bundles = PublishedBundle.objects.filter(run__round=loaded.rounds[0], run__batch=session.batch)
    assert bundles.count() == 20
    verify_bundle(bytes(bundles.get(run__agency__code=OWN).content))
    assert Client().get(f"/cong-khai/{loaded.rounds[0].slug}/{OWN}/").status_code == 200


def test_the_followed_department_keeps_a_ledger_of_what_it_lost_also_last_year(loaded: Loaded) -> None:
    for round in [one for one in loaded.rounds if one.stage == Stage.PUBLISHED]:
        run = shown_run(round, OWN)
        assert run is not None
        ledger = ledger_of(run)
        assert total(ledger.lines) == ledger.points
        assert ledger.points > 5
        entries = [entry for line in ledger.divided if line.is_saved for entry in line.entries]
        left = [line for line in ledger.divided if not line.is_saved]
        assert len(entries) >= 12
        assert 2 <= len(left) <= 4
        assert {one.cause for one in entries} == {Cause.EXTERNAL, Cause.INTERNAL}
        mended = [one for one in entries if one.is_recoverable]
        assert len(mended) >= 8
        assert [one for one in mended if not (one.remedy and one.remedy_unit and one.remedy_person and one.recover_by)] == []
        assert any(one.done_on for one in mended) == (round == loaded.rounds[1])
    followed = loaded.rounds[0]
    own = followed.participations.get(agency__code=OWN)
    carried = carried_into(followed, own.agency_id, standing_of(User.objects.get(username="canbo.khcn")))
    assert sum(one.is_saved for one in carried.values()) >= 10


@pytest.mark.parametrize(("stage", "month", "year"), [
    (DemoStage.SELF_ASSESSMENT, 1, 2026), (DemoStage.APPEAL, 2, 2024), (DemoStage.APPEAL, 11, 2025), (DemoStage.PUBLISHED, 6, 2024),
    (DemoStage.PUBLISHED, 11, 2025),
])
def test_a_year_is_over_before_its_agencies_claim(stage: DemoStage, month: int, year: int) -> None:
    assert usual_year(stage, AT.replace(month=month)) == year


def test_there_is_somebody_for_every_role_who_can_sign_in(loaded: Loaded) -> None:
    assert {person.role for person in PEOPLE} == set(Role)
    printed = " ".join(sign_in_lines())
    assert [one.username for one in PEOPLE if one.username not in printed and not one.username.startswith(("canbo.", "lanhdao."))] == []
    some = {one.role: one.username for one in PEOPLE}
    assert {name: Client().login(username=name, password=PASSWORD) for name in some.values()} == dict.fromkeys(some.values(), True)
    assert set(User.objects.values_list("username", flat=True)) == {one.username for one in PEOPLE}


def test_the_plan_of_the_year_is_read_given_and_in_every_state(loaded: Loaded) -> None:
    plan, concluded = Plan.objects.order_by("pk")
    assert (plan.state, plan.assignments.count(), plan.readings.get().state, concluded.kind) == ("approved", 25, "confirmed", "conclusion")
    assert plan.document is not None and all(one.lead for one in plan.assignments.all()) and all(one.span for one in plan.assignments.all())
    today = timezone.localdate(AT)
    turns = Turn.objects.filter(assignment__plan=plan)
    assert {progress_of(one.state, one.due_on, one.done_on, today) for one in turns} == set(Progress)
    assert turns.exclude(due_on=F("first_due_on")).filter(due_on__isnull=False).count() == 1
