"""Fills an empty database with the made-up province, through the actions that people's work goes through too.

In: parix.demo_data. Out: agencies, people with known passwords, measurements, rounds, stored and published runs.
Must not: write a row of its own, or touch a database that holds anybody else's agencies.
"""
