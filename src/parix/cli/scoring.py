"""`parix score`: one agency's measurements and an edition in, the score sheet out."""

from __future__ import annotations

import argparse
from fractions import Fraction
from typing import Any

from parix.cli.inputs import add_edition, add_json, add_language, edition_named, measurement_sets
from parix.cli.output import bar, console, print_json, print_problems, styled, table
from parix.foundation.measurements import MeasurementSet
from parix.foundation.numbers import shown
from parix.foundation.problems import Place, Problem, ProblemsFound
from parix.scoring.declared import irreconcilable
from parix.scoring.leaf_scores import LeafScore
from parix.scoring.sheet_json import arithmetic_json, sheet_to_json
from parix.scoring.sheets import ScoreSheet, score

_WORDS = {
    "vi": {
        "certain": "từ số liệu đã có", "possible": "cuối cùng có thể từ", "grade": "xếp loại", "field": "Lĩnh vực", "points": "Điểm", "max": "Tối đa",
        "open": "Chưa chấm", "lost": "Đã mất", "gain": "Việc được nhiều điểm nhất", "missing": "Chưa chấm được", "none": "chưa xếp loại",
        "leaf": "Tiêu chí", "note": "Bộ chỉ số dựng lại, không phải văn bản chính thức", "draft": "Bộ chỉ số dự thảo",
    },
    "en": {
        "certain": "from known figures", "possible": "in the end from", "grade": "grade", "field": "Field", "points": "Points", "max": "Maximum",
        "open": "Open", "lost": "Lost", "gain": "Most points to win", "missing": "Not scored", "none": "no grade",
        "leaf": "Leaf", "note": "A reconstructed set, not an official text", "draft": "A draft set",
    },
}


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("score", help="chấm điểm một cơ quan", description="Số đo của một cơ quan và một phiên bản bộ chỉ số cho ra bảng điểm.")
    parser.add_argument("file", metavar="TỆP", help="tệp số đo của một cơ quan, một kỳ")
    add_edition(parser)
    add_language(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    sheet = sheet_of(arguments)
    contradictions = irreconcilable(sheet)
    if arguments.json:
        print_json({**sheet_to_json(sheet), "contradictions": [problem.to_json() for problem in contradictions]})
    else:
        show(sheet, arguments.lang)
        print_problems([*sheet.warnings, *contradictions], as_json=False)
    return 0


def sheet_of(arguments: argparse.Namespace) -> ScoreSheet:
    """The sheet of the one set the arguments name."""
    given = _one_set(arguments.file)
    edition = edition_named(arguments.edition, given.period.end)
    try:
        return score(edition, given)
    except ProblemsFound as found:
        raise ProblemsFound(
            problem if problem.place.file else problem.at(Place(arguments.file, path=problem.place.path)) for problem in found.problems
        ) from None


def _one_set(path: str) -> MeasurementSet:
    sets = measurement_sets([path])
    if len(sets) > 1:
        remedy = "chỉ một tệp, hoặc dùng parix rank cho nhiều cơ quan"
        raise ProblemsFound([Problem("measurement.several", f"thư mục chứa {len(sets)} tệp số đo", remedy, Place(path))])
    return sets[0]


def show(sheet: ScoreSheet, language: str) -> None:
    words, out = _WORDS[language], console()
    decimals = sheet.edition.settings.arithmetic.rounding.decimals
    title = sheet.edition.settings.title.text(language)
    out.print(styled((sheet.agency.name, "bold"), f" · {sheet.period} · {title}"), soft_wrap=True)
    notes = {"reconstructed": words["note"], "draft": words["draft"]}
    if sheet.edition.settings.status in notes:
        out.print(styled((notes[sheet.edition.settings.status], "dim")))
    grade = sheet.grade.text.text(language) if sheet.grade and sheet.is_complete else words["none"]
    index = shown(sheet.published_index, language, decimals=decimals, trim=False)
    line = f" {words['certain']}"
    if not sheet.is_complete:
        low, high = (shown(sheet.as_published(value), language, decimals=decimals, trim=False) for value in (sheet.index_low, sheet.index_high))
        line += f" · {words['possible']} {low} – {high}"
    total = sheet.total
    line += f" · {shown(total.points, language)}/{shown(total.applicable_max, language)} · {words['grade']}: {grade}"
    out.print(styled((index, "bold"), line))
    made = table(
        "", [(words["field"], "left"), (words["points"], "right"), (words["max"], "right"), ("", "left"), (words["open"], "right"), (words["lost"], "right")],
    )
    for field in sheet.fields:
        if field.is_outside_scale:
            made.add_row(field.node.text.text(language), shown(sheet.bonus - sheet.penalty, language), "", "", "", "")
            continue
        sums, top = field.sums, field.sums.applicable_max or Fraction(1)
        made.add_row(
            field.node.text.text(language), shown(sums.points, language), shown(sums.applicable_max, language),
            bar(float(sums.points / top), float(sums.open_points / top)), shown(sums.open_points, language), shown(sums.lost_points, language),
        )
    out.print(made)
    _show_gains(sheet, language, words)
    arithmetic = arithmetic_json(sheet.edition.settings.arithmetic)["text"][language]
    origin = f"{sheet.edition.name} · {sheet.edition.fingerprint[:12]} · parix {sheet.software_version}"
    out.print(styled((f"{arithmetic} · {origin}", "dim")), soft_wrap=True)


def _show_gains(sheet: ScoreSheet, language: str, words: dict[str, str]) -> None:
    gains = [(gain.points, leaf, gain) for leaf in sheet.leaves if leaf.account for gain in leaf.account.gains[-1:]]
    gains.sort(key=lambda entry: -entry[0])
    if gains:
        made = table(words["gain"], [("", "right"), (words["leaf"], "left"), ("", "left")])
        for points, leaf, gain in gains[:5]:
            made.add_row(_gain_shown(points, language), leaf.leaf.code, gain.change.text(language))
        console().print(made)
    missing = [leaf for leaf in sheet.leaves if leaf.state == "not_scored"]
    if missing:
        made = table(f"{words['missing']} ({len(missing)})", [("", "right"), (words["leaf"], "left"), ("", "left"), ("", "left")])
        for leaf in missing:
            made.add_row(_range(leaf, language), leaf.leaf.code, leaf.leaf.text.text(language), leaf.reason.text(language) if leaf.reason else "")
        console().print(made)


def _gain_shown(points: Fraction, language: str) -> str:
    """Two decimals, four for what two would show as nothing, and never nothing."""
    least = Fraction(1, 10_000)
    if points < least:
        return "<" + shown(least, language, decimals=4)
    return "+" + shown(points, language, decimals=2 if points >= Fraction(1, 100) else 4)


def _range(leaf: LeafScore, language: str) -> str:
    return f"{shown(leaf.low, language)}–{shown(leaf.high, language)}"
