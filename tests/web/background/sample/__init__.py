"""A room for tests, with jobs that note what they did.

In: nothing. Out: lists and journal entries that tests look at. Must not: be installed outside of tests.
"""
