"""The score as one party sees it now: scored again after every change, and replaced."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from parix.criteria.editions import Edition
from parix.criteria.rule_shapes import AgainstBestRule
from parix.foundation.facts import Known
from parix.foundation.measurements import MeasurementSet
from parix.scoring.groups import best_values
from parix.scoring.leaf_plans import inner_rule
from parix.scoring.sheet_json import sheet_to_json
from parix.scoring.sheets import ScoreSheet, ranking_group_of, score
from parix.web.assessment.actions.claims import store_live
from parix.web.assessment.choices import FED_BY, View
from parix.web.assessment.models import LiveSheet, Participation, Round
from parix.web.assessment.queries.editions import edition_of
from parix.web.assessment.queries.rulings import rulings_by_participation, views_reached, views_up_to
from parix.web.assessment.scoring_runs.rounds import inputs_digest
from parix.web.assessment.scoring_runs.seen import seen_over, set_as_seen, sets_as_seen, used_by


def current_set(participation: Participation) -> MeasurementSet:
    """What is measured of the agency now."""
    return set_as_seen(participation, View.SELF)


def live_score(edition: Edition, participation: Participation, given: MeasurementSet, view: str = View.SELF) -> tuple[ScoreSheet, Mapping[str, Known]]:
    """The sheet, and the best values of the ranking group that it was compared with. Raises ProblemsFound."""
    best = _best(edition, participation, given, view)
    return score(edition, given, best=best), best


def refresh_live(*, participation: Participation, view: View, given: MeasurementSet | None = None, at: datetime) -> LiveSheet:
    """Score the participation again and replace its live sheet; those of the group too where the edition compares with the best."""
    edition = edition_of(participation.round)
    if compares(edition):
        sheets = refresh_round(round=participation.round, view=view, at=at)
        return next(one for one in sheets if one.participation_id == participation.pk)
    given = used_by(edition, given) if given else set_as_seen(participation, view)
    return store_live(rows=[_live(participation, view, live_score(edition, participation, given, view)[0], at)])[0]


def refresh_views(*, participation: Participation, view: View, at: datetime, own: MeasurementSet | None = None) -> dict[View, LiveSheet]:
    """The live sheets of the view and of those above it that the round has come to: what changed below is seen above. `own` as
    `current_set` gives it, where the caller has read it since taking hold of the participation."""
    edition, round = edition_of(participation.round), participation.round
    views = [one for one in views_reached(round) if view in views_up_to(one)]
    if compares(edition):
        return {one: refresh_live(participation=participation, view=one, at=at) for one in views}
    own, rulings = own or current_set(participation), rulings_by_participation([participation.pk], views[-1])[participation.pk]
    seen = {one: seen_over(edition, own, rulings, one) for one in views}
    sheets = store_live(rows=[_live(participation, one, score(edition, given), at) for one, given in seen.items()])
    return dict(zip(views, sheets, strict=True))


def refresh_round(*, round: Round, view: View, at: datetime) -> list[LiveSheet]:
    """The live sheets of all agencies of the round."""
    edition = edition_of(round)
    taking_part = list(round.participations.select_related("agency", "round").order_by("agency__code"))
    sets = sets_as_seen(round, taking_part, view)
    best = best_values(edition, sets)
    sheets = [score(edition, given, best=best[_group_key(edition, given)]) for given in sets]
    return store_live(rows=[_live(one, view, sheet, at) for one, sheet in zip(taking_part, sheets, strict=True)])


def compares(edition: Edition) -> bool:
    """Whether one agency's figures change the points of others."""
    return any(isinstance(inner_rule(dated.rule), AgainstBestRule) for leaf in edition.leaves.values() for dated in leaf.rule)


def _best(edition: Edition, participation: Participation, given: MeasurementSet, view: str) -> Mapping[str, Known]:
    if not compares(edition):
        return {}
    taking_part = list(participation.round.participations.select_related("agency", "round").order_by("agency__code"))
    others = sets_as_seen(participation.round, taking_part, view)
    sets = [given, *(other for other in others if other.agency.code != given.agency.code)]
    return best_values(edition, sets)[_group_key(edition, given)]


def _group_key(edition: Edition, given: MeasurementSet) -> str:
    group = ranking_group_of(edition, given.agency)
    return group.key if group is not None else given.agency.ranking_group


def leaf_figures(stored: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """State, points, maximum and highest points of every leaf of a stored sheet, by key, whether a system feeds it, and what it was
    measured as in words."""
    found: dict[str, dict[str, Any]] = {}
    waiting = list(stored["fields"])
    while waiting:
        node = waiting.pop()
        if "children" in node:
            waiting += node["children"]
        else:
            figures = {name: node[name] for name in ("state", "points", "max_points", "applicable_max", "high", "effect")}
            figures["is_fed"] = any(one["source"]["kind"] in FED_BY for one in node["measurements"])
            shown = [one["shown"] for one in node["measurements"] if one["role"]]
            found[node["key"]] = {**figures, "shown": {name: "; ".join(one[name] for one in shown) for name in ("vi", "en")}}
    return found


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
        "leaves": leaf_figures(stored),
        "not_scored": sum(leaf.state == "not_scored" for leaf in sheet.leaves), "group_key": _group_key(sheet.edition, sheet.given), "scored_at": at,
    }
