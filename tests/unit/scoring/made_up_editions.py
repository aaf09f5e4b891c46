"""Small editions written as files, as an office would hold them, and taken in by the real intake."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from parix.criteria.editions import Edition
from parix.criteria.intake import take_in
from parix.foundation.agencies import Agency
from parix.foundation.facts import Fact
from parix.foundation.measurements import Measurement, MeasurementSet, Source
from parix.foundation.numbers import exact_text
from parix.foundation.periods import Period

YEAR = Period.of_year(2021)
SOURCE = Source("report", "Báo cáo năm", reference="1/BC-VP")
SINCE = "2019-01-01"


def both(word: str) -> dict[str, str]:
    return {"vi": f"{word} (vi)", "en": f"{word} (en)"}


def leaf(key: str, rule: Mapping[str, Any] | Sequence[Any], maximum: str, roles: Sequence[str], **more: Any) -> dict[str, Any]:
    """A leaf as its file has it; a measure is named by leaf and role unless `measures` says otherwise."""
    measures = {role: {"code": f"{key}.{role}", "item": both(f"{key} {role}")} for role in roles}
    written = {"code": key, "key": key, "text": both(key), "max_points": maximum, "rule": rule, "measures": measures, "scored_by": "data"}
    return {**written, **more}


def awarded(key: str, maximum: str, **more: Any) -> dict[str, Any]:
    return leaf(key, {"kind": "awarded"}, maximum, ["points"], **more)


def criterion(key: str, leaves: Sequence[dict[str, Any]], **more: Any) -> dict[str, Any]:
    total = sum((Fraction(one["max_points"]) for one in leaves), Fraction(0))
    return {"code": key, "key": key, "text": both(key), "max_points": exact_text(total), "sub_criteria": list(leaves), **more}


def field(key: str, children: Sequence[dict[str, Any]], **more: Any) -> dict[str, Any]:
    total = sum((Fraction(one["max_points"]) for one in children), Fraction(0))
    return {"code": key, "key": key, "text": both(key), "max_points": exact_text(total), "criteria": list(children), **more}


def made_edition(root: Path, fields: Sequence[dict[str, Any]], *, key: str = "made_up", **settings: Any) -> Edition:
    """Write the edition below the root and take it in; a set of the same key there must not exist yet."""
    folder = root / key / SINCE
    folder.mkdir(parents=True)
    total = sum((Fraction(one["max_points"]) for one in fields if not one.get("outside_scale")), Fraction(0))
    written = {
        "set": key, "title": both("made up"), "status": "draft", "decision": "không có", "applies_to": ["department"],
        "in_force": {"since": SINCE}, "max_points": exact_text(total), "arithmetic": arithmetic(), "index": "percent_of_applicable",
        "grades": [], "ranking_groups": [], **settings,
    }
    (folder / "edition.yaml").write_text(json.dumps(written), encoding="utf-8")
    for number, one in enumerate(fields, 1):
        (folder / f"{number}_field.yaml").write_text(json.dumps(one), encoding="utf-8")
    intake = take_in(folder)
    assert intake.edition is not None, "\n".join(map(str, intake.problems))
    return intake.edition


def shipped_edition(folder: Path) -> Edition:
    edition = take_in(folder).edition
    assert edition is not None
    return edition


def arithmetic(level: str = "total", mode: str = "half_up", decimals: str = "2", **more: str) -> dict[str, Any]:
    return {"rounding": {"level": level, "mode": mode, "decimals": decimals}, "ties": "standard", **more}


def agency(code: str = "A", *, kind: str = "department", traits: Sequence[str] = (), group: str = "") -> Agency:
    return Agency(code, f"Cơ quan {code}", kind, frozenset(traits), group)


def measured(facts: Mapping[str, Fact], *, of: Agency | None = None, period: Period = YEAR, previous: Mapping[str, Fact] | None = None) -> MeasurementSet:
    """One agency's facts by measure code, and those of the year before."""
    now = [Measurement(code, period, fact, SOURCE) for code, fact in facts.items()]
    before = [Measurement(code, period.a_year_before(), fact, SOURCE) for code, fact in (previous or {}).items()]
    return MeasurementSet(of or agency(), period, (*now, *before))


