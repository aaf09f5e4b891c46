"""The hall of one-stop work: the catalogue of procedures, dossiers filed under them, what is counted from both.

In and out: see each room's door. Must not: hold a row of its own; rooms stand on floors (`.importlinter`), the catalogue lowest.
"""
