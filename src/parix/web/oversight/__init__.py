"""Pages for auditor and administrator: the audit trail with before and after, and the ledger of background work.

In: the person's standing, filters in the address. Out: pages, JSON lines, requests to run a job again. Must not: show an
administrator what was scored (that role looks after people), or write anything that is not itself recorded.
"""
