"""A made-up province whose figures fit any edition: for demonstrations, benchmarks and tests, never for a result.

In: a seed, years, an edition (`province.demo_province`, `measuring.measurement_sets`). Out: agencies and measurement sets,
the same for the same seed on every machine. Must not: score, read a clock, or resemble a real agency's figures.
"""
