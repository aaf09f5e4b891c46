"""What a rule gives back: points and the branch that was taken, or why there is no score; and its explanation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple, Union

from parix.foundation.facts import Known
from parix.foundation.phrases import Phrase


class Scored(NamedTuple):
    points: Fraction
    branch: str


@dataclass(frozen=True, slots=True)
class Unscored:
    """The facts are known but give no basis (too few answers): dropped from the scale, or not scored."""

    branch: str
    consequence: Literal["drop", "not_scored"]
    reason: Phrase


Outcome = Union[Scored, Unscored]
Facts = Mapping[str, Known]


@dataclass(frozen=True, slots=True)
class Gain:
    """A change of the facts and the points it adds: scoring `facts` again gives just `points` more."""

    change: Phrase
    points: Fraction
    facts: Facts


@dataclass(frozen=True, slots=True)
class Account:
    """How the points came about: the rule with this agency's numbers, why not all points, what would gain some.

    `gains` is ordered from the least change to the one that reaches full points; empty when nothing can be gained.
    """

    applied: Phrase
    shortfall: Phrase | None
    gains: tuple[Gain, ...]
