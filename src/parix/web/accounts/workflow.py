"""How every room reads its table of steps: (state, verb) -> (state, who may). A room's own `workflow` holds the table and its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from django.db.models import TextChoices

Who = TypeVar("Who")  # what a person may do is worked out from: a standing, or rights in one row
Row = TypeVar("Row")
S = TypeVar("S", bound=TextChoices)
V = TypeVar("V", bound=TextChoices)


class StepRefused(Exception):
    """The verb does not exist in this state, or this person may not use it."""


@dataclass(frozen=True)
class Steps(Generic[Who, Row, S, V]):
    """`thing` is what the rows are called; `who` says for each predicate, to a person whom it refuses, whose step it is."""

    thing: str
    states: type[S]
    verbs: type[V]
    table: Mapping[tuple[str, str], tuple[S, Callable[[Who, Row], bool]]]
    who: Mapping[Callable[[Who, Row], bool], str] = field(repr=False)

    def next_state(self, state: str, verb: str, person: Who, row: Row) -> S:
        """The state after the verb. Raises StepRefused with a sentence for people."""
        step = self.table.get((state, verb))
        if step is None:
            at, act = self.states(state).label, self.verbs(verb).label
            raise StepRefused(f"{self.thing} ở trạng thái «{at}» thì không {act} được: tải lại trang để xem trạng thái mới nhất")
        following, may = step
        if not may(person, row):
            raise StepRefused(self.who[may])
        return following

    def verbs_for(self, state: str, person: Who, row: Row) -> list[V]:
        """What this person may do now, in the order of the work."""
        return [self.verbs(verb) for (held, verb), (_following, may) in self.table.items() if held == state and may(person, row)]

    def may_ever(self, verb: str, person: Who, row: Row) -> bool:
        """Whether this person may use the verb in some state."""
        return any(may(person, row) for (_state, one), (_following, may) in self.table.items() if one == verb)
