"""A whole round: its measurements in, one stored run per agency out; and results that others published, added up again."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from parix.criteria.editions import Edition
from parix.foundation.measurement_files import measurement_set_to_json, read_measurement_file
from parix.foundation.measurements import MeasurementSet
from parix.foundation.periods import Period
from parix.foundation.problems import Place, Problem, ProblemsFound, refuse_errors
from parix.scoring.declared import irreconcilable, out_of_order
from parix.scoring.groups import Placing, ranked, score_group
from parix.scoring.sheet_json import sheet_to_json
from parix.scoring.sheets import ScoreSheet
from parix.web.accounts.queries import User
from parix.web.assessment import actions
from parix.web.assessment.models import Round
from parix.web.assessment.queries.collected import is_collected
from parix.web.assessment.queries.editions import edition_of, find
from parix.web.assessment.queries.rulings import highest_view
from parix.web.assessment.scoring_runs.seen import sets_as_seen
from parix.web.organisations.actions import register_agency


def edition_chosen(name: str, on: date | None = None) -> tuple[Edition, actions.EditionChosen]:
    """The edition with this name, or of this set on the day, and how a round refers to it. Raises ProblemsFound."""
    intake = find(name, on)
    if intake.edition is None:
        raise ProblemsFound(intake.problems)
    edition = intake.edition
    return edition, actions.EditionChosen(edition.settings.set, edition.name, edition.fingerprint)


def score_round(*, round: Round, by: User, at: datetime) -> int:
    """Score every agency of the round as it is seen highest (after appraisal: with the rulings) and store the batch; returns its number.

    Raises ProblemsFound when a measurement does not fit or the edition's files are not those the round was opened with.
    """
    edition = edition_of(round)
    taking_part = list(round.participations.select_related("agency", "round").order_by("agency__code"))
    ids = {one.agency.code: one.agency_id for one in taking_part}
    placings = ranked(score_group(edition, sets_as_seen(round, taking_part, highest_view(round))))
    runs = [actions.NewRun(ids[placing.sheet.agency.code], _columns(placing)) for placing in placings]
    return actions.store_runs(round=round, runs=runs, by=by, at=at)


def sets_in(folder: Path) -> list[MeasurementSet]:
    """The measurement files of a folder, by file name. Raises ProblemsFound with all problems of all files."""
    sets: list[MeasurementSet] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        given, found = read_measurement_file(path, path.name)
        problems += found
        if given is not None:
            sets.append(given)
    refuse_errors(problems)
    return sets


def collect_results(*, sets: Sequence[MeasurementSet], set_key: str, at: datetime) -> int:
    """Add up again what others published and store it with what does not reconcile; returns how many results were new.

    `set_key` names the criteria set whose leaves are the printed parts; the edition in force in each period is taken.
    """
    by_period: dict[Period, list[MeasurementSet]] = defaultdict(list)
    for given in sets:
        by_period[given.period].append(given)
    new: list[actions.NewRun] = []
    for period, together in by_period.items():
        edition, _chosen = edition_chosen(set_key, period.end)
        sheets = score_group(edition, together)
        disordered = out_of_order(sheets)
        for sheet in sheets:
            agency = register_agency(given=sheet.agency)
            columns = _collected(sheet, [*irreconcilable(sheet), *(one for one in disordered if one.place in _places(sheet))])
            if not is_collected(agency.pk, columns["inputs_digest"], columns["edition_fingerprint"], columns["software_version"]):
                new.append(actions.NewRun(agency.pk, columns))
    return actions.store_collected(results=new, at=at)


def _collected(sheet: ScoreSheet, problems: Sequence[Problem]) -> dict[str, Any]:
    printed = {one.what: one.value for one in sheet.given.declared}
    return {
        **_provenance(sheet), "period_start": sheet.period.start, "period_end": sheet.period.end, "printed_total": printed.get("total", ""),
        "printed_rank": int(printed["rank"]) if printed.get("rank", "").isdecimal() else None, "note": sheet.given.note,
        "problems": [problem.to_json() for problem in problems],
    }


def _places(sheet: ScoreSheet) -> set[Place]:
    return {one.place for one in sheet.given.declared}


def _provenance(sheet: ScoreSheet) -> dict[str, Any]:
    return {
        "edition_name": sheet.edition.name, "edition_fingerprint": sheet.edition.fingerprint, "software_version": sheet.software_version,
        "inputs_digest": inputs_digest(sheet.given), "sheet": sheet_to_json(sheet),
    }


def inputs_digest(given: MeasurementSet) -> str:
    """SHA-256 over the agency's measurements in their written form, keys sorted: equal inputs have equal digests."""
    written = json.dumps(measurement_set_to_json(given), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def _columns(placing: Placing) -> dict[str, Any]:
    sheet = placing.sheet
    provenance = _provenance(sheet)
    stored = provenance["sheet"]
    totals, group = stored["totals"], sheet.ranking_group
    grade = totals["grade"]["text"] if totals["grade"] else {"vi": "", "en": ""}
    return {
        **provenance, "field_sums": _field_sums(stored),
        **{name: totals[name] for name in ("points", "applicable_max", "index", "index_low", "index_high", "published_index")},
        "grade_vi": grade["vi"], "grade_en": grade["en"], "not_scored": sum(leaf.state == "not_scored" for leaf in sheet.leaves),
        "group_key": placing.group, "group_vi": group.text.vi if group else "", "group_en": group.text.en if group else "",
        "rank": placing.rank, "best_rank": placing.best, "worst_rank": placing.worst, "out_of": placing.out_of,
    }


def _field_sums(stored: dict[str, Any]) -> list[dict[str, Any]]:
    return [{name: one[name] for name in ("code", "text", "points", "applicable_max")} for one in stored["fields"] if not one["outside_scale"]]

