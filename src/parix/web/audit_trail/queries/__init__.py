"""Reads of the journal: entries by filter, page by page, and as JSON lines; the walk along the chain.

In: a filter, or nothing for the walk. Out: frozen rows, lines of text, a verdict. Must not: write.
"""
