"""Reads of the board: lateness by unit and week, ages of what is open, what will be late this week, the live standing.

In: an agency and a day. Out: small frozen rows, exact shares.
Must not: change anything, or read who applied.
"""
