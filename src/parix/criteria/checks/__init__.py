"""Soundness of an edition, one file per check. In: an edition with types. Out: problems with file and line.

Must not: stop at the first problem, or check what the types already hold.
"""

from parix.criteria.checks import (
    applicability,
    arithmetic,
    blocks,
    dates,
    identity,
    points_within,
    roles,
    steps_order,
    sums,
)
from parix.criteria.editions import Edition
from parix.foundation.problems import Problem

CHECKS = (
    identity.check, sums.check, blocks.check, dates.check, roles.check, points_within.check, steps_order.check,
    applicability.check, arithmetic.check,
)


def sound(edition: Edition) -> list[Problem]:
    """Every problem that any check finds."""
    return [problem for check in CHECKS for problem in check(edition)]
