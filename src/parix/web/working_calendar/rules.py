"""Who keeps the working calendar: administrators and the coordinator at the top of a tree. Whoever works in an agency may read it."""

from __future__ import annotations

from parix.web.accounts.rules import Standing, has_any_role, is_administrator_of, is_coordinator_over


def may_see(standing: Standing) -> bool:
    return has_any_role(standing)


def may_keep(standing: Standing, province_id: int) -> bool:
    """Days of the province, and those of the whole country as this installation knows them."""
    return is_administrator_of(standing, province_id) or is_coordinator_over(standing, province_id)
