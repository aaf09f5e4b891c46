"""Tables of an assessment, split by noun: the round with its agencies and windows, claims, evidence and submissions,
rulings and appeals, stored results.

What was acknowledged is never overwritten: a change is a new row. Paired who/when columns are guarded by constraints.
"""

from parix.web.assessment.models.appeals import Appeal
from parix.web.assessment.models.council import CouncilSession, Motion, PublishedBundle, Recusal, Seat, Vote
from parix.web.assessment.models.evidence import EvidenceCheck, EvidenceIsFinal, EvidenceLink
from parix.web.assessment.models.lost_points import LossEntry, LossSplit
from parix.web.assessment.models.results import CollectedResult, Result, ResultIsFinal, ResultQuerySet, ScoringRun
from parix.web.assessment.models.rounds import Participation, Round
from parix.web.assessment.models.rulings import ConflictOfInterest, Inquiry, Marking, Ruling, Statement
from parix.web.assessment.models.self_assessment import Claim, ClaimRevision, LeafDuty, LiveSheet
from parix.web.assessment.models.stages import StageWindow, Unlock, UnlockRequest
from parix.web.assessment.models.submissions import Certification, Submission
from parix.web.assessment.models.switches import EditionSwitch, SwitchedLeaf, SwitchedSheet

__all__ = [
    "Appeal", "Certification", "Claim", "ClaimRevision", "CollectedResult", "ConflictOfInterest", "CouncilSession", "EditionSwitch", "EvidenceCheck",
    "EvidenceIsFinal", "EvidenceLink", "Inquiry", "LeafDuty", "LiveSheet", "LossEntry", "LossSplit", "Marking", "Motion", "Participation",
    "PublishedBundle", "Recusal", "Result", "ResultIsFinal", "ResultQuerySet", "Round", "Ruling", "ScoringRun", "Seat", "StageWindow", "Statement",
    "Submission", "SwitchedLeaf", "SwitchedSheet", "Unlock", "UnlockRequest", "Vote",
]
