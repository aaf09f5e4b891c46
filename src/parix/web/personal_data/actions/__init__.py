"""Writes of sealed columns that belong to other rooms, each given with its purpose.

In: a column, how many rows at once. Out: how far it came. Must not: know what the data is for, or show a value.
"""
