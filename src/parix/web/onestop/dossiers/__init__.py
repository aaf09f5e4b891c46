"""Dossiers of the one-stop mechanism: received, handed over, supplemented, extended, settled and returned, each step with its time.

In: what clerks do at the desk, and dossiers of other systems in bulk (`actions.recording`). Out: lists, pages, forms, deadlines, alerts,
a public look-up without personal data, rows for snapshots. Must not: move a date that was promised, show personal data in a list, score.
"""
