"""Outreach of an agency: the year's plan, its items with channels and counts, and online contests that anybody may enter by link or code.

In: what people plan and report, entries of citizens. Out: lists, workbooks, a contest's public page and live ranking, counts as
measurements. Must not: score, know another registry, or show anybody's name or telephone in full but to whom the rules let.
"""
