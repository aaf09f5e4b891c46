"""Where every point between the maximum and the score of a stored sheet went, place by place; the parts sum exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from parix.foundation.phrases import Text
from parix.web.assessment.choices import LossKind
from parix.web.assessment.queries.sheets import ZERO, LeafRow, NodeRow, Totals

PENALTY, BONUS = "penalty", "bonus"
WHOLE = Text("cả phiếu điểm", "the whole sheet")


@dataclass(frozen=True, slots=True)
class Loss:
    """Points lost at one place: a leaf, a node that rounds, or the whole. Negative where points came back.

    `field` and `criterion` are keys, empty where the place lies above them.
    """

    kind: LossKind
    key: str
    code: str
    text: Text
    points: Fraction
    field: str = ""
    criterion: str = ""
    leaf: LeafRow | None = None


def losses_of(fields: tuple[NodeRow, ...], totals: Totals) -> tuple[Loss, ...]:
    """All of them in legal order; their sum is the applicable maximum less the points."""
    scale = [loss for one in fields if one.is_on_scale for loss in _below(one, one.key, "")]
    outside = _outside(fields, totals)
    rest = totals.applicable_max - totals.points - sum((one.points for one in (*scale, *outside)), ZERO)
    floor = [Loss(LossKind.FLOOR, "", "", WHOLE, rest)] if rest else []
    return (*scale, *outside, *floor)


def lost_at(leaf: LeafRow) -> Fraction:
    """What a leaf takes away from the maximum; nothing known of it takes all of it once the result is published."""
    if leaf.is_on_scale:
        return leaf.applicable_max - leaf.won
    return leaf.won if leaf.effect == PENALTY else ZERO


def _below(node: NodeRow, field: str, criterion: str) -> Iterator[Loss]:
    parts = ZERO
    for child in node.children:
        if isinstance(child, NodeRow):
            yield from _below(child, field, child.key)
            parts += child.won
        elif child.is_on_scale:
            parts += child.won
            if lost_at(child):
                yield Loss(LossKind.LEAF, child.key, child.code, child.text, lost_at(child), field, criterion, child)
    if parts != node.won:
        yield Loss(LossKind.ROUNDING, node.key, node.code, node.text, parts - node.won, field, criterion)


def _outside(fields: tuple[NodeRow, ...], totals: Totals) -> list[Loss]:
    """Penalties and bonuses, where they count for the total at all."""
    scale = sum((one.won for one in fields if one.is_on_scale), ZERO)
    if totals.points != max(ZERO, scale + totals.bonus - totals.penalty):
        return []
    found = [
        Loss(LossKind.PENALTY, leaf.key, leaf.code, leaf.text, lost_at(leaf), one.key, "", leaf)
        for one in fields for leaf in one.leaves if leaf.effect == PENALTY and lost_at(leaf)
    ]
    spared = totals.penalty - sum((one.points for one in found), ZERO)
    if spared:
        found.append(Loss(LossKind.CAP, "", "", WHOLE, spared))
    if totals.bonus:
        found.append(Loss(LossKind.BONUS, "", "", WHOLE, -totals.bonus))
    return found
