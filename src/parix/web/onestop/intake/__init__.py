"""Dossiers of the province's one-stop software: files taken in by three steps (read, check, apply), messages pushed by other systems.

In: exports (.csv, .xlsx), messages of the dossier-sync format, a mapping for each source. Out: rows of `dossiers`, what was wrong with
which row, the history of imports. Must not: write a dossier by itself, keep an export unsealed, or show a personal value.
"""
