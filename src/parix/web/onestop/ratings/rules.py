"""Which dossiers can be rated, and by whom."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from parix.web.accounts.rules import Standing
from parix.web.onestop.dossiers.choices import SETTLED
from parix.web.onestop.dossiers.rules import may_receive


class DossierLike(Protocol):
    state: int


def is_rateable(dossier: DossierLike) -> bool:
    """What has no result yet cannot be judged."""
    return dossier.state in SETTLED


def may_enter(standing: Standing, agency_id: int, one_stop: Collection[int]) -> bool:
    """Forms on paper are typed by those who stand at the desk."""
    return may_receive(standing, agency_id, one_stop)
