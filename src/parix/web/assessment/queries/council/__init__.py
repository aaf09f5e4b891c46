"""What the council sees: its session, the disputed leaves, motions with their votes, the minutes, and all agencies by all fields.

In: rounds, stored votes, rulings, live sheets. Out: frozen rows; the minutes say what is stored and nothing else. Must not: write, or score.
"""
