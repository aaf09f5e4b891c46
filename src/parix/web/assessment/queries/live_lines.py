"""The score as it stands, in one line for every page of a round: of one agency, or of all that the reader may read about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from parix.foundation.numbers import exact_from_text
from parix.web.accounts.rules import Standing, is_member_of
from parix.web.assessment.choices import DONE, Stage, View
from parix.web.assessment.models import Claim, LiveSheet
from parix.web.assessment.queries.sheets import ZERO
from parix.web.assessment.rules import may_see_self_assessment

FIGURES = ("points", "low", "high", "applicable_max")
OPEN_TO_AGENCIES = (Stage.APPEAL, Stage.COUNCIL)


@dataclass(frozen=True, slots=True)
class LiveLine:
    """Sums where it is of `many` agencies. `low` is certain, `high` still possible; `at_risk` falls if nobody finishes a claim, and is
    None once claims are not what is waited for."""

    agency: str
    many: int
    view: View
    points: Fraction
    low: Fraction
    high: Fraction
    applicable_max: Fraction
    at_risk: Fraction | None

    @property
    def is_certain(self) -> bool:
        return self.low == self.high


def live_line(standing: Standing, slug: str, agency_code: str = "") -> LiveLine | None:
    """None for a published round, before anything is open, and for whoever may not read about it. At most three queries; an agency's
    own people see the appraisal from the stage in which they may answer it."""
    sheets = LiveSheet.objects.filter(participation__round__slug=slug).exclude(participation__round__stage=Stage.PUBLISHED)
    if agency_code:
        sheets = sheets.filter(participation__agency__code=agency_code)
    names = ("participation_id", "participation__agency_id", "participation__agency__name", "participation__round__stage", "view")
    newest: dict[int, Mapping[str, Any]] = {}
    for one in sorted(sheets.values(*names, *FIGURES), key=lambda row: list(View).index(View(row["view"]))):
        agency_id, stage = one["participation__agency_id"], one["participation__round__stage"]
        hidden = one["view"] != View.SELF and is_member_of(standing, agency_id) and stage not in OPEN_TO_AGENCIES
        if not hidden and may_see_self_assessment(standing, agency_id):
            newest[one["participation_id"]] = one
    if not newest:
        return None
    rows = list(newest.values())
    sums = {name: sum((exact_from_text(row[name]) for row in rows), ZERO) for name in FIGURES}
    risk = _at_risk_of(newest) if rows[0]["participation__round__stage"] == Stage.SELF_ASSESSMENT else None
    return LiveLine(rows[0]["participation__agency__name"] if len(rows) == 1 else "", len(rows), View(rows[0]["view"]), at_risk=risk, **sums)


def at_risk(leaves: Mapping[str, Mapping[str, Any]], undone: Iterable[str]) -> Fraction:
    """What falls if nobody finishes these leaves; `leaves` as a live sheet keeps them."""
    return sum((exact_from_text(leaves[key]["high"]) for key in undone if key in leaves and _counts(leaves[key])), ZERO)


def _counts(leaf: Mapping[str, Any]) -> bool:
    """The agency is to state it, and it has something to lose."""
    return leaf["state"] != "not_applicable" and not leaf.get("is_fed") and leaf.get("effect") != "penalty"


def _at_risk_of(participations: Iterable[int]) -> Fraction:
    ids, undone = list(participations), defaultdict(list)
    for participation_id, key in Claim.objects.filter(participation_id__in=ids).exclude(state__in=DONE).values_list("participation_id", "leaf_key"):
        undone[participation_id].append(key)
    kept = LiveSheet.objects.filter(participation_id__in=undone, view=View.SELF).values_list("participation_id", "leaves")
    return sum((at_risk(leaves, undone[participation_id]) for participation_id, leaves in kept), ZERO)
