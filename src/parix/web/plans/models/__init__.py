"""Tables of plans: a plan with its assignments and what was promised, the turns of each with every step, readings and workbooks.

In: rows that actions write. Out: rows that queries read. Must not: be imported by another room.
"""

from parix.web.plans.models.assignments import Assignment as Assignment
from parix.web.plans.models.assignments import Promise as Promise
from parix.web.plans.models.assignments import PromiseIsFinal as PromiseIsFinal
from parix.web.plans.models.plans import Plan as Plan
from parix.web.plans.models.sources import KeptTable as KeptTable
from parix.web.plans.models.sources import Reading as Reading
from parix.web.plans.models.turns import Proof as Proof
from parix.web.plans.models.turns import Step as Step
from parix.web.plans.models.turns import Turn as Turn
