"""The catalogue of procedures: codes, versions with dates in force, required parts, publication, online services, review.

In: what officers keep and import, decisions as documents. Out: lists and pages, versions for dossiers, counts as measurements.
Must not: know a dossier, or say that something is known which nobody has read.
"""
