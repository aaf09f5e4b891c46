"""Indicators computed from rows of operational registers: written once, run where the rows are.

In: tables by contract (columns, types, meanings) and a day to look from. Out: for each indicator, agency and period the numerator and
the denominator, never a bare percentage. Must not: know the web, how points are given, or which database runs (only `engines` does).
"""
