"""What is typed: items and reports, contests and questions, entries of citizens, filters of lists.

In: requests. Out: values that actions take. Must not: write, or decide who may.
"""
