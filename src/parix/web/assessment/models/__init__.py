"""Tables of an assessment, split by noun: the round with its agencies and windows, claims and submissions, stored results.

What was acknowledged is never overwritten: a change is a new row. Paired who/when columns are guarded by constraints.
"""

from parix.web.assessment.models.results import CollectedResult, Result, ResultIsFinal, ResultQuerySet, ScoringRun
from parix.web.assessment.models.rounds import Participation, Round
from parix.web.assessment.models.self_assessment import Claim, ClaimRevision, LeafDuty, LiveSheet
from parix.web.assessment.models.stages import StageWindow, Unlock
from parix.web.assessment.models.submissions import Certification, Submission

__all__ = [
    "Certification", "Claim", "ClaimRevision", "CollectedResult", "LeafDuty", "LiveSheet", "Participation", "Result", "ResultIsFinal", "ResultQuerySet",
    "Round", "ScoringRun", "StageWindow", "Submission", "Unlock",
]
