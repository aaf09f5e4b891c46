"""What moved between self-score, first and second appraisal and the council, per agency, field and leaf, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from parix.foundation.phrases import Text
from parix.web.assessment.choices import View
from parix.web.assessment.models import LiveSheet, Participation, Ruling
from parix.web.assessment.queries.sheets import LeafRow, NodeRow, Totals, fields_in, totals_in


@dataclass(frozen=True, slots=True)
class MovedLeaf:
    """`seen` by view, the lowest first; `rulings` are those in force that the views show."""

    seen: tuple[LeafRow, ...]
    rulings: tuple[Ruling, ...]

    @property
    def leaf(self) -> LeafRow:
        return self.seen[0]

    @property
    def change(self) -> Fraction:
        return self.seen[-1].won - self.seen[0].won

    @property
    def moved(self) -> bool:
        """Points or maximum differ between any two views."""
        return len({(one.points, one.applicable_max) for one in self.seen}) > 1


@dataclass(frozen=True, slots=True)
class MovedField:
    nodes: tuple[NodeRow, ...]
    leaves: tuple[MovedLeaf, ...]

    @property
    def field(self) -> NodeRow:
        return self.nodes[0]

    @property
    def change(self) -> Fraction:
        return self.nodes[-1].won - self.nodes[0].won

    @property
    def moved(self) -> tuple[MovedLeaf, ...]:
        return tuple(one for one in self.leaves if one.moved)


@dataclass(frozen=True, slots=True)
class Moved:
    """`views` are those shown, `self` first."""

    views: tuple[View, ...]
    totals: tuple[Totals, ...]
    fields: tuple[MovedField, ...]

    @property
    def count(self) -> int:
        return sum(len(one.moved) for one in self.fields)

    @property
    def change(self) -> Fraction:
        return self.totals[-1].points - self.totals[0].points

    @property
    def max_change(self) -> Fraction:
        return self.totals[-1].applicable_max - self.totals[0].applicable_max

    @property
    def names(self) -> tuple[Text, ...]:
        return tuple(NAMES[one] for one in self.views)


NAMES: Mapping[View, Text] = {
    View.SELF: Text("tự chấm", "self-score"), View.FIRST: Text("thẩm định lần một", "first appraisal"),
    View.SECOND: Text("thẩm định lần hai", "second appraisal"), View.COUNCIL: Text("Hội đồng", "council"),
}


def moved_of(participation: Participation, views: tuple[View, ...]) -> Moved | None:
    """Two queries. None before there is a score; views without a live sheet are left out."""
    sheets = {one.view: one for one in LiveSheet.objects.filter(participation=participation, view__in=views)}
    shown = tuple(one for one in views if one in sheets)
    if View.SELF not in shown:
        return None
    rulings: dict[str, list[Ruling]] = defaultdict(list)
    held = Ruling.objects.filter(participation=participation, superseded_at__isnull=True, view__in=shown).select_related("ruled_by").order_by("ruled_at", "pk")
    for one in held:
        rulings[one.leaf_key].append(one)
    by_view = [{node.key: node for node in fields_in(sheets[view].sheet)} for view in shown]
    fields = []
    for key, node in by_view[0].items():
        nodes = tuple(one[key] for one in by_view)
        by_leaf = [{leaf.key: leaf for leaf in one.leaves} for one in nodes]
        leaves = tuple(
            MovedLeaf(tuple(one[leaf.key] for one in by_leaf), tuple(rulings[leaf.key])) for leaf in node.leaves if leaf.state != "not_applicable"
        )
        if leaves:
            fields.append(MovedField(nodes, leaves))
    return Moved(shown, tuple(totals_in(sheets[view].sheet) for view in shown), tuple(fields))
