"""How the leaves of the edition of one round stand to those of another: which became which, and which may be compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from parix.criteria.comparing import BARRING, changes_between
from parix.criteria.editions import Edition
from parix.criteria.mapping import read_mapping
from parix.foundation.phrases import Phrase
from parix.foundation.problems import ProblemsFound
from parix.web.assessment.models import Round
from parix.web.assessment.queries.editions import edition_of


@dataclass(frozen=True, slots=True)
class Bridge:
    """`targets` names for each old key the new ones (none: dropped); `compared` for each new key the old one that it is compared
    with; `barred` what changed of the others that came from one old leaf; `reasons` why an old leaf was dropped."""

    targets: Mapping[str, tuple[str, ...]]
    compared: Mapping[str, str]
    barred: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)

    @property
    def sources(self) -> Mapping[str, tuple[str, ...]]:
        """For each new key the old ones that it came from."""
        found: dict[str, tuple[str, ...]] = {}
        for old, targets in self.targets.items():
            for new in targets:
                found[new] = (*found.get(new, ()), old)
        return found


def bridge_between(before: Round, now: Round) -> Bridge | None:
    """None where the files of an edition are no longer those that its round was opened with."""
    try:
        return _bridge(*(_Named(one.slug, one.edition_name, one.edition_fingerprint) for one in (before, now)))
    except ProblemsFound:
        return None


def bridge(old: Edition, new: Edition) -> Bridge:
    if old.fingerprint == new.fingerprint:
        return Bridge({key: (key,) for key in old.leaves}, {key: key for key in old.leaves})
    mapping, problems = read_mapping(old, new)
    # A mapping that leads from some other edition says nothing here: what keeps its key is the same leaf.
    targets = {key: (key,) for key in old.leaves if key in new.leaves} if mapping is None or problems else dict(mapping.targets)
    before, after = ({one.leaf.key: one for one in edition.placed_leaves} for edition in (old, new))
    came = Counter(new_key for keys in targets.values() for new_key in keys)
    compared: dict[str, str] = {}
    barred: dict[str, tuple[Phrase, ...]] = {}
    for key, keys in targets.items():
        if len(keys) == 1 and came[keys[0]] == 1:
            changes = tuple(one.words for one in changes_between(before[key], after[keys[0]]) if one.kind in BARRING)
            if changes:
                barred[keys[0]] = changes
            else:
                compared[keys[0]] = key
    return Bridge(targets, compared, barred, dict(mapping.reasons) if mapping is not None else {})


@dataclass(frozen=True, slots=True)
class _Named:
    """The edition that a round names, to remember a bridge by."""

    slug: str
    edition_name: str
    edition_fingerprint: str


@lru_cache(maxsize=32)
def _bridge(before: _Named, now: _Named) -> Bridge:
    return bridge(edition_of(before), edition_of(now))
