"""What is typed about dossiers: receiving, steps, filters of the list, the agency part of codes.

In: posts and addresses. Out: the shapes that actions take. Must not: decide anything.
"""
