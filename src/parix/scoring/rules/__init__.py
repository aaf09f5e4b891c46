"""The rules, one file per kind: a definition with its source, the exact form, the array form, and the account.

In: a rule's shape, facts by role, the leaf's maximum. Out: points and branch, arrays of points, sentences.
Must not: round, know agencies or periods, or reach for facts that were not handed in.
"""
