"""Documents made with a known truth, and how well they are read: `make bench-documents`.

Families (plans, conclusions, notices, dispatches, decisions, reports, ...) are written from several banks of wordings: one that was
at hand while the readers were built, and others that were kept until they had been measured and were only then looked at. Figures
are told for each bank by itself, so that nobody mistakes one for the other.
"""
