"""`parix rank`: scores many agencies by one edition and ranks them inside their groups, period by period."""

from __future__ import annotations

import argparse
from collections import defaultdict
from typing import Any

from parix.cli.inputs import add_edition, add_json, add_language, edition_named, measurement_sets
from parix.cli.output import console, print_json, print_problems, styled, table
from parix.foundation.measurements import MeasurementSet
from parix.foundation.numbers import exact_text, shown
from parix.foundation.periods import Period
from parix.foundation.problems import Problem, errors_among
from parix.scoring.declared import irreconcilable, out_of_order
from parix.scoring.groups import Placing, ranked, score_group
from parix.scoring.sheet_json import arithmetic_json


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "rank", help="chấm và xếp hạng nhiều cơ quan", description="Chấm nhiều cơ quan theo một bộ chỉ số và xếp hạng trong từng khối, từng kỳ.",
    )
    parser.add_argument("files", nargs="+", metavar="TỆP", help="tệp số đo hoặc thư mục chứa chúng")
    add_edition(parser)
    add_language(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Contradictions inside published results are shown as problems, and do not stop the rest."""
    by_period: dict[Period, list[MeasurementSet]] = defaultdict(list)
    for given in measurement_sets(arguments.files):
        by_period[given.period].append(given)
    results: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for period, sets in sorted(by_period.items()):
        edition = edition_named(arguments.edition, period.end)
        sheets = score_group(edition, sets)
        problems += [problem for sheet in sheets for problem in (*sheet.warnings, *irreconcilable(sheet))]
        problems += out_of_order(sheets)
        placings = ranked(sheets)
        results.append({
            "period": period.key, "edition": edition.name, "fingerprint": edition.fingerprint,
            "arithmetic": arithmetic_json(edition.settings.arithmetic), "placings": [_placing(one) for one in placings],
        })
        if not arguments.json:
            _show(period, placings, arguments.lang, results[-1]["arithmetic"]["text"][arguments.lang])
    if arguments.json:
        print_json({"rankings": results, "problems": [problem.to_json() for problem in problems]})
    else:
        print_problems(problems, as_json=False)
    return 2 if errors_among(problems) else 0


def _placing(one: Placing) -> dict[str, Any]:
    sheet = one.sheet
    return {
        "agency": sheet.agency.code, "name": sheet.agency.name, "group": one.group, "rank": one.rank, "best": one.best, "worst": one.worst,
        "out_of": one.out_of, "points": exact_text(sheet.total.points), "applicable_max": exact_text(sheet.total.applicable_max),
        "index": exact_text(sheet.index), "published_index": exact_text(sheet.published_index), "complete": sheet.is_complete,
        "grade": sheet.grade.key if sheet.grade else None,
        "declared": {declared.what: declared.value for declared in sheet.given.declared},
    }


def _show(period: Period, placings: tuple[Placing, ...], language: str, arithmetic: str) -> None:
    heads = {
        "vi": ("Hạng", "Cơ quan", "Chỉ số", "Điểm", "Tối đa", "Xếp loại", "Có thể"), "en": ("Rank", "Agency", "Index", "Points", "Max", "Grade", "Possible"),
    }[language]
    for group in dict.fromkeys(one.group for one in placings):
        made = table(
            f"{period} {group}".strip(), [
                (heads[0], "right"), (heads[1], "left"), *((head, "right") for head in heads[2:5]), (heads[5], "left"), (heads[6], "right")
            ]
        )
        for one in placings:
            if one.group != group:
                continue
            sheet, decimals = one.sheet, one.sheet.edition.settings.arithmetic.rounding.decimals
            made.add_row(
                f"{one.rank}/{one.out_of}", sheet.agency.name, shown(sheet.published_index, language, decimals=decimals, trim=False),
                shown(sheet.total.points, language), shown(sheet.total.applicable_max, language),
                sheet.grade.text.text(language) if sheet.grade else "-", f"{one.best}–{one.worst}" if one.best != one.worst else "",
            )
        console().print(made)
    console().print(styled((arithmetic, "dim")), soft_wrap=True)
