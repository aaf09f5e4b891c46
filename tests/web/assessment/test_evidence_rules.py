"""Checks before submitting that look at evidence, at dates of evidence, and at what registers say; reuse in other years and agencies."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from parix.foundation.facts import Number, Share
from parix.foundation.measurements import Measurement, MeasurementSet, Source
from parix.foundation.periods import Period
from parix.web.assessment.actions.evidence import add_evidence
from parix.web.assessment.models import Participation
from parix.web.assessment.queries.drafts import draft_of
from parix.web.assessment.queries.evidence import evidence_of
from parix.web.assessment.queries.readiness import blocking_findings, checked
from parix.web.assessment.scoring_runs.opening import open_self_assessment
from parix.web.measurements.measuring import record
from parix.web.organisations.queries import engine_agency
from tests.web.assessment.evidence_world import TEXT, link, registered, the_checks_see_what_pages_show, uploaded
from tests.web.assessment.self_world import CLOSES, LEAF, OPENS, PROOF, SelfWorld
from tests.web.worlds import AT, OTHER, OWN, YEAR, open_round_of


def found(world: SelfWorld, leaf: str = LEAF) -> dict[str, list[str]]:
    """The rules that find something at the leaf, with what they say."""
    draft = draft_of(world.own)
    assert draft is not None
    the_checks_see_what_pages_show(world)
    said = {rule.code.removeprefix("readiness."): [one.message for one in rule.found if one.place.path == leaf] for rule in checked(draft)}
    return {code: messages for code, messages in said.items() if messages}


def save(world: SelfWorld, **given: Any) -> None:
    world.save(**{"facts": {"value": {"share": "9/10"}}, "explanation": "", "is_ready": True, **given})


def test_figures_need_evidence_or_an_explanation(self_world: SelfWorld) -> None:
    save(self_world)
    assert set(found(self_world)) == {"without_explanation"}
    assert LEAF in {one.place.path for one in blocking_findings(self_world.own)}
    link(self_world, registered(self_world))
    assert found(self_world) == {}
    assert LEAF not in {one.place.path for one in blocking_findings(self_world.own)}


def test_full_points_need_a_document_that_holds_whatever_the_explanation_says(self_world: SelfWorld) -> None:
    save(self_world, facts={"value": {"share": "10/10"}}, explanation=PROOF)
    assert found(self_world) == {"full_without_proof": ["tiêu chí R.1.2 tự chấm đủ điểm nhưng không có tài liệu kiểm chứng (chưa dẫn tài liệu nào)"]}
    link(self_world, registered(self_world, kind="plan"))
    assert set(found(self_world)) == {"full_without_proof", "evidence_fails"}
    link(self_world, registered(self_world, number="13"))
    assert "full_without_proof" not in found(self_world)


def test_days_of_evidence_and_of_the_explanation_are_held_against_the_period(self_world: SelfWorld) -> None:
    save(self_world, explanation="theo Báo cáo 9/BC ngày 03/02/2024")
    link(self_world, registered(self_world, issued_on=date(2025, 12, 30)))
    assert found(self_world) == {"outside_period": [f"tiêu chí R.1.2 dẫn văn bản ngày 03/02/2024, 30/12/2025, ngoài kỳ {YEAR}"]}


def test_a_pointer_that_fails_is_named_with_its_reason(self_world: SelfWorld) -> None:
    save(self_world)
    link(self_world, uploaded(self_world), number="99", symbol="BC-SKHCN")
    assert found(self_world) == {
        "evidence_fails": ["tiêu chí R.1.2: tài liệu 12/BC-SKHCN dẫn không khớp (số 99/BC-SKHCN không có trong tài liệu)"],
    }


def test_what_nobody_confirmed_waits(self_world: SelfWorld) -> None:
    save(self_world)
    link(self_world, uploaded(self_world, confirmed=False))
    assert set(found(self_world)) == {"evidence_waits"}


# --- declared against registered ------------------------------------------------------------------------------------------


def registers(world: SelfWorld, code: str, fact: Share | Number, kind: str = "register") -> None:
    agency, period = world.world.agencies[OWN], Period.of_year(YEAR)
    source = Source("tthc", "cơ sở dữ liệu thủ tục", kind)
    record(agency=agency, given=MeasurementSet(engine_agency(agency), period, (Measurement(code, period, fact, source),)), by=None, at=AT)


DECLARED_CODE = "plan.tasks_done"
SAYS = "tiêu chí R.1.2 khai {}, nhưng cơ sở dữ liệu thủ tục có {}"


@pytest.mark.parametrize(("suffix", "fact", "kind", "message"), [
    (".database", Share(28, 30), "register", SAYS.format("28/28", "28/30")),
    (".database", Number(30), "extract", SAYS.format("28/28", "30")),
    (".database", Share(28, 28), "register", None),
    (".database", Number(28), "snapshot", None),
    (".database", Number(30), "document", None),  # somebody's paper is no register
    ("_planned", Number(30), "register", None),  # another measure
    (".database.old", Number(30), "register", None),
])
def test_a_claim_is_held_against_what_a_register_says_beside_it(self_world: SelfWorld, suffix: str, fact: Share | Number, kind: str, message: str | None) -> None:
    save(self_world, facts={"value": {"share": "28/28"}}, explanation=PROOF)
    draft = draft_of(self_world.own)
    assert draft is not None
    one = draft.leaf(LEAF)
    assert one is not None
    registers(self_world, one.asked.measures["value"].code + suffix, fact, kind)
    assert found(self_world).get("against_register") == ([message] if message else None)


# --- used elsewhere -------------------------------------------------------------------------------------------------------


def linked_elsewhere(world: SelfWorld, code: str, year: int, document: Any) -> None:
    """The document as evidence of another round, or of another agency in the same one."""
    round, coordinator = world.world.open, world.world.people["coordinator"]
    if year != YEAR:
        round = open_round_of(year, world.world.province, [world.world.agencies[code]], coordinator)
        open_self_assessment(round=round, opens_at=OPENS, closes_at=CLOSES, by=coordinator, at=AT)
    participation = Participation.objects.select_related("round", "agency").get(round=round, agency=world.world.agencies[code])
    by = world.world.people["officer" if code == OWN else "officer of another"]
    add_evidence(participation=participation, leaf_keys=[LEAF], documents=[document], by=by, at=AT)


@pytest.mark.parametrize(("agency", "year", "text", "expected"), [
    (OWN, YEAR - 2, None, ("document", False, True)),
    (OTHER, YEAR, TEXT, ("same", True, False)),
    (OTHER, YEAR - 2, TEXT, ("same", True, True)),
])
def test_the_same_paper_in_another_year_or_agency_is_flagged(
    self_world: SelfWorld, agency: str, year: int, text: str | None, expected: tuple[str, bool, bool],
) -> None:
    paper = uploaded(self_world)
    save(self_world)
    link(self_world, paper)
    assert evidence_of(self_world.own, LEAF)[0].reuses == ()
    linked_elsewhere(self_world, agency, year, paper if text is None else uploaded(self_world, text, agency=agency))
    the_checks_see_what_pages_show(self_world)
    (row,) = evidence_of(self_world.own, LEAF)
    (reuse,) = row.reuses
    assert (reuse.basis, reuse.is_other_agency, reuse.is_other_year) == expected
    assert set(found(self_world)) == {"used_elsewhere"}
    page = self_world.world.client("officer").get(f"/cham-diem/{self_world.own.round.slug}/{OWN}/tu-danh-gia/tieu-chi/{LEAF}/").content.decode()
    assert "đã dùng ở" in page and (self_world.world.agencies[OTHER].name in page) is False
    if agency == OTHER:
        seen = self_world.world.client("auditor").get(f"/cham-diem/{self_world.own.round.slug}/{OWN}/tu-danh-gia/tieu-chi/{LEAF}/").content.decode()
        assert self_world.world.agencies[OTHER].name in seen


def test_the_same_leaf_of_the_own_sheet_is_no_reuse(self_world: SelfWorld) -> None:
    link(self_world, uploaded(self_world), leaf=[LEAF, "units_inspected"])
    assert evidence_of(self_world.own, LEAF)[0].reuses == ()
