"""People, sign-in, and what each may do where: a membership gives one person one role at one agency, from one day to another.

In: sign-in forms (django-allauth), people added by administrators one by one or from a workbook. Out: the standing of a user,
which rules ask; pages for administrators of agencies and their units. Must not: know rounds, measurements or scores.
"""
