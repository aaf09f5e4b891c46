"""The lost-point ledger of one published sheet: every loss with its entries, saved by people or proposed from what is stored.

In: a published run, the splits in force, duties, units and people. Out: lines whose entries sum to the loss, sums, and what goes on into next year.
Must not: write, or leave a point out.
"""

from parix.web.assessment.queries.lost_points.ledger import Entry, Ledger, Line, ledger_of, split_in_force

__all__ = ["Entry", "Ledger", "Line", "ledger_of", "split_in_force"]
