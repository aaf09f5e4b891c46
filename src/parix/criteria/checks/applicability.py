"""Kinds of agency named below the edition are kinds the edition covers; bonus and penalty leaves stand outside."""

from __future__ import annotations

from collections.abc import Iterator

from parix.criteria.editions import AppliesTo, Criterion, Edition
from parix.foundation.nearest import did_you_mean
from parix.foundation.problems import Place, Problem


def check(edition: Edition) -> Iterator[Problem]:
    covered = edition.settings.applies_to
    if not covered:
        yield Problem("edition.covers_nobody", "phiên bản không áp dụng cho loại cơ quan nào", "khai applies_to", edition.place_of_setting("applies_to"))
    for key, applies in _restrictions(edition):
        for kind in applies.kinds:
            if kind not in covered:
                message = f"loại cơ quan «{kind}» không thuộc phạm vi của phiên bản"
                yield Problem("edition.kind_unknown", message, did_you_mean(kind, covered), edition.places.get(key, Place(edition.folder)))
    for placed in edition.placed_leaves:
        outside = placed.leaf.effect != "scale"
        if outside != placed.field.outside_scale:
            message = f"tiêu chí {placed.leaf.code}: điểm thưởng, điểm trừ phải nằm trong lĩnh vực ngoài thang điểm (và ngược lại)"
            place = edition.places.get(placed.leaf.key, Place(edition.folder))
            yield Problem("edition.outside_scale", message, "sửa effect của tiêu chí hoặc outside_scale của lĩnh vực", place)
    if any(one.outside_scale for one in edition.fields) and edition.settings.outside_scale is None:
        place = edition.place_of_setting("outside_scale")
        yield Problem("edition.no_caps", "có điểm thưởng, điểm trừ nhưng chưa khai trần năm", "thêm outside_scale: bonus_cap, penalty_cap", place)


def _restrictions(edition: Edition) -> Iterator[tuple[str, AppliesTo]]:
    for one in edition.fields:
        yield one.key, one.applies_to
        for child in one.criteria:
            yield child.key, child.applies_to
            if isinstance(child, Criterion):
                for leaf in child.sub_criteria:
                    yield leaf.key, leaf.applies_to
