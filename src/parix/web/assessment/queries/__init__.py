"""Reads of rounds and stored results, as frozen rows: what a page shows was stored when the round was scored.

In: rounds, runs and results from the tables of this room. Out: rows with exact numbers and texts in both languages.
Must not: write, score, or know requests.
"""
