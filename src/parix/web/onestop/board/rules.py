"""Who sees the board: whoever sees the agency's dossiers in lists."""

from __future__ import annotations

from parix.web.accounts.rules import Standing
from parix.web.onestop.dossiers.rules import has_dossiers, may_see


def has_board(standing: Standing) -> bool:
    return has_dossiers(standing)


def may_see_board(standing: Standing, agency_id: int) -> bool:
    return may_see(standing, agency_id)
