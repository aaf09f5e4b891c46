"""Writes of documents, one transaction each, noted in the journal: drafting, writing, commenting, submitting, issuing, templates.

In: held rows, people, moments. Out: rows. Must not: decide who may, beyond what the workflow says of a step.
"""
