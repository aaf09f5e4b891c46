"""Every point between the maximum and the score is found at one place, and the places sum exactly at every level."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from parix.criteria.editions import Edition
from parix.criteria.intake import take_in
from parix.criteria.library import SHIPPED
from parix.foundation.facts import Number
from parix.scoring.groups import score_group
from parix.scoring.sheet_json import sheet_to_json
from parix.web.assessment.choices import LossKind
from parix.web.assessment.queries.losses import Loss, losses_of
from parix.web.assessment.queries.sheets import LeafRow, NodeRow, Totals, fields_in, totals_in
from tests.unit.scoring.made_up_editions import arithmetic, awarded, criterion, field, leaf, made_edition, measured, of_every_kind
from tests.unit.scoring.made_up_measurements import completed, random_sets

LEVELS = ("leaf", "criterion", "field", "total")
KINDS = [(level, mode) for level in LEVELS for mode in ("half_up", "truncate")]
SEEDS = range(3)


def summed(losses: list[Loss]) -> Fraction:
    return sum((one.points for one in losses), Fraction(0))


def wrong_levels(fields: tuple[NodeRow, ...], totals: Totals, losses: tuple[Loss, ...]) -> list[str]:
    """Places where what was lost below does not make up the difference; nothing is left to a remainder except at nought."""
    wrong = []
    for one in fields:
        if one.is_on_scale:
            nodes: list[NodeRow | LeafRow] = [one, *one.children]
            for node in (*nodes, *(leaf for leaf in one.leaves if leaf.is_on_scale)):
                below = [each for each in losses if node.key in (each.key, each.criterion, each.field)]
                if isinstance(node, LeafRow):
                    below = [each for each in below if each.kind == LossKind.LEAF]
                if (not isinstance(node, LeafRow) or node.is_on_scale) and summed(below) != node.applicable_max - node.won:
                    wrong.append(node.key)
    if summed(list(losses)) != totals.applicable_max - totals.points:
        wrong.append("whole")
    if any(one.kind == LossKind.FLOOR for one in losses) and totals.points != 0:
        wrong.append("an unexplained remainder")
    return wrong


def checked(edition: Edition, seed: int, known: float) -> list[str]:
    sets = random_sets(edition, seed, 3, known=known)
    if known == 1:
        sets = [completed(edition, one, Random(seed)) for one in sets]
    wrong = []
    for sheet in score_group(edition, sets):
        stored = sheet_to_json(sheet)
        fields, totals = fields_in(stored), totals_in(stored)
        wrong += [f"seed {seed}, {sheet.agency.code}: {one}" for one in wrong_levels(fields, totals, losses_of(fields, totals))]
    return wrong


@pytest.mark.parametrize(("level", "mode"), KINDS)
def test_every_level_sums_exactly_however_it_is_rounded(tmp_path: Path, level: str, mode: str) -> None:
    edition = of_every_kind(tmp_path, arithmetic=arithmetic(level, mode, "1"))
    assert [one for seed in SEEDS for known in (1, 0.6) for one in checked(edition, seed, known)] == []


@pytest.mark.parametrize("folder", sorted(path.parent for path in SHIPPED.rglob("edition.yaml")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_shipped_edition_sums_exactly(folder: Path) -> None:
    edition = take_in(folder).edition
    assert edition is not None
    assert [one for seed, known in ((1, 1), (2, 0.7)) for one in checked(edition, seed, known)] == []


def losses_given(edition: Edition, **points: str) -> dict[tuple[LossKind, str], Fraction]:
    sheet = score_group(edition, [measured({f"{key}.{'items' if key in ('praise', 'breach') else 'points'}": Number(Fraction(one)) for key, one in points.items()})])[0]
    stored = sheet_to_json(sheet)
    return {(one.kind, one.key): one.points for one in losses_of(fields_in(stored), totals_in(stored))}


def test_rounding_stands_at_the_node_that_rounds(tmp_path: Path) -> None:
    edition = made_edition(tmp_path, [field("f", [criterion("c", [awarded("a", "1"), awarded("b", "1")])])], arithmetic=arithmetic("criterion", "half_up", "1"))
    assert losses_given(edition, a="0.52", b="0.5") == {
        (LossKind.LEAF, "a"): Fraction("0.48"), (LossKind.LEAF, "b"): Fraction("0.5"), (LossKind.ROUNDING, "c"): Fraction("0.02"),
    }
    assert losses_given(edition, a="0.98", b="1") == {(LossKind.LEAF, "a"): Fraction("0.02"), (LossKind.ROUNDING, "c"): Fraction("-0.02")}


def test_penalties_caps_bonuses_and_nought(tmp_path: Path) -> None:
    outside = field("out", [
        leaf("praise", {"kind": "per_item", "points_each": "0.5"}, "2", ["items"], effect="bonus"),
        leaf("breach", {"kind": "per_item", "points_each": "1"}, "5", ["items"], effect="penalty"),
    ], outside_scale="yes")
    edition = made_edition(tmp_path, [field("f", [awarded("a", "2")]), outside], outside_scale={"bonus_cap": "1", "penalty_cap": "3"})
    assert losses_given(edition, a="1", praise="1", breach="1") == {
        (LossKind.LEAF, "a"): 1, (LossKind.PENALTY, "breach"): 1, (LossKind.BONUS, ""): Fraction("-0.5"),
    }
    assert losses_given(edition, a="1", breach="4") == {
        (LossKind.LEAF, "a"): 1, (LossKind.PENALTY, "breach"): 4, (LossKind.CAP, ""): -1, (LossKind.FLOOR, ""): -2,
    }
