"""What is usual: how many things a measure counts in a year, and between which shares poor and excellent work lie.

Codes that several editions use carry their range of shares here, so that each edition is fed the same figure.
"""

from __future__ import annotations

from collections.abc import Mapping

from parix.criteria.rule_shapes import AgainstBestRule, AgainstPreviousRule, ProportionalRule, Rule, ShareSatisfiedRule, StepsRule
from parix.demo_data.dispositions import Disposition, family_of
from parix.foundation.periods import Period

Range = tuple[int, int]

_COUNTED_IN_FAMILY: Mapping[str, Range] = {
    "procedures": (24, 130), "feedback": (3, 30), "documents": (1_800, 9_000), "finance": (9_000, 90_000),
    "staff": (38, 160), "training": (20, 90), "inspection": (4, 12), "reports": (4, 4), "plan": (18, 42), "legal_documents": (3, 11),
}
_COUNTED: Mapping[str, Range] = {
    "procedures.promulgated_on_time": (6, 18), "procedures.reviewed": (5, 20), "onestop.apologies_sent": (1, 9),
}
_OTHERS: Range = (8, 40)
_SHARES: Mapping[str, tuple[float, float]] = {
    "onestop.dossiers_on_time": (0.93, 1.008), "onestop.dossiers_on_schedule": (0.93, 1.008), "onestop.dossiers_online": (0.12, 0.9),
    "onestop.payments_online": (0.08, 0.8), "onestop.dossiers_digitised": (0.3, 1.05), "procedures.promulgated_on_time": (0.6, 1.1),
    "procedures.published": (0.85, 1.06), "feedback.handled": (0.6, 1.15), "feedback.on_time": (0.6, 1.15),
}


def counted(disposition: Disposition, code: str, period: Period) -> int:
    """How many things there are to count; dossiers share one flow, everything else keeps its size within a tenth."""
    if code in disposition.counts:
        return disposition.counts[code]
    family = family_of(code)
    if family == "onestop" and code not in _COUNTED:
        yearly = disposition.draws("onestop flow", period.key).uniform(0.9, 1.1)
        return max(1, int(disposition.dossiers * yearly * disposition.draws(code, "part").uniform(0.82, 1.0)))
    low, high = _COUNTED.get(code) or _COUNTED_IN_FAMILY.get(family, _OTHERS)
    usual = disposition.draws(code, "size").randint(low, high)
    change = disposition.draws(code, "size", period.key).uniform(-0.1, 0.1) if high - low > 4 else 0.0
    return max(low, round(usual * (1 + change)))


def shares_between(code: str, rule: Rule) -> tuple[float, float]:
    """The shares of poor and of excellent work; above one means that the whole is reached before excellence."""
    if code in _SHARES:
        return _SHARES[code]
    marks = sorted(_marks(rule)) or [1.0]
    lowest, top = marks[0], marks[-1]
    poor = lowest - 0.15 * (top - lowest) if lowest < top else 0.4 * top if isinstance(rule, ProportionalRule) else 0.88 * top
    return poor, top + 0.35 * (top - poor)


def _marks(rule: Rule) -> list[float]:
    if isinstance(rule, ProportionalRule):
        return [float(mark) for mark in (rule.floor, rule.full_at or 1) if mark is not None]
    if isinstance(rule, StepsRule):
        edges = (step.at_least if step.at_least is not None else step.above for step in rule.steps)
        return [float(edge) for edge in edges if edge is not None]
    if isinstance(rule, ShareSatisfiedRule):
        return [0.6, float(rule.full_at or 1)]
    return [0.55, 0.97] if isinstance(rule, (AgainstPreviousRule, AgainstBestRule)) else [0.4, 0.95]
