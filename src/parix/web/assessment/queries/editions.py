"""The edition that a round is scored by, read once per process because an edition in use never changes; and those to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from django.conf import settings

from parix.criteria.editions import Edition, Settings
from parix.criteria.editions import PlacedLeaf as PlacedLeaf
from parix.criteria.freezing import fingerprint_of
from parix.criteria.intake import Intake, edition_files, take_in
from parix.criteria.library import edition_folders, find_edition
from parix.foundation.problems import Place, Problem, ProblemsFound
from parix.web.assessment.models import EditionSwitch


@dataclass(frozen=True, slots=True)
class KnownEdition:
    """An edition that a round may be opened by, or switched to. `edition` is None when its files are unsound: `problems` say why."""

    name: str
    edition: Edition | None
    problems: tuple[Problem, ...]

    @property
    def settings(self) -> Settings | None:
        return self.edition.settings if self.edition else None


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
    """The edition that the round was scored by at the moment: that of the last switch before it, or the one that the first switch left."""
    switches = list(EditionSwitch.objects.filter(round__slug=round.slug).order_by("number").defer("reason"))
    before = [one for one in switches if one.switched_at <= moment]
    if len(before) == len(switches):
        return edition_of(round)
    if before:
        return _read(before[-1].to_edition, before[-1].to_fingerprint, round.slug)
    return _read(switches[0].from_edition, switches[0].from_fingerprint, round.slug)


def placed_leaf(edition: Edition, key: str) -> PlacedLeaf | None:
    return next((placed for placed in edition.placed_leaves if placed.leaf.key == key), None)


def find(name: str, on: date | None = None) -> Intake:
    """The edition with this name, or of this set on the day, among the installation's own sets and the shipped ones."""
    return find_edition(name, on, *settings.CRITERIA_SETS)


def known_editions(set_key: str = "") -> list[KnownEdition]:
    """Every edition (of the set), the newest of each set first."""
    folders = [one for one in edition_folders(*settings.CRITERIA_SETS) if not set_key or one.parent.name == set_key]
    known = []
    for folder in sorted(folders, key=lambda one: (one.parent.name, [-ord(letter) for letter in one.name])):
        intake = _taken_in(folder, fingerprint_of(edition_files(folder)))
        known.append(KnownEdition(f"{folder.parent.name}/{folder.name}", intake.edition, intake.problems))
    return known


def known_edition(name: str) -> KnownEdition | None:
    return next((one for one in known_editions(name.partition("/")[0]) if one.name == name), None)


@lru_cache(maxsize=64)
def _taken_in(folder: Path, _fingerprint: str) -> Intake:
    """Again when a file has changed: a draft does until it is in use."""
    return take_in(folder)


@lru_cache(maxsize=32)
def _read(name: str, fingerprint: str, slug: str) -> Edition:
    intake = find(name)
    if intake.edition is None:
        raise ProblemsFound(intake.problems)
    if intake.edition.fingerprint != fingerprint:
        message = f"tệp của bộ chỉ số {intake.edition.name} khác với lúc mở đợt chấm {slug}"
        raise ProblemsFound([Problem("round.edition_changed", message, "khôi phục tệp cũ, hoặc mở đợt chấm theo phiên bản mới", Place(slug))])
    return intake.edition
