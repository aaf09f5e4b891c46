"""Initiatives of an agency's units: registered, recognised or refused, applied; which units have none in a year.

In: what people register and decide, with the decision's number and day. Out: lists, workbooks, notices, the registry's counts as
measurements beside what is declared. Must not: score, or know another registry.
"""
