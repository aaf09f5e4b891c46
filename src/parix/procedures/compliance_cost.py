"""What complying with a procedure costs those who apply, and what a simplification saves.

Guidance on the standard cost model for procedures (dispatch 28/CCTTHC, 15 January 2010). Of one task: hours × average income an hour + hired
help + fees + other. Of a dossier: the sum over its tasks. Of a year: a dossier × times a year × who applies. The cut is
(before - after) / before. Amounts are exact: hours may have a fraction, and nothing is rounded before it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, localcontext
from fractions import Fraction

# Sums and products of what people enter are exact in so many digits; if ever they were not, this refuses rather than rounds.
_EXACT = Context(prec=120, traps=[Inexact, InvalidOperation, DivisionByZero])
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do for a dossier, such as filling in a form or travelling; amounts in đồng, `hourly_income` an hour."""

    name: str
    hours: Decimal = NOTHING
    hourly_income: Decimal = NOTHING
    hired: Decimal = NOTHING
    fees: Decimal = NOTHING
    other: Decimal = NOTHING

    @property
    def cost(self) -> Decimal:
        with localcontext(_EXACT):
            return self.hours * self.hourly_income + self.hired + self.fees + self.other


@dataclass(frozen=True, slots=True)
class Burden:
    """Of a dossier, `times` a year each, for so many who apply."""

    dossier: Decimal
    times: Decimal
    subjects: int

    @property
    def yearly(self) -> Decimal:
        with localcontext(_EXACT):
            return self.dossier * self.times * self.subjects


def dossier_cost(tasks: Iterable[Task]) -> Decimal:
    with localcontext(_EXACT):
        return sum((task.cost for task in tasks), NOTHING)


def cut_share(before: Decimal | int, after: Decimal | int) -> Fraction | None:
    """How much less: 0 for nothing, 1 for everything, negative where it grew; None where there was nothing to cut."""
    return None if not before else (Fraction(before) - Fraction(after)) / Fraction(before)
