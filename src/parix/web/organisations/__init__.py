"""Who gets a score: provinces, departments, communes and their units, with what each was called and when it merged or split.

In: agencies and units by code, code lists with their legal acts. Out: rows for every room above, found by code, name or day;
the Vietnamese order of names. Must not: know people, rounds or scores.
"""
