"""Reads of notices: the inbox, what is unread, kinds and preferences, whom to mail.

In: a person's id, dates. Out: rows and small frozen values. Must not: write, or read another person's notices for a page.
"""
