"""Asking for a run, performing it, keeping the schedule, and taking up what a dead worker left.

In: names and ids of jobs. Out: rows of the ledger. Other rooms use `enqueue` and `unhurried`. Must not: know any job's room.
"""

from parix.web.background.actions.asking import enqueue as enqueue
from parix.web.background.actions.asking import unhurried as unhurried
