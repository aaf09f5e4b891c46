"""Measures parix against its goals, beside a peer where one is named: `make bench`, or `python -m benchmarks --smoke`.

In: shipped editions and made-up agencies. Out: a table (or JSON) of medians, ranges, ratios, goals and limits.
Must not: change what it measures, or print the time of a peer whose results differ.
"""
