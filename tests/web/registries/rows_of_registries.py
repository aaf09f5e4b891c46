"""A row of every registry, for the table of all addresses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from parix.web.accounts.queries import User
from parix.web.files.actions.citing import Cited
from parix.web.organisations.queries import Agency, Unit
from parix.web.registries.initiatives.actions import InitiativeGiven, register_initiative
from parix.web.registries.inspections.actions import FindingGiven, conclude_inspection, plan_inspections
from parix.web.registries.outreach.actions.contests import ContestGiven, QuestionGiven, announce_contest, draft_contest, set_question
from parix.web.registries.outreach.actions.entering import EntryGiven, enter
from parix.web.registries.outreach.actions.items import ItemGiven, add_item
from parix.web.registries.outreach.queries.contests import Contest


def rows_of_registries(*, agency: Agency, unit: Unit, people: Mapping[str, User], at: datetime) -> dict[str, Any]:
    registered = InitiativeGiven("Sáng kiến", "Mô tả", unit, at.year, author_names="Người làm")
    initiative = register_initiative(agency=agency, given=registered, by=people["officer"], at=at)
    item = add_item(agency=agency, year=at.year, given=ItemGiven("Tin bài", "article", unit, at.date()), by=people["officer"], at=at)
    draft, open_now = (_contest(agency, people["officer"], at) for _one in range(2))
    announce_contest(contest=open_now, by=people["officer"], at=at)
    entry = enter(contest=open_now, given=EntryGiven("Người Dự Thi", "0900000001", {1: 0}, 5), opened_form_at=at, at=at)
    decision = Cited("decision", "7", "QĐ-MẪU", at.date())
    (inspection,) = plan_inspections(agency=agency, whom=[unit], content="Một cửa", planned_on=at.date(), decision=decision, by=people["officer"], at=at)
    conclude_inspection(
        inspection=inspection, inspected_on=at.date(), conclusion=Cited("notice", "8", "TB-MẪU", at.date()), findings=[FindingGiven("Chậm", at.date())],
        by=people["officer"], at=at,
    )
    return {
        "inspection": inspection.pk, "finding": inspection.findings.get().pk, "finding_verb": "remedy",
        "item": item.pk, "item_verb": "report", "contest": draft.pk, "question": 1, "contest_slug": open_now.slug, "receipt": entry.receipt,
        "initiative": initiative.pk, "initiative_verb": "withdraw",
    }


def _contest(agency: Agency, by: User, at: datetime) -> Contest:
    day = timedelta(days=1)
    contest = draft_contest(agency=agency, given=ContestGiven("Hội thi", "", at - day, at + day, "phone"), by=by, at=at)
    set_question(contest=contest, number=None, given=QuestionGiven("Câu hỏi?", ["Đúng", "Sai"], 0), by=by, at=at)
    return contest
