"""What comes of reading a scoring text, and the signal by which any part of the reader gives up with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

from parix.criteria.scoring_text.passages import Passage

NothingArose = Literal["drop", "full", "zero"]
Rule = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RoleHint:
    """What the measure in a role counts, as far as the text names it; empty where the leaf's title has to serve."""

    item: str = ""
    of: str = ""
    may_exceed: bool = False


@dataclass(frozen=True, slots=True)
class Understood:
    """`rule` is written as in an edition (numbers as text); `remarks` are Vietnamese and ask a person to confirm."""

    rule: Rule
    roles: Mapping[str, RoleHint]
    nothing_arose: NothingArose | None = None
    by_survey: bool = False
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """`part` quotes what was not understood; `suggestion` is a likely rule that a person has to confirm or mend."""

    reason: str
    part: str
    suggestion: Understood | None = None


class Unclear(Exception):
    """Raised inside the reader; becomes NotUnderstood at its door."""

    def __init__(self, reason: str, part: str, suggestion: Understood | None = None) -> None:
        super().__init__(reason)
        self.reason, self.part, self.suggestion = reason, part, suggestion


@dataclass(slots=True)
class Leaf:
    """What is known of the leaf besides its clauses, and the remarks gathered on the way."""

    max_points: Fraction
    title: Passage
    definitions: Mapping[str, Passage] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def remark(self, text: str) -> None:
        if text not in self.remarks:
            self.remarks.append(text)

    def understood(self, rule: Rule, roles: Mapping[str, RoleHint], *, by_survey: bool = False) -> Understood:
        return Understood(rule, roles, by_survey=by_survey, remarks=tuple(self.remarks))
