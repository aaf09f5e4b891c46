"""Pages of an appraisal: the queue, a leaf, who owes a reply, conflicts of interest; and what the agency sees and answers.

In: requests. Out: pages from queries; what is posted goes to one action each. Must not: write, score, or decide who may.
"""
