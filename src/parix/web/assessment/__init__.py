"""Rounds of assessment and their stored scoring runs: opened, scored as often as figures change, published once.

In: agencies, measurements, an edition. Out: immutable runs, each naming edition, inputs and software version, and
the rows that pages show. Only `scoring_runs` calls the engine. Must not: calculate a score anywhere else.
"""
