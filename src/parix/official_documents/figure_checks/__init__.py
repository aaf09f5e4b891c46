"""Whether the figures of a document agree with each other: shares, totals and parts, counts and lists, periods, repetitions.

In: the outline of the body. Out: problems (`figures.…`), each with the place and the calculation. Must not: doubt what may be
meant otherwise; where parts may overlap or a list may go on, nothing is said.
"""
