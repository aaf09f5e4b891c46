"""The shape of an edition: settings, fields, criteria, leaves. Frozen; read from YAML by parix.criteria.intake.

A leaf is whatever is scored. Its identity is its `key`, the same in every edition of a set; `code` is what is
printed and its place in the tree is only where this edition puts it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, Literal, Union

from pydantic import Discriminator, Tag

from parix.criteria.rule_shapes import Rule, RuleChoice
from parix.foundation.agencies import Agency
from parix.foundation.numbers import RoundingMode
from parix.foundation.phrases import Text
from parix.foundation.problems import Place
from parix.foundation.shapes import STRICT, Count, Day, Points, Truth

Status = Literal["draft", "published", "reconstructed"]
SETTINGS_FILE = "edition.yaml"

ScoredBy = Literal["self_then_appraiser", "appraiser", "survey", "data"]
IndexKind = Literal["percent_of_applicable", "points"]
Precision = Literal["exact", "rounded"]
RoundingLevel = Literal["leaf", "criterion", "field", "total"]


@dataclass(frozen=True, slots=True)
class AppliesTo:
    """Kinds and traits of agencies; empty lists mean no restriction. `without_traits` excludes."""

    __pydantic_config__ = STRICT
    kinds: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    without_traits: tuple[str, ...] = ()

    def covers(self, agency: Agency) -> bool:
        return (
            (not self.kinds or agency.kind in self.kinds)
            and agency.traits.issuperset(self.traits)
            and agency.traits.isdisjoint(self.without_traits)
        )


@dataclass(frozen=True, slots=True)
class MeasureUse:
    """The measure that plays a role in a rule: its code, what one item is called, and how it can grow.

    `grows: both` means that a further item adds to numerator and denominator alike (a new dossier);
    `numerator` that an item already counted below changes sides (a report not yet sent).
    """

    __pydantic_config__ = STRICT
    code: str
    item: Text
    of: Text | None = None
    grows: Literal["numerator", "both"] = "numerator"
    numerator_may_exceed: Truth = False


@dataclass(frozen=True, slots=True)
class EvidenceAsked:
    """What proves the leaf: kind of document, issuer, and by when in the assessed year (month-day)."""

    __pydantic_config__ = STRICT
    kind: str
    text: Text
    issuer: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class DatedRule:
    """The rule with the thresholds in force from a day on."""

    __pydantic_config__ = STRICT
    since: Day
    rule: RuleChoice


@dataclass(frozen=True, slots=True)
class Leaf:
    __pydantic_config__ = STRICT
    code: str
    key: str
    text: Text
    max_points: Points
    rule: tuple[DatedRule, ...]
    measures: dict[str, MeasureUse]
    scored_by: ScoredBy
    nothing_arose: Literal["drop", "full", "zero"] | None = None
    evidence: tuple[EvidenceAsked, ...] = ()
    applies_to: AppliesTo = AppliesTo()
    lead: str = ""
    supporting: tuple[str, ...] = ()
    reference: str = ""
    note: str = ""
    effect: Literal["scale", "bonus", "penalty"] = "scale"

    def rule_on(self, day: date) -> Rule:
        """The rule in force on the day (the earliest one for days before all)."""
        in_force = self.rule[0]
        for dated in self.rule:
            if dated.since <= day:
                in_force = dated
        return in_force.rule


@dataclass(frozen=True, slots=True)
class Criterion:
    __pydantic_config__ = STRICT
    code: str
    key: str
    text: Text
    max_points: Points
    sub_criteria: tuple[Leaf, ...]
    applies_to: AppliesTo = AppliesTo()
    reference: str = ""
    note: str = ""


def _leaf_or_criterion(given: Any) -> str:
    return "criterion" if isinstance(given, dict) and "sub_criteria" in given else "leaf"


CriterionOrLeaf = Annotated[Union[Annotated[Criterion, Tag("criterion")], Annotated[Leaf, Tag("leaf")]], Discriminator(_leaf_or_criterion)]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the set, or its block of bonus and penalty (`outside_scale`)."""

    __pydantic_config__ = STRICT
    code: str
    key: str
    text: Text
    max_points: Points
    criteria: tuple[CriterionOrLeaf, ...]
    outside_scale: Truth = False
    applies_to: AppliesTo = AppliesTo()
    reference: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rounding:
    """Rounding happens once, at this level; above it rounded values are summed, below it nothing is rounded."""

    __pydantic_config__ = STRICT
    level: RoundingLevel
    mode: RoundingMode
    decimals: Count


@dataclass(frozen=True, slots=True)
class Arithmetic:
    __pydantic_config__ = STRICT
    rounding: Rounding
    ties: Literal["standard", "dense"]
    ranked_on: Precision = "exact"
    graded_on: Precision = "rounded"


@dataclass(frozen=True, slots=True)
class Grade:
    __pydantic_config__ = STRICT
    key: str
    text: Text
    at_least: Points


@dataclass(frozen=True, slots=True)
class RankingGroup:
    __pydantic_config__ = STRICT
    key: str
    text: Text
    members: AppliesTo


