"""The start page of a person: where we stand, what to do next, what is not scored yet.

In: the person's standing and the stored runs of the agencies it reaches. Out: one page.
Must not: write anything, or know more of a sheet than assessment's queries give.
"""
