"""Who may see and do what in a round. Pages ask these predicates, and so do actions."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from parix.web.accounts.rules import Standing, is_coordinator_over, may_read_about


class RoundLike(Protocol):
    @property
    def is_published(self) -> bool: ...

    @property
    def province_id(self) -> int: ...


def may_see_sheet(standing: Standing, round: RoundLike, agency_id: int) -> bool:
    """Before publication: the agency's own people, the coordinator and the auditor. After it: everybody."""
    return round.is_published or may_read_about(standing, agency_id)


def may_see_ranking(standing: Standing, round: RoundLike, participants: Collection[int]) -> bool:
    """Before publication: whoever may read about one of the agencies, because an agency's rank means nothing alone."""
    return round.is_published or any(may_read_about(standing, agency_id) for agency_id in participants)


def may_open_round(standing: Standing, province_id: int) -> bool:
    return is_coordinator_over(standing, province_id)


def may_score_round(standing: Standing, round: RoundLike) -> bool:
    return not round.is_published and is_coordinator_over(standing, round.province_id)


def may_publish_round(standing: Standing, round: RoundLike) -> bool:
    return is_coordinator_over(standing, round.province_id)
