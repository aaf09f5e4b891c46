"""The body of an official document as an outline: headings, points, bullets and rows of tables, each traceable to its page.

In: pages of text from any source (wrapped, run on, flattened). Out: passages that keep the place of every character, and the
tree that their numbering makes of them. Must not: know what an assignment, a target or a figure is.
"""
