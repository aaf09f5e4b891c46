"""Writes of plans: drafting, approving, carrying out, proving; readings and workbooks that become assignments.

In: rows, plain values, who acts and when. Out: rows, each change in one transaction with its journal entry and notices.
Must not: decide who may (rules and workflow do), change what was promised, or remove anything of an approved plan.
"""
