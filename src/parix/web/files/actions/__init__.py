"""Writes of files: receiving, registering, confirming, scanning, reading, sweeping.

In: pieces of uploads, fields of documents, ids of files that wait. Out: rows, content in the store, journal entries, jobs asked for.
Must not: overwrite a revision, acknowledge what does not lie on the disk yet, or trust a name or type that somebody wrote.
"""
