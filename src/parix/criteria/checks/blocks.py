"""Declared blocks (such as 84 by appraisal and 16 by survey) equal the leaves they stand for, each leaf in one."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from parix.criteria.editions import Edition
from parix.foundation.nearest import did_you_mean
from parix.foundation.numbers import shown
from parix.foundation.problems import Place, Problem


def check(edition: Edition) -> Iterator[Problem]:
    if not edition.settings.blocks:
        return
    place = edition.place_of_setting("blocks")
    yield from _fields_known(edition, place)
    yield from _each_leaf_in_one(edition, place)
    for block in edition.settings.blocks:
        total = sum((placed.leaf.max_points for placed in edition.placed_leaves if block.holds(placed)), Fraction(0))
        if total != block.max_points:
            message = f"phần «{block.text.vi}» khai {shown(block.max_points, 'vi')} điểm, các tiêu chí cộng được {shown(total, 'vi')}"
            yield Problem("edition.block_sum", message, "sửa số điểm của phần hoặc cách chấm của tiêu chí", place)


def _fields_known(edition: Edition, place: Place) -> Iterator[Problem]:
    known = [one.key for one in edition.fields]
    for block in edition.settings.blocks:
        for key in block.fields:
            if key not in known:
                message = f"phần «{block.text.vi}»: không có lĩnh vực «{key}»"
                yield Problem("edition.block_field", message, did_you_mean(key, known), place)


def _each_leaf_in_one(edition: Edition, place: Place) -> Iterator[Problem]:
    on_scale = [placed for placed in edition.placed_leaves if placed.leaf.effect == "scale"]
    held = {placed.leaf.code: sum(block.holds(placed) for block in edition.settings.blocks) for placed in on_scale}
    twice = ", ".join(code for code, count in held.items() if count > 1)
    if twice:
        message = f"tiêu chí nằm trong hơn một phần: {twice}"
        yield Problem("edition.block_overlap", message, "mỗi cách chấm thuộc một phần, hoặc phân theo lĩnh vực bằng fields", place)
    nowhere = ", ".join(code for code, count in held.items() if not count)
    if nowhere:
        message = f"tiêu chí không nằm trong phần nào: {nowhere}"
        yield Problem("edition.block_uncovered", message, "thêm cách chấm hoặc lĩnh vực vào một phần", place)
