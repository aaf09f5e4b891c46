"""Uploaded files and the register of official documents: stored by content, scanned, read, searched, shown to those who may see.

In: uploads in pieces or whole, documents registered by number and date. Out: documents with revisions, their text by pages,
proposals for their heads, duplicates, files and page pictures for those who may see them. Must not: know rounds, leaves or
points; change or remove a revision; run, unpack or show anything of a file outside the isolated reader.
"""
