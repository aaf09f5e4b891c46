"""What every other room stands on: exact numbers, periods, measurements, problems, reading YAML with places.

In: text and files. Out: small frozen values, or problems that say what, where and what to do.
Must not: know criteria sets, scores, databases, the network or the clock.
"""
