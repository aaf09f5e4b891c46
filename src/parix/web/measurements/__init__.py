"""The narrow waist in the database: one value, one agency, one code, one period, one source.

In: the engine's measurement sets, from whatever room counted them. Out: the same sets again, for scoring.
Nothing is overwritten: a corrected value supersedes the old one, which stays. Must not: know criteria sets or scores.
"""
