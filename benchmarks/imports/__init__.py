"""Imports of dossiers over made-up exports: `python -m benchmarks.imports`.

In: sizes. Out: time and memory of reading, checking and applying, each in a process of its own. Must not: leave files or databases behind.
"""
