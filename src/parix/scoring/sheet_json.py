"""A score sheet as plain data for storing, bundling and showing: numbers as exact text, sentences in both languages."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, NamedTuple

from parix.criteria.editions import Arithmetic, Edition, Grade, Leaf
from parix.criteria.rule_shapes import Rule
from parix.foundation.fact_words import fact_words
from parix.foundation.facts import Level
from parix.foundation.measurement_files import fact_to_json
from parix.foundation.measurements import Measurement
from parix.foundation.numbers import exact_text
from parix.foundation.phrases import Phrase, Text, phrase
from parix.scoring.leaf_plans import inner_rule
from parix.scoring.leaf_scores import LeafScore
from parix.scoring.sheets import NodeScore, ScoreSheet
from parix.scoring.totals import Sums

FORMAT = "parix-score-sheet/1"
_MOST = 8192
_ALWAYS: dict[tuple[int, int, int], _Always] = {}

_LEVELS = {
    "leaf": Text("từng tiêu chí thành phần", "each sub-criterion"), "criterion": Text("từng tiêu chí", "each criterion"),
    "field": Text("từng lĩnh vực", "each field"), "total": Text("kết quả cuối cùng", "the final result"),
}
_MODES = {"half_up": Text("làm tròn nửa lên", "half up"), "truncate": Text("cắt bỏ phần dư", "truncated")}
_TIES = {
    "standard": Text("đồng hạng thì bỏ hạng kế tiếp (1, 1, 3)", "ties skip the next rank (1, 1, 3)"),
    "dense": Text("đồng hạng không bỏ hạng (1, 1, 2)", "ties skip no rank (1, 1, 2)"),
}
_RANKED = {
    "exact": Text(
        "xếp hạng theo điểm chưa làm tròn", "ranked on unrounded points",
    ), "rounded": Text("xếp hạng theo điểm đã làm tròn", "ranked on rounded points"),
}


def sheet_to_json(sheet: ScoreSheet) -> dict[str, Any]:
    """The whole sheet. The same sheet always gives the same data, whose parts sheets may have in common: nobody changes it."""
    edition = sheet.edition
    return {
        "format": FORMAT,
        "software_version": sheet.software_version,
        "edition": edition_json(edition),
        "agency": {
            "code": sheet.agency.code, "name": sheet.agency.name, "kind": sheet.agency.kind,
            "traits": sorted(sheet.agency.traits), "ranking_group": sheet.ranking_group.key if sheet.ranking_group else sheet.agency.ranking_group,
        },
        "period": sheet.period.key,
        "arithmetic": arithmetic_json(edition.settings.arithmetic),
        "totals": _totals(sheet),
        "fields": [_node(one, edition) for one in sheet.fields],
        "warnings": [problem.to_json() for problem in sheet.warnings],
        "declared": [{"what": one.what, "value": one.value, "source": one.source.title, "quote": one.quote} for one in sheet.given.declared],
    }


def edition_json(edition: Edition) -> dict[str, Any]:
    settings = edition.settings
    return {
        "name": edition.name, "set": settings.set, "title": _both(settings.title), "status": settings.status,
        "decision": settings.decision, "in_force_since": settings.in_force.since.isoformat(), "fingerprint": edition.fingerprint,
    }


def arithmetic_json(arithmetic: Arithmetic) -> dict[str, Any]:
    rounding = arithmetic.rounding
    words = (
        "Cộng điểm chưa làm tròn; làm tròn một lần ở {level}, {decimals} chữ số thập phân, {mode}; {ranked}; {ties}",
        "Unrounded points are summed; rounded once at {level}, {decimals} decimals, {mode}; {ranked}; {ties}",
    )
    text = phrase(*words, level=_LEVELS[rounding.level], decimals=rounding.decimals, mode=_MODES[rounding.mode],
                  ranked=_RANKED[arithmetic.ranked_on], ties=_TIES[arithmetic.ties])
    return {
        "level": rounding.level, "mode": rounding.mode, "decimals": rounding.decimals, "ties": arithmetic.ties,
        "ranked_on": arithmetic.ranked_on, "graded_on": arithmetic.graded_on, "text": _both(text),
    }


def _totals(sheet: ScoreSheet) -> dict[str, Any]:
    low, high = sheet.grade_range
    return {
        **_sums(sheet.total),
        "max_points": exact_text(sheet.edition.settings.max_points),
        "bonus": exact_text(sheet.bonus), "penalty": exact_text(sheet.penalty),
        "index": exact_text(sheet.index), "index_low": exact_text(sheet.index_low), "index_high": exact_text(sheet.index_high),
        "published_index": exact_text(sheet.published_index),
        "grade": _grade(sheet.grade), "grade_low": _grade(low), "grade_high": _grade(high),
        "complete": sheet.is_complete,
    }


def _sums(sums: Sums) -> dict[str, str]:
    return {
        "points": exact_text(sums.points), "low": exact_text(sums.low), "high": exact_text(sums.high),
        "applicable_max": exact_text(sums.applicable_max), "open": exact_text(sums.open_points), "lost": exact_text(sums.lost_points),
    }


def _node(node: NodeScore, edition: Edition) -> dict[str, Any]:
    return {
        "code": node.node.code, "key": node.node.key, "text": _both(node.node.text), "max_points": exact_text(node.node.max_points),
        **_sums(node.sums), "outside_scale": node.is_outside_scale,
        "children": [_node(child, edition) if isinstance(child, NodeScore) else leaf_json(child, edition) for child in node.children],
    }


def leaf_json(score: LeafScore, edition: Edition) -> dict[str, Any]:
    account, always = score.account, _always(score, edition)
    return {
        **always.name, "applicable_max": exact_text(score.applicable_max), "state": score.state, "points": _maybe(score.points),
        "low": exact_text(score.low), "high": exact_text(score.high), "branch": score.branch, **always.rule_said,
        "applied": _both_maybe(account.applied if account else None),
        "shortfall": _both_maybe(account.shortfall if account else None),
        "reason": _both_maybe(score.reason),
        "gains": [{"change": _both(gain.change), "points": exact_text(gain.points)} for gain in account.gains] if account else [],
        "measurements": [_measurement(role, one, score) for role, one in score.used.items()],
        **always.asked,
    }


class _Always(NamedTuple):
    """What of a leaf's data is the same in every sheet, in the order of the whole; made anew for each sheet would be a third of its time."""

    leaf: Leaf
    rule: Rule
    edition: Edition
    name: dict[str, Any]
    rule_said: dict[str, Any]
    asked: dict[str, Any]


