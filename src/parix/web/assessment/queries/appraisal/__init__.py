"""What appraisers, agencies and those who watch see of an appraisal: the queue, one leaf, what moved, who owes a reply.

In: a round, a standing, filters of an address. Out: frozen rows, in as many queries for three hundred rows as for one.
Must not: score, change anything, or show one person's marking to another before its time.
"""