def of_every_kind(root: Path, **settings: Any) -> Edition:
    """One leaf or more of every kind of rule, three meanings of nothing arose, an absent block, bonus and penalty."""
    no_rate = {"kind": "proportional", "floor": "0.7"}
    levels = {name: {"text": both(name), "points": points} for name, points in (("timely", "2"), ("late", "1"), ("none", "0"))}
    steps = [{"above": "0.9", "points": "3"}, {"at_least": "0.7", "points": "1.5"}, {"points": "0"}]
    survey = {"kind": "survey_answers", "weights": {"A": "1", "B": "0.6", "C": "0.2", "D": "0"}, "min_answers": "30", "below_minimum": "drop"}
    fields = [
        field("first", [
            leaf("plan", {"kind": "yes_no"}, "1", ["answer"]),
            criterion("reports", [
                leaf("on_time", {"kind": "deduction", "points_each": "0.75", "counted": "done"}, "3", ["done", "waived"]),
                leaf(
                    "papers", {
                        "kind": "conditions", "conditions": {"a": both("a"), "b": both("b")}, "points_by_missing": ["2.5", "1.25"],
                    }, "2.5", ["conditions"],
                ),
            ]),
            leaf("outreach", {"kind": "levels", "levels": levels}, "2", ["level"], nothing_arose="zero"),
        ]),
        field("second", [
            criterion("dossiers", [
                leaf(
                    "settled", {
                        **no_rate, "full_at": [{"since": SINCE, "value": "0.9"}, {"since": "2021-07-01", "value": "0.95"}]
                    }, "4", ["share"], nothing_arose="drop",
                ),
                leaf("online", {"kind": "steps", "of": "share", "steps": steps}, "3", ["value"], nothing_arose="full"),
                leaf("errors", {"kind": "steps", "of": "number", "steps": [{"points": "1"}, {"at_least": "1", "points": "0"}]}, "1", ["value"]),
            ]),
            leaf("payments", {"kind": "capped_sum", "terms": {
                "a": {"text": both("a"), "points_per_whole": "6"}, "b": {"text": both("b"), "points_per_whole": "2.5", "cap": "2"},
                "c": {"text": both("c"), "points_per_whole": "2.5"}}}, "10", ["a", "b", "c"], nothing_arose="zero"),
            leaf("parts", {"kind": "mean_of_components", "components": {
                "a": {"text": both("a"), "weight": "1"}, "b": {"text": both("b"), "weight": "2"}}}, "2", ["a", "b"], nothing_arose="full"),
            leaf("tasks", {"kind": "gate", "passes_when": "zero", "then": {"kind": "proportional"}}, "1.5", ["prerequisite", "share"], nothing_arose="full"),
            leaf("digital", {"kind": "gate", "passes_when": "yes", "then": survey}, "2", ["prerequisite", "answers"]),
        ]),
        field("third", [
            leaf("growth", {"kind": "against_previous", "up": "2", "equal": "1", "down": "0", "margin": "0.01"}, "2", ["value"]),
            leaf("fewer", {"kind": "against_previous", "up": "1", "equal": "0.5", "down": "0.25", "better": "lower"}, "1", ["value"], nothing_arose="drop"),
            leaf("leading", {"kind": "against_best"}, "4", ["value"]),
            awarded("council", "5.5"),
        ]),
        field("survey", [
            leaf("citizens", survey, "10", ["answers"], scored_by="survey"),
            leaf("sipas", {"kind": "share_satisfied", "options": ["yes", "fairly", "no"], "satisfied": ["yes", "fairly"], "full_at": "0.9", "min_answers": "10",
                           "below_minimum": "not_scored"}, "6", ["answers"], scored_by="survey"),
        ], applies_to={"without_traits": ["no_survey"]}),
        field("outside", [
            leaf("praise", {"kind": "per_item", "points_each": "0.335"}, "2", ["items"], effect="bonus"),
            leaf("breach", {"kind": "per_item", "points_each": "0.5"}, "3", ["items"], effect="penalty"),
        ], outside_scale="yes"),
    ]
    groups = [
        {"key": "surveyed", "text": both("surveyed"), "members": {"without_traits": ["no_survey"]}},
        {"key": "not_surveyed", "text": both("not surveyed"), "members": {"traits": ["no_survey"]}},
    ]
    grades = [{"key": key, "text": both(key), "at_least": cut} for key, cut in (("good", "80"), ("fair", "50"), ("weak", "0"))]
    caps = {"bonus_cap": "1", "penalty_cap": "2"}
    return made_edition(root, fields, **{"ranking_groups": groups, "grades": grades, "outside_scale": caps, **settings})
