"""Writes of fees: the account, charges, payments in three ways, statements.

In: what was given, who did it, when. Out: rows. Side effects: the fee's state and the clock of the dossier, receipts, the journal.
Must not: count a sum twice, or give one receipt number twice.
"""

from __future__ import annotations

from parix.web.onestop.payments.models import Account, Charge, Statement


def subject_of(one: Account | Charge | Statement) -> str:
    return f"payments.{type(one).__name__}:{one.pk}"
