"""Appeals and their answers: what the agency wants is checked against the rule; the answer makes a ruling in the second view."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from parix.foundation.problems import Place, Problem, ProblemsFound, refuse_errors
from parix.web.accounts.queries import User
from parix.web.assessment.actions.appeals import held_appeal, store_answer, store_appeal
from parix.web.assessment.actions.inquiries import TEXT_LENGTH
from parix.web.assessment.actions.rulings import RulingText
from parix.web.assessment.choices import Answer, Outcome, View
from parix.web.assessment.models import Appeal, Participation
from parix.web.assessment.scoring_runs.rulings import SavedRuling, appraised_leaf, checked_facts, save_ruling
from parix.web.files.queries import Document


@transaction.atomic
def file_appeal(
    *, participation: Participation, leaf_key: str, text: str, wanted_facts: Mapping[str, Any] | None = None, documents: Sequence[Document] = (),
    by: User, at: datetime,
) -> Appeal:
    """Raises PermissionDenied, StageLocked, NoSuchLeaf, ProblemsFound (also for facts that do not fit the rule)."""
    leaf = appraised_leaf(participation, leaf_key).leaf
    facts, problems = checked_facts(participation, leaf, wanted_facts or {})
    refuse_errors(problems)
    return store_appeal(participation=participation, leaf_key=leaf_key, text=text, wanted_facts=facts, documents=documents, by=by, at=at)


@transaction.atomic
def answer_appeal(
    *, appeal: Appeal, outcome: Answer, answer: str, given: RulingText | None = None, based_on_number: int = 0, cites: Collection[int] = (),
    by: User, at: datetime,
) -> tuple[Appeal, SavedRuling]:
    """Answer with a ruling in the second view: a rejection keeps the first ruling, anything else carries facts.

    Raises PermissionDenied, StageLocked, ProblemsFound, RulingConflict.
    """
    held_appeal(appeal.pk)
    problems = []
    if outcome not in (Answer.UPHELD, Answer.PARTLY, Answer.REJECTED):
        problems.append(Problem("appeal.no_outcome", "chưa chọn kết quả trả lời", "chọn chấp nhận, một phần hoặc giữ nguyên", Place(path="answer_outcome")))
    if len(answer.strip()) < TEXT_LENGTH:
        problems.append(Problem("appeal.no_answer", "chưa viết nội dung trả lời", f"viết ít nhất {TEXT_LENGTH} ký tự", Place(path="reason")))
    if problems:
        raise ProblemsFound(problems)
    kept = RulingText(Outcome.ACCEPTED, reason=answer)
    ruled = save_ruling(
        participation=appeal.participation, leaf_key=appeal.leaf_key, view=View.SECOND, based_on_number=based_on_number, cites=cites, by=by, at=at,
        given=kept if outcome == Answer.REJECTED or given is None else given,
    )
    return store_answer(appeal=appeal, outcome=outcome, answer=answer, ruling=ruled.ruling, by=by, at=at), ruled
