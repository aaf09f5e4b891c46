"""The edition that a round is scored by, read once per process: an edition in use never changes."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Protocol

from parix.criteria.editions import Edition
from parix.criteria.editions import PlacedLeaf as PlacedLeaf
from parix.criteria.library import find_edition
from parix.foundation.problems import Place, Problem, ProblemsFound


class RoundLike(Protocol):
    @property
    def slug(self) -> str: ...

    @property
    def edition_name(self) -> str: ...

    @property
    def edition_fingerprint(self) -> str: ...


def edition_of(round: RoundLike) -> Edition:
    """Raises ProblemsFound when the files are not those that the round was opened with."""
    return _read(round.edition_name, round.edition_fingerprint, round.slug)


def edition_at(round: RoundLike, moment: datetime) -> Edition:
    """The edition that the round was scored by at the moment."""
    return edition_of(round)


def placed_leaf(edition: Edition, key: str) -> PlacedLeaf | None:
    return next((placed for placed in edition.placed_leaves if placed.leaf.key == key), None)


@lru_cache(maxsize=32)
def _read(name: str, fingerprint: str, slug: str) -> Edition:
    intake = find_edition(name)
    if intake.edition is None:
        raise ProblemsFound(intake.problems)
    if intake.edition.fingerprint != fingerprint:
        message = f"tệp của bộ chỉ số {intake.edition.name} khác với lúc mở đợt chấm {slug}"
        raise ProblemsFound([Problem("round.edition_changed", message, "khôi phục tệp cũ, hoặc mở đợt chấm theo phiên bản mới", Place(slug))])
    return intake.edition
