"""A round goes over to a newer edition in the middle of the year: everything is carried, told, or left with its reason; the way back; two at once."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from parix.criteria.library import SHIPPED
from parix.foundation.problems import ProblemsFound
from parix.web.assessment.actions.evidence import add_evidence
from parix.web.assessment.choices import CertificationStep, ClaimState
from parix.web.assessment.models import (
    Certification,
    Claim,
    ClaimRevision,
    EditionSwitch,
    EvidenceLink,
    LeafDuty,
    LiveSheet,
    Statement,
    SwitchedLeaf,
    SwitchedSheet,
)
from parix.web.assessment.queries.drafts import draft_of
from parix.web.assessment.queries.switches import claims_left, sheet_left
from parix.web.assessment.scoring_runs.submissions import certify, frozen_digest
from parix.web.assessment.scoring_runs.switching.acting import AlreadySwitched, preview
from parix.web.assessment.scoring_runs.two_clocks import Clocks, sheet_at
from parix.web.audit_trail.models import Entry
from parix.web.files.actions.registering import register_document
from parix.web.measurements.models import Measurement
from parix.web.notices.models import Notice
from tests.web.assessment.evidence_world import FIELDS
from tests.web.assessment.switch_world import DUE, NEW, OLD, SAMPLES, SwitchWorld, build_switch_world, claim_everything
from tests.web.databases import Database
from tests.web.worlds import AT


@pytest.fixture(autouse=True)
def sample_sets(settings: Settings) -> None:
    settings.CRITERIA_SETS = (SAMPLES, SHIPPED)


@pytest.fixture
def midyear(db: None) -> SwitchWorld:
    return build_switch_world()


def outcomes(switch: EditionSwitch, code: str = "M.A") -> dict[tuple[str, str], tuple[str, str]]:
    rows = SwitchedLeaf.objects.filter(switch=switch, participation__agency__code=code)
    return {(one.old_key, one.new_key): (one.outcome, one.need) for one in rows}


def current(code: str, agency: str = "M.A") -> dict[str, object] | None:
    found = Measurement.objects.filter(agency__code=agency, code=code, superseded_at__isnull=True).first()
    return found.fact if found else None


def test_every_leaf_finds_its_way(midyear: SwitchWorld) -> None:
    claim_everything(midyear)
    made = midyear.switch()
    assert (midyear.round.edition_name, made.number, made.from_edition, made.to_edition) == (NEW, 1, OLD, NEW)
    assert outcomes(made) == {
        ("plan_issued", "plan_issued"): ("carried", "nothing"), ("plan_tasks_done", "plan_tasks_done"): ("carried", "review"),
        ("reports_on_time", "quarterly_reports_on_time"): ("split", "review"), ("reports_on_time", "yearly_report_on_time"): ("split", "review"),
        ("outreach_held", "outreach"): ("merged", "review"), ("outreach_online", "outreach"): ("merged", "review"),
        ("initiatives", "initiatives"): ("carried", "nothing"), ("dossiers_on_time", "dossiers_on_time"): ("carried", "nothing"),
        ("units_inspected", "units_checked"): ("carried", "nothing"), ("feedback_handled", "feedback_handled"): ("carried", "nothing"),
        ("budget_published", "budget_published"): ("carried", "review"), ("", "results_digitised"): ("added", "claim"),
        ("notice_board", ""): ("dropped", "nothing"),
    }
    claims = midyear.claims()
    carried = {key: (claims[key].facts, claims[key].explanation, claims[key].state) for key in (
        "plan_issued", "plan_tasks_done", "units_checked", "feedback_handled", "quarterly_reports_on_time", "yearly_report_on_time", "outreach", "results_digitised",
    )}
    ready, drafted = ClaimState.READY, ClaimState.DRAFTED
    assert carried == {
        "plan_issued": ({"level": {"level": "timely"}}, "Báo cáo plan_issued", ready),
        "plan_tasks_done": ({"value": {"share": "92/100"}}, "Báo cáo plan_tasks_done", drafted),
        "units_checked": ({"share": {"share": "3/4"}}, "Báo cáo units_inspected", ready),
        "feedback_handled": ({"share": {"share": "5/5"}}, "Báo cáo feedback_handled", ready),
        "quarterly_reports_on_time": ({"done": {"share": "6/6"}}, "Báo cáo reports_on_time", drafted),
        "yearly_report_on_time": ({}, "Báo cáo reports_on_time", drafted),
        "outreach": ({}, "[1.4 Tuyên truyền tại cơ quan]\nBáo cáo outreach_held\n\n[1.5 Tuyên truyền trên mạng]\nBáo cáo outreach_online", drafted),
        "results_digitised": ({}, "", ClaimState.OPEN),
    }
    left = {one.old_key: (one.new_key, one.left_facts, one.reason_vi) for one in SwitchedLeaf.objects.filter(switch=made).exclude(left_facts={})}
    assert left == {
        "reports_on_time": ("yearly_report_on_time", {"done": {"share": "6/6"}}, "tiêu chí mới hỏi dạng số liệu khác"),
        "outreach_held": ("outreach", {"answer": {"answer": "yes"}}, "các tiêu chí gộp lại khai số khác nhau: đơn vị chọn số đúng"),
        "outreach_online": ("outreach", {"answer": {"answer": "no"}}, "các tiêu chí gộp lại khai số khác nhau: đơn vị chọn số đúng"),
    }


def test_merged_leaves_that_say_the_same_are_one_fact(midyear: SwitchWorld) -> None:
    for leaf in ("outreach_held", "outreach_online"):
        midyear.save(leaf, {"answer": {"answer": "yes"}})
    midyear.switch()
    claim = midyear.claims()["outreach"]
    assert (claim.facts, claim.explanation, claim.state) == ({"answer": {"answer": "yes"}}, "Báo cáo số 12/BC-MẪU", ClaimState.DRAFTED)


def test_the_score_follows_and_the_old_one_stays_as_it_was(midyear: SwitchWorld) -> None:
    claim_everything(midyear)
    part = midyear.part()
    before = LiveSheet.objects.get(participation=part)
    made = midyear.switch()
    kept = sheet_left(made, part)
    assert kept is not None and kept.sheet == before.sheet
    # 2 + 3 + 2 + 1 + 0 + 1, 3.92 + 1.5 + 2 + 1 + 1
    assert (kept.points, kept.rank, kept.out_of) == ("18.42", 1, 2)
    after = LiveSheet.objects.get(participation=part)
    # 2 + 1.5 + 1 + ? + ? + 1, 2.94 + 1.5 + 3 + 1 + ?
    assert (after.edition_name, after.points, after.applicable_max) == (NEW, "13.94", "20")
    assert current("midyear.reports_quarterly_on_time") == {"share": "6/6"}
    assert current("midyear.outreach_held") == {"not_known": "chưa khai theo phiên bản này"}
    assert current("midyear.reports_on_time") == {"share": "6/6"}
    said = claims_left(made, part)
    assert {key: one.explanation for key, one in said.items()} == {key: f"Báo cáo {key}" for key in said} and len(said) == 10
    assert {one.edition_name for one in said.values()} == {OLD}
    assert set(ClaimRevision.objects.filter(claim__participation=part, saved_at__gt=AT).values_list("edition_name", flat=True)) == {NEW}
    with pytest.raises(DatabaseError, match="a stored result is final"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE assessment_switchedsheet SET points = '0'")


def test_duties_go_along(midyear: SwitchWorld) -> None:
    part, units = midyear.part(), midyear.units
    LeafDuty.objects.filter(participation=part, leaf_key="units_inspected").update(lead=units["Văn phòng"], evidence_plan="Kết luận kiểm tra")
    midyear.switch()
    duties = {one.leaf_key: one for one in LeafDuty.objects.filter(participation=part)}
    assert (duties["units_checked"].lead, duties["units_checked"].evidence_plan) == (units["Văn phòng"], "Kết luận kiểm tra")
    assert (duties["outreach"].lead, list(duties["outreach"].supporting.all())) == (units["Văn phòng"], [units["Phòng chuyên môn"]])
    assert list(duties["plan_tasks_done"].supporting.all()) == [units["Thanh tra"]]
    assert (duties["results_digitised"].lead, duties["results_digitised"].due_on) == (units["Văn phòng"], DUE)
    assert duties["notice_board"].lead == units["Một cửa"]


def test_certificates_are_withdrawn(midyear: SwitchWorld) -> None:
    claim_everything(midyear)
    part = midyear.part()
    certify(participation=part, step=CertificationStep.CHECKED, seen_digest=frozen_digest(part), by=midyear.people["officer M.A"], at=AT)
    before = frozen_digest(part)
    midyear.switch()
    assert Certification.objects.filter(withdrawn_at__isnull=True).count() == 0
    assert frozen_digest(midyear.part()) != before
    assert midyear.claims()["plan_issued"].state == ClaimState.READY


def test_each_unit_is_told_what_it_must_do_by_when(midyear: SwitchWorld) -> None:
    claim_everything(midyear)
    midyear.switch()
    notices = Notice.objects.filter(kind="assessment.edition_switched").select_related("recipient")
    told = {one.recipient.username: (one.title_vi, one.body_vi.partition(";")[0], one.due, one.is_formal) for one in notices}
    names = {midyear.people[name].username: name for name in midyear.people}
    units = {"Văn phòng", "Thanh tra", "Phòng chuyên môn", "Một cửa", "Phòng Tài chính"}
    assert {names[one] for one in told} == {*units, "officer M.A", "director M.A", "officer M.B", "director M.B"}
    by_name = {names[one]: what for one, what in told.items()}
    title = "Đợt mẫu giữa năm: {} có việc do đổi phiên bản bộ chỉ số"
    assert by_name["Văn phòng"] == (
        title.format("Văn phòng"), "1 tiêu chí mới phải khai, 4 tiêu chí phải xem lại, 1 tiêu chí chỉ đổi điểm, tên hoặc chỗ, 0 tiêu chí bị bỏ", DUE, True,
    )
    assert by_name["Một cửa"] == (
        title.format("Một cửa"), "0 tiêu chí mới phải khai, 0 tiêu chí phải xem lại, 1 tiêu chí chỉ đổi điểm, tên hoặc chỗ, 1 tiêu chí bị bỏ", None, True,
    )
    assert by_name["officer M.A"][1].startswith("1 tiêu chí mới phải khai, 5 tiêu chí phải xem lại")


def test_the_act_is_in_the_audit_trail_for_the_round_and_each_agency(midyear: SwitchWorld) -> None:
    midyear.switch()
    entries = Entry.objects.filter(act="assessment.edition_switched").order_by("sequence")
    assert [(one.scope, one.after["edition"]) for one in entries] == [("giua-nam/M", NEW), ("giua-nam/M.A", NEW), ("giua-nam/M.B", NEW)]
    assert {one.reason for one in entries} == {"Quyết định mẫu sửa bộ chỉ số, áp dụng cho cả năm"}


def test_back_again_as_it_was(midyear: SwitchWorld) -> None:
    claim_everything(midyear)
    part = midyear.part()
    before = LiveSheet.objects.get(participation=part).points
    said = {key: (one.facts, one.explanation) for key, one in midyear.claims().items()}
    midyear.switch()
    made = midyear.switch(OLD)
    assert {key: (one.facts, one.explanation) for key, one in midyear.claims().items() if key in said} == said
    assert {one.outcome for one in SwitchedLeaf.objects.filter(switch=made, participation=part, new_key__in=said)} == {"restored"}
    assert LiveSheet.objects.get(participation=part).points == before
    assert SwitchedSheet.objects.filter(participation=part).count() == 2
    # and once more forward: what was said of the new leaf in between comes back too
    assert midyear.switch().number == 3


def test_what_was_said_in_between_goes_back_too(midyear: SwitchWorld) -> None:
    claim_everything(midyear)
    midyear.switch()
    midyear.save("results_digitised", {"share": {"share": "1/2"}}, explanation="Số hóa được nửa")
    midyear.save("quarterly_reports_on_time", {"done": {"share": "3/4"}}, explanation="Báo cáo quý")
    made = midyear.switch(OLD)
    claim = midyear.claims()["reports_on_time"]
    assert claim.facts == {"done": {"share": "3/4"}} and claim.explanation.startswith("[1.3 Báo cáo quý]\nBáo cáo quý")
    gone = SwitchedLeaf.objects.get(switch=made, participation=midyear.part(), old_key="results_digitised")
    assert (gone.outcome, gone.new_key) == ("dropped", "") and "được giữ và trở lại" in gone.reason_vi
    assert midyear.claims()["results_digitised"].explanation == "Số hóa được nửa"
    midyear.switch()
    assert midyear.claims()["results_digitised"].facts == {"share": {"share": "1/2"}}


def test_a_loss_that_the_mapping_does_not_explain_is_refused(midyear: SwitchWorld, tmp_path: Path, settings: Settings) -> None:
    root = tmp_path / "sets"
    shutil.copytree(SAMPLES / "department_midyear", root / "department_midyear")
    path = root / "department_midyear" / "2026-01-01" / "mapping.yaml"
    path.write_text(path.read_text(encoding="utf-8").partition("dropped:")[0], encoding="utf-8")
    settings.CRITERIA_SETS = (root, SHIPPED)
    assert preview(round=midyear.round, to=NEW, due_on=DUE, at=AT).problems == ()  # nobody has said anything of it yet
    claim_everything(midyear)
    found = preview(round=midyear.round, to=NEW, due_on=DUE, at=AT).problems
    assert [(one.code, one.place.path) for one in found] == [("switch.loses", "notice_board")]
    with pytest.raises(ProblemsFound) as refused:
        midyear.switch()
    assert [one.code for one in refused.value.problems] == ["switch.loses"]
    assert (EditionSwitch.objects.count(), midyear.round.edition_name) == (0, OLD)


@pytest.mark.parametrize(("changes", "codes"), [
    ({"reason": "ngắn"}, ["switch.no_reason"]),
    ({"due_on": AT.date().replace(year=AT.year - 1)}, ["switch.due_in_the_past"]),
    ({"due_on": AT.date().replace(year=AT.year + 1)}, ["switch.due_after_lock"]),
    ({"seen": "0" * 64}, ["switch.stale"]),
    ({"to": "department_midyear/2030-01-01"}, ["switch.unknown_edition"]),
    ({"to": OLD}, ["switch.same_edition"]),
    ({"to": "department_reconstructed/2017-01-01"}, ["switch.other_set"]),
    ({"to": "department_mini/2023-01-01"}, ["switch.other_set", "switch.out_of_force"]),
])
def test_what_stands_against_it_is_said(midyear: SwitchWorld, changes: dict[str, Any], codes: list[str]) -> None:
    with pytest.raises(ProblemsFound) as refused:
        midyear.switch(**changes)
    assert [one.code for one in refused.value.problems] == codes
    assert EditionSwitch.objects.count() == 0


def test_a_systems_figure_that_no_longer_fits_stops_it_with_its_place(midyear: SwitchWorld) -> None:
    Measurement.objects.filter(agency__code="M.B").update(fact={"share": "5/4"})
    found = preview(round=midyear.round, to=NEW, due_on=DUE, at=AT).problems
    assert [(one.code, one.place.path) for one in found] == [("measurement.above_whole", "M.B/onestop.dossiers_on_time")]


def test_only_the_coordinator_switches_and_once(midyear: SwitchWorld) -> None:
    for who in ("officer M.A", "director M.A", "auditor", "Văn phòng"):
        with pytest.raises(PermissionDenied):
            midyear.switch(by=midyear.people[who])
    seen = midyear.round.edition_fingerprint
    made = midyear.switch()
    with pytest.raises(AlreadySwitched) as refused:
        midyear.switch(seen=seen)
    assert refused.value.switch == made


def test_before_anything_is_open_only_the_edition_changes(midyear: SwitchWorld) -> None:
    Claim.objects.all().delete()
    LeafDuty.objects.all().delete()
    LiveSheet.objects.all().delete()
    midyear.switch()
    assert (Claim.objects.count(), LeafDuty.objects.count(), draft_of(midyear.part())) == (0, 0, None)


def test_a_preview_asks_as_often_for_thirty_agencies_as_for_two(db: None) -> None:
    counts = []
    for codes in (("M.A", "M.B"), tuple(f"M.{number}" for number in range(30))):
        with transaction.atomic():
            world = build_switch_world(codes)
            claim_everything(world, codes[0])
            preview(round=world.round, to=NEW, due_on=DUE, at=AT)
            with CaptureQueriesContext(connection) as queries:
                plan = preview(round=world.round, to=NEW, due_on=DUE, at=AT)
            counts.append(len(queries))
            assert len(plan.agencies) == len(codes)
            transaction.set_rollback(True)
    assert counts[0] == counts[1] <= 12


def test_two_clicks_at_once_are_one_switch(each_database: Database) -> None:
    world = build_switch_world()
    claim_everything(world)
    seen = world.round.edition_fingerprint
    answers = together([lambda: world.switch(seen=seen), lambda: world.switch(seen=seen)])
    assert sorted(answers) == ["AlreadySwitched", "done"]
    assert EditionSwitch.objects.count() == 1
    assert world.claims()["plan_issued"].version == 2


def together(works: list[Callable[[], Any]]) -> list[str]:
    answers: list[str] = []
    barrier = threading.Barrier(len(works))

    def work(do: Callable[[], Any]) -> None:
        try:
            barrier.wait()
            do()
            answers.append("done")
        except Exception as told:  # whatever it is, the comparison names it
            answers.append(type(told).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(one,)) for one in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_people_who_save_while_it_happens_lose_nothing(each_database: Database) -> None:
    """Six people save again and again while the round goes over: whatever was acknowledged is there afterwards, or in the old state."""
    world = build_switch_world(("M.A", "M.B", "M.C"))
    acknowledged: dict[tuple[str, str], list[str]] = {}
    refused: list[str] = []
    go, over = threading.Barrier(7), threading.Event()
    leaves = {"feedback_handled": {"share": {"share": "1/2"}}, "notice_board": {"answer": {"answer": "yes"}}}

    def save(code: str, leaf: str) -> None:
        try:
            go.wait()
            for number in range(40):
                words = f"lần {number}"
                try:
                    world.save(leaf, leaves[leaf], code=code, explanation=words)
                    acknowledged.setdefault((code, leaf), []).append(words)
                except Exception as told:
                    refused.append(type(told).__name__)
                if over.is_set():
                    break
        finally:
            connections.close_all()

    threads = [threading.Thread(target=save, args=(code, leaf)) for code in world.agencies for leaf in leaves]
    for thread in threads:
        thread.start()
    go.wait()
    made = world.switch()
    over.set()
    for thread in threads:
        thread.join()
    assert set(refused) <= {"SaveConflict", "NoSuchLeaf", "EditionLeft"}
    for (code, leaf), words in acknowledged.items():
        claim = Claim.objects.get(participation=world.part(code), leaf_key=leaf)
        kept = list(ClaimRevision.objects.filter(claim=claim).order_by("version").values_list("explanation", flat=True))
        assert list(dict.fromkeys(kept)) == words
        assert claim.explanation == words[-1]
    # under the dropped leaf nothing was saved after the switch, and no live score is of the old edition
    for code in world.agencies:
        row = SwitchedLeaf.objects.get(switch=made, participation=world.part(code), old_key="notice_board")
        assert world.claims(code)["notice_board"].version == row.old_version
    assert set(LiveSheet.objects.values_list("edition_name", flat=True)) == {NEW}
    assert {Fraction(one.sheet["totals"]["max_points"]) for one in LiveSheet.objects.all()} == {Fraction(20)}


def test_evidence_goes_along_and_stays_where_it_was(midyear: SwitchWorld) -> None:
    by = midyear.people["officer M.A"]
    paper = register_document(agency=midyear.agencies["M.A"], given=FIELDS, by=by, at=AT, today=AT.date())
    for leaf in ("reports_on_time", "units_inspected", "notice_board"):
        add_evidence(participation=midyear.part(), leaf_keys=[leaf], documents=[paper], by=by, at=AT)
    midyear.switch()
    links = EvidenceLink.objects.in_force().order_by("leaf_key")
    assert [(one.leaf_key, one.document, one.added_by, one.added_at) for one in links] == [(leaf, paper, by, AT) for leaf in (
        "notice_board", "quarterly_reports_on_time", "reports_on_time", "units_checked", "units_inspected", "yearly_report_on_time",
    )]
    midyear.switch(OLD)
    midyear.switch()
    assert EvidenceLink.objects.in_force().count() == 6  # nothing comes twice


def test_evidence_of_merged_leaves_goes_back_to_its_own(midyear: SwitchWorld) -> None:
    by = midyear.people["officer M.A"]
    for number, leaf in enumerate(("outreach_held", "outreach_online")):
        paper = register_document(agency=midyear.agencies["M.A"], given={**FIELDS, "number": str(number)}, by=by, at=AT, today=AT.date())
        add_evidence(participation=midyear.part(), leaf_keys=[leaf], documents=[paper], by=by, at=AT)
    midyear.switch()
    midyear.switch(OLD)
    links = EvidenceLink.objects.in_force().order_by("leaf_key", "document__number")
    assert [(one.leaf_key, one.document.number) for one in links] == [
        ("outreach", "0"), ("outreach", "1"), ("outreach_held", "0"), ("outreach_online", "1"),
    ]


def test_what_an_agency_stated_goes_along_and_stays_where_it_was(midyear: SwitchWorld) -> None:
    """With its papers, by whom and since when; once at each leaf gone over to, also after going back and forth."""
    by, part = midyear.people["director M.A"], midyear.part()
    paper = register_document(agency=midyear.agencies["M.A"], given=FIELDS, by=by, at=AT, today=AT.date())
    said = {leaf: Statement.objects.create(participation=part, leaf_key=leaf, text=f"Giải trình {leaf}", made_by=by, made_at=AT) for leaf in (
        "reports_on_time", "units_inspected", "outreach_held", "outreach_online", "notice_board", "plan_issued",
    )}
    said["reports_on_time"].documents.set([paper])
    midyear.switch()
    expected = {
        ("notice_board", "notice_board"), ("plan_issued", "plan_issued"), ("units_inspected", "units_inspected"), ("units_checked", "units_inspected"),
        ("reports_on_time", "reports_on_time"), ("quarterly_reports_on_time", "reports_on_time"), ("yearly_report_on_time", "reports_on_time"),
        ("outreach_held", "outreach_held"), ("outreach_online", "outreach_online"), ("outreach", "outreach_held"), ("outreach", "outreach_online"),
    }
    held = Statement.objects.filter(participation=part)
    assert sorted((one.leaf_key, one.text) for one in held) == sorted((leaf, f"Giải trình {old}") for leaf, old in expected)
    assert {(one.made_by, one.made_at) for one in held} == {(by, AT)}
    assert {one.leaf_key for one in held if list(one.documents.all()) == [paper]} == {
        "reports_on_time", "quarterly_reports_on_time", "yearly_report_on_time",
    }
    midyear.switch(OLD)
    midyear.switch()
    assert held.all().count() == len(expected)


def test_the_score_as_it_was_known_before_is_that_of_the_edition_left(midyear: SwitchWorld) -> None:
    claim_everything(midyear)
    part = midyear.part()
    made = midyear.switch()
    kept = sheet_left(made, part)
    assert kept is not None
    assert sheet_at(midyear.part(), Clocks(AT)) == kept.sheet
    now = sheet_at(midyear.part(), Clocks(midyear.now))
    assert (now["edition"]["name"], now["totals"]["points"]) == (NEW, LiveSheet.objects.get(participation=part).points)
