"""Checks before submitting: named rules, one file each, that say what is wrong with a draft and what to do about it.

In: a draft. Out: problems, each at its leaf (`place.path`); an error stops certifying and submitting, a warning is for thinking.
Must not: change anything, or score.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType

from parix.foundation.phrases import Text
from parix.foundation.problems import Problem, errors_among
from parix.web.assessment.models import Participation
from parix.web.assessment.queries.drafts import Draft, draft_of
from parix.web.assessment.queries.readiness import (
    against_register,
    evidence_fails,
    evidence_waits,
    full_without_proof,
    nobody_answers,
    not_claimed,
    not_reported_ready,
    other_total,
    outside_period,
    used_elsewhere,
    without_explanation,
)

RULES: tuple[ModuleType, ...] = (
    not_claimed, without_explanation, full_without_proof, evidence_fails, outside_period, against_register, other_total, used_elsewhere, evidence_waits,
    not_reported_ready, nobody_answers,
)


@dataclass(frozen=True, slots=True)
class Checked:
    """One rule with what it found."""

    code: str
    title: Text
    found: tuple[Problem, ...]

    @property
    def blocks(self) -> bool:
        return bool(errors_among(self.found))


def checked(draft: Draft) -> list[Checked]:
    """Every rule, also those that found nothing."""
    return [Checked(rule.CODE, rule.TITLE, tuple(rule.found(draft))) for rule in RULES]


def blocking_findings(participation: Participation) -> list[Problem]:
    draft = draft_of(participation)
    if draft is None:
        return [Problem("readiness.not_opened", "tự đánh giá chưa được mở", "đợi điều phối của Sở Nội vụ đặt thời gian")]
    return errors_among([problem for rule in checked(draft) for problem in rule.found])
