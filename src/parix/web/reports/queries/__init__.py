"""Reads of documents: drafts with their sentences and figures, the paper that they make, lists, numbers, templates.

In: rows of this room, queries of others. Out: frozen values for pages, and the engine's paper. Must not: write.
"""
