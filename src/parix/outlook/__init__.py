"""What is likely and what would help: chances of being late, where a live score stands and what is missing to the next grade.

In: plain records of the past, counts of indicators, an edition. Out: chances and standings as exact fractions, or nothing where too
little is known. Must not: read a table or the clock, or present a guess as a fact.
"""
