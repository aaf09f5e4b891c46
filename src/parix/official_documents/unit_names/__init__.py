"""Names of those who are given work: offices, divisions, departments, committees, and people by their position.

In: a passage. Out: each name as printed with its place. Must not: know which agency has which units; say whether a name leads
or supports.
"""
