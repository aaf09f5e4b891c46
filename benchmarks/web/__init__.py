"""Measures the pages under load: a real gunicorn on loopback, a province of realistic size, visitors of a load generator.

In: a database address, sizes. Out: figures (queries, server times, computing times) beside their goals.
Must not: assert a time, reach beyond loopback, or leave a server or database behind.
"""
