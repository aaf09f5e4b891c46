"""Ratings: what applicants say of how their dossier was settled, online with the number that stands on it or on a form given to the counter.

In: a settled dossier, answers. Out: one rating of a dossier, the mark of dislike on it, rows for snapshots.
Must not: say who applied, or rate for somebody who did not answer.
"""
