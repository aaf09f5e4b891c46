"""Dossiers of the one-stop mechanism as law knows them: their codes, the rules of their clocks by date, when they are due, how they did.

In: codes as printed, moments, a working calendar, dated rules from definitions. Out: small frozen values and problems.
Must not: know tables, the clock, or a person.
"""
