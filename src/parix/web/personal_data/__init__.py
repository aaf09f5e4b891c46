"""What rooms need to keep personal data: seals it at rest, finds it again by exact value, shows it masked.

In: texts that say who somebody is. Out: sealed bytes with the number of their key, keyed hashes for exact look-up, masked words; columns
of other rooms sealed anew after a change of keys. Must not: hold a table, log or show a value in full, or know what the data is for.
"""
