"""The score as one party sees it now: scored again after every change, and replaced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from parix.criteria.editions import Edition
from parix.criteria.rule_shapes import AgainstBestRule
from parix.foundation.facts import Known
from parix.foundation.measurements import MeasurementSet
from parix.scoring.groups import best_values
from parix.scoring.leaf_scores import inner_rule
from parix.scoring.sheet_json import sheet_to_json
from parix.scoring.sheets import ScoreSheet, ranking_group_of, score
from parix.web.assessment.actions.claims import store_live
from parix.web.assessment.choices import View
from parix.web.assessment.models import LiveSheet, Participation, Round
from parix.web.assessment.queries.editions import edition_of
from parix.web.assessment.queries.rounds import participants, period_of
from parix.web.assessment.scoring_runs.rounds import inputs_digest
from parix.web.measurements.measuring import measurement_sets


def current_set(participation: Participation) -> MeasurementSet:
    """What is measured of the agency now, in an order that does not hang on the database."""
    return in_order(measurement_sets([participation.agency], period_of(participation.round))[0])


def in_order(given: MeasurementSet) -> MeasurementSet:
    return replace(given, measurements=tuple(sorted(given.measurements, key=lambda one: (one.code, one.period))))


def live_score(edition: Edition, participation: Participation, given: MeasurementSet) -> tuple[ScoreSheet, Mapping[str, Known]]:
    """The sheet, and the best values of the ranking group that it was compared with. Raises ProblemsFound."""
    best = _best(edition, participation, given)
    return score(edition, given, best=best), best


def refresh_live(*, participation: Participation, view: View, given: MeasurementSet | None = None, at: datetime) -> LiveSheet:
    """Score the participation again and replace its live sheet; those of the group too where the edition compares with the best."""
    edition = edition_of(participation.round)
    given = given or current_set(participation)
    if _compares(edition):
        sheets = refresh_round(round=participation.round, view=view, at=at)
        return next(one for one in sheets if one.participation_id == participation.pk)
    return store_live(rows=[_live(participation, view, live_score(edition, participation, given)[0], at)])[0]


def refresh_round(*, round: Round, view: View, at: datetime) -> list[LiveSheet]:
    """The live sheets of all agencies of the round."""
    edition = edition_of(round)
    taking_part = {one.agency_id: one for one in round.participations.select_related("agency", "round")}
    agencies = participants(round)
    sets = [in_order(given) for given in measurement_sets(agencies, period_of(round))]
    best = best_values(edition, sets)
    sheets = [score(edition, given, best=best[_group_key(edition, given)]) for given in sets]
    return store_live(rows=[_live(taking_part[agency.pk], view, sheet, at) for agency, sheet in zip(agencies, sheets, strict=True)])


def _compares(edition: Edition) -> bool:
    return any(isinstance(inner_rule(dated.rule), AgainstBestRule) for leaf in edition.leaves.values() for dated in leaf.rule)


def _best(edition: Edition, participation: Participation, given: MeasurementSet) -> Mapping[str, Known]:
    if not _compares(edition):
        return {}
    others = measurement_sets(participants(participation.round), period_of(participation.round))
    sets = [given, *(other for other in others if other.agency.code != given.agency.code)]
    return best_values(edition, sets)[_group_key(edition, given)]


def _group_key(edition: Edition, given: MeasurementSet) -> str:
    group = ranking_group_of(edition, given.agency)
    return group.key if group is not None else given.agency.ranking_group


def _live(participation: Participation, view: View, sheet: ScoreSheet, at: datetime) -> dict[str, Any]:
    stored = sheet_to_json(sheet)
    totals = stored["totals"]
    ranked = [sheet.index, sheet.index_low, sheet.index_high]
    if sheet.edition.settings.arithmetic.ranked_on == "rounded":
        ranked = [sheet.as_published(one) for one in ranked]
    return {
        "participation": participation, "view": view, "edition_name": sheet.edition.name, "edition_fingerprint": sheet.edition.fingerprint,
        "software_version": sheet.software_version, "inputs_digest": inputs_digest(sheet.given), "sheet": stored,
        **{name: totals[name] for name in ("points", "low", "high", "applicable_max", "index", "published_index")},
        "order_value": float(ranked[0]), "order_low": float(ranked[1]), "order_high": float(ranked[2]),
        "not_scored": sum(leaf.state == "not_scored" for leaf in sheet.leaves), "group_key": _group_key(sheet.edition, sheet.given), "scored_at": at,
    }
