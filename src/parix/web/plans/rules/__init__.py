"""Who may do what to which plan and assignment, how a turn stands on a day, and on which days a recurring one falls due.

In: standings, plain rows, days. Out: truth, states, days. Must not: read the database or the clock.
"""

from parix.web.plans.rules.days import is_late as is_late
from parix.web.plans.rules.days import progress_of as progress_of
from parix.web.plans.rules.days import turns_due as turns_due
from parix.web.plans.rules.permissions import AssignmentLike as AssignmentLike
from parix.web.plans.rules.permissions import PlanLike as PlanLike
from parix.web.plans.rules.permissions import has_plans as has_plans
from parix.web.plans.rules.permissions import may_approve_plan as may_approve_plan
from parix.web.plans.rules.permissions import may_change_plan as may_change_plan
from parix.web.plans.rules.permissions import may_close_plan as may_close_plan
from parix.web.plans.rules.permissions import may_direct as may_direct
from parix.web.plans.rules.permissions import may_draft_plan as may_draft_plan
from parix.web.plans.rules.permissions import may_entrust as may_entrust
from parix.web.plans.rules.permissions import may_report_on as may_report_on
from parix.web.plans.rules.permissions import may_see_plans as may_see_plans
from parix.web.plans.rules.permissions import may_work_on as may_work_on
from parix.web.plans.rules.unit_matching import unit_meant as unit_meant
