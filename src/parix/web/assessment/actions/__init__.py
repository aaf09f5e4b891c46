"""Writes of rounds and of what happens in them: opening, stored runs, publication; claims, duties, windows, submissions.

In: plain values, rows, who acts and when. Out: rows, each change in one transaction with its entry in the audit trail.
Must not: score (what was scored comes in as ready columns), or decide who may (rules and workflow do).
"""

from parix.web.assessment.actions.rounds import EditionChosen, NewRun, open_round, publish_round, store_collected, store_runs

__all__ = ["EditionChosen", "NewRun", "open_round", "publish_round", "store_collected", "store_runs"]
