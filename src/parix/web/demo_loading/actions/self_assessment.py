"""Self-assessment of the followed round: papers filed, leaves claimed and proved, two people certifying, the whole submitted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from parix.criteria.editions import Edition, Leaf
from parix.demo_data.made_up_agencies import DEPARTMENTS, FOLLOWED, Department, department_of
from parix.demo_data.papers.year import papers_of_year
from parix.foundation.facts import Fact, NothingArose, NotKnown
from parix.foundation.measurement_files import fact_to_json
from parix.foundation.measurements import Measurement, MeasurementSet
from parix.web.accounts.queries import User
from parix.web.assessment.actions.duties import DutyChange, change_duties
from parix.web.assessment.choices import CLAIMED_LEAVES, NOTHING_AROSE_CLAIMED, CertificationStep, Stage
from parix.web.assessment.scoring_runs.claims import save_claim
from parix.web.assessment.scoring_runs.submissions import certify, frozen_digest, submit
from parix.web.demo_loading.actions.papers import cited, file_papers, leaves_proved, link_papers
from parix.web.demo_loading.actions.times import Times
from parix.web.demo_loading.choices import SEED, UNIT_WORDS, director_of, officer_of

if TYPE_CHECKING:
    from parix.web.assessment.models import Participation


@dataclass(frozen=True, slots=True)
class Desk:
    """One department at work: its people, its facts, and where it stands in the round."""

    participation: Participation
    department: Department
    given: MeasurementSet
    edition: Edition
    officer: User
    director: User
    people: Mapping[str, User] = field(default_factory=dict)  # by kind of unit

    @property
    def facts(self) -> dict[str, Measurement]:
        return {one.code: one for one in self.given.measurements if one.period == self.given.period}

    @property
    def claimed(self) -> list[Leaf]:
        agency = self.given.agency
        return [one.leaf for one in self.edition.placed_leaves if one.leaf.scored_by in CLAIMED_LEAVES and one.applies(agency)]


# While self-assessment runs, some have submitted, some are half-way, some have not begun; those named here are the rest.
_SUBMITTED, _HALF = 8, 14


def self_assessed(desks: list[Desk], times: Times, *, is_over: bool) -> None:
    """Every department's part, one after the other; the followed one first, because its papers are read first."""
    ordered = sorted(desks, key=lambda desk: (desk.department != FOLLOWED, DEPARTMENTS.index(desk.department)))
    for number, desk in enumerate(ordered):
        first, last = (times.during(Stage.SELF_ASSESSMENT, (number + part) / len(ordered)) for part in (0.0, 0.95))
        if is_over:
            _worked(desk, first, last, share=1.0)
            _submitted(desk, last)
        elif desk.department == FOLLOWED:
            _followed(desk, first, last)
        else:
            _worked(desk, first, last, share=1.0 if number <= _SUBMITTED else 0.5 if number <= _HALF else 0.0)
            if number <= _SUBMITTED:
                _submitted(desk, last)


def _followed(desk: Desk, first: datetime, last: datetime) -> None:
    """Under way: every fourth leaf is not claimed yet, half of the others are reported as done, inspections are due soon."""
    inspected = [leaf.key for leaf in desk.claimed if leaf.lead == "inspectorate"]
    due = (last + timedelta(days=7)).date()
    change = DutyChange(due_on=due, evidence_plan="Kết luận kiểm tra trong năm, Thanh tra Sở lập")
    change_duties(participation=desk.participation, leaf_keys=inspected, change=change, by=desk.officer, at=first)
    _worked(desk, first, last, share=1.0, is_under_way=True)


def _worked(desk: Desk, first: datetime, last: datetime, *, share: float, is_under_way: bool = False) -> None:
    """The first `share` of the leaves claimed and proved between the two moments."""
    if not share:
        return
    filed = file_papers(papers_of_year(desk.given, SEED), agency=desk.participation.agency, people=desk.people, officer=desk.officer, at=first)
    proved = leaves_proved(desk.edition, filed)
    leaves = desk.claimed[: round(len(desk.claimed) * share)]
    for number, leaf in enumerate(leaves):
        facts = _facts_of(desk, leaf)
        if is_under_way and (number % 4 == 1 or any(isinstance(fact, NotKnown | NothingArose) for fact in facts.values())):
            continue
        at = first + (last - first) * (number + 1) / (len(leaves) + 2)
        by = desk.people.get(leaf.lead, desk.officer)
        papers = proved.get(leaf.key, [])
        save_claim(
            participation=desk.participation, leaf_key=leaf.key, facts={role: fact_to_json(fact) for role, fact in facts.items() if _is_claimable(leaf, fact)},
            explanation=cited(papers) or _said(desk, leaf, facts), based_on_version=0, is_ready=not is_under_way or number % 2 == 0, by=by, at=at,
        )
        link_papers(papers, participation=desk.participation, leaf_key=leaf.key, by=by, at=at)


def _facts_of(desk: Desk, leaf: Leaf) -> dict[str, Fact]:
    return {role: desk.facts[use.code].fact for role, use in leaf.measures.items() if use.code in desk.facts}


def _is_claimable(leaf: Leaf, fact: Fact) -> bool:
    """What would change the agency's own maximum is explained, not claimed."""
    return not isinstance(fact, NotKnown) and (not isinstance(fact, NothingArose) or leaf.nothing_arose in NOTHING_AROSE_CLAIMED)


def _said(desk: Desk, leaf: Leaf, facts: Mapping[str, Fact]) -> str:
    """An explanation where no paper speaks: why there is nothing to state, or the source of the figure."""
    for fact in facts.values():
        if isinstance(fact, NothingArose | NotKnown):
            return f"{fact.reason.capitalize()}; đề nghị cơ quan thẩm định xem xét"
    source = desk.facts[next(iter(leaf.measures.values())).code].source
    return f"{source.title} ({source.reference})"


def _submitted(desk: Desk, at: datetime) -> None:
    """Two people certify the same version, then it is submitted."""
    for step, by, minutes in ((CertificationStep.CHECKED, desk.officer, 0), (CertificationStep.APPROVED, desk.director, 20)):
        digest = frozen_digest(desk.participation)
        certify(participation=desk.participation, step=step, seen_digest=digest, by=by, at=at + timedelta(minutes=minutes))
    submit(participation=desk.participation, by=desk.officer, at=at + timedelta(minutes=30))


def desk_of(participation: Participation, given: MeasurementSet, edition: Edition, people: Mapping[str, User]) -> Desk:
    department = department_of(given.agency)
    short = department.short.lower()
    return Desk(
        participation, department, given, edition, people[officer_of(department)], people[director_of(department)],
        {kind: people[f"{UNIT_WORDS[kind]}.{short}"] for _name, kind in department.units},
    )
