"""What is likely: chances of being late, from how long others took.

In: plain records of the past. Out: chances as exact fractions, or nothing where too little is known.
Must not: read a table or the clock, or present a guess as a fact.
"""
