"""Proves an edition by its own cases: do they come out, do they reach every branch, does any changed number break one?

In: an edition with its cases. Out: a `Proof` with problems, coverage and surviving mutants. Must not: change files.
"""

from parix.scoring.proving.proof import Proof, prove_edition

__all__ = ["Proof", "prove_edition"]
