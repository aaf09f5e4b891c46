"""Who did what, when, with what before and after, and why: an append-only journal, each entry chained to the one before by hash.

In: `actions.record` inside the transaction that changes something. Out: filtered reads, a walk that names the first broken
entry, JSON lines. Must not: know any other room (subjects are text references), hold personal data beyond the name of
whoever acted, or change an entry; the database itself refuses that.
"""
