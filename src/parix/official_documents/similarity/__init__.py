"""Likeness of papers: prints of text and of page pictures, near in few bits when the papers are nearly the same.

In: pages of text, or pictures of pages. Out: numbers of 64 and of 256 bits, and how far two of them are apart.
For finding the same document used twice or scanned again. Must not: decide what a likeness means.
"""
