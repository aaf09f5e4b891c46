"""Puts the clauses of a scoring text together to a rule, one file per kind of rule.

In: clauses and what is known of the leaf. Out: a rule in the edition's YAML form with hints for its measures, None
where the kind does not fit, or `Unclear` with the part that is open. Must not: read text layout, tables or files.
"""
