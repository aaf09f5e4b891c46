"""The one working calendar behind every deadline: which days are worked, and when a term ends.

In: the dated table of days off, swaps and half days with the act behind each; a moment of receipt and a term. Out: due days and
moments, in an exact and an array form, and the list of deadlines that a changed calendar touches.
Must not: read the clock, or move a date that was promised.
"""
