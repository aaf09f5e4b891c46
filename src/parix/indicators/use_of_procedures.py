"""What a stretch of time did with each procedure of the catalogue: whether it was asked for online, and paid online."""

from __future__ import annotations

from datetime import date
from typing import Any

from parix.foundation.lazy_modules import lazy_module
from parix.foundation.periods import Period
from parix.indicators.dossier_conditions import is_accepted
from parix.indicators.register_tables import FEE_PAID_ONLINE, ONLINE, PROCEDURES_IN_USE

ibis = lazy_module("ibis")


def with_use(procedures: Any, dossiers: Any, within: Period, as_of: date) -> Any:
    """The table of procedures with `has_online_dossier` and `has_paid_online` for the agency's own dossiers received in the period."""
    received = dossiers.filter(
        dossiers.received_on >= within.start, dossiers.received_on <= min(within.end, as_of), is_accepted(dossiers, as_of),
        (dossiers.channel == ONLINE) | (dossiers.fee == FEE_PAID_ONLINE),
    )
    used = received.group_by("agency", "procedure").aggregate(
        online_dossiers=received.count(where=received.channel == ONLINE), online_payments=received.count(where=received.fee == FEE_PAID_ONLINE),
    )
    joined = procedures.left_join(used, ["agency", "procedure"])
    in_use = joined.mutate(has_online_dossier=joined.online_dossiers.fill_null(0) > 0, has_paid_online=joined.online_payments.fill_null(0) > 0)
    return in_use.select(*PROCEDURES_IN_USE.columns)
