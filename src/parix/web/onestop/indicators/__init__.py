"""One-stop indicators: nightly snapshots of the registers, figures of any agency and period from them, and what they make in points.

In: rows of dossiers and procedures by the engine's contracts. Out: boards, the rows behind a figure, measurements of the kind `register`
beside what agencies declare. Must not: count anything itself (the engine does), or change a register.
"""
