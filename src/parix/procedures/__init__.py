"""Administrative procedures as law knows them: their codes, terms, required parts, clocks of publication, cost of complying.

In: words and values as printed or entered, days, a working calendar. Out: small frozen values, exact amounts, problems.
Must not: read files, know tables, the clock, or a dossier.
"""
