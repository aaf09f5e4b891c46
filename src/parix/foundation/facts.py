"""The forms a fact can take. Missing is not zero, and "nothing arose" is not missing: each is a form of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Union


@dataclass(frozen=True, slots=True)
class Share:
    """`numerator` of `denominator` counted things, in units of one. Of none at all there is no share: that is `NothingArose`, of which the
    edition says what follows."""

    numerator: Fraction
    denominator: Fraction

    def __post_init__(self) -> None:
        if self.denominator.numerator <= 0:
            raise ValueError(f"a share needs something counted: {self.numerator}/{self.denominator}; say that nothing arose instead")

    @property
    def value(self) -> Fraction:
        return self.numerator / self.denominator


@dataclass(frozen=True, slots=True)
class Rate:
    """A share 0..1 whose source prints only the percentage, without what was counted."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Number:
    """A count or quantity in the measure's own unit."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class YesNo:
    answer: bool


@dataclass(frozen=True, slots=True)
class Level:
    """One of the levels that the rule names."""

    key: str


@dataclass(frozen=True, slots=True)
class Conditions:
    """Which of the named conditions are met; a condition that is not listed is not known."""

    met: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Answers:
    """How many valid survey answers each option got."""

    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class NothingArose:
    """The thing to be measured did not happen in the period (no dossier, no feedback): the edition says what follows."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The appraiser decided that the leaf does not apply; an agency never decides this for itself."""

    decided_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class NotKnown:
    """Looked for and not found; `reason` says where."""

    reason: str


Known = Union[Share, Rate, Number, YesNo, Level, Conditions, Answers]
Fact = Union[Known, NothingArose, NotApplicable, NotKnown]
