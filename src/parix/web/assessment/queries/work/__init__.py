"""What somebody has to do in open rounds, by when, and what it is worth: for start pages.

In: a standing and a moment. Out: frozen rows, in as many queries for three hundred agencies or leaves as for one.
Must not: score, change anything, or give what the standing may not read.
"""

from parix.web.assessment.queries.work.appraising import AppraisalWork, appraisal_work
from parix.web.assessment.queries.work.council import CouncilWork, council_work
from parix.web.assessment.queries.work.own import OwnWork, own_work
from parix.web.assessment.queries.work.rounds import AgencyProgress, RoundWork, round_work

__all__ = ["AgencyProgress", "AppraisalWork", "CouncilWork", "OwnWork", "RoundWork", "appraisal_work", "council_work", "own_work", "round_work"]
