"""Tables of an assessment, split by noun: the round with its agencies, and the results that are stored for good.

What was acknowledged is never overwritten: a change is a new row. Paired who/when columns are guarded by constraints.
"""

from parix.web.assessment.models.results import CollectedResult, Result, ResultIsFinal, ResultQuerySet, ScoringRun
from parix.web.assessment.models.rounds import Participation, Round

__all__ = ["CollectedResult", "Participation", "Result", "ResultIsFinal", "ResultQuerySet", "Round", "ScoringRun"]
