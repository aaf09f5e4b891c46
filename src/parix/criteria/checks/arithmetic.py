"""Grades fall from best to worst down to zero, each with its own cut-off; decimals are few; group keys differ."""

from __future__ import annotations

from collections.abc import Iterator

from parix.criteria.editions import Edition
from parix.foundation.problems import Problem


def check(edition: Edition) -> Iterator[Problem]:
    settings, place = edition.settings, edition.place_of_setting("grades")
    cuts = [grade.at_least for grade in settings.grades]
    if cuts != sorted(set(cuts), reverse=True):
        yield Problem("edition.grades_order", "các mức xếp loại không giảm dần hoặc trùng ngưỡng", "xếp từ cao xuống thấp", place)
    if cuts and cuts[-1] != 0:
        yield Problem("edition.grades_bottom", "mức xếp loại thấp nhất không bắt đầu từ 0", "cho mức cuối at_least: 0", place)
    top = settings.max_points if settings.grades_on == "points" or settings.index == "points" else 100
    if cuts and cuts[0] > top:
        yield Problem("edition.grades_range", "ngưỡng xếp loại cao hơn thang điểm", "sửa at_least", place)
    if settings.arithmetic.rounding.decimals > 6:
        yield Problem("edition.decimals", "làm tròn quá 6 chữ số thập phân", "giảm số chữ số", edition.place_of_setting("arithmetic"))
    groups = [group.key for group in settings.ranking_groups]
    if len(groups) != len(set(groups)):
        yield Problem("edition.groups", "hai khối xếp hạng trùng khoá", "đặt khoá khác nhau", edition.place_of_setting("ranking_groups"))
