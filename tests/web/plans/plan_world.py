"""The small world with its self-assessment open, and a plan of the first department: given in part to each unit, in every state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from parix.web.accounts.queries import User
from parix.web.files.actions.registering import register_document
from parix.web.files.models import Document
from parix.web.organisations.queries import Agency, Unit
from parix.web.plans.actions.approving import approve_plan
from parix.web.plans.actions.carrying_out import StepGiven, take_step
from parix.web.plans.actions.drafting import AssignmentGiven, PlanGiven, add_assignments, draft_plan
from parix.web.plans.choices import Verb
from parix.web.plans.models import Assignment, Plan, Turn
from tests.web.assessment.self_world import LEAF, SelfWorld, build_self_world
from tests.web.worlds import AT, OWN, YEAR

TODAY = timezone.localtime(AT).date()
HEAD = PlanGiven("plan", "Cải cách hành chính năm 2026", YEAR, "12", "KH-MẪU", date(YEAR, 1, 15), "Sở Mẫu", "yearly")


@dataclass
class PlanWorld:
    inner: SelfWorld
    plan: Plan

    @property
    def own(self) -> Agency:
        return self.inner.world.agencies[OWN]

    @property
    def office(self) -> Unit:
        return self.inner.office

    @property
    def inspectorate(self) -> Unit:
        return self.inner.inspectorate

    def person(self, who: str) -> User:
        return self.inner.world.people[who]

    def client(self, who: str) -> Client:
        return self.inner.world.client(who)

    def assignment(self, number: int) -> Assignment:
        return Assignment.objects.select_related("plan__agency").get(plan=self.plan, number=number)

    def turn(self, number: int, turn: int = 1) -> Turn:
        return Turn.objects.get(assignment__plan=self.plan, assignment__number=number, number=turn)

    def step(self, number: int, verb: Verb, who: str = "staff", turn: int = 1, at: datetime = AT, **given: Any) -> Turn:
        return take_step(turn=self.turn(number, turn), verb=verb, given=StepGiven(**{"note": "Đã làm xong phần việc", **given}), by=self.person(who), at=at)

    def document(self, abstract: str = "Báo cáo kết quả") -> Document:
        given = {"kind": "report", "number": "5", "symbol": "BC-MẪU", "issued_on": TODAY, "abstract": abstract}
        return register_document(agency=self.own, given=given, by=self.person("officer"), at=AT, today=TODAY)


def drafted(inner: SelfWorld, who: str = "officer") -> Plan:
    """Five assignments: overdue, due soon, quarterly, without a day, of a unit that is none of the agency's."""
    office, inspectorate = inner.office, inner.inspectorate
    plan = draft_plan(agency=inner.world.agencies[OWN], given=HEAD, by=inner.world.people[who], at=AT)
    rows = [
        AssignmentGiven("Xây dựng kế hoạch tuyên truyền", lead=office, supporting=[inspectorate], due_on=TODAY - timedelta(days=10), product="Kế hoạch", leaves=[LEAF]),
        AssignmentGiven("Kiểm tra các phòng", lead=inspectorate, due_on=TODAY + timedelta(days=5)),
        AssignmentGiven("Báo cáo quý", lead=office, recurrence="quarterly", due_day=10),
        AssignmentGiven("Duy trì hệ thống", lead=office, recurrence="regular"),
        AssignmentGiven("Phối hợp với huyện", lead_name="UBND huyện", due_on=TODAY + timedelta(days=40)),
    ]
    add_assignments(plan=plan, given=rows, by=inner.world.people[who], at=AT)
    return plan


def build_plan_world() -> PlanWorld:
    inner = build_self_world()
    plan = drafted(inner)
    return PlanWorld(inner, approve_plan(plan=plan, by=inner.world.people["officer"], at=AT))