@dataclass(frozen=True, slots=True)
class Block:
    """A declared part of the scale by who scores it, such as 84 by appraisal and 16 by survey.

    `fields` narrows it to the leaves of those fields (by key): the same way of scoring may serve two blocks.
    """

    __pydantic_config__ = STRICT
    key: str
    text: Text
    scored_by: tuple[ScoredBy, ...]
    max_points: Points
    fields: tuple[str, ...] = ()

    def holds(self, placed: PlacedLeaf) -> bool:
        """Whether the leaf's points are part of this block; bonus and penalty are part of none."""
        leaf = placed.leaf
        return leaf.effect == "scale" and leaf.scored_by in self.scored_by and (not self.fields or placed.field.key in self.fields)


@dataclass(frozen=True, slots=True)
class InForce:
    """`since` and `until` bound the scored periods; `until` is open while nothing replaces the edition."""

    __pydantic_config__ = STRICT
    since: Day
    until: Day | None = None


@dataclass(frozen=True, slots=True)
class OutsideScale:
    __pydantic_config__ = STRICT
    bonus_cap: Points
    penalty_cap: Points


@dataclass(frozen=True, slots=True)
class Settings:
    """What `edition.yaml` holds. The index is points over applicable maximum in percent, or plain points."""

    __pydantic_config__ = STRICT
    set: str
    title: Text
    status: Status
    decision: str
    applies_to: tuple[str, ...]
    in_force: InForce
    max_points: Points
    arithmetic: Arithmetic
    index: IndexKind
    grades: tuple[Grade, ...]
    ranking_groups: tuple[RankingGroup, ...]
    grades_on: Literal["index", "points"] = "index"
    blocks: tuple[Block, ...] = ()
    outside_scale: OutsideScale | None = None
    reference: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlacedLeaf:
    """A leaf with the field and criterion it stands under in this edition."""

    leaf: Leaf
    field: Field
    criterion: Criterion | None

    def applies(self, agency: Agency) -> bool:
        return (
            self.leaf.applies_to.covers(agency)
            and self.field.applies_to.covers(agency)
            and (self.criterion is None or self.criterion.applies_to.covers(agency))
        )


@dataclass(frozen=True)
class Edition:
    """One dated version of a criteria set; `fingerprint` is the hash of its files."""

    settings: Settings
    fields: tuple[Field, ...]
    fingerprint: str
    folder: str = field(default="", compare=False)
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)

    @property
    def name(self) -> str:
        return f"{self.settings.set}/{self.settings.in_force.since.isoformat()}"

    def place_of_setting(self, key: str) -> Place:
        """Where `edition.yaml` says this; the file alone when it says nothing of it."""
        return self.places.get(setting_place(key), Place(f"{self.folder}/{SETTINGS_FILE}"))

    @cached_property
    def placed_leaves(self) -> tuple[PlacedLeaf, ...]:
        return tuple(_placed(self.fields))

    @cached_property
    def leaves(self) -> Mapping[str, Leaf]:
        return {placed.leaf.key: placed.leaf for placed in self.placed_leaves}

    @cached_property
    def measure_uses(self) -> Mapping[str, tuple[tuple[Leaf, str, MeasureUse], ...]]:
        """By measure code, every leaf and role that uses it."""
        uses: dict[str, tuple[tuple[Leaf, str, MeasureUse], ...]] = {}
        for leaf in self.leaves.values():
            for role, use in leaf.measures.items():
                uses[use.code] = (*uses.get(use.code, ()), (leaf, role, use))
        return uses

    def legal_basis(self, key: str) -> str:
        """The reference of the leaf, or the nearest one above it, or the issuing decision."""
        for placed in self.placed_leaves:
            if placed.leaf.key == key:
                criterion = placed.criterion.reference if placed.criterion else ""
                return placed.leaf.reference or criterion or placed.field.reference or self.settings.reference or self.settings.decision
        raise KeyError(key)

    def applicable_maximum(self, agency: Agency) -> Fraction:
        """Points of the scale that apply to agencies of this kind and these traits, before any decision on a leaf."""
        return sum(
            (one.leaf.max_points for one in self.placed_leaves if one.leaf.effect == "scale" and one.applies(agency)), Fraction(0)
        )


def setting_place(key: str) -> str:
    """The name in `Edition.places` of a setting's place; no leaf, criterion or field can have it for a key."""
    return f"{SETTINGS_FILE}:{key}"


def _placed(fields: tuple[Field, ...]) -> Iterator[PlacedLeaf]:
    for one in fields:
        for child in one.criteria:
            if isinstance(child, Criterion):
                for leaf in child.sub_criteria:
                    yield PlacedLeaf(leaf, one, child)
            else:
                yield PlacedLeaf(child, one, None)


EDITION_SHAPES: tuple[type, ...] = (
    AppliesTo, MeasureUse, EvidenceAsked, DatedRule, Leaf, Criterion, Field, Rounding, Arithmetic, Grade, RankingGroup,
    Block, InForce, OutsideScale, Settings,
)
