"""Indicators over a made-up country: `python -m benchmarks.indicators`.

In: sizes. Out: figures beside a hand-written query of the same meaning. Must not: leave files behind.
"""
