"""Writes of outreach: the plan with its items, contests, entries.

In: what people plan, report and answer. Out: rows, journal entries, notices. Must not: keep a name or number in the clear, or
count somebody twice.
"""
