"""Shapes of input: files in one form, what a document is, filters of the register; and the guard that a form's files pass.

In: requests. Out: checked values. Must not: write, or believe a file's name or declared type.
"""