def _always(score: LeafScore, edition: Edition) -> _Always:
    """Kept by identity (leaves, rules and editions hold mappings and have no hash), so they are kept with it."""
    leaf, rule = score.leaf, score.rule
    key = (id(leaf), id(rule), id(edition))
    held = _ALWAYS.get(key)
    if held is None:
        if len(_ALWAYS) >= _MOST:
            _ALWAYS.clear()
        held = _ALWAYS[key] = _Always(
            leaf, rule, edition,
            {"code": leaf.code, "key": leaf.key, "text": _both(leaf.text), "max_points": exact_text(leaf.max_points)},
            {"effect": leaf.effect, "rule_kind": rule.kind, "rule": _both(score.sentence)},
            {
                "legal_basis": edition.legal_basis(leaf.key),
                "evidence": [{"kind": asked.kind, "text": _both(asked.text), "issuer": asked.issuer, "by": asked.by} for asked in leaf.evidence],
                "scored_by": leaf.scored_by, "lead": leaf.lead, "supporting": list(leaf.supporting), "nothing_arose": leaf.nothing_arose,
                "note": leaf.note,
            },
        )
    return held


def _measurement(role: str, one: Measurement, score: LeafScore) -> dict[str, Any]:
    use = score.leaf.measures.get(role) or score.leaf.measures.get("value")
    source = one.source
    return {
        "role": role, "code": one.code, "item": _both(use.item) if use else None, "period": one.period.key,
        "fact": fact_to_json(one.fact), "shown": _both(_shown(one, score)), "quote": one.quote, "place": one.place_in_source,
        "source": {
            "key": source.key, "title": source.title, "kind": source.kind, "reference": source.reference, "issuer": source.issuer,
            "date": source.date, "file": source.file,
        },
    }


def _shown(one: Measurement, score: LeafScore) -> Phrase | Text:
    """A level by its own words rather than by its key."""
    levels = getattr(inner_rule(score.rule), "levels", {})
    if isinstance(one.fact, Level) and one.fact.key in levels:
        text: Text = levels[one.fact.key].text
        return text
    return fact_words(one.fact)


def _both(text: Text | Phrase) -> dict[str, str]:
    return {"vi": text.text("vi"), "en": text.text("en")}


def _both_maybe(text: Phrase | None) -> dict[str, str] | None:
    return None if text is None else _both(text)


def _maybe(number: Fraction | None) -> str | None:
    return None if number is None else exact_text(number)


def _grade(grade: Grade | None) -> dict[str, Any] | None:
    return None if grade is None else {"key": grade.key, "text": _both(grade.text), "at_least": exact_text(grade.at_least)}
