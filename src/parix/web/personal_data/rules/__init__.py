"""Sealing and masking: plain values in, plain values out.

In: texts, and the installation's keys by way of the settings. Out: bytes for columns, words for pages.
Must not: read or write a row.
"""
